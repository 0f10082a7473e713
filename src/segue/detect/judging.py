"""Which acts a sentence does, and how sure that is: by the linear model alone, or by both stages together."""

from collections.abc import Callable, Iterable, Sequence
from math import exp
from typing import Literal, NamedTuple

from segue.detect import closer
from segue.detect.features import Around
from segue.detect.model import Model, Thresholds, shipped
from segue.detect.split import Span
from segue.detect.windows import Scene


class Sure(NamedTuple):
    """An act that a sentence may do, with calibrated confidence, and whether that is enough to show or to ask."""

    act: str
    confidence: float
    shown: bool
    asked: bool


class Asked(NamedTuple):
    """A message whose sentences are to be judged; `around` gives what stands around the sentence at a place."""

    text: str
    spans: Sequence[Span]
    scene: Scene
    around: Callable[[int], Around]

    def sentence(self, place: int) -> str:
        """The words of the sentence at that place."""
        start, end = self.spans[place]
        return self.text[start:end]


Judged = list[tuple[int, list[Sure]]]
"""The places of the sentences that do something, each with its acts, the most certain first."""


class FirstLook:
    """The linear model alone: quick, over everything."""

    def judge(self, messages: Sequence[Asked]) -> list[Judged]:
        """What is worth asking about in each message."""
        model = shipped()
        places = [model.gate.open_for(each.text, each.spans) for each in messages]
        waiting = [(each, place) for each, found in zip(messages, places, strict=True) for place in found]
        acts = model.acts_of(
            [each.sentence(place) for each, place in waiting], [each.around(place) for each, place in waiting]
        )
        pairs = iter(acts)
        return [[(place, _sure(model, found)) for place in each if (found := next(pairs))] for each in places]


def _sure(model: Model, pairs: Iterable[tuple[str, float]]) -> list[Sure]:
    return [sure(act, confidence, model.thresholds[act]) for act, confidence in pairs]


class CloserLook:
    """Both stages together: about a hundred messages a second."""

    def judge(self, messages: Sequence[Asked]) -> list[Judged]:
        """What is worth asking about in each message."""
        # More places than the linear model by itself would look at: the transformer sees what words do not say.
        opens = closer.shipped().opens
        return [_closely(each, shipped().gate.open_for(each.text, each.spans, opens)) for each in messages]


class NearLook:
    """The linear model over everything; the transformer where that found something, and may be wrong."""

    def judge(self, messages: Sequence[Asked]) -> list[Judged]:
        """What is worth asking about in each message."""
        first = FirstLook().judge(messages)
        return [_closely(each, [place for place, _ in found]) for each, found in zip(messages, first, strict=True)]


def _closely(message: Asked, places: Sequence[int]) -> Judged:
    """What both stages together find worth asking about at these places."""
    if not places:
        return []
    look = closer.shipped()
    sentences = [message.sentence(place) for place in range(len(message.spans))]
    first = shipped().scores([sentences[place] for place in places], [message.around(place) for place in places])
    second = look.scores(sentences, message.scene, frozenset(places))
    judged = []
    for place, scores in zip(places, first, strict=True):
        mixed = look.mixed(scores, second[place], message.scene.kind)
        found = [
            sure(act, 1 / (1 + exp(-score)), look.thresholds[act])
            for act, score in zip(look.acts, mixed.tolist(), strict=True)
        ]
        asked = sorted((each for each in found if each.asked), key=lambda each: -each.confidence)
        if asked:
            judged.append((place, asked))
    return judged


def sure(act: str, confidence: float, thresholds: Thresholds) -> Sure:
    """The act with what its confidence is enough for."""
    return Sure(act, confidence, confidence >= thresholds.shown, confidence >= thresholds.asked)


Look = Literal["first", "near", "closer"]
LOOKS: dict[Look, FirstLook | NearLook | CloserLook] = {
    "first": FirstLook(),
    "near": NearLook(),
    "closer": CloserLook(),
}
