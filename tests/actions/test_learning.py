"""Learning from the owner's answers: on their own rows alone, taken back by undo, forgotten when wanted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from segue.actions import commitments, detections, exports
from segue.actions.deeds import undo
from segue.actions.learning import unlearn
from segue.actions.weave import weave_conversations, weave_stale
from segue.detect.learning import FEWEST
from segue.queries.asking import questions
from segue.queries.learned import taught_of
from segue.queries.learning import learned
from segue.store.models import Commitment, Conversation, Exchange, Mark, Message
from tests.cast import LATER, NOW, Cast, mail, mark

ME, AMARA = "ada@lindqvist.example", "amara@asante.example"


def said(cast: Cast, words: str, *, confidence: float = 0.7, shown: bool = False, days: int = 3) -> Mark:
    """Something that Ada wrote to Amara, and detection's opinion of it."""
    message = mail(cast, ME, AMARA, words, at=NOW - timedelta(days=days))
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=message, out=True)
    seen = mark(message, words, "promise", shown=shown, performer="author", what="see to it")
    Mark.objects.filter(id=seen.id).update(confidence=confidence)
    weave_conversations(cast.owner, [message.conversation_id])
    seen.refresh_from_db()
    return seen


def answer(cast: Cast, right: bool, count: int, words: str = "I could try to send paper {}.") -> None:
    for number in range(count):
        seen = said(cast, words.format(number), days=10)
        (detections.confirm if right else detections.reject_mark)(cast.owner, seen.id, NOW, source="web")


def is_open(seen: Mark) -> bool:
    return Commitment.objects.filter(mark=seen).exists()


def test_enough_answers_show_what_is_alike_and_undo_takes_it_back(cast: Cast) -> None:
    alike, other = said(cast, "I could try to send paper 99."), said(cast, "We shall see about it.")
    answer(cast, True, FEWEST + 10)
    assert is_open(alike)
    assert not is_open(other)
    assert Commitment.objects.get(mark=alike).by_hand is False
    assert alike.id not in {each.mark_id for each in questions(cast.owner, NOW, 40).few}
    for _ in range(11):
        undo(cast.owner, LATER, source="web")
    assert not taught_of(cast.owner)
    assert not is_open(alike)
    assert not Mark.objects.filter(raised__isnull=False).exists()


def test_what_is_called_wrong_again_and_again_is_asked_about_instead(cast: Cast) -> None:
    alike = said(cast, "We should catch up about project 99.", confidence=0.82, shown=True)
    by_hand = said(cast, "We should catch up about project 98.", confidence=0.82, shown=True)
    other = said(cast, "The invoice goes out on Monday.", confidence=0.82, shown=True)
    commitments.promise(cast.owner, Commitment.objects.get(mark=by_hand).id, NOW, source="web", due=NOW.date())
    for number in range(4):
        said(cast, f"The report number {number} follows.", confidence=0.9, shown=True)
    for number in range(FEWEST + 15):
        seen = said(cast, f"We should catch up about project {number}.", confidence=0.82, shown=True)
        if row := Commitment.objects.filter(mark=seen).first():
            detections.reject(cast.owner, row.id, NOW, source="web")
        else:
            detections.reject_mark(cast.owner, seen.id, NOW, source="web")
    assert not is_open(alike)
    assert is_open(other)
    assert is_open(by_hand)  # whatever the answers, what was moved by hand stands
    asked = {each.mark_id for each in questions(cast.owner, NOW, 40).few}
    assert alike.id in asked
    page = learned(cast.owner)
    assert (page.shown, page.asked) == (0, 1)
    assert page.changed[0].words == "We should catch up about project 99."


def test_doing_what_was_detected_says_that_it_was_there_and_letting_go_does_not(cast: Cast) -> None:
    kept = said(cast, "I will send sheet 1.", confidence=0.9, shown=True)
    let_go = said(cast, "Please send sheet 2.", confidence=0.9, shown=True)
    Mark.objects.filter(id=let_go.id).update(act="request", performer="addressee")
    weave_conversations(cast.owner, [let_go.message.conversation_id])
    commitments.done(cast.owner, Commitment.objects.get(mark=kept).id, NOW, source="web")
    commitments.let_go(cast.owner, Commitment.objects.get(mark=let_go).id, NOW, source="web")
    assert (taught_of(cast.owner).yes, taught_of(cast.owner).no) == (1, 0)


