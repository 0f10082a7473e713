"""The talks of the last three months: what she expected, how they ended, what became of what was agreed in them.

Entered by the same actions as a person would, each at its own moment.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from segue.actions import booking, commitments, talks
from segue.cli.home import SOURCE
from segue.cli.sample.clock import HOME, Clock
from segue.domain.conversations import Enjoyed, Medium, NextStep, Who
from segue.queries.commitments import agreed_in
from segue.store.models import Asker, Commitment

Find = Callable[[str], int]
"""The person of this key."""


def fill_past(asker: Asker, clock: Clock, find: Find) -> None:
    """Book, hold and wrap up each of them, then do what was agreed."""
    table = tomllib.loads(files(__package__).joinpath("past.toml").read_text("utf-8"))
    for each in table["talk"]:
        _hold(asker, clock, find(each["with"]), each)


def _hold(asker: Asker, clock: Clock, person: int, told: dict[str, Any]) -> None:
    begins = clock.moment(told["at"], HOME.key)
    prepared = booking.Prepared(objective=told["about"], expected=told["expected"], expectation=told["likely"])
    medium = Medium(told.get("how", "call"))
    wanted = booking.Booking([person], begins, told["minutes"], medium, told["about"], prepared)
    talk = booking.book(asker, wanted, begins - timedelta(days=2), source=SOURCE)
    ended = begins + timedelta(minutes=told["minutes"] + 10)
    steps = [NextStep(Who(step["who"]), step["what"], clock.day(step["by"])) for step in told.get("steps", ())]
    ending = steps[0] if steps else Enjoyed()
    felt = {"rating": told["rating"], "happened": told["happened"]}
    talks.wrap_up(asker, talk.id, ending, ended, source=SOURCE, more=steps[1:], **felt)
    made = {row.what: row for row in agreed_in(asker, talk.id)}
    for step in told.get("steps", ()):
        _became(asker, clock, made[step["what"]], step)


def _became(asker: Asker, clock: Clock, made: Commitment, step: dict[str, Any]) -> None:
    """What became of a step, on its day."""
    at = clock.moment(f"{step['on']} 16:00", HOME.key)
    if step["became"] == "moved":
        earlier = clock.moment(f"{step['by']} 09:00", HOME.key) - timedelta(days=1)
        theirs = not made.mine
        commitments.counter(asker, made.id, earlier, source=SOURCE, due=clock.day(step["to"]), heard=theirs)
        commitments.accept(asker, made.id, _hour_after(earlier), source=SOURCE, heard=not theirs)
    match step["became"]:
        case "done" | "moved":
            commitments.done(asker, made.id, at, source=SOURCE)
        case "broken":
            commitments.renege(asker, made.id, at, source=SOURCE, heard=not made.mine)
        case "let go":
            commitments.let_go(asker, made.id, at, source=SOURCE)


def _hour_after(moment: datetime) -> datetime:
    return moment + timedelta(hours=1)
