"""What Today needs to know of the mail around some commitments: to how many it was put, what was said since."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import Left, Length

from segue.domain import cues
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
_FEW_NAMED = 2
_LATER = 40
_QUOTING = 2500
_LOOKED_AT = 4000
_NAME_PARTS = re.compile(r"[^\W\d_]{3,}")
_SOON = timedelta(days=15)
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
    spoken_of = _spoken_of(begun, letters, wrote, now)
    return {
        each.id: replace(
            _facts(each, letters[each.message_id or 0], _to_them(words[each.conversation_id], each, wrote)),
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
    by_name: bool
    asks: int
    body: str
    others: frozenset[str] = frozenset()
    """The given names, in lower case, of those who received it beside me."""

    def before(self, place: int) -> str:
        """What stands before that place of the body, as far as it is looked at."""
        return self.body[:place] if place <= len(self.body) else ""


class _Spoken(NamedTuple):
    """The messages of a conversation, in order: mine that are no forwards, everybody else's, and my forwards."""

    mine: list[int]
    theirs: list[int]
    forwards: list[int]


def _letters(ids: set[int]) -> dict[int, _Letter]:
    to = store.Recipient.objects.filter(message_id__in=ids, role=store.Recipient.Role.TO)
    counts = dict(to.values_list("message_id").annotate(count=Count("address_id")).order_by())
    rows = store.Message.objects.filter(id__in=ids).annotate(length=Length("body"), beginning=Left("body", _LOOKED_AT))
    others = _others(ids)
    letters: dict[int, _Letter] = {}
    for id_, subject, own, length, beginning in rows.values_list("id", "subject", "own", "length", "beginning"):
        written = sum(end - start for start, end in own) if own else length
        first = beginning[: 2 * _SHORT]
        words = " ".join(first[start:end] for start, end in own) if own else first
        short = words if written <= _SHORT else ""
        called = cues.calls_by_name(words)
        letters[id_] = _Letter(
            subject, written, short, counts.get(id_, 0), called, _asks(words), beginning, others.get(id_, frozenset())
        )
    return letters


def _others(ids: set[int]) -> dict[int, frozenset[str]]:
    """By message, the given names of those who received it beside me, where there are any."""
    rows = store.Recipient.objects.filter(message_id__in=ids).exclude(address__kind=store.Address.Kind.MINE)
    names: dict[int, set[str]] = defaultdict(set)
    for id_, name in rows.values_list("message_id", "address__person__name"):
        names[id_].update(part for part in _NAME_PARTS.findall((name or "").lower())[:1])
    return {id_: frozenset(found) for id_, found in names.items()}


def _asks(words: str) -> int:
    return cues.MANY_QUESTIONS if cues.QUIZ.search(words) else words.count("?")


def _spoken_of(
    begun: Sequence[store.Commitment], letters: Mapping[int, _Letter], wrote: Mapping[int, Sequence[int]], now: datetime
) -> dict[int, datetime]:
    """When I first wrote of each of these in another conversation, to those with whom they are."""
    asked = [each for each in begun if each.mine]
    to_others = _to_third_persons(asked, now)
    later = {each.id: (*_later(each, wrote), *to_others.get(each.id, ())) for each in asked}
    copied = _copied(asked, now)
    keys = {key for found in (*later.values(), *copied.values()) for key in found}
    rows = store.Message.objects.filter(id__in=keys).annotate(beginning=Left("body", _QUOTING))
    said = {row[0]: _Word(*row[1:]) for row in rows.values_list("id", "conversation_id", "subject", "own", "beginning")}
    found: dict[int, datetime] = {}
    for each in asked:
        bearing = [key for key in later[each.id] if key in said and said[key].bears_on(each, letters)]
        bearing += [key for key in copied.get(each.connection_id or 0, ()) if _soon(each, key) and said[key].answers]
        if bearing:
            found[each.id] = moment_of(min(bearing))
    return found


def _to_third_persons(asked: Sequence[store.Commitment], now: datetime) -> dict[int, list[int]]:
    """My messages, within days, to those whom a request names: "please send it to Dale" is done by a mail to Dale."""
    named = {each: names for each in asked if (names := cues.third_persons(each.quote))}
    if not named:
        return {}
    first = min(each.message_id or 0 for each in named)
    mine = store.Recipient.objects.filter(message__mine=True, role=store.Recipient.Role.TO, owner_id=asked[0].owner_id)
    mine = mine.filter(message_id__gt=first, message_id__lt=key_at(now + _SECOND)).order_by("message_id")
    sent = list(mine.values_list("message_id", "address__addr", "address__person__name")[:_LOOKED_AT])
    to = [(key, set(_NAME_PARTS.findall(f"{addr} {name}".lower()))) for key, addr, name in sent]
    return {each.id: [key for key, parts in to if _soon(each, key) and names & parts] for each, names in named.items()}


