"""One mail, from bytes to what the writer needs: decoded, its acts detected, everything as the database takes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from hashlib import blake2b

from segue.actions.errors import Unfit
from segue.actions.intake.mail import Batch, Bundle, Plain, Prepared, Raw, RawChat, Saw, Who
from segue.detect import Act, detect
from segue.domain.chats import number_of
from segue.domain.threads import bare_subject, is_reply, telling_lines
from segue.formats import mime
from segue.formats.records import KnownMail, MailRecord, SetAside
from segue.formats.signature import details

# What detection is told of the text that a mail answers; a longer quote says nothing more.
_ANSWERED = 2_000
# A header of many thousand references is hostile; the thread is found by its ends as well.
_REFERENCES = 100
# How far into a mail its telling lines are looked for: who quotes, quotes the beginning.
_OWN_CLUES, _QUOTED_CLUES = 400, 1_500
_MACHINES = ("robot", "bulk")
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def prepare(bundle: Bundle) -> list[list[Plain | SetAside]]:
    """Every mail of each batch, prepared or set aside with its reason. Never raises for what stands in a mail.

    Raises Unfit where detection cannot work, before any mail is taken for broken.
    """
    _check_detection()
    return [_prepared(batch, bundle.region) for batch in bundle.batches]


def _prepared(batch: Batch, region: str | None) -> list[Plain | SetAside]:
    return [_plain(prepare_mail(raw, region, copy=place in batch.copies)) for place, raw in enumerate(batch.mails)]


def _plain(mail: Prepared | SetAside) -> Plain | SetAside:
    return mail if isinstance(mail, SetAside) else tuple(mail)


@cache
def _check_detection() -> None:
    try:
        detect("Could you send it by Friday?", speaker="", to="", date=None, zone_minutes=None)
    except Exception as error:
        raise Unfit(f"Detection does not work: {type(error).__name__}: {error}") from error


def prepare_mail(raw: Raw, region: str | None = None, *, copy: bool = False) -> Prepared | SetAside:
    """One mail, or of a `copy` what tells it as one.

    What no reader foresaw is set aside like any other broken mail, what is wrong with us is raised.
    """
    record = raw if isinstance(raw, RawChat) else mime.read_head(raw) if copy else mime.read(raw)
    try:
        if isinstance(record, RawChat):
            return _chatted(record)
        if isinstance(record, SetAside):
            return record
        return seen_again(record) if isinstance(record, KnownMail) else prepared(record, region)
    except (ImportError, MemoryError, OSError):
        raise
    except Exception as error:
        return SetAside(raw.source, raw.position, f"{type(error).__name__}: {error}"[:500])


def seen_again(record: KnownMail) -> Prepared:
    """The head of a copy: enough to count it, and to tell of what it is one."""
    sent_at = record.date or _UNDATED
    return Prepared(
        record.position, record.digest, int(sent_at.timestamp()), _written(sent_at), record.zone_minutes,
        _who(record.sender.addr, record.sender.name, "") if record.sender else None,
        (), "", "", "[]", "", "[]", (), "", "", "", "[]", (), (), (), "", "", again=True,
    )  # fmt: skip


def prepared(record: MailRecord, region: str | None = None) -> Prepared:
    """What the writer needs of a decoded mail."""
    sent_at = record.date or _UNDATED
    parents = _parents(record)
    signed = details(record.body, record.signature, region)
    return Prepared(
        position=record.position,
        digest=record.digest,
        second=int(sent_at.timestamp()),
        sent_at=_written(sent_at),
        zone_minutes=record.zone_minutes,
        sender=_who(record.sender.addr, record.sender.name, "") if record.sender else None,
        recipients=_recipients(record),
        subject=_storable(record.subject, 998),
        body=_storable(record.body),
        own=_encode(record.own) if record.own else "[]",
        message_id=_storable(record.message_id, 998),
        parents=_json(parents),
        refs=tuple(dict.fromkeys(hashed(each) for each in (record.message_id, *parents) if each)),
        folder=_storable(record.folder, 255),
        bulk=record.bulk or ("robot" if record.automatic else ""),
        list_id=_storable(record.list_id, 320),
        attachments=_json(record.attachments),
        acts=_acts(record),
        clues=() if parents else _clues(record),
        phones=tuple((each.number, record.body[each.start : each.end], each.kind) for each in signed.phones),
        title=signed.title.text[:300] if signed.title else "",
        company=signed.company.text[:300] if signed.company else "",
    )


def hashed(text: str) -> int:
    """A text, such as a Message-ID, as a signed 64-bit number."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _chatted(raw: RawChat) -> Prepared:
    """What the writer needs of a message of a chat."""
    text, second = _storable(raw.record.text), int(raw.at.timestamp())
    number = number_of(raw.record.speaker)
    dialled = "+" + "".join(filter(str.isdecimal, number))
    refs = tuple(hashed(f"{raw.chat}\n{ref.hex()}") for ref in (raw.digest, raw.parent) if ref)
    return Prepared(
        raw.position, raw.digest, second, _written(raw.at), raw.zone_minutes, raw.sender, raw.to, "", text,
        _encode([(0, len(text))]) if text else "[]", "", "[]", refs,
        "", "list" if raw.group else "", "", _json(raw.record.attachments),
        _acts_in_chat(raw, text), (), ((dialled, number, "mobile"),) if number else (), "", "", "chat",
        _storable(raw.title, 998),
    )  # fmt: skip


