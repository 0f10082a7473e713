"""The contrast of every pair of tokens that meet on a screen, by WCAG's own formula (1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

import segue.web

TOKENS = Path(segue.web.__file__).parent / "static/segue/css/tokens.css"
TEXT, SHAPE = 4.5, 3.0

PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "soft", "accent", "kept", "late") for ground in ("paper", "card", "wash")],
    *[(ink, "accent-wash", TEXT) for ink in ("ink", "soft", "accent")],
    ("ink", "mark", TEXT),
    ("on-accent", "accent", TEXT),
    *[("edge", ground, SHAPE) for ground in ("paper", "card")],
    *[("accent", ground, SHAPE) for ground in ("paper", "card", "wash")],
]


def tokens() -> dict[str, tuple[str, str]]:
    """Each colour token with its light and its dark value."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS.read_text())
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_pairs_can_be_told_apart(ink: str, ground: str, least: float, theme: int) -> None:
    known = tokens()
    assert contrast(known[ink][theme], known[ground][theme]) >= least


def test_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
