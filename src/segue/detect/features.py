"""What is looked at in a sentence: words, word classes and what stands around it.

The same function serves training and reading, so that both see the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add

from ahocorasick_rs import AhoCorasick

from segue.detect.lexicon import ADVERBS, CLASS, SAME

#: What stands around the words of a sentence.
BEGIN, END = "<", ">"
#: No more tokens than this of one sentence are looked at.
MOST_TOKENS = 80

_LINK = re.compile(r"<?(?:https?://|www\.|mailto:)\S+|[\w.+-]{1,64}@[\w.-]{1,64}\.\w+")
_MENTION = re.compile(r"<@\w+>|(?<!\S)@\w+")
_TOKEN = re.compile(r"'?[^\W_]+(?:[-./][^\W_]+)*|[?!,;:()$%&#]|\.(?=\s|$)")
_CODE = re.compile(r"[{};=<>|\\_+*#~]")

# Courtesies that look like requests: "feel free to call", "let me know if you have any questions".
_COURTESY = re.compile(
    r"feel free|don't hesitate|please (?:find|see)(?: the)? (?:attached|enclosed|below)|find attached|"
    r"join (?:me|us) in|\b(?:if (?:you|there)\b.{0,20}|any |with )(?:questions|comments|concerns|problems)|"
    r"let me know if you (?:have|need|want)",
    re.IGNORECASE,
)
# Tried first: a plain search for its words is many times quicker.
_COURTESY_WORDS = (
    "feel free",
    "hesitate",
    "please ",
    "attached",
    "join ",
    "questions",
    "comments",
    "concerns",
    "problems",
    "let me know if you ",
)
_may_be_courtesy = AhoCorasick(_COURTESY_WORDS).find_matches_as_indexes

# What a neighbouring sentence, or the message that is answered, does at a glance.
_CUES = (
    ("ask", ("?",)),
    (
        "request",
        (
            "please",
            "pls ",
            "can you",
            "could you",
            "would you",
            "will you",
            "let me know",
            "i need",
            "need you",
            "advise",
        ),
    ),
    ("meet", ("lunch", "dinner", "meet", "drinks", "party", "available", "join us", "attend")),
    ("offer", ("would you like", "do you want", "want me", "i can ", "happy to", "if you")),
    ("promise", ("i'll", "i will", "we'll", "we will", "will do")),
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a sentence: its place in the message, the one before, what is answered."""

    index: int = 0
    count: int = 1
    previous: str = ""
    before: str = ""
    kind: str = "mail"
    answers: bool = False
    forwards: bool = False


ALONE = Around()


def tokens(sentence: str) -> list[str]:
    """The words and marks of a sentence in lower case; numbers, days and links made alike."""
    text = sentence.lower().replace("’", "'").replace("n't", " not")
    if "@" in text or "http" in text or "www." in text:
        text = _LINK.sub(" URL ", _MENTION.sub(" NAME ", text))
    words = _TOKEN.findall(text)
    return [SAME.get(word) or ("NUM" if word[0] in _DIGITS else word) for word in words[:MOST_TOKENS]]


def ngrams(words: Sequence[str]) -> list[str]:
    """Words and pairs; pairs and triples of words or their classes; classes and pairs of classes.

    The last two streams leave adverbs out, and the last makes one of a run of words without a class.
    """
    framed = [BEGIN, *words, END]
    plain = [word for word in framed if word not in ADVERBS]
    mixed = [mixed_of(word) for word in plain]
    pairs = [f"{first}~{second}" for first, second in pairwise(mixed)]
    triples = [f"{pair}~{third}" for pair, third in zip(pairs, mixed[2:], strict=False)]
    shapes = _shapes(plain)
    return [
        *words,
        *[f"{first} {second}" for first, second in pairwise(framed)],
        *pairs,
        *triples,
        *shapes,
        *map(add, shapes, shapes[1:]),
    ]


