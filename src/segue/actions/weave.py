"""Reads conversations that have changed into commitments, and keeps what the owner did by hand.

`domain.weave` decides; this loads a conversation, compares with what is stored, and writes the difference.
Running it again changes nothing. Conversations are taken newest first, so that Today is useful early.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from segue.actions.crossing import cross
from segue.actions.raising import raise_anew
from segue.actions.stale import mark_stale
from segue.actions.today import refresh
from segue.domain import commitments as rules
from segue.domain.phrases import action_phrase
from segue.domain.utterances import ME, Woven, WovenMove
from segue.domain.weave import fingerprint, weave
from segue.queries.threads import Thread, threads_of
from segue.store import bulk
from segue.store.models import Asker, Commitment, Conversation, Move, Reminder

__all__ = ["fingerprint", "weave_conversations", "weave_stale"]

_CHUNK = 2_000
_DETECTED = (
    "kind", "mine", "what", "made_at", "due_text", "performer_zone", "message_id", "start", "end", "quote",
    "confidence", "named",
)  # fmt: skip
_STANDING = ("conversation_id", "connection_id", "state", "due", "answered_at")
_COMMITMENT = ("id", "owner_id", "team_id", "mark_id", *_DETECTED, *_STANDING)
_MOVE = ("owner_id", "commitment_id", "move", "by", "at", "due", "words", "message_id")


def weave_stale(asker: Asker, now: datetime, *, since: datetime | None = None, limit: int | None = None) -> int:
    """Read the conversations that have changed, newest first; only those alive since `since`, where given.

    Returns how many commitments came into being; Today knows of them. Each chunk is a transaction of its own,
    so an interrupted run goes on where it stopped.
    """
    begun, left = 0, limit
    while left is None or left > 0:
        with transaction.atomic():
            chunk = _stale_ids(asker, since, min(_CHUNK, left or _CHUNK))
            if not chunk:
                break
            raise_anew(asker, chunk)
            begun += weave_conversations(asker, chunk)
            Conversation.objects.filter(id__in=chunk).update(stale=False)
        left = None if left is None else left - len(chunk)
    refresh(asker, now)
    return begun


def weave_conversations(asker: Asker, ids: Sequence[int]) -> int:
    """Read these conversations of the asker's; returns how many commitments came into being."""
    ledger = _Ledger(asker)
    connections: set[int] = set()
    for thread in threads_of(asker, ids):
        _reconcile(ledger, thread, weave(thread.utterances, thread.parties))
        connections.update(thread.connections.values())
    begun = ledger.write()
    mark_stale(cross(asker, connections))
    return begun


class _Ledger:
    """What is to be written for a chunk of conversations, in as few statements as there are kinds of rows."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker
        self.begun: list[tuple[int | None, int, Woven, dict[str, Any]]] = []
        self.touched: set[int | None] = set()

    def write(self) -> int:
        """Write it all; returns how many commitments came into being."""
        owner, ids = self.asker.member_id, bulk.reserve_ids(Commitment, len(self.begun))
        rows, moves = [], []
        for id_, (team, mark, woven, values) in zip(ids, self.begun, strict=True):
            rows.append((id_, owner, team, mark, *(bulk.plain(values[name]) for name in (*_DETECTED, *_STANDING))))
            moves += [(owner, id_, *_move(each)) for each in woven.moves]
        bulk.insert(Commitment, _COMMITMENT, rows)
        bulk.insert(Move, _MOVE, moves)
        for id_, (_, _, woven, _) in zip(ids, self.begun, strict=True):
            _note_reminder(owner, id_, woven)
        mark_stale({each for each in self.touched if each is not None})
        return len(self.begun)


def _stale_ids(asker: Asker, since: datetime | None, count: int) -> list[int]:
    stale = Conversation.objects.owned_by(asker).filter(stale=True)
    if since is not None:
        stale = stale.filter(last_at__gte=since)
    return list(stale.order_by("-last_at").values_list("id", flat=True)[:count])


def _reconcile(ledger: _Ledger, thread: Thread, woven: list[Woven]) -> None:
    """Note what the conversation now says; rows of the owner's own hand are added to, never taken back."""
    wanted: set[int] = set()
    for each in woven:
        mark = thread.marks[each.message_id, each.said.start, each.said.act]
        if mark in wanted:
            continue
        wanted.add(mark)
        if mark in thread.stored:
            _update(ledger, thread.stored[mark], each, thread)
        else:
            _begin(ledger, mark, each, thread)
    for mark, commitment in thread.stored.items():
        if mark not in wanted and not commitment.by_hand:
            ledger.touched.add(commitment.connection_id)
            commitment.delete()


