"""Moves commitments by what was said about them on other threads (`domain.crossing` decides)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.functions import Substr

from segue.domain import commitments as rules
from segue.domain.crossing import MOVES, WHILE, Loose, Waiting, links
from segue.domain.utterances import Said, WovenMove
from segue.store.messages import key_at
from segue.store.models import Asker, Commitment, Mark, Move

_COLUMNS = (
    "message_id", "message__conversation_id", "message__mine", "message__sent_at", "act", "start", "end", "words",
    "what", "due", "due_text",
)  # fmt: skip


def cross(asker: Asker, connections: Iterable[int]) -> set[int]:
    """Look on every thread with these connections for what answers their open commitments; returns those moved.

    Nothing that the owner moved by hand is touched. What it does depends on what is stored, not on the order in
    which that was read.
    """
    rows = {each.id: each for each in _open(asker, set(connections))}
    if not rows:
        return set()
    waiting = [_waiting(each) for each in rows.values()]
    made: dict[int, list[WovenMove]] = defaultdict(list)
    for key, move in links(waiting, _loose(asker, waiting)):
        made[key].append(move)
    for key, moves in made.items():
        _write(rows[key], moves)
    return {row.connection_id for key, row in rows.items() if key in made and row.connection_id is not None}


def _open(asker: Asker, connections: set[int]) -> Iterable[Commitment]:
    rows = Commitment.objects.owned_by(asker).filter(connection_id__in=connections, by_hand=False, mark__isnull=False)
    return rows.filter(state__in=[str(state) for state in rules.OPEN]).prefetch_related("moves")


def _waiting(row: Commitment) -> Waiting:
    moves = list(row.moves.all())
    assert row.connection_id is not None  # the query asks for it
    return Waiting(
        key=row.id,
        conversation=row.conversation_id,
        connection=row.connection_id,
        mine=row.mine,
        state=rules.State(row.state),
        said=Said(row.kind, row.start or 0, row.end or 0, row.quote, what=row.what),
        moved_at=moves[-1].at if moves else row.made_at,
    )


def _loose(asker: Asker, waiting: list[Waiting]) -> list[Loose]:
    """The acts after these commitments that moved nothing, between the owner and who is on the other side."""
    since, until = min(each.moved_at for each in waiting), max(each.moved_at for each in waiting) + WHILE
    connections = {each.connection for each in waiting}
    marks = Mark.objects.owned_by(asker).filter(
        shown=True, act__in=MOVES, message_id__gt=key_at(since), message_id__lt=key_at(until)
    )
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
