"""An introduction in Today: a reason for one, whom to ask, what they answered, and when to bring two together."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from segue.domain.introductions import ANSWER_WITHIN, Introduction, Kind, Match, Note, Said, Side
from segue.domain.today import ConnectionFacts, IntroductionFacts, Row, Rule, Verb, decide
from tests.domain.today.cast import MONDAY, SECOND, amara

DAY = timedelta(days=1)
MATCH = Match(1, 2, Note("a printer", MONDAY, Kind.NEEDS, "who prints books?"), Note("printer", MONDAY, Kind.OFFERS))
REASON = IntroductionFacts("Dai Nakamura", 2, MONDAY, match=MATCH, other_connection=7)


def begun(which: str = "one", **intro: object) -> IntroductionFacts:
    told = Introduction(**intro)  # type: ignore[arg-type]
    return IntroductionFacts("Dai Nakamura", 2, MONDAY, "books", which, told, other_connection=7)  # type: ignore[arg-type]


def row(facts: ConnectionFacts, at: object = MONDAY) -> Row | None:
    rows = decide(facts, at).rows  # type: ignore[arg-type]
    assert all(each.rule is Rule.INTRODUCE for each in rows)
    return rows[0] if rows else None


def test_a_reason_is_offered_for_thirty_days() -> None:
    facts = amara(introductions=(REASON,))
    found = row(facts)
    assert found is not None
    assert found.what == "Introduce Amara Osei and Dai Nakamura? Ask Amara Osei first"
    assert found.why == "Amara Osei looks for “a printer”: “who prints books?”; Dai Nakamura can offer it."
    assert (found.other_connection_id, found.actions[0]) == (7, Verb.DRAFT)
    assert row(facts, MONDAY - SECOND) is None
    assert row(facts, MONDAY + 30 * DAY) is None


def test_the_second_is_asked_once_the_first_said_yes() -> None:
    yes = Side(MONDAY - 2 * DAY, Said.YES, MONDAY - DAY)
    first, second = amara(introductions=(begun(),)), amara(introductions=(begun("other"),))
    assert row(first) is not None
    assert row(second) is None
    asked = amara(introductions=(begun("other", one=yes),))
    found = row(asked)
    assert found is not None
    assert found.what == "Ask Amara Osei whether to meet Dai Nakamura"
    assert found.why.startswith("Dai Nakamura said yes.")


def test_what_they_answered_is_asked_once_they_wrote() -> None:
    waiting = begun(one=Side(MONDAY - 2 * DAY))
    assert row(amara(introductions=(waiting,))) is None
    assert row(amara(introductions=(waiting,), received=(MONDAY - 3 * DAY,))) is None
    found = row(amara(introductions=(waiting,), received=(MONDAY - DAY,)))
    assert found is not None
    assert found.actions[:2] == (Verb.SAID_YES, Verb.SAID_NO)
    assert row(amara(introductions=(waiting,), received=(MONDAY - DAY,)), MONDAY - 2 * DAY + ANSWER_WITHIN) is None


def test_both_said_yes_stands_there_once_and_does_not_grow_old() -> None:
    yes = Side(MONDAY - 2 * DAY, Said.YES, MONDAY - DAY)
    found = row(amara(introductions=(begun(one=yes, other=yes),)), MONDAY + 60 * DAY)
    assert found is not None
    assert found.what == "Introduce Amara Osei and Dai Nakamura to each other"
    assert row(amara(introductions=(begun("other", one=yes, other=yes),))) is None
    for over in ({"introduced_at": MONDAY}, {"left_at": MONDAY}, {"acquainted_at": MONDAY}):
        assert row(amara(introductions=(begun(one=yes, other=yes, **over),))) is None


def test_after_a_no_nothing_is_said_of_it_on_either_side() -> None:
    no = Side(MONDAY - 2 * DAY, Said.NO, MONDAY - DAY)
    assert row(amara(introductions=(begun(one=no),))) is None
    assert row(amara(introductions=(begun("other", one=no),))) is None


@given(st.integers(0, 24 * 40), st.booleans(), st.booleans())
def test_nothing_changes_before_it_says_so_and_a_closed_connection_is_silent(
    hours: int, asked: bool, shut: bool
) -> None:
    side = Side(MONDAY) if asked else Side()
    facts = amara(introductions=(begun(one=side), REASON), received=(MONDAY + DAY,))
    facts = replace(facts, closed_at=MONDAY - 40 * DAY) if shut else facts
    at = MONDAY - 5 * DAY + timedelta(hours=hours)
    decided = decide(facts, at)
    assert not (shut and decided.rows)
    if decided.until:
        assert decide(facts, decided.until - timedelta(microseconds=1)).rows == decided.rows
