"""What the owner is asked about: words between the two thresholds, of which a yes would begin or move a commitment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Substr

from segue.domain.asking import ASKED, FEW, Unsure, in_order
from segue.domain.phrases import action_phrase
from segue.domain.utterances import ME, Woven
from segue.domain.weave import weave
from segue.queries.opinions import read_with
from segue.queries.threads import Thread, threads_of
from segue.store.models import Asker, Exchange, Mark, Move, Person, key_at

# So many are looked at, newest first, and of so many it is worked out what a yes would do.
_LOOKED_AT = 300
_TRIED = 40
_MOVED = ("message_id", "words")
_WORDS = Substr("message__body", F("start") + 1, F("end") - F("start"))


@dataclass(frozen=True, slots=True)
class Question:
    """Was this a promise (an offer, a request)? `words` as they stand; the rest is what a yes would make of them.

    `mine`: I would be the one who performs. `other` is the one on the other side, empty where nobody knows.
    """

    mark_id: int
    act: str
    words: str
    what: str
    mine: bool
    other: str
    due: date | None
    said_at: datetime
    i_said_it: bool
    message_id: int
    conversation_id: int
    confidence: float
    read_with: str = ""
    """The language model that was asked about it, where one was."""

    @property
    def says_itself(self) -> bool:
        """Whether a yes would make of it just what its words say."""
        return self.what.strip(" .?!…").lower() == self.words.strip(" .?!…").lower()


@dataclass(frozen=True, slots=True)
class Questions:
    """A few questions, the best first; `more` is how many others may follow at most."""

    few: tuple[Question, ...]
    more: int


def questions(asker: Asker, now: datetime, count: int = FEW) -> Questions:
    """What to ask the owner now: only about their own mail and talks, and nothing that they have answered."""
    waiting = list(in_order(_unsure(asker, now), now))
    tried = waiting[:_TRIED]
    would = {question.mark_id: (question, other) for question, other in _would_make(asker, tried)}
    asked = [would[each.mark_id] for each in tried if each.mark_id in would]
    few = _named(asked[:count])
    return Questions(few, len(asked) - len(few) + len(waiting) - len(tried))


def _unsure(asker: Asker, now: datetime) -> Iterator[Unsure]:
    """Words between the thresholds that nobody has judged, between the owner and somebody who is not closed."""
    ours = Exchange.objects.filter(message_id=OuterRef("message_id"), connection__closed_at=None)
    mine = Mark.objects.owned_by(asker).filter(verdict="", message_id__lt=key_at(now + timedelta(seconds=1)))
    mine = mine.filter(Q(Exists(ours)) | ~Q(message__speaker="")).annotate(words=_WORDS)
    unsure = mine.filter(shown=False, raised=None, act__in=ASKED).exclude(opinion__answer="no")
    lowered = mine.filter(raised__isnull=False).exclude(raised=True)
    columns = ("id", "act", "message__conversation_id", "confidence", "message__sent_at", "words")
    for marks in (unsure, lowered):
        rows = marks.order_by("-message_id", "start").values_list(*columns)[:_LOOKED_AT]
        yield from (Unsure(*row) for row in rows)


def _would_make(asker: Asker, unsure: Sequence[Unsure]) -> Iterator[tuple[Question, int]]:
    """What a yes to each would make, and the person on the other side; nothing of one that would change nothing."""
    supposed = {each.mark_id: each for each in unsure}
    conversations = sorted({each.conversation_id for each in unsure})
    moved = set(Move.objects.owned_by(asker).filter(commitment__conversation__in=conversations).values_list(*_MOVED))
    for thread in threads_of(asker, conversations, supposing=supposed.keys()):
        begun = weave(thread.utterances, thread.parties)
        for key, mark in thread.marks.items():
            if (each := supposed.get(mark)) and (woven := _made_by(key, each, begun, moved)):
                yield _question(thread, key, each, woven)


def _made_by(
    key: tuple[int, int, str], unsure: Unsure, begun: Iterable[Woven], moved: set[tuple[int | None, str]]
) -> Woven | None:
    message, start, act = key
    words = " ".join(unsure.words.split())
    for woven in begun:
        if (woven.message_id, woven.said.start, woven.said.act) == (message, start, act):
            return woven
        by_move = any(each.message_id == message and each.words == words for each in woven.moves)
        if by_move and (message, words[:1000]) not in moved:
            return woven
    return None


def _question(thread: Thread, key: tuple[int, int, str], unsure: Unsure, woven: Woven) -> tuple[Question, int]:
    mine = woven.performer == ME
    utterance = next(each for each in thread.utterances if each.id == key[0])
    said = next(each for each in utterance.said if (each.start, each.act) == key[1:])
    question = Question(
        mark_id=unsure.mark_id,
        act=unsure.act,
        words=" ".join(unsure.words.split()),
        what=action_phrase(woven.deed.what, woven.deed.words, woven.deed.due_text),
        mine=mine,
        other="",
        due=said.due,
        said_at=unsure.said_at,
        i_said_it=utterance.by == ME,
        message_id=key[0],
        conversation_id=thread.id,
        confidence=unsure.confidence,
    )
    return question, woven.requester if mine else woven.performer


def _named(asked: Sequence[tuple[Question, int]]) -> tuple[Question, ...]:
    names = dict(Person.objects.filter(id__in={other for _, other in asked}).values_list("id", "name"))
    models = read_with([question.mark_id for question, _ in asked])
    return tuple(
        replace(question, other=names.get(other, ""), read_with=models.get(question.mark_id, ""))
        for question, other in asked
    )
