"""The real mail that benchmarks use, as mbox files and as a Maildir for programs that read nothing else."""

from __future__ import annotations

import lzma
import mailbox
import os
import shutil
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("SEGUE_DATA") or Path(__file__).parents[2] / "shared" / "data")


def real_mail(folder: Path, *, enron: bool = True) -> list[Path]:
    """Unpack the kernel list, and with `enron` four whole mailboxes, into a folder; ends where there is none."""
    listed, mailboxes = DATA / "mail" / "ksummit.mbox.xz", DATA / "mail" / "enron-4-mailboxes.tar.xz"
    if not listed.exists():
        sys.exit(f"no real mail: {listed} is not there (SEGUE_DATA names the folder)")
    folder.mkdir(parents=True, exist_ok=True)
    with lzma.open(listed) as packed, (folder / "ksummit.mbox").open("wb") as plain:
        shutil.copyfileobj(packed, plain)
    if enron:
        with tarfile.open(mailboxes) as archive:
            # Python 3.11.2, which is Debian 12's, has no filters yet.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(folder)
    return sorted(folder.rglob("*.mbox"))


def maildir_of(mail: list[Path], folder: Path) -> Path:
    """The same messages, one a file, in a Maildir."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    number = 0
    for path in mail:
        box = mailbox.mbox(path, create=False)
        for key in box.keys():  # noqa: SIM118 - a mailbox iterates over its messages
            number += 1
            (folder / "cur" / f"{number:08d}.bench:2,S").write_bytes(box.get_bytes(key))
    return folder


def import_all(mail: list[Path], work: str = "") -> Any:
    """Import this mail for one owner into the open store, its workers doing other `work` if any; returns the asker."""
    from segue.actions.accounts import first_owner
    from segue.actions.imports import run, running
    from segue.store.models import asker_for

    if work:
        running._PREPARE = work
    now = datetime.now(UTC)
    owner = first_owner("ada@lindqvist.example", "Ada", zone="UTC", now=now, source="bench")
    asker = asker_for(owner)
    run(asker, mail, now)
    return asker


def prepare_blindly(bundle: Any) -> Any:
    """What workers do in an import without detection."""
    from segue.actions.intake import preparing

    preparing._letter = lambda record: None
    return preparing.prepare(bundle)


def prepare_forgetfully(bundle: Any) -> Any:
    """What workers do in an import that detects, and keeps nothing of it."""
    from segue.actions.intake import preparing

    preparing.kept = lambda acts: ()
    return preparing.prepare(bundle)
