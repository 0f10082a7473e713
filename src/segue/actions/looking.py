"""Looks closer, in the background, at what detection saw in mail of late: by the transformer, which errs less.

Everything is read by the quick look alone; where that saw something in mail that is still alive, what both looks say
together takes its place. What the owner has judged stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from segue.actions.intake.preparing import answered, kept
from segue.actions.raising import raise_anew
from segue.actions.stale import mark_stale
from segue.detect import Act, detect
from segue.store.models import Commitment, Conversation, Mark, Member, Message, Recipient, asker_for, message_key

#: Mail older than this is looked at no closer: hardly any of it waits for anything.
ALIVE = timedelta(days=90)
#: So many messages at a time: a second's work.
AT_ONCE = 50

_Key = tuple[int, str]


def look_closer(now: datetime) -> bool:
    """Look closer at some mail of one owner's, the latest first; whether there was any."""
    waiting = Mark.objects.filter(
        looked=False,
        message_id__gte=message_key(now - ALIVE, 0),
        message__conversation__medium=Conversation.Medium.MAIL,
    )
    owner = waiting.values_list("owner", flat=True).first()
    if owner is None:
        return False
    ids = waiting.filter(owner=owner).order_by("-message_id").values_list("message_id", flat=True).distinct()[:AT_ONCE]
    asker = asker_for(Member.objects.get(id=owner))
    with transaction.atomic():
        Member.objects.select_for_update().only("id").get(id=owner)  # an import of this member waits
        changed = {message.conversation_id for message in _messages(list(ids)) if _look(message)}
        Conversation.objects.filter(id__in=changed).update(stale=True)
        raise_anew(asker, sorted(changed))
    return True


def _messages(ids: list[int]) -> Iterable[Message]:
    return Message.objects.filter(id__in=ids).select_related("sender").prefetch_related("marks")


def _look(message: Message) -> bool:
    """Have the marks of a message be what both looks see; whether that changed any."""
    marks = {(mark.start, mark.act): mark for mark in message.marks.all()}
    changed = _write(message, marks)
    Mark.objects.filter(message=message).update(looked=True)
    return changed


def _write(message: Message, marks: Mapping[_Key, Mark]) -> bool:
    seen = {(saw[1], saw[0]): saw for saw in kept(_acts(message))}
    changed = _drop([mark for key, mark in marks.items() if key not in seen and not mark.verdict])
    for key, (act, start, end, confidence, shown, performer, what, due, due_text) in seen.items():
        mark = marks.get(key)
        if mark is None:
            Mark.objects.create(
                owner_id=message.owner_id, message=message, act=act, start=start, end=end, confidence=confidence,
                shown=shown, performer=performer, what=what, due=due, due_text=due_text,
            )  # fmt: skip
            changed = True
        elif not mark.verdict:
            Mark.objects.filter(id=mark.id).update(confidence=confidence, shown=shown)
            changed |= mark.shown is not shown
    return changed


def _drop(marks: Sequence[Mark]) -> bool:
    """Take back what was only detected, with what was made of it; whether there was any."""
    kept_by_hand = Commitment.objects.filter(by_hand=True, mark__isnull=False).values("mark")
    gone = Mark.objects.filter(id__in=[mark.id for mark in marks]).exclude(id__in=kept_by_hand)
    made = Commitment.objects.filter(mark__in=gone)
    mark_stale([each for each in made.values_list("connection_id", flat=True) if each is not None])
    made.delete()
    return gone.delete()[0] > 0


def _acts(message: Message) -> list[Act]:
    own = [(start, end) for start, end in message.own]
    to = Recipient.objects.filter(message=message, role=Recipient.Role.TO).values_list("address__addr", flat=True)
    return detect(
        message.body,
        speaker=message.sender.addr if message.sender else "",
        to=", ".join(to),
        date=message.sent_at,
        zone_minutes=message.zone_minutes,
        before=answered(message.body, own) if own else "",
        own=own,
        kind="mail",
        subject=message.subject,
        look="near",
    )
