"""Which addresses are mine: looked for before the first mail is stored, confirmed once, and changeable later."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Max, Q

from segue.actions.deeds import Change, deed
from segue.actions.imports.addresses import list_address
from segue.actions.imports.fresh import MINE, PERSON, ROBOT
from segue.actions.imports.rereading import read_again
from segue.actions.intake.sources import CHAT, MailSource
from segue.actions.weave import weave_stale
from segue.domain.addresses import robot_reason
from segue.domain.chats import is_handle
from segue.domain.mine import Mine, Use, likely_mine
from segue.formats import mime
from segue.formats.records import MailRecord, RawMail, SetAside
from segue.store.models import Address, Asker, Member, Person
from segue.store.plain import snapshot

Confirm = Callable[[tuple[Mine, ...]], Iterable[str]]

# Mails looked at in each source, and altogether.
_OF_EACH, _OF_ALL = 100, 1_000
_DELIVERED = re.compile(rb"^(?:Delivered-To|X-Original-To|Envelope-To):[ \t]*<?([^\s<>]+@[^\s<>]+)>?", re.I | re.M)


def my_addresses(asker: Asker) -> set[str]:
    """The mail addresses taken to be the asker's, confirmed or not."""
    mine = Address.objects.owned_by(asker).filter(kind=Address.Kind.MINE).values_list("addr", flat=True)
    return {addr for addr in mine if not is_handle(addr)}


def be_called(asker: Asker, handle: str, name: str, now: datetime) -> None:
    """The asker is this one in chats."""
    values = {"kind": MINE, "person": None, "confirmed_at": now, "name": name[:300]}
    Address.objects.update_or_create(owner_id=asker.member_id, addr=handle, defaults=values)


def ensure_mine(
    asker: Asker, sources: Sequence[MailSource], now: datetime, given: Collection[str], confirm: Confirm | None
) -> set[str]:
    """The asker's addresses: those given, else those known, else those found and confirmed. New ones are stored."""
    known = my_addresses(asker)
    account = Member.objects.select_related("user").get(id=asker.member_id).user.email.lower()
    mail = [source for source in sources if source.kind != CHAT]
    wanted = {addr.lower() for addr in given} or known or (_found(mail, confirm) if mail else set())
    _store(asker, (wanted | {account}) - known, now if given or confirm else None)
    return my_addresses(asker)


def set_mine(asker: Asker, addresses: Iterable[str], now: datetime, *, source: str) -> None:
    """Say which mail addresses are the asker's, and no others; who wrote what to whom is worked out anew.

    What the asker is called in chats stays as it is.
    """
    wanted = {addr.lower() for addr in addresses}
    with deed(asker, "name my addresses", now, source=source) as change:
        rows = Address.objects.owned_by(asker).filter(Q(kind=MINE) | Q(addr__in=wanted))
        before = {row.id: snapshot(row) for row in rows}
        for row in rows.filter(kind=MINE).exclude(addr__in=wanted):
            if is_handle(row.addr):
                continue
            row.kind = ROBOT if robot_reason(row.addr) else PERSON
            row.confirmed_at = None
            row.save(update_fields=["kind", "confirmed_at"])
        persons = {columns["person_id"] for columns in before.values()} - {None}
        _store(asker, wanted, now)
        for person in Person.objects.filter(id__in=persons, addresses=None):
            change.delete_whole(person)
        change.mine(_read_again(asker))
        _record(change, asker, before, wanted)
        change.text = f"Your addresses: {', '.join(sorted(wanted))}."
    weave_stale(asker, now)


def _read_again(asker: Asker) -> list[int]:
    """Work out anew who wrote what to whom; gives the persons who were made."""
    mine = Person.objects.owned_by(asker)
    last = mine.aggregate(last=Max("id"))["last"] or 0
    read_again(asker.member_id)
    return list(mine.filter(id__gt=last).values_list("id", flat=True))


def _record(change: Change, asker: Asker, before: dict[int, dict[str, Any]], wanted: set[str]) -> None:
    for row in Address.objects.owned_by(asker).filter(Q(id__in=before) | Q(addr__in=wanted)):
        change.wrote("address", row.id, before.get(row.id), snapshot(row))


def _store(asker: Asker, addresses: Iterable[str], confirmed_at: datetime | None) -> None:
    for addr in sorted(addresses):
        values = {"kind": MINE, "person": None, "confirmed_at": confirmed_at, "why": ""}
        Address.objects.update_or_create(owner_id=asker.member_id, addr=addr, defaults=values)


def _found(sources: Sequence[MailSource], confirm: Confirm | None) -> set[str]:
    """What a look at some of the mail suggests; whoever starts the import has the last word, where asked."""
    uses, messages = _uses(sources)
    likely = likely_mine(uses, messages)
    return {addr.lower() for addr in confirm(likely)} if confirm else {each.address for each in likely}


def _uses(sources: Sequence[MailSource]) -> tuple[list[Use], int]:
    sent, delivered, to, wrote = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    lists: set[str] = set()
    messages = 0
    for source in sorted(sources, key=lambda source: not source.sent):
        for raw, record in islice(_sample(source), min(_OF_EACH, _OF_ALL - messages)):
            messages += 1
            author = record.sender.addr if record.sender else ""
            wrote[author] += 1
            lists.add(list_address(record.list_id))
            sent[author] += source.sent
            to.update({address.addr for address in (*record.to, *record.cc)})
            delivered.update(_delivered_to(raw))
    everybody = {addr for addr in {*sent, *delivered, *to, *wrote} if addr and not robot_reason(addr)} - lists
    uses = [Use(addr, sent[addr], delivered[addr], to[addr], wrote[addr]) for addr in sorted(everybody)]
    return uses, messages


def _sample(source: MailSource) -> Iterable[tuple[RawMail, MailRecord]]:
    for raw in source.sample():
        head = replace(raw, data=raw.data.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n\n")
        record = mime.read(head)
        if not isinstance(record, SetAside):
            yield head, record


def _delivered_to(raw: RawMail) -> set[str]:
    return {addr.decode("ascii", "replace").lower() for addr in _DELIVERED.findall(raw.data)}
