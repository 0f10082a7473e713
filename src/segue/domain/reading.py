"""Reads what a thread is, conversation or interaction, and points at the words that it rests on.

After B. Duperrin's distinction, by five contrasts: what it is for, why people take part, who can act, whether the
objective was known beforehand, and what drives it. The rule is small on purpose: in how large a share of the posts a
cue stands (`domain.kind_cues`), times a weight, summed. Who doubts it can follow it with a finger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from segue.domain.kind_cue import Cue
from segue.domain.kind_cues import ACTS, WORDS


class Kind(StrEnum):
    """What a thread reads as."""

    CONVERSATION = "conversation"
    INTERACTION = "interaction"
    TOO_LITTLE = "too little"


class Contrast(StrEnum):
    """Duperrin's five."""

    PURPOSE = "purpose"
    WHY = "why"
    WHO = "who"
    OBJECTIVE = "objective"
    DRIVES = "drives"


Span = tuple[int, int]

WEIGHTS: Mapping[Cue, tuple[Contrast, float]] = {
    Cue.WONDERING: (Contrast.PURPOSE, -1.0),
    Cue.WORKING: (Contrast.PURPOSE, 1.25),
    Cue.WANTING: (Contrast.WHY, -1.25),
    Cue.HAVING_TO: (Contrast.WHY, 1.5),
    Cue.ANYBODY: (Contrast.WHO, -1.0),
    Cue.NAMED: (Contrast.WHO, 1.0),
    Cue.EMERGING: (Contrast.OBJECTIVE, -0.5),
    Cue.GIVEN: (Contrast.OBJECTIVE, 1.25),
    Cue.INTEREST: (Contrast.DRIVES, -0.75),
    Cue.DATES: (Contrast.DRIVES, 1.75),
    Cue.DECIDING: (Contrast.DRIVES, 1.25),
}
"""The whole rule: to which contrast a cue belongs, and how far it leans; above zero to interaction."""

START = -1.25
"""Where a thread stands before a word of it is read: most are conversation, and to say so wrongly of one that is not
costs less than to send away people who only talk."""
FIRST = 0.5
"""What stands in the first post counts for so much more: it says what the thread was begun for."""
SURE = 0.15
"""Nearer to zero than this it is left open."""
PLAIN = 0.5
"""So far from zero it is plain enough to say that the thread may stand in the wrong place."""
FEWEST_POSTS, FEWEST_VOICES, FEWEST_CHARACTERS = 2, 2, 80
SHOWN = 3
"""So many sentences are pointed at for one contrast."""
_LEAST = 0.35
"""Confidence of an act that is taken for a cue."""


@dataclass(frozen=True, slots=True)
class SeenAct:
    """An act that detection saw."""

    act: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it is read: `sentences` are spans of `text` that its author newly wrote, in order."""

    id: int
    by: int | str
    text: str
    sentences: tuple[Span, ...]
    acts: tuple[SeenAct, ...] = ()
    language: str = "en"

    @property
    def length(self) -> int:
        """How much of it is its author's own, in characters."""
        return sum(end - start for start, end in self.sentences)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that is pointed at, and what it shows."""

    post: int
    start: int
    end: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Lean:
    """One contrast: to which side it leans (too little: to neither), a sentence saying why, and the words."""

    contrast: Contrast
    side: Kind
    amount: float
    why: str
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a thread reads as, by how much, and why; `unread` are the languages of posts that could not be read."""

    kind: Kind
    amount: float
    leans: tuple[Lean, ...]
    posts: int
    unread: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """It is plain enough to say that it may stand in the wrong place."""
        return self.kind is not Kind.TOO_LITTLE and abs(self.amount) >= PLAIN


def read(posts: Sequence[Post]) -> Reading:
    """What these posts of one thread read as."""
    readable = [post for post in posts if post.language in WORDS]
    unread = tuple(sorted({post.language for post in posts} - WORDS.keys()))
    found: dict[Cue, list[Evidence]] = {cue: [] for cue in Cue}
    for post in readable:
        for each in cues_of(post):
            found[each.cue].append(each)
    leans = tuple(_lean(contrast, found, readable) for contrast in Contrast)
    amount = START + sum(each.amount for each in leans)
    return Reading(_kind(readable, amount), amount, leans, len(readable), unread)


def standing(found: Sequence[Evidence], posts: Sequence[Post]) -> float:
    """How much of the thread a cue stands in: the share of its posts, and the first post for more.

    One is added to their number, so that two posts are never taken for as plain as twenty.
    """
    begun = bool(found) and found[0].post == posts[0].id
    return len(found) / (len(posts) + 1) + FIRST * begun


