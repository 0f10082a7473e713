"""iCalendar (RFC 5545): events and tasks in, commitments as VTODO and talks as VEVENT out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Todo, vCalAddress, vRecur, vText
from icalendar.cal import Component as Parsed
from icalendar.error import GloballyUniqueTZIDGuessed

from segue.formats.charsets import tidy
from segue.formats.components import Component, components, unfolded
from segue.formats.headers import address
from segue.formats.records import Address, Attendee, EventRecord, SetAside

# A zone named `/vendor/Europe/Berlin` is read as Europe/Berlin, which needs no telling.
warnings.filterwarnings("ignore", category=GloballyUniqueTZIDGuessed)

_ITEMS = {"VEVENT": Event, "VTODO": Todo}
_CALENDAR_LINE = re.compile(r"^(METHOD|X-WR-TIMEZONE)(?:;[^:\n]*)?:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
# Looking for a zone imports a package for each part of its name: there are three at most.
_ZONE = re.compile(r"[\w+-]+(?:/[\w+-]+){0,2}", re.ASCII)
_MOST_ATTENDEES = 2000
_LONGEST = 100_000


def read(data: bytes, source: str = "") -> Iterator[EventRecord | SetAside]:
    """The events and tasks of a calendar file, each read by itself with the calendar's time zones."""
    _learn_zones(data)
    method, zone = _calendar(data)
    found = False
    for piece in components(data, _ITEMS):
        found = True
        yield _read_item(piece, method, zone, source)
    if not found:
        yield SetAside(source, 0, "no event and no task in the file")


def _learn_zones(data: bytes) -> None:
    """Lets icalendar know the zones that the file defines, wherever in it they stand."""
    zones = [piece.text for piece in components(data, ("VTIMEZONE",)) if piece.closed]
    for zone in zones[:100]:
        with suppress(Exception):
            Calendar.from_ical(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{zone}\r\nEND:VCALENDAR\r\n")


def _calendar(data: bytes) -> tuple[str, tzinfo]:
    """METHOD and the zone for times without one (X-WR-TIMEZONE, else UTC)."""
    head = data[:20_000].partition(b"BEGIN:VEVENT")[0].decode("utf-8", "replace")
    lines = {name.upper(): value.strip() for name, value in _CALENDAR_LINE.findall(head)}
    return lines.get("METHOD", "").upper()[:20], zone_named(lines.get("X-WR-TIMEZONE", "")) or UTC


def zone_named(name: str) -> tzinfo | None:
    """The IANA zone of that name, None where there is none."""
    try:
        return ZoneInfo(name) if _ZONE.fullmatch(name) else None
    except (ValueError, OSError, KeyError):
        return None


def _read_item(piece: Component, method: str, zone: tzinfo, source: str) -> EventRecord | SetAside:
    if not piece.closed:
        return SetAside(source, piece.position, f"the {piece.name} never ends (no END:{piece.name})")
    try:
        item = _ITEMS[piece.name].from_ical(piece.text)
        return _record(item, piece, method, zone, source)
    except Exception as error:  # a broken property may make icalendar stumble anywhere
        return SetAside(source, piece.position, f"{type(error).__name__}: {error}"[:300])


def _record(item: Parsed, piece: Component, method: str, zone: tzinfo, source: str) -> EventRecord | SetAside:
    start, end = _moments(item)
    uid = _text(item, "UID")
    if start is None and end is None and not uid and not _text(item, "SUMMARY"):
        return SetAside(source, piece.position, "neither time nor name")
    if "DTSTART" in item and start is None:
        return SetAside(source, piece.position, "DTSTART cannot be read")
    all_day = start is not None and not isinstance(start, datetime)
    return EventRecord(
        uid=uid,
        start=_utc(start, zone),
        end=_utc(end, zone),
        zone=_zone_name(item, zone),
        all_day=all_day,
        summary=_text(item, "SUMMARY"),
        start_day=_day(start),
        end_day=_day(end),
        description=_text(item, "DESCRIPTION"),
        location=_text(item, "LOCATION"),
        attendees=tuple(filter(None, map(_attendee, _all(item, "ATTENDEE")[:_MOST_ATTENDEES]))),
        organizer=_organizer(item),
        status=_text(item, "STATUS").lower(),
        recurrence=_recurrence(piece.text),
        recurrence_id=_recurrence_id(item, zone),
        url=_text(item, "URL"),
        sequence=_number(item, "SEQUENCE"),
        method=method,
        to_do=piece.name == "VTODO",
        completed=_utc(_date(item, "COMPLETED"), UTC),
        related_to=tuple(tidy(str(one)) for one in _all(item, "RELATED-TO")),
        raw=piece.text,
        source=source,
        position=piece.position,
    )


Day = date | datetime


def _date(item: Parsed, name: str) -> Day | None:
    """A date or moment property; of a repeated one the first, a broken one counts as absent."""
    for value in _all(item, name):
        with suppress(Exception):
            found = value.dt
            if isinstance(found, date):
                return found
    return None


def _moments(item: Parsed) -> tuple[Day | None, Day | None]:
    """Start and end; the end by DTEND, DUE or DURATION, else the day's end or the start (RFC 5545 3.6.1)."""
    start = _date(item, "DTSTART")
    end = _date(item, "DTEND") or _date(item, "DUE")
    if end is None and start is not None:
        length = _duration(item)
        if length is None:
            length = timedelta(0) if isinstance(start, datetime) else timedelta(days=1)
        with suppress(OverflowError):
            end = start + length
    return start, end


def _duration(item: Parsed) -> timedelta | None:
    for value in _all(item, "DURATION"):
        with suppress(Exception):
            if isinstance(value.dt, timedelta):
                return value.dt
    return None


def _utc(value: Day | None, zone: tzinfo) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), UTC)
    try:
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
    except (OverflowError, ValueError):
        return value.replace(tzinfo=UTC)


