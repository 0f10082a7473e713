"""What the owner says of a detection is kept: wrong ones never return, right ones become commitments."""

from datetime import date

import pytest

from segue.actions import detections
from segue.actions.deeds import undo
from segue.actions.errors import NotFound
from segue.actions.weave import weave_conversations
from segue.domain.commitments import Move, Side
from segue.store.models import Commitment, Mark, Message, Rejected, Reminder
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment, mail, mark

WORDS = "Could you name the budget holder?"


@pytest.fixture
def asked(cast: Cast) -> Message:
    """Amara has asked Ada something."""
    return mail(cast, "amara@asante.example", "ada@lindqvist.example", f"Hello Ada. {WORDS} Thanks")


def test_a_rejected_commitment_goes_and_never_returns(cast: Cast, asked: Message) -> None:
    mark(asked, WORDS)
    weave_conversations(cast.owner, [asked.conversation_id])
    detections.reject(cast.owner, Commitment.objects.get().id, NOW, source="web")
    assert not Commitment.objects.exists()
    Mark.objects.all().delete()
    mark(asked, WORDS)  # a new import has read the same words
    weave_conversations(cast.owner, [asked.conversation_id])
    assert not Commitment.objects.exists()


def test_undo_brings_a_rejected_commitment_back_whole(cast: Cast, asked: Message) -> None:
    mark(asked, WORDS)
    weave_conversations(cast.owner, [asked.conversation_id])
    row = Commitment.objects.get()
    Reminder.objects.create(owner=cast.ada, request=row, at=NOW, how="draft")
    detections.reject(cast.owner, row.id, NOW, source="web")
    undo(cast.owner, LATER, source="web")
    back = Commitment.objects.get()
    assert (back.id, back.what, back.state, back.reminder.how) == (row.id, row.what, row.state, "draft")
    assert back.moves.count() == 1
    assert not Rejected.objects.exists()
    weave_conversations(cast.owner, [asked.conversation_id])
    assert Commitment.objects.get().id == row.id


def test_rejecting_the_words_that_moved_a_commitment_moves_it_back(cast: Cast, asked: Message) -> None:
    mark(asked, WORDS)
    answer = mail(
        cast, "ada@lindqvist.example", "amara@asante.example", "Sorry, no. I cannot name the budget holder.",
        conversation=asked.conversation, at=NOW,
    )  # fmt: skip
    no = mark(answer, "I cannot name the budget holder.", "decline", performer="author")
    weave_conversations(cast.owner, [asked.conversation_id])
    assert Commitment.objects.get().state == "declined"
    detections.reject_mark(cast.owner, no.id, NOW, source="web")
    assert Commitment.objects.get().state == "requested"
    undo(cast.owner, LATER, source="web")
    assert Commitment.objects.get().state == "declined"


def test_rejecting_twice_is_harmless(cast: Cast, asked: Message) -> None:
    row = mark(asked, WORDS)
    detections.reject_mark(cast.owner, row.id, NOW, source="web")
    detections.reject_mark(cast.owner, row.id, LATER, source="web")
    assert Rejected.objects.count() == 1


def test_what_detection_was_unsure_of_becomes_a_commitment_when_confirmed(cast: Cast, asked: Message) -> None:
    unsure = mark(asked, WORDS, shown=False)
    weave_conversations(cast.owner, [asked.conversation_id])
    assert not Commitment.objects.exists()
    detections.confirm(cast.owner, unsure.id, NOW, source="web")
    assert (Commitment.objects.get().by_hand, Commitment.objects.get().touched_at) == (True, NOW)
    undo(cast.owner, LATER, source="web")
    assert not Commitment.objects.exists()
    unsure.refresh_from_db()
    assert unsure.verdict == ""


def test_a_logged_commitment_that_was_a_mistake_goes_too(cast: Cast) -> None:
    row = commitment(cast, (Side.B, Move.PROMISE))
    detections.reject(cast.owner, row.id, NOW, source="cli")
    assert not Commitment.objects.exists()
    undo(cast.owner, LATER, source="cli")
    assert Commitment.objects.get().moves.count() == 1


def test_a_correction_stands_after_the_conversation_is_read_again(cast: Cast, asked: Message) -> None:
    mark(asked, WORDS, due=date(2026, 11, 25))
    weave_conversations(cast.owner, [asked.conversation_id])
    row = Commitment.objects.get()
    detections.correct(cast.owner, row.id, NOW, source="web", what="name who pays", due=FRIDAY, mine=False)
    weave_conversations(cast.owner, [asked.conversation_id])
    row.refresh_from_db()
    assert (row.what, row.due, row.mine) == ("name who pays", FRIDAY, False)
    undo(cast.owner, LATER, source="web")
    row.refresh_from_db()
    assert (row.what, row.due, row.mine, row.by_hand) == (WORDS, date(2026, 11, 25), True, False)


def test_a_correction_can_date_what_had_no_date(cast: Cast) -> None:
    row = commitment(cast, (Side.B, Move.PROMISE))
    detections.correct(cast.owner, row.id, NOW, source="web", due=FRIDAY)
    row.refresh_from_db()
    assert (row.due, row.moves.get().due, row.what) == (FRIDAY, FRIDAY, "send the outline")


def test_a_detection_is_its_owners_alone_to_judge(cast: Cast, asked: Message) -> None:
    row = mark(asked, WORDS)
    weave_conversations(cast.owner, [asked.conversation_id])
    made = Commitment.objects.get()
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            detections.confirm(asker, row.id, NOW, source="web")
        with pytest.raises(NotFound):
            detections.reject_mark(asker, row.id, NOW, source="web")
        with pytest.raises(NotFound):
            detections.reject(asker, made.id, NOW, source="web")
        with pytest.raises(NotFound):
            detections.correct(asker, made.id, NOW, source="web", what="x")
