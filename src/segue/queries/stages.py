"""Questions about the way of a connection: its stage, my intent, the talks ahead, and who else serves the same need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from segue.domain.connections import WAY, Series, Stage, Talk, following, talks_ahead
from segue.domain.serving import telling_words
from segue.domain.today.breadth import EFFORT_DAYS, ENOUGH, LiveOption, Narrow, narrow
from segue.queries.talks import LIVE_MEDIA
from segue.store.access import OwnedQuerySet
from segue.store.models import (
    Asker,
    Connection,
    Conversation,
    Exchange,
    Need,
    Participant,
    Person,
    StageMove,
    Topic,
    key_at,
)

_SHOWN = 20
_COULD = 5


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody who can serve a need, and how far that has come."""

    person_id: int
    name: str
    organisation: str
    stage: str


@dataclass(frozen=True, slots=True)
class Breadth:
    """Who else can serve a need; `live` counts all who can and are not closed, this one included."""

    need: Need
    others: tuple[Option, ...]
    live: int

    @property
    def thin(self) -> bool:
        return self.live < ENOUGH


@dataclass(frozen=True, slots=True)
class Way:
    """Where a connection stands on its way. `ahead`: the talks of its series that are still to come, in order;
    `booked`: those that have a date, the next first."""

    connection: Connection
    stage: Stage | None
    following: Stage | None
    moves: tuple[StageMove, ...]
    ahead: tuple[Talk, ...]
    booked: tuple[Conversation, ...]
    breadth: Breadth | None

    @property
    def steps(self) -> tuple[tuple[Stage, str], ...]:
        """The stages in order, each "been", "here" or "ahead"; what is closed has none of them."""
        here = WAY.index(self.stage) if self.stage in WAY else -1
        been = {move.to for move in self.moves}
        return tuple(
            (stage, "here" if at == here else "been" if at < here and stage in been else "ahead")
            for at, stage in enumerate(WAY)
        )


def connection_of(asker: Asker, person_id: int) -> Connection | None:
    """The connection with a person, if there is one to be seen."""
    mine = Connection.objects.visible_to(asker).select_related("person", "need")
    return mine.filter(person_id=person_id).first()


def way_of(asker: Asker, connection: Connection, now: datetime) -> Way:
    """The way of a connection that the asker may see."""
    stage = Stage(connection.stage) if connection.stage else None
    ahead = talks_ahead(Series(connection.series), stage) if connection.series else ()
    # Read by themselves: SQLite would else go through all that is booked with anybody.
    with_them = list(Participant.objects.filter(person=connection.person_id).values_list("conversation_id", flat=True))
    booked = Conversation.objects.visible_to(asker).filter(
        id__in=with_them, medium__in=LIVE_MEDIA, cancelled=False, first_at__gt=now
    )
    return Way(
        connection,
        stage,
        following(stage),
        tuple(connection.stage_moves.order_by("-at", "-id")[:_SHOWN]),
        ahead,
        tuple(booked.order_by("first_at")[:_SHOWN]),
        _breadth(asker, connection),
    )