def _day(value: Day | None) -> date | None:
    return value if value is not None and not isinstance(value, datetime) else None


def _zone_name(item: Parsed, zone: tzinfo) -> str:
    """The TZID as written, `UTC`, or for times without a zone the calendar's."""
    start = _date(item, "DTSTART") or _date(item, "DUE")
    if not isinstance(start, datetime):
        return ""
    for name in ("DTSTART", "DUE"):
        for value in _all(item, name):
            if tzid := getattr(value, "params", {}).get("TZID"):
                return str(tzid)
    return "UTC" if start.tzinfo else str(zone)


def _all(item: Parsed, name: str) -> list[Any]:
    value = item.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(item: Parsed, name: str) -> str:
    values = _all(item, name)
    return tidy(str(values[0])).strip()[:_LONGEST] if values else ""


def _number(item: Parsed, name: str) -> int:
    text = _text(item, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _parameter(value: Any, name: str) -> str:
    return tidy(str(getattr(value, "params", {}).get(name, "")))


def _mailbox(value: Any) -> Address | None:
    text = str(value)
    addr = text[7:] if text[:7].lower() == "mailto:" else _parameter(value, "EMAIL").removeprefix("mailto:")
    return address(_parameter(value, "CN"), addr)


def _attendee(value: Any) -> Attendee | None:
    found = _mailbox(value)
    return Attendee(found.name, found.addr, _parameter(value, "PARTSTAT").lower()) if found else None


def _organizer(item: Parsed) -> Address | None:
    return next((_mailbox(value) for value in _all(item, "ORGANIZER")), None)


def _recurrence(text: str) -> str:
    """The RRULE line's value as written."""
    found = re.search(r"^RRULE(?:;[^:\n]*)?:([^\r\n]+)", unfolded(text), re.MULTILINE | re.IGNORECASE)
    return found.group(1).strip() if found else ""


def _recurrence_id(item: Parsed, zone: tzinfo) -> str:
    moment = _utc(_date(item, "RECURRENCE-ID"), zone)
    return moment.isoformat() if moment else ""


def extra_dates(event: EventRecord, name: str, zone: tzinfo) -> list[datetime]:
    """The RDATE or EXDATE moments of an event, as clock time in a zone."""
    if not event.raw:
        return []
    item = _ITEMS["VTODO" if event.to_do else "VEVENT"].from_ical(event.raw)
    return [when for value in _all(item, name) for when in _clock_times(value, zone)]


def _clock_times(value: Any, zone: tzinfo) -> Iterator[datetime]:
    with suppress(Exception):  # a broken property raises at any touch
        for one in value.dts:
            moment = _utc(one.dt if isinstance(one.dt, date) else None, zone)
            if moment:
                yield moment.astimezone(zone).replace(tzinfo=None)


def write(events: Iterable[EventRecord], stamp: datetime, product: str = "-//Segue//EN") -> bytes:
    """A calendar of the events and tasks; `stamp` is the moment of writing (DTSTAMP)."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(_item(event, stamp))
    return bytes(calendar.to_ical())


def _item(event: EventRecord, stamp: datetime) -> Parsed:
    item = _ITEMS["VTODO" if event.to_do else "VEVENT"]()
    item.add("uid", event.uid)
    item.add("dtstamp", stamp)
    if event.start is not None:
        item.add("dtstart", event.start_day or _inzone_named(event.start, event.zone))
    if event.end is not None:
        item.add("due" if event.to_do else "dtend", event.end_day or _inzone_named(event.end, event.zone))
    for name in ("summary", "description", "location", "url"):
        if value := getattr(event, name):
            item.add(name, value)
    if event.status:
        item.add("status", event.status.upper())
    if event.recurrence:
        item.add("rrule", _rule(event.recurrence))
    if event.sequence:
        item.add("sequence", event.sequence)
    if event.completed:
        item.add("completed", event.completed)
    for related in event.related_to:
        item.add("related-to", related)
    _add_people(item, event)
    return item


def _inzone_named(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(zone_named(zone) or UTC)


def _rule(text: str) -> Any:
    return vRecur.from_ical(text)


def _add_people(item: Parsed, event: EventRecord) -> None:
    if event.organizer:
        item.add("organizer", _cal_address(event.organizer.name, event.organizer.addr))
    for attendee in event.attendees:
        person = _cal_address(attendee.name, attendee.addr)
        if attendee.answer:
            person.params["PARTSTAT"] = vText(attendee.answer.upper())
        item.add("attendee", person)


def _cal_address(name: str, addr: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{addr}")
    if name:
        person.params["CN"] = vText(name)
    return person
