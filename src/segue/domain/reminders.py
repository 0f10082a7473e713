"""The second law: for one request at most one written reminder, checked again at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from segue.domain.commitments import State

if TYPE_CHECKING:
    from segue.domain.today.facts import CommitmentFacts


class Refusal(StrEnum):
    """Why a request may not be reminded of, in words for the one who asked."""

    ALREADY_REMINDED = "one reminder has gone out for this request; there is never a second"
    NOT_MY_REQUEST = "it is not you who waits for this"
    ANSWERED = "they have answered"
    POSSIBLY_ANSWERED = "they have written since: say first whether that settled it"
    DONE = "they say that it is done"
    WITHDRAWN = "you have withdrawn it"
    LET_GO = "you have let it go"
    PROMISED = "they have promised it, and its date is not missed"
    CLOSED = "this connection is closed"


_ENDED = {
    State.REPORTED: Refusal.DONE,
    State.KEPT: Refusal.DONE,
    State.WITHDRAWN: Refusal.WITHDRAWN,
    State.CANCELLED: Refusal.WITHDRAWN,
    State.LAPSED: Refusal.LET_GO,
    State.DECLINED: Refusal.ANSWERED,
    State.RENEGED: Refusal.ANSWERED,
    State.OFFERED: Refusal.ANSWERED,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the one reminder may go out; if not, every reason why."""

    refusals: tuple[Refusal, ...] = ()

    @property
    def allowed(self) -> bool:
        """No reason speaks against it."""
        return not self.refusals


def may_remind(request: CommitmentFacts, closed_at: datetime | None, now: datetime) -> Verdict:
    """Whether `request` may be reminded of at `now`.

    Asked when the draft is offered, and once more, with fresh facts, when it is about to be sent. The store has
    the last word: it takes no second reminder, whoever writes it.
    """
    timely = [Refusal.CLOSED] if closed_at is not None and closed_at <= now else []
    if request.owed and not _missed(request, now):
        timely.append(Refusal.PROMISED)
    return Verdict((*refusals(request), *timely))


def refusals(request: CommitmentFacts) -> tuple[Refusal, ...]:
    """What speaks against a reminder, whatever the time."""
    checks = (
        (Refusal.ALREADY_REMINDED, request.reminded_at is not None),
        (Refusal.NOT_MY_REQUEST, request.mine or not request.requested_by_me),
        (Refusal.ANSWERED, _answered(request)),
        (Refusal.POSSIBLY_ANSWERED, request.possibly_answered),
    )
    ended = _ENDED.get(request.state)
    return tuple(reason for reason, holds in checks if holds) + ((ended,) if ended else ())


def _answered(request: CommitmentFacts) -> bool:
    """In words on its own thread, or by a counter that waits for my word."""
    return not request.owed and (request.answered_at is not None or request.state is State.COUNTERED)


def _missed(request: CommitmentFacts, now: datetime) -> bool:
    return request.due is not None and now >= request.performer.missed_at(request.due)
