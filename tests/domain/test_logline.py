"""One line about a talk, read on Monday 23 November 2026."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.conversations import Enjoyed, HonestClose, Medium, NextStep, NotYet, Who
from segue.domain.logline import LoggedTalk, NotUnderstood, Word, parse

TODAY = date(2026, 11, 23)
FRIDAY, MONDAY = date(2026, 11, 27), date(2026, 11, 30)


def words(line: str) -> tuple[Word, ...]:
    return parse(f"call with Amara Osei and Dai: {line}", TODAY).words


def test_the_line_of_the_manual() -> None:
    talk = parse(
        "call with Amara 30m: I send the outline by Friday; she names the budget holder by Mon; next step", TODAY
    )
    assert talk == LoggedTalk(
        Medium.CALL,
        ("Amara",),
        30,
        words=(
            Word(Who.ME, "", "send the outline", FRIDAY),
            Word(Who.THEM, "", "name the budget holder", MONDAY),
        ),
        ending=NextStep(Who.ME, "send the outline", FRIDAY),
    )


@pytest.mark.parametrize(
    ("head", "how", "people", "minutes", "topic"),
    [
        ("call with Amara", Medium.CALL, ("Amara",), None, ""),
        ("called Amara Osei 5 min", Medium.CALL, ("Amara Osei",), 5, ""),
        ("met Amara and Dai for 1h 20m", Medium.MEETING, ("Amara", "Dai"), 80, ""),
        ("zoom with Amara, Dai & Esi 1.5h", Medium.ROOM, ("Amara", "Dai", "Esi"), 90, ""),
        (
            "lunch with amara@asante.example about the pilot",
            Medium.MEETING,
            ("amara@asante.example",),
            None,
            "the pilot",
        ),
        ("Amara 2 hours", Medium.CALL, ("Amara",), 120, ""),
    ],
)
def test_how_with_whom_how_long(
    head: str, how: Medium, people: tuple[str, ...], minutes: int | None, topic: str
) -> None:
    talk = parse(f"{head}: enjoyed", TODAY)
    assert (talk.how, talk.people, talk.minutes, talk.topic) == (how, people, minutes, topic)


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("I'll send the list by Fri", Word(Who.ME, "", "send the list", FRIDAY)),
        ("me: send two dates by Friday", Word(Who.ME, "", "send two dates", FRIDAY)),
        ("I will think about it", Word(Who.ME, "", "think about it")),
        ("we meet again on Monday", Word(Who.BOTH, "", "meet again", MONDAY)),
        ("Dai sends the list, by 27 Nov.", Word(Who.THEM, "Dai", "send the list", FRIDAY)),
        ("Amara will pass it on by Friday", Word(Who.THEM, "Amara Osei", "pass it on", FRIDAY)),
        ("she promised to fix it", Word(Who.THEM, "", "fix it")),
        ("he catches up by Mon", Word(Who.THEM, "", "catch up", MONDAY)),
        (
            "I asked her to name the budget holder by Fri",
            Word(Who.THEM, "", "name the budget holder", FRIDAY, asked=True),
        ),
        ("Dai asked me for the outline", Word(Who.ME, "", "the outline", asked=True)),
    ],
)
def test_who_does_what_by_when(part: str, word: Word) -> None:
    assert words(part) == (word,)


@pytest.mark.parametrize(
    "part", ["he talked about synergy", "I liked it", "she knows Kofi", "all is well", "Amara was ill"]
)
def test_what_is_no_promise_is_kept_as_a_note(part: str) -> None:
    talk = parse(f"call with Amara: {part}; enjoyed", TODAY)
    assert (talk.words, talk.note) == ((), part)


@pytest.mark.parametrize(
    ("part", "ending"),
    [
        ("enjoyed", Enjoyed()),
        ("Enjoyed, nothing expected.", Enjoyed()),
        ("not yet until Friday", NotYet(FRIDAY)),
        ("not yet, Monday", NotYet(MONDAY)),
        ("closed: no budget this year", HonestClose(Who.ME, "no budget this year")),
        ("closed by them: no fit", HonestClose(Who.THEM, "no fit")),
        ("close by both because the pilot is over", HonestClose(Who.BOTH, "the pilot is over")),
        ("next step: she sends a date by Friday", NextStep(Who.THEM, "send a date", FRIDAY)),
        ("I send the outline by Friday; enjoyed", Enjoyed()),
        ("I will think about it", None),
        ("", None),
    ],
)
def test_how_it_ended(part: str, ending: object) -> None:
    assert parse(f"call with Amara: {part}", TODAY).ending == ending


def test_how_to_stay_in_touch_after_a_close() -> None:
    talk = parse("call with Amara: closed by her: no budget; stay in touch: a call in two weeks", TODAY)
    assert talk.ending == HonestClose(Who.THEM, "no budget", "a call", date(2026, 12, 7))


@pytest.mark.parametrize(
    ("part", "rating"), [("rated 4", 4), ("4/5", 4), ("rating: 2", 2), ("5 out of 5", 5), ("6/5", None)]
)
def test_the_rating(part: str, rating: int | None) -> None:
    assert parse(f"call with Amara: {part}", TODAY).rating == rating


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("call", "with whom"),
        ("call with Amara: not yet", "needs a day"),
        ("call with Amara: closed", "its terms"),
        ("call with Amara: next step", "who does what by when"),
        ("call with Amara: next step: I think about it", "who does what by when"),
    ],
)
def test_what_is_missing_is_said(line: str, missing: str) -> None:
    with pytest.raises(NotUnderstood, match=missing):
        parse(line, TODAY)


@given(st.text(max_size=200))
def test_no_line_breaks_it(line: str) -> None:
    with contextlib.suppress(NotUnderstood):
        parse(line, TODAY)


@given(
    st.lists(
        st.sampled_from(["enjoyed", "rated 4", "nice weather", "I send it by Friday", "she will call"]), max_size=5
    )
)
def test_nothing_that_was_typed_is_lost(parts: list[str]) -> None:
    talk = parse("call with Amara: " + "; ".join(parts), TODAY)
    assert len(talk.words) == sum(part in ("I send it by Friday", "she will call") for part in parts)
    assert talk.note == "; ".join(["nice weather"] * parts.count("nice weather"))
