"""What domain.weave reads, conversations taken apart into utterances, and what it gives: woven commitments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from segue.domain import cues
from segue.domain.alike import stems
from segue.domain.commitments import DatedMove, State

ME = 0
"""The party that stands for the owner; every other party is a person's id."""
STRANGER = -1
"""The party that stands for all who are known by name alone: those written to who are no person yet."""


class Kind(StrEnum):
    """What began a commitment."""

    REQUEST = "request"
    QUESTION = "question"
    PROMISE = "promise"
    OFFER = "offer"


def lasts(words: str, due_text: str) -> bool:
    """Whether the time phrase of a sentence tells how long something lasts, and not by when it is done.

    "I am in Lisbon until Thursday" lasts; "not until Thursday" and "you have until Thursday" are deadlines.
    """
    if not cues.UNTIL.match(due_text):
        return False
    place = words.find(" ".join(due_text.split()))
    return not cues.DEADLINE.search(words[: max(0, place)])


@dataclass(frozen=True, slots=True)
class Said:
    """An act in a message: `words` stand at `start`..`end` of its body. `performer` is as detection tells it."""

    act: str
    start: int
    end: int
    words: str
    what: str = ""
    performer: str = "author"
    due: date | None = None
    due_text: str = ""
    confidence: float = 1.0
    sure: bool = True
    """It passes the showing threshold; what does not can only move what was begun by surer words."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message of the conversation. Parties are ids of persons, ME, or None for a robot or a stranger.

    `heard` are all who received it, `to` those it is meant for. `public` tells list and bulk mail. `opening` is how it
    begins, in its author's own words; `delivers` that something is attached; `replies` that its subject
    answers another. `readers`: how many stand in To, those of whom nothing is known among them (0: as many as in `to`).
    """

    id: int
    at: datetime
    by: int | None
    to: tuple[int, ...]
    said: tuple[Said, ...] = ()
    public: bool = False
    opening: str = ""
    heard: tuple[int, ...] = ()
    delivers: bool = False
    replies: bool = False
    readers: int = 0

    @property
    def count(self) -> int:
        """To how many it is, known or not."""
        return max(self.readers, len(self.to))

    def reaches(self, party: int) -> bool:
        """Whether this party heard it; of list mail nobody can tell, so that everybody may have."""
        return self.public or party in self.to or party in self.heard


@dataclass(slots=True)
class WovenMove:
    """A move and the message it was read in."""

    made: DatedMove
    message_id: int
    words: str


@dataclass(slots=True)
class Woven:
    """A commitment read from a conversation, with its moves in order."""

    kind: Kind
    message_id: int
    said: Said
    performer: int
    requester: int
    made_at: datetime
    named: bool
    asked: tuple[int, ...]
    state: State
    moves: list[WovenMove] = field(default_factory=list)
    answered_at: datetime | None = None
    reminded: tuple[datetime, int] | None = None
    promised: Said | None = None
    """The words of the promise, where it was asked for first."""

    @property
    def deed(self) -> Said:
        """The words that say what is to be done: a question is none, what it was answered with may be."""
        return self.promised if self.promised and self.promised.what and self.kind is Kind.QUESTION else self.said

    @property
    def words(self) -> frozenset[str]:
        """The stems that tell what it is about."""
        return stems(f"{self.said.what} {self.said.words}")
