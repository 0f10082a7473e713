"""Questions about events: what was done, the latest first."""

from __future__ import annotations

from dataclasses import dataclass

from segue.store.models import Asker, Event

PAGE = 50


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some events, and the id before which the rest lies, if there is more."""

    events: tuple[Event, ...]
    next: int | None


def events(asker: Asker, before: int | None = None) -> HistoryPage:
    """What the asker did, the latest first."""
    mine = Event.objects.owned_by(asker).exclude(source="import")
    rows = list((mine.filter(id__lt=before) if before else mine).order_by("-id").defer("changes")[: PAGE + 1])
    return HistoryPage(tuple(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None)


def latest(asker: Asker) -> Event | None:
    """The deed done last."""
    return Event.objects.owned_by(asker).order_by("-id").defer("changes").first()
