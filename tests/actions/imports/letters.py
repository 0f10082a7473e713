"""Mail as it lies in files, made in a line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from segue.store.models import Conversation, Message

ADA, AMARA, DAI = (
    "Ada Lindqvist <ada@lindqvist.example>",
    "Amara Osei <amara@asante.example>",
    "Dai Nakamura <dai@nakamura.example>",
)
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def letter(
    number: int,
    sender: str = AMARA,
    to: str = ADA,
    subject: str = "",
    text: str = "",
    *,
    days: float = 0,
    answers: Iterable[int] = (),
    named: bool = True,
    **headers: str,
) -> bytes:
    """Mail `number`, sent so many days after MONDAY; it names those that it answers, and itself if `named`."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Subject"] = subject or f"Matter {number}"
    mail["Date"] = format_datetime(MONDAY + timedelta(days=days, minutes=number))
    if named:
        mail["Message-ID"] = f"<{number}@letters.example>"
    if answers:
        mail["References"] = " ".join(f"<{each}@letters.example>" for each in answers)
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text or f"This is what letter {number} has to say.")
    return mail.as_bytes()


def mbox(path: Path, letters: Iterable[bytes]) -> Path:
    """Put letters into an mbox, after those that are there."""
    with path.open("ab") as file:
        for each in letters:
            file.write(b"From somebody Mon Nov  2 09:00:00 2026\n" + each + b"\n")
    return path


def threads() -> set[frozenset[str]]:
    """The subjects that stand together in one conversation."""
    found = (
        frozenset(Message.objects.filter(conversation=each).values_list("subject", flat=True))
        for each in Conversation.objects.all()
    )
    return set(found)
