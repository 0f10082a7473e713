"""A small victory as a card: an SVG with real text, a title and a description, that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from segue.domain.victories import Told, lines

WIDTH, MARGIN, STEP, TOP = 640, 48, 40, 132
_INK, _SOFT, _ACCENT, _PAPER = "#1d1f21", "#5b5f63", "#1f5fa8", "#fbfaf8"
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def card_of(told: Told) -> str:
    """The card of a victory."""
    return svg("A small victory", lines(told.text), told.foot)


def svg(title: str, lines: Sequence[str], foot: str) -> str:
    """The card: a title above, the lines of the text, and a foot such as the day and the name."""
    height = TOP + STEP * len(lines) + 72
    title, foot, *shown = (each.translate(_NOT_XML) for each in (title, foot, *lines))
    text = "".join(
        f'<text x="{MARGIN}" y="{TOP + STEP * number}" font-size="28" font-weight="600" fill="{_INK}">'
        f"{escape(line)}</text>"
        for number, line in enumerate(shown)
    )
    label = f'<text x="{MARGIN}" y="76" font-size="18" fill="{_ACCENT}">{escape(title)}</text>'
    end = f'<text x="{MARGIN}" y="{height - 40}" font-size="18" fill="{_SOFT}">{escape(foot)}</text>'
    family = quoteattr("Inter, system-ui, sans-serif")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-labelledby="t d" font-family={family}><title id="t">{escape(title)}</title>'
        f'<desc id="d">{escape(" ".join([*shown, foot]))}</desc>'
        f'<rect width="{WIDTH}" height="{height}" rx="16" fill="{_PAPER}"/>'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{height - 2}" rx="15" fill="none" stroke="#dedcd7"/>'
        f"{label}{text}{end}</svg>\n"
    )
