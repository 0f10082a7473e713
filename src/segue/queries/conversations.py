"""Questions about conversations: what was said in one, with the detected words, and the words behind a fact.

A page of a conversation costs the same however long it is: ids of messages are in the order of time, so that a
page is found by its first id.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.db.models.functions import Left, Length

from segue.domain.today import Evidence
from segue.queries.languages import unread_among
from segue.store.models import SEEN, Address, Asker, Commitment, Conversation, Mark, Message, Participant, Recipient

PAGE = 40
BEFORE_WANTED = 5
BODY_SHOWN = 30_000
AROUND = 220

# A long line, and one that goes on with a letter: lists, tables and signatures keep their lines.
_WRAPPED = re.compile(r"(?<=[^\n]{56})\n(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Words:
    """A dated fact with its exact words; `before` and `after` are what stands around them."""

    at: datetime
    said: str
    before: str = ""
    after: str = ""
    who: str = ""
    mine: bool = False
    subject: str = ""
    place: str = ""
    message_id: int | None = None
    conversation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A detected act, what became of it, and the commitment that was made of it."""

    id: int
    start: int
    end: int
    act: str
    what: str
    due: date | None
    confirmed: bool
    confidence: float
    commitment_id: int | None
    state: str
    read_with: str = ""
    """The language model that was asked about it, where one was."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a conversation as it is shown; `cut` tells how many characters of its body are left out."""

    id: int
    at: datetime
    who: str
    person_id: int | None
    mine: bool
    bulk: str
    subject: str
    to: tuple[str | None, ...]
    """The names of those it went to; None is me."""
    body: str
    cut: int
    own: tuple[tuple[int, int], ...]
    marks: tuple[Marked, ...]
    attachments: tuple[str, ...]
    place: str
    unread: str = ""
    """The language it is in, where that is not read for what it promises."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who took part in a talk."""

    person_id: int
    name: str
    connection_id: int | None


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """A stretch of a conversation, oldest first; `earlier` and `later` are message ids to go on from, if any."""

    conversation: Conversation
    said: tuple[Said, ...]
    present: tuple[Present, ...]
    commitments: tuple[Commitment, ...]
    earlier: int | None
    later: int | None


def read(asker: Asker, conversation_id: int, *, at: int | None = None, before: int | None = None) -> ConversationPage:
    """The end of a conversation, or the stretch around message `at`, or before message `before`.

    Raises Conversation.DoesNotExist for what is not there or not to be seen.
    """
    conversation = Conversation.objects.visible_to(asker).get(id=conversation_id)
    keys, earlier, later = _stretch(conversation_id, at, before)
    return ConversationPage(
        conversation,
        tuple(_said(keys)),
        tuple(_present(conversation_id)),
        tuple(_commitments(asker, conversation_id)),
        earlier,
        later,
    )


@dataclass(frozen=True, slots=True)
class Answering:
    """What an answer to a message needs to stand in its thread; `message_id` is RFC 5322's."""

    subject: str
    message_id: str


def answering(asker: Asker, message_id: int) -> Answering:
    """Raises Message.DoesNotExist where it may not be seen."""
    return Answering(*Message.objects.visible_to(asker).values_list("subject", "message_id").get(id=message_id))


def conversation_of(asker: Asker, message_id: int) -> int:
    """The conversation that a message belongs to; raises Message.DoesNotExist where it may not be seen."""
    return Message.objects.visible_to(asker).values_list("conversation_id", flat=True).get(id=message_id)


def talk_of(asker: Asker, conversation_id: int) -> tuple[Conversation, int | None]:
    """A talk, and the connection with the first who took part; raises Conversation.DoesNotExist."""
    talk = Conversation.objects.visible_to(asker).get(id=conversation_id)
    with_whom = Participant.objects.filter(conversation=talk).order_by("id")
    return talk, with_whom.values_list("person__connection__id", flat=True).first()


def text_of(asker: Asker, message_id: int) -> str:
    """The whole text of a message; raises Message.DoesNotExist where it may not be seen."""
    return Message.objects.visible_to(asker).values_list("body", flat=True).get(id=message_id)


def words_of(asker: Asker, facts: Sequence[Evidence]) -> list[Words]:
    """The facts with their exact words and what stands around them, in the order given; one query for them all."""
    ids = [fact.message_id for fact in facts if fact.message_id]
    rows = Message.objects.visible_to(asker).filter(id__in=ids).select_related("sender__person", "source")
    messages = {row.id: row for row in rows.defer("parents", "attachments", "digest")} if ids else {}
    return [_words(fact, messages.get(fact.message_id or 0)) for fact in facts]


def flowing(body: str) -> str:
    """The text with the line ends taken out that only a mail program's width put in; offsets stay as they are."""
    return _WRAPPED.sub(" ", body)


def _words(fact: Evidence, message: Message | None) -> Words:
    if message is None:
        return Words(fact.at, fact.text, conversation_id=fact.conversation_id)
    start, end = _span(fact, message)
    body = flowing(message.body)
    first, last = _own_around(message, start, end)
    return Words(
        at=message.sent_at,
        said=body[start:end],
        before=_tail(body[max(first, start - AROUND) : start]),
        after=_head(body[end : min(last, end + AROUND)].rstrip()),
        who=_sender_name(message),
        mine=message.mine,
        subject=message.subject,
        place=_place(message.folder, message.source.name if message.source else ""),
        message_id=message.id,
        conversation_id=message.conversation_id,
    )


