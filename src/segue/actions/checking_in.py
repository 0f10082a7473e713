"""Checking in on a promise of mine: acknowledge that its day will not be kept, say why, name a new one."""

from __future__ import annotations

from datetime import date, datetime

from segue.actions.errors import Refused
from segue.actions.moves import moving
from segue.domain.calendar import Calendar
from segue.domain.commitments import Move, Side
from segue.store.models import Asker, Commitment


def redate(asker: Asker, commitment_id: int, due: date, reason: str, now: datetime, *, source: str) -> Commitment:
    """Propose a new day for a promise of mine, with the reason; the old day holds until they accept it.

    Refused without a reason, for a day that has passed, and for what I have not promised.
    """
    if not reason.strip():
        raise Refused("A new date comes with its reason, in a few words.")
    with moving(asker, commitment_id, "new date", now, source=source) as it:
        if not it.commitment.mine or not it.history.owed:
            raise Refused("A new date is named for what you have promised.")
        if due <= Calendar(it.commitment.performer_zone or asker.zone).date_of(now):
            raise Refused("The new date lies ahead: name a day after today.")
        it.make(Move.COUNTER, Side.B, due=due, words=reason.strip())
    return it.commitment