def test_not_sure_teaches_nothing(cast: Cast) -> None:
    detections.not_sure(cast.owner, said(cast, "Perhaps I write.").id, NOW, source="web")
    assert (taught_of(cast.owner).yes, taught_of(cast.owner).no) == (0, 0)


def test_what_was_learned_can_be_forgotten_and_that_undone(cast: Cast) -> None:
    alike = said(cast, "I could try to send paper 99.")
    answer(cast, True, FEWEST + 10)
    unlearn(cast.owner, LATER, source="web")
    assert not is_open(alike)
    assert (learned(cast.owner).yes, learned(cast.owner).since) == (0, LATER)
    assert Commitment.objects.filter(by_hand=True).count() == FEWEST + 10  # what was answered stays
    undo(cast.owner, LATER, source="web")
    assert is_open(alike)
    unlearn(cast.owner, LATER, source="web")
    unlearn(cast.owner, LATER + timedelta(hours=1), source="web")
    assert learned(cast.owner).since == LATER + timedelta(hours=1)


def test_what_comes_later_is_read_with_what_was_learned(cast: Cast) -> None:
    answer(cast, True, FEWEST + 10)
    late = mail(cast, ME, AMARA, "I could try to send paper 98.")
    seen = mark(late, late.body, "promise", shown=False, performer="author")
    Mark.objects.filter(id=seen.id).update(confidence=0.7)
    Conversation.objects.filter(id=late.conversation_id).update(stale=True)
    weave_stale(cast.owner, NOW)
    assert is_open(seen)


def test_answers_teach_about_their_owners_mail_alone(cast: Cast) -> None:
    answer(cast, True, FEWEST + 10)
    Conversation.objects.update(team=cast.team)
    for asker in (cast.teammate, cast.stranger):
        assert not taught_of(asker)
        assert (learned(asker).yes, learned(asker).words, learned(asker).changed) == (0, (), ())
    theirs = Message.objects.create(
        id=7, owner=cast.bo, conversation=Conversation.objects.create(owner=cast.bo, first_at=NOW, last_at=NOW),
        sent_at=NOW, body="I could try to send paper 99.", digest=b"bo", mine=True,
    )  # fmt: skip
    seen = mark(theirs, theirs.body, "promise", shown=False)
    weave_conversations(cast.teammate, [theirs.conversation_id])
    unlearn(cast.teammate, NOW, source="web")
    seen.refresh_from_db()
    assert seen.raised is None
    assert taught_of(cast.owner)


def test_it_travels_with_the_export(cast: Cast, tmp_path: Path) -> None:
    alike = said(cast, "I could try to send paper 99.")
    answer(cast, True, FEWEST + 10)
    before = learned(cast.owner)
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    exports.restore(cast.stranger, tmp_path / "out", NOW, source="cli")
    after = learned(cast.stranger)
    assert (after.yes, after.no, after.shown) == (before.yes, before.no, before.shown) == (FEWEST + 10, 0, 1)
    assert [each.name for each in after.words] == [each.name for each in before.words]
    assert alike.raised is None


def test_it_is_told_in_words_and_names(cast: Cast) -> None:
    answer(cast, True, FEWEST, "I could try to send paper {}.")
    answer(cast, False, FEWEST, "We should catch up about {}.")
    page = learned(cast.owner)
    pulls = {each.name: each.pull for each in page.words}
    assert pulls["could"] > 0 > pulls["catch up"]
    assert [each.name for each in page.people] in ([], ["you"])
    assert page.to_go == 0


@pytest.mark.parametrize("count", [0, 3])
def test_few_answers_are_counted_and_teach_nothing(cast: Cast, count: int) -> None:
    answer(cast, False, count)
    page = learned(cast.owner)
    assert (page.no, page.to_go, page.words) == (count, FEWEST - count, ())
