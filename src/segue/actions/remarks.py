"""What a transcript states that may be marked: a yes makes it a mark as a key does, a no takes that mark away again.

Both are parts of the owner's word on a detection (`actions/detections.py`), and undone with it.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import Change
from segue.detect.remarks import KINDS
from segue.domain.talk_marks import LONGEST
from segue.store.models import Conversation, Mark, TalkMark


def is_remark(mark: Mark) -> bool:
    """It is a limit, a decision, an idea or a topic: nothing that a commitment is made of."""
    return mark.act in KINDS


def keep_in(change: Change, mark: Mark, now: datetime) -> TalkMark:
    """Have a mark of its kind, of the moment at which it was said; in a talk that has its ending it is kept at once."""
    talk = mark.message.conversation
    fate = TalkMark.Fate.KEPT if talk.wrapped_at else ""
    known = _known(talk, mark)
    if known is not None:
        return change.save(known, fate=fate) if known.fate == TalkMark.Fate.DROPPED else known
    said = (mark.what or mark.message.body[mark.start : mark.end])[:LONGEST]
    return change.create(
        TalkMark(
            owner_id=mark.owner_id, conversation=talk, client_id=_client_id(mark), kind=mark.act, text=said,
            at=mark.message.sent_at, edited_at=now, fate=fate,
        )
    )  # fmt: skip


def drop_in(change: Change, mark: Mark) -> None:
    """Drop the mark that was made of it, if one was."""
    known = _known(mark.message.conversation, mark)
    if known is not None:
        change.save(known, fate=TalkMark.Fate.DROPPED)


def _known(talk: Conversation, mark: Mark) -> TalkMark | None:
    return TalkMark.objects.filter(conversation=talk, client_id=_client_id(mark)).first()


def _client_id(mark: Mark) -> str:
    """The same each time, so that a second yes makes no second mark; an import never gives a message its id anew."""
    return f"said-{mark.message_id}-{mark.start}-{mark.act}"[:40]
