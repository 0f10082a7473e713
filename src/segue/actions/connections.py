"""What can be done with a connection: how often to be in touch, an honest close, putting it off.

Each verb raises NotFound for what is not the asker's. Days are days of the asker's; moments are UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from segue.actions.commitments import check_ahead
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.domain.connections import Stage
from segue.domain.conversations import HonestClose
from segue.domain.today import Rule
from segue.queries.introductions import beside
from segue.queries.talks import met_with
from segue.store.models import Asker, Connection, StageMove


def cadence(
    asker: Asker, connection_id: int, days: int | None, now: datetime, *, source: str, longest: int | None = None
) -> Connection:
    """Be in touch about every so many days, `longest` at the outside (else a half more); None: no cadence."""
    if days is not None and (days < 1 or (longest or days) < days):
        raise Refused("A cadence is a number of days, and the longest is not shorter than it.")
    with changing(asker, connection_id, "cadence", now, source) as (change, connection):
        change.save(
            connection,
            cadence_ideal_days=days,
            cadence_longest_days=(longest or days + days // 2) if days else None,
            cadence_since=now if days else None,
        )
        words = f"be in touch about every {days} days" if days else "no cadence"
        change.about(connection, f"{connection.person}: {words}.")
    return connection


def close_in(change: Change, connection: Connection, how: HonestClose, now: datetime) -> None:
    """Close a connection as a part of a larger deed."""
    if not how.terms.strip():
        raise Refused("An honest close needs its terms: why it ends here.")
    stage_in(change, connection, Stage.CLOSED, how.terms, now)
    _touch_others(change, connection, now)
    change.save(
        connection,
        closed_at=now,
        closed_by=str(how.by),
        closed_terms=how.terms[:500],
        closed_offer=how.offer.strip()[:300],
        agreed_contact_on=how.contact_on,
        agreed_contact_way=how.stay_in_touch[:200],
        left_closed_at=None,
    )


def open_in(change: Change, connection: Connection, to: Stage | None, why: str, now: datetime) -> None:
    """Begin anew with what is closed, at a stage or at none yet."""
    stage_in(change, connection, to, why, now)
    _touch_others(change, connection, now)
    change.save(connection, closed_at=None, closed_by="", closed_terms="", closed_offer="", left_closed_at=None)


def _touch_others(change: Change, connection: Connection, now: datetime) -> None:
    """What Today says of others, too, hangs on who is closed: introductions, and talks of several."""
    change.touch(*beside(change.asker, connection.person_id), *met_with(change.asker, connection.person_id, now))


def stage_in(change: Change, connection: Connection, to: Stage | None, why: str, now: datetime) -> None:
    """Set the stage, and keep the step with its reason."""
    step = StageMove(
        owner_id=connection.owner_id, connection=connection, at=now, was=connection.stage, to=to or "", why=why[:500]
    )
    change.create(step)
    change.save(connection, stage=to or "", stage_since=now if to else None)


def reopen(asker: Asker, connection_id: int, now: datetime, *, source: str) -> Connection:
    """Begin anew; what was let go stays let go, and spent reminders stay spent."""
    with changing(asker, connection_id, "reopen", now, source) as (change, connection):
        if not connection.closed_at:
            raise Refused("It is not closed.")
        open_in(change, connection, None, "", now)
        change.about(connection, f"Open again with {connection.person}.")
    return connection


def agree_contact(
    asker: Asker, connection_id: int, on: date | None, now: datetime, *, source: str, way: str = ""
) -> Connection:
    """Note the day, and the way, in which both agreed to be in touch again; None: no such day."""
    with changing(asker, connection_id, "agree contact", now, source) as (change, connection):
        change.save(connection, agreed_contact_on=on, agreed_contact_way=way[:200] if on else "")
        words = f"in touch on {on:%-d %B %Y}" if on else "no day agreed"
        change.about(connection, f"{connection.person}: {words}.")
    return connection


def snooze(
    asker: Asker, connection_id: int, until: datetime, now: datetime, *, source: str, rule: Rule | None = None
) -> Connection:
    """Keep the connection out of Today until then, or only what this rule says of it."""
    check_ahead(until, now)
    with changing(asker, connection_id, "snooze", now, source) as (change, connection):
        standing = {key: at for key, at in connection.snoozes.items() if datetime.fromisoformat(at) > now}
        change.save(connection, snoozes=standing | {str(rule or ""): until.isoformat()})
        change.about(connection, f"{connection.person}: not before {until:%-d %B}.")
    return connection


def keep_open(asker: Asker, connection_id: int, now: datetime, *, source: str) -> Connection:
    """No to closing."""
    return _note(asker, connection_id, "keep open", now, source, kept_open_at=now)


def leave_closed(asker: Asker, connection_id: int, now: datetime, *, source: str) -> Connection:
    """They have written again, and it stays closed."""
    return _note(asker, connection_id, "leave closed", now, source, left_closed_at=now)


def enjoyed(asker: Asker, connection_id: int, now: datetime, *, source: str) -> Connection:
    """What we exchange is enjoyed, nothing expected: a small victory."""
    return _note(asker, connection_id, "enjoyed", now, source, enjoyed_at=now)


def owned_connection(asker: Asker, connection_id: int) -> Connection:
    """The asker's connection with this id, locked until the deed is done; raises NotFound."""
    mine = Connection.objects.owned_by(asker).select_for_update(of=("self",)).select_related("person")
    found = mine.filter(id=connection_id).first()
    if found is None:
        raise NotFound(f"There is no connection {connection_id}.")
    return found


def open_connection(asker: Asker, connection_id: int) -> Connection:
    """The same, for what is begun with somebody; raises Refused where the connection is closed."""
    found = owned_connection(asker, connection_id)
    if found.closed_at:
        raise Refused(f"It is closed since {found.closed_at:%-d %B %Y}; begin anew first.")
    return found


@contextmanager
def changing(
    asker: Asker, connection_id: int, verb: str, now: datetime, source: str
) -> Iterator[tuple[Change, Connection]]:
    """A deed about one connection of the asker's, which Today looks at again; raises NotFound."""
    with deed(asker, verb, now, source=source) as change:
        connection = owned_connection(asker, connection_id)
        yield change, connection
        change.touch(connection.id)


def _note(asker: Asker, connection_id: int, verb: str, now: datetime, source: str, **moments: datetime) -> Connection:
    with changing(asker, connection_id, verb, now, source) as (change, connection):
        change.save(connection, **moments)
        change.about(connection, f"{verb.capitalize()}: {connection.person}.")
    return connection
