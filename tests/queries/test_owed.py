"""What is owed both ways: open commitments, told by whose they are, when they are due, and on whose calendar."""

from datetime import UTC, date, datetime

from segue.domain.commitments import Move, Side
from segue.queries.owed import owed
from segue.store.models import Commitment
from tests.cast import FRIDAY, NOW, Cast, commitment


def test_the_first_due_first_and_the_undated_last(cast: Cast) -> None:
    undated = commitment(cast, (Side.A, Move.REQUEST), mine=True)
    friday = commitment(cast, (Side.B, Move.PROMISE, FRIDAY), mine=True)
    today = commitment(cast, (Side.B, Move.PROMISE, NOW.date()), mine=True)
    theirs = commitment(cast, (Side.B, Move.OFFER))
    page = owed(cast.owner, NOW)
    assert [(row.id, row.promised) for row in page.by_me] == [(today.id, True), (friday.id, True), (undated.id, False)]
    assert [row.id for row in page.to_me] == [theirs.id]
    assert (page.by_me_count, page.to_me_count) == (3, 1)


def test_a_day_ends_with_the_performers_own_day(cast: Cast) -> None:
    """Friday 27 November is over in Stockholm an hour before it is over in Accra."""
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY), mine=True)
    theirs = commitment(cast, (Side.B, Move.PROMISE, FRIDAY))
    Commitment.objects.filter(id=theirs.id).update(performer_zone="Africa/Accra")
    page = owed(cast.owner, datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
    assert (page.by_me[0].overdue, page.to_me[0].overdue) == (True, False)
    later = owed(cast.owner, datetime(2026, 12, 1, 12, tzinfo=UTC))
    assert (later.by_me[0].missed, later.to_me[0].missed) == (True, True)


def test_what_is_done_or_between_others_is_not_owed(cast: Cast) -> None:
    commitment(cast, (Side.B, Move.PROMISE), (Side.B, Move.REPORT), (Side.A, Move.SATISFIED))
    between = commitment(cast, (Side.B, Move.PROMISE))
    Commitment.objects.filter(id=between.id).update(others=True)
    assert owed(cast.owner, NOW).to_me == ()


def test_of_one_person_and_of_late(cast: Cast) -> None:
    commitment(cast, (Side.B, Move.PROMISE), with_=cast.dai)
    mine = commitment(cast, (Side.B, Move.PROMISE, date(2026, 12, 24)))
    Commitment.objects.filter(id=mine.id).update(made_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [row.person for row in owed(cast.owner, NOW, person_id=cast.dai.id).to_me] == ["Dai Nakamura"]
    since = datetime(2026, 6, 1, tzinfo=UTC)
    assert {row.person for row in owed(cast.owner, NOW, since=since).to_me} == {"Amara Osei", "Dai Nakamura"}


def test_what_a_teammate_shares_is_theirs_and_not_mine(cast: Cast) -> None:
    commitment(cast, (Side.B, Move.PROMISE))
    assert owed(cast.teammate, NOW).to_me == owed(cast.stranger, NOW).to_me == ()
