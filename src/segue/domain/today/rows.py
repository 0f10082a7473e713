"""What Today says: one row per thing to do, each with its facts, its reason and its actions."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Rule(StrEnum):
    """Why a row is there (DESIGN, Today)."""

    WRAP_UP = "wrap up"
    ANSWER_OWED = "answer owed"
    MY_PROMISE = "my promise"
    NO_DATE = "no date"
    PHONE_THEM = "phone them"
    ONE_REMINDER = "one reminder"
    LET_IT_BE = "let it be"
    FOLLOW_UP = "follow up"
    BOOK_THE_PAIR = "book the pair"
    SEND_SUMMARY = "send summary"
    PREPARE = "prepare"
    CHECK_IN = "check in"
    GREAT_AND_THEN = "great, and then?"
    CLOSE = "close?"
    KEEP_IN_TOUCH = "keep in touch"
    AGREED_CONTACT = "agreed contact"
    THEY_WROTE_AGAIN = "they wrote again"
    OCCASION = "date that matters"
    NEWS = "news"
    INTRODUCE = "introduce"


class Verb(StrEnum):
    """What a row offers to do."""

    REPLY = "reply"
    PROMISE = "promise"
    DECLINE = "decline"
    DONE = "done"
    COUNTER = "counter"
    """Acknowledge, explain, name a new date (a draft)."""
    RENEGE = "renege"
    CALL = "call"
    REMIND = "remind"
    LET_GO = "let go"
    SETTLED = "settled"
    NOT_SETTLED = "not settled"
    NAME_DATE = "name date"
    ASK_DATE = "ask date"
    DRAFT = "draft"
    BOOK = "book"
    SUMMARY = "summary"
    PREPARE = "prepare"
    CHECKED_IN = "checked in"
    NEXT_STEP = "next step"
    CLOSE = "close"
    ENJOYED = "enjoyed"
    NOT_YET = "not yet"
    KEEP_OPEN = "keep open"
    LEAVE_CLOSED = "leave closed"
    LEAVE = "leave"
    """Not for them."""
    SAID_YES = "said yes"
    SAID_NO = "said no"
    SNOOZE = "snooze"


class Tier(IntEnum):
    """The order of the screen: what comes first is most pressing."""

    PROMISES = 1
    WAITING = 2
    NEXT_STEPS = 3
    QUIET = 4
    TIDY_UP = 5


TIERS = {
    Rule.MY_PROMISE: Tier.PROMISES,
    Rule.ANSWER_OWED: Tier.WAITING,
    Rule.THEY_WROTE_AGAIN: Tier.WAITING,
    Rule.WRAP_UP: Tier.NEXT_STEPS,
    Rule.FOLLOW_UP: Tier.NEXT_STEPS,
    Rule.BOOK_THE_PAIR: Tier.NEXT_STEPS,
    Rule.SEND_SUMMARY: Tier.NEXT_STEPS,
    Rule.PREPARE: Tier.NEXT_STEPS,
    Rule.CHECK_IN: Tier.NEXT_STEPS,
    Rule.PHONE_THEM: Tier.NEXT_STEPS,
    Rule.ONE_REMINDER: Tier.NEXT_STEPS,
    Rule.AGREED_CONTACT: Tier.NEXT_STEPS,
    Rule.GREAT_AND_THEN: Tier.QUIET,
    Rule.KEEP_IN_TOUCH: Tier.QUIET,
    Rule.OCCASION: Tier.NEXT_STEPS,
    Rule.NEWS: Tier.TIDY_UP,
    Rule.INTRODUCE: Tier.TIDY_UP,
    Rule.NO_DATE: Tier.TIDY_UP,
    Rule.LET_IT_BE: Tier.TIDY_UP,
    Rule.CLOSE: Tier.TIDY_UP,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A dated fact that a row rests on: the words, and where they stand if they were written."""

    text: str
    at: datetime
    message_id: int | None = None
    start: int | None = None
    end: int | None = None
    conversation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do. `rank` sorts, as text, the most pressing first, across all connections."""

    rule: Rule
    connection_id: int
    what: str
    """What to do, beginning with a verb."""
    to: str
    """With whom."""
    facts: tuple[Evidence, ...]
    why: str
    """One sentence made from dated facts."""
    why_now: str
    if_nothing: str
    """What happens if nothing is done."""
    actions: tuple[Verb, ...]
    """The first is the primary one."""
    rank: str
    since: datetime
    """When it became so (UTC): the question was asked, the date passed, the quiet began."""
    due_at: datetime | None = None
    """When the date it is about is over (UTC)."""
    settled: bool = False
    """The row asks whether their later words have settled it."""
    phone: str | None = None
    opening: str | None = None
    """The sentence to open a call or a draft with."""
    commitment_id: int | None = None
    message_id: int | None = None
    """The message to answer."""
    conversation_id: int | None = None
    board_id: int | None = None
    news_id: int | None = None
    """What to forward."""
    plan_id: int | None = None
    other_connection_id: int | None = None
    """To whom to introduce them."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The rows of one connection, most pressing first, and when they can next change with no new fact."""

    rows: tuple[Row, ...]
    until: datetime | None


class Grade(IntEnum):
    """How likely a row is to be wanted: what is sure comes first; what is doubtful or old only behind "more"."""

    SURE = 0
    LIKELY = 1
    DOUBTFUL = 2
    OLD = 3


FIRST_SCREEN = f"{Grade.DOUBTFUL:d}"
"""Rows whose rank sorts before this may stand on the first screen."""

_SETTLED_IS_TIDYING = frozenset({Rule.ONE_REMINDER, Rule.ANSWER_OWED})


def rank(rule: Rule, since: datetime, grade: Grade, settled: bool = False) -> str:
    """Where a row stands: by grade; then by tier; then the sure, longest waiting first, the others, latest first.

    Whether a later word answered a mere request or question, and what I asked of somebody to whom I have written since
    without asking again, are matters of tidying up.
    """
    tier = Tier.TIDY_UP if settled and rule in _SETTLED_IS_TIDYING else TIERS[rule]
    seconds = int(since.timestamp()) + 2**36
    return f"{grade:d}{tier:d}{seconds if grade is Grade.SURE else 2**37 - seconds:012d}"


def to_json(row: Row) -> dict[str, Any]:
    """`row` in plain values that JSON knows; `from_json` gives it back."""
    return {name: _plain(value) for name, value in asdict(row).items()}


def from_json(values: dict[str, Any]) -> Row:
    """The row that `to_json` wrote down; unknown names are left out, so that an older reader survives a newer row."""
    known = {field.name: values[field.name] for field in fields(Row) if field.name in values}
    return Row(
        **known
        | {
            "rule": Rule(values["rule"]),
            "facts": tuple(_evidence(fact) for fact in values["facts"]),
            "actions": tuple(Verb(verb) for verb in values["actions"]),
            "since": datetime.fromisoformat(values["since"]),
            "due_at": values["due_at"] and datetime.fromisoformat(values["due_at"]),
        }
    )


def _evidence(values: dict[str, Any]) -> Evidence:
    return Evidence(**values | {"at": datetime.fromisoformat(values["at"])})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value
