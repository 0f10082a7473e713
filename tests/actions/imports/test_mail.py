"""What becomes of mail: rows, conversations, exchanges, and the same outcome however often and in whatever order."""

from __future__ import annotations

import gzip
import lzma
import random
from pathlib import Path

import pytest
from django.db import connection

from segue.actions import imports
from segue.queries.languages import unread, unread_among
from segue.store.models import (
    Address,
    Commitment,
    Connection,
    Conversation,
    Exchange,
    Import,
    Mark,
    Member,
    Message,
    Person,
    Recipient,
    SetAside,
    Source,
)
from tests.actions.imports.letters import ADA, AMARA, DAI, letter, mbox, threads
from tests.actions.imports.state import state_of
from tests.cast import NOW, Cast
from tests.shared_data import data_path


def read(cast: Cast, *paths: Path, **wishes: object) -> imports.Account:
    return imports.run(cast.owner, paths, NOW, workers=0, mine=["ada@lindqvist.example"], **wishes)  # type: ignore[arg-type]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    return mbox(
        tmp_path / "Inbox.mbox",
        [
            letter(1, AMARA, ADA, "Offer", "Could you send me the offer by Friday?"),
            letter(2, ADA, AMARA, "Re: Offer", "I will send you the offer by Friday.", days=1, answers=[1]),
            letter(3, AMARA, ADA, "Re: Offer", "Thanks!", days=2, answers=[1, 2]),
            letter(4, DAI, f"{ADA}, {AMARA}", "Lunch", days=3),
        ],
    )


def test_mail_becomes_messages_in_conversations(cast: Cast, box: Path) -> None:
    account = read(cast, box)
    assert (account.read, account.new, account.known, account.set_aside) == (4, 4, 0, 0)
    assert threads() == {frozenset({"Offer", "Re: Offer"}), frozenset({"Lunch"})}
    offer = Conversation.objects.get(subject="Offer")
    assert offer.message_count == 3
    assert (offer.first_at, offer.last_at) == (
        offer.messages.earliest("sent_at").sent_at,
        offer.messages.latest("sent_at").sent_at,
    )
    assert [message.mine for message in Message.objects.order_by("id")] == [False, True, False, False]


def test_what_was_promised_is_found(cast: Cast, box: Path) -> None:
    account = read(cast, box)
    assert Mark.objects.filter(shown=True).exists()
    assert account.commitments == Commitment.objects.count() > 0
    assert not Conversation.objects.filter(stale=True).exists()


def test_what_is_in_a_language_that_is_not_read_is_told(cast: Cast, tmp_path: Path) -> None:
    words = "Potete mandarci il contratto? Non lo abbiamo ancora ricevuto e la riunione è domani, grazie."
    mbox(tmp_path / "inbox.mbox", [letter(1, AMARA, ADA, "Contratto", words)])
    account = read(cast, tmp_path / "inbox.mbox")
    assert account.unread == (("Italian", 1),)
    assert unread(cast.owner) == [("Italian", 1)]
    message = Message.objects.get()
    assert unread_among([message.id]) == {message.id: "Italian"}
    assert not Commitment.objects.exists()
    assert read(cast, tmp_path / "inbox.mbox").unread == ()


def test_exchanges_are_between_me_and_whom_i_wrote_to_or_who_wrote_to_me(cast: Cast, box: Path) -> None:
    read(cast, box)
    rows = {
        (each.connection.person.name, each.message.subject, each.out)
        for each in Exchange.objects.select_related("connection__person", "message")
    }
    assert rows == {
        ("Amara Osei", "Offer", False),
        ("Amara Osei", "Re: Offer", True),
        ("Amara Osei", "Re: Offer", False),
        ("Dai Nakamura", "Lunch", False),
    }
    assert Exchange.objects.count() == 4
    assert cast.with_amara.written_first_at == Message.objects.get(mine=True).sent_at
    assert Connection.objects.get(person=cast.dai).written_first_at is None


def test_search_finds_the_words(cast: Cast, box: Path) -> None:
    read(cast, box)
    found = {
        "sqlite": "SELECT COUNT(*) FROM message_search WHERE message_search MATCH 'offer'",
        "postgresql": "SELECT COUNT(*) FROM store_message WHERE search @@ plainto_tsquery('simple', 'offer')",
    }
    with connection.cursor() as cursor:
        cursor.execute(found[connection.vendor])
        assert cursor.fetchone() == (3,)


