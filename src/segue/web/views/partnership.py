"""Partnerships with customers: asking about one, what was asked between two, yes and no in private."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from segue.actions import partnership as verbs
from segue.actions.errors import NotFound, Refused
from segue.domain.errors import NotAllowed
from segue.domain.partnership import KEPT, NOT_KEPT
from segue.queries import partnership as queries
from segue.store.models import PartnershipAsk
from segue.web.doing import do, tell
from segue.web.visits import Visit, form, space_form, space_page

VERBS: dict[str, Callable[..., Any]] = {
    "yes": partial(verbs.answer, yes=True),
    "no": partial(verbs.answer, yes=False),
    "withdraw": verbs.withdraw,
}


class AskForm(forms.Form):
    """What the partnership would be for."""

    words = forms.CharField(
        label=_("Your words"),
        max_length=verbs.MOST_WORDS,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 4, "autofocus": True}),
        help_text=_("What it would be for, and what is in it for them."),
    )


@form
def ask_about_partnership(visit: Visit, post_id: int) -> HttpResponse:
    """Ask the customer who wrote a post, in private."""
    post = queries.customer_of(visit.asker, post_id)
    if post is None:
        raise Http404
    given = AskForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        try:
            made = verbs.ask(visit.asker, post_id, given.cleaned_data["words"], visit.now, source="web")
        except NotFound as missing:
            raise Http404(str(missing)) from None
        except (Refused, NotAllowed) as refusal:
            messages.error(visit, str(refusal))
            return redirect("thread", post.thread_id)
        tell(visit)
        return redirect("partnership", made.id)
    context = {"place": "communities", "post": post, "form": given, "kept": KEPT, "not_kept": NOT_KEPT}
    return render(visit, "segue/partnership_ask.html", context, status=422 if given.errors else 200)


@space_page
def partnerships(visit: Visit) -> HttpResponse:
    """What the visitor asked and was asked."""
    return render(visit, "segue/partnerships.html", {"place": "communities", "asks": queries.asks_of(visit.asker)})


@space_page
def partnership(visit: Visit, partnership_id: int) -> HttpResponse:
    """What was asked between two, and what is kept of who says yes."""
    try:
        shown = queries.ask_of(visit.asker, partnership_id)
    except PartnershipAsk.DoesNotExist:
        raise Http404 from None
    context = {"place": "communities", "shown": shown, "ask": shown.ask, "kept": KEPT, "not_kept": NOT_KEPT}
    return render(visit, "segue/partnership.html", context)


@space_form
def partnership_act(visit: Visit, partnership_id: int, verb: str) -> HttpResponse:
    """Say yes or no; take one's own ask back."""
    if verb not in VERBS or visit.method != "POST":
        raise Http404
    return do(visit, VERBS[verb], partnership_id)
