"""Plans as iCalendar tasks: read back by another reader, with what each depends on."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from segue.formats import ical, todos
from segue.formats.records import EventRecord
from segue.formats.todos import TodoRecord

STAMP = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = date(2026, 11, 27)


def test_what_it_waits_for_is_a_relation_of_rfc_9253() -> None:
    first = TodoRecord("a", "print; labels, all", "Deliverable: 500", due=DAY, categories=("Loan",))
    second = TodoRecord("b", "hand out", start=DAY, due=date(2026, 12, 1), needs=("a",))
    made = todos.write([first, second], STAMP, "Loan")
    assert b"RELATED-TO;RELTYPE=DEPENDS-ON:a" in made.replace(b"\r\n ", b"")
    read = Calendar.from_ical(made).walk("VTODO")
    assert [str(each["SUMMARY"]) for each in read] == ["print; labels, all", "hand out"]
    assert read[1].decoded("DTSTART") == DAY
    assert str(read[0]["STATUS"]) == "NEEDS-ACTION"


def test_what_is_done_says_when() -> None:
    (read,) = Calendar.from_ical(todos.write([TodoRecord("a", "print", done_at=STAMP)], STAMP)).walk("VTODO")
    assert (str(read["STATUS"]), read.decoded("COMPLETED")) == ("COMPLETED", STAMP)


def test_a_task_never_begins_when_it_is_due_already() -> None:
    """RFC 5545, 3.8.2.3: DUE is later than DTSTART."""
    made = todos.write([TodoRecord("a", "print", start=DAY, due=DAY)], STAMP)
    assert b"DTSTART" not in made


def test_segue_reads_them_itself() -> None:
    (read,) = ical.read(todos.write([TodoRecord("a", "print", due=DAY)], STAMP))
    assert isinstance(read, EventRecord)
    assert (read.to_do, read.end_day, read.summary) == (True, DAY, "print")
