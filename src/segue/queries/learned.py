"""What the owner's answers have taught, worked out from the answers, and which stored words that can move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Substr

from segue.detect.learning import FEWEST, LEARNED, MOST, How, Lesson, Taught, learn, near
from segue.store.models import Asker, Commitment, Learning, Mark, Move

# So many commitments that were let stand are set beside the answers, and so many stored sentences may be moved.
_STOOD = 200
_MOVABLE = 3_000

_JUDGED = (Mark.Verdict.CONFIRMED, Mark.Verdict.REJECTED)
_OPEN = ("", Mark.Verdict.UNSURE)
_COLUMNS = ("act", "words", "message__mine", "message__sender__person_id", "message__speaker", "confidence")
ME = "me"


@dataclass(frozen=True, slots=True)
class Movable:
    """A stored sentence near the threshold that the owner has not judged; `raised` as Mark has it."""

    mark_id: int
    conversation_id: int
    raised: bool | None
    shown: bool
    act: str
    words: str
    who: str
    confidence: float
    opinion: str | None
    """What a language model said of it, where one was asked: yes, no, unsure or nothing that was understood."""


def taught_of(asker: Asker) -> Taught:
    """What the asker's own answers teach; nothing where they are few. Nobody else's answers count."""
    since = begun_anew(asker)
    answers = sorted([*_judged(asker, since), *_kept_by_hand(asker, since)])
    if len(answers) < FEWEST:
        return learn(tuple(lesson for _, lesson in answers))
    lessons = [lesson for _, lesson in answers[-MOST:]]
    if any(lesson.how == "said" for lesson in lessons):
        lessons += _stood(asker)
    return learn(tuple(lessons))


def begun_anew(asker: Asker) -> datetime | None:
    """Since when answers count; None: all of them."""
    return Learning.objects.owned_by(asker).values_list("since", flat=True).first()


def movable(asker: Asker, thresholds: dict[str, float], conversations: Sequence[int] | None = None) -> list[Movable]:
    """Sentences near these thresholds (by act), which answers can move: of these conversations, or the newest."""
    within = Q()
    for act in LEARNED:
        least, most = near(thresholds[act])
        within |= Q(act=act, confidence__range=(least, most))
    marks = Mark.objects.owned_by(asker).filter(within, verdict__in=_OPEN).exclude(commitment__by_hand=True)
    if conversations is not None:
        marks = marks.filter(message__conversation_id__in=conversations)
    rows = _with_words(marks).order_by("-message_id", "start")
    columns = ("id", "message__conversation_id", "raised", "shown", "opinion__answer", *_COLUMNS)
    return [
        Movable(id_, conversation, raised, shown, act, _plain(words), who(*said), confidence, opinion)
        for id_, conversation, raised, shown, opinion, act, words, *said, confidence in rows.values_list(*columns)[
            :_MOVABLE
        ]
    ]


def who(mine: bool, person: int | None, speaker: str) -> str:
    """Whom learning takes the author of a message for; empty where nobody knows."""
    if mine:
        return ME
    return f"person {person}" if person else f"speaker {speaker.lower()}" if speaker else ""


_Answer = tuple[tuple[str, int], Lesson]
"""A lesson after its moment and its mark, by which answers are put in order."""


def _judged(asker: Asker, since: datetime | None) -> Iterator[_Answer]:
    """What the owner called right or wrong: asked, or of what was shown."""
    judged = Mark.objects.owned_by(asker).filter(judged_at__isnull=False)
    marks = judged.filter(act__in=LEARNED, verdict__in=_JUDGED)
    if since is not None:
        marks = marks.filter(judged_at__gt=since)
    rows = _with_words(marks).order_by("-judged_at", "-id")
    for id_, at, verdict, shown, *said in rows.values_list("id", "judged_at", "verdict", "shown", *_COLUMNS)[:MOST]:
        yield _answer(id_, at, said, verdict == Mark.Verdict.CONFIRMED, "said" if shown else "asked")


def _kept_by_hand(asker: Asker, since: datetime | None) -> Iterator[_Answer]:
    """Whoever does, promises, moves or declines what was detected says that it was there. Letting go says nothing."""
    moves = Move.objects.owned_by(asker).filter(by_hand=True, at__gt=since) if since else Move.objects.owned_by(asker)
    moves = moves.filter(by_hand=True, commitment__mark__act__in=LEARNED, commitment__mark__verdict__in=_OPEN)
    latest = moves.exclude(move="let go").order_by("-at", "-id").values_list("commitment__mark_id", "at")[:MOST]
    moments: dict[int, datetime] = {mark: at for mark, at in reversed(latest) if mark is not None}
    rows = _with_words(Mark.objects.owned_by(asker).filter(id__in=moments))
    for id_, *said in rows.values_list("id", *_COLUMNS):
        yield _answer(id_, moments[id_], said, True, "said")


def _stood(asker: Asker) -> Iterable[Lesson]:
    """What was shown of late and not spoken of, to be set against what was: see detect.learning."""
    rows = Commitment.objects.owned_by(asker).filter(by_hand=False, mark__shown=True, mark__act__in=LEARNED)
    ids = list(rows.filter(mark__verdict="").order_by("-id").values_list("mark_id", flat=True)[:_STOOD])
    marks = _with_words(Mark.objects.owned_by(asker).filter(id__in=ids)).order_by("id")
    return [_lesson(said, True, "stood") for said in marks.values_list(*_COLUMNS)]


def _answer(mark: int, at: datetime | None, said: Sequence[Any], right: bool, how: How) -> _Answer:
    return (at.isoformat() if at else "", mark), _lesson(said, right, how)


def _lesson(said: Sequence[Any], right: bool, how: How) -> Lesson:
    act, words, *by, confidence = said
    return Lesson(act, _plain(words), who(*by), confidence, right, how)


def _with_words(marks: Any) -> Any:
    return marks.annotate(words=Substr("message__body", F("start") + 1, F("end") - F("start")))


def _plain(words: str) -> str:
    return " ".join(words.split())
