"""Was this a promise? What is asked, of whom, and what an answer does."""

from datetime import timedelta

import pytest

from segue.actions import detections
from segue.actions.deeds import undo
from segue.actions.errors import NotFound
from segue.queries.asking import questions
from segue.store.models import Commitment, Connection, Conversation, Exchange, Mark, Message, Participant
from tests.cast import FRIDAY, LATER, NOW, Cast, mail, mark

WORDS = "I could perhaps send the two outlines by Friday."
ME, AMARA = "ada@lindqvist.example", "amara@asante.example"


def said(cast: Cast, body: str = WORDS, *, by: str = ME, days: int = 2) -> Message:
    """A mail between Ada and Amara."""
    message = mail(cast, by, AMARA if by == ME else ME, body, at=NOW - timedelta(days=days))
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=message, out=by == ME)
    return message


def unsure(message: Message, words: str = WORDS, act: str = "promise", **fields: object) -> Mark:
    return mark(message, words, act, shown=False, **{"performer": "author", "what": "send the two outlines"} | fields)


def test_words_between_the_thresholds_are_asked_about_with_what_a_yes_would_make(cast: Cast) -> None:
    asked = unsure(said(cast), due=FRIDAY)
    found = questions(cast.owner, NOW)
    assert found.more == 0
    (question,) = found.few
    assert (question.mark_id, question.words, question.what) == (asked.id, WORDS, "send the two outlines")
    assert (question.mine, question.other, question.due, question.i_said_it) == (True, "Amara Osei", FRIDAY, True)


def test_a_request_of_theirs_is_asked_about_as_theirs(cast: Cast) -> None:
    unsure(said(cast, by=AMARA), act="request", performer="addressee")
    (question,) = questions(cast.owner, NOW).few
    assert (question.mine, question.other, question.i_said_it) == (True, "Amara Osei", False)


def test_yes_makes_the_commitment_and_undo_asks_again(cast: Cast) -> None:
    asked = unsure(said(cast), due=FRIDAY)
    detections.confirm(cast.owner, asked.id, NOW, source="web")
    made = Commitment.objects.get()
    assert (made.what, made.due, made.mine, made.by_hand) == ("send the two outlines", FRIDAY, True, True)
    assert not questions(cast.owner, NOW).few
    undo(cast.owner, LATER, source="web")
    assert not Commitment.objects.exists()
    assert questions(cast.owner, NOW).few


@pytest.mark.parametrize("answer", [detections.reject_mark, detections.not_sure])
def test_no_and_not_sure_make_nothing_and_are_not_asked_again_until_undone(cast: Cast, answer: object) -> None:
    asked = unsure(said(cast))
    assert callable(answer)
    answer(cast.owner, asked.id, NOW, source="web")
    assert not questions(cast.owner, NOW).few
    assert not Commitment.objects.exists()
    undo(cast.owner, LATER, source="web")
    assert questions(cast.owner, NOW).few


def test_not_sure_leaves_a_shown_detection_as_it_is(cast: Cast) -> None:
    shown = mark(said(cast), WORDS, "promise", performer="author")
    detections.not_sure(cast.owner, shown.id, NOW, source="web")
    assert Commitment.objects.get().by_hand is False


def test_never_a_flood_the_likeliest_first_and_the_rest_counted(cast: Cast) -> None:
    for number in range(8):
        words = f"I might send outline number {number}."
        made = unsure(said(cast, words), words, what="send an outline")
        Mark.objects.filter(id=made.id).update(confidence=0.4 + number / 100)
    found = questions(cast.owner, NOW, 3)
    assert [each.words[-2] for each in found.few] == ["7", "6", "5"]
    assert found.more == 5


def test_nothing_is_asked_of_which_a_yes_would_change_nothing(cast: Cast) -> None:
    stranger = mail(cast, AMARA, "dai@nakamura.example", WORDS)  # a promise between two others
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=stranger, out=False)
    unsure(stranger)
    assert not questions(cast.owner, NOW).few


def test_a_yes_that_would_turn_a_request_into_a_promise_is_asked_about(cast: Cast) -> None:
    request = said(cast, "Could you send the two outlines?", by=AMARA, days=4)
    mark(request, "Could you send the two outlines?", what="send the two outlines")
    answer = said(cast)
    Message.objects.filter(id=answer.id).update(conversation=request.conversation)
    unsure(answer)
    (question,) = questions(cast.owner, NOW).few
    assert (question.mine, question.other) == (True, "Amara Osei")


def test_nothing_is_asked_about_a_closed_connection_lists_or_the_days_to_come(cast: Cast) -> None:
    unsure(said(cast))
    Connection.objects.filter(id=cast.with_amara.id).update(closed_at=NOW)
    assert not questions(cast.owner, NOW).few
    Connection.objects.filter(id=cast.with_amara.id).update(closed_at=None)
    assert not questions(cast.owner, NOW - timedelta(days=5)).few
    Exchange.objects.all().delete()
    assert not questions(cast.owner, NOW).few


def test_words_of_a_talk_are_asked_about(cast: Cast) -> None:
    message = mail(cast, ME, AMARA, WORDS, speaker="Amara Osei")
    Message.objects.filter(id=message.id).update(sender=None, mine=False)
    Participant.objects.create(
        owner=cast.ada, conversation=message.conversation, person=cast.amara, speaker="Amara Osei"
    )
    Conversation.objects.update(medium="call")
    unsure(message)
    (question,) = questions(cast.owner, NOW).few
    assert (question.mine, question.other) == (False, "Amara Osei")


def test_questions_are_the_owners_alone_also_on_a_shared_conversation(cast: Cast) -> None:
    asked = unsure(said(cast))
    Conversation.objects.update(team=cast.team)
    for asker in (cast.teammate, cast.stranger):
        assert questions(asker, NOW).few == ()
        with pytest.raises(NotFound):
            detections.not_sure(asker, asked.id, NOW, source="web")
    assert questions(cast.owner, NOW).few
