"""Random walks through the table, for property tests: moves a day or less apart, some naming a date."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from segue.domain.commitments import DatedMove, Move, Side, State, allowed, apply

DAY_ONE = datetime(2026, 11, 16, 9, tzinfo=UTC)
"""A Monday."""


def made(by: Side, move: Move, after: float, due: date | None = None) -> DatedMove:
    """A move so many days after the first day."""
    return DatedMove(move, by, DAY_ONE + timedelta(days=after), due)


def ask(due: date | None = None) -> DatedMove:
    """The request that begins it, on the first day."""
    return made(Side.A, Move.REQUEST, 0, due)


@st.composite
def walks(draw: st.DrawFn, longest: int = 12) -> tuple[DatedMove, ...]:
    """A walk from the start along allowed moves."""
    state: State | None = None
    walk: list[DatedMove] = []
    days = 0.0
    for _ in range(draw(st.integers(0, longest))):
        if not allowed(state):
            break
        by, move = draw(st.sampled_from(allowed(state)))
        due = draw(st.none() | st.dates(DAY_ONE.date(), DAY_ONE.date() + timedelta(days=20)))
        walk.append(made(by, move, days, due))
        state = apply(state, move, by)
        days += draw(st.sampled_from([0.01, 0.3, 1.0, 4.0]))
    return tuple(walk)
