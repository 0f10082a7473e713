"""What has grown old, counted and paged; how far an import is; what was done."""

from datetime import timedelta

import pytest

from segue.domain.commitments import Move, Side
from segue.queries import history, imports, triage
from segue.queries.triage import Pile
from segue.store.models import Address, Commitment, Event, Import
from tests.cast import NOW, Cast, commitment

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
