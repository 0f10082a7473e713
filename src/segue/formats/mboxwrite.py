"""Mail records written as an mbox (mboxrd quoting, UTF-8), to be read by any mail program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime, quote

from segue.formats.mbox import quoted
from segue.formats.records import Address, MailRecord

_NEVER = "Thu Jan  1 00:00:00 1970"


def write(records: Iterable[MailRecord]) -> Iterator[bytes]:
    """One piece of bytes a mail, each ending with the blank line that stands before the next.

    Bodies are written as UTF-8 text in 8bit. The attachments' names are told in `X-Segue-Attachments`.
    """
    for record in records:
        header = "".join(f"{name}: {value}\n" for name, value in _fields(record))
        data = f"{header}\n{record.body}".encode("utf-8", "replace")
        yield _from_line(record) + quoted(data).rstrip(b"\n") + b"\n\n"


def _from_line(record: MailRecord) -> bytes:
    """RFC 4155: the envelope sender and the moment in UTC, as C's asctime writes it."""
    addr = record.sender.addr if record.sender else "MAILER-DAEMON"
    when = record.date.strftime("%a %b %e %H:%M:%S %Y") if record.date else _NEVER
    return f"From {addr} {when}\n".encode("utf-8", "replace")


def _fields(record: MailRecord) -> Iterator[tuple[str, str]]:
    if record.date:
        yield "Date", format_datetime(_local(record.date, record.zone_minutes))
    if record.sender:
        yield "From", _people([record.sender])
    fields = (("To", record.to), ("Cc", record.cc), ("Bcc", record.bcc), ("Reply-To", record.reply_to))
    yield from ((name, _people(people)) for name, people in fields if people)
    yield "Subject", _words(record.subject)
    if record.message_id:
        yield "Message-ID", f"<{record.message_id}>"
    for name, ids in (("In-Reply-To", record.in_reply_to), ("References", record.references)):
        if ids:
            yield name, "\n ".join(f"<{one}>" for one in ids)
    if record.list_id:
        yield "List-Id", f"<{record.list_id}>"
    if record.labels:
        yield "X-Gmail-Labels", _words(",".join(record.labels))
    if record.attachments:
        yield "X-Segue-Attachments", _words("; ".join(record.attachments))
    yield "MIME-Version", "1.0"
    yield "Content-Type", "text/plain; charset=utf-8"
    yield "Content-Transfer-Encoding", "8bit"


def _local(when: datetime, minutes: int | None) -> datetime:
    """The moment in the sender's zone; without one it is written with `-0000` (RFC 5322 3.3)."""
    if minutes is None:
        return when.replace(tzinfo=None)
    return when.astimezone(timezone(timedelta(minutes=minutes)))


def _people(people: Iterable[Address]) -> str:
    return ",\n ".join(_person(person) for person in people)


def _person(person: Address) -> str:
    if not person.name:
        return person.addr
    name = f'"{quote(person.name)}"' if person.name.isascii() else _words(person.name)
    return f"{name} <{person.addr}>"


def _words(text: str) -> str:
    """Text for a header: as it is where it is ASCII, else in encoded words (RFC 2047), folded."""
    text = " ".join(text.split())
    return text if text.isascii() and len(text) < 900 else Header(text, "utf-8", maxlinelen=76).encode()
