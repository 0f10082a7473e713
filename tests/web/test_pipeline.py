"""The pipeline in the browser: the board, what narrows it, and moving somebody from it."""

from datetime import timedelta

from django.test import Client

from segue.store.models import Connection, Need, StageMove
from tests.cast import NOW, Cast


def on_way(cast: Cast, stage: str = "relatedness", days: int = 30) -> Connection:
    Connection.objects.filter(person=cast.amara).update(stage=stage, stage_since=NOW - timedelta(days=days))
    return cast.with_amara


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_it_says_what_is_stuck_and_for_how_long(cast: Cast, ada: Client) -> None:
    on_way(cast)
    page = text(ada, "/pipeline/")
    for words in ("Amara Osei", "stuck for 16 days", "No next step", "On to possibilities", "1 person is at no stage"):
        assert words in page


def test_nobody_on_a_way_is_told_how_to_begin(cast: Cast, ada: Client) -> None:
    assert "Nobody is on a way yet" in text(ada, "/pipeline/")


def test_a_move_by_one_button_leads_back_to_the_board(cast: Cast, ada: Client) -> None:
    with_amara = on_way(cast)
    given = {"to": "possibilities", "next": "/pipeline/?as=list"}
    done = ada.post(f"/connections/{with_amara.id}/stage/", given)
    assert (done.status_code, done["Location"]) == (302, "/pipeline/?as=list")
    assert StageMove.objects.get().to == "possibilities"


def test_the_move_page_leads_back_to_where_it_was_opened(cast: Cast, ada: Client) -> None:
    with_amara = on_way(cast)
    page = text(ada, f"/connections/{with_amara.id}/stage/?next=/pipeline/%3Fonly%3Dattention")
    assert 'name="next" value="/pipeline/?only=attention"' in page
    elsewhere = text(ada, f"/connections/{with_amara.id}/stage/?next=//evil.example/")
    assert f'name="next" value="/people/{cast.amara.id}/"' in elsewhere


def test_a_move_that_asks_why_is_asked_and_not_made(cast: Cast, ada: Client) -> None:
    with_amara = on_way(cast)
    asked = ada.post(f"/connections/{with_amara.id}/stage/", {"to": "action", "next": "/pipeline/"})
    assert asked.status_code == 422
    assert 'id="panel"' in asked.content.decode()
    assert not StageMove.objects.exists()


def test_it_is_narrowed_by_need_and_by_what_waits(cast: Cast, ada: Client) -> None:
    need = Need.objects.create(owner=cast.ada, name="pilot partner", since=NOW)
    on_way(cast)
    Connection.objects.filter(person=cast.amara).update(need=need)
    page = text(ada, f"/pipeline/?need={need.id}")
    assert "“pilot partner”: 1 person could serve it" in page
    assert "Thin" in page
    assert "Amara Osei" in text(ada, "/pipeline/?only=attention")
    assert "Nobody belongs here." in text(ada, "/pipeline/?only=they-wait")
    assert "Amara Osei" in text(ada, "/pipeline/?stage=relatedness&only=nonsense&need=x")


def test_what_was_closed_says_by_whom_and_why(cast: Cast, ada: Client) -> None:
    on_way(cast)
    Connection.objects.filter(person=cast.dai).update(
        stage="closed", closed_at=NOW, closed_by="both", closed_terms="no budget this year"
    )
    page = text(ada, "/pipeline/")
    for words in ("by both: no budget this year", "by both 1"):
        assert words in page
