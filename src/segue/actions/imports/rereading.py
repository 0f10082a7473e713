"""Working out anew, for everything stored, what depends on which addresses are mine: the same as a fresh import would.

Statements over whole tables, for the rare day on which somebody corrects their addresses.
"""

# ruff: noqa: S608 (every value is a mark)
from __future__ import annotations

from collections.abc import Collection

from segue.actions.imports.fresh import Met
from segue.actions.imports.persons import recognise_spellings
from segue.store import bulk
from segue.store.models import STALE, Connection, Conversation, Exchange, Person

_MINE = "(SELECT id FROM store_address WHERE owner_id = %s AND kind = 'mine')"
_FLAGS = f"""
UPDATE store_message SET mine = NOT mine
WHERE owner_id = %s AND mine <> (sender_id IS NOT NULL AND sender_id IN {_MINE})
"""
_NEED_PERSON = """
SELECT id, addr, name, kind, person_id FROM store_address a
WHERE owner_id = %s AND kind = 'person' AND person_id IS NULL AND (
    EXISTS (SELECT 1 FROM store_message m WHERE m.sender_id = a.id AND m.bulk IN ('', 'list'))
    OR EXISTS (SELECT 1 FROM store_recipient r JOIN store_message m ON m.id = r.message_id
               WHERE r.address_id = a.id AND m.mine))
ORDER BY id
"""
_OUT = """
INSERT INTO store_exchange (connection_id, message_id, owner_id, out)
SELECT DISTINCT c.id, m.id, m.owner_id, m.mine
FROM store_message m
JOIN store_recipient r ON r.message_id = m.id AND r.role = 'to'
JOIN store_address a ON a.id = r.address_id
JOIN store_connection c ON c.person_id = a.person_id
WHERE m.owner_id = %s AND m.mine
"""
_IN = f"""
INSERT INTO store_exchange (connection_id, message_id, owner_id, out)
SELECT DISTINCT c.id, m.id, m.owner_id, m.mine
FROM store_message m
JOIN store_address a ON a.id = m.sender_id
JOIN store_connection c ON c.person_id = a.person_id
WHERE m.owner_id = %s AND NOT m.mine AND m.bulk IN ('', 'list') AND EXISTS (
    SELECT 1 FROM store_recipient r WHERE r.message_id = m.id AND r.role <> 'bcc' AND r.address_id IN {_MINE})
"""
_WRITTEN = """
UPDATE store_connection SET written_first_at = (
    SELECT m.sent_at FROM store_exchange e JOIN store_message m ON m.id = e.message_id
    WHERE e.connection_id = store_connection.id AND e.out ORDER BY m.id LIMIT 1)
WHERE owner_id = %s
"""


def read_again(owner: int, no_longer_persons: Collection[int] = ()) -> None:
    """After addresses have become mine or ceased to be: flags, persons, exchanges; commitments are left stale."""
    bulk.run(_FLAGS, [owner, owner])
    Person.objects.filter(id__in=no_longer_persons, addresses=None).delete()
    _recognise(owner)
    Exchange.objects.filter(owner_id=owner).delete()
    bulk.run(_OUT, [owner])
    bulk.run(_IN, [owner, owner])
    bulk.run(_WRITTEN, [owner])
    Connection.objects.filter(owner_id=owner).update(refresh_at=STALE)
    Conversation.objects.filter(owner_id=owner, messages__marks__isnull=False).update(stale=True)


def _recognise(owner: int) -> None:
    """Those who write to me, and those to whom I turn out to have written, are persons."""
    rows = [Met(*row) for row in bulk.rows_of(_NEED_PERSON, [owner])]
    recognise_spellings(owner, {(met.addr, met.name): met for met in rows}, rows)
