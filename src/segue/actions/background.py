"""Imports that wait to be run: whoever works in the background takes one at a time, and nobody takes the same."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from segue.actions import imports
from segue.actions.uploads import SILENT, discard
from segue.actions.weave import weave_stale
from segue.store.models import Conversation, Import, Member, asker_for

_AT_ONCE = 200


def run_next(now: datetime) -> Import | None:
    """Run the import that has waited longest, or one whose process died; None where there is none.

    Whatever goes wrong in reading it is written on it, and raised. Files that were handed in are deleted once read.
    """
    row = _claim(now)
    if row is None:
        return None
    member = Member.objects.get(id=row.owner_id)
    try:
        imports.run(asker_for(member), row.paths, now, row=row)
    except SystemExit:  # the server is being stopped: whoever comes next goes on from there
        Import.objects.filter(id=row.id).update(state=Import.State.WAITING, finished_at=None, error="")
        raise
    discard(row.paths)
    row.refresh_from_db()
    return row


def weave_left(now: datetime) -> bool:
    """Read some conversations again that were left for later, unless an import is at it; whether there were any."""
    busy = Import.objects.filter(state__in=(Import.State.WAITING, Import.State.RUNNING)).values("owner")
    left = Conversation.objects.filter(stale=True).exclude(owner__in=busy).values_list("owner", flat=True).first()
    if left is None:
        return False
    weave_stale(asker_for(Member.objects.get(id=left)), now, limit=_AT_ONCE)
    return True


def _claim(now: datetime) -> Import | None:
    """Take one by a conditional update, so that of two workers only one has it."""
    abandoned = Q(state=Import.State.RUNNING, beat_at__lt=now - SILENT)
    waiting = Import.objects.filter(Q(state=Import.State.WAITING) | abandoned)
    for row in waiting.order_by("id"):
        as_seen = Import.objects.filter(id=row.id, state=row.state, beat_at=row.beat_at)
        if as_seen.update(state=Import.State.RUNNING, beat_at=now):
            return row
    return None