def _soon(begun: store.Commitment, key: int) -> bool:
    began = begun.message_id or 0
    return began < key < key_at(moment_of(began) + _SOON)


def _copied(asked: Sequence[store.Commitment], now: datetime) -> dict[int, list[int]]:
    """My later messages of which they had a copy, by their connection."""
    if not asked:
        return {}
    rows = store.Recipient.objects.filter(
        role=store.Recipient.Role.CC,
        message__mine=True,
        address__person__connection__in={each.connection_id for each in asked},
        message_id__gt=min(each.message_id or 0 for each in asked),
        message_id__lt=key_at(now + _SECOND),
    )
    found: dict[int, list[int]] = defaultdict(list)
    for connection, key in rows.order_by("message_id").values_list("address__person__connection", "message_id"):
        found[connection].append(key)
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    """A later message of mine: `beginning` holds what I wrote, and what I quoted."""

    conversation_id: int
    subject: str
    own: list[list[int]]
    beginning: str

    @property
    def words(self) -> str:
        """What I wrote myself."""
        return " ".join(self.beginning[start:end] for start, end in self.own) if self.own else self.beginning

    @property
    def answers(self) -> bool:
        """Whether it answers all that was asked, whatever its subject."""
        return bool(cues.ANSWERS.search(self.words))

    def bears_on(self, begun: store.Commitment, letters: Mapping[int, _Letter]) -> bool:
        """Whether it quotes it, answers it without a subject, or speaks of the same thing, in another conversation."""
        if self.conversation_id == begun.conversation_id:
            return False
        if _plain(begun.quote) in _plain(self.beginning):
            return True
        if self.answers:
            return True
        named = stems(begun.quote)
        if named and len(named) <= _FEW_NAMED and named <= stems(self.words[:_SHORT]):
            return True
        subject = letters[begun.message_id or 0].subject
        if is_reply(self.subject) and not topic(self.subject) and not topic(subject):
            return True
        asked, said = stems(f"{begun.quote} {begun.what} {subject}"), stems(f"{self.subject} {self.words[:_SHORT]}")
        return same_thing(asked, said) or (bool(cues.HERE_IT_IS.search(self.words) and asked & said))


def _plain(text: str) -> str:
    """A text by its letters alone: quoting breaks lines elsewhere and puts marks before them."""
    return _NO_LETTERS.sub("", text.lower())


def _later(begun: store.Commitment, wrote: Mapping[int, Sequence[int]]) -> Sequence[int]:
    return [key for key in wrote.get(begun.connection_id or 0, ()) if key > (begun.message_id or 0)][:_LATER]


def _words(conversations: set[int], earliest: datetime, now: datetime) -> dict[int, _Spoken]:
    rows = store.Message.objects.filter(
        conversation_id__in=conversations, id__gte=key_at(earliest), id__lt=key_at(now + _SECOND)
    )
    words: dict[int, _Spoken] = defaultdict(lambda: _Spoken([], [], []))
    for conversation, id_, mine, subject in rows.order_by("id").values_list("conversation_id", "id", "mine", "subject"):
        spoken = words[conversation]
        (spoken.theirs if not mine else spoken.forwards if is_forward(subject) else spoken.mine).append(id_)
    return words


def _to_them(spoken: _Spoken, begun: store.Commitment, wrote: Mapping[int, Sequence[int]]) -> _Spoken:
    """Of my later words only those to this connection: a conversation may hold mail of the same beginning to others."""
    later = wrote.get(begun.connection_id or 0)
    if later is None:
        return spoken
    to_them, began = frozenset(later), begun.message_id or 0
    return spoken._replace(mine=[key for key in spoken.mine if key <= began or key in to_them])


def _facts(begun: store.Commitment, letter: _Letter, spoken: _Spoken) -> MailFacts:
    began, (mine, theirs, forwards) = begun.message_id or 0, spoken
    by_me = bisect_left(mine, began) < len(mine) and mine[bisect_left(mine, began)] == began
    before = theirs[: bisect_left(theirs, began)] if by_me else mine[: bisect_left(mine, began)]
    return MailFacts(
        subject=letter.subject,
        confidence=begun.confidence,
        addressees=letter.addressees,
        by_name=letter.by_name or cues.calls_by_name(begun.quote),
        asks=letter.asks,
        length=letter.length,
        words=letter.words,
        forwarded=is_forward(letter.subject),
        original_missing=is_reply(letter.subject) and not is_forward(letter.subject) and not before,
        my_word_at=_after(mine, began),
        their_word_at=_after(theirs, began),
        passed_on_at=_after(forwards, began),
        before=cues.sentence_before(letter.before(begun.start)),
        for_another=begun.mine and bool(cues.turns_to(letter.before(begun.start)) & letter.others),
    )


def _after(messages: list[int], began: int) -> datetime | None:
    place = bisect_right(messages, began)
    return moment_of(messages[place]) if place < len(messages) else None
