"""What Segue asks of a mailbox that lies elsewhere: to be read, never to be changed.

Every adapter passes the same tests (tests/sync/contract.py). To add one: subclass `Mailbox`, raise only what
`segue.sync.errors` knows, and run the suite over it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Literal, Self

Use = Literal["", "all", "archive", "drafts", "flagged", "inbox", "junk", "sent", "trash"]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder, and what the account uses it for where it says so (RFC 6154)."""

    name: str
    use: Use = ""


@dataclass(frozen=True, slots=True)
class FolderState:
    """`validity` changes when the numbers of its mails mean something else (RFC 3501, 2.3.1.1)."""

    validity: int
    count: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it lies there: its number in the folder and its bytes."""

    uid: int
    data: bytes


class Mailbox(ABC):
    """An account with folders of mail, open until it is closed. Reading leaves no trace: nothing becomes "seen"."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @abstractmethod
    def folders(self) -> list[Folder]:
        """Every folder that can hold mail."""

    @abstractmethod
    def open(self, folder: str) -> FolderState:
        """Look into a folder; what follows is about it. Raises NotThere."""

    @abstractmethod
    def uids(self, *, since: date | None = None) -> list[int]:
        """The numbers of the mails in the open folder, ascending; of those that arrived on a day or later."""

    @abstractmethod
    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """How many bytes each of these mails has; those that are gone are left out."""

    @abstractmethod
    def fetch(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """These mails, in the order asked for; those that are gone are left out."""

    @abstractmethod
    def close(self) -> None:
        """Say goodbye; closing again does nothing."""
