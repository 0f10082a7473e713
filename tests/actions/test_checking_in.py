"""A promise of mine that will be late: why, a new date by way of *countered*, and Today quiet until then."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from segue.actions import commitments, exports
from segue.actions.checking_in import redate
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.domain.commitments import Move, Side
from segue.domain.drafts import Kind
from segue.queries import drafts
from segue.queries.commitments import commitment_of
from segue.queries.today import as_of
from segue.store.models import Commitment, Member
from tests.actions.test_exports import emptied
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment

MONDAY_NEXT = date(2026, 12, 7)


def late(cast: Cast, row: Commitment, due: date = MONDAY_NEXT, reason: str = "the figures came late") -> Commitment:
    return redate(cast.owner, row.id, due, reason, NOW, source="web")


def test_it_is_countered_and_the_old_day_holds_until_they_accept(cast: Cast, my_promise: Commitment) -> None:
    row = late(cast, my_promise)
    assert (row.state, row.due) == ("countered", FRIDAY)
    assert row.moves.last().words == "the figures came late"  # type: ignore[union-attr]
    accepted = commitments.accept(cast.owner, row.id, LATER, source="web", heard=True)
    assert (accepted.state, accepted.due) == ("promised", MONDAY_NEXT)
    undo(cast.owner, LATER, source="web")
    undo(cast.owner, LATER, source="web")
    my_promise.refresh_from_db()
    assert (my_promise.state, my_promise.moves.count()) == ("promised", 1)


@pytest.mark.parametrize(
    ("due", "reason", "why"),
    [(MONDAY_NEXT, " ", "its reason"), (NOW.date(), "late", "lies ahead"), (date(2026, 1, 1), "late", "lies ahead")],
)
def test_it_wants_a_reason_and_a_day_to_come(
    cast: Cast, my_promise: Commitment, due: date, reason: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        late(cast, my_promise, due, reason)


def test_only_what_i_have_promised_gets_a_new_date(cast: Cast, request_of_amara: Commitment) -> None:
    asked = commitment(cast, (Side.A, Move.REQUEST), mine=True)
    for row in (request_of_amara, asked):
        with pytest.raises(Refused, match="what you have promised"):
            late(cast, row)


def test_strangers_and_teammates_move_nothing(cast: Cast, my_promise: Commitment) -> None:
    for asker in (cast.stranger, cast.teammate):
        with pytest.raises(NotFound):
            redate(asker, my_promise.id, MONDAY_NEXT, "late", NOW, source="web")


def test_today_is_quiet_about_it_until_the_new_date(cast: Cast) -> None:
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW + timedelta(days=60))
    row = commitment(cast, (Side.B, Move.PROMISE, date(2026, 11, 20)), mine=True)
    assert [each.commitment_id for each in as_of(cast.owner, NOW).rows] == [row.id]
    late(cast, row)
    assert as_of(cast.owner, NOW + timedelta(days=1)).rows == ()
    assert as_of(cast.owner, NOW + timedelta(days=12)).rows == ()
    (back,) = as_of(cast.owner, NOW + timedelta(days=13, hours=12)).rows
    assert back.commitment_id == row.id


def test_the_words_acknowledge_it_or_warn_of_it(cast: Cast, my_promise: Commitment) -> None:
    late(cast, my_promise)
    shown = commitment_of(cast.owner, my_promise.id)
    before = drafts.for_new_date(cast.owner, shown, drafts.Wish("en"), NOW)
    assert before.kind is Kind.MOVED
    assert "tell you before it comes" in before.draft.body
    after = drafts.for_new_date(cast.owner, shown, drafts.Wish("en"), NOW + timedelta(days=7))
    assert after.kind is Kind.LATE
    for words in ("by 27 November 2026", "The reason: the figures came late", "by 7 December 2026", "Ada Lindqvist"):
        assert words in after.draft.body
    assert "bis zum 7. Dezember 2026" in drafts.for_new_date(cast.owner, shown, drafts.Wish("de"), NOW).draft.body


def test_an_export_gives_it_back(cast: Cast, my_promise: Commitment, tmp_path: Path) -> None:
    late(cast, my_promise)
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    row = Commitment.objects.get(owner=owner.member_id)
    assert (row.state, row.moves.last().words) == ("countered", "the figures came late")  # type: ignore[union-attr]
