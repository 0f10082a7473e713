"""What the quick look saw in mail of late is looked at closer in the background; what the owner judged stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from segue.actions import background, looking
from segue.detect import Act
from segue.store.models import Commitment, Conversation, Mark, Message
from tests.cast import LATER, NOW, Cast, mail, mark

BODY = "Could you send the contract? Perhaps I will call."
ASKED, MAYBE = "Could you send the contract?", "Perhaps I will call."
Seen = Callable[..., None]


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Has the closer look see these acts, each as words, act, confidence and whether it is shown."""

    def told(*acts: tuple[str, str, float, bool]) -> None:
        def detect(text: str, **given: Any) -> list[Act]:
            assert given["look"] == "near"
            return [
                Act(
                    act,
                    sure,
                    shown,
                    True,
                    text.index(words),
                    text.index(words) + len(words),
                    owner="addressee",
                    what=words,
                )
                for words, act, sure, shown in acts
            ]

        monkeypatch.setattr(looking, "detect", detect)

    return told


@pytest.fixture
def message(cast: Cast) -> Message:
    """A mail with a request that the quick look was sure of, and a promise that it was not."""
    found = mail(cast, "amara@asante.example", "ada@lindqvist.example", BODY)
    mark(found, ASKED)
    mark(found, MAYBE, "promise", shown=False, performer="author")
    return found


def test_marks_follow_the_closer_look_once(message: Message, sees: Seen) -> None:
    sees((ASKED, "request", 0.6, False), (ASKED, "question", 0.9, True))
    assert looking.look_closer(NOW)
    marks = {each.act: (each.confidence, each.shown, each.looked) for each in message.marks.all()}
    assert marks == {"request": (0.6, False, True), "question": (0.9, True, True)}
    assert not looking.look_closer(LATER)


def test_commitments_follow(message: Message, sees: Seen) -> None:
    Conversation.objects.update(stale=True)
    background.weave_left(NOW)
    assert Commitment.objects.filter(kind="request").exists()
    sees()
    looking.look_closer(NOW)
    assert background.weave_left(NOW)
    assert not Commitment.objects.exists()


def test_what_was_set_right_by_hand_stays(message: Message, sees: Seen) -> None:
    Conversation.objects.update(stale=True)
    background.weave_left(NOW)
    Commitment.objects.update(by_hand=True)
    sees()
    looking.look_closer(NOW)
    background.weave_left(NOW)
    assert Commitment.objects.get(kind="request").mark is not None


def test_what_the_owner_judged_stays(message: Message, sees: Seen) -> None:
    message.marks.update(verdict=Mark.Verdict.CONFIRMED)
    sees((ASKED, "request", 0.2, False))
    assert looking.look_closer(NOW)
    assert sorted(message.marks.values_list("act", "confidence")) == [("promise", 0.4), ("request", 0.9)]
    assert not Conversation.objects.filter(stale=True).exists()


def test_old_mail_and_mail_without_marks_is_left_alone(cast: Cast, sees: Seen) -> None:
    old = mail(cast, "amara@asante.example", "ada@lindqvist.example", BODY, at=NOW - looking.ALIVE - timedelta(days=1))
    mark(old, ASKED)
    mail(cast, "amara@asante.example", "ada@lindqvist.example", BODY)
    sees()
    assert not looking.look_closer(NOW)
    assert old.marks.exists()


def test_the_network_itself_reads_a_message(message: Message) -> None:
    assert looking.look_closer(NOW)
    assert message.marks.get(act="request").shown