def _acts_in_chat(raw: RawChat, text: str) -> tuple[Saw, ...]:
    if not text:
        return ()
    acts = detect(
        text,
        speaker=raw.sender[1],
        to=", ".join(name for _, name, _ in raw.to),
        date=raw.at,
        zone_minutes=raw.zone_minutes,
        before=raw.before,
        kind="chat",
    )
    return kept(acts)


def _written(moment: datetime) -> str:
    return moment.isoformat(" ", "seconds")[:19]


def _parents(record: MailRecord) -> list[str]:
    """References, then In-Reply-To where it adds something; of very many the first and the nearest."""
    parents = list(dict.fromkeys((*record.references, *record.in_reply_to)))
    return parents if len(parents) <= _REFERENCES else [parents[0], *parents[1 - _REFERENCES :]]


def _clues(record: MailRecord) -> tuple[tuple[int, str], ...]:
    """What the thread of a mail that names no other is told by: clue and kind (store.Clue)."""
    if record.bulk in _MACHINES:
        return ()
    subject = bare_subject(record.subject)
    about = {(hashed(f"subject\n{subject}"), "r" if is_reply(record.subject) else "s")} if subject else set()
    own = {(hashed(line), "o") for line in telling_lines(record.own_text[:_OWN_CLUES])}
    quoted = {(hashed(line), "q") for line in telling_lines(_answered(record.body, record.own)[:_QUOTED_CLUES])}
    return tuple(sorted(about | own | quoted))


def _recipients(record: MailRecord) -> tuple[Who, ...]:
    """Each address once, in its first role."""
    found: dict[str, Who] = {}
    for role, addresses in (("to", record.to), ("cc", record.cc), ("bcc", record.bcc)):
        for address in addresses:
            if address.addr not in found:
                found[address.addr] = _who(address.addr, address.name, role)
    return tuple(found.values())


@lru_cache(maxsize=10_000)
def _who(addr: str, name: str, role: str) -> Who:
    return _storable(addr, 320), _storable(name, 300), role


def _acts(record: MailRecord) -> tuple[Saw, ...]:
    """What is worth keeping of what detection saw; newsletters and robots promise nothing."""
    if record.bulk in _MACHINES or record.automatic or not record.own:
        return ()
    acts = detect(
        record.body,
        speaker=record.sender.addr if record.sender else "",
        to=", ".join(address.addr for address in record.to),
        date=record.date,
        zone_minutes=record.zone_minutes,
        before=_answered(record.body, record.own),
        own=record.own,
        kind="mail",
        subject=record.subject,
    )
    return kept(acts)


def kept(acts: Sequence[Act]) -> tuple[Saw, ...]:
    """The acts that become marks: shown or to be asked about, one for each act at each place."""
    found = {(act.start, act.act): _saw(act) for act in reversed(acts) if act.shown or act.asked}
    return tuple(found[key] for key in sorted(found))


def _saw(act: Act) -> Saw:
    due = act.due.isoformat() if act.due else None
    performer, what, due_text = _storable(act.owner, 320), _storable(act.what, 500), _storable(act.due_text or "", 200)
    return act.act, act.start, act.end, act.confidence, act.shown, performer, what, due, due_text


def _answered(body: str, own: Sequence[tuple[int, int]]) -> str:
    """The beginning of the longest stretch that the sender did not newly write: what the mail answers."""
    edges = [0, *(edge for span in own for edge in span), len(body)]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    return body[start : min(end, start + _ANSWERED)].strip()


def _json(texts: Sequence[str]) -> str:
    return _encode([_storable(text) for text in texts]) if texts else "[]"


def _storable(text: str, longest: int | None = None) -> str:
    """Text that every database takes: no NUL, no half of a surrogate pair, not too long."""
    if longest is not None and len(text) > longest:
        text = text[:longest]
    if text.isascii():
        return text.replace("\0", " ") if "\0" in text else text
    return text.encode("utf-8", "replace").decode().replace("\0", " ")
