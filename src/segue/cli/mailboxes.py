"""Mail that lies on this machine already: Thunderbird profiles, Maildirs, the system's mailbox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_THUNDERBIRD = (
    ".thunderbird",
    ".mozilla-thunderbird",
    "snap/thunderbird/common/.thunderbird",
    ".var/app/org.mozilla.Thunderbird/.thunderbird",
    "Library/Thunderbird/Profiles",
    "AppData/Roaming/Thunderbird/Profiles",
)
_MAILDIRS = ("Maildir", ".maildir", "Mail", "mail", ".mail", ".local/share/mail")


def on_disk(home: Path, login: str) -> list[Path]:
    """The mailboxes of whoever lives in this home, the fullest places first to be named."""
    return [*_thunderbird(home), *_maildirs(home), *_spool(login)]


def _thunderbird(home: Path) -> Iterator[Path]:
    """Profiles with mail in them: Mail holds local folders, ImapMail what was fetched."""
    for place in _THUNDERBIRD:
        for profile in _folders(home / place):
            if any(_folders(profile / "Mail")) or any(_folders(profile / "ImapMail")):
                yield profile


def _maildirs(home: Path) -> Iterator[Path]:
    for place in _MAILDIRS:
        folder = home / place
        if _is_maildir(folder) or any(_is_maildir(each) for each in _folders(folder)):
            yield folder


def _spool(login: str) -> Iterator[Path]:
    for place in ("/var/mail", "/var/spool/mail"):
        box = Path(place, login)
        if box.is_file() and os.access(box, os.R_OK) and box.stat().st_size:
            yield box
            return


def _is_maildir(folder: Path) -> bool:
    return (folder / "cur").is_dir() and (folder / "new").is_dir()


def _folders(place: Path) -> list[Path]:
    try:
        return sorted(each for each in place.iterdir() if each.is_dir())
    except OSError:
        return []
