"""What the mailbox cannot know, as plain facts for the demo to apply through the actions after the import."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from typing import Any, Literal

from segue.cli.sample.clock import HOME, Clock
from segue.cli.sample.diary import uid
from segue.cli.sample.people import address_of

Verb = Literal["wrap_up", "log_talk", "close", "cadence"]


@dataclass(frozen=True, slots=True)
class Logged:
    """One fact that the owner enters by hand, at `when` (UTC), about the person with this address.

    wrap_up   the talk in the calendar with the UID `event` gets its `ending`
    log_talk  a talk that stands in no calendar: `how`, `minutes`, `rating` (1 to 5) and `ending`
    close     the connection ends by the word of `who`, on the terms `what`; `contact_on` is the day agreed for
              the next contact
    cadence   be in touch every so many days

    An `ending` is next_step (`who` does `what` until the end of the day `by`), closed, enjoyed or not_yet.
    """

    verb: Verb
    person: str
    when: datetime
    event: str = ""
    how: str = ""
    minutes: int = 0
    rating: int | None = None
    ending: Literal["", "next_step", "closed", "enjoyed", "not_yet"] = ""
    who: str = ""
    what: str = ""
    by: date | None = None
    contact_on: date | None = None
    every_days: int | None = None
    note: str = ""


def logged(now: datetime) -> tuple[Logged, ...]:
    """The facts for a sample written at `now`, in the order in which they were entered."""
    table = tomllib.loads(files(__package__).joinpath("logged.toml").read_text("utf-8"))
    facts = (_fact(row, Clock(now)) for row in table["fact"])
    return tuple(sorted(facts, key=lambda fact: fact.when))


def _fact(row: Mapping[str, Any], clock: Clock) -> Logged:
    read: Mapping[str, Callable[[str], Any]] = {
        "person": address_of,
        "who": address_of,
        "event": uid,
        "when": lambda when: clock.moment(when, HOME.key),
        "by": clock.day,
        "contact_on": clock.day,
    }
    known: dict[str, Any] = {key: read[key](value) if key in read else value for key, value in row.items()}
    return Logged(**known)
