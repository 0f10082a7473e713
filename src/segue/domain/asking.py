"""Which of the words that detection was unsure of are put to the owner ("was this a promise?"), and in which order.

What passes the showing threshold is shown and not asked about; what does not pass the asking threshold is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

ASKED = ("promise", "offer", "request")
"""Acts that are asked about: those by which somebody comes to owe somebody something."""

FEW = 5
"""So many questions stand on the screen; an answer brings the next."""

HALF_LIFE = timedelta(days=45)
"""A question counts half as much when its words are so old: what is alive is asked about first."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words between the thresholds; `said_at` is when they were written, `words` the sentence."""

    mark_id: int
    act: str
    conversation_id: int
    confidence: float
    said_at: datetime
    words: str


def in_order(unsure: Iterable[Unsure], now: datetime) -> Iterator[Unsure]:
    """The likeliest and newest first, and the same words only once: a newsletter's phrase is asked about once."""
    told: set[tuple[str, str]] = set()
    for each in sorted(unsure, key=lambda each: (-worth(each, now), -each.mark_id)):
        wording = each.act, re.sub(r"\W+", " ", each.words).strip().lower()
        if wording not in told:
            told.add(wording)
            yield each


def worth(unsure: Unsure, now: datetime) -> float:
    """How much an answer is worth, from 0 to 1: how likely it is yes, less for what is older."""
    age = max(now - unsure.said_at, timedelta())
    return unsure.confidence * float(0.5 ** (age / HALF_LIFE))
