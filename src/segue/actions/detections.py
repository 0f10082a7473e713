"""The owner's word on what detection saw: right, wrong, or nearly. A rejected detection never returns."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.learning import learn_from
from segue.actions.moves import owned_commitment, tell
from segue.actions.remarks import drop_in, is_remark, keep_in
from segue.actions.weave import fingerprint
from segue.store.models import Asker, Commitment, Mark, Move, Rejected, Reminder, TalkMark


def confirm(asker: Asker, mark_id: int, now: datetime, *, source: str) -> Mark:
    """Detection was right; the commitment it was too unsure to make is made now, or the mark of what was said."""
    with deed(asker, "confirm", now, source=source) as change:
        mark = _owned_mark(asker, mark_id)
        if is_remark(mark):
            change.about(mark, f"Marked: {take_in(change, mark, now).text}")
            return mark
        _judge(change, mark, Mark.Verdict.CONFIRMED, now)
        change.reread(mark.message.conversation_id)
        change.about(mark, f"Confirmed: {_words(mark)}")
        commitment = Commitment.objects.owned_by(asker).filter(mark=mark).first()
        if commitment is not None:
            change.save(commitment, by_hand=True, touched_at=now)
            change.touch(commitment.connection_id)
        learn_from(change)
    return mark


def take_in(change: Change, mark: Mark, now: datetime) -> TalkMark:
    """Have what was said be a mark, as a part of a larger deed."""
    _judge(change, mark, Mark.Verdict.CONFIRMED, now)
    return keep_in(change, mark, now)


def not_sure(asker: Asker, mark_id: int, now: datetime, *, source: str) -> Mark:
    """The owner cannot tell whether detection was right: it stays as it is, and nothing asks about it again."""
    with deed(asker, "not sure", now, source=source) as change:
        mark = _judge(change, _owned_mark(asker, mark_id), Mark.Verdict.UNSURE, now)
        change.reread(mark.message.conversation_id)
        change.about(mark, f"Not sure: {_words(mark)}")
    return mark


def reject_mark(asker: Asker, mark_id: int, now: datetime, *, source: str) -> Mark:
    """Detection was wrong, also in any later import; a commitment that began with these words goes."""
    with deed(asker, "reject", now, source=source) as change:
        mark = _owned_mark(asker, mark_id)
        change.about(mark, f"Not so: {_words(mark)}")
        _reject(change, mark, now)
    return mark


def reject(asker: Asker, commitment_id: int, now: datetime, *, source: str) -> None:
    """This is no commitment: it goes, and the words it was read from never make one again."""
    with deed(asker, "reject", now, source=source) as change:
        commitment = owned_commitment(asker, commitment_id)
        tell(change, commitment, "not so")
        reject_in(change, commitment, now)


def refuse_in(change: Change, mark: Mark, now: datetime) -> None:
    """Detection was wrong, as a part of a larger deed."""
    _reject(change, mark, now)


def reject_in(change: Change, commitment: Commitment, now: datetime) -> None:
    """The same as a part of a larger deed."""
    if commitment.mark_id:
        _reject(change, _owned_mark(change.asker, commitment.mark_id), now)
    else:
        _remove(change, commitment)


def correct(
    asker: Asker,
    commitment_id: int,
    now: datetime,
    *,
    source: str,
    what: str = "",
    due: date | None = None,
    mine: bool | None = None,
) -> Commitment:
    """Set right what is to be done, by when, or who performs it (`mine`: I do); what is None or empty stays."""
    with deed(asker, "correct", now, source=source) as change:
        commitment = owned_commitment(asker, commitment_id)
        values: dict[str, Any] = {"what": what[:500] or commitment.what, "due": due or commitment.due}
        if mine is not None and mine is not commitment.mine:
            values |= {"mine": mine, "performer_zone": asker.zone if mine else _their_zone(commitment)}
        if due is not None:
            _redate(change, commitment, due)
        change.save(commitment, **values, by_hand=True, touched_at=now)
        tell(change, commitment, "corrected")
    return commitment


def _judge(change: Change, mark: Mark, verdict: Mark.Verdict, now: datetime) -> Mark:
    return change.save(mark, verdict=verdict, judged_at=now)


def _reject(change: Change, mark: Mark, now: datetime) -> None:
    _judge(change, mark, Mark.Verdict.REJECTED, now)
    message = mark.message
    print_ = fingerprint(bytes(message.digest), mark.act, _words(mark))
    if not Rejected.objects.owned_by(change.asker).filter(fingerprint=print_).exists():
        change.create(Rejected(owner_id=change.asker.member_id, fingerprint=print_))
    if is_remark(mark):
        drop_in(change, mark)
        return
    for commitment in Commitment.objects.owned_by(change.asker).filter(mark=mark):
        _remove(change, commitment)
    change.reread(message.conversation_id)
    learn_from(change)


def _remove(change: Change, commitment: Commitment) -> None:
    """Delete a commitment with what hangs on it, so that undo brings back the whole."""
    for row in [*commitment.moves.all(), *Reminder.objects.filter(request=commitment)]:
        change.delete(row)
    change.delete(commitment)
    change.touch(commitment.connection_id)


def _redate(change: Change, commitment: Commitment, due: date) -> None:
    """Write the date into the move that named it, for the due date is what the moves amount to."""
    moves = list(commitment.moves.order_by("at", "id"))
    if not moves:
        raise Refused("This commitment has no words that could have named a date.")
    named: Move = next((move for move in reversed(moves) if move.due and move.due == commitment.due), moves[0])
    change.save(named, due=due, by_hand=True)


def _owned_mark(asker: Asker, mark_id: int) -> Mark:
    found = Mark.objects.owned_by(asker).select_related("message").filter(id=mark_id).first()
    if found is None:
        raise NotFound(f"There is no detection {mark_id}.")
    return found


def _words(mark: Mark) -> str:
    return mark.message.body[mark.start : mark.end]


def _their_zone(commitment: Commitment) -> str:
    return commitment.connection.person.zone if commitment.connection else ""
