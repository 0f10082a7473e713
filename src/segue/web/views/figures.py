"""Figures: what conversations led to, in the quarters that were published; and that nobody listens in."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from segue.domain.figures_drawn import drawn
from segue.domain.insights import Figure
from segue.formats import charts
from segue.queries import figures as queries
from segue.web.visits import Visit, page


@page
def figures(visit: Visit) -> HttpResponse:
    """Which quarters have been published; who can read what."""
    context = {"place": "insights", "quarters": queries.quarters(visit.asker)}
    return render(visit, "segue/figures.html", context)


@page
def figures_of(visit: Visit, quarter: str) -> HttpResponse:
    """The figures of a quarter."""
    found = queries.figures_of(visit.asker, quarter)
    if found is None:
        raise Http404
    shown = [(each, _svg(each)) for each in drawn(found.numbers)]
    context = {
        "place": "insights",
        "row": found,
        "shown": shown,
        "nothing": not any(figure.drawing for figure, _ in shown),
        "withheld": any("withheld" in row for figure, _ in shown for row in figure.table.rows),
    }
    return render(visit, "segue/figures_of.html", context)


def _svg(figure: Figure) -> SafeString:
    # Every text in it is escaped where it is drawn.
    return mark_safe(charts.svg(figure)) if figure.drawing else mark_safe("")  # noqa: S308
