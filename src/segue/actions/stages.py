"""The way of a connection by hand: what I want from it, and which stage it has come to.

Each verb raises NotFound for what is not the asker's, NotAllowed (`domain.connections`) for a move without its reason.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.closing import settle_all
from segue.actions.connections import changing, close_in, open_in, stage_in
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.domain.connections import Intent, Pace, Stage, move
from segue.domain.conversations import HonestClose, Who
from segue.store.models import Asker, Connection, Need


def set_intent(asker: Asker, connection_id: int, intent: Intent, now: datetime, *, source: str) -> Connection:
    """Say what I want from a connection; one that has no stage yet begins at `intent`.

    A need that is named for the first time is made. Refused without words, and for what is closed.
    """
    if not intent.text.strip():
        raise Refused("An intent says what you want, in your words.")
    with changing(asker, connection_id, "intent", now, source) as (change, connection):
        if connection.closed_at:
            raise Refused("It is closed; begin anew first.")
        change.save(
            connection,
            intent=intent.text.strip()[:500],
            wanted=intent.wanted or "",
            for_them=intent.for_them.strip()[:500],
            series=intent.series or "",
            need_id=_need(change, intent.need, now),
        )
        if not connection.stage:
            stage_in(change, connection, Stage.INTENT, "", now)
        change.about(connection, f"{connection.person}: {intent.text.strip()}")
    return connection


def move_stage(asker: Asker, connection_id: int, to: Stage, now: datetime, *, source: str, why: str = "") -> Connection:
    """Move a connection along its way. Skipping a stage, going back and closing ask why; closed, it begins anew."""
    with changing(asker, connection_id, "stage", now, source) as (change, connection):
        was = Stage(connection.stage) if connection.stage else None
        pace = move(was, to, why)
        if pace is Pace.CLOSE:
            settle_all(change, connection, (), None, now)
            close_in(change, connection, HonestClose(Who.ME, why), now)
        elif connection.closed_at:
            open_in(change, connection, to, why, now)
        else:
            stage_in(change, connection, to, why, now)
        change.about(connection, f"{connection.person}: {f'{was} → ' if was else ''}{to}.")
    return connection


def need_found(asker: Asker, need_id: int, found: bool, now: datetime, *, source: str) -> Need:
    """Say that a need is served and nobody more is looked for, or that it is looked for again."""
    with deed(asker, "need", now, source=source) as change:
        need = Need.objects.owned_by(asker).select_for_update().filter(id=need_id).first()
        if need is None:
            raise NotFound(f"There is no need {need_id}.")
        change.save(need, found_at=now if found else None)
        change.touch(*need.connections.values_list("id", flat=True))
        change.about(need, f"{need.name}: {'found' if found else 'looked for'}.")
    return need


def _need(change: Change, name: str, now: datetime) -> int | None:
    """The asker's need of this name, made where there is none; None for no name."""
    plain = " ".join(name.split())[:200]
    if not plain:
        return None
    known = Need.objects.owned_by(change.asker).filter(name__iexact=plain).first()
    return (known or change.create(Need(owner_id=change.asker.member_id, name=plain, since=now))).id
