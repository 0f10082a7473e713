"""Questions about imports: how far one is, what came of it, and which addresses may be mine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from segue.domain.chats import is_handle
from segue.formats.chatstamps import Order, stamp_of
from segue.queries.today import Coverage, coverage
from segue.store.models import Address, Asker, Gathering, Import, SetAside, Source

RECENT = 20
ASIDE = 100
_SILENT = timedelta(minutes=2)


Reading = TypeVar("Reading", Import, Gathering)
"""A run that reads something in: into somebody's own store, or into a community."""


@dataclass(frozen=True, slots=True)
class Progress(Generic[Reading]):
    """How far a run is: messages a second, the share of its bytes read, and how long the rest may take."""

    run: Reading
    share: float
    rate: float
    left: timedelta | None
    silent: bool

    @property
    def going_on(self) -> bool:
        """Whether there is anything to wait for."""
        return self.run.state in ("waiting", "running")


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """What was read so far."""

    runs: tuple[Progress[Import], ...]
    sources: tuple[Coverage, ...]
    addresses: tuple[Address, ...]


def overview(asker: Asker, now: datetime) -> ImportsPage:
    """The latest runs, how far each source is read, and the addresses that are or may be mine."""
    runs = Import.objects.owned_by(asker).order_by("-id")[:RECENT]
    return ImportsPage(tuple(how_far(run, now) for run in runs), coverage(asker), my_addresses(asker))


def progress(asker: Asker, import_id: int, now: datetime) -> Progress[Import]:
    """Raises Import.DoesNotExist for what is not there or not the asker's."""
    return how_far(Import.objects.owned_by(asker).get(id=import_id), now)


def set_aside(asker: Asker, import_id: int, after: int = 0) -> list[SetAside]:
    """What a run could not read, with its place and the reason."""
    rows = SetAside.objects.owned_by(asker).filter(run_id=import_id, id__gt=after)
    return list(rows.select_related("source").order_by("id")[:ASIDE])


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that may be given; of how dates are written with the day that the example then is."""

    value: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a chat does not tell: `about` its dates, of which `example` is one, or me."""

    about: str
    example: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """A chat that is read once these questions are answered."""

    source: Source
    questions: tuple[Asked, ...]


def asking(asker: Asker, import_id: int | None = None) -> list[Asking]:
    """The chats that wait for an answer: all of them, or those that this run set aside."""
    rows = Source.objects.owned_by(asker).exclude(asked="")
    if import_id is not None:
        rows = rows.filter(aside__run_id=import_id)
    return [Asking(row, tuple(_asked(each) for each in json.loads(row.asked))) for row in rows.order_by("name")]


def _asked(question: dict[str, Any]) -> Asked:
    stamp = stamp_of(f"{question['example']}, 10:00 - ") if question["example"] else None
    moments = ((value, stamp.moment(Order(value)) if stamp else None) for value in question["choices"])
    choices = (Choice(value, moment.date() if moment else None) for value, moment in moments)
    return Asked(question["about"], question["example"], tuple(choices))


def my_addresses(asker: Asker) -> tuple[Address, ...]:
    """The addresses taken to be mine, those not yet confirmed first."""
    rows = Address.objects.owned_by(asker).filter(kind=Address.Kind.MINE)
    mine = [each for each in rows if not is_handle(each.addr)]
    return tuple(sorted(mine, key=lambda each: (each.confirmed_at is not None, each.addr)))


def how_far(run: Reading, now: datetime) -> Progress[Reading]:
    """How far a run is at this moment."""
    share = min(1.0, run.read_bytes / run.total_bytes) if run.total_bytes else 0.0
    seconds = ((run.finished_at or now) - run.started_at).total_seconds()
    rate = run.read / seconds if seconds > 0 else 0.0
    left = timedelta(seconds=seconds * (1 - share) / share) if share > 0.01 and not run.finished_at else None
    silent = run.state == "running" and run.beat_at is not None and now - run.beat_at > _SILENT
    return Progress(run, share, rate, left, silent)
