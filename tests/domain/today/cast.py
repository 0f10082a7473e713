"""A small cast: me in Stockholm, Amara in Accra, and what lies between us in November 2026."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from segue.domain.commitments import State
from segue.domain.today import (
    EVERYTHING_READ,
    CommitmentFacts,
    ConnectionFacts,
    QuestionFacts,
    Row,
    Rule,
    TalkFacts,
    decide,
)

SECOND = timedelta(seconds=1)
MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
"""Ten in the morning in Stockholm, nine in Accra."""
FRIDAY = date(2026, 11, 20)


def utc(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def amara(**known: Any) -> ConnectionFacts:
    """My connection with Amara: all mail read, written to long ago, nothing open."""
    return ConnectionFacts(
        **{
            "id": 1,
            "name": "Amara Osei",
            "my_zone": "Europe/Stockholm",
            "my_country": "SE",
            "first_written_by_me_at": utc(1, 7),
            "sent_read_until": EVERYTHING_READ,
        }
        | known
    )


def my_promise(**known: Any) -> CommitmentFacts:
    """I promised on Monday, by Friday."""
    return _commitment({"mine": True, "performer_zone": "Europe/Stockholm", "performer_country": "SE"} | known)


def their_promise(**known: Any) -> CommitmentFacts:
    """Amara promised on Monday, by Friday."""
    return _commitment({"mine": False, "performer_zone": "Africa/Accra", "performer_country": "GH"} | known)


def my_request(**known: Any) -> CommitmentFacts:
    """I asked Amara on Monday; no word since."""
    return their_promise(**{"state": State.REQUESTED, "promised_at": None, "due": None} | known)


def _commitment(known: dict[str, Any]) -> CommitmentFacts:
    return CommitmentFacts(
        **{
            "id": 1,
            "requested_by_me": not known["mine"],
            "state": State.PROMISED,
            "what": "send the outline",
            "quote": "I'll send the outline by Friday",
            "made_at": MONDAY,
            "moved_at": MONDAY,
            "promised_at": MONDAY,
            "due": FRIDAY,
            "message_id": 7,
            "start": 10,
            "end": 42,
            "conversation_id": 3,
        }
        | known
    )


def question(**known: Any) -> QuestionFacts:
    """Amara asked me on Monday."""
    return QuestionFacts(
        **{
            "message_id": 8,
            "asked_at": MONDAY,
            "quote": "Could you send the two names?",
            "i_am_named": True,
        }
        | known
    )


def talk(**known: Any) -> TalkFacts:
    """We talked on Monday."""
    return TalkFacts(**{"conversation_id": 5, "held_at": MONDAY} | known)


def row(rule: Rule, facts: ConnectionFacts, now: datetime) -> Row | None:
    """The row that this rule gives at `now`, if it does."""
    return next((row for row in decide(facts, now).rows if row.rule is rule), None)


def begins(rule: Rule, facts: ConnectionFacts, moment: datetime) -> bool:
    """Whether the rule's row is there from `moment` on, not a second earlier, and was announced before."""
    before = decide(facts, moment - SECOND)
    announced = before.until is not None and before.until <= moment
    return announced and row(rule, facts, moment - SECOND) is None and row(rule, facts, moment) is not None


def ends(rule: Rule, facts: ConnectionFacts, moment: datetime) -> bool:
    """Whether the rule's row is gone from `moment` on, was there a second earlier, and that was announced."""
    before = decide(facts, moment - SECOND)
    announced = before.until is not None and before.until <= moment
    return announced and row(rule, facts, moment - SECOND) is not None and row(rule, facts, moment) is None