def test_a_second_import_stores_nothing(cast: Cast, box: Path) -> None:
    read(cast, box)
    before = state_of(cast.ada.id)
    again = read(cast, box)
    assert (again.new, again.commitments) == (0, 0)
    assert state_of(cast.ada.id) == before


def test_a_file_that_grew_is_read_from_where_it_ended(cast: Cast, box: Path) -> None:
    read(cast, box)
    mbox(box, [letter(5, AMARA, ADA, "Later", days=4)])
    again = read(cast, box)
    assert (again.read, again.new) == (1, 1)
    assert Source.objects.get().read == 5


def test_a_file_that_was_replaced_is_read_anew(cast: Cast, box: Path) -> None:
    read(cast, box)
    box.unlink()
    mbox(
        box,
        [letter(0, DAI, ADA, "First now"), letter(1, AMARA, ADA, "Offer", "Could you send me the offer by Friday?")],
    )
    mbox(box, [letter(number, DAI, ADA, days=5) for number in range(10, 20)])
    again = read(cast, box)
    assert (again.read, again.new, again.known) == (12, 11, 1)


def test_one_message_in_five_folders_is_one_message(cast: Cast, tmp_path: Path) -> None:
    for folder in ("Inbox", "Archive", "All", "Project", "Important"):
        mbox(tmp_path / f"{folder}.mbox", [letter(1, AMARA, ADA, X_Folder=folder), letter(2, DAI, ADA)])
    account = read(cast, tmp_path)
    assert (account.read, account.new, account.known) == (10, 2, 8)
    assert Recipient.objects.count() == 2


def test_what_only_looks_like_a_copy_is_stored(cast: Cast, tmp_path: Path) -> None:
    """The same bytes under the same date, author and subject are other words where they are encoded otherwise."""
    plain = letter(1, text="Caf=C3=A9 at nine")
    coded = plain.replace(b"7bit", b"quoted-printable")
    assert coded != plain
    account = read(cast, mbox(tmp_path / "a.mbox", [plain, coded, coded]), mbox(tmp_path / "b.mbox", [plain]))
    assert (account.read, account.new, account.known) == (4, 2, 2)
    assert {body.strip() for body in Message.objects.values_list("body", flat=True)} == {
        "Caf=C3=A9 at nine",
        "Café at nine",
    }


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reading_changes_nothing(cast: Cast, tmp_path: Path, seed: int) -> None:
    words = ("The terms are as we discussed on the telephone.", "Delivery would be in the second week of May.")
    quoted = "".join(f"> {line}\n" for line in words)
    letters = [
        letter(1, AMARA, ADA, "Offer", "\n".join(words)),
        letter(2, ADA, AMARA, "Re: Offer", days=1, answers=[1]),
        letter(3, AMARA, ADA, "Re: Offer", days=2, answers=[2]),
        letter(4, DAI, ADA, "Workshop", days=2, named=False),
        letter(5, ADA, DAI, "Re: Workshop", days=3, named=False),
        letter(6, DAI, ADA, "Re: Workshop", days=4, named=False),
        letter(7, ADA, AMARA, "Re:", f"{quoted}Yes.", days=9, named=False),
        letter(8, '"Osei, Amara" <amara.osei@asante.example>', ADA, "From my telephone", days=5),
    ]
    random.Random(seed).shuffle(letters)
    for number, each in enumerate(letters):
        read(cast, mbox(tmp_path / f"{number}.mbox", [each]))
    assert threads() == {
        frozenset({"Offer", "Re: Offer", "Re:"}),
        frozenset({"Workshop", "Re: Workshop"}),
        frozenset({"From my telephone"}),
    }
    assert Person.objects.get(name="Amara Osei").addresses.count() == 2
    offer = Conversation.objects.get(subject="Offer")
    assert (offer.message_count, offer.first_at) == (4, offer.messages.earliest("sent_at").sent_at)


def test_a_late_message_joins_two_conversations(cast: Cast, tmp_path: Path) -> None:
    read(cast, mbox(tmp_path / "a.mbox", [letter(1, subject="One"), letter(3, subject="Three", answers=[2])]))
    assert len(threads()) == 2
    read(cast, mbox(tmp_path / "b.mbox", [letter(2, subject="Two", answers=[1])]))
    assert threads() == {frozenset({"One", "Two", "Three"})}
    assert Conversation.objects.get().message_count == 3


def test_two_members_who_hold_the_same_mail_hold_it_apart(cast: Cast, box: Path) -> None:
    read(cast, box)
    before = state_of(cast.ada.id)
    imports.run(cast.stranger, [box], NOW, workers=0, mine=["ada@lindqvist.example"])
    assert Message.objects.count() == 8
    assert state_of(cast.ada.id) == before
    assert Message.objects.owned_by(cast.stranger).count() == 4


