"""Booking the two sessions of a board in one step: a divergent one, a night, a convergent one."""

from __future__ import annotations

from datetime import datetime, timedelta

from segue.actions.boards import owned_board
from segue.actions.commitments import check_ahead
from segue.actions.deeds import Change, deed
from segue.actions.errors import Refused
from segue.domain.boards import Phase, Session, trouble_with_pair
from segue.domain.calendar import Calendar
from segue.domain.connections import Stage
from segue.domain.conversations import LIVE, Medium
from segue.store.models import Asker, Board, Conversation, Participant

_AIMS = {
    Phase.DIVERGENT: "Gather ideas, all of them welcome: none is weighed today.",
    Phase.CONVERGENT: "Group the ideas, give the dots, and choose one or two with why.",
}
LONGEST = 8 * 60


def book_pair(
    asker: Asker,
    board_id: int,
    divergent_at: datetime,
    convergent_at: datetime,
    now: datetime,
    *,
    source: str,
    minutes: int = 60,
    medium: Medium = Medium.CALL,
    anyway: bool = False,
) -> Board:
    """Book both sessions of a board, or move both; moments in UTC.

    Refused, saying what is wrong, where no night lies between them or more than four days do, unless `anyway`.
    """
    if not 5 <= minutes <= LONGEST:
        raise Refused("A session lasts between five minutes and eight hours.")
    if medium not in LIVE:
        raise Refused("A session is a call, a meeting or a room.")
    check_ahead(divergent_at, now)
    first, second = (Session(at, at + timedelta(minutes=minutes)) for at in (divergent_at, convergent_at))
    trouble = trouble_with_pair(first, second, Calendar(asker.zone, asker.country))
    if trouble and (second.start < first.end or not anyway):
        raise Refused(trouble)
    with deed(asker, "book pair", now, source=source) as change:
        board = owned_board(asker, board_id)
        if board.phase == Board.Phase.SETTLED:
            raise Refused("The board is settled; reopen it first.")
        talks = [
            _book(change, board, phase, session, medium, before)
            for phase, session, before in (
                (Phase.DIVERGENT, first, board.divergent_talk),
                (Phase.CONVERGENT, second, board.convergent_talk),
            )
        ]
        change.save(board, divergent_talk=talks[0], convergent_talk=talks[1])
        change.about(board, f"Two sessions with {board.connection.person} are booked. {trouble}".strip())
        change.touch(board.connection_id)
    return board


def _book(
    change: Change, board: Board, phase: Phase, session: Session, medium: Medium, before: Conversation | None
) -> Conversation:
    times = {"first_at": session.start, "last_at": session.end, "held_until": session.end}
    if before is not None and not before.wrapped_at:
        return change.save(before, medium=str(medium), cancelled=False, **times)
    talk = change.create(
        Conversation(
            owner_id=board.owner_id,
            team_id=board.connection.team_id,
            medium=str(medium),
            subject=f"{board.topic} ({phase})"[:998],
            objective=_AIMS[phase],
            stage=Stage.POSSIBILITIES,
            **times,
        )
    )
    change.create(Participant(owner_id=board.owner_id, conversation=talk, person=board.connection.person))
    return talk
