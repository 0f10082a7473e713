"""The small parts of a chart: text, lines, shapes, the patterns of each look, an axis with round numbers.

Each part carries a class, so that a page can give it the colours of its scheme, and the light colours as attributes,
for a chart that stands by itself.
"""

from __future__ import annotations

from math import ceil, floor, log10
from xml.sax.saxutils import escape

from segue.domain.insights.figures import Look

WIDTH = 640
INK, SOFT, EDGE, LINE = "#1d1f21", "#5b5f63", "#85888c", "#dedcd7"
ACCENT, KEPT, LATE = "#1f5fa8", "#1e6b43", "#8a5300"
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
_LONGEST = 26
"""Characters of a name beside a chart."""

_SOLID = {Look.KEPT: ("kept", KEPT), Look.LATE: ("late", LATE), Look.PLAIN: ("accent", ACCENT)}
_PATTERNS = {
    Look.MOVED: f'<path class="s-accent" stroke="{ACCENT}" stroke-width="2.5" d="M-2 2 2-2M0 8 8 0M6 10 10 6"/>',
    Look.BROKEN: f'<path class="s-late" stroke="{LATE}" stroke-width="1.5" d="M0 0 8 8M8 0 0 8"/>',
    Look.LET_GO: f'<circle class="f-soft" fill="{SOFT}" cx="4" cy="4" r="1.6"/>',
    Look.OTHER: f'<path class="s-kept" stroke="{KEPT}" stroke-width="2" d="M0 2H8M0 6H8"/>',
}


def clean(text: str) -> str:
    """Text as it may stand in XML."""
    return escape(text.translate(_NOT_XML))


def short(name: str, longest: int = _LONGEST) -> str:
    """A name that fits beside a chart."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def text(x: float, y: float, words: str, anchor: str = "start", look: str = "soft") -> str:
    """Words whose foot stands at y."""
    fill = INK if look == "ink" else SOFT
    return (
        f'<text class="f-{look}" x="{x:.1f}" y="{y:.1f}" font-size="13" fill="{fill}" text-anchor="{anchor}">'
        f"{clean(words)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, look: str = "line", dash: str = "") -> str:
    """A straight line."""
    stroke = {"edge": EDGE, "accent": ACCENT}.get(look, LINE)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line class="s-{look}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}"{dashed}/>'


def dot(x: float, y: float, filled: bool = True) -> str:
    """A case."""
    if filled:
        return f'<circle class="f-accent" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ACCENT}" fill-opacity="0.75"/>'
    return (
        f'<circle class="s-accent" cx="{x:.1f}" cy="{y:.1f}" r="4" fill="none" stroke="{ACCENT}" stroke-width="1.5"/>'
    )


def bar(x: float, y: float, width: float, height: float, look: Look, key: str) -> str:
    """A bar in a look, with an edge; `key` is the figure's."""
    box = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
    edge = f'stroke="{_edge(look)[1]}" class="s-{_edge(look)[0]}'
    if look in _SOLID:
        name, colour = _SOLID[look]
        return f'<rect {box} {edge} f-{name}" fill="{colour}"/>'
    fill = f"url(#{key}-{look})" if look in _PATTERNS else "none"
    return f'<rect {box} {edge}" fill="{fill}"/>'


def _edge(look: Look) -> tuple[str, str]:
    return {
        Look.KEPT: ("kept", KEPT),
        Look.OTHER: ("kept", KEPT),
        Look.LATE: ("late", LATE),
        Look.BROKEN: ("late", LATE),
        Look.MOVED: ("accent", ACCENT),
        Look.PLAIN: ("accent", ACCENT),
    }.get(look, ("edge", EDGE))


def patterns(key: str, looks: set[Look]) -> str:
    """The patterns that a chart uses, under names of its own."""
    made = "".join(
        f'<pattern id="{key}-{look}" width="8" height="8" patternUnits="userSpaceOnUse">{_PATTERNS[look]}</pattern>'
        for look in sorted(looks & set(_PATTERNS))
    )
    return f"<defs>{made}</defs>" if made else ""


def ticks(largest: float, most: int = 6, *, whole: bool = False) -> list[float]:
    """Round numbers from 0 to at least the largest."""
    largest = max(largest, 1 if whole else 1e-9)
    rough = largest / (most - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough * 0.999)
    step = max(1.0, step) if whole else step
    return [number * step for number in range(ceil(largest / step * 0.999) + 1)]
