"""The second law: for one request at most one written reminder, whoever asks and however hard they try."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from segue.actions import closing, commitments
from segue.actions.deeds import undo
from segue.actions.errors import AlreadyReminded, NotFound, Refused
from segue.actions.reminders import draft_reminder
from segue.domain.closing import Fate
from segue.domain.commitments import Move, Side
from segue.domain.conversations import HonestClose, Who
from segue.store.models import Commitment, Reminder
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment


def test_the_one_reminder_is_handed_out_once(cast: Cast, request_of_amara: Commitment) -> None:
    text = draft_reminder(cast.owner, request_of_amara.id, NOW, source="web").draft.body
    assert text.startswith("Hello Amara,")
    assert "11 November" in text
    with pytest.raises(AlreadyReminded, match="there is never a second"):
        draft_reminder(cast.owner, request_of_amara.id, LATER, source="web")
    assert Reminder.objects.get().how == "draft"


def test_undo_never_gives_a_second(cast: Cast, request_of_amara: Commitment) -> None:
    draft_reminder(cast.owner, request_of_amara.id, NOW, source="web")
    undo(cast.owner, LATER, source="web")
    with pytest.raises(AlreadyReminded):
        draft_reminder(cast.owner, request_of_amara.id, LATER, source="web")


def test_a_new_date_does_not_renew_it(cast: Cast) -> None:
    row = commitment(cast, (Side.B, Move.PROMISE, date(2026, 11, 13)))
    draft_reminder(cast.owner, row.id, NOW, source="web")
    commitments.counter(cast.owner, row.id, LATER, source="web", due=FRIDAY, heard=True)
    with pytest.raises(AlreadyReminded):
        draft_reminder(cast.owner, row.id, NOW + timedelta(days=30), source="web")


def test_one_found_in_the_sent_folder_counts(cast: Cast, request_of_amara: Commitment) -> None:
    Reminder.objects.create(owner=cast.ada, request=request_of_amara, at=NOW, how="found")
    with pytest.raises(AlreadyReminded):
        draft_reminder(cast.owner, request_of_amara.id, LATER, source="web")


def test_it_is_checked_again_at_that_moment(cast: Cast, request_of_amara: Commitment) -> None:
    Commitment.objects.filter(id=request_of_amara.id).update(answered_at=NOW - timedelta(hours=1))
    with pytest.raises(Refused, match="They have answered"):
        draft_reminder(cast.owner, request_of_amara.id, NOW, source="web")
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("steps", "mine", "reason"),
    [
        (((Side.A, Move.REQUEST),), True, "not you who waits"),
        (((Side.A, Move.REQUEST), (Side.B, Move.REPORT)), False, "say that it is done"),
        (((Side.A, Move.REQUEST), (Side.A, Move.WITHDRAW)), False, "withdrawn"),
        (((Side.A, Move.REQUEST), (Side.A, Move.LET_GO)), False, "let it go"),
        (((Side.B, Move.PROMISE, FRIDAY),), False, "date is not missed"),
    ],
)
def test_what_speaks_against_it_is_said(
    cast: Cast, steps: tuple[tuple[Side, Move], ...], mine: bool, reason: str
) -> None:
    row = commitment(cast, *steps, mine=mine)
    with pytest.raises(Refused, match=reason):
        draft_reminder(cast.owner, row.id, NOW, source="web")


def test_nobody_is_reminded_after_a_close(cast: Cast, request_of_amara: Commitment) -> None:
    how = HonestClose(Who.BOTH, "the pilot is over")
    closing.close(cast.owner, cast.with_amara.id, how, NOW, source="web", rest=Fate.RELEASED)
    Commitment.objects.filter(id=request_of_amara.id).update(state="requested")
    request_of_amara.moves.filter(move="withdraw").delete()
    with pytest.raises(Refused, match="closed"):
        draft_reminder(cast.owner, request_of_amara.id, LATER, source="web")


def test_a_reminder_is_its_owners_to_send(cast: Cast, request_of_amara: Commitment) -> None:
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            draft_reminder(asker, request_of_amara.id, NOW, source="web")


def test_the_store_itself_refuses_a_second(cast: Cast, request_of_amara: Commitment) -> None:
    Reminder.objects.create(owner=cast.ada, request=request_of_amara, at=NOW, how="sent")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder(owner=cast.ada, request=request_of_amara, at=LATER, how="draft").save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_race_one_is_refused(cast: Cast, request_of_amara: Commitment) -> None:
    """Many tries at the same moment, each on a connection of its own."""
    together = threading.Barrier(4)
    outcomes: list[str] = []

    def remind() -> None:
        together.wait()
        try:
            draft_reminder(cast.owner, request_of_amara.id, NOW, source="web")
            outcomes.append("handed out")
        except AlreadyReminded:
            outcomes.append("refused")
        finally:
            connection.close()

    racers = [threading.Thread(target=remind) for _ in range(4)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert sorted(outcomes) == ["handed out", "refused", "refused", "refused"]
    assert Reminder.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_store_decides_a_race_that_both_have_passed_the_check_in(
    cast: Cast, request_of_amara: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the check there is still the primary key."""
    monkeypatch.setattr("segue.actions.reminders.check_may_remind", lambda *given: None)
    draft_reminder(cast.owner, request_of_amara.id, NOW, source="web")
    with pytest.raises(AlreadyReminded):
        draft_reminder(cast.owner, request_of_amara.id, NOW, source="web")
    assert Reminder.objects.count() == 1
