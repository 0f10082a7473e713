"""Somebody who was forgotten and wishes to stay away: no later import brings them back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from segue.actions.intake.mail import Prepared
from segue.formats.records import EventRecord
from segue.store.forgotten import digest_of
from segue.store.models import NotReturning


class Forgotten:
    """The addresses of those of the owner's who stay away; only their keyed hashes are known."""

    def __init__(self, owner: int) -> None:
        stay_away = NotReturning.objects.filter(owner_id=owner).values_list("digest", flat=True)
        self.digests = {bytes(each) for each in stay_away}
        self.is_one = lru_cache(maxsize=10_000)(lambda addr: digest_of(addr) in self.digests)

    def without(self, mails: Iterable[Prepared]) -> list[Prepared]:
        """The mails that others wrote, without those who stay away among their recipients."""
        if not self.digests:
            return list(mails)
        return [self._open_to_others(mail) for mail in mails if not (mail.sender and self.is_one(mail.sender[0]))]

    def without_guests(self, entries: Iterable[EventRecord]) -> list[EventRecord]:
        """The calendar entries, without those who stay away among the people in them."""
        return [self._among_others(entry) for entry in entries] if self.digests else list(entries)

    def _among_others(self, entry: EventRecord) -> EventRecord:
        host = None if entry.organizer and self.is_one(entry.organizer.addr) else entry.organizer
        guests = tuple(each for each in entry.attendees if not self.is_one(each.addr))
        return replace(entry, organizer=host, attendees=guests)

    def _open_to_others(self, mail: Prepared) -> Prepared:
        kept = tuple(who for who in mail.recipients if not self.is_one(who[0]))
        return mail if len(kept) == len(mail.recipients) else mail._replace(recipients=kept)