def test_lists_robots_and_newsletters_are_no_persons(cast: Cast, tmp_path: Path) -> None:
    listed = {"List_Id": "<people.lists.example>"}
    read(
        cast,
        mbox(
            tmp_path / "Inbox.mbox",
            [
                letter(1, "Noor Haddad <noor@haddad.example>", "people@lists.example", **listed),
                letter(2, "Shop <no-reply@shop.example>", ADA),
                letter(3, "News <hello@news.example>", ADA, Precedence="bulk"),
                letter(4, ADA, "people@lists.example", days=1),
            ],
        ),
    )
    kinds = dict(Address.objects.values_list("addr", "kind"))
    assert kinds["people@lists.example"] == "list"
    assert kinds["no-reply@shop.example"] == "robot"
    assert not Person.objects.filter(
        addresses__addr__in=["people@lists.example", "no-reply@shop.example", "hello@news.example"]
    )
    assert Person.objects.filter(addresses__addr="noor@haddad.example").exists()


def test_a_note_of_absence_is_no_answer_and_no_contact(cast: Cast, tmp_path: Path) -> None:
    away = letter(2, AMARA, ADA, "Automatic reply: Plan", answers=[1], Auto_Submitted="auto-replied")
    read(cast, mbox(tmp_path / "All.mbox", [letter(1, ADA, AMARA, text="Could you send me the shift plan?"), away]))
    asked = Commitment.objects.get()
    assert (asked.state, asked.answered_at) == ("requested", None)
    assert list(Exchange.objects.values_list("out", flat=True)) == [True]


def test_broken_mail_is_set_aside_and_the_rest_goes_on(cast: Cast, tmp_path: Path) -> None:
    box = mbox(tmp_path / "Inbox.mbox", [letter(1)])
    with box.open("ab") as file:
        file.write(b"From somebody Mon Nov  2 09:00:00 2026\nX-Nothing: that tells\n\n\n\n")
    mbox(box, [letter(2, days=1)])
    account = read(cast, box)
    assert (account.new, account.set_aside) == (2, 1)
    aside = SetAside.objects.get()
    assert (aside.source.name, aside.position) == (str(box), box.read_bytes().index(b"X-Nothing") - 39)
    assert account.aside[0].reason == aside.reason != ""


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_truncated_archive_is_read_as_far_as_it_goes(cast: Cast, tmp_path: Path, pack: object) -> None:
    letters = mbox(
        tmp_path / "plain", [letter(number, text=f"{random.Random(number).random()} " * 400) for number in range(300)]
    )
    packed = pack(letters.read_bytes())  # type: ignore[operator]
    (tmp_path / "Old.mbox.packed").write_bytes(packed[: len(packed) * 2 // 3])
    account = read(cast, tmp_path / "Old.mbox.packed")
    assert 0 < account.new < 300
    assert account.set_aside >= 1
    assert "cannot be read" in account.aside[-1].reason


def test_how_far_sent_mail_is_known(cast: Cast, tmp_path: Path) -> None:
    mbox(tmp_path / "Sent.mbox", [letter(1, ADA, AMARA)])
    mbox(tmp_path / "Inbox.mbox", [letter(2, AMARA, ADA, days=6)])
    read(cast, tmp_path)
    sent = Source.objects.get(sent=True)
    assert sent.name.endswith("Sent.mbox")
    assert sent.finished_at is not None
    assert Member.objects.get(id=cast.ada.id).sent_read_to == Message.objects.latest("id").sent_at


def test_progress_is_told_and_kept(cast: Cast, box: Path) -> None:
    told: list[imports.Progress] = []
    account = read(cast, box, report=told.append)
    assert told[-1].read == 4
    assert told[-1].done_bytes == told[-1].total_bytes == box.stat().st_size
    row = Import.objects.get(id=account.run)
    assert (row.state, row.read, row.new, row.read_bytes) == ("finished", 4, 4, row.total_bytes)
    assert row.beat_at is not None
    assert row.finished_at is not None


def test_what_fails_says_why(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(cast, tmp_path / "nowhere")
    row = Import.objects.get()
    assert row.state == "failed"
    assert "nowhere" in row.error


def test_hostile_mail_is_read_or_set_aside(cast: Cast) -> None:
    account = read(cast, data_path("eml"))
    assert account.read == 218
    assert account.new + account.known + account.set_aside == 218
    assert all(each.reason for each in account.aside)
