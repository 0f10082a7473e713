"""What members say to the hint that a thread may stand in the wrong place: that it stays here.

It is said once, by anybody who may write there, and is not asked again; the hint itself is worked out on the page
(`queries.reading.hint_of`) and stored nowhere.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import deed
from segue.actions.errors import Refused
from segue.actions.spaces import thread_for
from segue.domain.communities import Act
from segue.store.models import Asker, Thread


def let_stay(asker: Asker, thread_id: int, now: datetime, *, source: str) -> Thread:
    """The thread is where it belongs, whatever it reads as."""
    with deed(asker, "let stay", now, source=source) as change:
        thread = thread_for(asker, thread_id, Act.SPEAK)
        if thread.fate == Thread.Fate.MOVED:
            raise Refused("It was moved already; it goes on where it was moved to.")
        change.save(thread, fate=Thread.Fate.STAYS)
        change.about(thread, "It stays here, and this is not asked again.")
    return thread
