"""Publishes what conversations led to, for a quarter that is over: once, and never counted anew.

It happens by itself a week after the quarter's end; a member can have it happen from its end on. There is nothing to
undo: whoever could publish twice could compare what was published.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from segue.actions.deeds import deed
from segue.actions.errors import Refused
from segue.domain.figures import GRACE, Cell, Ledger, Quarter, Shown, check_over, published, typical_days
from segue.queries.figures import Gathered, gather
from segue.store.models import Asker, Figures, Organisation


def publish(asker: Asker, quarter: str, now: datetime, *, source: str) -> Figures:
    """Publish a quarter that is over, for the whole organisation of the asker's."""
    wanted = Quarter.named(quarter)
    if asker.guest:
        raise Refused("Figures are for the members of the organisation; as a guest you take part in communities.")
    check_over(wanted, now)
    # Not written through the change: what was published stays, whatever is undone.
    with deed(asker, "publish figures", now, source=source) as change:
        made = _publish(asker.organisation_id, wanted, now)
        if made is None:
            raise Refused(f"{wanted} was published already; it stays as it is.")
        change.about(made, f"Published: {wanted}. It stays as it is.")
    return made


def publish_due(now: datetime) -> bool:
    """Publish the last quarter for one organisation where that is due; whether there was one."""
    last = Quarter.of(now).before
    if now < last.ends + GRACE:
        return False
    due = Organisation.objects.filter(communities__created_at__lt=last.ends).exclude(figures__quarter=str(last))
    organisation = due.order_by("id").first()
    return organisation is not None and _publish(organisation.id, last, now) is not None


@transaction.atomic
def _publish(organisation_id: int, quarter: Quarter, now: datetime) -> Figures | None:
    """The figures as they can be told; None where they were published already."""
    # One at a time: each has to know what the others told.
    Organisation.objects.select_for_update().get(id=organisation_id)
    before = Figures.objects.filter(organisation=organisation_id)
    if before.filter(quarter=str(quarter)).exists():
        return None
    told = [frozenset(cell) for behind in before.values_list("behind", flat=True) for cell in behind]
    numbers, behind = numbers_of(gather(organisation_id, quarter), told)
    return Figures.objects.create(
        organisation_id=organisation_id, quarter=str(quarter), numbers=numbers, behind=behind, published_at=now
    )


def numbers_of(found: Gathered, told: list[Cell]) -> tuple[dict[str, Any], list[list[str]]]:
    """What can be told of these facts beside all that was `told` before, and the cases behind each new number."""
    ledger = Ledger(found.cases, told)
    before_these = len(ledger.rows)
    communities, other_communities = published(found.communities, ledger)
    teams, other_teams = published(found.teams, ledger)
    days = {
        f"{before}-{after}": typical_days([time for time, _ in took], [found.cases[key] for _, key in took])
        for (before, after), took in found.took.items()
    }
    numbers = {
        "communities": [_told(each) for each in communities],
        "other_communities": other_communities.numbers if other_communities else None,
        "teams": [_told(each) for each in teams],
        "other_teams": other_teams.numbers if other_teams else None,
        "days": days,
    }
    return numbers, [sorted(cell) for cell in ledger.rows[before_these:] if cell]


def _told(group: Shown) -> dict[str, Any]:
    return {"name": group.name, "counts": group.numbers}
