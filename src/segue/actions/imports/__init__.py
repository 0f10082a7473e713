"""Reading somebody's world into the store: `run` is the verb, the rest serves it.

    account = imports.run(asker, [Path("mail.mbox")], now, report=print)

An import can be interrupted at any moment and run again: it goes on where the last committed batch ended, and nothing
is stored twice.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from segue.actions.errors import Refused
from segue.actions.imports.account import Account, Aside, Progress, Report
from segue.actions.imports.chats import Choose, Question, answer
from segue.actions.imports.mine import Confirm, my_addresses, set_mine
from segue.actions.imports.running import Run, Wishes
from segue.actions.intake.discovery import discover
from segue.store import bulk
from segue.store.models import Asker, Import
from segue.sync import imap
from segue.sync.contract import Mailbox
from segue.sync.errors import SyncError

__all__ = [
    "Account", "Aside", "Choose", "Confirm", "Progress", "Question", "Report", "answer", "my_addresses", "run",
    "set_mine",
]  # fmt: skip

# New objects between two looks for garbage that counting references does not free: rows by the million leave none.
_GARBAGE = 100_000

Connect = Callable[[imap.Account, str], Mailbox]


def run(
    asker: Asker,
    paths: Sequence[Path | str],
    now: datetime,
    *,
    report: Report | None = None,
    confirm: Confirm | None = None,
    choose: Choose | None = None,
    mine: Collection[str] = (),
    alive_days: int = 90,
    workers: int | None = None,
    row: Import | None = None,
    password: Callable[[str], str] | None = None,
    everything: bool = False,
    connect: Connect = imap.connect,
) -> Account:
    """Read files, folders and mailboxes (`imaps://user@host`), tell by content what is in them, and account for it.

    `confirm` is shown the addresses that are likely the asker's and gives back those that are; `mine` says so outright.
    `choose` is asked what a chat does not tell: the order of its dates, and which of its people the asker is.
    Conversations younger than `alive_days` are read for promises while the rest is still coming; from a mailbox only
    these days are read, unless `everything` is wanted. `password` is asked for that of a mailbox, which is kept
    nowhere. `workers` processes prepare the mail (None: as the machine and the amount suggest). `row` is an import
    that waits to be run. Raises Refused where a path or mailbox cannot be opened; what was read before stays.
    """
    row = row or Import.objects.create(owner_id=asker.member_id, paths=[str(path) for path in paths], started_at=now)
    accounts = [_account(str(path)) for path in paths if _is_mailbox(path)]
    own = [*mine, *(account.user for account in accounts if "@" in account.user)]
    running = Run(asker, row, now, Wishes(alive_days, workers, tuple(own), confirm), report)
    running.begin()
    restored: Counter[str] = Counter()
    try:
        with bulk.writing_much(), _collecting_seldom():
            found = discover([Path(path) for path in paths if not _is_mailbox(path)])
            for export in found.exports:
                from segue.actions import exports  # here, for mail alone need not wait for what calendars are read with

                restored.update(exports.restore(asker, export, now, source="import"))
            running.read_mail(found.mail)
            running.read_documents(found.documents, found.unknown)
            running.read_chats(found.chats, choose)
            for account in accounts:
                with connect(account, _password(account, password)) as mailbox:
                    running.read_mailbox(mailbox, account.url, everything=everything)
    except SyncError as error:
        running.fail(error)
        raise Refused(str(error)) from error
    except BaseException as error:
        running.fail(error)
        raise
    return replace(running.finish(), restored=tuple(restored.items()))


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _account(url: str) -> imap.Account:
    try:
        return imap.account_of(url)
    except ValueError as error:
        raise Refused(str(error)) from None


def _password(account: imap.Account, ask: Callable[[str], str] | None) -> str:
    if ask is None:
        raise Refused(f"{account.url} needs a password, and nobody is here to give it.")
    return ask(account.url)


def _is_mailbox(path: Path | str) -> bool:
    return isinstance(path, str) and path.lower().startswith(("imap://", "imaps://"))
