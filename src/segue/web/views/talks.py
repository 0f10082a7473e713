"""Live talks: logging one just held in a line, and wrapping one up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from segue.actions import talks as verbs
from segue.actions.errors import Refused
from segue.domain.errors import SegueError
from segue.domain.logline import LoggedTalk, parse
from segue.queries import drafts, people
from segue.queries.closing import closed_by, still_owed
from segue.queries.conversations import talk_of
from segue.queries.during import offered
from segue.store.models import Conversation
from segue.web.doing import do, tell
from segue.web.drafting import show_draft, wish
from segue.web.forms import SnoozeForm
from segue.web.later import choices
from segue.web.numbers import number
from segue.web.views import closing
from segue.web.views.during import DURING
from segue.web.views.preparing import OF_TALKS_TO_COME
from segue.web.visits import Visit, form
from segue.web.wrap_forms import Gate

ENDINGS = {"next-step": "next", "close": "close", "enjoyed": "enjoyed", "not-yet": "not-yet", "wrap-up": "next"}


@form
def log(visit: Visit) -> HttpResponse:
    """One line about a talk just held, with what is understood of it while it is typed."""
    line = (visit.POST.get("line") if visit.method == "POST" else visit.GET.get("line")) or ""
    if visit.method == "POST":
        try:
            conversation = verbs.log_talk(visit.asker, line, visit.now, source="web")
        except (Refused, SegueError) as refusal:
            messages.error(visit, str(refusal))
        else:
            tell(visit)
            return redirect("conversation", conversation.id)
    understood, trouble = _understood(line, visit)
    context = {
        "place": "log",
        "line": line or _opening(visit),
        "understood": understood,
        "trouble": trouble,
    }
    return render(visit, "segue/log.html", context)


@form
def talk_act(visit: Visit, conversation_id: int, verb: str) -> HttpResponse:
    """Wrap it up, put it off, write or call afterwards."""
    try:
        conversation, connection_id = talk_of(visit.asker, conversation_id)
    except Conversation.DoesNotExist:
        raise Http404 from None
    if verb in ENDINGS:
        return _wrap_up(visit, conversation, connection_id, ENDINGS[verb])
    if verb == "snooze":
        return _snooze(visit, conversation)
    if verb == "done" and visit.method == "POST":
        return do(visit, verbs.thanked, conversation.id)
    if shown := (OF_TALKS_TO_COME | DURING).get(verb):
        return shown(visit, conversation_id)
    if verb in ("draft", "call"):
        return _follow_up(visit, conversation, connection_id, verb)
    raise Http404


def _wrap_up(visit: Visit, conversation: Conversation, connection_id: int | None, ending: str) -> HttpResponse:
    """The gate; a press of "enjoyed" on Today says all there is to say, and needs none."""
    given = offered(visit.asker, conversation, timezone.localtime(visit.now).date())
    gate = Gate(given, ending)
    closes = closed_by(visit.asker, conversation)
    owed = still_owed(visit.asker, closes, visit.now) if closes else []
    if visit.method == "POST":
        gate = Gate(given, ending, visit.POST if "ending" in visit.POST else {"ending": ending}, visit.POST)
        if "another" in visit.POST:
            gate.with_another(visit.POST["another"])
        elif gate.is_valid() and not (
            gate.closes and any(each.trouble for each in closing.ask(visit, gate.left(owed)))
        ):
            happened = gate.ending.cleaned_data.get("happened") or ""
            said = closing.said(visit, gate.left(owed) if gate.closes else ())
            answer = do(
                visit, verbs.wrap_up, conversation.id, gate.wrap_up(), more=gate.more, rating=gate.rating,
                happened=happened, gathered=gate.gathered, **said,
            )  # fmt: skip
            if connection_id and gate.closes:
                return closing.after(visit, connection_id, answer)
            return answer
    held = bool(conversation.started_at) or (conversation.held_until or conversation.last_at) <= visit.now
    asked = closing.ask(visit, owed)
    context = {"place": "today", "conversation": conversation, "gate": gate, "form": gate.ending, "held": held}
    context |= {"asked": asked, "rest": closing.rests(visit, asked), "several": conversation.participants.count() > 1}
    return render(visit, "segue/wrap_up.html", context, status=422 if visit.method == "POST" else 200)


def _snooze(visit: Visit, conversation: Conversation) -> HttpResponse:
    given = SnoozeForm(visit.POST)
    if visit.method == "POST" and given.is_valid() and (until := given.moment(visit.asker.zone)):
        return do(visit, verbs.snooze, conversation.id, until)
    context = {"place": "today", "choices": choices(visit.now, visit.asker.zone), "what": str(conversation)}
    return render(visit, "segue/snooze.html", context)


def _follow_up(visit: Visit, conversation: Conversation, connection_id: int | None, verb: str) -> HttpResponse:
    if verb == "draft":
        own = conversation.owner_id == visit.asker.member_id
        return show_draft(
            visit, drafts.for_talk(visit.asker, conversation, connection_id, wish(visit)), str(conversation),
            done=reverse("talk_act", args=[conversation.id, "done"]) if own and conversation.wrapped_at else "",
        )  # fmt: skip
    reach = people.reach(visit.asker, connection_id) if connection_id else None
    return render(visit, "segue/call.html", {"place": "today", "what": str(conversation), "reach": reach})


def _understood(line: str, visit: Visit) -> tuple[LoggedTalk | None, str]:
    """What the line says, or what it lacks."""
    if not line.strip():
        return None, ""
    try:
        return parse(line, timezone.localtime(visit.now).date()), ""
    except SegueError as trouble:
        return None, str(trouble)


def _opening(visit: Visit) -> str:
    """How the line begins, where the page was opened from somebody's page."""
    person_id = number(visit, "person")
    if person_id is None:
        return ""
    name = people.name_of(visit.asker, person_id)
    how = "call" if visit.GET.get("how") == "call" else "met"
    return f"{how} {'with ' if how == 'call' else ''}{name}: " if name else ""
