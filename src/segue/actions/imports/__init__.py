"""Reading somebody's world into the store: `run` is the verb, the rest serves it.

    account = imports.run(asker, [Path("mail.mbox")], now, report=print)

An import can be interrupted at any moment and run again: it goes on where the last committed batch ended, and nothing
is stored twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from segue.actions.imports.account import Account, Aside, Progress, Report
from segue.actions.imports.mine import Confirm, my_addresses, set_mine
from segue.actions.imports.running import Run
from segue.actions.intake.discovery import discover
from segue.store.models import Asker, Import

__all__ = ["Account", "Aside", "Confirm", "Progress", "Report", "my_addresses", "run", "set_mine"]


def run(
    asker: Asker,
    paths: Sequence[Path | str],
    now: datetime,
    *,
    report: Report | None = None,
    confirm: Confirm | None = None,
    mine: Collection[str] = (),
    alive_days: int = 90,
    workers: int | None = None,
    row: Import | None = None,
) -> Account:
    """Read files and folders, whatever mail, cards, calendars or transcripts are in them, and account for it.

    `confirm` is shown the addresses that are likely the asker's and gives back those that are; `mine` says so outright.
    Conversations younger than `alive_days` are read for promises while the rest is still coming. `workers` processes
    prepare the mail (None: as the machine and the amount suggest). `row` is an import that waits to be run.
    """
    row = row or Import.objects.create(owner_id=asker.member_id, paths=[str(path) for path in paths], started_at=now)
    running = Run(asker, row, now, report, alive_days)
    found = discover([Path(path) for path in paths])
    running.begin()
    try:
        running.read_mail(found.mail, mine, confirm, workers)
    except BaseException as error:
        running.fail(error)
        raise
    return running.finish()
