"""Plans: items, issues, checking in, what was changed, and the plan on paper, as Markdown and as tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from segue.actions import plan_items, plans
from segue.actions.errors import Refused
from segue.domain.conversations import Who
from segue.queries import plans as queries
from segue.queries.opportunities import opportunities_of
from segue.queries.plans import PlanPage
from segue.queries.together_drafts import check_in_on
from segue.store.models import Issue, Opportunity, Plan, PlanItem
from segue.web.doing import do, tell
from segue.web.drafting import show_draft, wish
from segue.web.numbers import posted
from segue.web.plan_forms import AddItemForm, FollowUpForm, IssueForm, ItemForm, OpenPlanForm, OutcomeForm, TieForm
from segue.web.together import connection_seen
from segue.web.visits import Visit, form, page

STEPS: dict[str, Callable[..., Any]] = {
    "checked-in": plans.checked_in,
    "finish": plans.finish,
    "reopen": plans.reopen,
}


@form
def of_connection(visit: Visit, connection_id: int) -> HttpResponse:
    """The plan of a connection; where there is none that is open, the form that begins one."""
    connection = connection_seen(visit, connection_id)
    known = queries.plans_of(visit.asker, connection_id)
    own = connection.owner_id == visit.asker.member_id
    if known and visit.method != "POST" and not (own and "new" in visit.GET):
        return redirect("plan", known[0].id)
    if not own:
        raise Http404
    given = OpenPlanForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        return _open(visit, connection_id, given.cleaned_data["name"])
    agreed = [row for row in opportunities_of(visit.asker, connection_id) if row.state == Opportunity.State.AGREED]
    context = {"place": "people", "connection": connection, "form": given, "agreed": agreed, "known": known}
    return render(visit, "segue/plan_open.html", context, status=422 if given.errors else 200)


def _open(visit: Visit, connection_id: int, name: str) -> HttpResponse:
    opportunity = posted(visit, "opportunity")
    try:
        made = plans.open_plan(
            visit.asker, connection_id, name, visit.now, source="web", opportunity_id=opportunity
        )  # fmt: skip
    except Refused as refusal:
        messages.error(visit, str(refusal))
        return redirect("connection_plan", connection_id)
    tell(visit)
    return redirect("plan", made.id)


@page
def plan(visit: Visit, plan_id: int) -> HttpResponse:
    """The plan as it stands."""
    known = _known(visit, plan_id)
    context = {
        "place": "people",
        "known": known,
        "plan": known.plan,
        "person": known.plan.connection.person,
        "open": known.plan.state == Plan.State.OPEN,
        "adding": AddItemForm(),
    }
    return render(visit, "segue/plan.html", context)


@page
def as_markdown(visit: Visit, plan_id: int) -> HttpResponse:
    """The plan as a Markdown file."""
    text = queries.as_markdown(visit.asker, _known(visit, plan_id))
    return _file(text.encode(), "text/markdown; charset=utf-8", f"plan-{plan_id}.md")


@page
def as_todos(visit: Visit, plan_id: int) -> HttpResponse:
    """The plan as a calendar of tasks."""
    return _file(queries.as_todos(_known(visit, plan_id), visit.now), "text/calendar", f"plan-{plan_id}.ics")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )  # fmt: skip


@form
def plan_act(visit: Visit, plan_id: int, verb: str) -> HttpResponse:
    """Add to it, agree how to follow it up, take it a step on; see what was changed."""
    known = _known(visit, plan_id)
    if not known.own:
        raise Http404
    asked = {"check-in": _check_in, "add": _add, "follow-up": _follow_up, "issue": _issue, "changes": _changes}.get(
        verb
    )
    if asked:
        return asked(visit, known)
    if visit.method != "POST" or verb not in STEPS:
        raise Http404
    return do(visit, STEPS[verb], plan_id)


def _add(visit: Visit, known: PlanPage) -> HttpResponse:
    given = AddItemForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = dict(given.cleaned_data)
        return do(visit, plan_items.add_item, known.plan.id, values.pop("what"), **values)
    return _asked(visit, given, known.plan, _("Add an item"), _("Add"))


def _follow_up(visit: Visit, known: PlanPage) -> HttpResponse:
    row = known.plan
    before = {"on": row.check_in_on, "every_days": row.every_days, "way": row.way}
    given = FollowUpForm(visit.POST if visit.method == "POST" else None, initial=before)
    if visit.method == "POST" and given.is_valid():
        return do(visit, plans.follow_up, row.id, **given.cleaned_data)
    return _asked(visit, given, row, _("How and when you two check in"), _("Save"))


def _check_in(visit: Visit, known: PlanPage) -> HttpResponse:
    return show_draft(visit, check_in_on(visit.asker, known, wish(visit)), known.plan.name)


def _issue(visit: Visit, known: PlanPage) -> HttpResponse:
    given = IssueForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        return do(visit, plan_items.raise_issue, known.plan.id, values["text"], Who(values["by"]))
    return _asked(visit, given, known.plan, _("Raise an issue"), _("Raise it"))


def _changes(visit: Visit, known: PlanPage) -> HttpResponse:
    told = queries.revisions(visit.asker, known.plan.id)
    return render(visit, "segue/plan_changes.html", {"place": "people", "plan": known.plan, "revisions": told})


@form
def item_act(visit: Visit, item_id: int, verb: str) -> HttpResponse:
    """Change an item, do it, drop it, promise it, tie it to a commitment."""
    try:
        item = queries.item_of(visit.asker, item_id)
    except PlanItem.DoesNotExist:
        raise Http404 from None
    if item.owner_id != visit.asker.member_id:
        raise Http404
    if verb in ("change", "tie"):
        return (_change if verb == "change" else _tie)(visit, item)
    if visit.method != "POST":
        raise Http404
    match verb:
        case "done":
            return do(visit, plan_items.done_item, item_id)
        case "not-done":
            return do(visit, plan_items.done_item, item_id, done=False)
        case "drop":
            return do(visit, plan_items.drop_item, item_id)
        case "promise":
            return do(visit, plan_items.promise_item, item_id)
    raise Http404


def _change(visit: Visit, row: PlanItem) -> HttpResponse:
    known = queries.plan_page(visit.asker, row.plan_id)
    item = next(each for each in known.items if each.id == row.id)
    others = [each for each in known.items if each.id != row.id]
    names = ("what", "side", "start", "due", "role", "deliverable", "metric", "success", "resource", "needs")
    before = {name: getattr(item, name) for name in names}
    given = ItemForm(others, visit.POST if visit.method == "POST" else None, initial=before)
    if visit.method == "POST" and given.is_valid():
        return do(visit, plan_items.change_item, row.id, **given.cleaned_data)
    return _asked(visit, given, row.plan, row.what, _("Save"))


def _tie(visit: Visit, row: PlanItem) -> HttpResponse:
    known = queries.plan_page(visit.asker, row.plan_id)
    choices = [*([row.commitment] if row.commitment else []), *known.open_commitments]
    given = TieForm(choices, visit.POST if visit.method == "POST" else None, initial={"commitment": row.commitment_id})
    if visit.method == "POST" and given.is_valid():
        return do(visit, plan_items.link_item, row.id, given.cleaned_data["commitment"])
    return _asked(visit, given, row.plan, row.what, _("Tie it"))


@form
def issue_act(visit: Visit, issue_id: int, verb: str) -> HttpResponse:
    """Settle an issue."""
    try:
        issue = queries.issue_of(visit.asker, issue_id)
    except Issue.DoesNotExist:
        raise Http404 from None
    if issue.owner_id != visit.asker.member_id or verb != "settle":
        raise Http404
    given = OutcomeForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        return do(visit, plan_items.settle_issue, issue_id, given.cleaned_data["outcome"])
    return _asked(visit, given, issue.plan, issue.text, _("Settled"))


def _asked(visit: Visit, given: forms.Form, row: Plan, title: str, button: str) -> HttpResponse:
    context = {"place": "people", "title": title, "button": button, "form": given, "plan": row}
    return render(visit, "segue/plan_act.html", context, status=422 if given.errors else 200)


def _known(visit: Visit, plan_id: int) -> PlanPage:
    try:
        return queries.plan_page(visit.asker, plan_id)
    except Plan.DoesNotExist:
        raise Http404 from None
