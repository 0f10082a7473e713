"""A mailbox in memory: the contract's twin for tests and for trying things out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from segue.sync.contract import Fetched, Folder, FolderState, Mailbox, Use
from segue.sync.errors import Broken, NotThere


@dataclass(slots=True)
class Stored:
    """A mail and the day on which it arrived."""

    data: bytes
    arrived: date


@dataclass(slots=True)
class MemoryFolder:
    """Mails by number."""

    use: Use = ""
    validity: int = 1
    mails: dict[int, Stored] = field(default_factory=dict)

    def add(self, data: bytes, arrived: date) -> int:
        """Put a mail in; gives its number."""
        uid = max(self.mails, default=0) + 1
        self.mails[uid] = Stored(data, arrived)
        return uid


class MemoryMailbox(Mailbox):
    """Folders by name. `breaks_after` fetched mails the connection is lost, once."""

    def __init__(self, folders: dict[str, MemoryFolder], breaks_after: int | None = None) -> None:
        self.content = folders
        self.breaks_after = breaks_after
        self._open: MemoryFolder | None = None

    def folders(self) -> list[Folder]:
        return [Folder(name, folder.use) for name, folder in self.content.items()]

    def open(self, folder: str) -> FolderState:
        if folder not in self.content:
            raise NotThere(f"There is no folder {folder}.")
        self._open = self.content[folder]
        return FolderState(self._open.validity, len(self._open.mails))

    def uids(self, *, since: date | None = None) -> list[int]:
        return sorted(uid for uid, mail in self._mails.items() if since is None or mail.arrived >= since)

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        return {uid: len(self._mails[uid].data) for uid in uids if uid in self._mails}

    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        for uid in uids:
            if self.breaks_after == 0:
                self.breaks_after = None
                raise Broken("The connection was lost.")
            if uid in self._mails:
                self.breaks_after = None if self.breaks_after is None else self.breaks_after - 1
                yield Fetched(uid, self._mails[uid].data)

    def close(self) -> None:
        self._open = None

    @property
    def _mails(self) -> dict[int, Stored]:
        if self._open is None:
            raise Broken("No folder is open.")
        return self._open.mails
