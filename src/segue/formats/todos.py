"""A plan as iCalendar tasks (RFC 5545, VTODO), with what each depends on (RFC 9253, RELATED-TO;RELTYPE=DEPENDS-ON)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from icalendar import Calendar, Todo, vText


@dataclass(frozen=True, slots=True)
class TodoRecord:
    """One task: days are days on the wall, `needs` the UIDs of the tasks that it waits for."""

    uid: str
    summary: str
    description: str = ""
    start: date | None = None
    due: date | None = None
    done_at: datetime | None = None
    needs: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def write(todos: Iterable[TodoRecord], stamp: datetime, name: str = "", product: str = "-//Segue//EN") -> bytes:
    """The tasks as one calendar; `stamp` (UTC) is when it was made."""
    calendar = Calendar()
    calendar.add("PRODID", product)
    calendar.add("VERSION", "2.0")
    if name:
        calendar.add("NAME", name)
    for todo in todos:
        calendar.add_component(_item(todo, stamp))
    made: bytes = calendar.to_ical()
    return made


def _item(todo: TodoRecord, stamp: datetime) -> Todo:
    item = Todo()
    item.add("UID", todo.uid)
    item.add("DTSTAMP", stamp.astimezone(UTC))
    item.add("SUMMARY", todo.summary)
    if todo.description:
        item.add("DESCRIPTION", todo.description)
    # RFC 5545, 3.6.2: a task that has both begins before it is due.
    if todo.start and (todo.due is None or todo.start < todo.due):
        item.add("DTSTART", todo.start)
    if todo.due:
        item.add("DUE", todo.due)
    item.add("STATUS", "COMPLETED" if todo.done_at else "NEEDS-ACTION")
    if todo.done_at:
        item.add("COMPLETED", todo.done_at.astimezone(UTC))
    if todo.categories:
        item.add("CATEGORIES", list(todo.categories))
    for uid in todo.needs:
        related = vText(uid)
        related.params["RELTYPE"] = "DEPENDS-ON"
        item.add("RELATED-TO", related)
    return item
