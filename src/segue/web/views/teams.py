"""Teams: which the visitor is in, who waits for whom, commitments, decisions, problems."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.actions import deciding, teamwork
from segue.actions import teams as verbs
from segue.actions.errors import NotFound, Refused
from segue.domain.errors import NotAllowed
from segue.domain.teamwork import Way
from segue.queries import teams as queries
from segue.queries.communities import standing
from segue.store.models import Community, Decision, Problem, Team, TeamCommitment
from segue.web.doing import do, tell
from segue.web.team_forms import (
    ActForm,
    AddForm,
    BeginForm,
    DecideForm,
    DecisionForm,
    ProblemForm,
    SolveForm,
    SpeakForm,
    TeamForm,
    WaitForm,
)
from segue.web.visits import Visit, space_form, space_page

KINDS: dict[str, tuple[TeamCommitment.Kind, str | Promise]] = {
    "ask": (TeamCommitment.Kind.REQUEST, _("Ask a member for something")),
    "offer": (TeamCommitment.Kind.OFFER, _("Offer a member something")),
    "promise": (TeamCommitment.Kind.PROMISE, _("Promise a member something")),
}
ACTS: dict[str, tuple[str | Promise, str]] = {
    "promise": (_("Promise it"), "check"),
    "accept": (_("Accept"), "check"),
    "done": (_("Done"), "circle-check"),
    "satisfied": (_("That is it, thanks"), "circle-check"),
    "not-done": (_("Not yet"), "undo-2"),
    "counter": (_("Another date or other terms"), "calendar"),
    "decline": (_("Decline"), "hand"),
    "renege": (_("I cannot keep it"), "hand"),
    "withdraw": (_("Take it back"), "undo-2"),
    "let-go": (_("Let it go"), "leaf"),
}
"""What can be done with a commitment, in the order in which it is offered, with an icon."""

_DATED = {"promise", "counter", "accept"}


@space_page
def teams(visit: Visit) -> HttpResponse:
    """The teams that the visitor is in."""
    return render(visit, "segue/teams.html", {"place": "teams", "lines": queries.teams(visit.asker)})


@space_form
def new(visit: Visit) -> HttpResponse:
    """Open a team, by itself or beside a community."""
    number = visit.GET.get("community", "")[:18]
    beside: Community | None = None
    if number.isdecimal():
        try:
            here = standing(visit.asker, int(number))
        except Community.DoesNotExist:
            raise Http404 from None
        if not here.speaks:
            raise Http404
        beside = here.community
    elif visit.asker.guest:
        raise Http404
    given = TeamForm(_data(visit))
    act = partial(verbs.make_team, visit.asker, community_id=beside.id if beside else None)
    lead = _("Here you interact: an objective, commitments, decisions. Only those in the team read it.")
    return _asked(
        visit, given, _("Open a team"), _("Open it"), act, ("name", "objective"), there="team", lead=lead,
        back=reverse("community", args=[beside.id]) if beside else reverse("teams"),
    )  # fmt: skip


@space_page
def team(visit: Visit, team_id: int) -> HttpResponse:
    """A team: its objective, who waits for whom, what is to be decided, what stands in the way, its threads."""
    known = _known(visit, team_id)
    return render(visit, "segue/team.html", {"place": "teams", "known": known, "team": known.team})


@space_page
def team_flow(visit: Visit, team_id: int) -> HttpResponse:
    """What holds what up, and how long answers take: for the team itself."""
    try:
        known = queries.flow(visit.asker, team_id, visit.now)
    except Team.DoesNotExist:
        raise Http404 from None
    return render(visit, "segue/team_flow.html", {"place": "teams", "known": known, "team": known.team})


@space_page
def team_record(visit: Visit, team_id: int) -> HttpResponse:
    """What was decided and why, how problems were solved, what was kept."""
    known = _known(visit, team_id)
    decided, solved = queries.record(visit.asker, team_id)
    context = {
        "place": "teams",
        "team": known.team,
        "decided": decided,
        "solved": solved,
        "settled": queries.settled(visit.asker, team_id),
    }
    return render(visit, "segue/team_record.html", context)


@space_form
def team_act(visit: Visit, team_id: int, verb: str) -> HttpResponse:
    """Change it, who is in it, and what begins in it."""
    if verb == "join" and visit.method == "POST":
        return do(visit, verbs.join_beside, team_id)
    known = _known(visit, team_id)
    back, asker = reverse("team", args=[team_id]), visit.asker
    data = _data(visit)
    if verb == "leave" and data is not None:
        return do(visit, verbs.leave_team, team_id)
    if verb == "remove" and data is not None:
        number = visit.POST.get("member", "")[:18]
        return do(visit, verbs.remove_member, team_id, int(number) if number.isdecimal() else 0)
    if verb == "change":
        told = {"name": known.team.name, "objective": known.team.objective}
        changed = TeamForm(data, initial=told)
        act: Callable[..., Any] = partial(verbs.change_team, asker, team_id)
        return _asked(visit, changed, _("Change it"), _("Save"), act, ("name", "objective"), back=back)
    if verb == "add":
        act = partial(verbs.add_member, asker, team_id)
        return _asked(visit, AddForm(data), _("Take somebody in"), _("Take in"), act, ("email",), back=back)
    if verb in KINDS:
        return _begin(visit, known, verb, back)
    if verb == "problem":
        act = partial(teamwork.raise_problem, asker, team_id)
        return _asked(visit, ProblemForm(data), _("What stands in the way"), _("Say it"), act, ("text",), back=back)
    if verb == "decide":
        return _ask_to_decide(visit, team_id, back)
    raise Http404


def _begin(visit: Visit, known: queries.Board, verb: str, back: str) -> HttpResponse:
    kind, title = KINDS[verb]
    others = [member for member in known.members if member.id != visit.asker.member_id]
    handed = [each for each in known.handovers if each.state == "accepted"]
    given = BeginForm(_data(visit), others, handed)

    def act(other: int, what: str, now: Any, **named: Any) -> object:
        values = given.cleaned_data
        more = {"due": values["due"], "handover_id": values.get("handover")}
        return teamwork.begin(visit.asker, known.team.id, kind, other, what, now, **more, **named)

    return _asked(visit, given, title, _("Say it"), act, ("other", "what"), back=back)


def _ask_to_decide(visit: Visit, team_id: int, back: str) -> HttpResponse:
    given = DecisionForm(_data(visit))

    def act(question: str, way: str, options: str, now: Any, **named: Any) -> object:
        return deciding.open_decision(visit.asker, team_id, question, Way(way), options.splitlines(), now, **named)

    fields = ("question", "way", "options")
    return _asked(visit, given, _("Something to decide"), _("Put it to the team"), act, fields, back=back)


@space_page
def team_commitment(visit: Visit, team_commitment_id: int) -> HttpResponse:
    """A commitment of a team: its words, its moves, and what the visitor can do with it."""
    known = _step(visit, team_commitment_id)
    possible = {name for name, moves in teamwork.DONE.items() if known.possible & set(moves)}
    context = {
        "place": "teams",
        "known": known,
        "row": known.row,
        "acts": [(name, *words) for name, words in ACTS.items() if name in possible],
    }
    return render(visit, "segue/team_commitment.html", context)


@space_form
def team_commitment_act(visit: Visit, team_commitment_id: int, verb: str) -> HttpResponse:
    """Make a move, say what it waits for, or what stands in its way."""
    known = _step(visit, team_commitment_id)
    back, data = reverse("team_commitment", args=[team_commitment_id]), _data(visit)
    if verb == "waits":
        act: Callable[..., Any] = partial(teamwork.wait_for, visit.asker, team_commitment_id)
        given = WaitForm(data, known.others)
        return _asked(visit, given, known.row.what, _("Save"), act, ("other",), back=back)
    if verb == "problem":
        act = partial(teamwork.raise_problem, visit.asker, known.row.team_id, blocks_id=team_commitment_id)
        return _asked(visit, ProblemForm(data), _("What stands in the way"), _("Say it"), act, ("text",), back=back)
    if verb not in ACTS or known.side is None:
        raise Http404
    title, _icon = ACTS[verb]
    asked = ActForm(data, dated=verb in _DATED)

    def make(words: str, now: Any, **named: Any) -> object:
        due = asked.cleaned_data.get("due")
        return teamwork.act(visit.asker, team_commitment_id, verb, now, words=words, due=due, **named)

    lead = known.row.what
    return _asked(visit, asked, title, title, make, ("words",), back=back, lead=lead)


@space_page
def decision(visit: Visit, decision_id: int) -> HttpResponse:
    """A decision: the question, what each has said, what came out and why."""
    known = _decision(visit, decision_id)
    form = None if known.decided_at else SpeakForm(None, known)
    return render(visit, "segue/decision.html", {"place": "teams", "decision": known, "form": form})


@space_form
def decision_act(visit: Visit, decision_id: int, verb: str) -> HttpResponse:
    """Speak to it, or close it."""
    known = _decision(visit, decision_id)
    back, data = reverse("decision", args=[decision_id]), _data(visit)
    if verb == "speak":
        given = SpeakForm(data, known)

        def say(stance: str, now: Any, **named: Any) -> object:
            return deciding.speak(visit.asker, decision_id, stance, now, words=given.cleaned_data["words"], **named)

        return _asked(visit, given, known.question, _("Say it"), say, ("stance",), back=back)
    if verb == "decide":
        closing = DecideForm(data, known)

        def close(reasons: str, now: Any, **named: Any) -> object:
            wanted = closing.cleaned_data.get("wanted", "")
            return deciding.decide(visit.asker, decision_id, reasons, now, wanted=wanted, **named)

        return _asked(visit, closing, known.question, _("Decide"), close, ("reasons",), back=back)
    raise Http404


@space_form
def problem_act(visit: Visit, problem_id: int, verb: str) -> HttpResponse:
    """Say how it was solved, or that it stands in the way again."""
    try:
        known = queries.problem(visit.asker, problem_id)
    except Problem.DoesNotExist:
        raise Http404 from None
    if verb == "reopen" and visit.method == "POST":
        return do(visit, teamwork.reopen_problem, problem_id)
    if verb != "solve":
        raise Http404
    act = partial(teamwork.solve_problem, visit.asker, problem_id)
    back = reverse("team", args=[known.team_id])
    return _asked(visit, SolveForm(_data(visit)), known.text, _("Solved"), act, ("solution",), back=back)


def _asked(
    visit: Visit,
    given: forms.Form,
    title: str | Promise,
    button: str | Promise,
    act: Callable[..., Any],
    fields: tuple[str, ...],
    *,
    back: str,
    there: str = "",
    lead: str | Promise = "",
) -> HttpResponse:
    """Ask for what a verb wants, do it, and lead back, or to what was made; a refusal is told in the form."""
    if visit.method == "POST" and given.is_valid():
        try:
            made = act(*(given.cleaned_data[name] for name in fields), visit.now, source="web")
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except (Refused, NotAllowed) as refusal:
            given.add_error(None, str(refusal))
        else:
            tell(visit)
            return redirect(reverse(there, args=[made.id]) if there else back)
    context = {"place": "teams", "form": given, "title": title, "button": button, "back": back, "lead": lead}
    return render(visit, "segue/team_act.html", context, status=422 if given.errors else 200)


def _data(visit: Visit) -> Any:
    return visit.POST if visit.method == "POST" else None


def _known(visit: Visit, team_id: int) -> queries.Board:
    try:
        return queries.board(visit.asker, team_id, visit.now)
    except Team.DoesNotExist:
        raise Http404 from None


def _step(visit: Visit, commitment_id: int) -> queries.Step:
    try:
        return queries.commitment(visit.asker, commitment_id)
    except TeamCommitment.DoesNotExist:
        raise Http404 from None


def _decision(visit: Visit, decision_id: int) -> Decision:
    try:
        return queries.decision(visit.asker, decision_id)
    except Decision.DoesNotExist:
        raise Http404 from None
