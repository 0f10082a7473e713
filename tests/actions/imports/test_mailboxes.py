"""A mailbox elsewhere: the newest first, back to a day, on from where it stopped, and the rest when asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from segue.actions import imports
from segue.actions.errors import Refused
from segue.store.models import Import, Message, Source
from segue.sync.contract import Mailbox
from segue.sync.imap import Account, connect
from segue.sync.memory import MemoryFolder, MemoryMailbox
from tests.actions.imports.letters import ADA, AMARA, DAI, letter
from tests.cast import NOW, Cast
from tests.needs import need
from tests.sync import dovecot

URL = "imaps://ada@lindqvist.example@imap.example"
OLD, NEW = date(2025, 1, 5), date(2026, 11, 20)


@pytest.fixture
def mailbox() -> MemoryMailbox:
    inbox, sent, junk = MemoryFolder("inbox"), MemoryFolder("sent"), MemoryFolder("junk")
    for number in range(150):
        inbox.add(letter(number, AMARA, ADA), OLD)
    for number in range(150, 400):
        inbox.add(letter(number, DAI, ADA), NEW)
    sent.add(letter(500, ADA, AMARA), NEW)
    junk.add(letter(600, "Spam <spam@spam.example>", ADA), NEW)
    return MemoryMailbox({"INBOX": inbox, "Sent": sent, "Junk": junk})


def read(cast: Cast, mailbox: Mailbox, *, everything: bool = False, **wishes: object) -> imports.Account:
    return imports.run(
        cast.owner, [URL], NOW, workers=0, everything=everything, password=lambda url: "secret",
        connect=lambda account, password: mailbox, **wishes,  # type: ignore[arg-type]
    )  # fmt: skip


def numbers() -> list[int]:
    return sorted(int(subject.split()[1]) for subject in Message.objects.values_list("subject", flat=True))


def test_what_is_alive_is_read_and_junk_is_not(cast: Cast, mailbox: MemoryMailbox) -> None:
    read(cast, mailbox)
    assert numbers() == [*range(150, 400), 500]
    inbox = Source.objects.get(name=f"{URL}/INBOX")
    assert (inbox.kind, inbox.position, inbox.floor, inbox.fingerprint) == ("imap", 401, 151, "1")
    assert Source.objects.get(name=f"{URL}/Sent").sent


def test_the_newest_comes_first(cast: Cast, mailbox: MemoryMailbox) -> None:
    reached: list[int] = []
    read(cast, mailbox, report=lambda told: reached.append(min(numbers())))
    assert reached[0] == 300


def test_the_rest_comes_when_asked_for_and_nothing_twice(cast: Cast, mailbox: MemoryMailbox) -> None:
    read(cast, mailbox)
    account = read(cast, mailbox, everything=True)
    assert (account.new, account.known) == (150, 0)
    assert numbers() == [*range(400), 500]
    assert read(cast, mailbox, everything=True).read == 0


def test_new_mail_is_read_on_from_where_it_ended(cast: Cast, mailbox: MemoryMailbox) -> None:
    read(cast, mailbox)
    mailbox.content["INBOX"].add(letter(700, DAI, ADA), NEW)
    assert read(cast, mailbox).read == 1
    assert Source.objects.get(name=f"{URL}/INBOX").position == 402


@pytest.mark.parametrize("after", [1, 100, 130, 249])
def test_a_lost_connection_leaves_no_hole(cast: Cast, mailbox: MemoryMailbox, after: int) -> None:
    mailbox.breaks_after = after
    with pytest.raises(Refused, match="lost"):
        read(cast, mailbox)
    assert Import.objects.get().state == "failed"
    mailbox.content["INBOX"].add(letter(700, DAI, ADA), NEW)
    read(cast, mailbox)
    assert numbers() == [*range(150, 400), 500, 700]


def test_another_validity_means_other_numbers(cast: Cast, mailbox: MemoryMailbox) -> None:
    read(cast, mailbox)
    mailbox.content["INBOX"].validity = 2
    account = read(cast, mailbox)
    assert (account.read, account.new, account.known) == (250, 0, 250)


def test_a_folder_with_a_copy_of_all_mail_is_read_alone(cast: Cast, mailbox: MemoryMailbox) -> None:
    everything = MemoryFolder("all")
    everything.add(letter(1, ADA, AMARA), NEW)
    mailbox.content["[Gmail]/All Mail"] = everything
    read(cast, mailbox)
    assert numbers() == [1]
    assert Source.objects.get().sent


def test_nobody_to_give_the_password(cast: Cast) -> None:
    with pytest.raises(Refused, match="password"):
        imports.run(cast.owner, [URL], NOW)


def test_from_a_real_server(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from imapclient import IMAPClient

    with dovecot.running(need("dovecot")) as server:
        with IMAPClient("localhost", server.account.port, ssl_context=server.tls) as client:
            client.login(dovecot.USER, dovecot.PASSWORD)
            for number in reversed(range(30)):
                client.append("INBOX", letter(number, AMARA, ADA), msg_time=NOW - timedelta(days=number * 5))
            client.append("Sent", letter(50, ADA, AMARA), msg_time=NOW)
        asked: list[str] = []

        def password(url: str) -> str:
            asked.append(url)
            return dovecot.PASSWORD

        opened: Callable[[Account, str], Mailbox] = lambda account, word: connect(account, word, tls=server.tls)  # noqa: E731
        imports.run(cast.owner, [server.account.url], NOW, workers=0, password=password, connect=opened)
        assert asked == [server.account.url]
        assert numbers() == [*range(19), 50]
        imports.run(
            cast.owner, [server.account.url], NOW, workers=0, password=password, connect=opened, everything=True
        )
    assert numbers() == [*range(30), 50]
    assert dovecot.PASSWORD not in str(list(Import.objects.values()))
