"""The sample mailbox: of the promised size, readable, deterministic, and true whenever it is written."""

import email
import hashlib
import lzma
import mailbox
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

import pytest
import vobject
import webvtt
from icalendar import Calendar as CalendarFile

from segue.cli.sample import OWNER_ADDRESSES, SampleCounts, logged, write
from segue.cli.sample.clock import Clock
from segue.cli.sample.expected import EXPECTED, QUIET, ExpectedRow
from segue.cli.sample.letters import Mail
from segue.cli.sample.people import address_of, people
from segue.cli.sample.stories import Letter, stories
from segue.cli.sample.words import LANGUAGES, fill
from segue.domain.calendar import Calendar
from segue.domain.today import Rule

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)

# Every weekday; the days on which Stockholm's and New York's clocks change; the turn of the year; an Easter Monday;
# the small hours, when it is still yesterday in Boston.
MOMENTS = [
    *(NOW + timedelta(days=day) for day in range(7)),
    datetime(2026, 3, 8, 6, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 5, tzinfo=UTC),
    datetime(2027, 3, 29, 12, 0, tzinfo=UTC),
    datetime(2028, 2, 29, 22, 59, tzinfo=UTC),
    datetime(2026, 6, 22, 22, 5, tzinfo=UTC),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SampleCounts]:
    directory = tmp_path_factory.mktemp("sample")
    return directory, write(directory, NOW)


@pytest.fixture(scope="module")
def sample(written: tuple[Path, SampleCounts]) -> Path:
    return written[0]


@pytest.fixture(scope="module")
def counts(written: tuple[Path, SampleCounts]) -> SampleCounts:
    return written[1]


@pytest.fixture(scope="module")
def messages(sample: Path) -> list[EmailMessage]:
    return [email.message_from_bytes(data, policy=default) for data in stored(sample)]


def stored(sample: Path) -> Iterator[bytes]:
    """Every mail as stored, the damaged one left out."""
    for name in ("Inbox.mbox", "Sent.mbox"):
        yield from in_mbox(sample / name)
    old = sample.parent / "old.mbox"
    old.write_bytes(lzma.decompress((sample / "Old.mbox.xz").read_bytes()))
    yield from in_mbox(old)
    yield from (message.as_bytes() for message in mailbox.Maildir(sample / "Archive", create=False))
    yield from (path.read_bytes() for path in sorted((sample / "Book").glob("2*.eml")))


def in_mbox(path: Path) -> Iterator[bytes]:
    box = mailbox.mbox(path, create=False)
    yield from (box.get_bytes(key) for key in box.keys())  # noqa: SIM118 (a mailbox iterates over its messages)


def mails(now: datetime) -> list[Mail]:
    return [Mail(letter, Clock(now)) for letter in stories()]


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    assert part is not None
    return str(part.get_content())


def test_it_has_some_forty_people_and_four_hundred_messages(counts: SampleCounts) -> None:
    assert 38 <= counts.people <= 46
    assert 380 <= counts.messages <= 480
    assert counts.threads >= 60
    assert (counts.events, counts.transcripts, counts.broken) == (17, 2, 1)
    assert counts.cards > 30


def test_what_is_counted_is_what_is_stored(counts: SampleCounts, messages: list[EmailMessage]) -> None:
    ids = Counter(message["Message-ID"] for message in messages)
    assert (len(ids), ids.total()) == (counts.messages, counts.copies)
    assert counts.copies > counts.messages, "some messages lie in two folders"


def test_every_message_parses_without_defects(messages: list[EmailMessage]) -> None:
    for message in messages:
        assert not [defect for part in message.walk() for defect in part.defects], message["Message-ID"]
        assert message["From"].addresses
        assert message["Subject"]
        assert parsedate_to_datetime(message["Date"]).tzinfo
        assert plain(message) is not None


def test_the_same_moment_gives_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    write(tmp_path, NOW)
    assert digests(tmp_path) == digests(sample)


def digests(directory: Path) -> dict[str, str]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_no_mail_comes_from_the_future_and_none_overtakes_the_one_it_answers(now: datetime) -> None:
    for mail in mails(now):
        assert mail.moment <= now, mail.letter.id
        if mail.answered:
            assert mail.answered.moment < mail.moment, mail.letter.id


