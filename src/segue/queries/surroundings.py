"""What Today needs to know of the mail around some commitments: to how many it was put, what was said since."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import Left, Length

from segue.domain.addresses import organisation
from segue.domain.alike import same_thing, stems
from segue.domain.threads import is_forward, is_reply, topic
from segue.domain.today.facts import MailFacts
from segue.store import models as store
from segue.store.models import Asker, key_at, moment_of

_SECOND = timedelta(seconds=1)
_EARLIER = timedelta(days=60)
_FEW = 3
_SHORT = 600
_LATER = 40
_QUOTING = 2500
_NO_LETTERS = re.compile(r"[\W_]+")


def mail_facts(
    commitments: Iterable[store.Commitment], wrote: Mapping[int, Sequence[int]], now: datetime
) -> Mapping[int, MailFacts]:
    """The mail in which each of these began, by the commitment's id; what began in no mail is left out.

    `wrote`: my later messages to each connection.
    """
    begun = [each for each in commitments if each.message_id is not None]
    if not begun:
        return {}
    letters = _letters({each.message_id or 0 for each in begun})
    earliest = moment_of(min(each.message_id or 0 for each in begun)) - _EARLIER
    words = _words({each.conversation_id for each in begun}, earliest, now)
    spoken_of = _spoken_of(begun, letters, wrote)
    return {
        each.id: replace(
            _facts(each, letters[each.message_id or 0], *words[each.conversation_id]),
            spoken_of_at=spoken_of.get(each.id),
        )
        for each in begun
    }


def written_to_few(sent: Mapping[int, Sequence[int]], since: Mapping[int, int]) -> dict[int, list[int]]:
    """My messages to each connection and at most two others, after its message in `since` (by connection's id)."""
    keys = {key for id_, began in since.items() for key in sent.get(id_, ()) if key > began}
    to = store.Recipient.objects.filter(message_id__in=keys, role=store.Recipient.Role.TO)
    many = {
        key
        for key, count in to.values_list("message_id").annotate(count=Count("address_id")).order_by()
        if count > _FEW
    }
    return {id_: [key for key in sent.get(id_, ()) if key > began and key not in many] for id_, began in since.items()}


def colleagues(asker: Asker, persons: Iterable[int]) -> set[int]:
    """Those of these persons who write from the domain of an organisation from which I write too."""
    mine = store.Address.objects.owned_by(asker).filter(kind=store.Address.Kind.MINE)
    houses = {house for addr in mine.values_list("addr", flat=True) if (house := organisation(addr))}
    if not houses:
        return set()
    theirs = store.Address.objects.filter(person_id__in=list(persons)).values_list("person_id", "addr")
    return {person for person, addr in theirs if person is not None and organisation(addr) in houses}


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message: how many characters its author wrote, these where they are few, and how many stand in To."""

    subject: str
    length: int
    words: str
    addressees: int


_Words = tuple[list[int], list[int]]
"""The messages of a conversation, in order: mine, and everybody else's."""


def _letters(ids: set[int]) -> dict[int, _Letter]:
    to = store.Recipient.objects.filter(message_id__in=ids, role=store.Recipient.Role.TO)
    counts = dict(to.values_list("message_id").annotate(count=Count("address_id")).order_by())
    rows = store.Message.objects.filter(id__in=ids).annotate(length=Length("body"), beginning=Left("body", 2 * _SHORT))
    letters: dict[int, _Letter] = {}
    for id_, subject, own, length, beginning in rows.values_list("id", "subject", "own", "length", "beginning"):
        written = sum(end - start for start, end in own) if own else length
        words = " ".join(beginning[start:end] for start, end in own) if own else beginning
        letters[id_] = _Letter(subject, written, words if written <= _SHORT else "", counts.get(id_, 0))
    return letters


def _spoken_of(
    begun: Sequence[store.Commitment], letters: Mapping[int, _Letter], wrote: Mapping[int, Sequence[int]]
) -> dict[int, datetime]:
    """When I first wrote of each of these in another conversation, to those with whom they are."""
    keys = {key for each in begun if each.mine for key in _later(each, wrote)}
    rows = store.Message.objects.filter(id__in=keys).annotate(beginning=Left("body", _QUOTING))
    said = {row[0]: _Word(*row[1:]) for row in rows.values_list("id", "conversation_id", "subject", "own", "beginning")}
    found: dict[int, datetime] = {}
    for each in begun:
        later = [(key, said[key]) for key in _later(each, wrote) if key in said] if each.mine else []
        if first := next((key for key, word in later if word.bears_on(each, letters)), None):
            found[each.id] = moment_of(first)
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    """A later message of mine: `beginning` holds what I wrote, and what I quoted."""

    conversation_id: int
    subject: str
    own: list[list[int]]
    beginning: str

    def bears_on(self, begun: store.Commitment, letters: Mapping[int, _Letter]) -> bool:
        """Whether it quotes it, answers it without a subject, or speaks of the same thing, in another conversation."""
        if self.conversation_id == begun.conversation_id:
            return False
        if _plain(begun.quote) in _plain(self.beginning):
            return True
        subject = letters[begun.message_id or 0].subject
        if is_reply(self.subject) and not topic(self.subject) and not topic(subject):
            return True
        words = " ".join(self.beginning[start:end] for start, end in self.own) if self.own else self.beginning
        return same_thing(stems(f"{begun.quote} {begun.what} {subject}"), stems(f"{self.subject} {words[:_SHORT]}"))


def _plain(text: str) -> str:
    """A text by its letters alone: quoting breaks lines elsewhere and puts marks before them."""
    return _NO_LETTERS.sub("", text.lower())


def _later(begun: store.Commitment, wrote: Mapping[int, Sequence[int]]) -> Sequence[int]:
    return [key for key in wrote.get(begun.connection_id or 0, ()) if key > (begun.message_id or 0)][:_LATER]


def _words(conversations: set[int], earliest: datetime, now: datetime) -> dict[int, _Words]:
    rows = store.Message.objects.filter(
        conversation_id__in=conversations, id__gte=key_at(earliest), id__lt=key_at(now + _SECOND)
    )
    words: dict[int, _Words] = defaultdict(lambda: ([], []))
    for conversation, id_, mine in rows.order_by("id").values_list("conversation_id", "id", "mine"):
        words[conversation][not mine].append(id_)
    return words


def _facts(begun: store.Commitment, letter: _Letter, mine: list[int], theirs: list[int]) -> MailFacts:
    began = begun.message_id or 0
    by_me = bisect_left(mine, began) < len(mine) and mine[bisect_left(mine, began)] == began
    before = theirs[: bisect_left(theirs, began)] if by_me else mine[: bisect_left(mine, began)]
    return MailFacts(
        subject=letter.subject,
        confidence=begun.confidence,
        addressees=letter.addressees,
        length=letter.length,
        words=letter.words,
        forwarded=is_forward(letter.subject),
        original_missing=is_reply(letter.subject) and not is_forward(letter.subject) and not before,
        my_word_at=_after(mine, began),
        their_word_at=_after(theirs, began),
    )


def _after(messages: list[int], began: int) -> datetime | None:
    place = bisect_right(messages, began)
    return moment_of(messages[place]) if place < len(messages) else None
