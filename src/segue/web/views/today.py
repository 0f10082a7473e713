"""Today: what to do now, each row with its reason and its acts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.actions.today import note_shown, refresh
from segue.domain.today import SHOWN, Row, Rule
from segue.queries.conversations import Words, words_of
from segue.queries.opinions import commitments_read_with
from segue.queries.people import knows_somebody, reach
from segue.queries.today import Coverage, behind, shown
from segue.web.acts import Act, acts_of, address
from segue.web.visits import Visit, page

ALL = 100
"""Rows of a page of everything."""

_WAITING_ON_OTHERS = {Rule.PHONE_THEM, Rule.ONE_REMINDER, Rule.LET_IT_BE}
_QUIET = {Rule.GREAT_AND_THEN, Rule.KEEP_IN_TOUCH, Rule.OCCASION, Rule.NEWS, Rule.INTRODUCE, Rule.CLOSE, Rule.NO_DATE}


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with its buttons."""

    row: Row
    acts: list[Act]
    first: bool
    read_with: str = ""
    """The language model that was asked about its words, where one was."""

    @property
    def late(self) -> bool:
        """Whether its date has passed or it is theirs that has."""
        return self.row.rule is Rule.PHONE_THEM


@dataclass(frozen=True, slots=True)
class Covered:
    """How far the sources have been read, in sum: `partial` are those not read to their end yet."""

    count: int
    sent_to: datetime | None
    latest: datetime | None
    partial: list[Coverage]


def covered(sources: Sequence[Coverage]) -> Covered | None:
    """The sum of what was read; None where nothing was handed in."""
    if not sources:
        return None
    sent = [source.read_to for source in sources if source.sent and source.read_to]
    everything = [source.read_to for source in sources if source.read_to]
    partial = [source for source in sources if not source.whole]
    return Covered(len(sources), max(sent, default=None), max(everything, default=None), partial)


@page
def today(visit: Visit) -> HttpResponse:
    """The list: at most seven rows, or with ?show=all everything, page by page."""
    refresh(visit.asker, visit.now)
    everything = visit.GET.get("show") == "all"
    skipped = _number(visit.GET.get("skip")) if everything else 0
    listed = shown(visit.asker, visit.now, ALL if everything else SHOWN, skipped)
    note_shown(visit.asker, listed.rows, visit.now)
    context = {
        "place": "today",
        "today": listed,
        "groups": _groups(listed.rows, _read_with(visit, listed.rows)),
        "everything": everything,
        "next": skipped + ALL if everything else 0,
        "covered": covered(listed.coverage),
        "somebody": not listed.rows and not listed.coverage and knows_somebody(visit.asker),
    }
    return render(visit, "segue/today.html", context)


@page
def run_through(visit: Visit) -> HttpResponse:
    """One row a screen: the first after those skipped."""
    refresh(visit.asker, visit.now)
    skipped = _number(visit.GET.get("skip"))
    rows = shown(visit.asker, visit.now, ALL).rows
    note_shown(visit.asker, rows[skipped : skipped + 1], visit.now)
    row = rows[skipped] if skipped < len(rows) else None
    context = {
        "place": "today",
        "shown": Shown(row, acts_of(row), True, next(iter(_read_with(visit, [row]).values()), "")) if row else None,
        "evidence": _evidence(visit, row) if row else [],
        "number": skipped + 1,
        "count": len(rows),
    }
    return render(visit, "segue/run_through.html", context)


@page
def why(visit: Visit, connection_id: int) -> HttpResponse:
    """The words that a connection's rows rest on, and what happens if nothing is done."""
    refresh(visit.asker, visit.now)
    rows = behind(visit.asker, connection_id)
    if not rows:
        raise Http404
    context = {
        "place": "today",
        "row": rows[0],
        "read_with": next(iter(_read_with(visit, rows[:1]).values()), ""),
        "evidence": _evidence(visit, rows[0]),
        "behind": [Shown(row, acts_of(row), first=False) for row in rows[1:]],
        "person_id": reach(visit.asker, connection_id).person_id,
        "untrue": address(rows[0], "not-true") if rows[0].commitment_id else "",
    }
    return render(visit, "segue/why.html", context)


def _read_with(visit: Visit, rows: Iterable[Row]) -> dict[int, str]:
    return commitments_read_with(visit.asker, [row.commitment_id for row in rows if row.commitment_id])


def _groups(rows: Iterable[Row], models: dict[int, str]) -> list[tuple[str | Promise, list[Shown]]]:
    """The rows in their order, under what kind of attention they ask for."""
    ordered = sorted(rows, key=lambda row: _group(row)[0])
    listed = [
        Shown(row, acts_of(row), number == 0, models.get(row.commitment_id or 0, ""))
        for number, row in enumerate(ordered)
    ]
    return [(name, list(each)) for (_order, name), each in groupby(listed, key=lambda each: _group(each.row))]


def _group(row: Row) -> tuple[int, str | Promise]:
    if row.rule in _WAITING_ON_OTHERS:
        return 1, _("Waiting on others")
    if row.rule in _QUIET:
        return 2, _("Quiet, or to be tidied up")
    return 0, _("Do now")


def _evidence(visit: Visit, row: Row) -> list[Words]:
    return words_of(visit.asker, row.facts)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else 0
