"""Moving a thread to the space where it belongs: who is asked, what settles it, and whose words may go along.

Both sides can say no: who began it, and those to whom it would come. What was said stays with those who could read it,
unless its author says that it may go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """For whom an answer is given."""

    BEGUN = "begun"
    THERE = "there"
    AUTHOR = "author"  # for their own words alone


class Outcome(StrEnum):
    """What the answers come to."""

    WAITING = "waiting"
    MOVES = "moves"
    STAYS = "stays"


BOTH = (Side.BEGUN, Side.THERE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member says for a side."""

    side: Side
    member: int
    yes: bool


def outcome(answers: Iterable[Answer]) -> Outcome:
    """It moves once both sides said yes, and stays with the first no; an author's word settles nothing."""
    said = {answer.side: answer.yes for answer in answers if answer.side in BOTH}
    if not all(said.values()):
        return Outcome.STAYS
    return Outcome.MOVES if len(said) == len(BOTH) else Outcome.WAITING


def open_sides(answers: Iterable[Answer]) -> tuple[Side, ...]:
    """The sides that have said nothing yet."""
    said = {answer.side for answer in answers}
    return tuple(side for side in BOTH if side not in said)


def goes_along(author: int | None, by: int | None, answers: Iterable[Answer], *, read_by_all: bool) -> bool:
    """Whether a message may be shown there: its author asked for the move or said yes, or anybody can read it here.

    A name on imported messages that nobody claims cannot be asked.
    """
    if read_by_all:
        return True
    if author is None:
        return False
    said = [answer.yes for answer in answers if answer.side is Side.AUTHOR and answer.member == author]
    return said[-1] if said else author == by
