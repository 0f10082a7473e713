"""Drafts: messages in my own words, made of a plain file of words with slots. Nothing here sends anything.

A file holds the drafts of one language. `[kind]`, or `[kind, length]` where it comes in three lengths, begins a draft;
a first line `subject: …` is its subject; lines that begin with `#` are notes. `{slot}` stands for what is known;
`{slot|otherwise}` says what stands there where it is not known. A line with a slot that stays empty is left out, and
with it the line before, where that leads up to it with a colon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a draft is for."""

    WRITE = "write"
    REPLY = "reply"
    ABOUT = "about"
    ASK_DATE = "ask-date"
    LATE = "late"
    MOVED = "moved"
    REMIND = "remind"
    CALL = "call"
    THANKS = "thanks"
    HELLO = "hello"
    AGREED = "agreed"
    INVITATION = "invitation"
    NEWS = "news"
    ASK_INTRODUCTION = "ask-introduction"
    INTRODUCTION = "introduction"
    SUMMARY = "summary"
    CHECK_IN = "check-in"
    END_NO_NEED = "end-no-need"
    END_NOT_NOW = "end-not-now"
    END_OTHERS_DECIDE = "end-others-decide"
    END_UNEVEN = "end-uneven"
    END_DIFFERENT = "end-different"
    END_WRONG = "end-wrong"
    CLOSE = "close"
    CLOSE_THEM = "close-them"
    CLOSE_BOTH = "close-both"
    RECRUITER_NO = "recruiter-no"
    CANDIDATE_NO = "candidate-no"
    OWED_SETTLED = "owed-settled"
    OWED_RELEASED = "owed-released"
    OWED_HANDED_OVER = "owed-handed-over"
    OWED_NOT_DONE = "owed-not-done"


class Length(StrEnum):
    """How long a draft is, where it comes in three lengths."""

    BRIEF = "brief"
    PLAIN = "plain"
    FULL = "full"


CLOSINGS = (Kind.CLOSE, Kind.CLOSE_THEM, Kind.CLOSE_BOTH, Kind.RECRUITER_NO, Kind.CANDIDATE_NO)
"""The words to close with, by me, by them, by both; and the two models."""

ENDINGS = {
    Kind.END_NO_NEED: "There is no need behind it",
    Kind.END_NOT_NOW: "The time is not right",
    Kind.END_OTHERS_DECIDE: "Somebody else decides",
    Kind.END_UNEVEN: "The two sides put in too unevenly",
    Kind.END_DIFFERENT: "We want different things",
    Kind.END_WRONG: "I was wrong",
}
"""Kind words to end an opportunity early with, and when to use which."""

LINES = (Kind.OWED_SETTLED, Kind.OWED_RELEASED, Kind.OWED_HANDED_OVER, Kind.OWED_NOT_DONE)
"""Lines of the list of what was still owed, {owed} in the words to close with."""

_EVERY = frozenset({"name", "whole_name", "me"})
_OF_COMMITMENT = frozenset({"words", "what", "day", "due"})
_OF_CLOSE = frozenset({"terms", "owed", "stay_in_touch", "contact_day", "offer", "organisation"})

SLOTS: dict[Kind, frozenset[str]] = {
    Kind.WRITE: _EVERY,
    Kind.REPLY: _EVERY,
    Kind.ABOUT: _EVERY | _OF_COMMITMENT,
    Kind.ASK_DATE: _EVERY | _OF_COMMITMENT,
    Kind.LATE: _EVERY | _OF_COMMITMENT | {"reason", "new_date"},
    Kind.MOVED: _EVERY | _OF_COMMITMENT | {"reason", "new_date"},
    Kind.REMIND: _EVERY | _OF_COMMITMENT,
    Kind.CALL: _EVERY | _OF_COMMITMENT,
    Kind.THANKS: _EVERY | {"talk", "agreed"},
    Kind.HELLO: _EVERY | {"topic", "occasion"},
    Kind.AGREED: _EVERY | {"terms", "contact_day", "stay_in_touch"},
    Kind.INVITATION: _EVERY | {"intent", "for_them", "times"},
    Kind.NEWS: _EVERY | {"topic", "title", "link", "note"},
    Kind.ASK_INTRODUCTION: _EVERY | {"other", "other_given", "other_organisation", "why"},
    Kind.INTRODUCTION: _EVERY | {"other", "other_given", "organisation", "other_organisation", "why"},
    Kind.SUMMARY: _EVERY | {"topic", "count", "mine", "theirs", "chosen", "brought", "kept", "areas"},
    Kind.CHECK_IN: _EVERY | {"plan", "left"},
    **dict.fromkeys(ENDINGS, _EVERY | {"what"}),
    **dict.fromkeys(LINES, frozenset({"what", "to"})),
    **dict.fromkeys(CLOSINGS, _EVERY | _OF_CLOSE),
}
"""Which slots each kind knows."""

