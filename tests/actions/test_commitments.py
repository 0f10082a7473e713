"""Every verb on a commitment: works, is undone, is refused in words when repeated, and is the owner's alone."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from segue.actions import commitments
from segue.actions.deeds import undo
from segue.actions.errors import Conflict, NotFound, Refused
from segue.domain.commitments import Move, Side
from segue.store.models import STALE, Asker, Commitment, Event
from tests.cast import FRIDAY, LATER, NOW, Cast, Step, commitment

A, B = Side.A, Side.B
REQUESTED: tuple[Step, ...] = ((A, Move.REQUEST),)
OFFERED: tuple[Step, ...] = ((B, Move.OFFER),)
PROMISED: tuple[Step, ...] = ((B, Move.PROMISE, FRIDAY),)
COUNTERED: tuple[Step, ...] = (*PROMISED, (B, Move.COUNTER, FRIDAY + timedelta(days=4)))
REPORTED: tuple[Step, ...] = (*PROMISED, (B, Move.REPORT))
LAPSED: tuple[Step, ...] = (*REQUESTED, (A, Move.LET_GO))
RENEGED: tuple[Step, ...] = (*PROMISED, (B, Move.RENEGE))
MINE, THEIRS = True, False

counter_friday = partial(commitments.counter, due=FRIDAY)
heard_decline = partial(commitments.decline, heard=True)
heard_counter = partial(commitments.counter, heard=True, due=FRIDAY)

WORKS = [
    (commitments.done, REQUESTED, MINE, "reported"),
    (commitments.done, PROMISED, MINE, "reported"),
    (commitments.done, OFFERED, MINE, "reported"),
    (commitments.done, COUNTERED, MINE, "reported"),
    (commitments.done, LAPSED, MINE, "reported"),
    (commitments.done, REQUESTED, THEIRS, "kept"),
    (commitments.done, PROMISED, THEIRS, "kept"),
    (commitments.done, REPORTED, THEIRS, "kept"),
    (commitments.done, RENEGED, THEIRS, "kept"),
    (commitments.not_done, REPORTED, THEIRS, "promised"),
    (commitments.decline, REQUESTED, MINE, "declined"),
    (commitments.decline, OFFERED, THEIRS, "declined"),
    (commitments.decline, COUNTERED, THEIRS, "declined"),
    (heard_decline, REQUESTED, THEIRS, "declined"),
    (counter_friday, REQUESTED, MINE, "countered"),
    (counter_friday, PROMISED, MINE, "countered"),
    (counter_friday, PROMISED, THEIRS, "requested"),
    (counter_friday, OFFERED, THEIRS, "requested"),
    (heard_counter, PROMISED, THEIRS, "countered"),
    (commitments.withdraw, REQUESTED, THEIRS, "withdrawn"),
    (commitments.withdraw, PROMISED, THEIRS, "cancelled"),
    (commitments.withdraw, OFFERED, MINE, "withdrawn"),
    (commitments.renege, PROMISED, MINE, "reneged"),
    (commitments.accept, OFFERED, THEIRS, "promised"),
    (commitments.accept, COUNTERED, THEIRS, "promised"),
    (commitments.accept, REQUESTED, MINE, "promised"),
    (commitments.accept, REPORTED, THEIRS, "kept"),
    (commitments.promise, REQUESTED, MINE, "promised"),
    (commitments.promise, REQUESTED, THEIRS, "promised"),
    (commitments.promise, LAPSED, MINE, "promised"),
    (commitments.let_go, REQUESTED, THEIRS, "lapsed"),
    (commitments.let_go, PROMISED, THEIRS, "lapsed"),
    (commitments.let_go, REQUESTED, MINE, "declined"),
    (commitments.let_go, PROMISED, MINE, "reneged"),
    (commitments.let_go, OFFERED, MINE, "withdrawn"),
]
REFUSED = [
    (commitments.done, REPORTED, MINE),
    (commitments.decline, PROMISED, MINE),
    (commitments.not_done, PROMISED, THEIRS),
    (commitments.withdraw, REQUESTED, MINE),
    (commitments.renege, REQUESTED, MINE),
    (commitments.accept, PROMISED, MINE),
    (commitments.promise, PROMISED, MINE),
    (commitments.let_go, LAPSED, THEIRS),
]
Verb = Callable[..., Commitment]
ALL: list[Verb] = [
    commitments.done,
    commitments.not_done,
    commitments.decline,
    counter_friday,
    commitments.withdraw,
    commitments.renege,
    commitments.accept,
    commitments.promise,
    commitments.let_go,
    partial(commitments.snooze, until=LATER),
    commitments.not_settled,
]


def named(value: object) -> str | None:
    return getattr(getattr(value, "func", value), "__name__", None)


@pytest.mark.parametrize(("verb", "steps", "mine", "state"), WORKS, ids=named)
def test_works_and_is_undone(cast: Cast, verb: Verb, steps: tuple[Step, ...], mine: bool, state: str) -> None:
    row = commitment(cast, *steps, mine=mine)
    before = (row.state, row.due, row.moves.count())
    verb(cast.owner, row.id, now=NOW, source="web")
    row.refresh_from_db()
    assert (row.state, row.by_hand, row.touched_at) == (state, True, NOW)
    assert row.moves.filter(by_hand=True).exists()
    assert cast.with_amara.refresh_at == STALE
    undo(cast.owner, LATER, source="web")
    row.refresh_from_db()
    assert (row.state, row.due, row.moves.count(), row.by_hand) == (*before, False)


@pytest.mark.parametrize(("verb", "steps", "mine"), REFUSED, ids=named)
def test_what_the_table_does_not_have_is_refused_with_what_it_has(
    cast: Cast, verb: Verb, steps: tuple[Step, ...], mine: bool
) -> None:
    row = commitment(cast, *steps, mine=mine)
    with pytest.raises(Refused, match=f"“send the outline” is {row.state}: (you|they|nothing)"):
        verb(cast.owner, row.id, now=NOW, source="web")
    assert row.moves.count() == len(steps)
    assert not Event.objects.exists()


@pytest.mark.parametrize("verb", ALL, ids=named)
def test_teammate_and_stranger_are_told_alike_that_there_is_no_such_thing(cast: Cast, verb: Verb) -> None:
    row = commitment(cast, *PROMISED)
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound, match=f"no commitment {row.id}"):
            verb(asker, row.id, now=NOW, source="web")
    with pytest.raises(NotFound, match="no commitment 987654"):
        verb(cast.owner, 987654, now=NOW, source="web")


def test_a_teammate_reads_what_is_shared_and_a_stranger_does_not(cast: Cast) -> None:
    row, private = commitment(cast, *PROMISED), commitment(cast, *PROMISED, with_=cast.dai)
    assert set(Commitment.objects.visible_to(cast.teammate)) == {row}
    assert set(Commitment.objects.visible_to(cast.owner)) == {row, private}
    assert not Commitment.objects.visible_to(cast.stranger).exists()


def test_a_first_date_needs_nobodys_agreement(cast: Cast) -> None:
    row = commitment(cast, (B, Move.PROMISE), mine=True)
    commitments.promise(cast.owner, row.id, NOW, source="web", due=FRIDAY)
    row.refresh_from_db()
    assert (row.state, row.due) == ("promised", FRIDAY)


def test_the_old_date_binds_until_the_new_one_is_accepted(cast: Cast, my_promise: Commitment) -> None:
    later = FRIDAY + timedelta(days=7)
    commitments.counter(cast.owner, my_promise.id, NOW, source="web", due=later, words="The printer is late.")
    my_promise.refresh_from_db()
    assert (my_promise.state, my_promise.due) == ("countered", FRIDAY)
    commitments.accept(cast.owner, my_promise.id, LATER, source="web", heard=True)
    my_promise.refresh_from_db()
    assert (my_promise.state, my_promise.due) == ("promised", later)
    assert my_promise.moves.get(move="counter").words == "The printer is late."


def test_a_counter_without_date_or_terms_says_nothing(cast: Cast, my_promise: Commitment) -> None:
    with pytest.raises(Refused, match="names a new date or other terms"):
        commitments.counter(cast.owner, my_promise.id, NOW, source="web")


def test_snoozing_is_no_move_and_leaves_the_row_to_detection(cast: Cast, my_promise: Commitment) -> None:
    commitments.snooze(cast.owner, my_promise.id, LATER, NOW, source="web")
    my_promise.refresh_from_db()
    assert (my_promise.snoozed_until, my_promise.by_hand, my_promise.moves.count()) == (LATER, False, 1)
    with pytest.raises(Refused, match="has passed"):
        commitments.snooze(cast.owner, my_promise.id, NOW, NOW, source="web")


def test_acting_as_of_a_day_before_the_last_move_is_refused(cast: Cast, my_promise: Commitment) -> None:
    with pytest.raises(Conflict, match="has moved since then"):
        commitments.done(cast.owner, my_promise.id, NOW - timedelta(days=30), source="cli")


def test_two_deeds_are_undone_one_after_the_other(cast: Cast, my_promise: Commitment) -> None:
    commitments.snooze(cast.owner, my_promise.id, LATER, NOW, source="web")
    commitments.done(cast.owner, my_promise.id, NOW, source="web")
    assert undo(cast.owner, LATER, source="web").verb == "done"
    assert undo(cast.owner, LATER, source="web").verb == "snooze"
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(cast.owner, LATER, source="web")
    my_promise.refresh_from_db()
    assert (my_promise.state, my_promise.snoozed_until) == ("promised", None)


def test_nobody_undoes_what_somebody_else_has_done(cast: Cast, my_promise: Commitment) -> None:
    commitments.done(cast.owner, my_promise.id, NOW, source="web")
    event: Event = Event.objects.get()
    asker: Asker
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            undo(asker, LATER, source="web", event_id=event.id)


def test_what_has_changed_since_is_not_undone(cast: Cast, my_promise: Commitment) -> None:
    commitments.done(cast.owner, my_promise.id, NOW, source="web")
    first = Event.objects.get()
    Commitment.objects.filter(id=my_promise.id).update(state="kept")
    with pytest.raises(Conflict, match="changed since"):
        undo(cast.owner, LATER, source="web", event_id=first.id)
