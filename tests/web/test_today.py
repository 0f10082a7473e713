"""Today in the browser: rows with their reasons and acts, doing and undoing, a fixed number of queries."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from segue.actions import stages
from segue.domain.commitments import Move, Side
from segue.domain.connections import Intent
from segue.store.models import STALE, Commitment, Connection, Member, Person
from tests.cast import NOW, Cast, commitment, mail, person
from tests.web.conftest import SignedIn


@pytest.fixture
def promise(cast: Cast) -> Commitment:
    """What Ada promised Amara for today, in a mail."""
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW)
    made = commitment(cast, (Side.B, Move.PROMISE, NOW.date()), mine=True)
    said = mail(cast, "ada@lindqvist.example", "amara@asante.example", "Dear Amara,\nI will send the outline. Best")
    start = said.body.index("I will")
    Commitment.objects.filter(id=made.id).update(message=said, start=start, end=start + len("I will send the outline."))
    Connection.objects.update(refresh_at=STALE)
    return made


def text(client: Client, address: str = "/") -> str:
    return client.get(address).content.decode()


def rows(page: str) -> int:
    return len(re.findall(r'<li id="row-', page))


def test_a_row_says_what_to_do_why_and_offers_its_acts(promise: Commitment, ada: Client) -> None:
    page = text(ada)
    assert rows(page) == 1
    assert "Send the outline" in page
    assert "You promised it on" in page
    assert f'formaction="/commitments/{promise.id}/done/"' in page
    assert 'data-key="e"' in page


def test_done_takes_the_row_away_and_undo_brings_it_back(promise: Commitment, ada: Client) -> None:
    after = ada.post(f"/commitments/{promise.id}/done/", {"next": "/"}, follow=True).content.decode()
    assert rows(after) == 0
    assert "Done: send the outline" in after
    undo = re.search(r'action="(/undo/\d+/)"', after)
    assert undo
    again = ada.post(undo[1], {"next": "/"}, follow=True).content.decode()
    assert rows(again) == 1
    assert "Undone: Done: send the outline" in again


def test_z_undoes_the_latest_deed(promise: Commitment, ada: Client) -> None:
    ada.post(f"/commitments/{promise.id}/done/")
    assert rows(ada.post("/undo/", follow=True).content.decode()) == 1
    assert "There is nothing to undo." in ada.post("/undo/", follow=True).content.decode()


def test_what_cannot_be_done_is_told_and_changes_nothing(promise: Commitment, ada: Client) -> None:
    ada.post(f"/commitments/{promise.id}/done/")
    again = ada.post(f"/commitments/{promise.id}/done/", follow=True).content.decode()
    assert "toast error" in again
    assert Commitment.objects.get(id=promise.id).moves.count() == 2


def test_the_way_back_is_never_out_of_here(promise: Commitment, ada: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert (
            ada.post(f"/commitments/{promise.id}/snooze/", {"day": "2026-12-01", "next": elsewhere})["Location"] == "/"
        )


def test_the_words_stand_in_their_message(promise: Commitment, ada: Client) -> None:
    page = text(ada, f"/today/{promise.connection_id}/")
    assert "Dear Amara,\n<mark>I will send the outline.</mark> Best" in page
    assert "If nothing is done" in page
    assert f'formaction="/commitments/{promise.id}/not-true/"' in page


def test_not_true_takes_the_commitment_away_for_good(promise: Commitment, ada: Client) -> None:
    assert rows(ada.post(f"/commitments/{promise.id}/not-true/", follow=True).content.decode()) == 0
    assert not Commitment.objects.filter(id=promise.id).exists()


def test_an_empty_today_says_what_next(cast: Cast, ada: Client) -> None:
    assert "Today speaks up when" in text(ada)
    Person.objects.all().delete()
    page = text(ada)
    assert "Nothing has been read yet." in page
    assert 'href="/imports/"' in page


def test_a_need_that_rests_on_too_few_stands_below_the_rows(cast: Cast, ada: Client) -> None:
    assert "Breadth" not in text(ada)
    wish = Intent("a pilot in March", need="A pilot partner")
    stages.set_intent(cast.owner, cast.with_amara.id, wish, NOW, source="web")
    page = text(ada)
    assert "Who else could it be? A pilot partner" in page
    assert "only Amara Osei can" in page
    assert f'href="/needs/#n{cast.with_amara.need_id}"' in page
    assert rows(page) == 0


def test_at_most_seven_rows_then_more(cast: Cast, ada: Client) -> None:
    many(cast, 9)
    assert rows(text(ada)) == 7
    assert "2 more wait" in text(ada)
    assert rows(text(ada, "/?show=all")) == 9
    assert rows(text(ada, "/?show=all&skip=7")) == 2


def test_showing_it_takes_as_many_queries_for_nine_rows_as_for_three(
    cast: Cast, ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    many(cast, 9)
    text(ada)
    with django_assert_max_num_queries(12):
        text(ada, "/?show=all")


def test_one_at_a_time(cast: Cast, ada: Client) -> None:
    many(cast, 2)
    assert "1 of 2" in text(ada, "/one-at-a-time/")
    assert "2 of 2" in text(ada, "/one-at-a-time/?skip=1")
    assert "That was all." in text(ada, "/one-at-a-time/?skip=2")


def test_snooze_offers_words_and_takes_a_day(promise: Commitment, ada: Client) -> None:
    page = text(ada, f"/commitments/{promise.id}/snooze/")
    assert "Tomorrow" in page
    moment = re.search(r'name="until" value="([^"]+)"', page)
    assert moment
    assert rows(ada.post(f"/commitments/{promise.id}/snooze/", {"until": moment[1]}, follow=True).content.decode()) == 0
    assert Commitment.objects.get(id=promise.id).snoozed_until > NOW  # type: ignore[operator]


def test_the_one_reminder_is_spent_by_taking_its_draft(cast: Cast, signed_in: SignedIn) -> None:
    asked = commitment(cast, (Side.A, Move.REQUEST))
    client = signed_in(cast.ada)
    address = f"/commitments/{asked.id}/remind/"
    assert "there will not be a second" in text(client, address)
    assert not hasattr(Commitment.objects.get(id=asked.id), "reminder")
    taken = client.post(address).content.decode()
    assert "mailto:amara@asante.example" in taken
    assert "?in=de" not in taken  # another language would be a second
    assert "One reminder has gone out" in client.post(address, follow=True).content.decode()


def test_a_counter_needs_a_day_or_words(cast: Cast, ada: Client) -> None:
    asked = commitment(cast, (Side.A, Move.REQUEST), mine=True)
    address = f"/commitments/{asked.id}/counter/"
    refused = ada.post(address, {"due": "", "words": ""})
    assert refused.status_code == 422
    assert "Name a day" in refused.content.decode()
    ada.post(address, {"due": "2026-12-04"})
    assert Commitment.objects.get(id=asked.id).state == "countered"


def many(cast: Cast, count: int) -> None:
    """So many people with whom something of Ada's is due today."""
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW)
    for number in range(count):
        other = person(cast.ada, f"Somebody {number}", f"somebody{number}@example.org")
        commitment(cast, (Side.B, Move.PROMISE, NOW.date()), mine=True, with_=other)
    Connection.objects.update(refresh_at=NOW - timedelta(days=1))
