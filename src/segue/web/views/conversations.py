"""A conversation: what was said, with the detected words marked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from segue.actions import detections, privacy
from segue.queries import conversations as queries
from segue.queries.conversations import ConversationPage, Said
from segue.queries.during import marks_of, suggestions_in
from segue.queries.talks import LIVE_MEDIA
from segue.store.models import Conversation, Message
from segue.web.doing import do
from segue.web.numbers import number
from segue.web.visits import Visit, form, page
from segue.web.words import Passage, passages


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message with its text cut into passages; `repeats`: its subject is the one before it."""

    said: Said
    passages: list[Passage]
    repeats: bool


@page
def conversation(visit: Visit, conversation_id: int) -> HttpResponse:
    """A stretch of it: the end, or that around ?at=, or before ?before=."""
    try:
        read = queries.read(visit.asker, conversation_id, at=number(visit, "at"), before=number(visit, "before"))
    except Conversation.DoesNotExist:
        raise Http404 from None
    live = read.conversation.medium in LIVE_MEDIA
    context = {
        "place": "",
        "page": read,
        "own": read.conversation.owner_id == visit.asker.member_id,
        "conversation": read.conversation,
        "utterances": _utterances(read),
        "one_day": localdate(read.conversation.first_at) == localdate(read.conversation.last_at),
        "live": live,
        "held": (read.conversation.held_until or read.conversation.last_at) <= visit.now,
        "at": number(visit, "at"),
        "marks": marks_of(visit.asker, conversation_id) if live else (),
        "suggested": suggestions_in(visit.asker, conversation_id) if live else None,
    }
    return render(visit, "segue/conversation.html", context)


@page
def message(visit: Visit, message_id: int) -> HttpResponse:
    """A message, in its conversation."""
    try:
        conversation_id = queries.conversation_of(visit.asker, message_id)
    except Message.DoesNotExist:
        raise Http404 from None
    return redirect(f"{reverse('conversation', args=[conversation_id])}?at={message_id}#m{message_id}")


@page
def message_text(visit: Visit, message_id: int) -> HttpResponse:
    """The whole text of a message, as text."""
    try:
        text = queries.text_of(visit.asker, message_id)
    except Message.DoesNotExist:
        raise Http404 from None
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


MARK_VERBS = {"right": detections.confirm, "wrong": detections.reject_mark, "not-sure": detections.not_sure}


PRIVATE = {"private": True, "not-private": False}


@form
def conversation_act(visit: Visit, conversation_id: int, verb: str) -> HttpResponse:
    """Keep it private, or no longer."""
    if visit.method != "POST" or verb not in PRIVATE:
        raise Http404
    return do(visit, privacy.of_conversation, conversation_id, private=PRIVATE[verb])


@form
def mark_act(visit: Visit, mark_id: int, verb: str) -> HttpResponse:
    """The owner's word on a detection."""
    if visit.method != "POST" or verb not in MARK_VERBS:
        raise Http404
    return do(visit, MARK_VERBS[verb], mark_id)


def _utterances(read: ConversationPage) -> list[Utterance]:
    shown, subject = [], ""
    for said in read.said:
        bare = _bare(said.subject)
        shown.append(Utterance(said, passages(said.body, said.own, said.marks), repeats=bare == subject))
        subject = bare
    return shown


def _bare(subject: str) -> str:
    bare = subject.strip().lower()
    while bare.startswith(("re:", "fw:", "fwd:", "aw:", "sv:")):
        bare = bare.partition(":")[2].strip()
    return bare
