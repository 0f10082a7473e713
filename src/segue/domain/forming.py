"""Messages where a purpose seems to form: several people wish for the same thing, others join, and it grows.

A *wish* is a sentence by which somebody wants something that nobody was asked to do (`domain.wishes`, or a proposal
that detection saw). Wishes that speak of the same are held together, in whichever threads they stand, and with them
the posts that join them. Nothing here decides anything: messages are pointed at, with reasons, and members say what
they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import log

from segue.domain.reading import Post, lowered
from segue.domain.small_words import SMALL
from segue.domain.wishes import JOINING, WISHES

FEWEST_VOICES = (2, 3)
"""People who wish or join: with fewer nothing is pointed at; the second where much is said."""
FEWEST_AROUND = 3
"""People who speak in the threads of it."""
AFTER = 6
"""So many posts after a wish may join it."""
CLOSE, CLOSE_HERE = 11.0, 4.5
"""How rare the words are, together, that two wishes share when they speak of the same; and within one thread."""
ALIKE = 0.4
"""Two findings that share so much of the smaller one's messages are one."""
MOST_POSTS = 12
LONGEST_THEME = 240
_JOIN = 0.7
_THREAD = 0.75
_GREW = 1.0
_PROPOSED = 0.85
_LONGEST_WISH = 45
_TOPIC_POSTS, _TOPIC_VOICES = 4, 3
_OPENING = 15
_BEGINNING = 4
_JOINED = 0.5
_SMALLEST_WORLD = 200
_JOINING_ACTS = frozenset({"acceptance", "offer"})
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")


@dataclass(frozen=True, slots=True)
class Said:
    """A post of a community, in its thread."""

    post: Post
    thread: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Formed:
    """A purpose that seems to form: its theme in the words of a message, the messages, and why."""

    theme: str
    terms: tuple[str, ...]
    posts: tuple[int, ...]
    why: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where a wish stands, in its author's words, and what it speaks of; `joined` are the places of posts after it."""

    place: int
    words: str
    terms: frozenset[str]
    joined: tuple[int, ...] = ()


def forming(said: Sequence[Said], most: int = 20) -> list[Formed]:
    """Where purposes seem to form in these posts of one community, the strongest first."""
    world = _World(sorted(said, key=lambda each: (each.at, each.post.id)))
    found = sorted(world.candidates(), key=lambda each: (-each.strength, -len(each.terms), each.posts))
    chosen: list[Formed] = []
    for each in found:
        if len(chosen) == most:
            break
        if not any(same_forming(each.posts, other.posts) for other in chosen):
            chosen.append(each)
    return chosen


def same_forming(one: Iterable[int], other: Iterable[int]) -> bool:
    """Whether two findings, perhaps of different days, are one: they rest on the same messages."""
    ones, others = set(one), set(other)
    return len(ones & others) >= ALIKE * max(1, min(len(ones), len(others)))


