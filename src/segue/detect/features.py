"""What is looked at in a sentence: words, word classes and what stands around it.

The same function serves training and reading, so that both see the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from segue.detect.lexicon import ADVERBS, CLASS, SAME

#: How the three streams of a sentence are told apart, and the longest runs looked at in each.
MARKS = (" ", "~", "_")
LONGEST_RUN = (2, 3, 4)
#: No more tokens than this of one sentence are looked at.
MOST_TOKENS = 80

_LINK = re.compile(r"<?(?:https?://|www\.|mailto:)\S+|[\w.+-]{1,64}@[\w.-]{1,64}\.\w+")
_MENTION = re.compile(r"<@\w+>|(?<!\S)@\w+")
_CODE = re.compile(r"[{};=<>|\\_+*#~]")
_TABLE = str.maketrans(
    dict.fromkeys(range(33), " ")
    | dict.fromkeys('[]{}<>|\\^~`_=+*"“”„«»', " ")
    | dict.fromkeys("0123456789", "0")
    | dict.fromkeys("’‘´", "'")
)
_APART = ",;:()?!/&$#%@"
_SHORTENED = ("n't", "'ll", "'d", "'m", "'re", "'ve", "'s")

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
    """What stands around a sentence: its place in the message, its neighbours, what is answered."""

    index: int = 0
    count: int = 1
    previous: str = ""
    following: str = ""
    before: str = ""
    kind: str = "mail"
    answers: bool = False
    forwards: bool = False


ALONE = Around()


def tokens(sentence: str) -> list[str]:
    """The words and marks of a sentence in lower case, numbers, days and links made alike."""
    text = sentence.lower()
    if "@" in text or "http" in text or "www." in text:
        text = _LINK.sub(" URL ", _MENTION.sub(" NAME ", text))
    text = text.translate(_TABLE)
    if "'" in text:
        for ending in _SHORTENED:
            text = text.replace(ending, " " + ending)
    for mark in _APART:
        if mark in text:
            text = text.replace(mark, f" {mark} ")
    if "." in text:
        text = (text + " ").replace(". ", " . ")
    return [SAME.get(word, word) for word in text.split()[:MOST_TOKENS]]


def streams(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The sentence three times: its words; words or their classes; classes alone (without adverbs)."""
    framed = ["<", *words, ">"]
    plain = [word for word in framed if word not in ADVERBS]
    return framed, [CLASS.get(word, word) for word in plain], _shapes(plain)


def ngrams(words: Sequence[str]) -> list[str]:
    """Runs of each stream, no longer than LONGEST_RUN, framed by the mark that tells the streams apart."""
    found = []
    for stream, mark, longest in zip(streams(words), MARKS, LONGEST_RUN, strict=True):
        for length in range(1, longest + 1):
            for start in range(len(stream) - length + 1):
                found.append(mark + mark.join(stream[start : start + length]) + mark)
    return found


def strands(words: Sequence[str]) -> str:
    """One text in which every n-gram of `ngrams` stands as it is."""
    return "\n".join(mark + mark.join(stream) + mark for stream, mark in zip(streams(words), MARKS, strict=True))


def _shapes(words: Sequence[str]) -> list[str]:
    """The classes of words; runs of words without one are one."""
    shapes: list[str] = []
    for word in words:
        shape = _SHAPE.get(word) or _shape(word)
        if shape != "-" or not shapes or shapes[-1] != "-":
            shapes.append(shape)
    return shapes


_SHAPE = (
    {word: "-" if name == "THE" else name for word, name in CLASS.items()}
    | {mark: mark for mark in "<>?!.:()"}
    | {"NUM": "NUM", "URL": "URL", "NAME": "NAME"}
)


def _shape(word: str) -> str:
    if word.endswith("ing"):
        return "ing"
    if word.endswith("ed"):
        return "ed"
    return "ly" if word.endswith("ly") else "-"


def cues(text: str, label: str) -> list[str]:
    """Which of the glance cues a neighbouring text holds, each under the label."""
    lowered = text.lower().replace("’", "'")
    return [f"{label}:{name}" for name, words in _CUES if any(word in lowered for word in words)]


def features(sentence: str, around: Around = ALONE) -> list[str]:
    """All features of a sentence, without repeats."""
    words = tokens(sentence)
    found = ngrams(words)
    found += form(sentence, words)
    found += surroundings(around)
    return list(dict.fromkeys(found))


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
    if sentence[:1].islower():
        found.append("form:lower")
    if sentence.isupper():
        found.append("form:upper")
    marks = len(_CODE.findall(sentence))
    if marks:
        found.append(f"code:{min(3, marks)}")
    return found


def surroundings(around: Around) -> list[str]:
    """Where a sentence stands and what stands by it."""
    found = [
        f"from start:{min(around.index, 4)}",
        f"to end:{min(around.count - 1 - around.index, 3)}",
        f"of:{min(around.count, 5)}",
        f"kind:{around.kind}",
    ]
    if around.answers:
        found.append("subject:re")
    if around.forwards:
        found.append("subject:fw")
    if around.previous:
        found += cues(around.previous, "previous")
    if around.following:
        found += cues(around.following, "next")
    if around.before:
        found.append("answers")
        found += cues(around.before, "first answers" if around.index <= 1 else "answers")
    return found
