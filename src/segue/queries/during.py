"""Questions during a talk and at its end: its marks, and what was detected in its transcript."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date

from segue.detect.acts import ACTION_ITEM
from segue.detect.remarks import KINDS
from segue.domain.commitments import OPEN
from segue.domain.conversations import NextStep, Who
from segue.domain.logline import Word, promised
from segue.store.models import Asker, Commitment, Conversation, Mark, Message, TalkMark

MOST_SPOKEN = 6
"""So many utterances that may be next steps are offered, the likeliest."""

FEW_REMARKS = 6
MOST_REMARKS = 30
"""So many remarks of a transcript are shown as possible marks, the surest first; so many with those behind "more"."""

_OPEN = [str(state) for state in OPEN]


def marks_of(asker: Asker, conversation_id: int) -> list[TalkMark]:
    """The marks of a talk that were not dropped, in the order in which they were set."""
    mine = TalkMark.objects.owned_by(asker).filter(conversation_id=conversation_id)
    return list(mine.exclude(fate=TalkMark.Fate.DROPPED).order_by("at", "id"))


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance that says what will be done after the talk; `owners`: who will, as far as the words tell."""

    mark_id: int
    message_id: int
    speaker: str
    words: str
    owners: str
    who: Who


@dataclass(frozen=True, slots=True)
class Suggested:
    """A limit, decision, idea or topic that a transcript states: it may become a mark. `what`: the same in short."""

    mark_id: int
    message_id: int
    speaker: str
    kind: str
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Possible marks of a talk that nobody has judged, the surest first: a few, and the rest."""

    few: tuple[Suggested, ...] = ()
    more: tuple[Suggested, ...] = ()

    def __iter__(self) -> Iterator[Suggested]:
        return iter((*self.few, *self.more))


@dataclass(frozen=True, slots=True)
class Offered:
    """What the wrap-up offers: promises that were marked, as steps; other marks; commitments that were detected.

    `spoken` may be steps: what the transcript says will be done, and no detected commitment tells. `suggested` may be
    marks.
    """

    promises: tuple[tuple[TalkMark, Word | None], ...]
    others: tuple[TalkMark, ...]
    detected: tuple[Commitment, ...]
    spoken: tuple[Spoken, ...] = ()
    suggested: Suggestions = Suggestions()

    def standing(self, kept: set[int]) -> NextStep | None:
        """The first detected promise with a date among those that are kept: it is a next step already."""
        for each in self.detected:
            if each.id in kept and each.due and each.state == "promised":
                return NextStep(Who.ME if each.mine else Who.THEM, each.what, each.due, each.id)
        return None


def offered(asker: Asker, talk: Conversation, today: date) -> Offered:
    """Everything that was marked and not yet decided, and detected and still open; nothing else.

    Questions are left out: what is asked aloud is answered aloud, and a talk is full of them.
    """
    marks = [each for each in marks_of(asker, talk.id) if not each.fate]
    people = list(talk.participants.values_list("person__name", flat=True))
    detected = (
        Commitment.objects.owned_by(asker)
        .filter(conversation=talk, by_hand=False, state__in=_OPEN)
        .exclude(kind=Commitment.Kind.QUESTION)
    )
    found = tuple(detected.select_related("connection__person").order_by("made_at", "id"))
    promises = [each for each in marks if each.kind == TalkMark.Kind.PROMISE]
    return Offered(
        tuple((each, promised(each.text, people, today)) for each in promises),
        tuple(each for each in marks if each.kind != TalkMark.Kind.PROMISE),
        found,
        _spoken_in(asker, talk, {each.message_id for each in found}),
        suggestions_in(asker, talk.id),
    )


def suggestions_in(asker: Asker, conversation_id: int) -> Suggestions:
    """What the transcript of a talk of the asker's states that may become marks."""
    marks = Mark.objects.owned_by(asker).filter(
        act__in=KINDS, message__conversation_id=conversation_id, verdict="", shown=False
    )
    rows = marks.select_related("message").order_by("-confidence", "message_id", "start")[:MOST_REMARKS]
    found = [
        Suggested(
            each.id, each.message_id, each.message.speaker, each.act, each.what,
            each.message.body[each.start : each.end],
        )
        for each in rows
    ]  # fmt: skip
    return Suggestions(tuple(found[:FEW_REMARKS]), tuple(found[FEW_REMARKS:]))


def _spoken_in(asker: Asker, talk: Conversation, told: Set[int | None]) -> tuple[Spoken, ...]:
    """What the transcript says will be done after the talk, in its order, but for the messages that are `told` of."""
    marks = Mark.objects.owned_by(asker).filter(act=ACTION_ITEM, message__conversation=talk, verdict="")
    likely = (
        marks.exclude(message_id__in=[each for each in told if each])
        .select_related("message")
        .order_by("-confidence", "id")
    )
    mine = set(Message.objects.filter(conversation=talk, mine=True).values_list("speaker", flat=True))
    return tuple(_spoken(mark, mine) for mark in sorted(likely[:MOST_SPOKEN], key=lambda each: each.message_id))


def _spoken(mark: Mark, mine: Set[str]) -> Spoken:
    said, owners = mark.message, set(mark.performer.split(", ")) - {""}
    who = Who.THEM if owners and not owners & mine else Who.BOTH if owners - mine else Who.ME
    return Spoken(mark.id, said.id, said.speaker, said.body[mark.start : mark.end], mark.performer, who)


def next_steps_of(asker: Asker, conversation_id: int) -> list[Commitment]:
    """What was agreed in a talk and is open, the first due first."""
    made = Commitment.objects.visible_to(asker).filter(conversation_id=conversation_id, state__in=_OPEN, others=False)
    return list(made.order_by("due", "id"))
