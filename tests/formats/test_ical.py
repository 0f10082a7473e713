"""iCalendar in and out, in every zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import ical
from segue.formats.charsets import tidy
from segue.formats.occurrences import occurrences
from segue.formats.records import Address, Attendee, EventRecord, SetAside


def event(*lines: str, kind: str = "VEVENT", around: tuple[str, ...] = ()) -> bytes:
    inner = [f"BEGIN:{kind}", "UID:1", *lines, f"END:{kind}"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *around, *inner, "END:VCALENDAR", ""]).encode()


def read(data: bytes) -> EventRecord:
    (found,) = ical.read(data)
    assert isinstance(found, EventRecord), found
    return found


def test_an_invitation() -> None:
    found = read(
        event(
            "DTSTART;TZID=America/New_York:20210503T100000",
            "DTEND;TZID=America/New_York:20210503T110000",
            "SUMMARY:Plan\\, second talk",
            "ORGANIZER;CN=Ann Lee:mailto:Ann@x.org",
            'ATTENDEE;CN="Ray, Bob";PARTSTAT=ACCEPTED:mailto:bob@y.org',
            "STATUS:CONFIRMED",
            "SEQUENCE:3",
            "URL:https://x.org/room",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            around=("METHOD:REQUEST",),
        )
    )
    assert (found.start, found.end) == (datetime(2021, 5, 3, 14, tzinfo=UTC), datetime(2021, 5, 3, 15, tzinfo=UTC))
    assert (found.zone, found.all_day, found.summary) == ("America/New_York", False, "Plan, second talk")
    assert found.organizer == Address("Ann Lee", "ann@x.org")
    assert found.attendees == (Attendee("Ray, Bob", "bob@y.org", "accepted"),)
    assert (found.status, found.sequence, found.method) == ("confirmed", 3, "REQUEST")
    assert (found.recurrence, found.url) == ("FREQ=WEEKLY;COUNT=3", "https://x.org/room")


@pytest.mark.parametrize(
    ("lines", "start", "end", "zone"),
    [
        (("DTSTART:20210503T100000Z",), (10, 0), (10, 0), "UTC"),
        (("DTSTART:20210503T100000Z", "DURATION:PT45M"), (10, 0), (10, 45), "UTC"),
        (("DTSTART:20210503T100000",), (8, 0), (8, 0), "Europe/Berlin"),
        (("DTSTART;TZID=Pacific Standard Time:20210503T000000",), (7, 0), (7, 0), "Pacific Standard Time"),
    ],
)
def test_times(lines: tuple[str, ...], start: tuple[int, int], end: tuple[int, int], zone: str) -> None:
    found = read(event(*lines, around=("X-WR-TIMEZONE:Europe/Berlin",)))
    assert (found.start, found.end) == (
        datetime(2021, 5, 3, *start, tzinfo=UTC),
        datetime(2021, 5, 3, *end, tzinfo=UTC),
    )
    assert found.zone == zone


def test_a_day_ends_with_the_next() -> None:
    found = read(event("DTSTART;VALUE=DATE:20210503"))
    assert (found.all_day, found.start_day, found.end_day) == (True, date(2021, 5, 3), date(2021, 5, 4))


def test_a_zone_of_the_files_own_also_when_it_stands_last() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Our own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    data = event("DTSTART;TZID=Our own:20210503T100000").decode().replace("END:VCALENDAR", zone + "END:VCALENDAR")
    assert read(data.encode()).start == datetime(2021, 5, 3, 7, tzinfo=UTC)


def test_a_task() -> None:
    found = read(event("DUE:20210503T100000Z", "SUMMARY:Send it", "COMPLETED:20210502T100000Z", kind="VTODO"))
    assert (found.to_do, found.end) == (True, datetime(2021, 5, 3, 10, tzinfo=UTC))
    assert found.completed == datetime(2021, 5, 2, 10, tzinfo=UTC)


def test_a_broken_event_spoils_no_other() -> None:
    data = event("DTSTART:garbage") + event("DTSTART:20210503T100000Z") + b"BEGIN:VEVENT\r\nUID:3\r\n"
    found = list(ical.read(data, "calendar"))
    assert [type(one) for one in found] == [SetAside, EventRecord, SetAside]
    assert data[found[2].position :] == b"BEGIN:VEVENT\r\nUID:3\r\n"


@pytest.mark.parametrize(
    "data", [b"", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"\xff\xfe", event("X-A:b").replace(b"UID:1", b"")]
)
def test_what_holds_no_event_is_set_aside(data: bytes) -> None:
    (found,) = ical.read(data)
    assert isinstance(found, SetAside)


def test_a_weekly_talk_stays_at_nine_when_the_clocks_change() -> None:
    found = read(event("DTSTART;TZID=Europe/Berlin:20210322T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"))
    starts = [start for start, _ in occurrences(found, found.start, found.start + timedelta(days=60))]
    assert starts == [datetime(2021, 3, day, hour, tzinfo=UTC) for day, hour in ((22, 8), (29, 7))] + [
        datetime(2021, 4, 5, 7, tzinfo=UTC)
    ]


def test_dates_are_left_out_and_added() -> None:
    found = read(
        event(
            "DTSTART:20210503T100000Z",
            "RRULE:FREQ=DAILY;UNTIL=20210506T100000Z",
            "EXDATE:20210504T100000Z",
            "RDATE:20210510T100000Z",
        )
    )
    days = [start.day for start, _ in occurrences(found, found.start, found.start + timedelta(days=60))]
    assert days == [3, 5, 6, 10]


FOOLISH = (
    "garbage",
    "FREQ=NEVER",
    "FREQ=SECONDLY",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;COUNT=many",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=13",
    "FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=-31",
)


@pytest.mark.parametrize("rule", FOOLISH)
def test_a_foolish_rule_ends(rule: str) -> None:
    found = replace(read(event("DTSTART:20210503T100000Z")), recurrence=rule)
    begun = thread_time()
    assert len(list(occurrences(found, found.start, found.start + timedelta(days=3650)))) <= 20_000
    assert thread_time() - begun < 0.2


@pytest.mark.parametrize("rule", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=4,5;BYMONTHDAY=-31"])
def test_a_rare_day_still_comes(rule: str) -> None:
    found = replace(read(event("DTSTART:20210503T100000Z")), recurrence=rule)
    assert any(start > found.start for start, _ in occurrences(found, found.start, found.start + timedelta(days=3650)))


def test_no_name_of_a_zone_is_looked_for_deep_down() -> None:
    data = b"X-WR-TIMEZONE:" + b"Europe/" * 3_000 + b"Paris\r\n"
    assert [type(each).__name__ for each in ical.read(data)] == ["SetAside"]


LINE = (
    st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=60)
    .map(lambda text: tidy(text).strip())
    .filter(bool)
)
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda when: when.replace(microsecond=0, tzinfo=UTC)
)


@given(summary=LINE, start=MOMENT, to_do=st.booleans(), zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kolkata"]))
def test_what_is_written_is_read_again(summary: str, start: datetime, to_do: bool, zone: str) -> None:
    before = EventRecord(
        uid="u1",
        start=start,
        end=start + timedelta(hours=1),
        zone=zone,
        all_day=False,
        summary=summary,
        description=f"{summary}\n{summary}",
        attendees=(Attendee("Ray, Bob", "bob@y.org", "declined"), Attendee("", "c@y.org")),
        organizer=Address("Ann", "ann@x.org"),
        status="confirmed",
        url="https://x.org/a;b,c",
        sequence=2,
        to_do=to_do,
        related_to=("u0",),
    )
    after = read(ical.write([before], start))
    assert replace(after, raw="", position=0) == before


def test_a_day_long_event_is_written_as_days() -> None:
    before = read(
        event("DTSTART;VALUE=DATE:20210503", "DTEND;VALUE=DATE:20210505", "SUMMARY:Away", "RRULE:FREQ=YEARLY")
    )
    after = read(ical.write([before], datetime(2021, 1, 1, tzinfo=UTC)))
    assert (after.start_day, after.end_day, after.recurrence) == (date(2021, 5, 3), date(2021, 5, 5), "FREQ=YEARLY")
