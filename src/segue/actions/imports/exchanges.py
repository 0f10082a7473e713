"""Who exchanged messages with me: what the connections of a batch learn from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from segue.actions.imports.fresh import MINE, Fresh
from segue.actions.stale import mark_stale
from segue.store import bulk
from segue.store.models import Exchange

_MET = """
UPDATE store_person SET
    first_at = CASE WHEN first_at IS NULL OR first_at > %s THEN %s ELSE first_at END,
    last_at = CASE WHEN last_at IS NULL OR last_at < %s THEN %s ELSE last_at END
WHERE id = %s
"""
_WRITTEN = """
UPDATE store_connection SET
    written_first_at = CASE WHEN written_first_at IS NULL OR written_first_at > %s THEN %s ELSE written_first_at END
WHERE id = %s
"""


def store(owner: int, fresh: Sequence[Fresh]) -> None:
    """Write the messages between me and each connection, ids ascending; Today looks at these again."""
    persons = {person for message in fresh for person, _ in _parties(message)}
    query = "SELECT person_id, id FROM store_connection WHERE person_id IN"
    connections: dict[int, int] = dict(bulk.rows_in(query, persons))
    rows = [
        (connections[person], message.id, owner, message.mine)
        for message in fresh
        for person, direct in _parties(message)
        if direct
    ]
    bulk.insert(Exchange, ("connection_id", "message_id", "owner_id", "out"), rows)
    _note_when(fresh, connections)
    mark_stale({connection for connection, *_ in rows})


def _parties(message: Fresh) -> Iterator[tuple[int, bool]]:
    """The persons whom a message brings me together with, each once; whether it is an exchange between us."""
    if message.mail.bulk == "robot":
        direct = {}
    elif message.mine:
        direct = {met.person: role == "to" for met, _, role in reversed(message.recipients)}
    elif message.sender is not None and message.by_a_person:
        direct = {message.sender.person: any(met.kind == MINE and role != "bcc" for met, _, role in message.recipients)}
    else:
        direct = {}
    return ((person, exchange) for person, exchange in direct.items() if person is not None)


def _note_when(fresh: Iterable[Fresh], connections: dict[int, int]) -> None:
    """When each person was first and last met, and when I first wrote to them."""
    met: dict[int, list[str]] = defaultdict(list)
    written: dict[int, str] = {}
    for message in fresh:
        for person, direct in _parties(message):
            met[person].append(message.mail.sent_at)
            if direct and message.mine:
                written.setdefault(connections[person], message.mail.sent_at)
    rows = [(first := min(at), first, last := max(at), last, person) for person, at in met.items()]
    bulk.run_many(_MET, sorted(rows, key=lambda row: row[-1]))
    bulk.run_many(_WRITTEN, [(at, at, connection) for connection, at in sorted(written.items())])