def _span(fact: Evidence, message: Message) -> tuple[int, int]:
    """Where the words stand: as told, else where they are found, else what its author wrote first."""
    if fact.end and fact.start is not None:
        return fact.start, fact.end
    found = re.search(r"\s+".join(map(re.escape, fact.text.split())), message.body) if fact.text.strip() else None
    if found:
        return found.span()
    start, end = message.own[0] if message.own else (0, 300)
    return start, min(end, start + 300)


def _own_around(message: Message, start: int, end: int) -> tuple[int, int]:
    """What its author wrote in one go around these words: no quote, no signature."""
    spans = (span for span in message.own if span[0] <= start and end <= span[1])
    first, last = next(spans, (0, len(message.body)))
    return first, last


def _tail(text: str) -> str:
    """The last whole lines or words of what comes before."""
    return text if len(text) < AROUND else "… " + text.partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) < AROUND else text.rpartition(" ")[0] + " …"


def _stretch(conversation_id: int, at: int | None, before: int | None) -> tuple[list[int], int | None, int | None]:
    """The ids of a stretch, oldest first, and where the earlier and the later one begin."""
    all_of_it = Message.objects.filter(conversation_id=conversation_id)
    keys = all_of_it.values_list("id", flat=True)
    if at is None:
        older = keys.filter(id__lt=before) if before else keys
        found = list(older.order_by("-id")[: PAGE + 1])
        chosen = found[:PAGE][::-1]
        return chosen, chosen[0] if len(found) > PAGE else None, before
    lead = list(keys.filter(id__lt=at).order_by("-id")[: BEFORE_WANTED + 1])
    rest = list(keys.filter(id__gte=at).order_by("id")[: PAGE + 1])
    chosen = [*lead[:BEFORE_WANTED][::-1], *rest[:PAGE]]
    earlier = chosen[0] if chosen and len(lead) > BEFORE_WANTED else None
    return chosen, earlier, rest[PAGE] if len(rest) > PAGE else None


_MESSAGE_COLUMNS = (
    "id", "sent_at", "mine", "bulk", "subject", "own", "speaker", "attachments", "folder", "source__name",
    "sender__addr", "sender__name", "sender__person_id", "sender__person__name", "shown_body", "length",
)  # fmt: skip


def _said(keys: list[int]) -> Iterable[Said]:
    rows = Message.objects.filter(id__in=keys).annotate(shown_body=Left("body", BODY_SHOWN), length=Length("body"))
    marks, to, unread = _marks(keys), _recipients(keys), unread_among(keys)
    for row in rows.order_by("id").values(*_MESSAGE_COLUMNS):
        yield Said(
            id=row["id"],
            at=row["sent_at"],
            who=row["speaker"] or row["sender__person__name"] or row["sender__name"] or row["sender__addr"] or "",
            person_id=row["sender__person_id"],
            mine=row["mine"],
            bulk=row["bulk"],
            subject=row["subject"],
            to=tuple(to[row["id"]]),
            body=flowing(row["shown_body"]),
            cut=max(0, row["length"] - BODY_SHOWN),
            own=tuple((start, end) for start, end in row["own"]),
            marks=tuple(marks[row["id"]]),
            attachments=tuple(row["attachments"]),
            place=_place(row["folder"], row["source__name"] or ""),
            unread=unread.get(row["id"], ""),
        )


def _marks(keys: list[int]) -> dict[int, list[Marked]]:
    found: dict[int, list[Marked]] = defaultdict(list)
    shown = Mark.objects.filter(message_id__in=keys).filter(SEEN | Q(verdict=Mark.Verdict.CONFIRMED))
    columns = ("message_id", "id", "start", "end", "act", "what", "due", "verdict", "confidence")
    rows = shown.exclude(verdict=Mark.Verdict.REJECTED).order_by("start")
    also = ("commitment__id", "commitment__state", "opinion__answer", "opinion__model")
    for message_id, id_, start, end, act, what, due, verdict, confidence, *more in rows.values_list(*columns, *also):
        commitment, state, answer, model = more
        confirmed = verdict == Mark.Verdict.CONFIRMED
        found[message_id].append(
            Marked(
                id_,
                start,
                end,
                act,
                what,
                due,
                confirmed,
                confidence,
                commitment,
                state or "",
                model if answer else "",
            )
        )
    return found


def _recipients(keys: list[int]) -> dict[int, list[str | None]]:
    to: dict[int, list[str | None]] = defaultdict(list)
    columns = ("message_id", "address__kind", "address__person__name", "address__name", "address__addr")
    rows = Recipient.objects.filter(message_id__in=keys).exclude(role=Recipient.Role.BCC)
    for message_id, kind, person, name, addr in rows.values_list(*columns):
        to[message_id].append(None if kind == Address.Kind.MINE else person or name or addr)
    return to


def _commitments(asker: Asker, conversation_id: int) -> Iterable[Commitment]:
    found = Commitment.objects.visible_to(asker).filter(conversation_id=conversation_id)
    return found.select_related("connection__person").order_by("made_at")[:PAGE]


def _present(conversation_id: int) -> Iterable[Present]:
    rows = Participant.objects.filter(conversation_id=conversation_id).order_by("person__sort_name")
    return (Present(*row) for row in rows.values_list("person_id", "person__name", "person__connection__id"))


def _sender_name(message: Message) -> str:
    sender = message.sender
    if message.speaker or sender is None:
        return message.speaker
    return sender.person.name if sender.person else sender.name or sender.addr


def _place(folder: str, source: str) -> str:
    """Where it was read: its folder, else the file's own name."""
    return folder or source.rstrip("/").rpartition("/")[2]
