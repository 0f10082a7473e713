"""Questions about opportunities: what each side wants, where they differ, and what the other side does about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from segue.domain import opportunities as rules
from segue.domain.opportunities import Topic
from segue.domain.qualification import Answering, Reciprocity, Word, answering, reciprocity
from segue.queries.people import LISTED, FollowThrough, follow_through
from segue.store.models import (
    Asker,
    Board,
    Commitment,
    Exchange,
    Idea,
    Opportunity,
    Participant,
    Term,
    key_at,
    moment_of,
)

LOOKED_AT = timedelta(days=180)
"""How far back what they do is read."""
_MESSAGES = 1_000
"""So many messages of that time, the latest, tell of reciprocity and answers."""


@dataclass(frozen=True, slots=True)
class Doing:
    """What the other side does, from facts of the last half year; each with the list behind it."""

    reciprocity: Reciprocity
    theirs: Answering
    mine: Answering
    dated: tuple[Commitment, ...]
    undated: tuple[Commitment, ...]
    """Their promises with a date and without: how specific they are."""
    follow_through: FollowThrough


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """An opportunity with its terms in order, what was said and what is done."""

    opportunity: Opportunity
    own: bool
    terms: tuple[rules.Term, ...]
    mismatches: tuple[rules.Term, ...]
    unsettled: tuple[rules.Term, ...]
    doing: Doing
    board_id: int | None
    """The board whose outcome it is, for the summary."""


def as_term(row: Term) -> rules.Term:
    """A term as the rules know it."""
    return rules.Term(Topic(row.topic), row.mine, row.theirs, row.same)


def opportunity_page(asker: Asker, opportunity_id: int, now: datetime) -> OpportunityPage:
    """Raises Opportunity.DoesNotExist for what is not there or not to be seen."""
    seen = Opportunity.objects.visible_to(asker).select_related("connection__person", "idea")
    row = seen.get(id=opportunity_id)
    named = {term.topic: as_term(term) for term in row.terms.all()}
    terms = tuple(named.get(str(topic), rules.Term(topic)) for topic in Topic)
    return OpportunityPage(
        row,
        row.owner_id == asker.member_id,
        terms,
        tuple(rules.mismatches(terms)),
        tuple(rules.unsettled(terms)),
        doing(asker, row, now),
        row.idea.board_id if row.idea else None,
    )


def opportunities_of(asker: Asker, connection_id: int) -> list[Opportunity]:
    """The opportunities of a connection: the open ones first, then the latest."""
    rows = Opportunity.objects.visible_to(asker).filter(connection_id=connection_id).order_by("-opened_at", "-id")
    return sorted(rows, key=lambda row: row.state != Opportunity.State.OPEN)


def chosen_ideas(asker: Asker, connection_id: int) -> list[Idea]:
    """The ideas chosen on settled boards of a connection that are no opportunity yet."""
    settled = Board.objects.visible_to(asker).filter(connection_id=connection_id, phase=Board.Phase.SETTLED)
    taken = Opportunity.objects.visible_to(asker).filter(connection_id=connection_id).exclude(idea=None)
    ideas = Idea.objects.visible_to(asker).filter(board__in=settled, chosen=True)
    return list(ideas.exclude(id__in=taken.values("idea_id")).order_by("-id"))


def differing_in(asker: Asker, conversation_id: int) -> list[tuple[Opportunity, list[rules.Term]]]:
    """The open opportunities with those who take part in a talk on which the two sides differ, and in which terms."""
    present = Participant.objects.visible_to(asker).filter(conversation_id=conversation_id).values("person_id")
    rows = Opportunity.objects.visible_to(asker).filter(
        connection__person__in=present, state=Opportunity.State.OPEN
    )  # fmt: skip
    found = (
        (row, rules.mismatches(as_term(term) for term in row.terms.all())) for row in rows.prefetch_related("terms")
    )
    return [(row, terms) for row, terms in found if terms]


def doing(asker: Asker, opportunity: Opportunity, now: datetime) -> Doing:
    """What they do, beside what was said."""
    connection = opportunity.connection
    since = now - LOOKED_AT
    rows = Exchange.objects.visible_to(asker).filter(
        connection=connection, message_id__gte=key_at(since), message_id__lt=key_at(now + timedelta(seconds=1))
    )
    latest = rows.order_by("-message_id").values_list("message_id", "out")[:_MESSAGES]
    words = [Word(moment_of(key), out, key) for key, out in latest]
    theirs = Commitment.objects.visible_to(asker).filter(
        connection=connection, mine=False, others=False, made_at__range=(since, now)
    )
    promises = list(theirs.order_by("-made_at")[:LISTED])
    through = follow_through(asker, connection.person, promises, now)
    promised = [line.commitment for line in through.lines]
    return Doing(
        reciprocity(words),
        answering(words, mine=False),
        answering(words, mine=True),
        tuple(each for each in promised if each.due),
        tuple(each for each in promised if not each.due),
        through,
    )
