"""Real public mail and the fixtures of other projects' test suites, which are kept beside the checkout, never in it."""

import lzma
import os
import shutil
import tarfile
import tempfile
from functools import cache
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
ARCHIVES = {
    **dict.fromkeys(("arnold-j", "lokay-m", "rogers-b", "steffes-j"), "mail/enron-4-mailboxes.tar.xz"),
    **dict.fromkeys(("eml", "ics", "quotes", "srt", "vcf", "vtt", "whatsapp"), "fixtures/fixtures.tar.xz"),
    "ami_vtt": "acts/dev_ami_vtt.tar.xz",
    "spamassassin": "mail/spamassassin.tar.xz",
    "ksummit.mbox": "mail/ksummit.mbox.xz",
}


def data_path(name: str) -> Path:
    """Where a mailbox or folder of fixtures is ("lokay-m", "ksummit.mbox", "ics"); skips the test where it is absent.

    Looked for, as it is or in its archive, in the folder that SEGUE_DATA names and in ../shared/data; archives are
    unpacked once a machine.
    """
    for folder in (Path(os.environ.get("SEGUE_DATA", BESIDE)), BESIDE):
        if (folder / name).exists():
            return folder / name
        archive = folder / ARCHIVES.get(name, name)
        if archive.is_file():
            return unpacked(archive) / name
    pytest.skip(f"{name} is not here: set SEGUE_DATA to the folder that holds it")


@cache
def unpacked(archive: Path) -> Path:
    """The folder with what an archive holds; made once and moved into place whole, whoever else is at it too."""
    edition = f"segue-data-{archive.name}-{archive.stat().st_mtime_ns}"
    folder = Path(tempfile.gettempdir()) / edition
    if not folder.exists():
        work = Path(tempfile.mkdtemp(prefix=edition))
        unpack(archive, work)
        try:
            work.rename(folder)
        except OSError:
            shutil.rmtree(work)
    return folder


def unpack(archive: Path, folder: Path) -> None:
    if archive.name.endswith(".tar.xz"):
        with tarfile.open(archive) as content:
            # Python 3.11.2, which is Debian 12's, has no filters yet.
            content.extraction_filter = getattr(tarfile, "data_filter", None)
            content.extractall(folder)
    else:
        with lzma.open(archive) as packed, (folder / archive.stem).open("wb") as plain:
            shutil.copyfileobj(packed, plain)
