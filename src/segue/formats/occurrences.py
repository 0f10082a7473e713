"""The single dates of a recurring event, worked out only when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from heapq import merge
from itertools import islice

from dateutil.rrule import rrulestr

from segue.formats.ical import extra_dates, zone_named
from segue.formats.records import EventRecord

# A rule that repeats within a day is a mistake, and one that never comes true costs a step for every try.
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_MOST = 20_000
_DAYS = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))


def occurrences(event: EventRecord, after: datetime, before: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Start and end of each occurrence that begins in [after, before), in UTC, earliest first.

    RRULE, RDATE and EXDATE are followed in the event's own zone, so that a weekly talk at nine stays
    at nine when the clocks change. A rule that cannot be followed counts as none. The cost grows with
    the time between the event's start and `before`, to which an endless rule is followed.
    """
    if event.start is None:
        return
    length = (event.end or event.start) - event.start
    for start in _starts(event, event.start, before):
        if after <= start < before:
            yield start, start + length


def _starts(event: EventRecord, first: datetime, before: datetime) -> Iterator[datetime]:
    zone = UTC if event.all_day else zone_named(event.zone) or UTC
    added, left_out = extra_dates(event, "RDATE", zone), set(extra_dates(event, "EXDATE", zone))
    local = _local(first, zone)
    previous = None
    for naive in merge(_by_rule(event.recurrence, local, _local(before, zone), zone), sorted(added)):
        if naive != previous and naive not in left_out:
            yield naive.replace(tzinfo=zone).astimezone(UTC)
        previous = naive


def _local(moment: datetime, zone: tzinfo) -> datetime:
    """Clock time without a zone, because only so does dateutil count clock time."""
    return moment.astimezone(zone).replace(tzinfo=None)


def _by_rule(rule: str, first: datetime, before: datetime, zone: tzinfo) -> Iterator[datetime]:
    try:
        yield from _followed(rule, first, before, zone)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError):
        yield first


def _followed(rule: str, first: datetime, before: datetime, zone: tzinfo) -> Iterator[datetime]:
    """The rule's dates up to `before`; COUNT is counted here, since dateutil wants either it or an end.

    Raises ValueError for a rule that cannot be followed.
    """
    fields = dict(field.split("=", 1) for field in rule.upper().split(";") if "=" in field)
    if fields.get("FREQ") not in _FREQUENCIES or not int(fields.get("INTERVAL", "1")):
        raise ValueError(f"cannot follow {rule!r}")
    if not _comes_true(fields):
        raise ValueError(f"never comes true: {rule!r}")
    if fields["FREQ"] == "DAILY" and "BYMONTHDAY" in fields and int(fields.get("INTERVAL", "1")) == 1:
        fields["FREQ"] = "YEARLY"  # the same days, found without trying each
    most = int(fields.pop("COUNT", _MOST))
    end = min(before, _until(fields.pop("UNTIL", ""), zone) or before)
    text = ";".join(f"{name}={value}" for name, value in fields.items())
    return islice(rrulestr(text, dtstart=first).replace(until=end), min(most, _MOST))


def _comes_true(fields: Mapping[str, str]) -> bool:
    """Whether some month has such a day: dateutil looks for one until the year 9999."""
    months = _numbers(fields, "BYMONTH") & {*_DAYS}
    days = {abs(day) for day in _numbers(fields, "BYMONTHDAY")}
    if "BYMONTH" in fields and not months:
        return False
    longest = max(_DAYS[month] for month in months or _DAYS)
    return "BYMONTHDAY" not in fields or bool(days & {*range(1, longest + 1)})


def _numbers(fields: Mapping[str, str], name: str) -> set[int]:
    """Raises ValueError for what is no number."""
    return {int(each) for each in fields.get(name, "").split(",") if each}


def _until(text: str, zone: tzinfo) -> datetime | None:
    """UNTIL is written in UTC, or as a day that still counts (RFC 5545 3.3.10)."""
    if not text:
        return None
    if re.fullmatch(r"\d{8}T\d{6}Z", text):
        return _local(datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC), zone)
    day = datetime.strptime(text[:8], "%Y%m%d")
    return day.replace(hour=23, minute=59, second=59)
