"""Raw mail to `MailRecord`: who, when, what, and which words the sender newly wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from segue.formats import html
from segue.formats.bulk import kind, says_so
from segue.formats.charsets import tidy
from segue.formats.headers import (
    Moment,
    address,
    envelope_moment,
    exchange_name,
    exchange_names,
    ids,
    message_id,
    moment,
    received_moment,
)
from segue.formats.parts import Parts, take_apart
from segue.formats.quotes import own_words
from segue.formats.records import Address, KnownMail, MailRecord, RawMail, SetAside, Span

LONGEST_BODY = 2_000_000
"""Characters kept of one body; longer ones are logs and dumps."""
_STUB = 500
_TELLING = ("from", "date", "message-id", "subject", "to", "received")
_TOO_LATE = timedelta(days=1)
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
_ADDITIONS = re.compile(r"\s*\[[^\]]{1,40}\]\s*")
_REPLY = re.compile(r"^(?:\s*(?:re|aw|sv|vs|antw|fwd?|wg|tr|rv|rif|ref|res|enc)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)

Fields = Mapping[str, Sequence[str]]
Made = TypeVar("Made", MailRecord, KnownMail)


def read(mail: RawMail) -> MailRecord | SetAside:
    """The record of one mail as a reader gave it; whatever is in it, no exception comes out."""
    return _guarded(mail, _record)


def read_head(mail: RawMail) -> KnownMail | SetAside:
    """As `read`, but only what a mail is known by."""
    return _guarded(mail, _known)


def _guarded(mail: RawMail, made_of: Callable[[RawMail, Parts, _Head], Made]) -> Made | SetAside:
    try:
        parts = take_apart(mail.data)
        if not any(name in parts.fields for name in _TELLING):
            return SetAside(mail.source, mail.position, "no header field of a mail")
        return made_of(mail, parts, _head(mail, parts))
    except RecursionError:
        return SetAside(mail.source, mail.position, "its parts are nested too deep")
    except Exception as error:
        return SetAside(mail.source, mail.position, f"{type(error).__name__}: {error}"[:300])


def parse(data: bytes, *, position: int = 0, folder: str = "", source: str = "") -> MailRecord | SetAside:
    """The record of one mail given as bytes (see `read`)."""
    return read(RawMail(position, position + len(data), len(data), data, folder, source=source))


def plain_subject(subject: str) -> str:
    """A subject without `Re:`, `Fwd:` (in several languages) and a list's `[tag]`, in lower case."""
    return " ".join(_REPLY.sub("", _ADDITIONS.sub(" ", subject)).lower().split())


class _Head(NamedTuple):
    """What a mail is known by."""

    sender: Address | None
    when: datetime | None
    zone: int | None
    subject: str
    body: str
    digest: bytes


def _head(mail: RawMail, parts: Parts) -> _Head:
    sender = _sender(parts)
    subject = _one_line(_first(parts.fields, "subject"))
    body = _body(parts)
    when, zone = _when(parts.fields, mail.envelope)
    return _Head(sender, when, zone, subject, body, _digest(when, sender, subject, body))


def _known(mail: RawMail, parts: Parts, head: _Head) -> KnownMail:
    return KnownMail(mail.position, head.digest, head.when, head.zone, head.sender)


def _record(mail: RawMail, parts: Parts, head: _Head) -> MailRecord:
    fields, people = parts.fields, parts.people
    own, signature = own_words(head.body, _names(head.sender))
    character = kind(fields, head.sender, head.subject)
    if not (character.bulk or character.automatic) and (words := says_so(_newly(head.body, own, signature))):
        character = character._replace(bulk="bulk", reason=f"says “{words[:60]}”")
    to = _named(people("to"), _first(fields, "x-to"))
    cc = _named(people("cc"), _first(fields, "x-cc"))
    return MailRecord(
        message_id=message_id(_first(fields, "message-id")),
        date=head.when,
        zone_minutes=head.zone,
        sender=head.sender,
        to=to,
        cc=cc,
        bcc=_hidden(people("bcc"), to, cc),
        reply_to=people("reply-to"),
        subject=head.subject,
        in_reply_to=ids(" ".join(fields.get("in-reply-to", ()))),
        references=ids(" ".join(fields.get("references", ()))),
        body=head.body,
        own=own,
        signature=signature,
        bulk=character.bulk,
        bulk_reason=character.reason,
        list_id=character.list_id,
        attachments=tuple(_one_line(name) for name in parts.attachments),
        automatic=character.automatic,
        folder=mail.folder,
        labels=_labels(fields),
        digest=head.digest,
        position=mail.position,
        size=mail.size,
    )


