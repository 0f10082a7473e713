"""The day that a time phrase borrows from what stands around it: "around 5" after "this Friday is my birthday"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from segue.detect.when import Due, chosen, dues, may_name_a_day
from segue.detect.when_rules import CLOCK, EXACT, WEEKDAY

#: So many sentences before it lend a clock time their day.
NEAR = 6
#: "On Friday" is the Friday of a date written out nearby, if that is at most so many days away.
SOON = 35
#: A day further ahead than this is no day by which anything is to be done.
FAR = timedelta(days=730)

_TOLD = re.compile(r"\b(?:know|tell\s+\w+|ask|see|wonder(?:ing)?|find\s+out)\s*\Z", re.IGNORECASE)
_ANOTHER_CLAUSE = re.compile(r"\b(?:when|that|what|which|because|since|while|how)\b", re.IGNORECASE)
#: "Per our conversation on Monday": a day that is past, or that only tells which talk is meant.
_SPOKEN_ON = re.compile(
    r"\b(?:(?:per|in|from|after|following|regarding)\s+(?:our|the|your|my)\s+(?:\w+\s+)?"
    r"(?:conversation|discussion|e-?mail|letter|memo|fax|message|note)s?|(?:per|following)\s+our\s+(?:\w+\s+)?(?:talk|call|meeting)|"
    r"(?:as|we)\s+(?:discussed|agreed|talked|spoke)(?:\s+about)?)\s+(?:on|of|from|dated)\s+\Z",
    re.IGNORECASE,
)
_AFTER_ON = re.compile(r"\A(?:on|of|from|dated)\s+", re.IGNORECASE)
#: "From 14,265", "at 3-0667": no hour.
_LONGER_NUMBER = re.compile(r",\d{3}|-?\d{2}")
_MONTH = re.compile(
    r"(?:(?:for|of)\s+)?(?:(?:the\s+)?month\s+of\s+)?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?:\s*,?\s*['’]?\d{4})?",
    re.IGNORECASE,
)
#: A month that is the matter itself: the rates for January.
_OF_THE_MONTH = re.compile(r"\b(?:for|of|includ\w+|covering|month)\s+\Z", re.IGNORECASE)
_BINDS = re.compile(r"(?:by|before|until|till|no later|not later|within|at the latest|due)\b", re.IGNORECASE)


# Several phrases of one message look at the same sentences around them.
_dues = lru_cache(maxsize=256)(dues)


def placed(due: Due, words: str, today: date, nearby: Sequence[str], answered: str = "") -> Due:
    """The phrase with the day that its surroundings give it.

    `nearby` are the sentences before it, the nearest first, and last the subject; `answered` is the message that it
    answers. A clock time without a day is of the day last named there; a bare weekday is the date that was written
    out for it. Everything else stays as it is.
    """
    if due.rank == CLOCK and due.day == today:
        day = next(_named(nearby, today), None)
    elif due.rank == WEEKDAY and due.day and due.day > today and _bare(words):
        day = _written_out(due.day, [*nearby[:3], *nearby[-1:], answered], today)
    else:
        return due
    return replace(due, day=day) if day else due


def of_something_else(sentence: str, begin: int, due: Due, today: date | None) -> bool:
    """Whether a phrase is what is to be told ("let me know when it suits"), or the time of another clause.

    `begin` is where the words end that make the sentence an act; 0 where there are none.
    """
    words = sentence[due.start : due.end]
    if due.day is None:
        return words.lower().startswith("when") and _TOLD.search(sentence[: due.start]) is not None
    if today is not None and due.day - today > FAR:
        return True
    if _SPOKEN_ON.search(sentence[: due.start + len(words) - len(_AFTER_ON.sub("", words))]) or (
        due.rank == CLOCK and _LONGER_NUMBER.match(sentence, due.end)
    ):
        return True
    if _MONTH.fullmatch(words) and (words[:3].lower() in ("for", "of ") or _OF_THE_MONTH.search(sentence[: due.start])):
        return True
    between = 0 < begin <= due.start and not _BINDS.match(words)
    return between and _ANOTHER_CLAUSE.search(sentence, begin, due.start) is not None


def _named(sentences: Iterable[str], today: date) -> Iterator[date]:
    for sentence in filter(may_name_a_day, sentences):
        due = chosen([due for due in _dues(sentence, today) if due.rank >= WEEKDAY])
        if due and due.day and due.day >= today:
            yield due.day


def _bare(words: str) -> bool:
    """Whether a weekday stands for itself: not "next Friday", nor "Friday of this week"."""
    return not {"next", "this", "week", "weekend", "tomorrow", "today"} & set(words.lower().split())


def _written_out(day: date, sentences: Iterable[str], today: date) -> date | None:
    for sentence in filter(may_name_a_day, sentences):
        for due in _dues(sentence, today):
            if due.rank == EXACT and due.day and _bare(sentence[due.start : due.end]):
                soon = 0 <= (due.day - today).days <= SOON
                if soon and due.day.weekday() == day.weekday():
                    return due.day
    return None
