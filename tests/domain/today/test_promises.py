"""My promise, and no date."""

from datetime import date
from typing import Any

import pytest

from segue.domain.commitments import State
from segue.domain.today import Rule, Verb
from tests.domain.today.cast import FRIDAY, MONDAY, amara, begins, ends, my_promise, row, their_promise, utc

THURSDAY_BEGINS = utc(11, 18, 23)
FRIDAY_ENDS = utc(11, 20, 23)


def mine(**known: Any) -> Any:
    return amara(commitments=(my_promise(**known),))


def test_my_promise_stands_there_from_the_day_before_its_date() -> None:
    assert begins(Rule.MY_PROMISE, mine(), THURSDAY_BEGINS)


def test_my_promise_tells_what_when_and_what_else() -> None:
    shown = row(Rule.MY_PROMISE, mine(), THURSDAY_BEGINS)
    assert shown is not None
    assert (shown.what, shown.to) == ("Send the outline", "Amara Osei")
    assert shown.why == "You promised it on Mon 16 Nov, by Fri 20 Nov."
    assert shown.why_now == "It is due by the end of Fri 20 Nov."
    assert shown.if_nothing == "It is late after that day, and missed with Mon 23 Nov."
    assert (shown.facts[0].text, shown.facts[0].message_id) == ("I'll send the outline by Friday", 7)
    assert (shown.facts[0].start, shown.facts[0].end, shown.facts[0].at) == (10, 42, MONDAY)
    assert shown.actions[0] is Verb.DONE
    assert Verb.COUNTER in shown.actions
    assert (shown.due_at, shown.commitment_id, shown.conversation_id) == (FRIDAY_ENDS, 1, 3)


def test_once_the_date_is_over_it_says_so() -> None:
    shown = row(Rule.MY_PROMISE, mine(), FRIDAY_ENDS)
    assert shown is not None
    assert shown.why_now == "The date passed with Fri 20 Nov."


@pytest.mark.parametrize("state", sorted(set(State) - {State.PROMISED, State.COUNTERED, State.REQUESTED}))
def test_what_i_no_longer_owe_is_no_row(state: State) -> None:
    assert row(Rule.MY_PROMISE, mine(state=state), FRIDAY_ENDS) is None


@pytest.mark.parametrize("state", [State.COUNTERED, State.REQUESTED])
def test_while_another_date_is_talked_about_the_old_one_counts(state: State) -> None:
    assert row(Rule.MY_PROMISE, mine(state=state), FRIDAY_ENDS) is not None


def test_a_request_that_i_never_promised_is_no_promise() -> None:
    assert row(Rule.MY_PROMISE, mine(state=State.REQUESTED, promised_at=None), FRIDAY_ENDS) is None


def test_my_promise_waits_in_a_snooze() -> None:
    assert begins(Rule.MY_PROMISE, mine(snoozed_until=utc(11, 20, 7)), utc(11, 20, 7))


def test_my_promise_found_in_mail_waits_until_my_sent_mail_is_read() -> None:
    unread = amara(sent_read_until=None, commitments=(my_promise(),))
    assert row(Rule.MY_PROMISE, unread, FRIDAY_ENDS) is None
    logged = amara(sent_read_until=None, commitments=(my_promise(touched_at=MONDAY),))
    assert row(Rule.MY_PROMISE, logged, FRIDAY_ENDS) is not None


def test_ninety_days_after_its_date_my_promise_goes_to_triage() -> None:
    assert ends(Rule.MY_PROMISE, mine(), utc(2, 18, 23, year=2027))
    assert row(Rule.MY_PROMISE, mine(touched_at=MONDAY), utc(6, 1, year=2027)) is not None


def test_my_old_promise_with_a_date_inside_the_window_counts() -> None:
    old = mine(made_at=utc(1, 7), moved_at=utc(1, 7), promised_at=utc(1, 7))
    assert row(Rule.MY_PROMISE, old, FRIDAY_ENDS) is not None


@pytest.mark.parametrize(
    ("zone", "due", "moment"),
    [
        ("America/New_York", FRIDAY, utc(11, 19, 5)),
        ("Europe/Stockholm", date(2026, 3, 30), utc(3, 28, 23)),
        ("Pacific/Kiritimati", FRIDAY, utc(11, 18, 10)),
        ("-03:30", FRIDAY, utc(11, 19, 3, 30)),
    ],
)
def test_days_are_those_of_the_promisers_zone(zone: str, due: date, moment: Any) -> None:
    made = min(MONDAY, utc(3, 20)) if due.month == 3 else MONDAY
    facts = mine(performer_zone=zone, due=due, made_at=made, moved_at=made, promised_at=made)
    assert begins(Rule.MY_PROMISE, facts, moment)


@pytest.mark.parametrize(("promise", "primary"), [(my_promise, Verb.NAME_DATE), (their_promise, Verb.ASK_DATE)])
def test_a_promise_without_a_date_asks_for_one_after_five_business_days(promise: Any, primary: Verb) -> None:
    facts = amara(commitments=(promise(due=None),))
    assert begins(Rule.NO_DATE, facts, utc(11, 23, 9))
    shown = row(Rule.NO_DATE, facts, utc(11, 23, 9))
    assert shown is not None
    assert shown.actions[0] is primary
    assert "without a date" in shown.why


def test_a_holiday_of_the_promiser_is_no_business_day() -> None:
    before_easter = utc(4, 1, 8)
    facts = mine(due=None, made_at=before_easter, moved_at=before_easter, promised_at=before_easter)
    assert begins(Rule.NO_DATE, facts, utc(4, 10, 8))


@pytest.mark.parametrize("known", [{"due": FRIDAY}, {"due": None, "state": State.REPORTED}])
def test_no_date_is_silent_about_what_has_one_or_is_done(known: dict[str, Any]) -> None:
    assert row(Rule.NO_DATE, mine(**known), utc(11, 25)) is None


def test_their_later_word_asks_whether_it_settled_the_dateless_promise() -> None:
    facts = amara(commitments=(their_promise(due=None, later_word_at=utc(11, 18), later_word="Here it is"),))
    shown = row(Rule.NO_DATE, facts, utc(11, 25))
    assert shown is not None
    assert shown.settled
    assert shown.facts[1].text == "Here it is"


def test_their_later_word_says_nothing_about_what_i_promised() -> None:
    shown = row(Rule.NO_DATE, mine(due=None, later_word_at=utc(11, 18)), utc(11, 25))
    assert shown is not None
    assert not shown.settled


def test_no_date_waits_in_a_snooze() -> None:
    assert begins(Rule.NO_DATE, mine(due=None, snoozed_until=utc(12, 1)), utc(12, 1))


@pytest.mark.parametrize(("promise", "asked"), [(my_promise, False), (their_promise, True)])
def test_only_my_own_dateless_promise_waits_for_my_sent_mail(promise: Any, asked: bool) -> None:
    unread = amara(sent_read_until=None, commitments=(promise(due=None),))
    assert (row(Rule.NO_DATE, unread, utc(11, 25)) is not None) is asked
