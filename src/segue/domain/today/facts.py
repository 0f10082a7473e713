"""What Today is decided from: everything known about one connection, as plain values.

Every `datetime` is an aware UTC moment, every `date` a day on the wall calendar of whoever owns it (a promise's
due date: the promiser's zone; everything else: mine). The queries build these from the store, holding facts
up to `now` only; talks yet to come are facts too.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from segue.domain.calendar import Calendar
from segue.domain.commitments import OWED, DueDate, State
from segue.domain.introductions import Introduction, Match, Which

EVERYTHING_READ = datetime.max.replace(tzinfo=UTC)
"""For `sent_read_until`, where there is no sent mail that could be missing (only talks are logged, say)."""


class Ending(StrEnum):
    """How a live talk was wrapped up."""

    NEXT_STEP = "next step"
    CLOSED = "honest close"
    ENJOYED = "enjoyed"


@dataclass(frozen=True, slots=True)
class MailFacts:
    """What is known of the mail in which the words of a row stand; the defaults hold for what was logged by hand."""

    subject: str = ""
    confidence: float = 1.0
    """How sure detection is of what the words do, 0 to 1."""
    addressees: int = 1
    """How many stand in To."""
    by_name: bool = False
    """It greets me, or the words call me, by name."""
    asks: int = 0
    """How many questions stand at its beginning; many in a quiz."""
    length: int = 0
    """How many characters its author wrote in it."""
    words: str = ""
    """All that its author wrote, where it is short."""
    forwarded: bool = False
    original_missing: bool = False
    """It answers something that is not kept, so that an answer to it need not have been kept either."""
    my_word_at: datetime | None = None
    """My first later word in the conversation to those of whom it is; a forward is none."""
    spoken_of_at: datetime | None = None
    """When I first wrote of the same thing elsewhere, to them or to somebody whom the words name."""
    passed_on_at: datetime | None = None
    """When I first forwarded something in the conversation, after it."""
    for_another: bool = False
    """The letter turns to another of its readers by name just before the words."""
    their_word_at: datetime | None = None
    """The first later word in the conversation of anybody else."""
    before: str = ""
    """The sentence that stands just before the words, by the same hand."""


LOGGED = MailFacts()
"""For what was not found in mail."""


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """Something asked of or promised between me and this connection. The state is `commitments.replay`'s.

    In a group each named performer has their own; a promise between two others is never given here.
    """

    id: int
    mine: bool
    """I am the performer (B)."""
    requested_by_me: bool
    """I am the one who asks (A): requested by me, offered or promised to me."""
    state: State
    what: str
    """What is to be done, in a few words."""
    quote: str
    """The exact words."""
    made_at: datetime
    """When the words that began it were said."""
    moved_at: datetime
    """When it came into its present state (the moment of its latest move)."""
    promised_at: datetime | None = None
    """When the standing promise was given; None: never promised."""
    promise: "WordFacts | None" = None
    """The words of the promise, where others began it (it was asked for first)."""
    due: date | None = None
    """The date that holds (`History.due`): the agreed one until another is agreed."""
    due_history: tuple[DueDate, ...] = ()
    performer_zone: str = "UTC"
    performer_country: str | None = None
    other: str | None = None
    """The other side's name, where it is one of a group; None: the connection's own name."""
    phone: str | None = None
    """Their number, where it is one of a group; None: the connection's own."""
    message_id: int | None = None
    start: int | None = None
    end: int | None = None
    """Where in the message's body the quote stands (characters)."""
    conversation_id: int | None = None
    reminded_at: datetime | None = None
    """When the one written reminder went out: sent, handed out as a draft, or found in Sent."""
    phone_shown_at: datetime | None = None
    """When "phone them" was first shown to me."""
    answered_at: datetime | None = None
    """When they answered my request in its own thread, in words that are no move."""
    later_word_at: datetime | None = None
    """Their latest word to me on any thread, a possible answer."""
    later_word: str | None = None
    later_word_message_id: int | None = None
    unsettled_at: datetime | None = None
    """When I said that their words so far had not settled it."""
    snoozed_until: datetime | None = None
    touched_at: datetime | None = None
    """When I last touched it by hand (logged, confirmed, moved); None: only ever detected."""
    mail: MailFacts = LOGGED
    question: bool = False
    """It began as a question: an answer in words was asked for, and nothing else."""

    @property
    def owed(self) -> bool:
        """A promise stands: given, neither reported nor ended."""
        return self.promised_at is not None and self.state in OWED

    @property
    def possibly_answered(self) -> bool:
        """They wrote after it was asked or promised, and I have not said that it settled nothing."""
        asked = self.promised_at if self.owed else self.moved_at
        since = max(moment for moment in (asked, self.made_at, self.unsettled_at) if moment)
        return self.later_word_at is not None and self.later_word_at > since

    @property
    def performer(self) -> Calendar:
        """The promiser's own calendar."""
        return Calendar(self.performer_zone, self.performer_country)


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """Something asked of me: a question, a request, their offer or their counter, waiting for my word."""

    message_id: int
    asked_at: datetime
    quote: str
    i_am_named: bool
    """I stand in To, or am named in the text."""
    what: str = ""
    """What is asked, in a few words, where known."""
    start: int | None = None
    end: int | None = None
    conversation_id: int | None = None
    commitment_id: int | None = None
    """The commitment that waits for my move, where it is one."""
    from_list_or_robot: bool = False
    asked_by: str | None = None
    """The asker's name, where they are one of a group."""
    due: date | None = None
    """By which day of mine they asked for it."""
    answered_at: datetime | None = None
    answered_by: str | None = None
    """Who answered: me (empty) or another addressee (their name)."""
    snoozed_until: datetime | None = None
    touched_at: datetime | None = None
    mail: MailFacts = LOGGED
    question: bool = False
    """An answer in words is asked for, and nothing else."""


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """A live talk: held (`held_at` past) or booked (to come). Mail and chat threads are none."""

    conversation_id: int
    held_at: datetime
    """When it ended, or, of a talk to come, when it begins."""
    kind: str = "call"
    """call, meeting or room."""
    objective: str = ""
    ending: Ending | None = None
    wrapped_at: datetime | None = None
    not_yet_until: date | None = None
    """"Not yet", until this day of mine."""
    next_step: str = ""
    rating: int | None = None
    """My own rating, 1 to 5."""
    follow_up_sent_at: datetime | None = None
    """When I first wrote, after the talk, to anybody who was in it."""
    snoozed_until: datetime | None = None
    leads: bool = True
    """Of a talk with several people: whether it is wrapped up, and followed up, with this one (exactly one of them)."""


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """A board of possibilities with this connection."""

    id: int
    topic: str
    opened_at: datetime
    over_days: bool = False
    """It is used over days, without sessions."""
    paired: bool = False
    """Both of its sessions are booked."""
    talk_ids: tuple[int, ...] = ()
    """The conversations that are its sessions."""
    settled_at: datetime | None = None
    summary_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A plan with this connection: how and on which day of mine the two agreed to check in next."""

    id: int
    name: str
    opened_at: datetime
    check_in_on: date | None = None
    way: str = ""
    left: int = 0
    """How many of its items are not done."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often I want to be in touch, in days; `since`: when I chose it."""

    ideal: int
    longest: int
    since: datetime


