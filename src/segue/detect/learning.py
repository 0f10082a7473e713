"""What an owner's answers teach: a correction of the shipped model's confidence that holds for this owner alone.

    taught = learn(lessons)
    taught.sees("promise", "I might send it.", "person 7", confidence=0.7, shown=False, threshold=0.8)

Logistic regression on top of the shipped score, over who said it, the words and the act, with a normal prior around
zero on every weight: few answers move little, and what they say of one sentence reaches others only as far as those
are alike. The weights are the most likely ones given all answers (a Gaussian process in its dual form; Rasmussen and
Williams, Gaussian Processes for Machine Learning, 2006, algorithm 3.1). They depend on the answers alone, so that
taking one back leaves no trace.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import copysign, exp, log, sqrt
from typing import Literal, NamedTuple

from segue.detect.features import tokens

LEARNED = ("promise", "offer", "request", "question")
"""Acts about which something is learned: those by which somebody comes to owe somebody something."""

FEWEST = 10
"""Fewer answers than this change nothing."""
MOST = 400
"""More than this are not looked at: the latest count."""
LIMIT = 2.0
"""No sentence is moved further than this, in logits, whatever the answers."""
CHANCE = 0.2
"""A pull weaker than this, in logits, is taken for chance."""

# How far weights may stray (variances, in logits squared): of an act, of who said it, and of the words all together.
_ACT, _WHO, _WORDS = 0.1, 0.3, 1.0
# What is shown and wrong is said to be wrong more often than what is right is said to be right. How much more often is
# no part of the correction (Prentice and Pyke, Biometrika 66, 1979, on such data): it has a weight of its own.
_UNASKED = 5.0
_LEAST_STEP = 1e-3
_MOST_WORDS = 40
_STEPS = 20

How = Literal["asked", "said", "stood"]
"""How an answer came about: the owner was asked; said it unasked of what was shown; or let stand what was shown."""

Telling = tuple[tuple[str, float], ...]
"""What tells of a sentence: the name of each feature and how much there is of it."""


class Lesson(NamedTuple):
    """One answer: whether these words were what detection took them for, at this confidence. `who` said them."""

    act: str
    words: str
    who: str
    confidence: float
    right: bool
    how: How = "asked"


class Pull(NamedTuple):
    """How far something pulls towards yes (above zero) or no, in logits, and on how many answers that rests."""

    name: str
    pull: float
    answers: int


@dataclass(frozen=True, slots=True)
class Taught:
    """What was learned from so many answers of yes and no; empty where they are too few."""

    yes: int = 0
    no: int = 0
    weights: Mapping[str, float] = field(default_factory=dict)
    met: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.weights)

    def shift(self, act: str, words: str, who: str, *, shown: bool = False) -> float:
        """What is to be added to the logit of the shipped model's confidence.

        How strict to be with an act was asked of what was unsure: it says nothing of what is `shown`.
        """
        weights, telling = self.weights, telling_of(act, words, who)
        pull = sum(weights.get(name, 0.0) * value for name, value in (telling[1:] if shown else telling))
        return copysign(min(max(abs(pull) - CHANCE, 0.0), LIMIT), pull)

    def sees(
        self, act: str, words: str, who: str, *, confidence: float, shown: bool, threshold: float, lean: float = 0.0
    ) -> bool:
        """Whether it is to be shown, where the shipped model shows it or not, by this threshold or a like one.

        `lean` is what somebody else's opinion adds, in logits.
        """
        least = min(threshold, confidence) if shown else max(threshold, confidence + _LEAST_STEP)
        return _logit(confidence) + lean + self.shift(act, words, who, shown=shown) >= _logit(least)

    def strongest(self, kind: str, least: int = 2) -> list[Pull]:
        """Those of a kind ("act", "who", "word") that pull most, the strongest first, each met in `least` answers.

        The pull of a word is what it adds in a sentence of ten.
        """
        share = _SCALE[kind] / (sqrt(_TYPICAL) if kind == "word" else 1.0)
        named = (
            Pull(name.removeprefix(f"{kind} "), weight * share, self.met[name])
            for name, weight in self.weights.items()
            if name.startswith(f"{kind} ") and self.met[name] >= least
        )
        return sorted(named, key=lambda each: (-abs(each.pull), each.name))


_TYPICAL = 20
"""Words and pairs of words in a sentence of ten."""

_SCALE = {"act": sqrt(_ACT), "who": sqrt(_WHO), "word": sqrt(_WORDS)}


def strength(pull: float) -> int:
    """How strong a pull is, from 0 (hardly) to 3 (strongly)."""
    return sum(abs(pull) >= least for least in (0.03, 0.08, 0.2))


@lru_cache(maxsize=10_000)
def telling_of(act: str, words: str, who: str) -> Telling:
    """What tells of a sentence: its act, who said it, and its words and pairs of words."""
    said = tokens(words)[:_MOST_WORDS]
    found = dict.fromkeys([*said, *(f"{first} {second}" for first, second in pairwise(said))])
    share = _SCALE["word"] / sqrt(max(1, len(found)))
    return (f"act {act}", _SCALE["act"]), (f"who {who}", _SCALE["who"]), *((f"word {each}", share) for each in found)


def near(threshold: float, within: float = LIMIT) -> tuple[float, float]:
    """Between which confidences a sentence is near this threshold: so near, in logits, that it can be moved across."""
    middle = _logit(threshold)
    return _confidence(middle - within), _confidence(middle + within)


@lru_cache(maxsize=16)
def learn(lessons: tuple[Lesson, ...]) -> Taught:
    """What these teach, whatever their order; nothing as long as fewer than FEWEST of them are answers."""
    answers = Counter(lesson.right for lesson in lessons if lesson.how != "stood")
    if answers.total() < FEWEST:
        return Taught(answers[True], answers[False])
    telling = [_told_by(lesson) for lesson in lessons]
    weights: dict[str, float] = defaultdict(float)
    for push, features in zip(_pushes(lessons, telling), telling, strict=True):
        for name, value in features:
            weights[name] += push * value
    answered = [features for lesson, features in zip(lessons, telling, strict=True) if lesson.how != "stood"]
    met = Counter(name for features in answered for name, _ in features)
    return Taught(answers[True], answers[False], dict(weights), met)


def _told_by(lesson: Lesson) -> Telling:
    """What a lesson tells of; where nobody asked, nothing about how strict to be with the act."""
    telling = telling_of(lesson.act, lesson.words, lesson.who)
    return telling if lesson.how == "asked" else (("unasked", _UNASKED), *telling[1:])


def _pushes(lessons: Sequence[Lesson], telling: Sequence[Telling]) -> list[float]:
    """How strongly each answer pulls at its features, by Newton's method: it settles in a few steps."""
    # Here, for loading it takes a tenth of a second, and few commands come with something learned.
    import numpy as np

    alike = np.array(_likeness(telling))
    score = np.array([_logit(lesson.confidence) for lesson in lessons])
    right = np.array([float(lesson.right) for lesson in lessons])
    pushes, worth = np.zeros(len(lessons)), -np.inf
    for _ in range(_STEPS):
        moved = alike @ pushes
        likely = 1 / (1 + np.exp(-(score + moved)))
        root = np.sqrt(likely * (1 - likely))
        wanted = root**2 * moved + right - likely
        inner = np.eye(len(lessons)) + root[:, None] * alike * root
        step = wanted - root * np.linalg.solve(inner, root * (alike @ wanted)) - pushes
        # A whole step may go too far: it is halved until it leads upwards.
        for halved in (1.0, 0.5, 0.25, 0.125, 0.0625):
            tried = pushes + halved * step
            moved = alike @ tried
            reached = float(np.sum(right * moved - np.logaddexp(0, score + moved)) - tried @ moved / 2)
            if reached > worth:
                break
        if reached - worth < 1e-9:
            break
        pushes, worth = tried, reached
    return [float(each) for each in pushes]


def _likeness(telling: Sequence[Telling]) -> list[list[float]]:
    """How much each pair of sentences has in common."""
    held: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, features in enumerate(telling):
        for name, value in features:
            held[name].append((at, value))
    alike = [[0.0] * len(telling) for _ in telling]
    for places in held.values():
        for at, value in places:
            row = alike[at]
            for other, much in places:
                row[other] += value * much
    return alike


def _logit(confidence: float) -> float:
    sure = min(max(confidence, 1e-4), 1 - 1e-4)
    return log(sure / (1 - sure))


def _confidence(score: float) -> float:
    return 1 / (1 + exp(-score))
