"""Questions about introductions: who should meet whom, how far each has come, what is seen of it in mail and talks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from segue.domain import introductions as rules
from segue.domain.addresses import organisation
from segue.domain.introductions import Kind, Match, Note, Said, Somebody, State
from segue.domain.today.facts import IntroductionFacts
from segue.queries.maintaining import connections_on
from segue.queries.talks import talks_of
from segue.store.models import (
    Address,
    Asker,
    Connection,
    Introduction,
    Message,
    Participant,
    Person,
    Recipient,
    Topic,
    key_at,
    moment_of,
)

SUGGESTED = 20
_SHOWN = 100
_FRESH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two who should meet, and why."""

    one: Person
    other: Person
    match: Match


@dataclass(frozen=True, slots=True)
class Line:
    """An introduction as it stands now; `ask` is whom to ask next, `until` when a request ends by itself."""

    row: Introduction
    intro: rules.Introduction
    state: State
    ask: rules.Which | None
    until: datetime | None
    closed: bool = False
    """With one of the two it is closed: nobody is asked any more."""

    @property
    def over(self) -> bool:
        """Nothing more is to be done about it."""
        return self.closed or self.state in rules.OVER or self.state is State.INTRODUCED


def latest_between(asker: Asker, person_id: int, other_id: int) -> Introduction | None:
    """The latest introduction of these two, in whichever order."""
    rows = Introduction.objects.owned_by(asker).filter(
        Q(one=person_id, other=other_id) | Q(one=other_id, other=person_id)
    )
    return rows.select_related("one", "other").order_by("-at", "-id").first()


