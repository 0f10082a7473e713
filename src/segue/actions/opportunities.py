"""What can be done with an opportunity: note what each side wants, agree, end it kindly, open it again.

Each verb raises NotFound for what is not the asker's, and NotAllowed where its state (`domain.opportunities`) does not
know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from segue.actions.connections import open_connection
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.domain import opportunities as rules
from segue.domain.opportunities import Act, State, Topic
from segue.queries.opportunities import as_term
from segue.store.models import Asker, Idea, Opportunity, Term


def open_opportunity(
    asker: Asker, connection_id: int, name: str, now: datetime, *, source: str, idea_id: int | None = None
) -> Opportunity:
    """Begin to agree on something, on its own or on an idea that was chosen on a board of this connection."""
    if not name.strip():
        raise Refused("Say what it is about.")
    with deed(asker, "open opportunity", now, source=source) as change:
        connection = open_connection(asker, connection_id)
        idea = None
        if idea_id is not None:
            idea = Idea.objects.owned_by(asker).filter(id=idea_id, board__connection=connection).first()
            if idea is None:
                raise NotFound(f"There is no idea {idea_id} with {connection.person}.")
        made = change.create(
            Opportunity(
                owner_id=asker.member_id, connection=connection, idea=idea, name=name.strip()[:300], opened_at=now
            )
        )
        change.about(made, f"An opportunity with {connection.person}: {made}.")
        change.touch(connection.id)
    return made


def note_term(
    asker: Asker,
    opportunity_id: int,
    topic: Topic,
    now: datetime,
    *,
    source: str,
    mine: str | None = None,
    theirs: str | None = None,
    same: bool | None = None,
) -> Term:
    """Note what a side wants, or that both mean the same; what is None stays.

    Other words of either side take a confirmation back, unless it is given anew.
    """
    with _on(asker, opportunity_id, Act.NOTE, now, source) as (change, opportunity):
        term = opportunity.terms.filter(topic=str(topic)).first()
        if term is None:
            term = change.create(Term(owner_id=asker.member_id, opportunity=opportunity, topic=str(topic)))
        said = {"mine": term.mine if mine is None else mine.strip()[:1000]}
        said["theirs"] = term.theirs if theirs is None else theirs.strip()[:1000]
        changed = said != {"mine": term.mine, "theirs": term.theirs}
        confirmed = same if same is not None else term.same and not changed
        if same and not (said["mine"] and said["theirs"]):
            raise Refused("Name both sides first: what is not known cannot be the same.")
        change.save(term, **said, same=confirmed)
        change.about(opportunity, f"{str(topic).capitalize()}: {as_term(term).standing}.")
    return term


def note_said(
    asker: Asker,
    opportunity_id: int,
    now: datetime,
    *,
    source: str,
    need: str | None = None,
    decides: str | None = None,
) -> Opportunity:
    """Note what they said when asked what they need it for, and who decides; what is None stays."""
    with _on(asker, opportunity_id, Act.NOTE, now, source) as (change, opportunity):
        given = {"need": need, "decides": decides}
        change.save(opportunity, **{name: words.strip()[:1000] for name, words in given.items() if words is not None})
        change.about(opportunity, f"What they said about {opportunity}.")
    return opportunity


def agree(asker: Asker, opportunity_id: int, now: datetime, *, source: str) -> Opportunity:
    """Both sides mean the same on every term. Refused, naming what is left, where they do not."""
    with _on(asker, opportunity_id, Act.AGREE, now, source) as (change, opportunity):
        rules.agree(as_term(term) for term in opportunity.terms.all())
        change.save(opportunity, state=State.AGREED, agreed_at=now)
        change.about(opportunity, f"Agreed: {opportunity}.")
    return opportunity


def end(asker: Asker, opportunity_id: int, why: str, now: datetime, *, source: str) -> Opportunity:
    """It is not one after all: say why. The connection goes on; to end that too is an honest close."""
    if not why.strip():
        raise Refused("Say why it ends: the truth, in a few words.")
    with _on(asker, opportunity_id, Act.END, now, source) as (change, opportunity):
        change.save(opportunity, state=State.ENDED, ended_at=now, ended_why=why.strip()[:500])
        change.about(opportunity, f"Ended: {opportunity}.")
    return opportunity


def reopen(asker: Asker, opportunity_id: int, now: datetime, *, source: str) -> Opportunity:
    """Talk about it once more; what was noted stays."""
    with _on(asker, opportunity_id, Act.REOPEN, now, source) as (change, opportunity):
        change.save(opportunity, state=State.OPEN, agreed_at=None, ended_at=None, ended_why="")
        change.about(opportunity, f"Open again: {opportunity}.")
    return opportunity


@contextmanager
def _on(
    asker: Asker, opportunity_id: int, act: Act, now: datetime, source: str
) -> Iterator[tuple[Change, Opportunity]]:
    with deed(asker, f"{act} opportunity", now, source=source) as change:
        mine = Opportunity.objects.owned_by(asker).select_for_update(of=("self",)).select_related("connection__person")
        opportunity = mine.filter(id=opportunity_id).first()
        if opportunity is None:
            raise NotFound(f"There is no opportunity {opportunity_id}.")
        rules.after(State(opportunity.state), act)
        yield change, opportunity
        change.touch(opportunity.connection_id)
