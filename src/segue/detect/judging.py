"""Which acts a sentence does, and how sure that is: by the linear model alone, or by both stages together."""

from collections.abc import Callable, Iterator, Sequence
from math import exp
from typing import Literal, NamedTuple

from segue.detect import closer
from segue.detect.features import Around
from segue.detect.model import Thresholds, shipped
from segue.detect.split import Span
from segue.detect.windows import Scene


class Sure(NamedTuple):
    """An act that a sentence may do, with calibrated confidence, and whether that is enough to show or to ask."""

    act: str
    confidence: float
    shown: bool
    asked: bool


class FirstLook:
    """The linear model alone: quick, over everything."""

    def places(self, text: str, spans: Sequence[Span]) -> list[int]:
        """The places of the sentences worth judging."""
        return shipped().gate.open_for(text, spans)

    def judge(
        self, sentences: Sequence[str], scene: Scene, places: Sequence[int], around: Callable[[int], Around]
    ) -> Iterator[tuple[int, list[Sure]]]:
        """What is worth asking about at each of the places."""
        model = shipped()
        for place in places:
            pairs = model.acts_of(sentences[place], around(place))
            if pairs:
                yield place, [sure(act, confidence, model.thresholds[act]) for act, confidence in pairs]


class CloserLook(FirstLook):
    """Both stages together: about a hundred messages a second."""

    def places(self, text: str, spans: Sequence[Span]) -> list[int]:
        """More places than the linear model by itself would look at: the transformer sees what words do not say."""
        return shipped().gate.open_for(text, spans, closer.shipped().opens)

    def judge(
        self, sentences: Sequence[str], scene: Scene, places: Sequence[int], around: Callable[[int], Around]
    ) -> Iterator[tuple[int, list[Sure]]]:
        """What is worth asking about at each of the places."""
        look, model = closer.shipped(), shipped()
        second = look.scores(sentences, scene, frozenset(places))
        for place in places:
            scores = look.mixed(model.scores(sentences[place], around(place)), second[place], scene.kind)
            found = [
                sure(act, 1 / (1 + exp(-score)), look.thresholds[act])
                for act, score in zip(look.acts, scores.tolist(), strict=True)
            ]
            asked = sorted((each for each in found if each.asked), key=lambda each: -each.confidence)
            if asked:
                yield place, asked


class NearLook(CloserLook):
    """The linear model over everything; the transformer where that found something, and may be wrong."""

    def places(self, text: str, spans: Sequence[Span]) -> list[int]:
        """The places of the sentences worth judging."""
        return FirstLook.places(self, text, spans)

    def judge(
        self, sentences: Sequence[str], scene: Scene, places: Sequence[int], around: Callable[[int], Around]
    ) -> Iterator[tuple[int, list[Sure]]]:
        """What is worth asking about at each of the places."""
        found = [place for place, _ in FirstLook.judge(self, sentences, scene, places, around)]
        return CloserLook.judge(self, sentences, scene, found, around)


def sure(act: str, confidence: float, thresholds: Thresholds) -> Sure:
    """The act with what its confidence is enough for."""
    return Sure(act, confidence, confidence >= thresholds.shown, confidence >= thresholds.asked)


Look = Literal["first", "near", "closer"]
LOOKS: dict[Look, FirstLook] = {"first": FirstLook(), "near": NearLook(), "closer": CloserLook()}
