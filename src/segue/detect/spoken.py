"""What a talk says will be done after it, and by whom: next steps in a transcript, read in context by the transformer.

An utterance that states what somebody will do after the meeting is an action item in AMI's sense (Carletta et al.,
"The AMI meeting corpus", 2005). Spoken words seldom name their owner in the same breath ("and marketing, you'll be
looking at the trends"), so that the turns before are looked at, too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from segue.detect import closer, languages

#: So many turns back the one who is spoken to may have been named.
NAMED_WITHIN = 3
#: The language of a talk is told by its first so many turns.
TOLD_BY = 60

_WORD = re.compile(r"[^\W\d_]{2,}")
_I = re.compile(r"\b(?:i(?:['’](?:ll|m|ve|d))?|let me|my(?:self)?)\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we(?:['’](?:ll|re|ve|d))?|us)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:every(?:body|one)|(?:all|each) of (?:us|you)|you all|we all)\b", re.IGNORECASE)
_YOU = re.compile(r"\byou(?:r|['’](?:ll|re|d|ve))?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said at a stretch."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """An utterance that says what will be done afterwards.

    `place` is the number of its turn; `owners` are the speakers who will do it, nobody where that is not told.
    `confidence` is calibrated on AMI's meetings.
    """

    place: int
    confidence: float
    owners: tuple[str, ...]


def next_steps(turns: Sequence[Turn], least: float | None = None) -> list[NextStep]:
    """The action items of a talk, in its order; `least`: from that confidence on (None: where many enough are found).

    The network knows English talk alone: of another language nothing is told.
    """
    if languages.told(" ".join(turn.text for turn in turns[:TOLD_BY])) not in ("en", ""):
        return []
    look = closer.shipped()
    sure = look.next_steps([turn.text for turn in turns], [turn.speaker for turn in turns])
    least = look.least_next_step if least is None else least
    return [
        NextStep(place, confidence, owners(turns, place))
        for place, confidence in enumerate(sure)
        if confidence >= least
    ]


def owners(turns: Sequence[Turn], place: int) -> tuple[str, ...]:
    """Who will do what the turn at that place says: those it names, else the speaker, else those spoken to."""
    said = turns[place]
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    names = [_Name(each, speakers) for each in speakers]
    if named := _named(said.text, names):
        return named
    if _ALL.search(said.text):
        return speakers
    if _YOU.search(said.text):
        others = tuple(each for each in speakers if each != said.speaker)
        return others if len(others) == 1 else _spoken_to(turns, place, names)
    if _I.search(said.text):
        return (said.speaker,)
    return speakers if _WE.search(said.text) else ()


def _spoken_to(turns: Sequence[Turn], place: int, names: Sequence["_Name"]) -> tuple[str, ...]:
    """Whom the speaker of that turn named last, or nobody."""
    said = turns[place].speaker
    before = [turn.text for turn in turns[max(0, place - NAMED_WITHIN) : place] if turn.speaker == said]
    return next((found for text in reversed(before) if (found := _named(text, names))), ())


class _Name:
    """What a speaker may be called by: all the words of the name, one that nobody else has, its first letters."""

    def __init__(self, speaker: str, speakers: Sequence[str]) -> None:
        self.speaker = speaker
        words = _WORD.findall(speaker)
        shared = {word for each in speakers if each != speaker for word in _WORD.findall(each)}
        own = [re.escape(word) for word in words if word not in shared]
        letters = "_?".join(word[0] for word in words) + "_?" if len(words) > 1 else ""
        # By one word with its capital alone: names are words as well ("will", "mark", "user").
        whole = r"\W+".join(map(re.escape, words))
        called = [f"(?i:{whole})" if words else "", *own, letters]
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, called))})(?!\w)") if words else None

    def stands_in(self, text: str) -> bool:
        return self.pattern is not None and self.pattern.search(text) is not None


def _named(text: str, names: Sequence[_Name]) -> tuple[str, ...]:
    return tuple(each.speaker for each in names if each.stands_in(text))
