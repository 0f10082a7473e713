"""Furnishes a store that `_world.fill` has filled: ways, talks, boards, plans, topics, so that every screen has work.

What is not said otherwise is spread over the two hundred people whom the owner writes to most.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from _world import NOW, _insert

MET = 200
TALKS = 2_000
_STAGES = ("intent", "relatedness", "possibilities", "opportunity", "action", "maintained", "closed")
_ENDINGS = ("next step", "next step", "next step", "enjoyed", "honest close", "")


def furnish(owner: int, seed: int = 11) -> None:
    """Write all of it for this owner, who knows MET people or more; deterministic for a seed."""
    from django.db import connection, transaction

    from segue.store import models as m
    from segue.store.bulk import rows_of, run

    chance = random.Random(seed)
    with transaction.atomic():
        last = rows_of("SELECT connection_id, MAX(message_id) FROM store_exchange GROUP BY connection_id")
        met = [(m.moment_of(key), id_) for id_, key in last]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE store_person SET last_at = %s, first_at = last_at WHERE id = %s", met)
        run("UPDATE store_conversation SET message_count = 4")
        run("UPDATE store_message SET own = '[[0, ' || length(body) || ']]'")
        needs = [
            m.Need.objects.create(owner_id=owner, name=f"Need {n}", since=NOW - timedelta(days=400)) for n in range(20)
        ]
        _ways(owner, needs, chance)
        _insert(m.Topic, _topics(owner, chance))
        _insert(m.Occasion, _occasions(owner, chance))
        _insert(
            m.News,
            (
                {"owner_id": owner, "topic": f"topic {n}", "title": f"News {n}", "at": NOW - timedelta(hours=n)}
                for n in range(60)
            ),
        )
        _insert(
            m.Victory,
            (
                {
                    "owner_id": owner,
                    "text": f"Person {n} said it helped",
                    "at": NOW - timedelta(days=n),
                    "person_id": n + 1,
                }
                for n in range(300)
            ),
        )
        _talks(owner, chance)
        for number in range(1, 21):
            _together(owner, number)
        _marks(owner)
        source = m.Source.objects.create(
            owner_id=owner, name="Sent.mbox", kind="mbox", fingerprint="1", sent=True, newest_at=NOW, finished_at=NOW
        )
        run_ = m.Import.objects.create(
            owner_id=owner, paths=["Sent.mbox"], state="finished", started_at=NOW, finished_at=NOW, total_bytes=1,
            read_bytes=1, read=1, new=1,
        )  # fmt: skip
        m.SetAside.objects.create(owner_id=owner, run=run_, source=source, position=1, reason="a part without an end")
        pairs = (
            {"owner_id": owner, "first_id": n, "second_id": n + 1, "rule": "name", "reason": "Alike."}
            for n in range(1, 100, 2)
        )
        _insert(m.DoubtfulPair, pairs)
        _insert(
            m.Phone,
            (
                {"owner_id": owner, "person_id": n, "number": f"+4670{n}", "shown": f"070 {n}", "source": "card"}
                for n in range(1, MET)
            ),
        )
        run("INSERT INTO message_search(message_search) VALUES ('rebuild')")
        run("ANALYZE")


def _ways(owner: int, needs: list[Any], chance: random.Random) -> None:
    from segue.store import models as m

    moves = []
    for number in range(1, MET + 1):
        stage = chance.choice(_STAGES)
        since = NOW - timedelta(days=chance.randrange(90), hours=number % 24)
        closed = {"closed_at": since, "closed_by": "me", "closed_terms": "no fit now"} if stage == "closed" else {}
        cadence = (
            {"cadence_ideal_days": 30, "cadence_longest_days": 45, "cadence_since": since} if number % 5 == 0 else {}
        )
        m.Connection.objects.filter(id=number).update(
            stage=stage, stage_since=since, need=chance.choice([*needs, None]), intent="A pilot", **closed, **cadence
        )  # fmt: skip
        moves.append({"owner_id": owner, "connection_id": number, "at": since, "was": "", "to": stage})
    _insert(m.StageMove, moves)


def _topics(owner: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(2 * MET):
        yield {
            "owner_id": owner,
            "person_id": number % MET + 1,
            "name": f"topic {chance.randrange(60)}",
            "said": "so",
            "at": NOW,
        }


def _occasions(owner: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(1, MET):
        yield {"owner_id": owner, "person_id": number, "what": "birthday", "month": chance.randrange(1, 13), "day": 3}


def _talks(owner: int, chance: random.Random) -> None:
    """Talks of ten years, the latest still to come; a quarter of what was agreed in mail was agreed in one of them."""
    from segue.store import models as m

    first = m.Conversation.objects.order_by("-id").values_list("id", flat=True)[0] + 1
    talks, present = [], []
    for number in range(TALKS):
        at = NOW + timedelta(days=3) - timedelta(days=3653) * (number / TALKS) ** 2
        held, ends = at < NOW, at + timedelta(minutes=30)
        ending = chance.choice(_ENDINGS) if held and number > 10 else ""
        talks.append(
            {"id": first + number, "owner_id": owner, "medium": "call", "subject": f"Talk {number}",
             "objective": "a yes", "first_at": at, "last_at": ends, "held_until": ends,
             "ending": ending, "wrapped_at": at + timedelta(hours=1) if ending else None,
             "rating": chance.randrange(1, 6) if held else None, "expectation": chance.randrange(0, 101, 10),
             "expected": "a yes", "happened": chance.choice(("yes", "no")) if held else ""}
        )  # fmt: skip
        present.append({"owner_id": owner, "conversation_id": first + number, "person_id": chance.randrange(MET) + 1})
    _insert(m.Conversation, talks)
    _insert(m.Participant, present)
    latest = m.Commitment.objects.order_by("-id").values_list("id", flat=True)[: TALKS // 2]
    for place, id_ in enumerate(latest):
        m.Commitment.objects.filter(id=id_).update(conversation_id=first + 12 + place)


def _together(owner: int, number: int) -> None:
    from segue.store import models as m

    board = m.Board.objects.create(owner_id=owner, connection_id=number, topic="A pilot", opened_at=NOW, mode="days")
    ideas = [
        m.Idea(owner_id=owner, board=board, text=f"Idea {n}", by="me", at=NOW, group=f"G{n % 5}") for n in range(40)
    ]
    m.Idea.objects.bulk_create(ideas)
    opportunity = m.Opportunity.objects.create(owner_id=owner, connection_id=number, name="Readers", opened_at=NOW)
    for topic in ("outcomes", "timing", "responsibilities", "resources"):
        m.Term.objects.create(owner_id=owner, opportunity=opportunity, topic=topic, mine="March", theirs="April")
    plan = m.Plan.objects.create(
        owner_id=owner, connection_id=number, name="Readers", opened_at=NOW, check_in_on=NOW.date(), every_days=14
    )
    items = [m.PlanItem(owner_id=owner, plan=plan, what=f"Item {n}", side="me", due=NOW.date()) for n in range(30)]
    m.PlanItem.objects.bulk_create(items)


def _marks(owner: int) -> None:
    """One detected act in each of the latest two thousand messages."""
    from segue.store import models as m

    keys = list(m.Message.objects.order_by("-id").values_list("id", flat=True)[:2_000])
    _insert(
        m.Mark,
        ({"owner_id": owner, "message_id": key, "act": "request", "start": 0, "end": 20, "confidence": 0.9,
          "shown": True, "performer": "addressee", "what": "send it"} for key in keys),
    )  # fmt: skip
