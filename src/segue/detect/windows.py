"""What the closer look sees of a message: its sentences in a row, behind what the message answers.

Training and reading lay windows out by the same functions, so that both see the same.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from segue.detect.wordpiece import Pieces

#: So many pieces of each part are looked at.
OF_SENTENCE, OF_SUBJECT, OF_BEFORE, OF_NEXT = 64, 12, 72, 24
#: The sentences of one window have no more pieces than this, a single long one apart.
ROOM = 224
#: A window begins with so many sentences of the one before, so that each stands in context.
OVERLAP = 2
#: So many characters of what is answered are cut into pieces.
BEFORE = 600
#: A window of talk holds about so many pieces, with so many turns before it as what it answers.
OF_TALK, TURNS_BEFORE = 130, 6

#: Pieces with a meaning of our own, under the names the vocabulary has for unused ones.
SAME_SPEAKER, OTHER_SPEAKER, REPLY, FORWARD = "[unused0]", "[unused1]", "[unused7]", "[unused8]"
KINDS = {"mail": "[unused4]", "chat": "[unused5]", "talk": "[unused6]"}
OWN_PIECES = (SAME_SPEAKER, OTHER_SPEAKER, *KINDS.values(), REPLY, FORWARD)

_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|sv|vb|antw|tr)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a message is and answers: the same for all its windows."""

    kind: str = "mail"
    subject: str = ""
    answers: bool = False
    forwards: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces by number, and the sentences judged in it: their places, and from which piece to which each goes."""

    pieces: list[int]
    places: list[int]
    stretches: list[tuple[int, int]]


class Layout:
    """Lays the sentences of a message out in windows."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._same, self._other = pieces.number(SAME_SPEAKER), pieces.number(OTHER_SPEAKER)
        self._kinds = {kind: pieces.number(name) for kind, name in KINDS.items()}
        self._reply, self._forward = pieces.number(REPLY), pieces.number(FORWARD)
        self._begin, self._end = pieces.number("[CLS]"), pieces.number("[SEP]")

    def windows(
        self,
        sentences: Sequence[str],
        scene: Scene,
        wanted: Collection[int] | None = None,
        turns: Collection[int] = (),
    ) -> Iterator[Window]:
        """The windows that hold a wanted sentence (all where None). `turns`: places where another speaker begins."""
        start = 0
        while start < len(sentences):
            end = self._last(sentences, start)
            if wanted is None or any(place in wanted for place in range(start, end)):
                yield self._window(sentences, scene, start, end, turns)
            start = end

    def talk(self, texts: Sequence[str], speakers: Sequence[str]) -> Iterator[tuple[int, Window]]:
        """The windows of a talk turn by turn, each with the number of the turn that its places count from."""
        start = 0
        while start < len(texts):
            end = self._end_of_talk(texts, start)
            turns = {at - start for at in range(start, end) if at == 0 or speakers[at] != speakers[at - 1]}
            scene = Scene("talk", before=" ".join(texts[max(0, start - TURNS_BEFORE) : start]))
            yield from ((start, window) for window in self.windows(texts[start:end], scene, turns=turns))
            start = end

    def _end_of_talk(self, texts: Sequence[str], start: int) -> int:
        end, length = start, 0
        while end < len(texts) and length < OF_TALK:
            length += 1 + len(self._pieces.of(texts[end], OF_TALK))
            end += 1
        return end

    def _last(self, sentences: Sequence[str], start: int) -> int:
        """The place after the last sentence for which the window from that place on has room."""
        used = sum(self._length(sentences[place]) for place in range(max(0, start - OVERLAP), start + 1))
        end = start + 1
        while end < len(sentences) and used + self._length(sentences[end]) <= ROOM:
            used += self._length(sentences[end])
            end += 1
        return end

    def _length(self, sentence: str) -> int:
        return 1 + len(self._pieces.of(sentence, OF_SENTENCE))

    def _window(self, sentences: Sequence[str], scene: Scene, start: int, end: int, turns: Collection[int]) -> Window:
        found = self._head(scene, with_before=start == 0)
        places, stretches = [], []
        for place in range(max(0, start - OVERLAP), min(end + 1, len(sentences))):
            begin = len(found)
            found.append(self._other if place in turns else self._same)
            found += self._pieces.of(sentences[place], OF_SENTENCE if place < end else OF_NEXT)
            if start <= place < end:
                places.append(place)
                stretches.append((begin, len(found)))
        return Window([*found, self._end], places, stretches)

    def _head(self, scene: Scene, *, with_before: bool) -> list[int]:
        found = [self._begin, self._kinds.get(scene.kind, self._kinds["mail"])]
        found += [self._reply] * scene.answers + [self._forward] * scene.forwards
        found += [*self._pieces.of(_PREFIX.sub("", scene.subject), OF_SUBJECT), self._end]
        if with_before and scene.before:
            found += self._before(scene)
        return [*found, self._end]

    def _before(self, scene: Scene) -> list[int]:
        """The beginning of an answered mail; of chat and talk the latest words."""
        if scene.kind == "mail":
            return self._pieces.of(scene.before[:BEFORE], OF_BEFORE)
        return self._pieces.of(scene.before[-BEFORE:], BEFORE)[-OF_BEFORE:]
