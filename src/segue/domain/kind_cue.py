"""What words of a post can show about its thread: the two sides of each of Duperrin's five contrasts."""

from __future__ import annotations

import re
from enum import StrEnum


class Cue(StrEnum):
    """What words show. The first of each two speaks for conversation, the second for interaction."""

    WONDERING = "wondering"
    WORKING = "working"
    WANTING = "wanting"
    HAVING_TO = "having to"
    ANYBODY = "anybody"
    NAMED = "named"
    EMERGING = "emerging"
    GIVEN = "given"
    INTEREST = "interest"
    DATES = "dates"
    DECIDING = "deciding"


def any_of(*patterns: str) -> re.Pattern[str]:
    """Any of these patterns. They are looked for in lower case, which is some times quicker than in whatever case."""
    return re.compile("|".join(patterns).lower())
