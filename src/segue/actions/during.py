"""During a talk: starting its clock, quick marks, what was not planned, its transcript.

Each verb raises NotFound for what is not the asker's, Refused for what is no live talk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from segue.actions.booking import live_in
from segue.actions.deeds import Change, deed
from segue.actions.errors import Refused
from segue.actions.imports.transcripts import Talk
from segue.actions.talks import owned_talk
from segue.domain.talk_marks import LONGEST, Jotted, Kind, newer
from segue.formats import transcript
from segue.formats.records import SetAside
from segue.store.models import Asker, Conversation, Mark, Message, Participant, TalkMark
from segue.store.plain import snapshot

MOST = 500
LINGERS = timedelta(hours=2)
"""How long after its planned end a talk may still go on."""
_AHEAD = timedelta(minutes=1)
_CLIENT_ID = re.compile(r"[0-9A-Za-z-]{1,40}")


def start(asker: Asker, conversation_id: int, now: datetime, *, source: str) -> Conversation:
    """Start the clock of a talk; one that begins earlier or later than planned keeps its length. Again: no change."""
    with deed(asker, "start", now, source=source) as change:
        talk = live_in(change, conversation_id)
        if talk.wrapped_at or (talk.held_until or talk.last_at) + LINGERS <= now:
            raise Refused("It is over; wrap it up.")
        length = (talk.held_until or talk.last_at) - talk.first_at
        if talk.started_at is None:
            change.save(talk, started_at=now)
            if talk.first_at > now:
                change.save(talk, first_at=now, last_at=now + length, held_until=now + length)
        change.about(talk, f"Begun: {talk}.")
    return talk


def mark(asker: Asker, conversation_id: int, jotted: Sequence[Jotted], now: datetime, *, source: str) -> list[TalkMark]:
    """Keep marks, those of a talk whose page was offline among them; gives all marks of the talk, the first first.

    Each is known by its client id: sent twice it is kept once, and of two edits the later one holds. A moment that
    lies ahead (a wrong clock) is taken for now.
    """
    if len(jotted) > MOST:
        raise Refused(f"At most {MOST} marks at once.")
    with transaction.atomic():
        known = {each.client_id: each for each in owned_talk(asker, conversation_id).talk_marks.all()}
        fresh = [each for each in (_checked(each, now) for each in jotted) if _changes(known.get(each.client_id), each)]
        if fresh:
            with deed(asker, "mark", now, source=source) as change:
                talk = live_in(change, conversation_id)
                for each in fresh:
                    _keep(change, talk, known.get(each.client_id), each)
                change.about(talk, f"Marked: {fresh[-1].text}")
    marks = TalkMark.objects.owned_by(asker).filter(conversation_id=conversation_id)
    return list(marks.exclude(fate=TalkMark.Fate.DROPPED).order_by("at", "id"))


def note(asker: Asker, conversation_id: int, text: str, now: datetime, *, source: str) -> Conversation:
    """Keep what was not planned; private to the owner."""
    with deed(asker, "note", now, source=source) as change:
        talk = change.save(live_in(change, conversation_id), notes=text.strip())
        change.about(talk, f"Noted: {talk}.")
    return talk


def add_note(asker: Asker, conversation_id: int, line: str, now: datetime, *, source: str) -> Conversation:
    """Keep a line more of what was not planned."""
    said = " ".join(line.split())
    if not said:
        raise Refused("Say what was not planned, in a line.")
    with deed(asker, "note", now, source=source) as change:
        talk = live_in(change, conversation_id)
        change.save(talk, notes=f"{talk.notes}\n{said}".strip())
        change.about(talk, f"Noted: {talk}.")
    return talk


def add_transcript(asker: Asker, conversation_id: int, text: str, now: datetime, *, source: str) -> Conversation:
    """Read a transcript (WebVTT, SubRip, or lines such as "Amara: not before March") into a talk.

    What is promised and asked in it becomes detected commitments with their words. Refused where no words are found,
    and where it is known already.
    """
    record = transcript.read_pasted(text)
    if isinstance(record, SetAside):
        raise Refused(f"No transcript was found: {record.reason}.")
    with deed(asker, "transcript", now, source=source) as change:
        conversation = live_in(change, conversation_id)
        talk = Talk(asker, record, conversation.first_at, into=conversation)
        if Message.objects.owned_by(asker).filter(digest=talk.digest(0)).exists():
            raise Refused("This transcript is known already.")
        before, present = snapshot(conversation), set(conversation.participants.values_list("id", flat=True))
        talk.write(None)
        conversation.refresh_from_db()
        change.wrote("conversation", conversation.id, before, snapshot(conversation))
        _record(change, conversation, present, [talk.digest(number) for number in range(len(record.turns))])
        change.about(conversation, f"Transcript read: {len(record.turns)} turns of {conversation}.")
    return conversation


def _record(change: Change, conversation: Conversation, present: set[int], digests: Sequence[bytes]) -> None:
    """Have undo take it all back: marks first, then what was made of them, then the messages."""
    for participant in Participant.objects.filter(conversation=conversation).exclude(id__in=present):
        change.wrote("participant", participant.id, None, snapshot(participant))
    messages = Message.objects.filter(conversation=conversation, digest__in=digests).order_by("id")
    for message in messages:
        change.wrote("message", message.id, None, snapshot(message))
    change.reread(conversation.id)
    for seen in Mark.objects.filter(message__in=messages):
        change.wrote("mark", seen.id, None, snapshot(seen))


def _checked(jotted: Jotted, now: datetime) -> Jotted:
    text = " ".join(jotted.text.split())[:LONGEST]
    if not text and not jotted.dropped:
        raise Refused("A mark needs words.")
    if not _CLIENT_ID.fullmatch(jotted.client_id):
        raise Refused("A mark needs an id: at most 40 letters and digits.")
    ahead = now + _AHEAD
    return replace(
        jotted, text=text, at=now if jotted.at > ahead else jotted.at,
        edited_at=now if jotted.edited_at > ahead else jotted.edited_at,
    )  # fmt: skip


def _keep(change: Change, talk: Conversation, known: TalkMark | None, jotted: Jotted) -> None:
    values = {
        "kind": str(jotted.kind),
        "text": jotted.text,
        "edited_at": jotted.edited_at,
        "fate": TalkMark.Fate.DROPPED if jotted.dropped else "",
    }
    if known is None:
        change.create(
            TalkMark(owner_id=talk.owner_id, conversation=talk, client_id=jotted.client_id, at=jotted.at, **values)
        )
    else:
        change.save(known, **values)


def _changes(known: TalkMark | None, jotted: Jotted) -> bool:
    """Whether it is new, or newer than what is known; what the wrap-up has kept stays as it is."""
    if known is None:
        return not jotted.dropped
    return known.fate != TalkMark.Fate.KEPT and newer(jotted_of(known), jotted)


def jotted_of(row: TalkMark) -> Jotted:
    """A stored mark as the domain says it."""
    dropped = row.fate == TalkMark.Fate.DROPPED
    return Jotted(row.client_id, Kind(row.kind), row.text, row.at, row.edited_at, dropped)
