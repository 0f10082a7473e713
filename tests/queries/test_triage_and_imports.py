"""What has grown old, counted and paged; how far an import is; what was done."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from segue.domain.commitments import Move, Side
from segue.domain.today import Rule
from segue.queries import history, imports, today, triage
from segue.queries.triage import Pile
from segue.store.models import (
    Address,
    Commitment,
    Connection,
    Conversation,
    Event,
    Import,
    Participant,
    Person,
)
from tests.cast import NOW, Cast, commitment, person

REQUEST, PROMISE = (Side.A, Move.REQUEST), (Side.B, Move.PROMISE)


@pytest.fixture
def old(cast: Cast) -> list[Commitment]:
    """Five old things, two of them of one moment."""
    made = [
        commitment(cast, REQUEST), commitment(cast, REQUEST), commitment(cast, REQUEST, mine=True),
        commitment(cast, PROMISE, mine=True), commitment(cast, PROMISE),
    ]  # fmt: skip
    for each, days in zip(made, (400, 400, 100, 100, 800), strict=True):
        Commitment.objects.filter(id=each.id).update(made_at=NOW - timedelta(days=days))
    return made


def test_piles_are_counted_by_kind_side_and_year(cast: Cast, old: list[Commitment]) -> None:
    assert triage.piles(cast.owner, NOW) == [
        Pile("promise", True, 2026, 1),
        Pile("request", True, 2026, 1),
        Pile("request", False, 2025, 2),
        Pile("promise", False, 2024, 1),
    ]
    assert triage.piles(cast.teammate, NOW) == []


def test_a_pile_is_looked_into(cast: Cast, old: list[Commitment]) -> None:
    pile = triage.pile(cast.owner, NOW, kind="request", mine=False, year=2025)
    assert {each.id for each in pile.commitments} == {old[0].id, old[1].id}


def test_pages_hold_each_once_also_of_one_moment(
    cast: Cast, old: list[Commitment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(triage, "PAGE", 1)
    seen: list[int] = []
    after = None
    while True:
        page = triage.pile(cast.owner, NOW, after=after)
        seen += [each.id for each in page.commitments]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == sorted(each.id for each in old)


def held(cast: Cast, days: int, *people: Person, **fields: Any) -> Conversation:
    """A call so many days ago, which has no ending."""
    at = NOW - timedelta(days=days)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", subject=f"{days} days ago", first_at=at, last_at=at, held_until=at, **fields
    )
    for each in people:
        Participant.objects.create(owner=cast.ada, conversation=talk, person=each)
    return talk


def asked_for(cast: Cast, now: datetime) -> set[int]:
    """The talks for whose ending Today asks, or that Triage holds."""
    rows = today.as_of(cast.owner, now, 100).rows
    in_today = {row.conversation_id or 0 for row in rows if row.rule is Rule.WRAP_UP}
    in_triage = {each.id for each in triage.pile(cast.owner, now, kind=triage.TALK).talks}
    assert not in_today & in_triage
    return in_today | in_triage


def test_a_talk_without_an_ending_is_in_today_or_in_triage_and_never_in_neither(cast: Cast) -> None:
    other = person(cast.ada, "Esi Mensah", "esi@mensah.example")
    talks = [
        held(cast, 20, cast.amara), held(cast, 0, cast.dai), held(cast, 10),
        held(cast, 60, other, not_yet_until=NOW.date() + timedelta(days=60)),
    ]  # fmt: skip
    for days in (2, 69, 70, 71, 89, 90, 91, 92, 149, 150, 151, 152, 400):
        at = NOW + timedelta(days=days, hours=9)
        waiting = NOW.date() + timedelta(days=60) > at.date()
        assert asked_for(cast, at) == {each.id for each in (talks[:3] if waiting else talks)}, days


def test_old_talks_are_counted_and_looked_at_but_those_that_ended_or_are_closed(cast: Cast) -> None:
    old, older = held(cast, 100, cast.amara, cast.dai), held(cast, 500, cast.dai)
    held(cast, 100, cast.amara, wrapped_at=NOW)
    held(cast, 100, cast.amara, cancelled=True)
    assert triage.piles(cast.owner, NOW) == [Pile("talk", True, 2026, 1), Pile("talk", True, 2025, 1)]
    assert today.triage_count(cast.owner, NOW) == 2
    assert triage.pile(cast.owner, NOW).talks == (old, older)
    assert triage.pile(cast.owner, NOW, kind="talk", after=old.id).talks == (older,)
    assert triage.piles(cast.stranger, NOW) == []
    Connection.objects.filter(person=cast.dai).update(closed_at=NOW)
    assert triage.pile(cast.owner, NOW).talks == (old,)


def test_progress_tells_rate_share_and_rest(cast: Cast) -> None:
    run = Import.objects.create(
        owner=cast.ada, paths=["x"], state="running", started_at=NOW - timedelta(seconds=30), beat_at=NOW,
        total_bytes=400, read_bytes=100, read=900,
    )  # fmt: skip
    progress = imports.progress(cast.owner, run.id, NOW)
    assert (progress.share, progress.rate, progress.left) == (0.25, 30.0, timedelta(seconds=90))
    assert progress.going_on
    assert not progress.silent
    assert imports.progress(cast.owner, run.id, NOW + timedelta(minutes=3)).silent
    with pytest.raises(Import.DoesNotExist):
        imports.progress(cast.teammate, run.id, NOW)


def test_a_run_that_ended_is_timed_to_its_end(cast: Cast) -> None:
    run = Import.objects.create(
        owner=cast.ada, paths=["x"], state="finished", started_at=NOW - timedelta(seconds=30),
        finished_at=NOW - timedelta(seconds=20), total_bytes=4, read_bytes=4, read=50,
    )  # fmt: skip
    progress = imports.progress(cast.owner, run.id, NOW)
    assert (progress.rate, progress.left, progress.going_on) == (5.0, None, False)


def test_addresses_to_be_confirmed_come_first(cast: Cast) -> None:
    Address.objects.filter(kind="mine").update(confirmed_at=NOW)
    Address.objects.create(owner=cast.ada, addr="z@example.org", kind="mine")
    assert [each.addr for each in imports.my_addresses(cast.owner)] == ["z@example.org", "ada@lindqvist.example"]
    assert imports.my_addresses(cast.teammate) == ()


def test_history_goes_on_where_it_ended(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 2)
    for n in range(5):
        Event.objects.create(owner=cast.ada, at=NOW, verb="keep", text=str(n), source="web")
    Event.objects.create(owner=cast.chiara, at=NOW, verb="keep", text="not Ada's", source="web")
    seen: list[str] = []
    before = None
    while True:
        page = history.events(cast.owner, before)
        seen += [each.text for each in page.events]
        before = page.next
        if before is None:
            break
    assert seen == ["4", "3", "2", "1", "0"]
    assert history.latest(cast.teammate) is None
