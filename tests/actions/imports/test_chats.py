"""A chat becomes persons and threads: asked where it does not tell how to read it, and never stored twice."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from segue.actions import exports, imports
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.imports import running
from segue.store.models import (
    Address,
    Asker,
    Commitment,
    Conversation,
    DoubtfulPair,
    Exchange,
    Import,
    Message,
    Person,
    Phone,
    SetAside,
    Source,
)
from tests.actions.imports.letters import letter, mbox
from tests.actions.imports.state import state_of
from tests.actions.test_exports import emptied
from tests.cast import NOW, Cast

CHAT = (
    "[20.11.26, 09:00:00] Amara Osei: \u200eMessages and calls are end-to-end encrypted.\n"
    "[20.11.26, 09:01:00] Amara Osei: Could you send me the signed contract by Friday, please?\n"
    "[20.11.26, 09:02:00] Ada: Yes, I will send you the contract by Friday.\n"
    "[21.11.26, 18:00:00] Amara Osei: \u200eimage omitted\n"
)
UNTOLD = "3/4/26, 9:00 AM - Amara Osei: Hello there\n3/5/26, 9:00 AM - Ada: Hello\n"


def read(cast: Cast, *paths: Path, choose: imports.Choose | None = None) -> imports.Account:
    return read_as(cast.owner, *paths, choose=choose)


def read_as(asker: Asker, *paths: Path, choose: imports.Choose | None = None) -> imports.Account:
    return imports.run(asker, paths, NOW, workers=0, mine=["ada@lindqvist.example"], choose=choose)


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    path = tmp_path / "WhatsApp Chat with Amara Osei.txt"
    path.write_text(CHAT)
    return path


def test_a_chat_is_a_thread_with_a_person(cast: Cast, chat: Path) -> None:
    account = read(cast, chat)
    assert (account.read, account.new, account.set_aside) == (3, 3, 0)
    thread = Conversation.objects.get()
    assert (thread.medium, thread.subject, thread.message_count) == ("chat", "Amara Osei", 3)
    asked, promised, picture = Message.objects.order_by("id")
    assert (asked.mine, promised.mine, picture.attachments) == (False, True, ["image omitted"])
    assert asked.sent_at == datetime(2026, 11, 20, 8, 1, tzinfo=UTC)
    assert asked.sender is not None
    assert asked.sender.person is not None
    assert asked.sender.person.name == "Amara Osei"
    assert Exchange.objects.filter(connection__person=asked.sender.person).count() == 3


def test_what_was_promised_in_it_is_found(cast: Cast, chat: Path) -> None:
    read(cast, chat)
    promise = Commitment.objects.get()
    assert (promise.mine, promise.state, promise.due) == (True, "promised", date(2026, 11, 27))


def test_a_person_of_the_same_name_in_my_mail_is_asked_about_and_not_guessed(cast: Cast, chat: Path) -> None:
    Address.objects.filter(person=cast.amara).update(name="Amara Osei")
    account = read(cast, chat)
    assert Person.objects.filter(name="Amara Osei").count() == 2
    assert account.doubtful == 1
    assert "amara@asante.example and in chats" in DoubtfulPair.objects.get().reason


def test_reading_it_again_or_a_longer_export_under_another_name_stores_nothing_twice(
    cast: Cast, chat: Path, tmp_path: Path
) -> None:
    read(cast, chat)
    before = state_of(cast.ada.id)
    assert read(cast, chat).new == 0
    assert state_of(cast.ada.id) == before
    longer = tmp_path / "WhatsApp Chat with Amara Osei (1).txt"
    longer.write_text(CHAT + "[22.11.26, 09:00:00] Ada: It is in your mailbox\n")
    account = read(cast, longer)
    assert (account.new, account.known) == (1, 3)
    assert Conversation.objects.get().message_count == 4


@pytest.mark.parametrize("broken_after", [1, 2])
def test_an_interrupted_import_goes_on(
    cast: Cast, chat: Path, broken_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segue.actions.intake.mail.MOST_MAILS", 1)
    stored = 0
    store = running.Run._store

    def dying(self: running.Run, parts: list[running.writer.Part], known: running.writer.Known) -> bytes:
        nonlocal stored
        if stored == broken_after:
            raise KeyboardInterrupt
        stored += 1
        return store(self, parts, known)

    monkeypatch.setattr(running.Run, "_store", dying)
    with pytest.raises(KeyboardInterrupt):
        read(cast, chat)
    assert Message.objects.count() == broken_after
    monkeypatch.setattr(running.Run, "_store", store)
    read(cast, chat)
    assert Message.objects.count() == Conversation.objects.get().message_count == 3


def test_what_it_does_not_tell_is_set_aside_until_it_is_said(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text(UNTOLD)
    account = read(cast, path)
    assert (account.new, account.set_aside) == (0, 1)
    assert "day or the month first" in account.aside[0].reason
    source = Source.objects.get(name=str(path))
    with pytest.raises(Refused):
        imports.answer(cast.owner, source.id, {"dates": "month first"}, NOW, source="test")
    for other in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            imports.answer(other, source.id, {"dates": "month first", "me": "Ada"}, NOW, source="test")
    ordered = imports.answer(cast.owner, source.id, {"dates": "month first", "me": "Ada"}, NOW, source="test")
    assert ordered.state == Import.State.WAITING
    imports.run(cast.owner, ordered.paths, NOW, workers=0, row=ordered)
    assert [each.sent_at.month for each in Message.objects.order_by("id")] == [3, 3]
    assert not SetAside.objects.exists()
    assert read(cast, path).set_aside == 0


def test_a_packed_chat_and_a_takeout_are_read_from_where_they_lie(cast: Cast, tmp_path: Path) -> None:
    letters = [letter(1, "Noor Haddad <noor@haddad.example>", "ada@lindqvist.example")]
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Esi Mensah\nEMAIL:esi@mensah.example\nEND:VCARD\n"
    with zipfile.ZipFile(tmp_path / "WhatsApp Chat - Amara Osei.zip", "w") as packed:
        packed.writestr("_chat.txt", CHAT)
        packed.writestr("00000012-PHOTO.jpg", b"x")
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as packed:
        packed.writestr("Takeout/Mail/All mail.mbox", mbox(tmp_path / "all.mbox", letters).read_bytes())
        packed.writestr("Takeout/Contacts/All.vcf", card)
        packed.writestr("Takeout/Broken/Never.vcf", "BEGIN:VCARD\nFN:Never ends\n")
    archives = (tmp_path / "WhatsApp Chat - Amara Osei.zip", tmp_path / "takeout.zip")
    account = read(cast, *archives)
    assert (account.new, account.set_aside) == (5, 1)
    assert account.aside[0].source.endswith("takeout.zip/Takeout/Broken/Never.vcf")
    assert Conversation.objects.get(medium="chat").subject == "Amara Osei"
    assert Person.objects.filter(name__in=["Noor Haddad", "Esi Mensah"]).count() == 2
    before = state_of(cast.ada.id)
    assert read(cast, *archives).new == 0
    assert state_of(cast.ada.id) == before


def test_whoever_is_there_is_asked(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    path.write_text(UNTOLD)
    asked = []

    def choose(question: imports.Question) -> str:
        asked.append((question.about, question.choices))
        return "Ada" if question.about == "me" else "day first"

    read(cast, path, choose=choose)
    assert asked == [("dates", ("day first", "month first")), ("me", ("Amara Osei", "Ada"))]
    assert [each.sent_at.month for each in Message.objects.order_by("id")] == [4, 5]


def group(path: Path, *lines: tuple[str, str]) -> Path:
    path.write_text("".join(f"20.11.26, 09:{n:02} - {who}: {what}\n" for n, (who, what) in enumerate(lines)))
    return path


FIVE = [(name, "Hello all") for name in ("Amara Osei", "Dai", "Esi", "+49 170 1234567")]


def test_in_a_large_group_only_who_is_named_is_asked(cast: Cast, tmp_path: Path) -> None:
    lines = [*FIVE, ("Ada Lindqvist", "Hi"), ("Dai", "Could somebody please send me the room plan by Friday?")]
    read(cast, group(tmp_path / "WhatsApp Chat with Club.txt", *lines))
    assert not Commitment.objects.exists()
    assert not Exchange.objects.exists()
    named = ("Dai", "Ada, could you please send me the signed contract by Friday?")
    read(cast, group(tmp_path / "WhatsApp Chat with Club.txt", *lines, named))
    assert Commitment.objects.get().named


def test_a_number_in_place_of_a_name_is_kept_as_one(cast: Cast, tmp_path: Path) -> None:
    read(cast, group(tmp_path / "WhatsApp Chat with Club.txt", *FIVE, ("Ada Lindqvist", "Hi")))
    assert Phone.objects.get().number == "+491701234567"


def test_the_minute_keeps_its_order(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Amara Osei.txt"
    words = [f"word {number}" for number in range(8)]
    path.write_text("".join(f"20.11.26, 09:01 - Amara Osei: {word}\n" for word in words))
    read(cast, path)
    assert [each.body for each in Message.objects.order_by("id")] == words


def test_my_mail_addresses_are_left_alone(cast: Cast, chat: Path) -> None:
    read(cast, chat)
    assert imports.my_addresses(cast.owner) >= {"ada@lindqvist.example"}
    assert "whatsapp:ada" not in imports.my_addresses(cast.owner)
    imports.set_mine(cast.owner, ["ada@lindqvist.example"], NOW, source="test")
    assert Message.objects.filter(mine=True).count() == 1


def test_export_and_import_give_the_same_back(cast: Cast, chat: Path, tmp_path: Path) -> None:
    read(cast, chat)
    exports.write(cast.owner, tmp_path / "export", NOW, source="test")
    assert "whatsapp:" not in (tmp_path / "export" / "contacts.vcf").read_text()
    assert "contract" not in (tmp_path / "export" / "mail.mbox").read_text()
    before = state_of(cast.ada.id)
    again = emptied()
    exports.restore(again, tmp_path / "export", NOW, source="test")
    assert state_of(again.member_id) == before
    assert read_as(again, chat).new == 0


def test_who_is_forgotten_leaves_no_trace_in_a_chat(cast: Cast, chat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segue.actions.forget.scrub", lambda: None)  # a test is one transaction
    read(cast, chat)
    person = Person.objects.get(addresses__addr="whatsapp:amara osei")
    forget(cast.owner, person.id, NOW, stay_away=True, source="test")
    told = " ".join(f"{each.body} {each.subject}" for each in Message.objects.all())
    assert "signed contract" not in told
    assert "Amara" not in Conversation.objects.get().subject
    longer = chat.with_name("again.txt")
    longer.write_text(CHAT)
    read(cast, longer)
    assert not Person.objects.filter(addresses__addr="whatsapp:amara osei").exists()
