"""The second law at work: for one request at most one written reminder ever goes out.

The domain decides at that very moment, with fresh facts; then the store has the last word: the request is the
reminder's primary key, so that of two who try at once one is refused, whoever they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError

from segue.actions.deeds import deed
from segue.actions.errors import AlreadyReminded, Refused
from segue.actions.moves import owned_commitment, tell
from segue.domain.drafts import Kind
from segue.domain.reminders import Refusal, may_remind
from segue.domain.today import CommitmentFacts
from segue.queries.commitments import commitment_of
from segue.queries.drafts import Drafted, Wish, for_commitment
from segue.queries.facts import facts_of
from segue.store.models import Asker, Commitment, Reminder

_EVER = timedelta(days=36_500)


def draft_reminder(asker: Asker, commitment_id: int, now: datetime, *, source: str, language: str = "") -> Drafted:
    """The one reminder of a request, handed out to be sent by hand. This spends it: there is no second.

    Raises AlreadyReminded where it is spent, Refused with every other reason, NotFound for what is not the asker's.
    """
    try:
        with deed(asker, "remind", now, source=source) as change:
            request = owned_commitment(asker, commitment_id)
            check_may_remind(asker, request, now)
            change.create(Reminder(request=request, owner_id=asker.member_id, at=now, how=Reminder.How.DRAFT))
            change.save(request, by_hand=True)
            tell(change, request, "reminded once")
            return for_commitment(asker, commitment_of(asker, request.id), Kind.REMIND, Wish(language))
    except IntegrityError:
        raise AlreadyReminded(_sentence([Refusal.ALREADY_REMINDED])) from None


def check_may_remind(asker: Asker, request: Commitment, now: datetime) -> None:
    """Refuse with every reason that speaks against a reminder at this moment."""
    connection = request.connection
    if connection is None:
        raise Refused("It is not known who could be reminded.")
    facts = _facts(asker, request, now)
    refusals = may_remind(facts, connection.closed_at, now).refusals
    if Refusal.ALREADY_REMINDED in refusals:
        raise AlreadyReminded(_sentence(refusals))
    if refusals:
        raise Refused(_sentence(refusals))


def _facts(asker: Asker, request: Commitment, now: datetime) -> CommitmentFacts:
    assert request.connection_id is not None  # check_may_remind has looked
    (known,) = facts_of(asker, [request.connection_id], now, _EVER)
    found = next((each for each in known.commitments if each.id == request.id), None)
    if found is None:
        raise Refused(f"“{request.what}” is {request.state}: there is nothing to remind of.")
    return found


def _sentence(refusals: Iterable[Refusal]) -> str:
    words = "; ".join(refusals)
    return f"{words[0].upper()}{words[1:]}."
