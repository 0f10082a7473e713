"""Remarks in a talk that are worth a mark: a limit, a decision, an idea, a topic to come back to, with their words.

Rules read what is said, for nobody has labelled talk of this kind; precision goes before recall, and what is broken off
says nothing. English and German are read; of a talk in another language nothing is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segue.detect import languages
from segue.detect.remarks import english, german
from segue.detect.remarks.plain import Plain, plain
from segue.detect.remarks.rules import DECISION, IDEA, KINDS, LIMIT, TOPIC, Found, Speech
from segue.detect.split import Span, sentences
from segue.detect.spoken import TOLD_BY, Turn
from segue.detect.what import clause, shortened

__all__ = ["DECISION", "IDEA", "KINDS", "LIMIT", "TOPIC", "Remark", "remarks"]

#: A sentence longer than this (in characters) is shown from its cue on, and no longer.
LONGEST = 200
#: That a topic which is known was named says less than words that bring one up.
NAMED = 0.5
#: A topic of fewer letters ("AI") is looked for with its capitals, so that it is not found in every other word.
SHORT = 4

_SPEECHES = {"en": english.SPEECH, "": english.SPEECH, "de": german.SPEECH}
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a turn says: `place` is its number, `start` and `end` are character offsets into its text.

    `kind` is one of KINDS, `phrase` the same in a few words; `confidence` orders remarks, the surest having the most.
    """

    place: int
    kind: str
    start: int
    end: int
    confidence: float
    phrase: str


def remarks(turns: Sequence[Turn], topics: Sequence[str] = ()) -> list[Remark]:
    """The remarks of a talk in its order, one for a sentence, and each but once.

    `topics` are known to matter to those who talk: the first words that name one are a remark, too.
    """
    speech = _SPEECHES.get(languages.told(" ".join(turn.text for turn in turns[:TOLD_BY])))
    known = [(_named(topic), topic) for topic in topics if len(topic.strip()) > 1] if speech else []
    told = set[tuple[str, str]]()
    found = list[Remark]()
    for place, turn in enumerate(turns):
        for each in _of_turn(place, turn.text, speech, known) if speech else ():
            key = each.kind, " ".join(_WORDS.findall(each.phrase.lower()))
            if key not in told:
                told.add(key)
                found.append(each)
    return found


def _of_turn(place: int, text: str, speech: Speech, known: Sequence[tuple[re.Pattern[str], str]]) -> Iterator[Remark]:
    for span in sentences(text):
        said = plain(text, *span)
        seen = speech.remark(said.text) if said.text else None
        if seen:
            yield Remark(
                place,
                seen.kind,
                *_words(said, seen, span),
                seen.confidence,
                _phrase(said.text[: seen.what_end], seen.what),
            )
        elif said.text:
            topic = next((topic for pattern, topic in known if pattern.search(said.text)), None)
            if topic is not None:
                yield Remark(place, TOPIC, *_shown(text, span), NAMED, topic)


def _words(said: Plain, seen: Found, span: Span) -> Span:
    """The sentence; of one that never ends, its clause from the cue on."""
    if span[1] - span[0] <= LONGEST:
        return span
    end = seen.start + len(clause(said.text[: seen.start + LONGEST], seen.start))
    if end < len(said.text) and said.text[end - 1 : end + 1].isalnum():
        end = max(said.text.rfind(" ", seen.start, end), seen.start + 1)
    return said.span(seen.start, max(end, min(seen.what_end, seen.what + LONGEST)))


def _shown(text: str, span: Span) -> Span:
    start, end = span
    if end - start <= LONGEST:
        return span
    cut = text.rfind(" ", start, start + LONGEST)
    return start, cut if cut > start else start + LONGEST


def _phrase(sentence: str, what: int) -> str:
    """From there to the end of its clause; a clause of a word or two is told with the next."""
    words = clause(sentence, what).strip(" ,")
    return shortened(words if len(words.split()) > 2 else sentence[what:]) or shortened(sentence)


def _named(topic: str) -> re.Pattern[str]:
    words = r"\W+".join(map(re.escape, topic.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE if len(topic.strip()) >= SHORT else 0)
