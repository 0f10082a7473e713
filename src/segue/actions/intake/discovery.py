"""What there is to read in the files and folders that somebody names, told by content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from segue.actions.intake.sources import MailSource, MboxFile


@dataclass(slots=True)
class Found:
    """What there is to read, by kind, each in the order of its path."""

    mail: list[MailSource] = field(default_factory=list)


def discover(paths: Sequence[Path]) -> Found:
    """Everything readable in these files and folders, and in the folders inside them."""
    found = Found()
    for path in paths:
        for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if each.is_file():
                found.mail.append(MboxFile(each.resolve(), each.name.removesuffix(".mbox")))
    return found
