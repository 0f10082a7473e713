"""Where Django looks for models; each lives in the file of its noun."""

from segue.store.access import Asker, Owned, OwnedQuerySet, Shareable
from segue.store.accounts import Member, Organisation, Team, User, asker_for
from segue.store.boards import Board, Idea
from segue.store.commitments import SEEN, Commitment, Mark, Move, Rejected, Reminder
from segue.store.communities import (
    Belonging,
    Community,
    Follow,
    Invitation,
    Moderation,
    Notice,
    PartnershipAsk,
    Post,
    PostMark,
    Thread,
    Voice,
)
from segue.store.connections import STALE, Connection, Exchange, Need, StageMove, TodayRow
from segue.store.conversations import Clue, Conversation, Participant, TalkMark, ThreadRef, is_live
from segue.store.events import Event
from segue.store.gathering import Gathering, PostRef
from segue.store.imports import Import, SetAside, Source
from segue.store.introductions import Introduction
from segue.store.keeping import News, NewsFate, Occasion, Topic, Victory
from segue.store.learning import Learning
from segue.store.letters import Letter
from segue.store.messages import Message, Recipient, key_at, key_of_second, message_key, moment_of, second_of
from segue.store.moving import MoveAnswer, MoveAsk, MovePost
from segue.store.opinions import Opinion, Reader
from segue.store.opportunities import Opportunity, Term
from segue.store.people import Address, DoubtfulPair, KnownBy, NotReturning, Person, Phone
from segue.store.plans import Dependency, Issue, Plan, PlanItem
from segue.store.purposes import Forming, Handover, Naming, Purpose, PurposeMove, PurposePost
from segue.store.teams import Decision, DecisionVoice, Figures, Problem, TeamCommitment, TeamMove

__all__ = [
    "SEEN", "STALE", "Address", "Asker", "Belonging", "Board", "Clue", "Commitment", "Community", "Connection",
    "Conversation", "Decision", "DecisionVoice", "Dependency", "DoubtfulPair", "Event", "Exchange", "Figures",
    "Follow", "Forming", "Gathering", "Handover", "Idea", "Import", "Introduction", "Invitation", "Issue", "KnownBy",
    "Learning", "Letter", "Mark", "Member", "Message", "Moderation", "Move", "MoveAnswer", "MoveAsk",
    "MovePost", "Naming", "Need", "News", "NewsFate",
    "NotReturning", "Notice", "Occasion", "Opinion", "Opportunity", "Organisation", "Owned", "OwnedQuerySet",
    "Participant", "PartnershipAsk", "Person", "Phone", "Plan", "PlanItem", "Post", "PostMark", "PostRef", "Problem",
    "Purpose", "PurposeMove", "PurposePost", "Reader", "Recipient", "Rejected", "Reminder", "SetAside",
    "Shareable", "Source", "StageMove", "TalkMark", "Team", "TeamCommitment", "TeamMove", "Term", "Thread",
    "ThreadRef", "TodayRow", "Topic", "User", "Victory", "Voice", "asker_for", "is_live", "key_at", "key_of_second",
    "message_key", "moment_of", "second_of",
]  # fmt: skip
