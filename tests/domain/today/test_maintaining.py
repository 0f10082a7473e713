"""A date that matters stands there on its day and the next; news waits for whoever has its topic on their mind."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from segue.domain.today import ConnectionFacts, NewsFacts, OccasionFacts, Rule, Verb, decide
from tests.domain.today.cast import MONDAY, SECOND, amara, utc

BIRTHDAY = OccasionFacts("birthday", date(2026, 11, 20))
BEGINS = utc(11, 19, 23)
NEWS = NewsFacts(9, "grid storage", "New figures", MONDAY, "we look into storage", MONDAY - timedelta(days=20))


def rules(facts: ConnectionFacts, now: object) -> list[Rule]:
    return [row.rule for row in decide(facts, now).rows]  # type: ignore[arg-type]


def test_a_date_that_matters_stands_there_for_two_days() -> None:
    facts = amara(occasions=(BIRTHDAY,))
    assert rules(facts, BEGINS - SECOND) == []
    assert rules(facts, BEGINS) == [Rule.OCCASION]
    assert rules(facts, BEGINS + timedelta(days=2) - SECOND) == [Rule.OCCASION]
    assert rules(facts, BEGINS + timedelta(days=2)) == []
    (row,) = decide(facts, BEGINS).rows
    assert (row.what, row.actions[0]) == ("Say hello to Amara Osei: birthday", Verb.DRAFT)
    assert row.why == "Fri 20 Nov matters to Amara Osei: birthday."


def test_a_word_on_the_day_is_enough() -> None:
    assert rules(amara(occasions=(BIRTHDAY,), last_contact_at=BEGINS + SECOND), BEGINS + timedelta(hours=9)) == []
    assert rules(amara(occasions=(BIRTHDAY,), last_contact_at=BEGINS - SECOND), BEGINS + timedelta(hours=9)) != []


def test_news_is_offered_for_thirty_days() -> None:
    facts = amara(news=(NEWS,))
    assert rules(facts, MONDAY - SECOND) == []
    (row,) = decide(facts, MONDAY).rows
    assert (row.rule, row.what, row.news_id) == (Rule.NEWS, "Forward to Amara Osei: New figures", 9)
    assert row.why == "“grid storage” is on their mind since Tue 27 Oct: “we look into storage”."
    assert rules(facts, MONDAY + timedelta(days=30)) == []


@given(st.integers(-400, 400), st.booleans())
def test_a_closed_connection_hears_nothing_of_either(hours: int, later: bool) -> None:
    facts = replace(amara(occasions=(BIRTHDAY,), news=(NEWS,)), closed_at=MONDAY - timedelta(days=1))
    at = MONDAY + timedelta(hours=abs(hours)) if later else MONDAY
    assert rules(facts, at) == []


@given(st.integers(0, 24 * 40))
def test_nothing_changes_before_it_says_so(hours: int) -> None:
    facts = amara(occasions=(BIRTHDAY,), news=(NEWS,))
    at = MONDAY - timedelta(days=5) + timedelta(hours=hours)
    decided = decide(facts, at)
    if decided.until:
        assert decide(facts, decided.until - timedelta(microseconds=1)).rows == decided.rows
