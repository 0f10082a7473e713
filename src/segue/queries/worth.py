"""Questions about a conversation's worth: victories, what I felt and what was done, who keeps their word, my load.

What I felt stands apart from what was done, and nobody else sees either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from segue.domain.calendar import Calendar
from segue.domain.commitments import OWED, History, State
from segue.domain.expectations import Expected, Score, score
from segue.domain.follow_through import Entry, Kept, Record, record
from segue.domain.victories import Told, day_in_words, unnamed
from segue.queries.commitments import alive
from segue.queries.facts import histories
from segue.queries.talks import talks_of
from segue.store.models import Asker, Commitment, Conversation, Person, Victory

_SHOWN = 100
_TALKS = 40
_PEOPLE = 20
LOOKED_AT = 200
"""Commitments of a side that are looked at, the latest first."""
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Load:
    """What I have promised and not done yet, and how much of it is late."""

    open: int
    late: int


@dataclass(frozen=True, slots=True)
class VictoryLine:
    """A small victory: one that I noted, or a talk that was enjoyed with nothing expected (then `victory` is None)."""

    at: datetime
    text: str
    victory: Victory | None
    conversation_id: int | None
    person: Person | None


@dataclass(frozen=True, slots=True)
class TalkWorth:
    """A talk of mine. `felt` is my rating; what was done: how it ended, and how many of its promises were kept."""

    conversation: Conversation
    felt: int | None
    promised: int
    kept: int


@dataclass(frozen=True, slots=True)
class KeepsWord:
    """Somebody with promises that came to something, and what became of them."""

    person: Person
    record: Record


@dataclass(frozen=True, slots=True)
class Worth:
    """All of it; `expected` is what I expected and what happened."""

    load: Load
    talks: tuple[TalkWorth, ...]
    expected: Score
    keepers: tuple[KeepsWord, ...]


def load_of(asker: Asker, now: datetime) -> Load:
    """How much I have promised and not done."""
    me = Calendar(asker.zone, asker.country)
    due = my_open_promises(asker, now)
    return Load(len(due), sum(day is not None and now >= me.end_of(day) for day in due))


def my_open_promises(asker: Asker, now: datetime) -> list[date | None]:
    """The days on which my open promises are due, None for those without a day.

    What was only ever detected, and is older than Today looks back, is left out.
    """
    rows = Commitment.objects.owned_by(asker).filter(
        alive(now), mine=True, others=False, state__in=[str(state) for state in OWED], made_at__lte=now
    )
    open_ = list(rows.values_list("id", "due", "state"))
    # What stands as promised is owed; only of the rest their moves have to be read.
    known = histories([id_ for id_, _, state in open_ if state != State.PROMISED], now)
    return [due for id_, due, state in open_ if state == State.PROMISED or (id_ in known and known[id_].owed)]


def victories(asker: Asker, now: datetime) -> list[VictoryLine]:
    """Small victories, the latest first."""
    noted = Victory.objects.owned_by(asker).filter(at__lte=now).select_related("person").order_by("-at", "-id")
    lines = [VictoryLine(row.at, row.text, row, row.conversation_id, row.person) for row in noted[:_SHOWN]]
    known = {line.conversation_id for line in lines}
    talks = Conversation.objects.owned_by(asker).filter(ending=Conversation.Ending.ENJOYED, wrapped_at__lte=now)
    for talk in talks.order_by("-wrapped_at")[:_SHOWN]:
        if talk.id not in known and talk.wrapped_at:
            lines.append(VictoryLine(talk.wrapped_at, str(talk), None, talk.id, None))
    return sorted(lines, key=lambda line: line.at, reverse=True)[:_SHOWN]


def victory_of(asker: Asker, victory_id: int) -> Victory | None:
    """A victory of the asker's, with its person."""
    return Victory.objects.owned_by(asker).select_related("person").filter(id=victory_id).first()


def names_in(asker: Asker, victory: Victory) -> list[str]:
    """The names of people that may stand in a victory's text: whoever it was with, and all who are called so."""
    found = {victory.person.name} if victory.person else set()
    for word in set(_NAME.findall(victory.text)):
        called = Q(name__iexact=word) | Q(name__istartswith=f"{word} ") | Q(name__iendswith=f" {word}")
        middle = Q(name__icontains=f" {word} ")
        found.update(Person.objects.visible_to(asker).filter(called | middle).values_list("name", flat=True)[:5])
    return sorted(found)


