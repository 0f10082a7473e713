"""Keeps what Today says decided for each connection, so that showing it costs no more than the rows shown.

A connection is decided anew when a fact about it has changed, or when the moment has come at which time alone
changes the outcome (`Decision.until`, kept as `refresh_at`, indexed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from segue.domain.today import Decision, Row, Rule, decide, to_json
from segue.queries.facts import facts_of
from segue.store.models import STALE, Asker, Commitment, Connection, TodayRow

_CHUNK = 400


def refresh(asker: Asker, now: datetime) -> int:
    """Decide about every connection whose moment has come; returns how many."""
    decided = 0
    while chunk := _due(asker, now):
        with transaction.atomic():
            _decide(asker, chunk, now)
        decided += len(chunk)
    return decided


def note_shown(asker: Asker, rows: Iterable[Row], now: datetime) -> None:
    """Note which "phone them" rows have been on the screen: a week later the one reminder may follow."""
    ids = [row.commitment_id or 0 for row in rows if row.rule is Rule.PHONE_THEM and not row.settled]
    first = Commitment.objects.owned_by(asker).filter(id__in=ids, phone_shown_at=None)
    connections = [each or 0 for each in first.values_list("connection_id", flat=True)] if ids else []
    if connections:
        with transaction.atomic():
            first.update(phone_shown_at=now)
            Connection.objects.owned_by(asker).filter(id__in=connections).update(refresh_at=STALE)


def _due(asker: Asker, now: datetime) -> list[int]:
    due = Connection.objects.owned_by(asker).filter(refresh_at__lte=now).order_by("refresh_at")
    return list(due.values_list("id", flat=True)[:_CHUNK])


def _decide(asker: Asker, ids: Sequence[int], now: datetime) -> None:
    decisions = {facts.id: decide(facts, now) for facts in facts_of(asker, ids, now)}
    TodayRow.objects.filter(connection_id__in=ids).delete()
    TodayRow.objects.bulk_create(
        TodayRow(
            owner_id=asker.member_id,
            connection_id=id_,
            rank=decision.rows[0].rank,
            rows=[to_json(row) for row in decision.rows],
        )
        for id_, decision in decisions.items()
        if decision.rows
    )
    _keep_moments(decisions)


def _keep_moments(decisions: dict[int, Decision]) -> None:
    """Most decisions stand for good, so that few moments are told apart."""
    moments: dict[datetime | None, list[int]] = defaultdict(list)
    for id_, decision in decisions.items():
        moments[decision.until].append(id_)
    for until, ids in moments.items():
        Connection.objects.filter(id__in=ids).update(refresh_at=until)
