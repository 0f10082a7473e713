"""The second law: one written reminder, looked at again when it is about to be sent."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.commitments import DatedMove, State, replay
from segue.domain.reminders import Refusal, may_remind
from segue.domain.today import CommitmentFacts
from tests.domain.today.cast import MONDAY, my_request, their_promise, utc
from tests.domain.walks import walks

NOW = utc(11, 25)


def test_a_request_without_an_answer_may_be_reminded_of() -> None:
    assert may_remind(my_request(), None, NOW).allowed


@pytest.mark.parametrize(
    ("known", "refusal"),
    [
        ({"reminded_at": MONDAY}, Refusal.ALREADY_REMINDED),
        ({"mine": True}, Refusal.NOT_MY_REQUEST),
        ({"requested_by_me": False}, Refusal.NOT_MY_REQUEST),
        ({"answered_at": utc(11, 18)}, Refusal.ANSWERED),
        ({"state": State.COUNTERED}, Refusal.ANSWERED),
        ({"state": State.DECLINED}, Refusal.ANSWERED),
        ({"later_word_at": utc(11, 18)}, Refusal.POSSIBLY_ANSWERED),
        ({"state": State.REPORTED}, Refusal.DONE),
        ({"state": State.KEPT}, Refusal.DONE),
        ({"state": State.WITHDRAWN}, Refusal.WITHDRAWN),
        ({"state": State.CANCELLED}, Refusal.WITHDRAWN),
        ({"state": State.LAPSED}, Refusal.LET_GO),
        ({"state": State.RENEGED}, Refusal.ANSWERED),
        ({"state": State.OFFERED}, Refusal.ANSWERED),
    ],
)
def test_what_speaks_against_it_is_named(known: dict[str, Any], refusal: Refusal) -> None:
    verdict = may_remind(my_request(**known), None, NOW)
    assert not verdict.allowed
    assert refusal in verdict.refusals


def test_a_draft_made_in_good_time_is_refused_at_the_moment_of_sending() -> None:
    draft = my_request()
    assert may_remind(draft, None, NOW).allowed
    meanwhile = replace(draft, later_word_at=NOW + timedelta(minutes=5))
    assert may_remind(meanwhile, None, NOW + timedelta(minutes=9)).refusals == (Refusal.POSSIBLY_ANSWERED,)


@pytest.mark.parametrize(("closed_at", "allowed"), [(None, True), (NOW, False), (NOW + timedelta(seconds=1), True)])
def test_a_closed_connection_is_not_reminded(closed_at: datetime | None, allowed: bool) -> None:
    assert may_remind(my_request(), closed_at, NOW).allowed is allowed


@pytest.mark.parametrize(("now", "allowed"), [(utc(11, 23, 23, 59), False), (utc(11, 24), True)])
def test_a_promise_is_not_reminded_of_before_it_is_missed(now: datetime, allowed: bool) -> None:
    assert may_remind(their_promise(), None, now).allowed is allowed


def test_every_reason_is_told_at_once() -> None:
    spent = my_request(reminded_at=MONDAY, state=State.KEPT)
    assert may_remind(spent, NOW, NOW).refusals == (Refusal.ALREADY_REMINDED, Refusal.DONE, Refusal.CLOSED)


def test_a_reply_in_the_thread_of_a_missed_promise_does_not_stand_in_its_way() -> None:
    """What they answered then was the promise itself."""
    assert may_remind(their_promise(answered_at=MONDAY), None, utc(11, 25)).allowed


@given(walks(), st.data())
def test_over_a_whole_life_at_most_one_reminder_goes_out(walk: tuple[DatedMove, ...], data: st.DataObject) -> None:
    reminders = 0
    request = my_request()
    for end in range(1, len(walk) + 1):
        history = replay(walk[:end])
        assert history.state is not None
        request = replace(
            request,
            state=history.state,
            due=history.due,
            promised_at=history.promised_at,
            moved_at=history.moved_at or MONDAY,
        )
        now = walk[end - 1].at + timedelta(days=data.draw(st.integers(0, 40)))
        request, sent = _try_to_remind(request, now)
        reminders += sent
    assert reminders <= 1


def _try_to_remind(request: CommitmentFacts, now: datetime) -> tuple[CommitmentFacts, bool]:
    if not may_remind(request, None, now).allowed:
        return request, False
    return replace(request, reminded_at=now), True