def told(asker: Asker, victory: Victory, *, named: bool) -> Told:
    """A victory as it is told to others: everybody whom the asker knows is taken out, but for whom it was with where
    that name is added; where it was with nobody in particular, the names stay as a whole."""
    whom = victory.person.name if victory.person else ""
    if named:
        others = [name for name in names_in(asker, victory) if name != whom] if whom else []
        text = unnamed(victory.text, others) if whom else victory.text
    else:
        text = unnamed(victory.text, names_in(asker, victory), whom)
    on = day_in_words(Calendar(asker.zone).date_of(victory.at))
    return Told(text, on, whom if named and whom not in text else "")


def worth(asker: Asker, now: datetime) -> Worth:
    """What I felt, what I expected, what was done, and who keeps their word."""
    talks = _talks(asker, now)
    return Worth(
        load_of(asker, now), talks, score(expected(asker, now)), keepers(asker, promised(asker, now, mine=False))
    )


def _talks(asker: Asker, now: datetime) -> tuple[TalkWorth, ...]:
    held = talks_of(asker).filter(first_at__lte=now, last_at__lte=now)
    latest = held.filter(Q(rating__isnull=False) | ~Q(ending="")).order_by("-first_at").values("id")[:_TALKS]
    rated = Conversation.objects.filter(id__in=list(latest.values_list("id", flat=True))).annotate(
        promised=Count("commitments", filter=Q(commitments__others=False)),
        kept=Count("commitments", filter=Q(commitments__others=False, commitments__state=State.KEPT)),
    )
    return tuple(TalkWorth(row, row.rating, row.promised, row.kept) for row in rated.order_by("-last_at")[:_TALKS])


def expected(asker: Asker, now: datetime) -> list[Expected]:
    """What I expected of talks, as far as it has come out, in their order."""
    out = Conversation.objects.owned_by(asker).filter(
        expectation__isnull=False, happened__in=("yes", "no"), last_at__lte=now
    )
    pairs = out.order_by("last_at").values_list("expectation", "happened")
    return [Expected(percent, happened == "yes") for percent, happened in pairs if percent is not None]


def keepers(asker: Asker, theirs: Iterable[Promised]) -> tuple[KeepsWord, ...]:
    """Those who kept something of these promises of theirs, most of it on time first."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    for each in theirs:
        entries[each.person_id].append(each.entry)
    records = {person: Record(tuple(found)) for person, found in entries.items()}
    kept = {person: record for person, record in records.items() if record.kept}
    people = Person.objects.visible_to(asker).filter(id__in=kept)
    found = [KeepsWord(person, kept[person.id]) for person in people]
    found.sort(key=lambda each: (-each.record.kept, each.record.settled, each.person.sort_name))
    return tuple(found[:_PEOPLE])


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise, mine or theirs: with whom, when it was given, and what became of it."""

    person_id: int
    made_at: datetime
    entry: Entry


def promised(asker: Asker, now: datetime, *, mine: bool) -> list[Promised]:
    """The latest promises of a side, LOOKED_AT of what was asked, offered and promised being looked at."""
    # As a value, for "not mine" is nothing that SQLite looks up in an index.
    rows = Commitment.objects.owned_by(asker).filter(
        mine__in=(mine,), others=False, connection__isnull=False, made_at__lte=now
    )
    named = ("id", "made_at", "connection__person_id", "connection__person__zone", "connection__person__country")
    latest = list(rows.order_by("-made_at", "-id").values_list(*named)[:LOOKED_AT])
    known = histories([row[0] for row in latest], now)
    me = Calendar(asker.zone, asker.country)
    found = []
    for id_, made_at, person, zone, country in latest:
        them = Calendar(zone or asker.zone, country or None)
        performer, asking = (me, them) if mine else (them, me)
        counted = record([Kept(id_, known.get(id_, History()), performer, asking)], now)
        found += [Promised(person, made_at, entry) for entry in counted.entries]
    return found