@pytest.mark.parametrize("now", MOMENTS[2::4], ids=str)
def test_it_can_be_written_on_any_day(tmp_path: Path, now: datetime) -> None:
    assert write(tmp_path, now).messages == len(mails(now))
    assert all(fact.when <= now for fact in logged(now))


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_dates_of_the_promises_fall_where_the_rules_need_them(now: datetime) -> None:
    clock = Clock(now)
    today, day = clock.today, timedelta(days=1)
    assert promised(clock, "I'll send you chapter six by") == today
    assert promised(clock, "the finished facilitator notes by") == today + day
    assert promised(clock, "I will send you the evaluation plan by") < today - 3 * day
    assert promised(clock, "I will send you the signed letter by") < today - 3 * day
    assert promised(clock, "I'll send you the proofs by") > today + day


def promised(clock: Clock, words: str) -> date:
    """The day named right behind `words` in the one mail that says them."""
    return clock.day(offset_behind(words))


def offset_behind(words: str) -> str:
    token = re.search(re.escape(words) + r" \{on ([^}:]+)", said_in(words).body)
    assert token
    return token[1]


def said_in(words: str) -> Letter:
    """The one letter that says so."""
    (letter,) = (letter for letter in stories() if words in letter.body)
    return letter


WAITED = {
    "Could you tell me whether the second day can be a Saturday?": (1, Calendar("Europe/Stockholm", "SE")),
    "I will look out the old card deck for you.": (5, Calendar("Europe/Stockholm", "SE")),
    "Could you send me the shift plan for the drivers?": (5, Calendar("Europe/London", "GB")),
    "I will sketch three covers for you": (5, Calendar("Europe/Helsinki", "FI")),
}
MISSED = {
    "I will send you the signed letter by": Calendar("Europe/London", "GB"),
    "I'll send you the list of the twelve names by": Calendar("America/New_York", "US"),
}


def test_the_waiting_is_long_enough_whatever_the_holidays() -> None:
    letters = {words: said_in(words) for words in WAITED}
    for now in (NOW + timedelta(days=day) for day in range(366)):
        clock = Clock(now)
        for words, (days, calendar) in WAITED.items():
            asked = Mail(letters[words], clock).moment
            assert calendar.business_days_after(asked, days) <= now, (now, words)


def test_the_missed_dates_are_missed_whatever_the_holidays() -> None:
    offsets = {words: offset_behind(words) for words in MISSED}
    for now in (NOW + timedelta(days=day) for day in range(366)):
        for words, calendar in MISSED.items():
            assert calendar.missed_at(Clock(now).day(offsets[words])) <= now, (now, words)


def test_a_day_is_called_as_people_call_it() -> None:
    clock = Clock(datetime(2026, 11, 26, 12, tzinfo=UTC))  # a Thursday
    said = clock.today
    assert fill("by {on 0d}, {on +1d}, {on +4d}, {on +9d}", clock, said, "en") == (
        "by today, tomorrow, Monday, Saturday 5 December"
    )
    assert fill("{on -1b:long}", clock, said, "de") == "Mittwoch, 25. November"
    assert fill("{date -1d}, {weekday +1d}", clock, said, "sv") == "25 november, fredag"


def test_working_days_pass_over_weekends_and_swedish_holidays() -> None:
    monday_after_epiphany = Clock(datetime(2026, 1, 7, 12, tzinfo=UTC))
    assert f"{monday_after_epiphany.day('-1b'):%m-%d}" == "01-05"
    assert f"{monday_after_epiphany.day('-3b'):%m-%d}" == "12-31"
    assert f"{Clock(datetime(2026, 11, 28, tzinfo=UTC)).day('-1b'):%m-%d}" == "11-27"


def test_threads_refer_to_what_they_answer(messages: list[EmailMessage]) -> None:
    known = {message["Message-ID"] for message in messages}
    referring = [message for message in messages if message["References"]]
    assert len(referring) > 250
    for message in referring:
        assert set(message["References"].split()) <= known
        assert message["In-Reply-To"] in message["References"]


def test_the_old_export_has_lost_its_references(sample: Path) -> None:
    text = lzma.decompress((sample / "Old.mbox.xz").read_bytes()).decode()
    assert "Subject: Re: " in text
    assert "References:" not in text
    assert "In-Reply-To:" not in text


def test_machines_and_lists_say_so(messages: list[EmailMessage]) -> None:
    robots = {person.address for person in people().values() if person.robot}
    signs = {"Auto-Submitted", "Precedence", "List-Id"}
    from_robots = [message for message in messages if message["From"].addresses[0].addr_spec in robots]
    assert len(from_robots) > 30
    assert all(signs & set(message.keys()) for message in from_robots)


