"""Draws each kind of figure into an SVG of 640 units' width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from segue.domain.insights.figures import (
    Bars,
    Drawing,
    Figure,
    Lines,
    Look,
    Reliability,
    Rows,
    Series,
    Strips,
)
from segue.formats.charts import marks
from segue.formats.charts.marks import WIDTH, bar, clean, dot, line, patterns, short, text, ticks

_NAMES = 176
"""The room for names at the side."""
_DASHES = ("", "8 4", "2 4", "10 3 2 3")
Drawn = tuple[str, float]
"""What was drawn, and its height."""


def svg(figure: Figure) -> str:
    """The chart of a figure that has a drawing; raises ValueError for one that has none."""
    if figure.drawing is None:
        raise ValueError(f"{figure.key} has nothing to draw")
    body, height = _drawn(figure.drawing, figure.key)
    key = figure.key
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" font-family="Inter, system-ui, sans-serif">'
        f'<title id="{key}-title">{clean(figure.title)}</title><desc id="{key}-desc">{clean(figure.says)}</desc>'
        f"{patterns(key, _looks(figure.drawing))}{body}</svg>"
    )


def _looks(drawing: Drawing) -> set[Look]:
    return {each.look for each in drawing.series} if isinstance(drawing, Bars | Rows) else set()


def _drawn(drawing: Drawing, key: str) -> Drawn:
    match drawing:
        case Strips():
            return _strips(drawing)
        case Bars():
            return _bars(drawing, key)
        case Rows():
            return _rows(drawing, key)
        case Reliability():
            return _reliability(drawing)
        case Lines():
            return _lines(drawing)


def _strips(drawing: Strips) -> Drawn:
    """Dots on a scale, piled up where they lie close."""
    left, right, step = _NAMES, WIDTH - 20, 52
    marked = ticks(max(max(strip.values, default=0) for strip in drawing.strips))
    foot = step * len(drawing.strips) + 4
    parts = _scale_below(marked, left, right, foot, drawing.unit)
    for number, strip in enumerate(drawing.strips):
        base = step * (number + 1)
        parts += [line(left, base, right, base), text(0, base - 12, f"{short(strip.label)} ({len(strip.values)})")]
        at = [round((left + value / marked[-1] * (right - left)) / 9) for value in sorted(strip.values)]
        highest, piled = max(Counter(at).values(), default=1), Counter[int]()
        for place in at:
            parts.append(dot(place * 9, base - 6 - piled[place] * min(9.0, 36 / highest)))
            piled[place] += 1
    return "".join(parts), foot + 34


def _scale_below(marked: Sequence[float], left: float, right: float, foot: float, unit: str = "") -> list[str]:
    parts = []
    for number in marked:
        x = left + number / marked[-1] * (right - left)
        last = f" {unit}" if unit and number == marked[-1] else ""
        anchor = "end" if last else "middle"
        parts += [line(x, 4, x, foot), text(x, foot + 20, f"{number:g}{last}", anchor)]
    return parts


def _legend(series: Sequence[Series], key: str) -> Drawn:
    """What each look means; on as many lines as it needs."""
    if len(series) < 2:
        return "", 0
    parts, x, y = [], 0.0, 14.0
    for each in series:
        wide = 30 + 7.2 * len(each.name)
        if x + wide > WIDTH:
            x, y = 0.0, y + 22
        parts += [bar(x + 1, y - 11, 14, 13, each.look, key), text(x + 22, y, each.name)]
        x += wide + 12
    return "".join(parts), y + 16


def _bars(drawing: Bars, key: str) -> Drawn:
    """Counts at each place of the axis."""
    legend, top = _legend(drawing.series, key)
    left, right, foot = 34.0, WIDTH - 4.0, top + 168
    totals = [[each.counts[at] for each in drawing.series] for at in range(len(drawing.places))]
    marked = ticks(max(max(each) if drawing.beside else sum(each) for each in totals), 5, whole=True)
    parts = [legend]
    for number in marked:
        y = foot - number / marked[-1] * 156
        parts += [line(left, y, right, y), text(left - 8, y + 4, f"{number:g}", "end")]
    slot = (right - left) / len(drawing.places)
    every = max(1, -(-round(7.2 * max(len(place) for place in drawing.places) + 12) // max(1, int(slot))))
    for at, place in enumerate(drawing.places):
        middle = left + slot * (at + 0.5)
        if at % every == 0:
            parts.append(text(middle, foot + 20, place, "middle"))
        parts += _one_bar(drawing, at, middle, min(40.0, slot * 0.72), foot, 156 / marked[-1], key)
    return "".join(parts), foot + 32


def _one_bar(drawing: Bars, at: int, middle: float, wide: float, foot: float, scale: float, key: str) -> list[str]:
    parts, y = [], foot
    one = wide / len(drawing.series) if drawing.beside else wide
    for number, each in enumerate(drawing.series):
        high = each.counts[at] * scale
        if not high:
            continue
        x = middle - wide / 2 + (number * one if drawing.beside else 0)
        y = (foot if drawing.beside else y) - high
        parts.append(bar(x, y, one, high, each.look, key))
    return parts


def _rows(drawing: Rows, key: str) -> Drawn:
    """A bar to the right for each name, with its number at the end."""
    legend, top = _legend(drawing.series, key)
    left, right, step = float(_NAMES), WIDTH - 40.0, 28.0
    totals = [sum(each.counts[at] for each in drawing.series) for at in range(len(drawing.names))]
    scale = (right - left) / max(totals)
    parts = [legend]
    for at, name in enumerate(drawing.names):
        y, x = top + step * at, left
        parts.append(text(0, y + 15, short(name), look="ink"))
        for each in drawing.series:
            if each.counts[at]:
                parts.append(bar(x, y + 2, each.counts[at] * scale, 18, each.look, key))
                x += each.counts[at] * scale
        parts.append(text(x + 8, y + 15, str(totals[at])))
    return "".join(parts), top + step * len(drawing.names) + 8


def _reliability(drawing: Reliability) -> Drawn:
    """What was said to the right, how often it happened upwards; on the dashed line both are the same."""
    left, top, size = 60.0, 12.0, 260.0
    right, foot = left + size, top + size

    def at(said: float, happened: float) -> tuple[float, float]:
        return left + said * size, foot - happened * size

    parts = []
    for tenths in range(0, 11, 2):
        x, y = at(tenths / 10, tenths / 10)
        parts += [line(left, y, right, y), text(left - 8, y + 4, f"{tenths * 10} %", "end")]
        parts += [line(x, top, x, foot), text(x, foot + 18, f"{tenths * 10}", "middle")]
    parts += [line(*at(0, 0), *at(1, 1), "edge", "5 4"), text(left + size / 2, foot + 38, "you said, %", "middle")]
    parts.append(text(right + 20, top + 12, "upwards: how often it happened"))
    parts.append(text(right + 20, top + 32, "dashed: said and happened alike"))
    piled = Counter[tuple[float, bool]]()
    for case in drawing.single:
        x, y = at(case[0], float(case[1]))
        parts.append(dot(x, y + piled[case] * (8 if case[1] else -8), filled=False))
        piled[case] += 1
    if drawing.single:
        parts.append(text(right + 20, top + 52, "rings: single cases, above if it happened"))
    for point in drawing.points:
        (x, low), (_, high) = at(point.said, point.low), at(point.said, point.high)
        y = at(point.said, point.happened)[1]
        parts += [line(x, low, x, high, "accent"), dot(x, y), text(x + 8, y - 6, f"n = {point.count}", look="ink")]
    return "".join(parts), foot + 50


def _lines(drawing: Lines) -> Drawn:
    """Counts over time, each line with its own dashes and its name at the end."""
    left, right, top, foot = 34.0, WIDTH - float(_NAMES), 10.0, 178.0
    marked = ticks(max(max(counts) for _, counts in drawing.lines), 5, whole=True)
    parts = []
    for number in marked:
        y = foot - number / marked[-1] * (foot - top)
        parts += [line(left, y, right, y), text(left - 8, y + 4, f"{number:g}", "end")]
    slot = (right - left) / max(1, len(drawing.places) - 1)
    every = max(1, -(-64 // max(1, int(slot))))
    parts += [
        text(left + slot * at, foot + 20, place, "middle") for at, place in enumerate(drawing.places) if at % every == 0
    ]
    taken: list[float] = []
    for number, (name, counts) in enumerate(drawing.lines):
        points = [(left + slot * at, foot - count / marked[-1] * (foot - top)) for at, count in enumerate(counts)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = f' stroke-dasharray="{_DASHES[number % len(_DASHES)]}"' if number % len(_DASHES) else ""
        parts.append(
            f'<polyline class="s-accent" points="{path}" fill="none" stroke="{marks.ACCENT}" stroke-width="2"{dash}/>'
        )
        y = points[-1][1]
        while any(abs(y - other) < 16 for other in taken):
            y += 16
        taken.append(y)
        parts.append(text(right + 10, y + 4, f"{short(name, 20)} {counts[-1]}", look="ink"))
    return "".join(parts), max(foot + 32, max(taken) + 12)
