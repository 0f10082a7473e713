"""The pipeline: every connection of mine that is on its way, by stage, with how it stands; closed ones are counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN, State
from segue.domain.connections import WAY, Stage
from segue.domain.conversations import Who
from segue.domain.pipeline import PRESSING, Only, Stand, Standing, Step, StepKind, Waiting, WayFacts, fits, stand, turn
from segue.domain.today.breadth import ENOUGH
from segue.queries.commitments import alive
from segue.store.bulk import as_text, moment_in
from segue.store.models import Asker, Commitment, Connection, Need, Participant, Plan

LOOKED_AT = 1000
"""Connections on their way that are looked at, the latest moved first; beyond them they are only counted."""
SHOWN = 12
"""Cards in a column; the rest of it is a page of its own."""
_CLOSED = 5
_PROMISED = frozenset({State.PROMISED, State.COUNTERED})


@dataclass(frozen=True, slots=True)
class Card:
    """A connection on its way; `need` is the name of the one that it serves."""

    connection_id: int
    person_id: int
    name: str
    organisation: str
    stage: Stage
    need: str
    stand: Stand
    waiting: Waiting
    last_contact_at: datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A stage: how many stand at it, and those that are shown, what is most pressing first."""

    stage: Stage
    count: int
    cards: tuple[Card, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class Ended:
    """A connection that is closed, by whom and why."""

    person_id: int
    name: str
    closed_at: datetime
    by: str
    terms: str


@dataclass(frozen=True, slots=True)
class Closed:
    """What was closed: how many, by whose word (me, them, both), and the latest."""

    count: int
    by: dict[str, int]
    latest: tuple[Ended, ...]


@dataclass(frozen=True, slots=True)
class Houses:
    """The breadth of a need: who could serve it, at how many organisations, and how many are at the largest of them."""

    live: int
    organisations: int
    largest: int

    @property
    def thin(self) -> bool:
        return self.live < ENOUGH

    @property
    def one_house(self) -> bool:
        """Whether more than half of several people are at one organisation."""
        return not self.thin and self.largest * 2 > self.live


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The board. `counts`: how many of those looked at belong to each narrowing; `unstaged`: at no stage yet;
    `beyond`: on their way, and not looked at for their number."""

    columns: tuple[Column, ...]
    closed: Closed
    counts: dict[Only, int]
    unstaged: int
    beyond: int
    needs: tuple[Need, ...]
    need: Need | None
    houses: Houses | None

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for column in self.columns for card in column.cards)


def pipeline(
    asker: Asker, now: datetime, *, only: Only = Only.ALL, need_id: int | None = None, stage: Stage | None = None
) -> Pipeline:
    """The pipeline at `now`, narrowed to some, to those that serve a need, or to one stage, which is then shown whole.

    A need that is not the asker's narrows to nothing.
    """
    needs = tuple(Need.objects.owned_by(asker).filter(found_at=None).order_by("name", "id"))
    cards = _cards(asker, now, need_id)
    counts = Counter(only for card in cards for only in Only if fits(only, card.stand, card.waiting))
    kept = [card for card in cards if fits(only, card.stand, card.waiting)]
    by_stage = _numbers(asker, need_id)
    return Pipeline(
        tuple(_column(each, kept, LOOKED_AT if stage else SHOWN) for each in WAY if stage in (None, each)),
        _closed(asker, need_id),
        {each: counts[each] for each in Only},
        by_stage.get("", 0),
        max(0, sum(by_stage.get(each, 0) for each in WAY) - len(cards)),
        needs,
        next((need for need in needs if need.id == need_id), None),
        _houses(cards) if need_id else None,
    )


def _column(stage: Stage, cards: Sequence[Card], shown: int) -> Column:
    here = sorted((card for card in cards if card.stage is stage), key=_place)
    return Column(stage, len(here), tuple(here[:shown]))


def _place(card: Card) -> tuple[int, float, str]:
    """What is most pressing first; among those alike what has waited longest, or comes soonest."""
    ahead = card.stand.step.ends if card.stand.step and card.stand.standing is Standing.AHEAD else None
    at = ahead or card.stand.since
    return PRESSING.index(card.stand.standing), at.timestamp() if at else 0.0, card.name


def _numbers(asker: Asker, need_id: int | None) -> dict[str, int]:
    """How many connections stand at each stage; under no name those at none."""
    mine = Connection.objects.owned_by(asker)
    rows = (mine.filter(need_id=need_id) if need_id else mine).values("stage").annotate(count=Count("id")).order_by()
    return {row["stage"]: row["count"] for row in rows}


def _cards(asker: Asker, now: datetime, need_id: int | None) -> list[Card]:
    on_way = Connection.objects.owned_by(asker).filter(stage__in=[str(stage) for stage in WAY])
    chosen = on_way.filter(need_id=need_id) if need_id else on_way
    rows = list(chosen.select_related("person", "need").order_by("-stage_since", "-id")[:LOOKED_AT])
    me = Calendar(asker.zone, asker.country)
    found = _Found(asker, rows, me, now)
    return [_card(row, found, me, now) for row in rows]


def _card(row: Connection, found: _Found, me: Calendar, now: datetime) -> Card:
    last = max((at for at in (row.person.last_at, found.held.get(row.person_id)) if at and at <= now), default=None)
    steps = [*found.steps[row.id], *_agreed(row, me)]
    facts = WayFacts(Stage(row.stage), row.stage_since, last, tuple(steps), row.cadence_longest_days)
    return Card(
        row.id,
        row.person_id,
        row.person.name,
        row.person.organisation,
        facts.stage,
        row.need.name if row.need else "",
        stand(facts, me, now),
        found.waiting(row.id),
        last,
    )


def _agreed(row: Connection, me: Calendar) -> Iterable[Step]:
    if row.agreed_contact_on:
        ends = me.end_of(row.agreed_contact_on)
        yield Step(StepKind.CONTACT, row.agreed_contact_way, Who.BOTH, ends)


class _Turn(NamedTuple):
    """Somebody's turn, since when."""

    whose: Who
    since: datetime


class _Found:
    """What is agreed on with some connections, and when talks were held; each kind by one query."""

    def __init__(self, asker: Asker, rows: Sequence[Connection], me: Calendar, now: datetime) -> None:
        self.steps: dict[int, list[Step]] = defaultdict(list)
        self.turns: dict[int, list[_Turn]] = defaultdict(list)
        self.held: dict[int, datetime] = {}
        self._of_person = {row.person_id: row for row in rows}
        self._talks(asker, now)
        self._commitments(asker, [row.id for row in rows], me, now)
        plans = Plan.objects.owned_by(asker).filter(
            connection__in=[row.id for row in rows], state=Plan.State.OPEN, check_in_on__isnull=False
        )
        for plan in plans:
            ends = me.end_of(plan.check_in_on) if plan.check_in_on else None
            self.steps[plan.connection_id].append(Step(StepKind.CHECK_IN, plan.name, Who.BOTH, ends, plan.id))

    def waiting(self, connection_id: int) -> Waiting:
        """Who waits for whom, and since when."""
        turns = self.turns[connection_id]
        since = {who: min((each.since for each in turns if each.whose is who), default=None) for who in Who}
        return Waiting(they=since[Who.ME], me=since[Who.THEM])

    def _talks(self, asker: Asker, now: datetime) -> None:
        talks = Participant.objects.owned_by(asker).filter(person__in=self._of_person, conversation__cancelled=False)
        held = talks.filter(conversation__first_at__lte=now).values("person_id").order_by()
        self.held = {row["person_id"]: row["at"] for row in held.annotate(at=Max("conversation__first_at"))}
        ahead = talks.filter(conversation__first_at__gt=now)
        fields = ("person_id", "conversation_id", "conversation__subject", "conversation__first_at")
        for person, id_, subject, at in ahead.values_list(*fields):
            self.steps[self._of_person[person].id].append(Step(StepKind.TALK, subject, Who.BOTH, at, id_))

    def _commitments(self, asker: Asker, ids: Sequence[int], me: Calendar, now: datetime) -> None:
        open_ones = Commitment.objects.owned_by(asker).filter(
            alive(now), connection__in=ids, others=False, made_at__lte=now, state__in=[str(state) for state in OPEN]
        )
        for row in map(_Open._make, open_ones.order_by("made_at", "id").values_list(*_OPEN_FIELDS)):
            state = State(row.state)
            whose = turn(state, row.mine)
            if whose and not (row.answered_at and state is State.REQUESTED):
                self.turns[row.connection_id].append(_Turn(whose, moment_in(row.made_at)))
            if state in _PROMISED:
                self.steps[row.connection_id].append(_step(asker, row, me))


class _Open(NamedTuple):
    """What is read of an open commitment."""

    id: int
    connection_id: int
    mine: bool
    state: str
    what: str
    due: date | None
    performer_zone: str
    country: str
    made_at: str
    answered_at: str | None


_OPEN_FIELDS = (
    *_Open._fields[:-3], "connection__person__country", as_text("made_at"), as_text("answered_at"),
)  # fmt: skip


def _step(asker: Asker, row: _Open, me: Calendar) -> Step:
    performer = me if row.mine else Calendar(row.performer_zone or asker.zone, row.country or None)
    ends = performer.end_of(row.due) if row.due else None
    return Step(StepKind.PROMISE, row.what, Who.ME if row.mine else Who.THEM, ends, row.id)


def _closed(asker: Asker, need_id: int | None) -> Closed:
    closed = Connection.objects.owned_by(asker).filter(closed_at__isnull=False)
    if need_id:
        closed = closed.filter(need_id=need_id)
    by = {row["closed_by"]: row["count"] for row in closed.values("closed_by").annotate(count=Count("id")).order_by()}
    latest = tuple(
        Ended(row.person_id, row.person.name, row.closed_at, row.closed_by, row.closed_terms)
        for row in closed.select_related("person").order_by("-closed_at", "-id")[:_CLOSED]
        if row.closed_at
    )
    return Closed(sum(by.values()), by, latest)


def _houses(cards: Sequence[Card]) -> Houses:
    houses = Counter(card.organisation.casefold() for card in cards if card.organisation)
    return Houses(len(cards), len(houses), max(houses.values(), default=0))
