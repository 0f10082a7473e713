"""Which rows a connection has at a moment, and in which order the rows of all connections are shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain.today import answers, boards, introductions, keeping, maintaining, plans, promises, requests, talks
from segue.domain.today.facts import ConnectionFacts
from segue.domain.today.now import ALIVE, Now
from segue.domain.today.rows import FIRST_SCREEN, Decision, Row

SHOWN = 7
"""Rows on the screen; the rest wait behind "more"."""

OF_COMMITMENTS = (
    promises.my_promise,
    promises.no_date,
    requests.phone_them,
    requests.one_reminder,
    requests.let_it_be,
)
OF_QUESTIONS = (answers.answer_owed,)
OF_BOARDS = (boards.book_the_pair, boards.send_summary)
OF_TALKS = (talks.prepare, talks.wrap_up, talks.follow_up)
OF_PLANS = (plans.check_in,)
OF_CONNECTIONS = (
    boards.open_a_board,
    keeping.great_and_then,
    keeping.close,
    keeping.keep_in_touch,
    keeping.agreed_contact,
    *maintaining.OF_CONNECTIONS,
    introductions.introduce,
)
OF_CLOSED = (keeping.agreed_contact, keeping.they_wrote_again)


def decide(facts: ConnectionFacts, now: datetime, alive: timedelta = ALIVE) -> Decision:
    """The rows of one connection at `now`, most pressing first, and when they can next change by themselves.

    The outcome is the same at every moment from `now` until that one, and depends on nothing but the facts.
    """
    clock = Now(now, alive)
    rows = sorted((row for row in _rows(facts, clock) if not _put_off(facts, row, clock)), key=_place)
    return Decision(tuple(rows), clock.until)


def _rows(facts: ConnectionFacts, now: Now) -> Iterator[Row]:
    told = _of_closed(facts, now) if facts.closed_at and now.reached(facts.closed_at) else _of_open(facts, now)
    return (row for row in told if row is not None)


def _of_closed(facts: ConnectionFacts, now: Now) -> Iterator[Row | None]:
    return (rule(facts, now) for rule in OF_CLOSED)


def _of_open(facts: ConnectionFacts, now: Now) -> Iterator[Row | None]:
    for commitment in facts.commitments:
        yield from (rule(facts, commitment, now) for rule in OF_COMMITMENTS)
    for question in facts.questions:
        yield from (rule(facts, question, now) for rule in OF_QUESTIONS)
    for talk in facts.talks:
        yield from (rule(facts, talk, now) for rule in OF_TALKS)
    for board in facts.boards:
        yield from (rule(facts, board, now) for rule in OF_BOARDS)
    for plan in facts.plans:
        yield from (rule(facts, plan, now) for rule in OF_PLANS)
    yield from (rule(facts, now) for rule in OF_CONNECTIONS)


def _put_off(facts: ConnectionFacts, row: Row, now: Now) -> bool:
    """Whether a snooze of this rule, or of the whole connection, hides the row."""
    ends = [snooze.until for snooze in facts.snoozes if snooze.rule in (None, row.rule)]
    return bool(ends) and not now.reached(max(ends))


def _place(row: Row) -> tuple[str, str, int, int, int, int, int, int]:
    return (
        row.rank,
        row.rule,
        row.connection_id,
        row.commitment_id or 0,
        row.message_id or 0,
        row.conversation_id or 0,
        row.board_id or 0,
        row.plan_id or 0,
    )


@dataclass(frozen=True, slots=True)
class Ordered:
    """Today's screen: one row per connection, those that are shown and those behind "more"."""

    shown: tuple[Row, ...]
    more: tuple[Row, ...]


def order(rows: Iterable[Row], shown: int = SHOWN) -> Ordered:
    """The rows of all connections: most pressing first, one of each connection, at most `shown` of them shown.

    What has grown old stands only behind "more": it is shown where more than SHOWN are asked for.
    """
    first: dict[int, Row] = {}
    for row in sorted(rows, key=_place):
        first.setdefault(row.connection_id, row)
    ordered = tuple(first.values())
    screen = shown if shown > SHOWN else sum(row.rank < FIRST_SCREEN for row in ordered[:shown])
    return Ordered(ordered[:screen], ordered[screen:])
