"""What one batch is about while it is being written: its new messages, and the addresses that it met."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from segue.actions.intake.mail import Prepared
from segue.domain.threads import Loose
from segue.store.models import Address, Clue, moment_of

PERSON = str(Address.Kind.PERSON)
MINE = str(Address.Kind.MINE)
LIST = str(Address.Kind.LIST)
ROBOT = str(Address.Kind.ROBOT)


@dataclass(slots=True, eq=False)
class Met:
    """An address of this batch, as its row stands."""

    id: int
    addr: str
    name: str
    kind: str
    person: int | None = None


@dataclass(eq=False)
class Fresh:
    """A message that was not known before, on its way into the store."""

    mail: Prepared
    id: int
    source: int
    sender: Met | None = None
    recipients: list[tuple[Met, str, str]] = field(default_factory=list)
    """Address, the name it was written with, and role."""
    conversation: int = 0

    def address(self, met: dict[str, Met]) -> None:
        """Find its sender and recipients among the addresses of the batch."""
        mail = self.mail
        self.sender = met[mail.sender[0]] if mail.sender else None
        self.recipients = [(met[addr], name, role) for addr, name, role in mail.recipients]

    @cached_property
    def mine(self) -> bool:
        """I sent it."""
        return self.sender is not None and self.sender.kind == MINE

    @cached_property
    def loose(self) -> Loose:
        """What is left to tell its thread by, where it names no other message."""
        author = self.sender.addr if self.sender else ""
        return Loose(
            id=self.id,
            at=moment_of(self.id),
            subject=self.mail.subject,
            author=author,
            parties=frozenset({author, *(met.addr for met, _, _ in self.recipients)} - {""}),
            own_lines=frozenset(str(clue) for clue, kind in self.mail.clues if kind == Clue.Kind.OWN),
            quoted_lines=frozenset(str(clue) for clue, kind in self.mail.clues if kind == Clue.Kind.QUOTED),
        )

    @property
    def by_a_person(self) -> bool:
        """Neither a robot nor a newsletter wrote it."""
        return self.mail.bulk in ("", "list")