def _shapes(words: Sequence[str]) -> list[str]:
    shapes = [shape_of(word) for word in words]
    return [shape for shape, last in zip(shapes, ["", *shapes], strict=False) if shape != "_-" or last != shape]


#: Words and marks that have a shape of their own.
SHAPE = {
    **{word: "_-" if name == "THE" else f"_{name}" for word, name in CLASS.items()},
    **{mark: f"_{mark}" for mark in ("<", ">", "?", "!", ".", ":", "(", ")", "NUM", "URL", "NAME")},
}
_DIGITS = frozenset("0123456789")


def mixed_of(word: str) -> str:
    """The class of a word, or itself where it has none."""
    return CLASS.get(word, word)


def shape_of(word: str) -> str:
    """The class of a word, or how it ends."""
    if word in SHAPE:
        return SHAPE[word]
    if word.endswith("ing"):
        return "_ing"
    if word.endswith("ed"):
        return "_ed"
    return "_ly" if word.endswith("ly") else "_-"


_CUE_WORDS = [(name, word) for name, words in _CUES for word in words]
_find_cues = AhoCorasick([word for _, word in _CUE_WORDS]).find_matches_as_indexes


@lru_cache(maxsize=256)
def cues(text: str) -> tuple[str, ...]:
    """Which of the glance cues a neighbouring text holds."""
    lowered = text.lower().replace("’", "'")
    found = {_CUE_WORDS[word][0] for word, _, _ in _find_cues(lowered, overlapping=True)}
    return tuple(name for name, _ in _CUES if name in found)


def features(sentence: str, around: Around = ALONE) -> list[str]:
    """All features of a sentence where it stands; some may be named twice, and count once."""
    return [*sentence_features(sentence), *surroundings(around)]


def sentence_features(sentence: str) -> list[str]:
    """The features of a sentence wherever it stands."""
    words = tokens(sentence)
    return ngrams(words) + form(sentence, words)


def form(sentence: str, words: Sequence[str]) -> list[str]:
    """The look of a sentence: length, first and last words, marks."""
    found = [f"length:{min(7, len(words) // 4)}", f"short:{min(len(words), 3)}"]
    found += [f"{place}={word}" for place, word in enumerate(words[:3])]
    if words:
        found.append(f"last={words[-1]}")
    if "?" in sentence:
        found.append("form:?")
    if "if" in words:
        found.append("form:if first" if words[0] == "if" else "form:if")
    if _may_be_courtesy(sentence.lower()) and _COURTESY.search(sentence):
        found.append("form:courtesy")
    if sentence[:1].islower():
        found.append("form:lower")
    if sentence.isupper():
        found.append("form:upper")
    marks = len(_CODE.findall(sentence))
    if marks:
        found.append(f"code:{min(3, marks)}")
    return found


def surroundings(around: Around) -> tuple[str, ...]:
    """Where a sentence stands and what stands by it: one of not very many places."""
    index, left = min(around.index, 4), min(around.count - 1 - around.index, 3)
    answered = cues(around.before) if around.before else None
    subject = (around.answers, around.forwards)
    return _surroundings(index, left, min(around.count, 5), around.kind, subject, cues(around.previous), answered)


@lru_cache(maxsize=4096)
def _surroundings(
    index: int,
    left: int,
    count: int,
    kind: str,
    subject: tuple[bool, bool],
    previous: tuple[str, ...],
    answered: tuple[str, ...] | None,
) -> tuple[str, ...]:
    found = [f"from start:{index}", f"to end:{left}", f"of:{count}", f"kind:{kind}"]
    found += [name for name, said in zip(("subject:re", "subject:fw"), subject, strict=True) if said]
    found += [f"previous:{cue}" for cue in previous]
    if answered is not None:
        place = "first answers" if index <= 1 else "answers"
        found += [place, *(f"{place}:{cue}" for cue in answered)]
    return tuple(found)