def _begin(ledger: _Ledger, mark: int, woven: Woven, thread: Thread) -> None:
    values = _as_detected(woven, thread, ledger.asker) | _standing(woven.moves, woven, thread)
    ledger.begun.append((thread.team_id, mark, woven, values))
    ledger.touched.add(values["connection_id"])


def _update(ledger: _Ledger, commitment: Commitment, woven: Woven, thread: Thread) -> None:
    """Bring a stored row up to what was woven, where that says something else."""
    moves, stored = _moves(commitment, woven)
    values = _standing(moves, woven, thread)
    if not commitment.by_hand:
        values |= _as_detected(woven, thread, ledger.asker)
    if stored != len(moves) or any(getattr(commitment, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(commitment, name, value)
        commitment.save()
        _replace_moves(commitment, moves)
        ledger.touched.add(commitment.connection_id)
    _note_reminder(commitment.owner_id, commitment.id, woven)


def _note_reminder(owner: int, commitment: int, woven: Woven) -> None:
    if woven.reminded:
        at, message = woven.reminded
        values = {"owner_id": owner, "at": at, "how": Reminder.How.FOUND, "message_id": message}
        Reminder.objects.get_or_create(request_id=commitment, defaults=values)


def _standing(moves: list[WovenMove], woven: Woven, thread: Thread) -> dict[str, Any]:
    """Where it stands after these moves, and with whom."""
    history = rules.replay(each.made for each in moves)
    other = woven.requester if woven.performer == ME else woven.performer
    return {
        "conversation_id": thread.id,
        "connection_id": thread.connections.get(other),
        "state": str(history.state),
        "due": history.due,
        "answered_at": woven.answered_at,
    }


def _as_detected(woven: Woven, thread: Thread, asker: Asker) -> dict[str, Any]:
    said = woven.said
    return {
        "kind": str(woven.kind),
        "mine": woven.performer == ME,
        "what": action_phrase(woven.deed.what, woven.deed.words, woven.deed.due_text),
        "made_at": woven.made_at,
        "due_text": said.due_text[:200],
        "performer_zone": asker.zone if woven.performer == ME else thread.zones.get(woven.performer, ""),
        "message_id": woven.message_id,
        "start": said.start,
        "end": said.end,
        "quote": said.words[:1000],
        "confidence": said.confidence,
        "named": woven.named,
    }


def _moves(commitment: Commitment, woven: Woven) -> tuple[list[WovenMove], int]:
    """The moves to store, and how many are stored: what the owner did by hand stands, later words follow it."""
    stored = list(commitment.moves.all()) if commitment.pk else []
    by_hand = [each for each in stored if each.by_hand]
    if not by_hand:
        return woven.moves, len(stored)
    before = [_as_woven(each) for each in stored if each.at <= by_hand[-1].at]
    state = rules.replay(each.made for each in before).state
    for each in woven.moves:
        if each.made.at > by_hand[-1].at and (each.made.by, each.made.move) in rules.TABLE[state]:
            state = rules.apply(state, each.made.move, each.made.by)
            before.append(each)
    return before, len(stored)


def _as_woven(move: Move) -> WovenMove:
    made = rules.DatedMove(rules.Move(move.move), rules.Side(move.by), move.at, move.due)
    return WovenMove(made, move.message_id or 0, move.words)


def _replace_moves(commitment: Commitment, moves: list[WovenMove]) -> None:
    """Replace the detected moves; those made by hand stay as they are."""
    commitment.moves.filter(by_hand=False).delete()
    kept = {(each.at, each.move) for each in commitment.moves.all()}
    fresh = [each for each in moves if (each.made.at, str(each.made.move)) not in kept]
    bulk.insert(Move, _MOVE, [(commitment.owner_id, commitment.id, *_move(each)) for each in fresh])


def _move(woven: WovenMove) -> tuple[object, ...]:
    """A move as its row has it from `move` on."""
    made = woven.made
    at, due = bulk.plain(made.at), bulk.plain(made.due)
    return str(made.move), str(made.by), at, due, woven.words[:1000], woven.message_id or None
