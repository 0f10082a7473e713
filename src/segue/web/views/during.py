"""During a talk: its clock, agenda and quick marks; notes; its transcript.

Marks come one by one from the form, or many at once from the script, which keeps them while the connection is gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from segue.actions import during as verbs
from segue.actions.errors import NotFound, Refused
from segue.domain.errors import SegueError
from segue.domain.talk_marks import KEYS, Jotted, Kind, typed
from segue.queries.during import marks_of, suggestions_in
from segue.queries.preparing import preparation
from segue.store.models import Conversation, TalkMark
from segue.web.doing import do
from segue.web.visits import Visit
from segue.web.vocabulary import MARKS


def live(visit: Visit, conversation_id: int) -> HttpResponse:
    """The page of a talk while it is held."""
    try:
        prepared = preparation(visit.asker, conversation_id, visit.now)
    except Conversation.DoesNotExist:
        raise Http404 from None
    talk = prepared.talk
    if talk.owner_id != visit.asker.member_id:
        raise Http404
    began = talk.started_at or (talk.first_at if talk.first_at <= visit.now else None)
    over = (talk.held_until or talk.last_at) + verbs.LINGERS <= visit.now
    context = {
        "place": "today",
        "conversation": talk,
        "prepared": prepared,
        "sheet": prepared.sheet,
        "marks": marks_of(visit.asker, conversation_id),
        "suggested": suggestions_in(visit.asker, conversation_id),
        "kinds": [(key, kind, MARKS[kind]) for key, kind in KEYS.items()],
        "over": over,
        "began": None if over else began,
        "minutes_gone": int((visit.now - began).total_seconds() // 60) if began else 0,
        "agenda": talk.agenda.splitlines() or prepared.sheet.agenda,
        "questions": talk.questions.splitlines() or prepared.sheet.questions,
    }
    return render(visit, "segue/live.html", context)


def start(visit: Visit, conversation_id: int) -> HttpResponse:
    """Start the clock."""
    _posted(visit)
    return do(visit, verbs.start, conversation_id)


def marks(visit: Visit, conversation_id: int) -> HttpResponse:
    """Keep marks: those of a form, or a list in JSON, which is answered with all that are known."""
    _posted(visit)
    if visit.content_type != "application/json":
        kind, text = typed(visit.POST.get("text", ""))
        chosen = visit.POST.get("kind", "")
        kind = Kind(chosen) if kind is Kind.TOPIC and chosen in set(Kind) else kind
        jotted = Jotted(uuid4().hex, kind, text, visit.now, visit.now)
        return do(visit, verbs.mark, conversation_id, [jotted])
    try:
        sent = [_jotted(each) for each in json.loads(visit.body)["marks"]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "Not a list of marks."}, status=400)
    try:
        known = verbs.mark(visit.asker, conversation_id, sent, visit.now, source="web")
    except NotFound:
        raise Http404 from None
    except (Refused, SegueError) as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"marks": [_as_data(each) for each in known]})


def note(visit: Visit, conversation_id: int) -> HttpResponse:
    """Keep what was not planned."""
    _posted(visit)
    return do(visit, verbs.note, conversation_id, visit.POST.get("notes", "")[:20_000])


def transcript(visit: Visit, conversation_id: int) -> HttpResponse:
    """Read a pasted or chosen transcript."""
    _posted(visit)
    chosen = visit.FILES.get("file")
    text = chosen.read(_LARGEST).decode("utf-8", "replace") if chosen else visit.POST.get("text", "")
    return do(visit, verbs.add_transcript, conversation_id, text[:_LARGEST])


_LARGEST = 2_000_000

DURING: dict[str, Callable[[Visit, int], HttpResponse]] = {
    "live": live,
    "start": start,
    "marks": marks,
    "note": note,
    "transcript": transcript,
}


def _posted(visit: Visit) -> None:
    if visit.method != "POST":
        raise Http404


def _jotted(each: dict[str, Any]) -> Jotted:
    return Jotted(
        str(each["id"]), Kind(each["kind"]), str(each["text"]), _moment(each["at"]), _moment(each["edited"]),
        bool(each.get("dropped")),
    )  # fmt: skip


def _moment(text: Any) -> datetime:
    moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _as_data(row: TalkMark) -> dict[str, str]:
    return {
        "id": row.client_id,
        "kind": row.kind,
        "text": row.text,
        "at": row.at.isoformat(),
        "edited": row.edited_at.isoformat(),
    }