def test_everything_is_invented(messages: list[EmailMessage]) -> None:
    for message in messages:
        headers = [message[name] for name in ("From", "To", "Cc") if message[name]]
        assert all(addr.endswith(".example") for _, addr in getaddresses(headers))
        assert all(domain.endswith(".example") for domain in re.findall(r"@([\w.-]+\w)", plain(message)))


FICTION = re.compile(
    r"\+44 (20 7946 0|1632 960|7700 900)|\+1 617-555-01|\+49 30 23125 "
    r"|\+46 (8 465 004 |31 390 06 |40 628 04 |70 174 06 )|\+33 (4 65 71 |6 39 98 )"
)


def test_telephone_numbers_come_from_ranges_kept_for_fiction() -> None:
    phones = [person.phone for person in people().values() if person.phone]
    assert len(phones) > 20
    assert all(FICTION.match(phone) for phone in phones)


def test_no_two_mails_say_the_same() -> None:
    bodies = Counter(letter.body for letter in stories() if len(letter.body) > 20)
    assert bodies.most_common(1)[0][1] == 1


def test_the_cards_are_read_in_both_versions(sample: Path) -> None:
    cards = list(vobject.readComponents((sample / "contacts.vcf").read_text("utf-8")))
    assert Counter(card.version.value for card in cards).keys() == {"3.0", "4.0"}
    per = next(card for card in cards if card.fn.value == "Per Sandström")
    assert {entry.value for entry in per.contents["email"]} == {address_of("pelle"), address_of("pelle/home")}


def test_the_calendar_has_a_talk_not_wrapped_up_and_talks_to_come(sample: Path) -> None:
    events = CalendarFile.from_ical((sample / "calendar.ics").read_bytes()).walk("VEVENT")
    wrapped = {fact.event for fact in logged(NOW)}
    alive = [event for event in events if "ATTENDEE" in event and recent(event.decoded("dtstart"))]
    assert [str(event["SUMMARY"]) for event in alive if event["UID"] not in wrapped] == ["A safety day that travels"]
    assert wrapped - {""} <= {str(event["UID"]) for event in events}


def recent(start: object) -> bool:
    return isinstance(start, datetime) and NOW - timedelta(days=90) < start < NOW


def test_the_transcripts_have_speakers(sample: Path) -> None:
    (teams,) = (sample / "Transcripts").glob("*.vtt")
    assert {caption.voice for caption in webvtt.read(str(teams))} == {"Ada Lindqvist", "Beata Ekmark"}
    (subtitles,) = (sample / "Transcripts").glob("*.srt")
    assert len(list(webvtt.from_srt(str(subtitles)))) > 10


def test_the_damaged_file_holds_no_mail(sample: Path) -> None:
    damaged = email.message_from_bytes((sample / "Book" / "Recovered.eml").read_bytes())
    assert not damaged.keys()


def test_every_rule_of_this_kind_of_data_is_expected_once() -> None:
    not_told = {Rule.FOLLOW_UP, Rule.OCCASION, Rule.NEWS}
    missing = set(Rule) - {row.rule for row in EXPECTED} - not_told
    assert not missing
    persons = [row.person for row in EXPECTED] + [quiet.person for quiet in QUIET]
    assert len(set(persons)) == len(persons), "one row per connection"


@pytest.mark.parametrize("row", [row for row in EXPECTED if row.words], ids=lambda row: row.person)
def test_the_expected_words_stand_in_one_mail_of_the_last_ninety_days(row: ExpectedRow) -> None:
    (mail,) = (mail for mail in mails(NOW) if row.words in mail.letter.body)
    assert NOW - mail.moment < timedelta(days=80)
    assert row.person in {address_of(name) for name in (mail.letter.sender, *mail.letter.to)}


def test_languages_are_all_in_use() -> None:
    used = Counter(letter.language for letter in stories())
    assert used.keys() == LANGUAGES.keys()
    assert used["en"] > used.total() / 2


def test_the_owner_writes_from_both_addresses(messages: list[EmailMessage]) -> None:
    senders = {message["From"].addresses[0].addr_spec for message in messages}
    assert set(OWNER_ADDRESSES) <= senders


def test_options_of_a_letter_are_all_known() -> None:
    known = {"new", "auto", "nosig", "noquote", "loose"}
    unknown: list[Letter] = [letter for letter in stories() if letter.marks - known]
    assert not unknown
