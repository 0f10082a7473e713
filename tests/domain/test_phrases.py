"""A row's words can be read by themselves."""

import pytest

from segue.domain.phrases import LONGEST, LONGEST_TWO, action_phrase, in_words
from segue.domain.utterances import lasts


@pytest.mark.parametrize(
    ("what", "words", "due", "shown"),
    [
        ("send the outline by Friday", "I'll send the outline by Friday.", "Friday", "send the outline"),
        ("send the finished notes by", "I'll send the finished notes by Monday.", "Monday", "send the finished notes"),
        (
            "tell me whether it can be a Saturday",
            "Could you tell me …?",
            "a Saturday",
            "tell me whether it can be a Saturday",
        ),
        ("know", "If you don't have a pair let me know.", "", "If you don't have a pair let me know"),
        ("", "Are we still on tomorrow?", "tomorrow", "Are we still on tomorrow?"),
    ],
)
def test_what_is_shown(what: str, words: str, due: str, shown: str) -> None:
    assert action_phrase(what, words, due) == shown


def test_long_words_are_cut_between_words() -> None:
    phrase = action_phrase("send " + "very " * 60 + "long letter", "")
    assert len(phrase) <= LONGEST + 1
    assert phrase.endswith("very…")


@pytest.mark.parametrize(
    ("what", "quote", "subject", "shown"),
    [
        ("send the two names", "Could you send the two names?", "Pilot", "send the two names"),
        ("to focus upon", "It would help to know what to focus upon in May.", "Pilot", None),
        ("it if we could talk", "I would appreciate it if we could talk.", "", None),
        ("talk to him", "I'll talk to him about the tender next week.", "Pilot", None),
        (
            "It's not urgent so just let me know",
            "Just let me know when you can send it to me.",
            "Forms",
            "“Just let me know when you can send it to me.” (Forms)",
        ),
        ("know", "Let me know.", "RE: Access to the folders", "“Let me know.” (Access to the folders)"),
        ("let me know", "Let me know.", "", "“Let me know.”"),
        ("", "Is the room booked?", "Fwd: Pilot", "“Is the room booked?” (Pilot)"),
        ("", "Is this what you had in mind?", "Graph", "“Is this what you had in mind?” (Graph)"),
        (
            "let me know if you can take care of this",
            "Please let me know if you can take care of this.",
            "FW: Gas dockets",
            "let me know if you can take care of this (Gas dockets)",
        ),
        ("send the plan this week", "Could you send the plan this week?", "Pilot", None),
        ("", "", "Re: Pilot", "Re: Pilot"),
        ("send the outline", "", "", "send the outline"),
    ],
)
def test_what_cannot_be_understood_by_itself_is_told_in_its_sentence(
    what: str, quote: str, subject: str, shown: str | None
) -> None:
    assert in_words(what, quote, subject) == (shown or f"“{quote}”")


@pytest.mark.parametrize(
    ("words", "due_text", "lasting"),
    [
        ("I am in Lisbon until Thursday so I will have Kofi call you.", "until Thursday", True),
        ("Can you hold the room till Friday?", "till Friday", True),
        ("I won't get to the outline until Friday.", "until Friday", False),
        ("You have until Friday to sign.", "until Friday", False),
        ("I'll send it by Friday.", "by Friday", False),
        ("Please send it.", "", False),
    ],
)
def test_what_lasts_until_a_day_is_not_due_on_it(words: str, due_text: str, lasting: bool) -> None:
    assert lasts(words, due_text) is lasting


@pytest.mark.parametrize(
    ("what", "quote", "before", "shown"),
    [
        (
            "",
            "Do you have it or do you know who does?",
            "I need Kim's number.",
            "“I need Kim's number. Do you have it or",
        ),
        (
            "call him at noon",
            "Please call him at noon.",
            "Bo has the keys.",
            "“Bo has the keys. Please call him at noon.”",
        ),
        ("", "Please let me know if you are interested.", "We look for a host.", "“We look for a host. Please let me"),
        ("send the outline by Friday", "Send the outline.", "It rained.", "send the outline by Friday"),
    ],
)
def test_what_points_back_is_told_with_the_sentence_before(what: str, quote: str, before: str, shown: str) -> None:
    assert in_words(what, quote, "", before).startswith(shown)


def test_of_a_long_sentence_before_the_end_is_told() -> None:
    told = in_words("", "Do you have it?", "", "word " * 60)
    assert told.startswith("“…word")
    assert told.endswith("Do you have it?”")
    assert len(told) <= LONGEST_TWO + 4
