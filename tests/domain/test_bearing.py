"""Which earlier commitment words answer: the same thing, a pointer back, or nothing but an answer."""

from datetime import UTC, datetime

import pytest

from segue.domain.bearing import bears, points_back, tells_lateness
from segue.domain.commitments import State
from segue.domain.utterances import Kind, Said, Woven

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def asked(words: str, kind: Kind = Kind.REQUEST) -> Woven:
    return Woven(kind, 1, Said(str(kind), 0, len(words), words), 0, 1, AT, True, (0,), State.REQUESTED)


@pytest.mark.parametrize(
    ("words", "act", "said"),
    [
        ("Please send the signed contract.", "promise", "Will do."),
        ("Please send the signed contract.", "promise", "I'll send it on Friday."),
        ("Please send the signed contract.", "promise", "You'll have the contract on Friday."),
        ("Please send the signed contract.", "report", "Here is the contract."),
        ("Please send the signed contract.", "report", "Done."),
        ("Please send the signed contract.", "decline", "Sorry, I can't before the board meets."),
        ("Please send the signed contract.", "counter", "I'm running late, it will be Monday."),
        ("Please give me a call.", "promise", "I will call you tomorrow."),
        ("Please let me know who holds the budget.", "promise", "I'll find out and get back to you."),
        ("Please make the same changes to this letter.", "promise", "I will make these changes this morning."),
        ("Bitte schicken Sie den Vertrag.", "promise", "Mache ich."),
    ],
)
def test_an_answer_bears_on_what_was_asked(words: str, act: str, said: str) -> None:
    assert bears(Said(act, 0, len(said), said), asked(words))


@pytest.mark.parametrize(
    ("words", "act", "said"),
    [
        ("Please send the signed contract.", "promise", "I'll bring the kids to school first."),
        ("Please send out two books to the office.", "report", "Here is the updated list of contacts."),
        ("Give me a call when you get here.", "promise", "I will give him another call today."),
        ("Please call when you get a chance.", "report", "I have spoken with our lawyers about the lease."),
        ("Make sure you received the letter.", "acceptance", "Tell him I'm free to meet in October."),
    ],
)
def test_other_words_do_not(words: str, act: str, said: str) -> None:
    assert not bears(Said(act, 0, len(said), said), asked(words))


@pytest.mark.parametrize(
    ("words", "act", "said", "answered"),
    [
        ("How is Texas?", "promise", "I'll bring you up for a tour.", False),
        ("How is Texas?", "promise", "I will work on that.", False),
        ("How far do you take the argument?", "decline", "I can't discuss the argument in public.", False),
        ("Shall we meet on Friday?", "decline", "No, sorry.", True),
        ("When do the results arrive?", "promise", "I'll let you know.", True),
        ("Where are the results of the survey?", "report", "Here are the survey results.", True),
    ],
)
def test_a_question_is_answered_by_words_about_it(words: str, act: str, said: str, answered: bool) -> None:
    assert bears(Said(act, 0, len(said), said), asked(words, Kind.QUESTION)) is answered


@pytest.mark.parametrize(
    "words", ["Will do.", "Done, thanks.", "I'll send it tomorrow.", "We will get this resolved today."]
)
def test_words_without_an_object_point_back(words: str) -> None:
    assert points_back(words)


@pytest.mark.parametrize("words", ["I'll send the outline.", "Yes, and I will also ask Tana about the lease tomorrow."])
def test_words_with_an_object_do_not(words: str) -> None:
    assert not points_back(words)


@pytest.mark.parametrize(
    ("words", "late"),
    [
        ("I'm running a bit late, it will be Monday.", True),
        ("We need another week for the survey.", True),
        ("It will take a little longer.", True),
        ("Die Lieferung verzögert sich.", True),
        ("I'll send it on Monday.", False),
        ("It is never too late.", False),
    ],
)
def test_lateness_is_told(words: str, late: bool) -> None:
    assert tells_lateness(words) is late
