"""Check in on the agreed day."""

from datetime import date, timedelta

from segue.domain.today import PlanFacts, Rule
from tests.domain.today.cast import MONDAY, amara, begins, row, utc

PLAN = PlanFacts(6, "Loan of readers", MONDAY, date(2026, 11, 20), "a call of ten minutes", 2)


def test_it_is_there_from_the_beginning_of_the_agreed_day_on_my_calendar() -> None:
    facts = amara(plans=(PLAN,))
    assert begins(Rule.CHECK_IN, facts, utc(11, 19, 23))  # midnight in Stockholm
    told = row(Rule.CHECK_IN, facts, utc(11, 20, 9))
    assert told
    assert (told.plan_id, told.actions[0]) == (6, "checked in")
    assert "a call of ten minutes" in told.why
    assert "2 of its items are open" in told.why


def test_it_stays_until_you_two_have_checked_in() -> None:
    assert row(Rule.CHECK_IN, amara(plans=(PLAN,)), utc(12, 24))


def test_nothing_is_asked_without_a_day_or_after_a_close() -> None:
    undated = PlanFacts(6, "Loan of readers", MONDAY)
    assert row(Rule.CHECK_IN, amara(plans=(undated,)), utc(12, 1)) is None
    assert row(Rule.CHECK_IN, amara(plans=(PLAN,), closed_at=MONDAY + timedelta(days=1)), utc(12, 1)) is None
