"""A store filled with as many generated messages as wanted: people, threads, promises over ten years.

Rows go straight into the tables, so that a million messages take minutes. What matters for speed is as in real
mail: a few people write most of it, one message in twenty holds a commitment, most of these are long over.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOW = datetime.now(UTC).replace(microsecond=0)
YEARS = timedelta(days=3650)
_BATCH = 20_000
_WORDS = ["pilot", "outline", "budget", "meeting", "draft", "contract", "March", "school", "library", "invoice", "call"]


def open_store(home: Path, database: str = "") -> None:
    """Point Django at a store in `home`, migrated. To be called before anything of segue.store is imported.

    Its rows are in SQLite there, unless `database` is the address of another.
    """
    os.environ["SEGUE_HOME"] = str(home)
    os.environ.pop("SEGUE_DATABASE_URL", None)
    if database:
        os.environ["SEGUE_DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "segue.server.settings"
    os.environ["SEGUE_HOSTS"] = "testserver"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def fill(messages: int, seed: int = 7) -> Any:
    """Write `messages` messages for one owner; returns the asker. Deterministic for a seed."""
    from django.db import transaction

    from segue.actions.accounts import first_owner
    from segue.store.models import Member, asker_for

    member = first_owner("ada@lindqvist.example", "Ada", zone="Europe/Stockholm", country="SE", now=NOW, source="bench")
    Member.objects.update(sent_read_to=NOW)
    chance = random.Random(seed)
    with transaction.atomic():
        connections = _people(member.id, max(20, messages // 100))
    for start in range(0, messages, _BATCH):
        with transaction.atomic():
            _messages(member.id, connections, range(start, min(messages, start + _BATCH)), messages, chance)
        print(f"\r  generated {min(messages, start + _BATCH):,} of {messages:,}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return asker_for(Member.objects.get(id=member.id))


def _people(owner: int, count: int) -> Sequence[int]:
    from segue.store import models as m

    ids = range(1, count + 1)
    _insert(m.Person, ({"id": i, "owner_id": owner, "name": f"Person {i}", "sort_name": f"person {i}"} for i in ids))
    _insert(
        m.Address,
        (
            {
                "id": i,
                "owner_id": owner,
                "addr": f"p{i}@x{i % 50}.example",
                "name": f"Person {i}",
                "kind": "person",
                "person_id": i,
            }
            for i in ids
        ),
    )
    first = NOW - YEARS
    _insert(m.Connection, ({"id": i, "owner_id": owner, "person_id": i, "written_first_at": first} for i in ids))
    return ids


def _messages(owner: int, people: Sequence[int], numbers: range, total: int, chance: random.Random) -> None:
    from segue.store import models as m

    messages, threads, exchanges, commitments, moves = [], [], [], [], []
    for number in numbers:
        at = NOW - YEARS * (1 - (number + 1) / (total + 1))
        person = people[min(int(chance.paretovariate(0.7)) - 1, len(people) - 1)]
        out = chance.random() < 0.4
        key, thread = m.message_key(at, number), number // 4 + 1
        if number % 4 == 0:
            threads.append(
                {
                    "id": thread,
                    "owner_id": owner,
                    "subject": f"About {_WORDS[thread % 11]}",
                    "first_at": at,
                    "last_at": at,
                }
            )
        body = " ".join(chance.choices(_WORDS, k=60))
        messages.append(
            {"id": key, "owner_id": owner, "conversation_id": thread, "sent_at": at, "body": body, "mine": out,
             "sender_id": None if out else person, "digest": number.to_bytes(16, "big"), "subject": "About it"}
        )  # fmt: skip
        exchanges.append({"owner_id": owner, "connection_id": person, "message_id": key, "out": out})
        if number % 20 == 0:
            id_, old = number // 20 + 1, number < total * 0.97
            state = "kept" if old and chance.random() < 0.8 else chance.choice(["promised", "requested"])
            commitments.append(
                {"id": id_, "owner_id": owner, "kind": "promise", "state": state, "conversation_id": thread,
                 "connection_id": person, "mine": not out, "what": "send the outline", "made_at": at,
                 "quote": body[:80], "message_id": key, "end": 80,
                 # Half of the late ones were confirmed by hand: words drawn by lot make the others doubtful.
                 "touched_at": None if old or number % 40 else at,
                 "due": (at + timedelta(days=chance.randrange(1, 20))).date()}
            )  # fmt: skip
            first = {"promised": "promise", "kept": "promise", "requested": "request"}[state]
            told = [(first, "A" if first == "request" else "B"), ("report", "B"), ("satisfied", "A")]
            for step, (move, by) in enumerate(told[: 3 if state == "kept" else 1]):
                moves.append(
                    {"owner_id": owner, "commitment_id": id_, "move": move, "by": by, "at": at + timedelta(days=step)}
                )
    for model, rows in ((m.Conversation, threads), (m.Message, messages), (m.Exchange, exchanges),
                        (m.Commitment, commitments), (m.Move, moves)):  # fmt: skip
        _insert(model, rows)


def _insert(model: Any, rows: Any) -> None:
    """Insert dictionaries that name the same columns; every other column gets its default."""
    from django.db import connection, models

    from segue.store.bulk import insert, plain

    rows = list(rows)
    if not rows:
        return
    fields = [f for f in model._meta.concrete_fields if f.column and f.attname in rows[0]]
    columns = [f.column for f in fields]
    names = [f.attname for f in fields]
    ready = [[plain(row[name]) for name in names] for row in rows]
    for at, field in enumerate(fields):
        if isinstance(field, models.JSONField):
            for row in ready:
                row[at] = field.get_db_prep_save(row[at], connection)
    insert(model, columns, ready)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def sizes(arguments: Sequence[str], default: Sequence[int]) -> Iterator[int]:
    """The sizes named on the command line, else the default ones."""
    yield from ([int(each.replace("_", "")) for each in arguments] or default)
