"""Learning from what the owner says of detection: after each answer anew, and given up altogether when wanted."""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.raising import raise_anew
from segue.store.models import Asker, Learning


def learn_from(change: Change) -> None:
    """Have what is stored follow what the answers now teach; part of the deed that gave one."""
    if conversations := raise_anew(change.asker):
        change.reread(*conversations)


def unlearn(asker: Asker, now: datetime, *, source: str) -> None:
    """Forget all that was learned: answers given up to now teach nothing more. What they said of a sentence stays."""
    with deed(asker, "unlearn", now, source=source) as change:
        row = Learning.objects.owned_by(asker).select_for_update().first()
        if row is None:
            row = change.create(Learning(owner_id=asker.member_id, since=now))
        else:
            change.save(row, since=now)
        learn_from(change)
        change.about(row, "Forgot what your answers had taught.")