@dataclass(frozen=True, slots=True)
class Could:
    """Somebody who could serve a need, and what says so: their title and house, or what they offer."""

    person_id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need and those who can serve it, the furthest first; `live` counts those who are not closed."""

    need: Need
    options: tuple[Option, ...]
    live: int
    could: tuple[Could, ...] = ()
    """Others who could, as what is known of them says."""

    @property
    def thin(self) -> bool:
        return self.need.found_at is None and self.live < ENOUGH


def needs(asker: Asker, *, found: bool = False) -> list[NeedLine]:
    """What the asker looks for, with who can serve each; with `found`, also what was found."""
    mine = Need.objects.owned_by(asker).annotate(live=Count("connections", filter=Q(connections__closed_at=None)))
    rows = mine if found else mine.filter(found_at=None)
    return [
        NeedLine(
            need,
            _options(Connection.objects.owned_by(asker).filter(need=need)),
            need.live,
            () if need.found_at else _could(asker, need),
        )
        for need in rows.order_by("found_at", "name")
    ]


def _could(asker: Asker, need: Need) -> tuple[Could, ...]:
    """Those who serve no need yet and whose title, house or offer bears a word of this one; known contacts first."""
    said = Q()
    for word in telling_words(need.name):
        said |= Q(title__icontains=word) | Q(organisation__icontains=word)
        said |= Q(topics__kind=Topic.Kind.OFFERS, topics__owner_id=asker.member_id, topics__name__icontains=word)
    if not said:
        return ()
    free = Person.objects.owned_by(asker).filter(redacted_at=None, connection__need=None, connection__closed_at=None)
    rows = free.filter(said).order_by(F("last_at").desc(nulls_last=True), "sort_name", "id").distinct()[:_COULD]
    offers = Topic.objects.owned_by(asker).filter(person__in=rows, kind=Topic.Kind.OFFERS).values_list("person", "name")
    offered = dict(offers)
    return tuple(
        Could(row.id, row.name, ", ".join(filter(None, (row.title, row.organisation))) or offered.get(row.id, ""))
        for row in rows
    )


def narrow_needs(asker: Asker, now: datetime) -> tuple[Narrow, ...]:
    """For Today: what is looked for and rests on too few, by name."""
    looked_for = Need.objects.owned_by(asker).filter(since__lte=now).exclude(found_at__lte=now)
    found = dict(looked_for.order_by("name", "id").values_list("id", "name"))
    if not found:
        return ()
    serving: dict[int, list[LiveOption]] = {id_: [] for id_ in found}
    rows = list(
        Connection.objects.owned_by(asker)
        .filter(need__in=found)
        .exclude(closed_at__lte=now)
        .order_by("person__sort_name", "id")
        .values_list("id", "need_id", "person_id", "person__name")
    )
    effort = _effort(asker, rows, now)
    for id_, need, person, name in rows:
        serving[need or 0].append(LiveOption(person, name, effort[id_]))
    told = (narrow(id_, name, tuple(serving[id_])) for id_, name in found.items())
    return tuple(each for each in told if each)


def _effort(asker: Asker, rows: Sequence[tuple[int, int | None, int, str]], now: datetime) -> Counter[int]:
    """My words to each of these connections and talks with them, of two weeks, by the connection's id."""
    since = now - EFFORT_DAYS
    of_person = {person: id_ for id_, _, person, _ in rows}
    written = Exchange.objects.owned_by(asker).filter(
        connection__in=of_person.values(), out=True, message_id__gte=key_at(since), message_id__lte=key_at(now)
    )
    held = Participant.objects.owned_by(asker).filter(
        person__in=of_person,
        conversation__medium__in=LIVE_MEDIA,
        conversation__cancelled=False,
        conversation__first_at__range=(since, now),
    )
    talked = (of_person[person] for person in held.values_list("person_id", flat=True))
    return Counter([*written.values_list("connection_id", flat=True), *talked])


def need_called(asker: Asker, name: str) -> Need | None:
    """The asker's need of this name."""
    return Need.objects.owned_by(asker).filter(name__iexact=" ".join(name.split())).first()


def need_names(asker: Asker) -> list[str]:
    """The names of what the asker looks for: offered while one is typed."""
    return list(Need.objects.owned_by(asker).filter(found_at=None).order_by("name").values_list("name", flat=True))


def _breadth(asker: Asker, connection: Connection) -> Breadth | None:
    if connection.need is None:
        return None
    serving = Connection.objects.visible_to(asker).filter(need=connection.need, closed_at=None)
    return Breadth(connection.need, _options(serving.exclude(id=connection.id)), serving.count())


def _options(connections: OwnedQuerySet[Connection]) -> tuple[Option, ...]:
    rows = connections.select_related("person").order_by("person__sort_name")[:_SHOWN]
    options = [Option(row.person_id, row.person.name, row.person.organisation, row.stage) for row in rows]
    return tuple(sorted(options, key=lambda option: -_far(option.stage)))


def _far(stage: str) -> int:
    """How far along the way; nowhere yet, and closed, come last."""
    return WAY.index(Stage(stage)) if stage in WAY else -1
