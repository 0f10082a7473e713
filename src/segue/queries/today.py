"""Today, read in two ways that give the same rows.

`shown` reads what `actions.today.refresh` keeps decided for each connection: its cost grows with the rows shown.
`as_of` decides everything from the facts up to any moment, also one long past, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from segue.domain.commitments import OPEN
from segue.domain.today import ALIVE, FIRST_SCREEN, SHOWN, ConnectionFacts, Row, decide, from_json, order
from segue.domain.today.breadth import Narrow
from segue.queries.facts import facts_of
from segue.queries.introductions import connections_to_introduce
from segue.queries.maintaining import connections_on
from segue.queries.stages import narrow_needs
from segue.queries.talks import in_sight, old_talks
from segue.store.access import Asker, OwnedQuerySet
from segue.store.models import (
    Board,
    Commitment,
    Connection,
    Exchange,
    News,
    Participant,
    Plan,
    Source,
    TodayRow,
    key_at,
)

CHUNK = 400
TRIAGE_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a source has been read; times are UTC. `whole`: to its end, as it was then."""

    source_id: int
    name: str
    kind: str
    sent: bool
    read_to: datetime | None
    read_from: datetime | None
    finished_at: datetime | None
    share: float

    @property
    def whole(self) -> bool:
        return self.finished_at is not None


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The rows on the screen, how many wait behind "more", how far each source is read, and what is in Triage.

    `triage` counts to TRIAGE_COUNTED and no further. `narrow` is what is looked for and rests on too few.
    """

    rows: tuple[Row, ...]
    more: int
    coverage: tuple[Coverage, ...]
    triage: int
    narrow: tuple[Narrow, ...] = ()


def shown(asker: Asker, now: datetime, count: int = SHOWN, skip: int = 0) -> TodayPage:
    """Today as it was last decided; call `actions.today.refresh` first. `count` rows after `skip`, most pressing first.

    What has grown old stands only behind "more": it is read where more than SHOWN rows are asked for.
    """
    kept = TodayRow.objects.owned_by(asker).order_by("rank", "connection_id")
    screen = kept if count > SHOWN else kept.filter(rank__lt=FIRST_SCREEN)
    rows = [from_json(each) for each in screen.values_list("rows__0", flat=True)[skip : skip + count]]
    more = max(0, kept.count() - skip - len(rows))
    return TodayPage(tuple(rows), more, coverage(asker), triage_count(asker, now), narrow_needs(asker, now))


def as_of(asker: Asker, now: datetime, count: int = SHOWN, alive: timedelta = ALIVE) -> TodayPage:
    """Today as it stood, or will stand, at `now`, decided from the facts up to that moment."""
    rows = [row for facts in _alive_facts(asker, now, alive) for row in decide(facts, now, alive).rows]
    ordered = order(rows, count)
    waiting = triage_count(asker, now, alive)
    return TodayPage(ordered.shown, len(ordered.more), coverage(asker), waiting, narrow_needs(asker, now))


def behind(asker: Asker, connection_id: int) -> tuple[Row, ...]:
    """All rows of one connection, the one on the screen first."""
    kept = TodayRow.objects.owned_by(asker).filter(connection_id=connection_id).values_list("rows", flat=True)
    return tuple(from_json(row) for rows in kept for row in rows)


def coverage(asker: Asker) -> tuple[Coverage, ...]:
    """How far each source of the asker's has been read."""
    sources = Source.objects.owned_by(asker).order_by("-sent", "name")
    return tuple(
        Coverage(
            source.id,
            source.name,
            source.kind,
            source.sent,
            source.newest_at,
            source.oldest_at,
            source.finished_at,
            1.0 if source.finished_at else min(1.0, source.position / source.size) if source.size else 0.0,
        )
        for source in sources
    )


def triage_count(asker: Asker, now: datetime, alive: timedelta = ALIVE) -> int:
    """How many open commitments, and talks without an ending, are too old for Today, counted to TRIAGE_COUNTED."""
    commitments = old_commitments(asker, now, alive)[:TRIAGE_COUNTED].count()
    return min(TRIAGE_COUNTED, commitments + old_talks(asker, now, alive)[:TRIAGE_COUNTED].count())


def old_commitments(asker: Asker, now: datetime, alive: timedelta = ALIVE) -> OwnedQuerySet[Commitment]:
    """Open commitments that Today leaves out for their age; with whom it is closed, nothing asks."""
    since = now - alive
    waiting = Commitment.objects.owned_by(asker).filter(state__in=[str(state) for state in OPEN], made_at__lt=since)
    open_ones = waiting.filter(Q(connection=None) | Q(connection__closed_at=None))
    return open_ones.filter(Q(due=None) | Q(due__lt=since.date()), touched_at=None, answered_at=None, others=False)


def _alive_facts(asker: Asker, now: datetime, alive: timedelta) -> Iterator[ConnectionFacts]:
    for chunk in _chunks(sorted(_candidates(asker, now, alive))):
        yield from facts_of(asker, chunk, now, alive)


def _candidates(asker: Asker, now: datetime, alive: timedelta) -> set[int]:
    """Connections of which Today can have anything to say: those in touch lately, and those with a date."""
    since = now - alive
    found: set[int] = set()
    mine = Connection.objects.owned_by(asker)
    lately = Exchange.objects.owned_by(asker).filter(
        message_id__gte=key_at(since), message_id__lt=key_at(now + timedelta(seconds=1))
    )
    found.update(lately.values_list("connection_id", flat=True).distinct())
    dated = Commitment.objects.owned_by(asker).filter(Q(due__gte=since.date()) | Q(touched_at__gte=since))
    found.update(each for each in dated.values_list("connection_id", flat=True) if each is not None)
    found.update(mine.exclude(cadence_longest_days=None, agreed_contact_on=None).values_list("id", flat=True))
    boards = Board.objects.owned_by(asker).filter(summary_sent_at=None)
    found.update(boards.values_list("connection_id", flat=True))
    found.update(mine.filter(stage=Connection.Stage.POSSIBILITIES).values_list("id", flat=True))
    plans = Plan.objects.owned_by(asker).filter(check_in_on__isnull=False)
    found.update(plans.values_list("connection_id", flat=True))
    found.update(mine.filter(person__occasions__owner_id=asker.member_id).values_list("id", flat=True))
    for topic in News.objects.owned_by(asker).filter(at__gte=since).values_list("topic", flat=True).distinct():
        found.update(connections_on(asker, topic))
    found.update(connections_to_introduce(asker))
    talks = Participant.objects.owned_by(asker).filter(in_sight(now, alive))
    found.update(talks.exclude(person__connection=None).values_list("person__connection", flat=True))
    return found


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
