"""What is owed, both ways: open commitments between me and others, the first due first.

What a teammate shares is theirs to keep, so it is read where it stands, and never counted among mine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN, State
from segue.store.models import Asker, Commitment

LIMIT = 500
_ONLY_ASKED = frozenset({State.REQUESTED, State.OFFERED})


@dataclass(frozen=True, slots=True)
class Owed:
    """An open commitment. `promised`: the performer has given their word, and not only been asked for it.

    `overdue`: its day is over in the performer's zone; `missed`: and a business day more.
    """

    id: int
    mine: bool
    kind: str
    state: str
    promised: bool
    what: str
    quote: str
    person: str
    person_id: int | None
    made_at: datetime
    due: date | None
    overdue: bool
    missed: bool
    conversation_id: int


@dataclass(frozen=True, slots=True)
class OwedPage:
    """What I owe, what is owed to me, and how many of each there are in all."""

    by_me: tuple[Owed, ...]
    to_me: tuple[Owed, ...]
    by_me_count: int
    to_me_count: int


def owed(
    asker: Asker, now: datetime, *, since: datetime | None = None, person_id: int | None = None, limit: int = LIMIT
) -> OwedPage:
    """Open commitments at `now`, of one person or of all; `since` leaves out what is older and has no later date."""
    by_me, by_me_count = _side(asker, now, True, since, person_id, limit)
    to_me, to_me_count = _side(asker, now, False, since, person_id, limit)
    return OwedPage(by_me, to_me, by_me_count, to_me_count)


def _side(
    asker: Asker, now: datetime, mine: bool, since: datetime | None, person_id: int | None, limit: int
) -> tuple[tuple[Owed, ...], int]:
    rows = Commitment.objects.owned_by(asker).filter(
        state__in=[str(state) for state in OPEN], mine=mine, others=False, made_at__lte=now
    )
    if person_id is not None:
        rows = rows.filter(connection__person=person_id)
    if since is not None:
        rows = rows.filter(made_at__gte=since) | rows.filter(due__gte=since.date())
    latest_first = rows.order_by(F("due").asc(nulls_last=True), "-made_at", "id").select_related("connection__person")
    return tuple(_owed(asker, now, row) for row in latest_first[:limit]), rows.count()


def _owed(asker: Asker, now: datetime, row: Commitment) -> Owed:
    person = row.connection.person if row.connection else None
    calendar = _performer(asker, row)
    return Owed(
        id=row.id,
        mine=row.mine,
        kind=row.kind,
        state=row.state,
        promised=row.state not in _ONLY_ASKED,
        what=row.what,
        quote=row.quote,
        person=person.name if person else "",
        person_id=person.id if person else None,
        made_at=row.made_at,
        due=row.due,
        overdue=row.due is not None and now >= calendar.end_of(row.due),
        missed=row.due is not None and now >= calendar.missed_at(row.due),
        conversation_id=row.conversation_id,
    )


def _performer(asker: Asker, row: Commitment) -> Calendar:
    if row.mine:
        return Calendar(asker.zone, asker.country)
    country = row.connection.person.country if row.connection else ""
    return Calendar(row.performer_zone or asker.zone, country or None)
