"""calendar.ics: what was held, what is booked, and what is nobody else's business."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event, vCalAddress, vText

from segue.cli.sample.clock import HOME, Clock
from segue.cli.sample.people import ME, find

DOMAIN = "kalenderhjalp.example"


def write_calendar(path: Path, clock: Clock) -> int:
    """Write every event; says how many."""
    table = tomllib.loads(files(__package__).joinpath("calendar.toml").read_text("utf-8"))
    calendar = Calendar()
    calendar.add("prodid", "-//Kalenderhjälpen//sample//SV")
    calendar.add("version", "2.0")
    for row in table["event"]:
        calendar.add_component(_event(row, clock))
    path.write_bytes(calendar.to_ical())
    return len(table["event"])


def uid(name: str) -> str:
    """The UID of the event called `name`."""
    return f"{name}@{DOMAIN}"


def _event(row: Mapping[str, Any], clock: Clock) -> Event:
    event = Event()
    event.add("uid", uid(row.get("uid") or re.sub(r"[^a-z]+", "-", row["title"].lower()).strip("-")))
    event.add("summary", row["title"])
    event.add("status", "CONFIRMED")
    _time(event, row, clock)
    if "location" in row:
        event.add("location", row["location"])
    if "rrule" in row:
        event.add("rrule", row["rrule"])
    _invite(event, row.get("with", ()))
    return event


def _time(event: Event, row: Mapping[str, Any], clock: Clock) -> None:
    start = clock.moment(row["start"], HOME.key)
    event.add("dtstamp", min(start, clock.now.replace(microsecond=0)) - timedelta(days=7))
    if "days" in row:
        day = start.astimezone(HOME).date()
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=row["days"]))
        return
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=row["minutes"]))


def _invite(event: Event, names: tuple[str, ...]) -> None:
    if names:
        event.add("organizer", _calendar_address(ME))
    for name in names:
        event.add("attendee", _calendar_address(name, "ACCEPTED"))


def _calendar_address(name: str, answer: str = "") -> vCalAddress:
    person, addr = find(name)
    entry = vCalAddress(f"mailto:{addr}")
    entry.params["cn"] = vText(person.name)
    if answer:
        entry.params["partstat"] = vText(answer)
    return entry
