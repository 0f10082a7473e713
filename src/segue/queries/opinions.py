"""Which sentences a language model may be asked about, what would be sent, and what it has said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Substr

from segue.detect.learning import near
from segue.detect.model import shown_from
from segue.domain.asking import ASKED
from segue.domain.today import ALIVE
from segue.store.models import (
    Asker,
    Exchange,
    Mark,
    Message,
    Opinion,
    Participant,
    Person,
    Reader,
    Recipient,
    key_at,
)
from segue.sync.reader import Endpoint, endpoint_of, request_of

# How far from the threshold a sentence may stand, in logits, and how many are looked at for what may be sent.
_NEAR = 1.0
_LOOKED_AT = 300
PREVIEWED = 3


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that the model may be asked about."""

    mark_id: int
    conversation_id: int
    act: str
    words: str


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """Whether there is a model, who it is, what would be sent next, and what it said; `wrong` says why there is none.

    `reader` is there while it is switched on; `changed`: the settings name another model than was agreed to.
    """

    endpoint: Endpoint | None
    wrong: str
    reader: Reader | None
    changed: bool
    waiting: int
    requests: tuple[dict[str, Any], ...]
    answers: dict[str, int]


def configured() -> Endpoint | None:
    """The endpoint that the settings name, if they name one. Raises ValueError for one that cannot be trusted."""
    if not settings.READER_URL:
        return None
    return endpoint_of(settings.READER_URL, settings.READER_MODEL, settings.READER_KEY)


def reader_page(asker: Asker, now: datetime) -> ReaderPage:
    """Where the asker stands with the language model, with the very requests that would be sent next."""
    try:
        endpoint, wrong = configured(), ""
    except ValueError as error:
        endpoint, wrong = None, str(error)
    reader = Reader.objects.owned_by(asker).first()
    waiting = may_be_asked(asker, now)
    said = Opinion.objects.owned_by(asker).values_list("answer").annotate(count=Count("id"))
    return ReaderPage(
        endpoint=endpoint,
        wrong=wrong,
        reader=reader,
        changed=reader is not None
        and endpoint is not None
        and (reader.url, reader.model) != (endpoint.url, endpoint.model),
        waiting=len(waiting),
        requests=tuple(request_of(endpoint.model, each.act, each.words) for each in waiting[:PREVIEWED])
        if endpoint
        else (),
        answers={answer or "nonsense": count for answer, count in said},
    )


def may_be_asked(asker: Asker, now: datetime) -> list[Unread]:
    """Sentences near the threshold in what is alive, between the asker and others, newest first; nothing private."""
    ours = Exchange.objects.filter(message_id=OuterRef("message_id"), connection__closed_at=None)
    within = Q()
    for act in ASKED:
        within |= Q(act=act, confidence__range=near(shown_from()[act], _NEAR))
    marks = Mark.objects.owned_by(asker).filter(
        within, verdict="", opinion=None, message__conversation__private_since=None
    )
    marks = marks.filter(message_id__gte=key_at(now - ALIVE), message_id__lt=key_at(now + timedelta(seconds=1)))
    marks = marks.filter(Q(Exists(ours)) | ~Q(message__speaker="")).exclude(commitment__by_hand=True)
    words = Substr("message__body", F("start") + 1, F("end") - F("start"))
    columns = ("id", "message__conversation_id", "act", "words")
    rows = marks.annotate(words=words).order_by("-message_id", "start").values_list(*columns)[:_LOOKED_AT]
    found = [Unread(id_, conversation, act, " ".join(said.split())) for id_, conversation, act, said in rows]
    private = _private(asker, [each.conversation_id for each in found])
    return [each for each in found if each.conversation_id not in private]


def _private(asker: Asker, conversations: Sequence[int]) -> set[int]:
    """Those of these conversations in which somebody private wrote, received or took part."""
    people = set(
        Person.objects.owned_by(asker).filter(connection__private_since__isnull=False).values_list("id", flat=True)
    )
    if not people:
        return set()
    wrote = Message.objects.filter(conversation_id__in=conversations, sender__person__in=people)
    received = Recipient.objects.filter(message__conversation_id__in=conversations, address__person__in=people)
    took_part = Participant.objects.filter(conversation_id__in=conversations, person__in=people)
    return {
        *wrote.values_list("conversation_id", flat=True),
        *received.values_list("message__conversation_id", flat=True),
        *took_part.values_list("conversation_id", flat=True),
    }


def read_with(marks: Sequence[int]) -> dict[int, str]:
    """The model that was asked about each of these marks, where one was and its answer was understood."""
    return dict(Opinion.objects.filter(mark__in=marks).exclude(answer="").values_list("mark_id", "model"))


def commitments_read_with(asker: Asker, commitments: Sequence[int]) -> dict[int, str]:
    """The same for commitments, by the words that they began with."""
    said = Opinion.objects.owned_by(asker).filter(mark__commitment__in=commitments).exclude(answer="")
    return dict(said.values_list("mark__commitment", "model"))
