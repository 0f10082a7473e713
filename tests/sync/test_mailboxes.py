"""The mailbox contract: every adapter passes the same tests, the in-memory twin and IMAP against a real Dovecot."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from imapclient import IMAPClient

from segue.sync.contract import Mailbox
from segue.sync.errors import LoginRefused, NotThere, Unreachable
from segue.sync.imap import Account, account_of, connect
from segue.sync.memory import MemoryFolder, MemoryMailbox
from tests.needs import need
from tests.sync import dovecot

OLD, NEW = date(2026, 1, 5), date(2026, 11, 20)


def mail(number: int, size: int = 0) -> bytes:
    return f"From: amara@asante.example\r\nSubject: number {number}\r\n\r\nGrüße {'x' * size}\r\n".encode()


MAILS = [(mail(1), OLD), (mail(2, 70_000), NEW), (mail(3), NEW)]


@pytest.fixture(scope="module")
def server() -> Iterator[dovecot.Server]:
    with dovecot.running(need("dovecot")) as running:
        fill(running)
        yield running


def fill(server: dovecot.Server) -> None:
    with IMAPClient("localhost", server.account.port, ssl_context=server.tls) as client:
        client.login(dovecot.USER, dovecot.PASSWORD)
        client.create_folder("Kunden/Zürich")
        for data, arrived in MAILS:
            client.append("INBOX", data, msg_time=datetime(arrived.year, arrived.month, arrived.day, 12, tzinfo=UTC))


@pytest.fixture(params=["memory", "dovecot"])
def mailbox(request: pytest.FixtureRequest) -> Iterator[Mailbox]:
    if request.param == "memory":
        yield in_memory()
        return
    server: dovecot.Server = request.getfixturevalue("server")
    with connect(server.account, dovecot.PASSWORD, tls=server.tls) as opened:
        yield opened


def in_memory() -> MemoryMailbox:
    inbox = MemoryFolder("inbox")
    for data, arrived in MAILS:
        inbox.add(data, arrived)
    return MemoryMailbox(
        {"INBOX": inbox, "Sent": MemoryFolder("sent"), "Junk": MemoryFolder("junk"), "Kunden/Zürich": MemoryFolder()}
    )


def test_folders_say_what_they_are_used_for(mailbox: Mailbox) -> None:
    uses = {folder.name: folder.use for folder in mailbox.folders()}
    assert uses.items() >= {"INBOX": "inbox", "Sent": "sent", "Junk": "junk", "Kunden/Zürich": ""}.items()


def test_a_folder_has_a_count_and_a_validity_that_stays(mailbox: Mailbox) -> None:
    state = mailbox.open("INBOX")
    assert state.count == 3
    assert mailbox.open("Kunden/Zürich").count == 0
    assert mailbox.open("INBOX").validity == state.validity


def test_an_unknown_folder_is_not_there(mailbox: Mailbox) -> None:
    with pytest.raises(NotThere):
        mailbox.open("Nowhere")
    assert mailbox.open("INBOX").count == 3  # and the connection still stands


def test_numbers_ascend_and_can_begin_with_a_day(mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    everything = mailbox.uids()
    assert len(everything) == 3
    assert everything == sorted(everything)
    assert mailbox.uids(since=NEW) == everything[1:]


def test_mails_come_as_they_lie_there_in_the_order_asked_for(mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    first, second, third = mailbox.uids()
    assert [(each.uid, each.data) for each in mailbox.fetch([third, first])] == [(third, mail(3)), (first, mail(1))]
    assert mailbox.sizes([second]) == {second: len(mail(2, 70_000))}


def test_what_is_gone_is_left_out(mailbox: Mailbox) -> None:
    mailbox.open("INBOX")
    last = mailbox.uids()[-1]
    assert [each.uid for each in mailbox.fetch([last + 50, last])] == [last]
    assert mailbox.sizes([last + 50]) == {}
    assert list(mailbox.fetch([])) == []


def test_closing_twice_does_nothing(mailbox: Mailbox) -> None:
    mailbox.close()
    mailbox.close()


def test_reading_leaves_no_trace(server: dovecot.Server) -> None:
    with connect(server.account, dovecot.PASSWORD, tls=server.tls) as mailbox:
        mailbox.open("INBOX")
        list(mailbox.fetch(mailbox.uids()))
    with IMAPClient("localhost", server.account.port, ssl_context=server.tls) as client:
        client.login(dovecot.USER, dovecot.PASSWORD)
        client.select_folder("INBOX", readonly=True)
        assert all(b"\\Seen" not in flags for flags in client.get_flags(client.search()).values())


def test_a_wrong_password_is_refused_and_repeated_nowhere(
    server: dovecot.Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(LoginRefused) as refusal:
        connect(server.account, "a-secret-that-is-wrong", tls=server.tls)
    assert "a-secret-that-is-wrong" not in caplog.text + str(refusal.value) + repr(refusal.value.__context__)


def test_a_certificate_that_nobody_signed_is_not_trusted(server: dovecot.Server) -> None:
    with pytest.raises(Unreachable, match="certificate"):
        connect(server.account, dovecot.PASSWORD, tls=ssl.create_default_context())


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        connect(Account("ada", "localhost", 9), "any")


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("imaps://ada@imap.example.org", Account("ada", "imap.example.org", 993)),
        ("imaps://ada@mail.example@imap.example.org:1993/", Account("ada@mail.example", "imap.example.org", 1993)),
        ("imaps://ada%40lindqvist.example@imap.example.org", Account("ada@lindqvist.example", "imap.example.org", 993)),
        ("imap://ada@127.0.0.1:1143", Account("ada", "127.0.0.1", 1143, secure=False)),
    ],
)  # fmt: skip
def test_an_address_names_an_account(url: str, account: Account) -> None:
    assert account_of(url) == account
    assert account_of(account.url) == account


@pytest.mark.parametrize(
    "url", ["imaps://imap.example.org", "pop3://ada@example.org", "imaps://ada:secret@host", "imaps://@"]
)
def test_an_address_that_names_none(url: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refusal:
        account_of(url)
    assert "secret" not in str(refusal.value)