@dataclass(frozen=True, slots=True)
class WordFacts:
    """One message of theirs, with the words that count."""

    message_id: int
    at: datetime
    quote: str
    conversation_id: int | None = None


@dataclass(frozen=True, slots=True)
class OccasionFacts:
    """A date that matters, on one day of mine of one year."""

    what: str
    on: date


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """Something to read, or an idea, for a topic that is on their mind: when I noted it, and when they said so."""

    id: int
    topic: str
    title: str
    at: datetime
    said: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class IntroductionFacts:
    """Somebody else to whom this one may be introduced: an introduction begun (`intro`), or a reason for one (`match`).

    `which` tells which side of it this one is; `other_connection` is by what the other is reached.
    """

    other: str
    other_id: int
    at: datetime
    """When I thought of it, or when there was a reason."""
    why: str = ""
    which: Which = "one"
    intro: Introduction | None = None
    match: Match | None = None
    other_connection: int = 0

    def reached_by(self, connection_id: int) -> "IntroductionFacts":
        """The same, with the connection of the other."""
        return replace(self, other_connection=connection_id)


@dataclass(frozen=True, slots=True)
class Snooze:
    """A row put off by hand; `rule` is the value of a Rule, None: every row of the connection."""

    until: datetime
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class ConnectionFacts:
    """Everything that Today needs to know of one connection."""

    id: int
    name: str
    my_zone: str = "UTC"
    my_country: str | None = None
    phone: str | None = None
    colleague: bool = False
    """One of my own house: our addresses share their domain."""
    first_written_by_me_at: datetime | None = None
    sent_read_until: datetime | None = None
    """Up to when my sent mail is known to the end; None: not read to the end yet."""
    commitments: tuple[CommitmentFacts, ...] = ()
    """All that are open, and any of the last 30 days that ended (for when the quiet began)."""
    questions: tuple[QuestionFacts, ...] = ()
    talks: tuple[TalkFacts, ...] = ()
    boards: tuple[BoardFacts, ...] = ()
    """Those that are not settled, those whose summary is not sent, and those settled in the stage of possibilities."""
    possibilities_since: datetime | None = None
    """When the stage of possibilities was reached, where the connection is in it."""
    plans: tuple[PlanFacts, ...] = ()
    """Those with an agreed day."""
    sent: tuple[datetime, ...] = ()
    """My messages to them, of at least the last 30 days."""
    wrote: tuple[datetime, ...] = ()
    """Those of them, since something was open, that went to few: a report to many is no word to one of them."""
    received: tuple[datetime, ...] = ()
    """Their messages to me, of at least the last 30 days."""
    last_contact_at: datetime | None = None
    """The latest contact either way, of any kind."""
    cadence: Cadence | None = None
    occasions: tuple[OccasionFacts, ...] = ()
    """Dates that matter to them: of last year, of this one and of the next."""
    news: tuple[NewsFacts, ...] = ()
    """What is for a topic of theirs, and not yet forwarded or left; the newest first."""
    introductions: tuple[IntroductionFacts, ...] = ()
    """Those begun and not left, and then those there is a reason for."""
    closed_at: datetime | None = None
    closed_terms: str = ""
    wrote_after_close: WordFacts | None = None
    """Their latest message after the close."""
    left_closed_at: datetime | None = None
    """When I last chose to leave it closed, though they had written."""
    agreed_contact_on: date | None = None
    agreed_contact_how: str = ""
    lets_go_in_a_row: int = 0
    last_let_go_at: datetime | None = None
    kept_open_at: datetime | None = None
    """When I last said no to closing."""
    enjoyed_at: datetime | None = None
    """When I last called what we exchange enjoyed, nothing expected."""
    snoozes: tuple[Snooze, ...] = ()

    @property
    def mine(self) -> Calendar:
        """My own calendar."""
        return Calendar(self.my_zone, self.my_country)
