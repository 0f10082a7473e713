"""Insights: the figures of a time, from what the asker did, felt, expected and was told; nobody else sees any of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Min

from segue.domain.calendar import Calendar
from segue.domain.commitments import History, State
from segue.domain.insights import Figure, answers, outlook, promises, talks
from segue.domain.insights.figures import Periods, periods
from segue.domain.insights.outlook import Option
from segue.domain.insights.promises import Promised
from segue.domain.insights.talks import Talk
from segue.domain.today.facts import Ending
from segue.queries import worth
from segue.queries.facts import histories
from segue.queries.talks import talks_of
from segue.store.bulk import as_text, moment_in
from segue.store.models import Asker, Commitment, Connection, Conversation, Exchange, key_at, moment_of, second_of

DAYS = (30, 90, 365)
"""The times that can be looked at."""
_ANSWERS = 90
"""Days of mail that answer times are read from."""
_WORDS = 3000
"""Messages that they are read from, the latest first; with more, these days are fewer."""


def insights(asker: Asker, now: datetime, days: int = 90) -> list[Figure]:
    """All figures of the last `days` days."""
    found = _Found(asker, now, days)
    return [figure(found) for figure in _FIGURES.values()]


def insight(asker: Asker, key: str, now: datetime, days: int = 90) -> Figure | None:
    """One of them; None where there is none of this name."""
    figure = _FIGURES.get(key)
    return figure(_Found(asker, now, days)) if figure else None


class _Held(NamedTuple):
    """A talk that was held, as it is stored."""

    id: int
    ending: str
    rating: int | None
    first_at: datetime
    last_at: datetime
    held_until: datetime | None
    wrapped_at: datetime | None


@dataclass(frozen=True)
class _Found:
    """The facts of a time, each kind read once, when it is first asked for."""

    asker: Asker
    now: datetime
    days: int

    @cached_property
    def me(self) -> Calendar:
        return Calendar(self.asker.zone, self.asker.country)

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=self.days)

    @cached_property
    def periods(self) -> Periods:
        return periods(self.me.date_of(self.since), self.me.date_of(self.now))

    @cached_property
    def held(self) -> list[_Held]:
        """The talks that were held."""
        read = talks_of(self.asker).filter(last_at__range=(self.since, self.now)).order_by("last_at", "id")
        rows = read.values_list(*_Held._fields[:3], *map(as_text, _Held._fields[3:]))
        return [_Held(*row[:3], *(moment_in(at) if at else None for at in row[3:])) for row in rows]

    @cached_property
    def agreed(self) -> dict[int, list[tuple[bool, History]]]:
        """What was agreed in each of these talks but the closed ones: whether it is mine to do, and its history."""
        made = Commitment.objects.owned_by(self.asker).filter(
            conversation__in=[talk.id for talk in self.held if talk.ending != Conversation.Ending.CLOSE],
            others=False,
            made_at__lte=self.now,
        )
        rows = list(made.values_list("id", "conversation_id", "mine"))
        known = histories([row[0] for row in rows], self.now)
        found: dict[int, list[tuple[bool, History]]] = defaultdict(list)
        for id_, conversation, mine in rows:
            found[conversation].append((mine, known.get(id_, History())))
        return found

    @cached_property
    def talks(self) -> list[Talk]:
        return [self._talk(row) for row in self.held]

    def _talk(self, row: _Held) -> Talk:
        wrapped = row.ending and row.wrapped_at and row.wrapped_at <= self.now
        fates = tuple(State(history.state) for _, history in self.agreed[row.id] if history.state)
        ending = Ending(row.ending) if wrapped else None
        return Talk(row.first_at, row.held_until or row.last_at, ending, row.rating, fates)

    @cached_property
    def theirs(self) -> list[worth.Promised]:
        return worth.promised(self.asker, self.now, mine=False)

    def promises(self, mine: bool) -> Figure:
        """What became of the promises of a side that were given in this time."""
        looked_at = worth.promised(self.asker, self.now, mine=True) if mine else self.theirs
        given = [each for each in looked_at if each.made_at >= self.since]
        key, whose = ("my-promises", "yours") if mine else ("their-promises", "theirs")
        told = [Promised(self.me.date_of(each.made_at), each.entry.outcome) for each in given]
        cut = len(given) == len(looked_at) >= worth.LOOKED_AT
        return promises.promises(key, whose, told, self.periods, cut=cut)

    def done_after(self) -> Figure:
        """How many days after each talk what was agreed in it was reported done, by me and by them."""
        took: dict[bool, list[float]] = {True: [], False: []}
        for talk in self.held:
            ends = talk.held_until or talk.last_at
            for mine, history in self.agreed[talk.id]:
                if talk.ending == Conversation.Ending.NEXT_STEP and history.reported_at:
                    took[mine].append(max(0.0, (history.reported_at - ends) / timedelta(days=1)))
        return talks.done_after(took[True], took[False])

    def keepers(self) -> Figure:
        """Those who keep their word, by the latest of all their promises."""
        kept = worth.keepers(self.asker, self.theirs)
        return promises.keepers([(each.person.name, [entry.outcome for entry in each.record.entries]) for each in kept])

    def answers(self) -> Figure:
        days = min(self.days, _ANSWERS)
        since, until = key_at(self.now - timedelta(days=days)), key_at(self.now + timedelta(seconds=1))
        words = Exchange.objects.owned_by(self.asker).filter(message_id__gte=since, message_id__lt=until)
        rows = words.order_by("-message_id").values_list("connection_id", "message_id", "out")
        latest = list(rows[:_WORDS])
        if len(latest) == _WORDS:
            days = max(1, (self.now - moment_of(latest[-1][1])).days)
        mine, theirs = answers.answer_times((who, second_of(key), out) for who, key, out in sorted(latest))
        return answers.answers(mine, theirs, days)

    def breadth(self) -> Figure:
        """The live options of each need at the end of each period; the last end is now."""
        serving = Connection.objects.owned_by(self.asker).filter(need__isnull=False)
        rows = serving.annotate(begun=Min("stage_moves__at")).values_list(
            "need__name", "begun", "need__since", "closed_at"
        )
        options = [Option(name, begun or since, closed) for name, begun, since, closed in rows]
        begins = self.periods.begins
        ends = [*(self.me.start_of(day) for day in begins[1:]), self.now + timedelta(microseconds=1)]
        return outlook.breadth(options, list(zip(self.periods.labels, ends, strict=True)))

    def load(self) -> Figure:
        due = worth.my_open_promises(self.asker, self.now)
        late = sum(day is not None and self.now >= self.me.end_of(day) for day in due)
        return promises.load(due, late, self.me.date_of(self.now))


_FIGURES: dict[str, Callable[[_Found], Figure]] = {
    "load": _Found.load,
    "hours": lambda found: talks.hours(found.talks),
    "my-promises": lambda found: found.promises(mine=True),
    "their-promises": lambda found: found.promises(mine=False),
    "keepers": _Found.keepers,
    "done-after": _Found.done_after,
    "answers": _Found.answers,
    "great": lambda found: talks.great(found.talks),
    "ratings": lambda found: talks.ratings(found.talks),
    "expected": lambda found: outlook.expected(worth.expected(found.asker, found.now)),
    "breadth": _Found.breadth,
}
KEYS = tuple(_FIGURES)
"""The names of the figures, in their order."""
