"""What Today needs to know of the mail around some commitments: to how many it was put, what was said since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db.models import Count
from django.db.models.functions import Length

from segue.domain.addresses import organisation
from segue.domain.threads import is_reply
from segue.domain.today.facts import MailFacts
from segue.store import models as store
from segue.store.models import Asker, key_at, moment_of

_SECOND = timedelta(seconds=1)
_EARLIER = timedelta(days=60)


def mail_facts(commitments: Iterable[store.Commitment], now: datetime) -> Mapping[int, MailFacts]:
    """The mail in which each of these began, by the commitment's id; what began in no mail is left out."""
    begun = [each for each in commitments if each.message_id is not None]
    if not begun:
        return {}
    letters = _letters({each.message_id or 0 for each in begun})
    earliest = moment_of(min(each.message_id or 0 for each in begun)) - _EARLIER
    words = _words({each.conversation_id for each in begun}, earliest, now)
    return {each.id: _facts(each, *letters[each.message_id or 0], *words[each.conversation_id]) for each in begun}


def colleagues(asker: Asker, persons: Iterable[int]) -> set[int]:
    """Those of these persons who write from the domain of an organisation from which I write too."""
    mine = store.Address.objects.owned_by(asker).filter(kind=store.Address.Kind.MINE)
    houses = {house for addr in mine.values_list("addr", flat=True) if (house := organisation(addr))}
    if not houses:
        return set()
    theirs = store.Address.objects.filter(person_id__in=list(persons)).values_list("person_id", "addr")
    return {person for person, addr in theirs if person is not None and organisation(addr) in houses}


_Letter = tuple[str, int, int]
"""Its subject, how many characters its author wrote, and how many stand in To."""
_Words = tuple[list[int], list[int]]
"""The messages of a conversation, in order: mine, and everybody else's."""


def _letters(ids: set[int]) -> dict[int, _Letter]:
    to = store.Recipient.objects.filter(message_id__in=ids, role=store.Recipient.Role.TO)
    counts = dict(to.values_list("message_id").annotate(count=Count("address_id")).order_by())
    rows = store.Message.objects.filter(id__in=ids).annotate(length=Length("body"))
    return {
        id_: (subject, sum(end - start for start, end in own) if own else length, counts.get(id_, 0))
        for id_, subject, own, length in rows.values_list("id", "subject", "own", "length")
    }


def _words(conversations: set[int], earliest: datetime, now: datetime) -> dict[int, _Words]:
    rows = store.Message.objects.filter(
        conversation_id__in=conversations, id__gte=key_at(earliest), id__lt=key_at(now + _SECOND)
    )
    words: dict[int, _Words] = defaultdict(lambda: ([], []))
    for conversation, id_, mine in rows.order_by("id").values_list("conversation_id", "id", "mine"):
        words[conversation][not mine].append(id_)
    return words


def _facts(
    begun: store.Commitment, subject: str, length: int, addressees: int, mine: list[int], theirs: list[int]
) -> MailFacts:
    began = begun.message_id or 0
    by_me = bisect_left(mine, began) < len(mine) and mine[bisect_left(mine, began)] == began
    before = theirs[: bisect_left(theirs, began)] if by_me else mine[: bisect_left(mine, began)]
    return MailFacts(
        subject=subject,
        confidence=begun.confidence,
        addressees=addressees,
        length=length,
        original_missing=is_reply(subject) and not before,
        my_word_at=_after(mine, began),
        their_word_at=_after(theirs, began),
    )


def _after(messages: list[int], began: int) -> datetime | None:
    place = bisect_right(messages, began)
    return moment_of(messages[place]) if place < len(messages) else None
