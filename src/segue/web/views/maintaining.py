"""Keeping in touch: who is drifting, topics and dates of a person, news for a topic."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from segue.actions import maintaining as verbs
from segue.queries import drafts
from segue.queries.maintaining import drifting, news_lines, news_of, topic_names
from segue.queries.people import reach
from segue.store.models import Connection, Topic
from segue.web.doing import do
from segue.web.drafting import show_draft, wish
from segue.web.forms import DateField
from segue.web.visits import Visit, form, page


class NewsForm(forms.Form):
    """An idea, or something to read, for a topic."""

    topic = forms.CharField(
        label=_("Topic"), max_length=100, widget=forms.TextInput(attrs={"dir": "auto", "list": "topics"})
    )
    link = forms.CharField(
        label=_("Link"), max_length=1000, required=False, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )
    title = forms.CharField(
        label=_("Title, or the idea in a line"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    note = forms.CharField(
        label=_("Why it is worth reading"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("title") and not values.get("link"):
            raise forms.ValidationError(_("Paste a link, or say the idea in a line."))
        if values.get("link") and not values["link"].startswith(("https://", "http://")):
            self.add_error("link", _("A link begins with https:// or http://."))
        return values


class OccasionForm(forms.Form):
    """A date that matters."""

    what = forms.CharField(max_length=100)
    on = DateField()


@page
def touch(visit: Visit) -> HttpResponse:
    """Who I am losing touch with, the worst first."""
    return render(visit, "segue/touch.html", {"place": "people", "drifting": drifting(visit.asker, visit.now)})


@form
def note_topic(visit: Visit, person_id: int) -> HttpResponse:
    """What is on their mind, noted by hand."""
    if visit.method != "POST":
        raise Http404
    given = {name: visit.POST.get(name, "") for name in ("topic", "said", "kind")}
    kind = Topic.Kind(given["kind"]) if given["kind"] in Topic.Kind.values else Topic.Kind.MIND
    return do(visit, verbs.note_topic, person_id, given["topic"], said=given["said"], kind=kind)


@form
def drop_topic(visit: Visit, topic_id: int) -> HttpResponse:
    """It is no longer on their mind."""
    return _post(visit, verbs.drop_topic, topic_id)


@form
def note_occasion(visit: Visit, person_id: int) -> HttpResponse:
    """A date that matters to them, every year."""
    given = OccasionForm(visit.POST)
    if visit.method != "POST" or not given.is_valid():
        raise Http404
    on = given.cleaned_data["on"]
    year = on.year if on.year < visit.now.year else None
    return do(visit, verbs.note_occasion, person_id, given.cleaned_data["what"], on.month, on.day, year=year)


@form
def drop_occasion(visit: Visit, occasion_id: int) -> HttpResponse:
    """The date is not kept any more."""
    return _post(visit, verbs.drop_occasion, occasion_id)


@form
def news(visit: Visit) -> HttpResponse:
    """What is kept for a topic, with those it is for; and a form for more."""
    given = NewsForm(visit.POST if visit.method == "POST" else None)
    if visit.method == "POST" and given.is_valid():
        values = given.cleaned_data
        rest = {name: values[name] for name in ("title", "link", "note")}
        return do(visit, verbs.note_news, values["topic"], **rest)
    context = {
        "place": "people",
        "form": given,
        "news": news_lines(visit.asker, visit.now),
        "topics": topic_names(visit.asker),
    }
    return render(visit, "segue/news.html", context, status=422 if given.errors else 200)


@form
def drop_news(visit: Visit, news_id: int) -> HttpResponse:
    """Nobody needs it any more."""
    return _post(visit, verbs.drop_news, news_id)


FATES = {"done": verbs.forwarded, "leave": verbs.left}


@form
def news_act(visit: Visit, news_id: int, connection_id: int, verb: str) -> HttpResponse:
    """Words to pass it on with; that it was passed on, or is not for them."""
    item = news_of(visit.asker, news_id)
    try:
        where = reach(visit.asker, connection_id)
    except Connection.DoesNotExist:
        raise Http404 from None
    if item is None:
        raise Http404
    if verb == "draft":
        return show_draft(visit, drafts.for_news(visit.asker, connection_id, item, wish(visit)), where.name)
    if verb in FATES and visit.method == "POST":
        return do(visit, FATES[verb], news_id, where.person_id)
    raise Http404


def _post(visit: Visit, verb: Any, id_: int) -> HttpResponse:
    if visit.method != "POST":
        raise Http404
    return do(visit, verb, id_)