def _newly(body: str, own: Sequence[Span], signature: Span | None) -> str:
    """What the sender wrote, with what stands below the name: where it goes to many, it is often said there."""
    return "\n".join(body[start:end] for start, end in (*own, *((signature,) if signature else ())))


def _first(fields: Fields, name: str) -> str:
    values = fields.get(name)
    return values[0] if values else ""


def _one_line(text: str) -> str:
    return " ".join(tidy(text).split())[:2000]


def _sender(parts: Parts) -> Address | None:
    """From, else Sender; Exchange keeps the name in X-From where From has an address only."""
    fields, found = parts.fields, parts.people("from")
    if not found:
        return address("", _first(fields, "sender").rpartition("<")[2])
    sender = found[0]
    if not sender.name and "x-from" in fields:
        return address(exchange_name(fields["x-from"][0]), sender.addr)
    return sender


def _names(sender: Address | None) -> str:
    """What is known of the sender's name: also the part of the address before the @."""
    return f"{sender.name} {sender.addr.partition('@')[0]}" if sender else ""


def _named(people: tuple[Address, ...], exchange: str) -> tuple[Address, ...]:
    """Gives nameless addresses the names of Exchange's X-To where these are as many."""
    if not exchange or all(person.name for person in people):
        return people
    names = exchange_names(exchange)
    if len(names) != len(people):
        return people
    pairs = zip(people, names, strict=True)
    return tuple(person if person.name else address(name, person.addr) or person for person, name in pairs)


def _hidden(bcc: tuple[Address, ...], *open_to: tuple[Address, ...]) -> tuple[Address, ...]:
    """Who got a blind copy: some archives repeat Cc in Bcc."""
    if not bcc:
        return ()
    seen = {person.addr for people in open_to for person in people}
    return tuple(person for person in bcc if person.addr not in seen)


def _when(fields: Fields, envelope: str) -> tuple[datetime | None, int | None]:
    """The Date field; the first readable Received, or mbox's From_ line, where it is absent or impossible.

    A mail cannot have been sent a day after it arrived: such a date is a wrong clock.
    """
    written = _first(fields, "date")
    sent = moment(written)
    if sent and _same_day(written, fields):
        return sent
    arrived = _arrival(fields)
    if sent and not (arrived and sent[0] > arrived[0] + _TOO_LATE):
        return sent
    other = arrived or envelope_moment(envelope)
    return (other[0], None) if other else (None, None)


def _same_day(written: str, fields: Fields) -> bool:
    """Whether the last Received names the day that Date names, as nearly always: then none need be read."""
    day = _DAY.search(written)
    return bool(day and day.group() in _first(fields, "received"))


def _arrival(fields: Fields) -> Moment | None:
    return next((found for text in fields.get("received", ())[:5] if (found := received_moment(text))), None)


def _body(parts: Parts) -> str:
    """The plain text; that of the HTML where there is none or it is a mere stub or footer."""
    plain = tidy("\n".join(parts.plain)).strip("\n") if parts.plain else ""
    if not parts.html or (len(plain) > _STUB and not plain.isspace()):
        return plain[:LONGEST_BODY]
    rich = "\n".join(html.to_text(text) for text in parts.html)
    return (rich if len(rich) > 2 * len(plain) or not plain.strip() else plain)[:LONGEST_BODY]


def _labels(fields: Fields) -> tuple[str, ...]:
    """Gmail's labels, as its Takeout writes them."""
    text = _first(fields, "x-gmail-labels")
    return tuple(label.strip(' "') for label in text.split(",") if label.strip(' "')) if text else ()


def _digest(when: datetime | None, sender: Address | None, subject: str, body: str) -> bytes:
    """The same for copies of one mail in several folders: date, sender, subject and words, white space aside."""
    head = f"{when.timestamp() if when else ''}\n{sender.addr if sender else ''}\n{plain_subject(subject)}\n"
    words = body.encode("utf-8", "replace").translate(None, b" \t\n")
    return blake2b(head.encode("utf-8", "replace") + words, digest_size=16).digest()
