"""A report on another thread closes what it speaks of, in whatever order the threads are read."""

from datetime import timedelta

import pytest

from segue.actions.weave import weave_stale
from segue.store.models import Commitment, Conversation, Move
from tests.cast import NOW, Cast, mail, mark

AMARA, ADA = "amara@asante.example", "ada@lindqvist.example"
ASKED, SENT = "Could you send the signed contract for the pilot?", "I sent you the signed contract for the pilot."


def ask_and_answer(cast: Cast, to: str = AMARA) -> None:
    asked = mail(cast, AMARA, ADA, ASKED, at=NOW - timedelta(days=5))
    mark(asked, ASKED)
    sent = mail(cast, ADA, to, SENT, at=NOW - timedelta(days=3))
    mark(sent, SENT, "report", performer="author")


def weave_in(cast: Cast, order: str) -> Commitment:
    for each in Conversation.objects.order_by(order):
        Conversation.objects.filter(id=each.id).update(stale=True)
        weave_stale(cast.owner, NOW)
    return Commitment.objects.get()


@pytest.mark.parametrize("order", ["last_at", "-last_at"])
def test_the_order_of_reading_does_not_matter(cast: Cast, order: str) -> None:
    ask_and_answer(cast)
    commitment = weave_in(cast, order)
    assert commitment.state == "reported"
    assert [each.move for each in commitment.moves.all()] == ["request", "report"]


def test_reading_again_changes_nothing(cast: Cast) -> None:
    ask_and_answer(cast)
    weave_in(cast, "last_at")
    commitment = weave_in(cast, "last_at")
    assert (commitment.state, Move.objects.count()) == ("reported", 2)


def test_what_is_said_to_another_is_no_answer(cast: Cast) -> None:
    ask_and_answer(cast, to="dai@nakamura.example")
    assert weave_in(cast, "last_at").state == "requested"


def test_what_i_moved_by_hand_stays(cast: Cast) -> None:
    ask_and_answer(cast)
    weave_in(cast, "last_at")
    Move.objects.filter(move="report").delete()
    Commitment.objects.update(state="requested", by_hand=True)
    assert weave_in(cast, "last_at").state == "requested"