class _World:
    """The posts of a community in the order of time, with what each speaks of."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.said = said
        self.threads: dict[int, list[int]] = defaultdict(list)
        self.rarity = _topics(said)
        for place, each in enumerate(said):
            self.threads[each.thread].append(place)
        self.wishes = [wish for place in range(len(said)) for wish in self._wishes(place)]
        self.by_term: dict[str, list[int]] = defaultdict(list)
        for number, wish in enumerate(self.wishes):
            for term in wish.terms:
                self.by_term[term].append(number)

    def candidates(self) -> Iterator[Formed]:
        """What forms around each wish: those that speak of the same, and the posts that join them."""
        for number, wish in enumerate(self.wishes):
            group = [self.wishes[other] for other in self._close_to(number)]
            if formed := self._formed(wish, group):
                yield formed

    def _close_to(self, number: int) -> list[int]:
        """This wish and the others that share enough with it; in its own thread less is enough."""
        wish = self.wishes[number]
        shared: defaultdict[int, float] = defaultdict(float)
        for term in wish.terms:
            for other in self.by_term[term]:
                shared[other] += self.rarity[term]
        thread = self.said[wish.place].thread
        near = {
            other
            for other, amount in shared.items()
            if amount >= (CLOSE_HERE if self.said[self.wishes[other].place].thread == thread else CLOSE)
        }
        return sorted({number, *near})

    def _wishes(self, place: int) -> Iterator[_Wish]:
        """The wishes of a post, with the posts that join them."""
        post = self.said[place].post
        if post.language not in WISHES:
            return
        text, pattern = lowered(post.text), WISHES[post.language]
        proposed = {act.start for act in post.acts if act.act == "proposal" and act.confidence >= _PROPOSED}
        joined: tuple[int, ...] | None = None
        for start, end in post.sentences:
            if start not in proposed and not pattern.search(text, start, end):
                continue
            words = post.text[start:end].split()
            terms = frozenset(term for term in terms_of(" ".join(words)) if term in self.rarity)
            if terms and len(words) <= _LONGEST_WISH:
                joined = tuple(self._joined(place)) if joined is None else joined
                yield _Wish(place, " ".join(words), terms, joined)

    def _joined(self, place: int) -> Iterator[int]:
        """The posts soon after this one by which others join; what opens a thread is answered longer."""
        after = self.threads[self.said[place].thread]
        begin = bisect_left(after, place) + 1
        for other in after[begin : begin + (_OPENING if begin == 1 else AFTER)]:
            post = self.said[other].post
            if post.by != self.said[place].post.by and joins(post):
                yield other

    def _formed(self, seed: _Wish, group: Sequence[_Wish]) -> Formed | None:
        wishing = {self.said[wish.place].post.by for wish in group}
        places = {place for wish in group for place in wish.joined}
        joining = {self.said[place].post.by for place in places} - wishing
        threads = {self.said[wish.place].thread for wish in group}
        around = {self.said[place].post.by for thread in threads for place in self.threads[thread]}
        if (
            len(wishing) + len(joining) < FEWEST_VOICES[len(self.said) >= _SMALLEST_WORLD]
            or len(around) < FEWEST_AROUND
        ):
            return None
        grew = self._grew(group)
        strength = len(wishing) + _JOIN * len(joining) + _THREAD * (min(len(threads), 4) - 1) + (_GREW if grew else 0.0)
        terms = self._terms(seed, group)
        why = tuple(_why(terms, len(wishing), len(joining), len(threads), grew=grew))
        kept = self._kept(group, places)
        return Formed(seed.words[:LONGEST_THEME], terms, kept, why, strength)

    def _terms(self, seed: _Wish, group: Sequence[_Wish]) -> tuple[str, ...]:
        """What the wishes have in common with the one that they are told by, the most telling first."""
        counts = Counter(term for wish in group for term in wish.terms & seed.terms)
        told = sorted(seed.terms, key=lambda term: (-counts[term] * self.rarity[term], term))
        return tuple(told[:3])

    def _kept(self, group: Sequence[_Wish], joined: Iterable[int]) -> tuple[int, ...]:
        """The messages to point at: wishes first, then who joined, each in the order of time."""
        wishes = list(dict.fromkeys(wish.place for wish in group))
        places = [*wishes, *sorted(set(joined) - set(wishes))][:MOST_POSTS]
        return tuple(self.said[place].post.id for place in sorted(places))

    def _grew(self, group: Sequence[_Wish]) -> bool:
        """More people wished for it in the later half of its time than in the earlier one."""
        times = [self.said[wish.place].at for wish in group]
        middle = times[0] + (times[-1] - times[0]) / 2
        early = {self.said[wish.place].post.by for wish in group if self.said[wish.place].at <= middle}
        late = {self.said[wish.place].post.by for wish in group if self.said[wish.place].at > middle}
        return len(late) > len(early)


def _topics(said: Sequence[Said]) -> dict[str, float]:
    """What is spoken of by several people in several posts, and how rare it is."""
    posts: Counter[str] = Counter()
    voices: defaultdict[str, set[int | str]] = defaultdict(set)
    for each in said:
        words = ". ".join(" ".join(each.post.text[start:end].split()) for start, end in each.post.sentences)
        for term in terms_of(words):
            posts[term] += 1
            if len(voices[term]) < _TOPIC_VOICES:
                voices[term].add(each.post.by)
    fewest, heard = (_TOPIC_POSTS, _TOPIC_VOICES) if len(said) >= _SMALLEST_WORLD else (1, 1)
    whole = max(len(said), _SMALLEST_WORLD)
    return {term: log(whole / count) for term, count in posts.items() if count >= fewest and len(voices[term]) >= heard}


def terms_of(words: str) -> frozenset[str]:
    """What words speak of: those that carry meaning, without a plural's ending, and pairs of neighbours."""
    found: set[str] = set()
    for part in re.split(r"[.,;:!?()]", words.lower()):
        bare = [_bare(word) for word in _WORD.findall(part)]
        found.update(word for word in bare if word)
        found.update(f"{one} {two}" for one, two in pairwise(bare) if one and two)
    return frozenset(found)


def _bare(word: str) -> str:
    if len(word) < 3 or word in SMALL:
        return ""
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def joins(post: Post) -> bool:
    """Whether a post joins what was said just before."""
    if any(act.act in _JOINING_ACTS and act.confidence >= _JOINED for act in post.acts):
        return True
    if post.language not in JOINING:
        return False
    text, pattern = lowered(post.text), JOINING[post.language]
    return any(pattern.search(text, start, end) for start, end in post.sentences[:_BEGINNING])


def _why(terms: Sequence[str], wishing: int, joining: int, threads: int, *, grew: bool) -> Iterator[str]:
    """The reasons, in sentences."""
    about = ", ".join(f"“{term}”" for term in terms)
    one = "One person wishes" if wishing == 1 else f"{wishing} people wish"
    yield f"{one} for something about {about} that nobody was asked to do."
    if joining:
        yield "One more joined soon after." if joining == 1 else f"{joining} more joined soon after."
    if threads > 1:
        yield f"It came up in {threads} threads."
    if grew:
        yield "More people speak of it lately than at first."
