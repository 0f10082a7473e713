"""The plain records that every reader gives and every writer takes.

All moments are aware datetimes in UTC, but for those of a chat. Offsets named `start` and `end` count characters of
the text they belong to; `position` and `size` count bytes of the (decompressed) source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from typing import Literal

Span = tuple[int, int]
Bulk = Literal["", "list", "robot", "bulk"]


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody's mail address, lower-cased and never empty, with the name it was written with."""

    name: str
    addr: str


@dataclass(frozen=True, slots=True)
class RawMail:
    """One undecoded mail: its bytes and where they stood.

    In an mbox `position` is the byte offset of the From_ line in the (decompressed) source; in a folder
    of single files it is the running number of the file. `after` is where reading resumes when this
    mail is done, `size` the bytes it takes for progress. `flags` are Maildir's letters (`S` seen, `R`
    answered...), `envelope` is mbox's From_ line.
    """

    position: int
    after: int
    size: int
    data: bytes
    folder: str = ""
    flags: str = ""
    envelope: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class MailRecord:
    """One mail, decoded.

    `body` is the whole text (HTML turned to text, NFC, newlines `\\n`, no NUL) and `own` the spans of
    it that the sender newly wrote: quoted text, `signature` and disclaimers are outside.
    """

    message_id: str
    date: datetime | None
    zone_minutes: int | None
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    body: str
    own: tuple[Span, ...]
    signature: Span | None
    bulk: Bulk
    bulk_reason: str
    list_id: str
    attachments: tuple[str, ...]
    automatic: bool
    folder: str
    labels: tuple[str, ...]
    digest: bytes
    position: int
    size: int

    @property
    def own_text(self) -> str:
        """What the sender newly wrote, the parts joined by a blank line."""
        return "\n\n".join(self.body[start:end] for start, end in self.own)


@dataclass(frozen=True, slots=True)
class KnownMail:
    """A mail that is known already: where it stood, and enough to count it."""

    position: int
    digest: bytes
    date: datetime | None
    zone_minutes: int | None
    sender: Address | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """An item that could not be read: where it stands and why."""

    source: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance of a transcript; seconds count from its beginning."""

    speaker: str
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TranscriptRecord:
    """A talk, written down. `speakers` are in the order in which they first spoke."""

    title: str
    turns: tuple[Turn, ...]
    speakers: tuple[str, ...] = ()
    source: str = ""

    @property
    def duration_s(self) -> float:
        """Seconds from the beginning to the end of the last turn."""
        return max((turn.end_s for turn in self.turns), default=0.0)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as written on a card; `kind` is mobile, work, home, fax, other."""

    number: str
    kind: str = "other"


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One card of an address book. `raw` is the card as it was read, nothing left out.

    `names` begins with the name to show; further spellings and nicknames follow. `birthday` stays
    text because a card may leave out the year (`--04-12`).
    """

    names: tuple[str, ...]
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    org: str = ""
    title: str = ""
    urls: tuple[str, ...] = ()
    note: str = ""
    birthday: str = ""
    categories: tuple[str, ...] = ()
    uid: str = ""
    raw: str = ""
    source: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited; `answer` is PARTSTAT in lower case (`accepted`, `declined`, ...), or empty."""

    name: str
    addr: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One VEVENT or VTODO.

    `start` and `end` are UTC; `zone` names the zone in which it was written, for a day-long one
    `start_day` and `end_day` (exclusive, RFC 5545 3.6.1) hold what was written and the moments are
    midnight UTC. `recurrence` keeps the RRULE as written and `raw` the whole component, of which
    `segue.formats.ical.occurrences` expands single dates when asked. `to_do` tells a VTODO, whose due
    moment is `end`.
    """

    uid: str
    start: datetime | None
    end: datetime | None
    zone: str
    all_day: bool
    summary: str
    start_day: Date | None = None
    end_day: Date | None = None
    description: str = ""
    location: str = ""
    attendees: tuple[Attendee, ...] = ()
    organizer: Address | None = None
    status: str = ""
    recurrence: str = ""
    recurrence_id: str = ""
    url: str = ""
    sequence: int = 0
    method: str = ""
    to_do: bool = False
    completed: datetime | None = None
    related_to: tuple[str, ...] = ()
    raw: str = ""
    source: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ChatRecord:
    """One message of a chat. `at` is what the clock of the phone showed: a moment without zone.

    `again` counts those before it of the same clock time, speaker and text. `after` is where the next begins.
    """

    speaker: str
    at: datetime
    text: str
    attachments: tuple[str, ...] = ()
    again: int = 0
    source: str = ""
    position: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance of an archive that is brought into a community, whatever kind of archive it is.

    `key` is by what its source knows it, the same in every export; `parents` are keys of what it answers or goes on
    from, which need not be there. `about` is what the thread that it begins is called, `loose` the subject by which
    mail that names no other is told. `own` are the spans that its author newly wrote; empty: all of it.
    """

    key: str
    parents: tuple[str, ...]
    speaker: str
    handle: str
    at: datetime
    about: str
    body: str
    own: tuple[Span, ...] = ()
    loose: str = ""
    replies: bool = False
    source: str = ""
    position: int = 0


LeftOutFor = Literal["private", "robot", "notice", "empty"]
"""Why something is not brought into a community: it was said in private; a machine said it; it tells who came, went
or changed something; there are no words in it."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an archive holds and is not brought in, on purpose; of what is private it counts conversations."""

    why: LeftOutFor
    count: int = 1
