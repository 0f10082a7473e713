"""Where Django looks for models; each lives in the file of its noun."""

from segue.store.access import Asker, Owned, OwnedQuerySet, Shareable
from segue.store.accounts import Member, Organisation, Team, User, asker_for
from segue.store.boards import Board, Idea
from segue.store.commitments import SEEN, Commitment, Mark, Move, Rejected, Reminder
from segue.store.connections import STALE, Connection, Exchange, Need, StageMove, TodayRow
from segue.store.conversations import Clue, Conversation, Participant, TalkMark, ThreadRef
from segue.store.events import Event
from segue.store.imports import Import, SetAside, Source
from segue.store.introductions import Introduction
from segue.store.keeping import News, NewsFate, Occasion, Topic, Victory
from segue.store.learning import Learning
from segue.store.messages import Message, Recipient, key_at, key_of_second, message_key, moment_of, second_of
from segue.store.opinions import Opinion, Reader
from segue.store.opportunities import Opportunity, Term
from segue.store.people import Address, DoubtfulPair, KnownBy, NotReturning, Person, Phone
from segue.store.plans import Dependency, Issue, Plan, PlanItem

__all__ = [
    "SEEN", "STALE", "Address", "Asker", "Board", "Clue", "Commitment", "Connection", "Conversation", "Dependency",
    "DoubtfulPair", "Event", "Exchange", "Idea", "Import", "Introduction", "Issue", "KnownBy", "Learning", "Mark",
    "Member", "Message", "Move", "Need", "News", "NewsFate", "NotReturning", "Occasion", "Opinion", "Opportunity",
    "Organisation", "Owned", "OwnedQuerySet", "Participant", "Person", "Phone", "Plan", "PlanItem", "Reader",
    "Recipient", "Rejected", "Reminder", "SetAside", "Shareable", "Source", "StageMove", "TalkMark", "Team", "Term",
    "ThreadRef", "TodayRow", "Topic", "User", "Victory", "asker_for", "key_at", "key_of_second", "message_key",
    "moment_of", "second_of",
]  # fmt: skip
