"""Questions about keeping in touch: topics with their sources, dates that matter, news for a topic, who is drifting.

Topics, dates and news are mine alone, also where the person is shared with a team.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q

from segue.domain.calendar import Calendar
from segue.domain.maintaining import Losing, Touch, losing, next_round, rounds, same_topic
from segue.domain.today.facts import NewsFacts, OccasionFacts
from segue.store.models import (
    Asker,
    Connection,
    Exchange,
    News,
    NewsFate,
    Occasion,
    Participant,
    Person,
    TalkMark,
    Topic,
    moment_of,
)

NEWS_LIVES = timedelta(days=30)
"""How long news is offered."""
_LOOKS_BACK = timedelta(days=3 * 365)
_CANDIDATES = 400
_SHOWN = 100
_NEWS = 30
_OFFERED = 500


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic of a person and where it comes from. `id` is None for a mark set while talking."""

    id: int | None
    name: str
    said: str
    at: datetime
    message_id: int | None
    conversation_id: int | None
    kind: str = Topic.Kind.MIND


@dataclass(frozen=True, slots=True)
class OccasionLine:
    """A date that matters, and when it comes next."""

    occasion: Occasion
    next_on: date


@dataclass(frozen=True, slots=True)
class Keeping:
    """What keeps a connection alive, as I know it; newest topics first, the next date first."""

    topics: tuple[TopicLine, ...]
    occasions: tuple[OccasionLine, ...]


@dataclass(frozen=True, slots=True)
class Drifting:
    """Somebody I am losing touch with, and what there is to talk about."""

    connection_id: int
    person_id: int
    name: str
    organisation: str
    last_at: datetime
    losing: Losing
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A piece of news, those on whose mind its topic is, and what became of it with each (empty: nothing yet)."""

    news: News
    people: tuple[tuple[Person, str], ...]


def keeping_of(asker: Asker, person_id: int, now: datetime) -> Keeping:
    """Topics and dates of one person; nothing of what is not the asker's."""
    today = Calendar(asker.zone).date_of(now)
    occasions = [
        OccasionLine(row, next_round(row.month, row.day, today))
        for row in Occasion.objects.owned_by(asker).filter(person=person_id)
    ]
    occasions.sort(key=lambda line: (line.next_on, line.occasion.what))
    return Keeping(tuple(_topics(asker, [person_id])[person_id]), tuple(occasions))


def occasion_on(asker: Asker, person_id: int, now: datetime) -> str:
    """What matters to a person today; empty on any other day."""
    today = Calendar(asker.zone).date_of(now)
    kept = Occasion.objects.owned_by(asker).filter(person=person_id).order_by("id")
    return next((row.what for row in kept if next_round(row.month, row.day, today) == today), "")


def topics_of(asker: Asker, person_ids: Collection[int]) -> dict[int, list[str]]:
    """The names of what is on the mind of these persons, the newest first."""
    return {person: [line.name for line in lines] for person, lines in _topics(asker, person_ids).items()}


def drifting(asker: Asker, now: datetime) -> list[Drifting]:
    """Who I am losing touch with, the worst first: nobody whom I am about to meet, nor with whom it is closed."""
    met = Participant.objects.filter(conversation__first_at__gt=now, conversation__cancelled=False)
    open_ones = (
        Connection.objects.owned_by(asker)
        .filter(closed_at=None, person__last_at__lte=now)
        .exclude(person__in=met.values("person_id"))
    )
    kept = open_ones.exclude(cadence_longest_days=None)
    quiet = open_ones.filter(
        cadence_longest_days=None, written_first_at__isnull=False, person__last_at__gte=now - _LOOKS_BACK
    )
    rows = [
        *kept.select_related("person"),
        *quiet.filter(person__last_at__lte=now - timedelta(days=30))
        .select_related("person")
        .order_by("-person__last_at")[:_CANDIDATES],
    ]
    counted = _contacts([row.id for row in rows if row.cadence_longest_days is None])
    found = [(row, lost) for row in rows if (lost := _losing(row, counted, now))]
    found.sort(key=lambda each: (each[1].place, each[0].person.sort_name))
    topics = topics_of(asker, [row.person_id for row, _ in found[:_SHOWN]])
    return [
        Drifting(
            row.id, row.person_id, row.person.name, row.person.organisation, row.person.last_at, lost,
            tuple(topics.get(row.person_id, ())[:3]),
        )
        for row, lost in found[:_SHOWN]
        if row.person.last_at
    ]  # fmt: skip


def news_lines(asker: Asker, now: datetime) -> list[NewsLine]:
    """The news of late, the newest first, with those it is for."""
    rows = list(News.objects.owned_by(asker).filter(at__lte=now).order_by("-at", "-id")[:_NEWS])
    fates = {
        (fate.news_id, fate.person_id): fate.fate for fate in NewsFate.objects.owned_by(asker).filter(news__in=rows)
    }
    everybody = _everybody_with_topics(asker)
    on = {topic: _those_on(topic, everybody) for topic in {row.topic for row in rows}}
    return [
        NewsLine(row, _undone_first((who, fates.get((row.id, who.id), "")) for who in on[row.topic])) for row in rows
    ]


def _undone_first(people: Iterable[tuple[Person, str]]) -> tuple[tuple[Person, str], ...]:
    return tuple(sorted(people, key=lambda pair: bool(pair[1])))


def _those_on(topic: str, everybody: Sequence[tuple[Person, list[str]]]) -> list[Person]:
    """Those on whose mind a topic is; each name of a topic is compared once."""
    alike = {name for name in {each for _, topics in everybody for each in topics} if same_topic(topic, name)}
    return [person for person, topics in everybody if not alike.isdisjoint(topics)]


