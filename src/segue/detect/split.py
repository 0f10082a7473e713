"""Splits text into sentences, keeping offsets. Linear in the length of the text, whatever it holds."""

import re
from collections.abc import Sequence

Span = tuple[int, int]

#: A sentence longer than this (in characters) is cut, so that no input costs more than its length.
LONGEST = 600
#: Mail is wrapped below this width: a longer line is a paragraph of its own.
WRAPPED = 90
#: A line shorter than this was not ended by wrapping, if the next begins like a sentence.
SHORT = 50

# It begins with a set of characters, for which text is searched many times quicker than for alternatives. Where marks
# run, only the first of the run is looked at: a megabyte of them stays linear.
_BREAK = re.compile(
    r"[.!?…。！？\n](?:(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[\"')\]”’»*]*+(?=\s)|(?<=[。！？])|(?<=\n)\s*)"
)
_ITEM = re.compile(r"(?:[-*•·–>+#|=_~]|\(?\w{1,2}[.)][ \t])")
_LEAD = re.compile(r"(?:[-*•·–>+]{1,3}[ \t]|\(?\d{1,2}[.)][ \t]|\s)*")

# "Am 3. März", "den 3. in Bonn": a number with a dot is the third, where a month or a small word follows.
_ORDINAL = re.compile(
    r"\s+(?:(?-i:[a-zäöüåéß])|(?:jan|feb|mär|mar|apr|mai|maj|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zäöüåé]*\b)",
    re.IGNORECASE,
)
_NEVER_ENDS = frozenset(re.split(" ", "mr mrs ms dr prof st vs e.g i.e eg ie cf hr z.b d.h bl.a t.ex approx nr"))
_MAY_END = frozenset(
    re.split(
        " ",
        "sr jr etc dept fig inc ltd co corp tel ext jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed "
        "thu thur thurs fri a.m p.m am pm u.s u.k bzw usw str ca",
    )
)


def sentences(text: str, spans: Sequence[Span] | None = None) -> list[Span]:
    """The (start, end) of each sentence of `text`, in order; only within `spans` where given.

    Wrapped lines are joined, list items and short lines stand alone, abbreviations do not end a
    sentence, and none is longer than LONGEST characters.
    """
    found: list[Span] = []
    for low, high in spans if spans is not None else ((0, len(text)),):
        _split(text, max(low, 0), min(high, len(text)), found)
    return found


def _split(text: str, low: int, high: int, found: list[Span]) -> None:
    start = line = low
    for match in _BREAK.finditer(text, low, high):
        at, end = match.span()
        mark = text[at]
        if mark == ".":
            if not _dot_ends(text, start, at, end, high):
                continue
        elif mark == "\n":
            began, line = line, end
            if not _newline_ends(text, began, at, end, high):
                continue
            end = at
        _add(text, start, end, found)
        start = match.end()
    _add(text, start, high, found)


def _dot_ends(text: str, start: int, at: int, end: int, high: int) -> bool:
    if end - at > 1:
        return True
    words = text[max(start, at - 12) : at].split()
    word = words[-1].lstrip("(\"'").lower() if words else ""
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    if word in _NEVER_ENDS or (word.isdigit() and text[start:at].strip() == word):
        return False
    if word.isdigit() and len(word) < 3 and _ORDINAL.match(text, end, high):
        return False
    return word not in _MAY_END or text[end : min(end + 3, high)].lstrip()[:1].isupper()


def _newline_ends(text: str, began: int, at: int, end: int, high: int) -> bool:
    if end >= high or text.count("\n", at, end) > 1:
        return True
    length = at - began
    if length > WRAPPED or text[at - 1] == ":" or _ITEM.match(text, end):
        return True
    return length < SHORT and ((text[at - 1] == "," and length < 30) or not text[end].islower())


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    if start < end and not text[start].isalpha():
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead else start
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        found.append((start, cut))
        start = cut + (text[cut] == " ")
    if end > start:
        found.append((start, end))
