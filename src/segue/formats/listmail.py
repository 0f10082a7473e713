"""The mail of a list's archive as utterances: Mailman's and HyperKitty's exports, or any mbox.

Archives hide addresses from harvesters: HyperKitty exports `Ann Lee <ann at example.org>`, Pipermail writes
`ann at example.org (Ann Lee)`. Lists that stand in for their members (DMARC) write `Ann Lee via Plans` with the list's
own address, and hers in Reply-To.
"""

from __future__ import annotations

import re
from dataclasses import replace

from segue.domain.threads import bare_subject, is_reply, topic
from segue.formats import mime
from segue.formats.records import Address, LeftOut, MailRecord, RawMail, Said, SetAside

LONGEST = 100_000
"""Characters of a post; longer mails are logs and dumps."""
_REFERENCES = 50
_NOBODY_WROTE = ("robot",)
_FIELD = re.compile(rb"^(?:From|Reply-To|Sender):[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_HIDDEN = re.compile(rb"([\w.+=~!#$%&'*/?^{|}-]+)(?: at |\(a\)|_at_)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?![\w@])")
_PIPERMAIL = re.compile(rb"^(\s*)(\S+@\S+)\s+\(([^()\n]*)\)\s*$")
_VIA = re.compile(r"\s+via\s+.{1,100}$", re.IGNORECASE)


def said(mail: RawMail) -> Said | SetAside | LeftOut:
    """One mail of an archive; whatever is in it, no exception comes out."""
    record = mime.read(replace(mail, data=unhidden(mail.data)))
    return record if isinstance(record, SetAside) else said_in(record, mail.source)


def said_in(record: MailRecord, source: str) -> Said | SetAside | LeftOut:
    """What a decoded mail says."""
    if record.automatic or record.bulk in _NOBODY_WROTE:
        return LeftOut("robot")
    if record.sender is None:
        return SetAside(source, record.position, "no sender is named")
    if record.date is None:
        return SetAside(source, record.position, "it has no date that can be read")
    if not record.body.strip():
        return LeftOut("empty")
    sender = _author(record, record.sender)
    parents = tuple(dict.fromkeys((*record.references, *record.in_reply_to)))
    if len(parents) > _REFERENCES:
        parents = (parents[0], *parents[1 - _REFERENCES :])
    body, own = _cut(record)
    return Said(
        key=record.message_id or f"mail:{record.digest.hex()}",
        parents=tuple(each for each in parents if each != record.message_id),
        speaker=(sender.name or sender.addr.partition("@")[0] or sender.addr)[:300],
        handle=sender.addr[:320],
        at=record.date,
        about=topic(record.subject)[:500] or "(no subject)",
        body=body,
        own=own,
        loose=bare_subject(record.subject),
        replies=is_reply(record.subject),
        source=source,
        position=record.position,
    )


def unhidden(data: bytes) -> bytes:
    """A mail with the addresses in its header as they were."""
    head = data.find(b"\n\n")
    head = len(data) if head < 0 else head
    if not any(mark in data[:head] for mark in (b" at ", b"(a)", b"_at_")):
        return data
    return _FIELD.sub(_field, data[:head]) + data[head:]


def _field(found: re.Match[bytes]) -> bytes:
    name, colon, value = found[0].partition(b":")
    if b"@" in value:
        return found[0]
    shown = _HIDDEN.sub(rb"\1@\2", value)
    return name + colon + _PIPERMAIL.sub(rb'\1"\3" <\2>', shown)


def _author(record: MailRecord, sender: Address) -> Address:
    """Who wrote it, where the list stands in for its members."""
    via = _VIA.search(sender.name)
    if not via:
        return sender
    name = sender.name[: via.start()].strip("' ")
    listed = {each.addr for each in (*record.to, *record.cc, sender)}
    own = [each for each in record.reply_to if each.addr not in listed]
    if own:
        return Address(name or own[0].name, own[0].addr)
    # Nobody but the list is named by an address: what each of them is called has to tell them apart.
    return Address(name or sender.name, f"{(name or sender.name).casefold()} via {sender.addr}")


def _cut(record: MailRecord) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text, and what its author newly wrote; a mail that only quotes holds nothing of its author's own."""
    body, own = record.body, record.own
    if len(body) > LONGEST:
        more = len(body) - LONGEST
        own = tuple((start, min(end, LONGEST)) for start, end in own if start < LONGEST)
        body = f"{body[:LONGEST]}\n\n[{more:,} more characters in the archive]"
    return body, own or ((0, 0),)
