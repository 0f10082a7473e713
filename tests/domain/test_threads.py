"""Which messages belong together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from segue.domain.threads import (
    GAP,
    Loose,
    bare_subject,
    held_together,
    is_forward,
    is_reply,
    telling_lines,
)

AT = datetime(2001, 5, 14, 9, tzinfo=UTC)
ME, SHE, HE = "me@x.com", "amara@y.org", "bo@z.se"
WORDS = "The pilot could start in the second week of March,\nif the budget is approved by the trust before then."


def mail(id: int, subject: str, author: str = ME, **known: Any) -> Loose:  # noqa: A002
    return Loose(**{"id": id, "at": AT, "subject": subject, "author": author, "parties": frozenset({ME, SHE})} | known)


@pytest.mark.parametrize(
    "subject",
    [
        "The pilot",
        "Re: The pilot",
        "RE: FW: the  pilot",
        "Re[2]: The pilot",
        "Re (3): The pilot",
        "AW: WG: The pilot",
        "SV: VS: The pilot",
        "[readers] Re: [readers] The pilot",
        "Re: [EXTERNAL] The Pilot (fwd)",
        "回复：The pilot",
        "Fwd:The pilot",
    ],
)
def test_a_subject_is_bared_of_what_mail_programs_add(subject: str) -> None:
    assert bare_subject(subject) == "the pilot"
    assert is_reply(subject) is (subject != "The pilot")


@pytest.mark.parametrize("subject", ["Resumé: one", "Reply needed", "I think: yes", "Award: the winners"])
def test_words_that_only_begin_like_a_prefix_stay(subject: str) -> None:
    assert bare_subject(subject) == subject.casefold()
    assert not is_reply(subject)


@pytest.mark.parametrize("subject", ["", "Re:", "Re: Fw: ", "[list]"])
def test_a_subject_may_be_empty_and_then_holds_nothing_together(subject: str) -> None:
    assert bare_subject(subject) == ""
    assert held_together(mail(1, subject), mail(2, f"Re: {subject}", SHE)) is None


def test_an_answer_to_the_same_subject_among_the_same_people_belongs_to_it() -> None:
    asked, answered = mail(1, "The pilot"), mail(2, "Re: The pilot", SHE, at=AT + GAP)
    assert "same subject" in (held_together(asked, answered) or "")
    assert held_together(answered, asked) == held_together(asked, answered)


@pytest.mark.parametrize(
    "other",
    [
        mail(2, "The pilot", SHE, at=AT + timedelta(days=1)),
        mail(2, "Re: The pilots", SHE, at=AT + timedelta(days=1)),
        mail(2, "Re: The pilot", SHE, at=AT + GAP + timedelta(seconds=1)),
        mail(2, "Re: The pilot", HE, at=AT, parties=frozenset({ME, HE})),
        mail(2, "Re: The pilot", HE, at=AT, parties=frozenset({HE})),
    ],
)
def test_without_answer_subject_nearness_or_people_it_does_not(other: Loose) -> None:
    assert held_together(mail(1, "The pilot"), other) is None


def test_quoted_words_hold_together_without_a_subject_and_after_months() -> None:
    said = mail(1, "The pilot", own_lines=telling_lines(WORDS))
    quoting = mail(
        2, "RE:", SHE, at=AT + 3 * GAP, quoted_lines=telling_lines("> " + WORDS.replace("\n", "\n> ").upper())
    )
    assert held_together(said, quoting) == "it quotes the other's words"
    assert held_together(said, replace(quoting, subject="March")) is None
    one_line = mail(2, "RE:", SHE, at=AT + 3 * GAP, quoted_lines=telling_lines(WORDS.splitlines()[0]))
    assert held_together(said, one_line) is None


def test_short_lines_tell_nothing() -> None:
    assert telling_lines("Thanks,\n\nAmara\n" + "-" * 70) == frozenset()


LINES = sorted(telling_lines(WORDS))
lines = st.frozensets(st.sampled_from(LINES), max_size=2)
loose = st.builds(
    mail,
    id=st.integers(1, 20),
    subject=st.sampled_from(["The pilot", "Re: The pilot", "Fw: The pilot", "Budget", "Re: Budget", ""]),
    author=st.sampled_from([ME, SHE, HE]),
    at=st.integers(0, 60).map(lambda day: AT + timedelta(days=day)),
    parties=st.frozensets(st.sampled_from([ME, SHE, HE]), min_size=1),
    own_lines=lines,
    quoted_lines=lines,
)


@given(loose, loose)
def test_whether_two_belong_together_does_not_depend_on_which_came_first(one: Loose, other: Loose) -> None:
    assume(one.id != other.id)
    assert held_together(one, other) == held_together(other, one)


@pytest.mark.parametrize(
    ("subject", "forward"),
    [
        ("FW: Pilot", True),
        ("Fwd: Pilot", True),
        ("WG: Pilot", True),
        ("Pilot (fwd)", True),
        ("RE: Pilot", False),
        ("Pilot", False),
    ],
)
def test_which_subjects_hand_a_message_on(subject: str, forward: bool) -> None:
    assert is_forward(subject) is forward
