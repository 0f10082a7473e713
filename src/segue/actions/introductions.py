"""Introducing two people: proposed, each asked privately, what they said, let be. What came of it is seen, not noted.

Each verb raises NotFound for who is not the asker's, and Refused for what `domain.introductions` does not allow.
Which of the two is meant is told by the person named first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.people import person_of
from segue.domain import introductions as rules
from segue.domain.errors import NotAllowed
from segue.queries.introductions import closed_with, latest_between, standing
from segue.store.models import Asker, Introduction, Person


def propose(asker: Asker, person_id: int, other_id: int, now: datetime, *, source: str, why: str = "") -> Introduction:
    """Think of introducing these two; nobody learns of it. One that goes on is kept, with its reason made plainer."""
    with deed(asker, "propose introduction", now, source=source) as change:
        one, other = _both(change, person_id, other_id)
        _check_open(asker, one, other, now)
        row = _going_on(asker, one, other, now)
        if row is None:
            row = change.create(_new(asker, one, other, why, now))
        else:
            change.save(row, why=_plain(why) or row.why)
        change.about(row, f"To be introduced: {one.name} and {other.name}. Nobody is told before you ask.")
    return row


def asked(asker: Asker, person_id: int, other_id: int, now: datetime, *, source: str, why: str = "") -> Introduction:
    """I have asked the first of these, privately. The request ends by itself two weeks later."""
    with deed(asker, "ask for introduction", now, source=source) as change:
        one, other = _both(change, person_id, other_id)
        _check_open(asker, one, other, now)
        row = _going_on(asker, one, other, now) or change.create(_new(asker, one, other, why, now))
        _apply(change, row, one, now, lambda intro, which: rules.ask(intro, which, now))
        change.about(row, f"{one.name} was asked whether to meet {other.name}.")
    return row


def answered(
    asker: Asker, person_id: int, other_id: int, said: rules.Said, now: datetime, *, source: str
) -> Introduction:
    """The first of these said yes or no to meeting the other."""
    with deed(asker, f"said {said}", now, source=source) as change:
        one, other = _both(change, person_id, other_id)
        row = latest_between(asker, one.id, other.id)
        if row is None:
            raise NotFound(f"{one.name} was not asked whether to meet {other.name}.")
        _apply(change, row, one, now, lambda intro, which: rules.answer(intro, which, said, now))
        change.about(row, f"{one.name} said {said} to meeting {other.name}.")
    return row


def left(asker: Asker, person_id: int, other_id: int, now: datetime, *, source: str) -> Introduction:
    """Let it be; it is not suggested again."""
    with deed(asker, "leave introduction", now, source=source) as change:
        one, other = _both(change, person_id, other_id)
        row = _going_on(asker, one, other, now) or change.create(_new(asker, one, other, "", now))
        _apply(change, row, one, now, lambda intro, which: rules.leave(intro, now))
        change.about(row, f"Not to be introduced: {one.name} and {other.name}.")
    return row


def _both(change: Change, person_id: int, other_id: int) -> tuple[Person, Person]:
    """The asker's two persons, about whom Today decides anew."""
    if person_id == other_id:
        raise Refused("Name two different people.")
    return person_of(change, person_id), person_of(change, other_id)


def _check_open(asker: Asker, one: Person, other: Person, now: datetime) -> None:
    """After a close nobody is asked, and of whom it is closed with nobody is asked about."""
    closed = closed_with(asker, (one.id, other.id), now)
    if closed is not None:
        raise Refused(f"It is closed with {closed.person.name}; begin anew first.")


def _going_on(asker: Asker, one: Person, other: Person, now: datetime) -> Introduction | None:
    """The introduction of these two that is not over."""
    row = latest_between(asker, one.id, other.id)
    return row if row is not None and rules.state(standing(asker, row), now) not in rules.OVER else None


def _new(asker: Asker, one: Person, other: Person, why: str, now: datetime) -> Introduction:
    return Introduction(owner_id=asker.member_id, one=one, other=other, why=_plain(why), at=now)


def _apply(
    change: Change,
    row: Introduction,
    person: Person,
    now: datetime,
    move: Callable[[rules.Introduction, rules.Which], rules.Introduction],
) -> None:
    """Make a move for this person's side, as the rules allow it."""
    which: rules.Which = "one" if row.one_id == person.id else "other"
    try:
        after = move(standing(change.asker, row), which)
    except NotAllowed as refusal:
        raise Refused(f"That cannot be: {refusal}.") from None
    values = {
        f"{name}_{field}": value
        for name, side in (("one", after.one), ("other", after.other))
        for field, value in (("asked_at", side.asked_at), ("said", side.said or ""), ("said_at", side.said_at))
    }
    change.save(row, left_at=after.left_at, **values)


def _plain(text: str) -> str:
    return " ".join(text.split())[:300]
