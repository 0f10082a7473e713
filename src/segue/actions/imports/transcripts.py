"""Transcripts: a talk, written down turn by turn, joined to the calendar entry of the same time where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from django.db.models import Q

from segue.actions.imports.persons import sort_name
from segue.actions.imports.writer import MARK, free_ids
from segue.actions.intake.preparing import kept
from segue.actions.stale import mark_stale
from segue.detect import detect
from segue.detect.acts import ACTION_ITEM
from segue.detect.remarks import remarks
from segue.detect.spoken import Turn, next_steps
from segue.domain import names
from segue.domain.weave import fingerprint
from segue.formats.archive import File, Packed
from segue.formats.records import TranscriptRecord
from segue.queries.maintaining import topics_of
from segue.store import bulk
from segue.store.models import (
    Address,
    Asker,
    Connection,
    Conversation,
    Mark,
    Member,
    Message,
    Participant,
    Person,
    Rejected,
    message_key,
)

_LIVE = ("call", "meeting", "room")
# How far apart the entry in the calendar and the beginning of the transcript may lie.
_NEAR = timedelta(minutes=30)
_WHEN = re.compile(
    r"(GMT|UTC)?(20\d\d)-?(\d\d)-?(\d\d)(?:[T_ -]+(\d\d)[-:.h]?(\d\d)(?:[-:.m]?(\d\d))?)?(Z)?(?!\d)", re.IGNORECASE
)
# What a transcript calls somebody whose name it does not know.
_NO_NAME = re.compile(
    r"(?:(?:unknown |call-in )?(?:speaker|participant|user|guest|caller|host|sprecher(?:in)?|teilnehmer(?:in)?|gast|"
    r"interlocuteur|locuteur|participante|hablante|talare)?[ _#-]*(?:\d+|[a-z])?|unknown|\W*)",
    re.IGNORECASE,
)
_MESSAGE = (
    "id", "owner_id", "conversation_id", "sent_at", "body", "own", "digest", "speaker", "mine", "source_id", "position",
)  # fmt: skip
_CALLED = "UPDATE store_participant SET speaker = %s WHERE conversation_id = %s AND person_id = %s"

_Row = tuple[int, int, int, str, str, str, bytes, str, bool, int | None, int]


def store(asker: Asker, source: int, record: TranscriptRecord, began: datetime) -> bool:
    """Write a talk that began at this moment; False where it is known already. Its commitments are left to be read."""
    talk = Talk(asker, record, began)
    if Message.objects.filter(owner_id=asker.member_id, digest=talk.digest(0)).exists():
        return False
    talk.write(source)
    return True


def began(path: File, zone: str) -> datetime:
    """When the talk of a file began: as its name says (in this zone, or in GMT), else when the file was written.

    A name that tells the day alone means noon.
    """
    if found := _WHEN.search(path.stem):
        gmt, *digits, zulu = found.groups()
        year, month, day, hour, minute, second = (int(each) if each else None for each in digits)
        try:
            local = datetime(
                year or 0, month or 0, day or 0, 12 if hour is None else hour, minute or 0, second or 0,
                tzinfo=UTC if gmt or zulu else ZoneInfo(zone),
            )  # fmt: skip
            return local.astimezone(UTC)
        except ValueError:
            pass  # digits that are no date
    on_disk = path.archive if isinstance(path, Packed) else path
    return datetime.fromtimestamp(on_disk.stat().st_mtime, UTC)


class Talk:
    """A transcript on its way into the store, and `into` a talk where it is said which."""

    def __init__(
        self, asker: Asker, record: TranscriptRecord, began: datetime, into: Conversation | None = None
    ) -> None:
        self.into = into
        self.asker, self.owner, self.record, self.began = asker, asker.member_id, record, began
        self.ended = began + timedelta(seconds=record.duration_s)
        self.mine = _my_names(asker)
        self.persons = {name: self._person(name) for name in record.speakers}
        text = "\n".join(f"{turn.speaker}: {turn.text}" for turn in record.turns)
        self.fingerprint = blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()

    def digest(self, number: int) -> bytes:
        """Of a turn: the same when the same transcript is read again."""
        return blake2b(self.fingerprint + number.to_bytes(4, "big"), digest_size=16).digest()

    def write(self, source: int | None) -> None:
        """Write its turns with what is detected in them, and who took part; `source`: the file it was read from."""
        conversation = self._conversation()
        people = {person: name for name, person in self.persons.items() if person is not None}
        if not people and not Participant.objects.filter(conversation=conversation).exists():
            people = self._strangers()
        rows = [(self.owner, conversation, person, name[:300]) for person, name in people.items()]
        bulk.insert_missing(Participant, ("owner_id", "conversation_id", "person_id", "speaker"), rows)
        bulk.run_many(_CALLED, [(name[:300], conversation, person) for person, name in people.items()])
        turns = self._turns(conversation, source)
        bulk.insert(Message, _MESSAGE, turns)
        bulk.insert(Mark, MARK, list(self._marks(turns)))
        bulk.index_text([(row[0], "", row[4]) for row in turns])
        mark_stale(Connection.objects.filter(person__in=people).values_list("id", flat=True))

    def _conversation(self) -> int:
        """The talk that it was said to be of, else the entry in the calendar for this time, or a call of its own."""
        if self.into is not None:
            self.into.message_count, self.into.stale = self.into.message_count + len(self.record.turns), True
            self.into.save(update_fields=["message_count", "stale"])
            return self.into.id
        live = Conversation.objects.filter(owner_id=self.owner, medium__in=_LIVE, message_count=0, cancelled=False)
        near = live.filter(first_at__range=(self.began - _NEAR, self.began + _NEAR))
        uid, title = f"transcript:{self.digest(0).hex()}", self.record.title[:998]
        entry = min(near, key=lambda each: abs(each.first_at - self.began), default=None)
        entry = entry or Conversation(owner_id=self.owner, medium="call", subject=title, uid=uid)
        entry.first_at, entry.held_until = self.began, self.ended
        entry.last_at, entry.message_count, entry.stale = self.ended, len(self.record.turns), True
        entry.save()
        return entry.id

    def _turns(self, conversation: int, source: int | None) -> list[_Row]:
        """Ids keep the order of the turns, also of those that begin in one second."""
        moments = [self.began + timedelta(seconds=turn.start_s) for turn in self.record.turns]
        ids = free_ids([message_key(at, number << 14) for number, at in enumerate(moments)])
        rows = [
            (
                id_, self.owner, conversation, bulk.written(at), turn.text, f"[[0,{len(turn.text)}]]",
                self.digest(number), turn.speaker[:300], self._is_mine(turn.speaker), source, number,
            )
            for number, (id_, at, turn) in enumerate(zip(ids, moments, self.record.turns, strict=True))
        ]  # fmt: skip
        return sorted(rows)

    def _marks(self, rows: Sequence[_Row]) -> Iterator[tuple[object, ...]]:
        before, zone = "", ZoneInfo(self.asker.zone)
        for id_, _, _, _, text, _, _, speaker, _, _, number in rows:
            at = self.began + timedelta(seconds=self.record.turns[number].start_s)
            offset = at.astimezone(zone).utcoffset() or timedelta(0)
            acts = detect(
                text,
                speaker=speaker,
                to=", ".join(each for each in self.record.speakers if each != speaker),
                date=at,
                zone_minutes=offset // timedelta(minutes=1),
                before=before,
                kind="talk",
            )
            yield from ((self.owner, id_, *saw, "") for saw in kept(acts))
            before = text
        turns = [Turn(row[7], row[4]) for row in rows]
        yield from self._next_steps(rows, turns)
        yield from self._remarks(rows, turns)

    def _next_steps(self, rows: Sequence[_Row], turns: Sequence[Turn]) -> Iterator[tuple[object, ...]]:
        """What the talk says will be done after it: offered when it is wrapped up, and no commitment by itself."""
        for step in next_steps(turns):
            id_, text = rows[step.place][0], rows[step.place][4]
            owners = ", ".join(step.owners)[:320]
            yield self.owner, id_, ACTION_ITEM, 0, len(text), step.confidence, False, owners, "", None, "", ""

    def _remarks(self, rows: Sequence[_Row], turns: Sequence[Turn]) -> Iterator[tuple[object, ...]]:
        """Limits, decisions, ideas and topics: offered as marks, but for those that were said to be none before."""
        present = Participant.objects.filter(conversation_id=rows[0][2]).values_list("person_id", flat=True)
        known = [topic for topics in topics_of(self.asker, list(present)).values() for topic in topics]
        refused = {bytes(each) for each in Rejected.objects.owned_by(self.asker).values_list("fingerprint", flat=True)}
        for each in remarks(turns, known):
            id_, text, digest = rows[each.place][0], rows[each.place][4], rows[each.place][6]
            if fingerprint(digest, each.kind, text[each.start : each.end]) not in refused:
                what = each.phrase[:500]
                yield self.owner, id_, each.kind, each.start, each.end, each.confidence, False, "", what, None, "", ""

    def _strangers(self) -> dict[int, str]:
        """Whoever spoke, where nobody is known: made, for a talk with nobody would never be asked for an ending.

        Those who have no name ("Speaker 2"), or one that several have, are one somebody, to be named or merged by hand.
        """
        named = [each for each in self.record.speakers if not self._is_mine(each) and self._is_new(each)]
        if named:
            return {self._make(each): each for each in named}
        return {self._make(f"Somebody in “{self.record.title or 'a talk'}”"): ""}

    def _is_new(self, speaker: str) -> bool:
        return _NO_NAME.fullmatch(speaker) is None and not self._called(speaker)

    def _make(self, name: str) -> int:
        name = name[:300]
        person = Person.objects.create(
            owner_id=self.owner, name=name, sort_name=sort_name(name, name), source="transcript",
            first_at=self.began, last_at=self.ended,
        )  # fmt: skip
        Connection.objects.create(owner_id=self.owner, person=person)
        return person.id

    def _is_mine(self, speaker: str) -> bool:
        return bool(speaker) and names.parse(speaker) in self.mine

    def _person(self, speaker: str) -> int | None:
        """The one person of exactly this name; nobody where it is mine or several have it."""
        if self._is_mine(speaker):
            return None
        found = self._called(speaker)
        return found[0] if len(found) == 1 else None

    def _called(self, speaker: str) -> list[int]:
        """Those of exactly this name, two at most."""
        called = Q(name__iexact=speaker) | Q(sort_name=sort_name(speaker, speaker))
        known = Person.objects.filter(called, owner_id=self.owner, redacted_at=None)
        return list(known.values_list("id", flat=True)[:2])


def _my_names(asker: Asker) -> set[names.Name]:
    """What I am called: my account's name, and the names that my addresses are written with."""
    mine = Address.objects.owned_by(asker).filter(kind=Address.Kind.MINE).values_list("name", flat=True)
    account = Member.objects.select_related("user").get(id=asker.member_id).user.name
    return {names.parse(name) for name in (account, *mine) if name}
