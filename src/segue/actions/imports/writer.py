"""The one writer: a batch of prepared mail becomes rows, together with the position reached, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from segue.actions.imports import addresses, clues, exchanges, persons, signatures, threads
from segue.actions.imports.account import Tally
from segue.actions.imports.forgotten import Forgotten
from segue.actions.imports.fresh import Fresh
from segue.actions.intake.mail import Batch, Outcome, Prepared
from segue.formats.records import SetAside as Aside
from segue.store import bulk
from segue.store.models import Mark, Member, Message, Recipient, SetAside, key_of_second

_MESSAGE = (
    "id", "owner_id", "conversation_id", "sender_id", "sent_at", "zone_minutes", "subject", "body", "own", "digest",
    "message_id", "parents", "folder", "mine", "bulk", "speaker", "attachments", "source_id", "position",
)  # fmt: skip
MARK = (
    "owner_id", "message_id", "act", "start", "end", "confidence", "shown", "performer", "what", "due", "due_text",
    "verdict",
)  # fmt: skip
Part = tuple[Batch, Outcome]
"""A batch, and what became of its mails."""

# Spreads the ids of one mail that several members hold.
_SPREAD = 0x9E3779B1


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the owner before the first mail: which addresses are theirs, and who stays away."""

    mine: frozenset[str]
    forgotten: Forgotten


def write(owner: int, run: int, parts: Sequence[Part], known: Known, now: datetime) -> Tally:
    """Store what is new in these batches and how far their sources have been read; all of it or nothing."""
    at = bulk.written(now)
    mails = [(batch.source, mail) for batch, outcome in parts for mail in known.forgotten.without(_mails(outcome))]
    with transaction.atomic():
        Member.objects.select_for_update().only("id").get(id=owner)  # two imports of one member take turns
        fresh = _fresh(owner, mails)
        store(owner, fresh)
        for batch, outcome in parts:
            _set_aside(owner, run, batch.source, _aside(batch, outcome))
            _advance(batch, _mails(outcome), known.mine, at)
        tally = _tally(parts, len(fresh))
        bulk.run(_COUNTED, [at, tally.size, tally.read, tally.new, tally.known, tally.set_aside, run])
    return tally


def store(owner: int, fresh: list[Fresh]) -> None:
    """Write new messages with all that hangs on them."""
    met = addresses.meet(owner, [message.mail for message in fresh])
    for message in fresh:
        message.address(met)
    persons.recognise(owner, fresh, met.values())
    threads.place(owner, fresh)
    fresh.sort(key=lambda message: message.id)
    bulk.insert(Message, _MESSAGE, [_message(owner, message) for message in fresh])
    bulk.insert(Recipient, ("message_id", "address_id", "owner_id", "role"), list(_recipients(owner, fresh)))
    bulk.insert(Mark, MARK, [(owner, each.id, *saw, "") for each in fresh for saw in each.mail.acts])
    bulk.index_text([(each.id, each.mail.subject, each.mail.body) for each in fresh])
    clues.store(owner, fresh)
    exchanges.store(owner, fresh)
    signatures.store(owner, fresh)


def _mails(outcome: Outcome) -> list[Prepared]:
    return [each for each in outcome if not isinstance(each, Aside)]


def _aside(batch: Batch, outcome: Outcome) -> list[Aside]:
    return [*batch.aside, *(each for each in outcome if isinstance(each, Aside))]


def _tally(parts: Sequence[Part], new: int) -> Tally:
    mails = sum(len(_mails(outcome)) for _, outcome in parts)
    aside = sum(len(_aside(batch, outcome)) for batch, outcome in parts)
    return Tally(mails + aside, new, mails - new, aside, sum(batch.size for batch, _ in parts))


def _fresh(owner: int, mails: Iterable[tuple[int, Prepared]]) -> list[Fresh]:
    """The mails that the owner does not hold yet, each once, with their sources and ids."""
    by_digest: dict[bytes, tuple[int, Prepared]] = {}
    for source, mail in mails:
        if not mail.again:
            by_digest.setdefault(mail.digest, (source, mail))
    query = "SELECT digest FROM store_message WHERE owner_id = %s AND digest IN"
    for (digest,) in bulk.rows_in(query, list(by_digest), [owner]):
        del by_digest[bytes(digest)]
    return _with_ids(owner, list(by_digest.values()))


def _with_ids(owner: int, mails: Sequence[tuple[int, Prepared]]) -> list[Fresh]:
    """Ids follow from second and digest, so that they are the same in whatever order the mail is read."""
    wanted = [key_of_second(mail.second, _running(owner, mail.digest)) for _, mail in mails]
    return [Fresh(mail, id_, source) for (source, mail), id_ in zip(mails, free_ids(wanted), strict=True)]


def _running(owner: int, digest: bytes) -> int:
    return int.from_bytes(digest[:4], "big") + owner * _SPREAD


def free_ids(wanted: Sequence[int]) -> list[int]:
    """These message ids, or for those that are taken the next that are not."""
    taken = {id_ for (id_,) in bulk.rows_in("SELECT id FROM store_message WHERE id IN", wanted)}
    free = []
    for id_ in wanted:
        while id_ in taken:
            id_ += 1
            if id_ not in taken:
                taken.update(row for (row,) in bulk.rows_in("SELECT id FROM store_message WHERE id IN", [id_]))
        taken.add(id_)
        free.append(id_)
    return free


def _message(owner: int, message: Fresh) -> tuple[object, ...]:
    mail = message.mail
    return (
        message.id, owner, message.conversation, message.sender.id if message.sender else None, mail.sent_at,
        mail.zone_minutes, mail.subject, mail.body, mail.own, mail.digest, mail.message_id, mail.parents, mail.folder,
        message.mine, mail.bulk, "", mail.attachments, message.source, mail.position,
    )  # fmt: skip


def _recipients(owner: int, fresh: Iterable[Fresh]) -> Iterable[tuple[int, int, int, str]]:
    return ((message.id, met.id, owner, role) for message in fresh for met, _, role in message.recipients)


def _set_aside(owner: int, run: int, source: int, aside: Iterable[Aside]) -> None:
    rows = [(owner, run, source, each.position, each.reason[:500]) for each in aside]
    bulk.insert_missing(SetAside, ("owner_id", "run_id", "source_id", "position", "reason"), rows)


_COUNTED = """
UPDATE store_import SET beat_at = %s, read_bytes = read_bytes + %s,
    read = read + %s, new = new + %s, known = known + %s, set_aside = set_aside + %s
WHERE id = %s
"""
_ADVANCED = """
UPDATE store_source SET position = %s, floor = %s, fingerprint = %s, read = read + %s, mine = mine + %s,
    oldest_at = CASE WHEN oldest_at IS NULL OR oldest_at > %s THEN %s ELSE oldest_at END,
    newest_at = CASE WHEN newest_at IS NULL OR newest_at < %s THEN %s ELSE newest_at END
WHERE id = %s
"""
_FINISHED = "UPDATE store_source SET finished_at = %s, sent = sent OR (mine > 0 AND mine * 20 >= read) WHERE id = %s"


def _advance(batch: Batch, mails: Sequence[Prepared], mine: Set[str], at: str) -> None:
    dates = [mail.sent_at for mail in mails if mail.second]
    sent = sum(mail.sender is not None and mail.sender[0] in mine for mail in mails)
    reached = (batch.after, batch.floor, batch.fingerprint, len(mails), sent)
    first, last = min(dates, default=None), max(dates, default=None)
    bulk.run(_ADVANCED, [*reached, first, first, last, last, batch.source])
    if batch.last:
        bulk.run(_FINISHED, [at, batch.source])