def cues_of(post: Post) -> Iterator[Evidence]:
    """What its words and acts show, each cue once, at the first sentence that shows it."""
    acted: dict[Cue, SeenAct] = {}
    for act in post.acts:
        if act.act in ACTS and act.confidence >= _LEAST:
            acted.setdefault(ACTS[act.act], act)
    text = lowered(post.text)
    for cue, pattern in WORDS[post.language].items():
        if cue in acted:
            yield Evidence(post.id, acted[cue].start, acted[cue].end, cue)
            continue
        for start, end in post.sentences:
            if pattern.search(text, start, end):
                yield Evidence(post.id, start, end, cue)
                break


def lowered(text: str) -> str:
    """The text in lower case, each character in its place: the few that would become two stay as they are."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := one.lower()) == 1 else one for one in text)


def _kind(posts: Sequence[Post], amount: float) -> Kind:
    enough = (
        len(posts) >= FEWEST_POSTS
        and len({post.by for post in posts}) >= FEWEST_VOICES
        and sum(post.length for post in posts) >= FEWEST_CHARACTERS
    )
    if not enough or abs(amount) < SURE:
        return Kind.TOO_LITTLE
    return Kind.INTERACTION if amount > 0 else Kind.CONVERSATION


def _lean(contrast: Contrast, found: Mapping[Cue, Sequence[Evidence]], posts: Sequence[Post]) -> Lean:
    parts = {
        cue: weight * standing(found[cue], posts) for cue, (of, weight) in WEIGHTS.items() if of is contrast
    }  # fmt: skip
    amount = sum(parts.values())
    side = Kind.TOO_LITTLE if abs(amount) < SURE else Kind.INTERACTION if amount > 0 else Kind.CONVERSATION
    told = [cue for cue, part in parts.items() if part and (side is Kind.TOO_LITTLE or part * amount > 0)]
    told.sort(key=lambda cue: -abs(parts[cue]))
    against = [cue for cue, part in parts.items() if part * amount < 0 and side is not Kind.TOO_LITTLE]
    words = tuple(sorted((each for cue in told for each in _picked(found[cue])), key=lambda each: each.post)[:SHOWN])
    return Lean(contrast, side, amount, _why(told, against, found, len(posts)), words)


def _picked(found: Sequence[Evidence]) -> list[Evidence]:
    """The first, one from the middle and the last: over the length of the thread."""
    return [found[place] for place in sorted({0, len(found) // 2, len(found) - 1})] if found else []


_TOLD: Mapping[Cue, str] = {
    Cue.WONDERING: "{} asked what others think or how something is",
    Cue.WORKING: "{} spoke of work under way or done",
    Cue.WANTING: "{} said what they like, think or would love",
    Cue.HAVING_TO: "{} said what must be done, or asked for it",
    Cue.ANYBODY: "{} spoke to anybody",
    Cue.NAMED: "{} named who does something: you, or I",
    Cue.EMERGING: "{} came up with a possibility",
    Cue.GIVEN: "{} spoke of an objective or a procedure that was set",
    Cue.INTEREST: "{} told reasons, examples or experience",
    Cue.DATES: "{} spoke of dates or meetings",
    Cue.DECIDING: "{} agreed, refused or decided",
}


def _why(
    told: Sequence[Cue], against: Sequence[Cue], found: Mapping[Cue, Sequence[Evidence]], posts: int
) -> str:  # fmt: skip
    if not told:
        return "No words show it."
    first = "; ".join(_TOLD[cue].format(_count(len(found[cue]), posts)) for cue in told)
    if not against:
        return f"{first}."
    return f"{first}; against it, {'; '.join(_TOLD[cue].format(_count(len(found[cue]), posts)) for cue in against)}."


def _count(count: int, posts: int) -> str:
    return f"{count} of {posts} posts" if posts > 1 else "the post"


def own_of(text: str, own: Sequence[Span]) -> list[Span]:
    """The spans that the author newly wrote: as told, else all but quoted lines and blocks of code."""
    if own:
        return [(start, end) for start, end in own]
    spans: list[Span] = []
    place, fenced = 0, False
    for line in text.splitlines(keepends=True):
        start, place = place, place + len(line)
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        if fence or fenced or line.lstrip().startswith(">"):
            continue
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], place)
        else:
            spans.append((start, place))
    return spans