def standing(asker: Asker, row: Introduction, now: datetime | None = None) -> rules.Introduction:
    """How far an introduction has come, with what is seen of it up to `now`."""
    return rules.Introduction(
        _side(row.one_asked_at, row.one_said, row.one_said_at, now),
        _side(row.other_asked_at, row.other_said, row.other_said_at, now),
        _known(row.left_at, now),
        _introduced_at(asker, row, now),
        _acquainted_at(asker, row, now),
    )


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Every introduction, those that wait for something first, then the newest."""
    rows = Introduction.objects.owned_by(asker).filter(at__lte=now).select_related("one", "other")
    found = [line_of(asker, row, now) for row in rows.order_by("-at", "-id")[:_SHOWN]]
    return sorted(found, key=lambda line: line.over)


def line_of(asker: Asker, row: Introduction, now: datetime) -> Line:
    """One introduction as it stands."""
    intro = standing(asker, row, now)
    waits = [ends for side in (intro.one, intro.other) if (ends := side.expires_at()) and ends > now]
    state = rules.state(intro, now)
    if closed_with(asker, (row.one_id, row.other_id), now):
        return Line(row, intro, state, None, None, closed=True)
    return Line(row, intro, state, rules.next_to_ask(intro, now), min(waits, default=None))


def closed_with(asker: Asker, people: Collection[int], now: datetime) -> Connection | None:
    """The connection with one of these that is closed: after a close nothing asks, of others about them neither."""
    closed = Connection.objects.owned_by(asker).filter(person__in=people, closed_at__lte=now)
    return closed.select_related("person").first()


def beside(asker: Asker, person_id: int) -> list[int]:
    """The connections with those whom somebody was, or may be, introduced to."""
    rows = Introduction.objects.owned_by(asker).filter(Q(one=person_id) | Q(other=person_id))
    others = {other if one == person_id else one for one, other in rows.values_list("one_id", "other_id")}
    found = Connection.objects.owned_by(asker).filter(person__in=others).values_list("id", flat=True)
    topics = Topic.objects.owned_by(asker).filter(person=person_id).values_list("name", flat=True)
    return sorted({*found, *(id_ for topic in topics for id_ in connections_on(asker, topic))})


def suggestions(asker: Asker, now: datetime) -> list[Suggestion]:
    """Who should meet whom, as far as my notes and my mail tell: needs that are met, then topics in common."""
    matches = _matches(asker, now)[:SUGGESTED]
    people = {
        each.id: each for each in Person.objects.filter(id__in={id_ for m in matches for id_ in (m.one, m.other)})
    }
    return [Suggestion(people[each.one], people[each.other], each) for each in matches]


def why_of(asker: Asker, person_id: int, other_id: int, now: datetime) -> str:
    """Why these two should meet: as I said, else the topic that brings them together; empty where neither is known."""
    row = latest_between(asker, person_id, other_id)
    if row is not None:
        return row.why
    both = {person_id, other_id}
    return next((each.mine.topic for each in _matches(asker, now) if {each.one, each.other} == both), "")


def agreed(asker: Asker, person_id: int, other_id: int, now: datetime) -> bool:
    """Whether both have said yes, so that they can be named to each other."""
    row = latest_between(asker, person_id, other_id)
    return row is not None and rules.state(standing(asker, row, now), now) in (State.AGREED, State.INTRODUCED)


def introduction_facts(asker: Asker, people: Sequence[int], now: datetime) -> dict[int, list[IntroductionFacts]]:
    """For Today, by person: what is to be done next about introducing them to somebody."""
    found: dict[int, list[IntroductionFacts]] = defaultdict(list)
    rows = Introduction.objects.owned_by(asker).filter(Q(one__in=people) | Q(other__in=people), left_at=None)
    rows = rows.exclude(Q(one__connection__closed_at__lte=now) | Q(other__connection__closed_at__lte=now))
    for row in rows.filter(at__lte=now).select_related("one", "other").order_by("at", "id"):
        intro = standing(asker, row, now)
        for which, person, beside in (("one", row.one, row.other), ("other", row.other, row.one)):
            if person.id in people:
                told = _of_side(row, intro, which, beside)  # type: ignore[arg-type]
                found[person.id].append(told)
    if Topic.objects.owned_by(asker).filter(person__in=people).exists():
        fresh = [match for match in _matches(asker, now, people) if now - match.since < _FRESH]
        names = dict(Person.objects.filter(id__in={each.other for each in fresh}).values_list("id", "name"))
        for match in fresh:
            found[match.one].append(_suggested(match, names[match.other]))
    _connect(found)
    return found


def connections_to_introduce(asker: Asker) -> list[int]:
    """The connections of which Today may have an introduction to tell."""
    topics = Topic.objects.owned_by(asker).values("person_id")
    rows = Introduction.objects.owned_by(asker).filter(left_at=None)
    people = Q(person__in=topics) | Q(person__in=rows.values("one_id")) | Q(person__in=rows.values("other_id"))
    return list(Connection.objects.owned_by(asker).filter(people).values_list("id", flat=True))


def _side(asked_at: datetime | None, said: str, said_at: datetime | None, now: datetime | None) -> rules.Side:
    told = _known(said_at, now)
    return rules.Side(_known(asked_at, now), Said(said) if told else None, told)


def _known(moment: datetime | None, now: datetime | None) -> datetime | None:
    """A moment, where it has come."""
    return None if moment and now and moment > now else moment


def _of_side(row: Introduction, intro: rules.Introduction, which: rules.Which, beside: Person) -> IntroductionFacts:
    return IntroductionFacts(other=beside.name, other_id=beside.id, at=row.at, why=row.why, which=which, intro=intro)


def _suggested(match: Match, other: str) -> IntroductionFacts:
    return IntroductionFacts(other=other, other_id=match.other, at=match.since, match=match)


def _connect(found: dict[int, list[IntroductionFacts]]) -> None:
    """Tell each by which connection the other is reached."""
    others = {each.other_id for facts in found.values() for each in facts}
    of_person = dict(Connection.objects.filter(person__in=others).values_list("person_id", "id"))
    for person, facts in found.items():
        found[person] = [each.reached_by(of_person[each.other_id]) for each in facts if each.other_id in of_person]


def _matches(asker: Asker, now: datetime, people: Collection[int] | None = None) -> list[Match]:
    """Pairs never thought of before, of people with whom it is not closed; `people`: with one of these first."""
    notes: dict[int, list[Note]] = defaultdict(list)
    rows = Topic.objects.owned_by(asker).filter(at__lte=now, person__redacted_at=None)
    for row in rows.filter(person__connection__closed_at=None).order_by("person_id", "-at", "id"):
        notes[row.person_id].append(Note(row.name, row.at, Kind(row.kind), row.said))
    if len(notes) < 2:
        return []
    known = {frozenset(pair) for pair in Introduction.objects.owned_by(asker).values_list("one_id", "other_id")}
    everybody = [Somebody(id_, tuple(each)) for id_, each in notes.items()]
    may_meet = [
        match
        for match in rules.matches(everybody, lambda one, other: frozenset((one, other)) in known)
        if people is None or match.one in people
    ]
    acquainted = _Acquainted({id_ for match in may_meet for id_ in (match.one, match.other)})
    return [match for match in may_meet if not acquainted(match.one, match.other)]


class _Acquainted:
    """Who of some people know each other, as far as can be seen: by a conversation or an organisation of both."""

    def __init__(self, people: Collection[int]) -> None:
        self.talks: dict[int, set[int]] = defaultdict(set)
        self.houses: dict[int, set[str]] = defaultdict(set)
        self.people = people
        self.loaded = False

    def __call__(self, one: int, other: int) -> bool:
        if not self.loaded:
            self._load()
        return not self.talks[one].isdisjoint(self.talks[other]) or not self.houses[one].isdisjoint(self.houses[other])

    def _load(self) -> None:
        self.loaded = True
        sent = Message.objects.filter(sender__person__in=self.people).values_list("sender__person", "conversation_id")
        received = Recipient.objects.filter(address__person__in=self.people).values_list(
            "address__person", "message__conversation_id"
        )
        met = Participant.objects.filter(person__in=self.people).values_list("person_id", "conversation_id")
        for person, talk in (*sent.distinct(), *received.distinct(), *met):
            self.talks[person].add(talk)
        for person, addr in Address.objects.filter(person__in=self.people).values_list("person_id", "addr"):
            if house := organisation(addr):
                self.houses[person].add(house)
        for person, name in (
            Person.objects.filter(id__in=self.people).exclude(organisation="").values_list("id", "organisation")
        ):
            self.houses[person].add(" ".join(name.casefold().split()))


def _introduced_at(asker: Asker, row: Introduction, now: datetime | None) -> datetime | None:
    """When I first wrote one mail to both, since I thought of it."""
    mine = _messages(asker, row, now).filter(mine=True)
    first = mine.filter(id__in=_reaching(row.one_id)).filter(id__in=_reaching(row.other_id)).order_by("id")
    return _moment(first.values_list("id", flat=True).first())


def _acquainted_at(asker: Asker, row: Introduction, now: datetime | None) -> datetime | None:
    """When one of them first wrote to the other with me in copy, or both were in one talk."""
    theirs = _messages(asker, row, now).filter(mine=False)
    wrote = [
        theirs.filter(sender__person=by, id__in=_reaching(to)).order_by("id").values_list("id", flat=True).first()
        for by, to in ((row.one_id, row.other_id), (row.other_id, row.one_id))
    ]
    talks = talks_of(asker).filter(first_at__gte=row.at)
    talks = talks.filter(first_at__lte=now) if now else talks
    both = talks.filter(participants__person=row.one_id).filter(participants__person=row.other_id)
    moments = [*(_moment(id_) for id_ in wrote), both.order_by("first_at").values_list("first_at", flat=True).first()]
    return min((moment for moment in moments if moment), default=None)


def _messages(asker: Asker, row: Introduction, now: datetime | None) -> QuerySet[Message]:
    rows = Message.objects.owned_by(asker).filter(id__gte=key_at(row.at))
    return rows.filter(id__lt=key_at(now + timedelta(seconds=1))) if now else rows


def _reaching(person_id: int) -> QuerySet[Recipient, Any]:
    return Recipient.objects.filter(address__person=person_id).values("message_id")


def _moment(id_: int | None) -> datetime | None:
    return moment_of(id_) if id_ is not None else None
