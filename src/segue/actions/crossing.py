"""Moves commitments by what was said about them on other threads (`domain.crossing` decides)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Max, Min, QuerySet
from django.db.models.functions import Substr

from segue.domain import commitments as rules
from segue.domain.crossing import MOVES, Loose, Waiting, links
from segue.domain.utterances import Said, WovenMove
from segue.store.messages import key_at
from segue.store.models import Asker, Commitment, Mark, Move

_COLUMNS = (
    "message_id", "message__conversation_id", "message__mine", "message__sent_at", "act", "start", "end", "words",
    "what", "due", "due_text",
)  # fmt: skip

_WAITING = (
    "id", "conversation_id", "connection_id", "mine", "state", "kind", "start", "end", "quote", "what", "made_at",
)  # fmt: skip


def cross(asker: Asker, connections: Iterable[int]) -> set[int]:
    """Look on every thread with these connections for what answers their open commitments; returns those moved.

    Nothing that the owner moved by hand is touched. What it does depends on what is stored, not on the order in
    which that was read.
    """
    loose = _loose(asker, set(connections))
    waiting = _waiting(asker, {each.connection for each in loose})
    made: dict[int, list[WovenMove]] = defaultdict(list)
    for key, move in links(waiting, loose):
        made[key].append(move)
    moved = Commitment.objects.filter(id__in=made).prefetch_related("moves")
    for row in moved:
        _write(row, made[row.id])
    return {row.connection_id for row in moved if row.connection_id is not None}


def _open(asker: Asker, connections: set[int]) -> QuerySet[Commitment]:
    rows = Commitment.objects.owned_by(asker).filter(connection_id__in=connections, by_hand=False, mark__isnull=False)
    return rows.filter(state__in=[str(state) for state in rules.OPEN])


def _waiting(asker: Asker, connections: set[int]) -> list[Waiting]:
    """The open commitments with these connections."""
    if not connections:
        return []
    rows = list(_open(asker, connections).values_list(*_WAITING))
    moves = Move.objects.filter(commitment_id__in=[row[0] for row in rows]).values("commitment_id")
    moved = dict(moves.annotate(last=Max("at")).values_list("commitment_id", "last"))
    return [
        Waiting(
            key, conversation, connection, mine, rules.State(state),
            said=Said(kind, start or 0, end or 0, quote, what=what), moved_at=moved.get(key, made_at),
        )
        for key, conversation, connection, mine, state, kind, start, end, quote, what, made_at in rows
    ]  # fmt: skip


def _loose(asker: Asker, connections: set[int]) -> list[Loose]:
    """The acts between the owner and these connections, after their open commitments, that moved nothing."""
    since = _open(asker, connections).aggregate(since=Min("made_at"))["since"]
    if since is None:
        return []
    marks = Mark.objects.owned_by(asker).filter(shown=True, act__in=MOVES, message_id__gt=key_at(since))
    words = Substr("message__body", F("start") + 1, F("end") - F("start"))
    marks = marks.exclude(verdict=Mark.Verdict.REJECTED).annotate(words=words)
    theirs = marks.filter(message__mine=False, message__sender__person__connection__in=connections)
    ours = marks.filter(message__mine=True, message__recipients__address__person__connection__in=connections)
    found = {}
    for rows, other in (
        (theirs, "message__sender__person__connection"),
        (ours, "message__recipients__address__person__connection"),
    ):
        for connection, id_, *row in rows.values_list(other, "id", *_COLUMNS):
            found[connection, id_] = _as_loose(connection, *row)
    messages = {each.message for each in found.values()}
    used = set(Move.objects.filter(message_id__in=messages).values_list("message_id", "words"))
    return [
        each
        for each in found.values()
        if each.connection in connections and (each.message, each.said.words[:1000]) not in used
    ]


def _as_loose(connection: int, *columns: Any) -> Loose:
    message, conversation, mine, at, act, start, end, words, what, due, due_text = columns
    said = Said(act, start, end, " ".join(words.split()), what=what, due=due, due_text=due_text)
    return Loose(message, conversation, connection, mine, at, said)


def _write(row: Commitment, moves: list[WovenMove]) -> None:
    before = [
        rules.DatedMove(rules.Move(each.move), rules.Side(each.by), each.at, each.due) for each in row.moves.all()
    ]
    history = rules.replay([*before, *(each.made for each in moves)])
    row.state, row.due = str(history.state), history.due
    row.save(update_fields=["state", "due"])
    Move.objects.bulk_create(
        Move(
            owner_id=row.owner_id, commitment=row, move=str(each.made.move), by=str(each.made.by), at=each.made.at,
            due=each.made.due, words=each.words[:1000], message_id=each.message_id,
        )
        for each in moves
    )  # fmt: skip
