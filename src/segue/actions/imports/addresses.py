"""The addresses that a batch met: their rows, made where they are new."""

from __future__ import annotations

from collections.abc import Iterable

from segue.actions.imports.fresh import LIST, PERSON, ROBOT, Met
from segue.actions.intake.mail import Prepared, Who
from segue.domain.addresses import robot_reason
from segue.domain.chats import is_group, is_handle
from segue.store import bulk
from segue.store.models import Address, Person


def meet(owner: int, mails: Iterable[Prepared]) -> dict[str, Met]:
    """Every address in these mails; new ones are stored, and the spelling met last is kept."""
    spelled = _spelled(mails)
    met = meet_spellings(owner, spelled)
    _call_lists([met[addr] for addr in _lists(mails, spelled) if met[addr].kind == PERSON])
    return met


def meet_spellings(owner: int, spelled: dict[str, str]) -> dict[str, Met]:
    """These addresses with the names they are written with; new ones are stored, a new name is kept."""
    met = _known(owner, spelled)
    _add(owner, {addr: name for addr, name in spelled.items() if addr not in met}, met)
    _rename([met[addr] for addr, name in spelled.items() if name and name != met[addr].name], spelled)
    return met


def _spelled(mails: Iterable[Prepared]) -> dict[str, str]:
    """Each address with the name that it was last written with; empty where it never had one."""
    spelled: dict[str, str] = {}
    for mail in mails:
        for addr, name, _ in _everybody(mail):
            if name or addr not in spelled:
                spelled[addr] = name
    return spelled


def _everybody(mail: Prepared) -> tuple[Who, ...]:
    return (mail.sender, *mail.recipients) if mail.sender else mail.recipients


def list_address(list_id: str) -> str:
    """The address that a List-Id names: people.example.org is the list people@example.org (RFC 2919)."""
    return list_id.replace(".", "@", 1)


def _lists(mails: Iterable[Prepared], spelled: dict[str, str]) -> set[str]:
    return {addr for mail in mails if mail.list_id if (addr := list_address(mail.list_id)) in spelled}


def _known(owner: int, addrs: Iterable[str]) -> dict[str, Met]:
    columns = "SELECT id, addr, name, kind, person_id FROM store_address WHERE owner_id = %s AND addr IN"
    return {row[1]: Met(*row) for row in bulk.rows_in(columns, addrs, [owner])}


def _add(owner: int, spelled: dict[str, str], met: dict[str, Met]) -> None:
    ids = bulk.reserve_ids(Address, len(spelled))
    rows = []
    for number, (addr, name) in zip(ids, spelled.items(), strict=True):
        why = robot_reason(addr) or ("" if "@" in addr or is_handle(addr) else "is no mail address")
        kind = LIST if is_group(addr) else ROBOT if why else PERSON
        met[addr] = Met(number, addr, name, kind)
        rows.append((number, owner, addr, name, met[addr].kind, why[:200]))
    bulk.insert(Address, ("id", "owner_id", "addr", "name", "kind", "why"), rows)


def _rename(others: list[Met], spelled: dict[str, str]) -> None:
    for each in others:
        each.name = spelled[each.addr]
    bulk.run_many("UPDATE store_address SET name = %s WHERE id = %s", [(each.name, each.id) for each in others])


def _call_lists(lists: list[Met]) -> None:
    """What turns out to be a list is no person any more."""
    statement = "UPDATE store_address SET kind = %s, why = %s, person_id = NULL WHERE id IN"
    persons = [each.person for each in lists if each.person is not None]
    for each in lists:
        each.kind, each.person = LIST, None
    bulk.run_in(statement, [each.id for each in lists], [LIST, "a List-Id names it"])
    Person.objects.filter(id__in=persons, addresses=None).delete()
