"""Cards, calendars and transcripts: persons with telephones, talks with the people in them, and what was said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from segue.actions import imports
from segue.actions.today import refresh
from segue.domain.today import Rule
from segue.queries.during import suggestions_in
from segue.queries.today import as_of, shown
from segue.store.models import Commitment, Conversation, Message, Participant, Person, Phone, SetAside, Source, TalkMark
from tests.actions.imports.letters import ADA, AMARA, letter, mbox
from tests.actions.imports.state import state_of
from tests.cast import NOW, Cast, person
from tests.shared_data import data_path

TALK = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)


def read(cast: Cast, *paths: Path) -> imports.Account:
    return imports.run(cast.owner, paths, NOW, workers=0, mine=["ada@lindqvist.example"])


def card(path: Path, name: str, *lines: str) -> Path:
    with path.open("a") as file:
        file.write("\n".join(["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", *lines, "END:VCARD", ""]))
    return path


def entry(path: Path, uid: str, start: datetime, *lines: str, hours: float = 1) -> Path:
    written = path.read_text().removesuffix("END:VCALENDAR\n") if path.exists() else "BEGIN:VCALENDAR\nVERSION:2.0\n"
    times = [f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{start + timedelta(hours=hours):%Y%m%dT%H%M%SZ}"]
    event = ["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Plan", *times, *lines, "END:VEVENT", "END:VCALENDAR", ""]
    path.write_text(written + "\n".join(event))
    return path


WITH_AMARA = ("ATTENDEE;CN=Amara Osei:mailto:amara@asante.example", "ORGANIZER;CN=Ada:mailto:ada@lindqvist.example")


def test_a_card_is_a_person_with_telephones_title_and_every_address(cast: Cast, tmp_path: Path) -> None:
    cards = card(
        tmp_path / "cards.vcf", "Noor Haddad", "EMAIL:noor@haddad.example", "EMAIL:noor.haddad@mail.example",
        "TEL;TYPE=CELL:+46 70 123 45 67", "TITLE:Head of Design", "ORG:Haddad AB",
    )  # fmt: skip
    account = read(cast, cards)
    noor = Person.objects.get(name="Noor Haddad")
    assert account.persons == 1
    assert (noor.title, noor.organisation, noor.source) == ("Head of Design", "Haddad AB", "card")
    assert sorted(noor.addresses.values_list("addr", flat=True)) == ["noor.haddad@mail.example", "noor@haddad.example"]
    phone = Phone.objects.get(person=noor)
    assert (phone.number, phone.kind, phone.source) == ("+46701234567", "mobile", "card")


def test_a_card_joins_the_person_whose_mail_is_known(cast: Cast, tmp_path: Path) -> None:
    read(
        cast,
        mbox(
            tmp_path / "Inbox.mbox",
            [letter(1, "N. Haddad <noor@haddad.example>", ADA), letter(2, "noor@other.example", ADA)],
        ),
    )
    read(cast, card(tmp_path / "cards.vcf", "Noor Haddad", "EMAIL:noor@haddad.example", "EMAIL:noor@other.example"))
    assert (
        Person.objects.filter(addresses__addr__in=["noor@haddad.example", "noor@other.example"]).distinct().count() == 1
    )


def test_my_own_card_is_nobody_else(cast: Cast, tmp_path: Path) -> None:
    before = Person.objects.count()
    assert read(cast, card(tmp_path / "me.vcf", "Ada Lindqvist", "EMAIL:ada@lindqvist.example")).persons == 0
    assert Person.objects.count() == before


def test_an_entry_with_somebody_in_it_is_a_talk(cast: Cast, tmp_path: Path) -> None:
    calendar = entry(tmp_path / "c.ics", "1", TALK, *WITH_AMARA, "LOCATION:https://zoom.example/j/1")
    entry(calendar, "2", TALK + timedelta(days=1))  # alone
    account = read(cast, calendar)
    talk = Conversation.objects.get()
    assert account.events == 1
    assert (talk.medium, talk.subject, talk.uid) == ("call", "Plan", "1")
    assert (talk.first_at, talk.held_until) == (TALK, TALK + timedelta(hours=1))
    assert [each.person for each in Participant.objects.all()] == [cast.amara]


def test_a_weekly_talk_is_a_talk_a_week_of_the_last_year_and_the_next_two_months(cast: Cast, tmp_path: Path) -> None:
    read(cast, entry(tmp_path / "c.ics", "1", TALK - timedelta(weeks=200), *WITH_AMARA, "RRULE:FREQ=WEEKLY"))
    talks = Conversation.objects.order_by("first_at")
    assert 58 <= len(talks) <= 62
    assert talks[0].first_at >= NOW - timedelta(days=365)
    assert talks[len(talks) - 1].first_at <= NOW + timedelta(days=60)


def test_an_entry_that_moved_is_moved_and_one_that_was_wrapped_up_stays(cast: Cast, tmp_path: Path) -> None:
    calendar = entry(tmp_path / "c.ics", "1", TALK, *WITH_AMARA)
    entry(calendar, "2", TALK, *WITH_AMARA)
    read(cast, calendar)
    Conversation.objects.filter(uid="2").update(wrapped_at=NOW)
    calendar.unlink()
    for uid in ("1", "2"):
        entry(calendar, uid, TALK + timedelta(days=1), *WITH_AMARA, "STATUS:CANCELLED")
    read(cast, calendar)
    moved, wrapped = Conversation.objects.order_by("uid")
    assert (moved.first_at, moved.cancelled) == (TALK + timedelta(days=1), True)
    assert (wrapped.first_at, wrapped.cancelled) == (TALK, False)


def test_what_i_declined_does_not_take_place(cast: Cast, tmp_path: Path) -> None:
    mine = "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@lindqvist.example"
    read(cast, entry(tmp_path / "c.ics", "1", TALK, WITH_AMARA[0], mine))
    assert Conversation.objects.get().cancelled


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "GMT20261120-130400_Recording.vtt"
    path.write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Amara Osei>Could you send me the figures by Friday?</v>\n\n"
        "00:05.000 --> 00:08.000\n<v Ada Lindqvist>Yes, I will send you the figures by Friday.</v>\n"
    )
    return path


def test_a_transcript_is_a_talk_turn_by_turn(cast: Cast, transcript: Path) -> None:
    account = read(cast, transcript)
    talk = Conversation.objects.get()
    assert account.events == 1
    assert (talk.medium, talk.message_count) == ("call", 2)
    assert talk.first_at == datetime(2026, 11, 20, 13, 4, tzinfo=UTC)
    turns = list(Message.objects.order_by("id"))
    assert [(turn.speaker, turn.mine) for turn in turns] == [("Amara Osei", False), ("Ada Lindqvist", True)]
    assert Participant.objects.get().person == cast.amara
    assert Commitment.objects.filter(conversation=talk).exists()


def spoken(path: Path, *turns: tuple[str, str]) -> Path:
    cues = [f"00:{at:02}.000 --> 00:{at + 1:02}.000\n<v {who}>{words}</v>\n" for at, (who, words) in enumerate(turns)]
    path.write_text("\n".join(["WEBVTT\n", *cues]))
    return path


def test_what_sets_a_limit_or_decides_is_suggested_as_a_mark(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "GMT20261120-130400_Recording.vtt"
    said = ("Amara Osei", "um our budget stops at twenty k"), ("Ada Lindqvist", "okay so we go with the second vendor")
    read(cast, spoken(path, *said))
    found = suggestions_in(cast.owner, Conversation.objects.get().id)
    assert [(each.speaker, each.kind) for each in found] == [("Amara Osei", "limit"), ("Ada Lindqvist", "decision")]
    assert not TalkMark.objects.exists()


def test_tomorrow_is_counted_in_my_zone(cast: Cast, tmp_path: Path) -> None:
    """It is past midnight in Stockholm, and not in Greenwich."""
    late = tmp_path / "GMT20261120-233000_Recording.vtt"
    read(cast, spoken(late, ("Ada Lindqvist", "I will send you the figures tomorrow."), ("Amara Osei", "Thank you.")))
    assert Commitment.objects.get(kind="promise").due == date(2026, 11, 22)


def test_who_is_called_by_name_in_a_talk_is_asked(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "GMT20261120-130400_Recording.vtt"
    words = "Ada, could you please send me the signed contract by Friday?"
    read(cast, spoken(path, ("Amara Osei", words), ("Ada Lindqvist", "Hm."), ("Dai Nakamura", "Hello.")))
    asked = Commitment.objects.get()
    assert (asked.mine, asked.named, asked.connection) == (True, True, cast.with_amara)


@pytest.mark.parametrize(
    ("speakers", "names"),
    [
        (("Esi Mensah", "Ada Lindqvist"), ["Esi Mensah"]),
        (("Speaker 1", "Speaker 2"), ["Somebody in “GMT20261120-130400_Recording”"]),
        (("", ""), ["Somebody in “GMT20261120-130400_Recording”"]),
        (("Ada Lindqvist", "Sam Low"), ["Somebody in “GMT20261120-130400_Recording”"]),
        (("Amara Osei", "Esi Mensah"), ["Amara Osei"]),
    ],
)
def test_a_talk_with_nobody_known_has_somebody_so_that_today_asks_for_its_ending(
    cast: Cast, tmp_path: Path, speakers: tuple[str, str], names: list[str]
) -> None:
    for addr in ("sam@low.example", "sam@other.example"):
        person(cast.ada, "Sam Low", addr)
    path = spoken(tmp_path / "GMT20261120-130400_Recording.vtt", (speakers[0], "Hello."), (speakers[1], "Hello."))
    read(cast, path)
    talk = Conversation.objects.get()
    assert [each.person.name for each in talk.participants.all()] == names
    rows = as_of(cast.owner, NOW).rows
    assert [(row.rule, row.conversation_id) for row in rows] == [(Rule.WRAP_UP, talk.id)]
    refresh(cast.owner, NOW)
    assert shown(cast.owner, NOW).rows == rows
    Source.objects.update(fingerprint="")
    before = Person.objects.count()
    read(cast, path)
    assert Person.objects.count() == before


def test_it_belongs_to_the_entry_of_the_same_time(cast: Cast, transcript: Path, tmp_path: Path) -> None:
    entry(tmp_path / "c.ics", "1", TALK, *WITH_AMARA)
    read(cast, tmp_path)
    assert Conversation.objects.get().uid == "1"
    assert Message.objects.filter(conversation__uid="1").count() == 2


def test_reading_them_again_changes_nothing(cast: Cast, transcript: Path, tmp_path: Path) -> None:
    entry(tmp_path / "c.ics", "1", TALK, *WITH_AMARA)
    card(tmp_path / "cards.vcf", "Noor Haddad", "EMAIL:noor@haddad.example", "TEL:+46 70 123 45 67")
    read(cast, tmp_path)
    before = state_of(cast.ada.id)
    again = read(cast, tmp_path)
    assert (again.new, again.known) == (0, again.read)
    Source.objects.update(fingerprint="")  # as if they had changed
    read(cast, tmp_path)
    assert state_of(cast.ada.id) == before


def test_a_broken_one_is_set_aside_with_its_reason(cast: Cast, tmp_path: Path) -> None:
    cards = card(tmp_path / "cards.vcf", "Noor Haddad", "EMAIL:noor@haddad.example")
    with cards.open("a") as file:
        file.write("BEGIN:VCARD\nVERSION:3.0\nFN:Never ends\n")
    (tmp_path / "nothing.vtt").write_text("WEBVTT\n")
    account = read(cast, tmp_path)
    assert (account.persons, account.set_aside) == (1, 2)
    assert all(SetAside.objects.values_list("reason", flat=True))


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["ics", "vcf", "vtt", "srt"])
def test_other_projects_fixtures_are_read_or_set_aside(cast: Cast, folder: str) -> None:
    account = read(cast, data_path(folder))
    assert account.read == account.new + account.set_aside
    files = len(list(data_path(folder).iterdir()))
    assert Source.objects.count() == files
    assert all(each.reason for each in account.aside)


def test_a_signature_tells_telephone_and_title(cast: Cast, tmp_path: Path) -> None:
    text = "Here are the figures.\n\n-- \nAmara Osei\nHead of Operations\nTel: +233 30 212 3456\n"
    read(cast, mbox(tmp_path / "Inbox.mbox", [letter(1, AMARA, ADA, text=text)]))
    phone = Phone.objects.get(person=cast.amara)
    assert (phone.number, phone.source) == ("+233302123456", "signature")
    assert phone.message is not None
    cast.amara.refresh_from_db()
    assert (cast.amara.title, cast.amara.source) == ("Head of Operations", "signature")
