"""The board in the browser: gathered, covered, weighed, settled, booked, all by plain forms."""

from django.test import Client

from segue.store.models import Board, Conversation, Idea, TodayRow
from tests.cast import NOW, Cast


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def opened(ada: Client, cast: Cast, **given: str) -> Board:
    values = {"topic": "readers", "mode": "live", "dots": "3"} | given
    answer = ada.post(f"/connections/{cast.with_amara.id}/board/", values)
    board = Board.objects.get()
    assert answer["Location"] == f"/boards/{board.id}/"
    return board


def test_a_board_from_the_first_idea_to_its_summary(cast: Cast, ada: Client) -> None:
    board = opened(ada, cast)
    here = {"next": f"/boards/{board.id}/"}
    ada.post(f"/boards/{board.id}/add/", here | {"texts": "loan them\n\nsell them", "by": "me"})
    ada.post(f"/boards/{board.id}/add/", here | {"texts": "read aloud", "by": "them"})
    page = text(ada, f"/boards/{board.id}/")
    assert "3 ideas, 2 yours, 1 theirs" in page
    assert "mine-more" not in page  # nothing is weighed yet
    ada.post(f"/boards/{board.id}/converge/", here)
    first = Idea.objects.earliest("id")
    ada.post(f"/ideas/{first.id}/group/", here | {"name": "Things"})
    ada.post(f"/ideas/{first.id}/mine-more/", here)
    ada.post(f"/ideas/{first.id}/mine-more/", here)
    ada.post(f"/ideas/{first.id}/mine-fewer/", here)
    ada.post(f"/ideas/{first.id}/choose/", here | {"why": "it is simple"})
    page = text(ada, f"/boards/{board.id}/")
    assert "dots left: yours 2, theirs 3" in page
    assert "In no group" in page
    ada.post(f"/boards/{board.id}/settle/", here)
    assert "We chose:\n- loan them: it is simple" in text(ada, f"/boards/{board.id}/summary/")
    assert "Gewählt haben wir:\n- loan them" in text(ada, f"/boards/{board.id}/summary/?in=de")
    ada.post(f"/boards/{board.id}/sent/", here)
    assert "summary sent" in text(ada, f"/boards/{board.id}/")


def test_covered_ideas_are_folded_away_until_they_are_revealed(cast: Cast, ada: Client) -> None:
    board = opened(ada, cast, private="on")
    ada.post(f"/boards/{board.id}/add/", {"texts": "loan them", "by": "me"})
    assert "Covered until you reveal them" in text(ada, f"/boards/{board.id}/")
    ada.post(f"/boards/{board.id}/reveal/")
    assert "Covered" not in text(ada, f"/boards/{board.id}/")


def test_booking_says_what_is_wrong_and_does_it_when_meant(cast: Cast, ada: Client) -> None:
    board = opened(ada, cast)
    given = {"divergent": "2026-12-01T10:00", "convergent": "2026-12-09T10:00", "medium": "room", "minutes": "45"}
    answer = ada.post(f"/boards/{board.id}/book/", given)
    assert answer.status_code == 422
    assert "8 days apart" in answer.content.decode()
    assert 'name="anyway"' in answer.content.decode()
    assert ada.post(f"/boards/{board.id}/book/", given | {"anyway": "on"}).status_code == 302
    assert "8 days apart" in text(ada, f"/boards/{board.id}/")
    assert Conversation.objects.earliest("first_at").first_at.hour == 9  # ten in Stockholm


def test_today_offers_to_book_both(cast: Cast, ada: Client) -> None:
    board = opened(ada, cast)
    page = text(ada, "/")
    assert "Book two sessions with Amara Osei: readers" in page
    assert f"/boards/{board.id}/book/" in page
    assert TodayRow.objects.get().rows[0]["rule"] == "book the pair"


def test_the_connections_board_is_the_open_one_and_a_new_one_is_asked_for(cast: Cast, ada: Client) -> None:
    board = opened(ada, cast)
    address = f"/connections/{cast.with_amara.id}/board/"
    assert ada.get(address)["Location"] == f"/boards/{board.id}/"
    Board.objects.update(phase="settled", settled_at=NOW)
    assert ada.get(address)["Location"] == f"/boards/{board.id}/"
    assert "The topic" in text(ada, f"{address}?new")
