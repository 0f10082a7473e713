"""Insights: each figure as a sentence, a drawing and its table; the drawing and the table to take along."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from segue.domain.insights import Figure, Part
from segue.formats import charts
from segue.queries import insights as queries
from segue.web.numbers import number
from segue.web.visits import Visit, page

PARTS: dict[Part, str | Promise] = {
    Part.LOAD: _("Your load"),
    Part.BREADTH: _("Breadth"),
    Part.DONE: _("What was done"),
    Part.FELT: _("What you felt"),
    Part.EXPECTED: _("What you expected"),
}


class Shown(NamedTuple):
    """A figure with its drawing as SVG (empty where there is none), and the rows of its table in words."""

    figure: Figure
    svg: SafeString
    rows: list[list[str]]


@page
def insights(visit: Visit) -> HttpResponse:
    """All figures, by what they are about; ?days= says how far back."""
    days = _days(visit)
    figures = queries.insights(visit.asker, visit.now, days)
    context = {
        "place": "insights",
        "days": days,
        "choices": queries.DAYS,
        "parts": [
            (part, words, [_shown(each) for each in figures if each.part is part]) for part, words in PARTS.items()
        ],
        "nothing": not any(each.drawing for each in figures),
    }
    return render(visit, "segue/insights.html", context)


@page
def as_csv(visit: Visit, key: str) -> HttpResponse:
    """The table of a figure."""
    figure = _figure(visit, key)
    response = _file(f"{key}.csv", "text/csv; charset=utf-8")
    response.write(charts.as_csv(figure))
    return response


@page
def as_svg(visit: Visit, key: str) -> HttpResponse:
    """The drawing of a figure."""
    figure = _figure(visit, key)
    if figure.drawing is None:
        raise Http404
    response = _file(f"{key}.svg", "image/svg+xml")
    response.write(charts.svg(figure))
    return response


def _shown(figure: Figure) -> Shown:
    # Every text in it is escaped where it is drawn.
    svg = mark_safe(charts.svg(figure)) if figure.drawing else mark_safe("")  # noqa: S308
    return Shown(figure, svg, [[str(cell) for cell in row] for row in figure.table.rows])


def _figure(visit: Visit, key: str) -> Figure:
    figure = queries.insight(visit.asker, key, visit.now, _days(visit))
    if figure is None:
        raise Http404
    return figure


def _days(visit: Visit) -> int:
    asked = number(visit, "days")
    return asked if asked in queries.DAYS else 90


def _file(name: str, kind: str) -> HttpResponse:
    return HttpResponse(content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
