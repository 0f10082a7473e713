"""One mail, from bytes to what the writer needs: decoded, its acts detected, everything as the database takes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import islice

from segue.actions.errors import Unfit
from segue.actions.intake.mail import Bundle, Plain, Prepared, Raw, RawChat, Saw, Who
from segue.detect import Act, Letter, detect, detect_all
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
    raws = [(raw, place in batch.copies) for batch in bundle.batches for place, raw in enumerate(batch.mails)]
    mails = iter(_prepared(raws, bundle.region))
    return [[_plain(mail) for mail in islice(mails, len(batch.mails))] for batch in bundle.batches]


def prepare_mail(raw: Raw, region: str | None = None) -> Prepared | SetAside:
    """One mail, prepared or set aside."""
    (mail,) = _prepared([(raw, False)], region)
    return mail


def _prepared(raws: Sequence[tuple[Raw, bool]], region: str | None) -> list[Prepared | SetAside]:
    """Each mail; of those that are likely copies no more than to tell."""
    opened = [_opened(raw, region, copy=copy) for raw, copy in raws]
    told = iter(_told([letter for _, letter in opened if letter]))
    pairs = zip(raws, opened, strict=True)
    return [_with_acts(raw, mail, next(told)) if letter else mail for (raw, _), (mail, letter) in pairs]


def _with_acts(raw: Raw, mail: Prepared | SetAside, acts: tuple[Saw, ...] | str) -> Prepared | SetAside:
    assert isinstance(mail, Prepared)
    return SetAside(raw.source, raw.position, acts) if isinstance(acts, str) else mail._replace(acts=acts)


def _plain(mail: Prepared | SetAside) -> Plain | SetAside:
    return mail if isinstance(mail, SetAside) else tuple(mail)


@cache
def _check_detection() -> None:
    try:
        detect("Could you send it by Friday?", speaker="", to="", date=None, zone_minutes=None)
    except Exception as error:
        raise Unfit(f"Detection does not work: {type(error).__name__}: {error}") from error


def _opened(raw: Raw, region: str | None, *, copy: bool) -> tuple[Prepared | SetAside, Letter | None]:
    """One mail, its acts apart, and what is to be read for these; of a `copy` what tells it as one.

    What no reader foresaw is set aside like any other broken mail, what is wrong with us is raised.
    """
    record = raw if isinstance(raw, RawChat) else mime.read_head(raw) if copy else mime.read(raw)
    try:
        if isinstance(record, RawChat):
            return _chatted(record), _letter_of_chat(record)
        if isinstance(record, SetAside):
            return record, None
        if isinstance(record, KnownMail):
            return seen_again(record), None
        return prepared(record, region), _letter(record)
    except (ImportError, MemoryError, OSError):
        raise
    except Exception as error:
        return SetAside(raw.source, raw.position, _reason(error)), None


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:500]


def _told(letters: Sequence[Letter]) -> list[tuple[Saw, ...] | str]:
    """The acts in each letter; where reading one fails, why."""
    try:
        return [kept(acts) for acts in detect_all(letters)]
    except (ImportError, MemoryError, OSError):
        raise
    except Exception as error:
        return [_reason(error)] if len(letters) == 1 else [told for each in letters for told in _told([each])]


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
        acts=(),
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
        (), (), ((dialled, number, "mobile"),) if number else (), "", "", "chat",
        _storable(raw.title, 998),
    )  # fmt: skip


def _letter_of_chat(raw: RawChat) -> Letter | None:
    text = _storable(raw.record.text)
    to = ", ".join(name for _, name, _ in raw.to)
    return Letter(text, raw.sender[1], to, raw.at, raw.zone_minutes, raw.before, kind="chat") if text else None


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
    quoted = {(hashed(line), "q") for line in telling_lines(answered(record.body, record.own)[:_QUOTED_CLUES])}
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


def _letter(record: MailRecord) -> Letter | None:
    """What detection reads of a mail: newsletters and robots promise nothing."""
    if record.bulk in _MACHINES or record.automatic or not record.own:
        return None
    return Letter(
        record.body,
        speaker=record.sender.addr if record.sender else "",
        to=", ".join(address.addr for address in record.to),
        date=record.date,
        zone_minutes=record.zone_minutes,
        before=answered(record.body, record.own),
        own=record.own,
        subject=record.subject,
    )


def kept(acts: Sequence[Act]) -> tuple[Saw, ...]:
    """The acts that become marks: shown or to be asked about, one for each act at each place."""
    found = {(act.start, act.act): _saw(act) for act in reversed(acts) if act.shown or act.asked}
    return tuple(found[key] for key in sorted(found))


def _saw(act: Act) -> Saw:
    due = act.due.isoformat() if act.due else None
    performer, what, due_text = _storable(act.owner, 320), _storable(act.what, 500), _storable(act.due_text or "", 200)
    return act.act, act.start, act.end, act.confidence, act.shown, performer, what, due, due_text


def answered(body: str, own: Sequence[tuple[int, int]]) -> str:
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