IN_LENGTHS = frozenset(CLOSINGS)

Key = tuple[Kind, Length]


@dataclass(frozen=True, slots=True)
class Words:
    """A draft as it stands in the file, its slots not filled."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft to be changed, taken along and sent by hand."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Book:
    """The drafts of one file, and what in it was not understood, with its line."""

    words: Mapping[Key, Words]
    troubles: tuple[str, ...] = ()


_SLOT = re.compile(r"\{([a-z_]+)(?:\|([^{}]*))?\}")
_HEAD = re.compile(r"\[\s*([^\],]+?)\s*(?:,\s*([^\]]+?)\s*)?\]\s*")
_SUBJECT = re.compile(r"subject:\s*(.*)", re.IGNORECASE)
_BEFORE_STOP = re.compile(r" +([,.!?;:])")


def read(text: str) -> Book:
    """The drafts that a file holds. What is not understood is told of and left out; an unknown slot stays as it is."""
    words: dict[Key, Words] = {}
    troubles: list[str] = []
    for number, head, lines in _sections(text):
        key = _key(head)
        if key is None:
            troubles.append(f"line {number}: there is no draft called {head}")
            continue
        words[key] = _words(lines)
        known = SLOTS[key[0]]
        strange = sorted({slot for slot, _ in _SLOT.findall("\n".join(lines))} - known)
        troubles += [f"line {number}: {key[0]} has no slot {{{slot}}}" for slot in strange]
    return Book(words, tuple(troubles))


def fill(words: Words, slots: Mapping[str, str]) -> Draft:
    """The draft with its slots filled: lines with an empty one left out, blank lines never two together."""
    lines: list[str] = []
    leads_up = False
    for written in words.body.splitlines():
        line = _filled(written, slots)
        if line is not None:
            lines.append(line)
        elif leads_up:
            lines.pop()
        leads_up = line is not None and line.endswith(":")
    kept = [line for before, line in zip(["", *lines], lines, strict=False) if line or before]
    return Draft((_filled(words.subject, slots) or "").strip(), "\n".join(kept).strip() + "\n")


def _filled(line: str, slots: Mapping[str, str]) -> str | None:
    """None: a slot of this line is empty, and the line says nothing for that."""
    gone = False

    def value(found: re.Match[str]) -> str:
        nonlocal gone
        known = slots.get(found[1], "").strip()
        gone = gone or (not known and found[2] is None)
        return known or found[2] or ""

    filled = _SLOT.sub(value, line)
    if gone:
        return None
    return (_BEFORE_STOP.sub(r"\1", filled) if filled != line else line).rstrip()


def _sections(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Where each draft begins (its line, from 1), its head, and its lines."""
    begun: tuple[int, str, list[str]] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        if head := _HEAD.fullmatch(line):
            if begun:
                yield begun
            begun = (number, ", ".join(filter(None, head.groups())), [])
        elif begun:
            begun[2].append(line)
    if begun:
        yield begun


def _key(head: str) -> Key | None:
    name, _, length = head.partition(", ")
    try:
        kind, long = Kind(name), Length(length or Length.PLAIN)
    except ValueError:
        return None
    return (kind, long) if kind in IN_LENGTHS or not length else None


def _words(lines: list[str]) -> Words:
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    subject = _SUBJECT.fullmatch(lines[first]) if first < len(lines) else None
    rest = lines[first + 1 :] if subject else lines
    return Words(subject[1].strip() if subject else "", "\n".join(rest).strip("\n"))


_TELLING = {
    "de": re.compile(r"\b(der|die|das|und|ich|ist|nicht|eine?|mit|für|auf|dem|den|von|zu|wir|sie|es|haben|wird)\b"),
    "en": re.compile(r"\b(the|and|i|is|not|a|of|to|for|with|on|that|we|you|it|have|will|be|are|this)\b"),
}


def language_of(text: str, choices: Iterable[str]) -> str:
    """Which of these languages a text is written in, by its small words; empty where they do not tell."""
    counts = {each: len(_TELLING[each].findall(text.lower())) for each in choices if each in _TELLING}
    best = max(counts, key=lambda each: counts[each], default="")
    return best if best and counts[best] and list(counts.values()).count(counts[best]) == 1 else ""
