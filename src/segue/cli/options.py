"""The options that many commands share, and how moments and days are read from the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from segue.actions.errors import Refused
from segue.domain.calendar import Calendar, zone_named
from segue.domain.days import read_day, read_moment
from segue.store.access import Asker


def read_now(text: str) -> datetime:
    """An ISO 8601 moment in UTC; without an offset it is read in the zone of this machine."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise typer.BadParameter(f"{text} is not a moment such as 2026-11-23T09:00+01:00.") from None


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Now = Annotated[
    datetime | None, typer.Option("--now", parser=read_now, metavar="ISO-8601", help="As if it were that moment.")
]
Words = Annotated[str, typer.Option("--words", "-w", help="What was said about it.")]
Heard = Annotated[bool, typer.Option("--them", help="It is the other side's word, which you heard.")]
By = Annotated[str, typer.Option("--by", metavar="DAY", help="A day: Fri, tomorrow, 27 Nov, 2026-11-27.")]
Id = Annotated[int, typer.Argument(metavar="ID", help="The number of the commitment, as Today and owed show it.")]


def moment(now: datetime | None) -> datetime:
    """The moment that was given, else the present one, in UTC: the only look that commands take at the clock."""
    return now or datetime.now(UTC)


def day(words: str, asker: Asker, now: datetime) -> date:
    """The day that these words name on the asker's calendar; refused where they name none."""
    found = read_day(words, Calendar(asker.zone).date_of(now))
    if found is None:
        raise Refused(f"“{words}” is not a day; one looks like Fri, tomorrow, 27 Nov, in 3 days or 2026-11-27.")
    return found


def at_time(words: str, asker: Asker, now: datetime) -> datetime:
    """The moment (UTC) of a day and a time on the asker's clock, such as “Thu 10:00”; refused where it names none."""
    date_words, _, clock = words.strip().rpartition(" ")
    try:
        at = time.fromisoformat(clock)
    except ValueError:
        return later(words, asker, now)
    on = day(date_words, asker, now)
    return datetime.combine(on, at, zone_named(asker.zone)).astimezone(UTC)


def later(words: str, asker: Asker, now: datetime) -> datetime:
    """The moment until which something is put off; refused where the words name none."""
    found = read_moment(words, now, Calendar(asker.zone))
    if found is None:
        raise Refused(f"“{words}” is not a moment; try: this evening, tomorrow, Monday, 27 Nov, 2026-11-27T10:00.")
    return found