def news_of(asker: Asker, news_id: int) -> News | None:
    """A piece of news of the asker's."""
    return News.objects.owned_by(asker).filter(id=news_id).first()


def topic_names(asker: Asker) -> list[str]:
    """The topics that are on somebody's mind: offered while one is typed."""
    noted = Topic.objects.owned_by(asker).values_list("name", flat=True).distinct()
    marks = TalkMark.objects.owned_by(asker).filter(kind=TalkMark.Kind.TOPIC).exclude(fate=TalkMark.Fate.DROPPED)
    marked = marks.values_list("text", flat=True).distinct()
    return sorted({*noted[:_OFFERED], *marked[:_OFFERED]}, key=str.casefold)


def connections_on(asker: Asker, topic: str) -> list[int]:
    """The connections with those on whose mind this topic is."""
    people = [
        person.id for person, topics in _everybody_with_topics(asker) if any(same_topic(topic, each) for each in topics)
    ]
    return list(Connection.objects.owned_by(asker).filter(person__in=people).values_list("id", flat=True))


def keeping_facts(
    asker: Asker, people: Sequence[int], now: datetime
) -> tuple[dict[int, list[OccasionFacts]], dict[int, list[NewsFacts]]]:
    """For Today: the dates that matter of these persons, by person, and the news that is for each."""
    today = Calendar(asker.zone).date_of(now)
    dates: dict[int, list[OccasionFacts]] = defaultdict(list)
    for row in Occasion.objects.owned_by(asker).filter(person__in=people).order_by("id"):
        dates[row.person_id] += [OccasionFacts(row.what, on) for on in rounds(row.month, row.day, today)]
    return dates, _news_facts(asker, people, now)


def _news_facts(asker: Asker, people: Sequence[int], now: datetime) -> dict[int, list[NewsFacts]]:
    items = list(News.objects.owned_by(asker).filter(at__range=(now - NEWS_LIVES, now)).order_by("-at", "-id"))
    found: dict[int, list[NewsFacts]] = defaultdict(list)
    if not items:
        return found
    done = set(NewsFate.objects.owned_by(asker).filter(news__in=items).values_list("news_id", "person_id"))
    for person, lines in _topics(asker, people).items():
        for item in items:
            said = next((line for line in lines if same_topic(item.topic, line.name)), None)
            if said and (item.id, person) not in done and said.at <= now:
                found[person].append(NewsFacts(item.id, item.topic, item.title, item.at, said.said, said.at))
    return found


def _topics(asker: Asker, person_ids: Collection[int]) -> dict[int, list[TopicLine]]:
    """Noted topics and those marked in talks, the newest first; one of each name."""
    lines: dict[int, list[TopicLine]] = {person: [] for person in person_ids}
    for row in Topic.objects.owned_by(asker).filter(person__in=person_ids):
        lines[row.person_id].append(
            TopicLine(row.id, row.name, row.said, row.at, row.message_id, row.conversation_id, row.kind)
        )
    marks = TalkMark.objects.owned_by(asker).filter(
        kind=TalkMark.Kind.TOPIC, conversation__participants__person__in=person_ids
    )
    marked = marks.exclude(fate=TalkMark.Fate.DROPPED).values_list(
        "conversation__participants__person_id", "text", "at", "conversation_id"
    )
    for person, text, at, conversation in marked:
        if person in lines:
            lines[person].append(TopicLine(None, text, "", at, None, conversation))
    return {person: _once(each) for person, each in lines.items()}


def _once(lines: Iterable[TopicLine]) -> list[TopicLine]:
    newest: dict[str, TopicLine] = {}
    for line in sorted(lines, key=lambda each: (each.at, each.id or 0), reverse=True):
        newest.setdefault(line.name.casefold(), line)
    return list(newest.values())


def _everybody_with_topics(asker: Asker) -> list[tuple[Person, list[str]]]:
    """Those whose topics are known, by name; nobody with whom it is closed."""
    marks = TalkMark.objects.owned_by(asker).filter(kind=TalkMark.Kind.TOPIC)
    talks = Participant.objects.owned_by(asker).filter(conversation__in=marks.values("conversation_id"))
    known = Q(id__in=Topic.objects.owned_by(asker).values("person_id")) | Q(id__in=talks.values("person_id"))
    people = Person.objects.owned_by(asker).filter(known, redacted_at=None, connection__closed_at=None)
    by_id = {person.id: person for person in people.select_related("connection").order_by("sort_name", "id")}
    topics = topics_of(asker, list(by_id))
    return [(person, topics[id_]) for id_, person in by_id.items()]


def _contacts(connection_ids: Sequence[int]) -> dict[int, tuple[int, datetime]]:
    """How many messages there were with each, and when the first."""
    rows = Exchange.objects.filter(connection_id__in=connection_ids).values("connection_id").order_by()
    counted = rows.annotate(
        count=Count("message_id"), first=Min("message_id"), theirs=Count("message_id", filter=Q(out=False))
    )
    return {row["connection_id"]: (row["count"], moment_of(row["first"])) for row in counted if row["theirs"] > 1}


def _losing(row: Connection, counted: dict[int, tuple[int, datetime]], now: datetime) -> Losing | None:
    last = row.person.last_at
    if last is None:
        return None
    if row.cadence_longest_days is not None:
        return losing(Touch(last, ideal_days=row.cadence_ideal_days, longest_days=row.cadence_longest_days), now)
    count, first = counted.get(row.id, (0, None))
    return losing(Touch(last, count, first), now)
