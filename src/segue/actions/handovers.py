"""Giving a purpose to a team, and what comes back: offer, accept, ask, decline, deliver, report, rest.

DESIGN, Communities and teams. Each verb is a move of the table in `domain.purposes`. What the team answers goes back to
the threads that the purpose came from, with thanks; where a thread is locked or hidden it stands on the purpose alone.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.purposes import make_move
from segue.actions.spaces import add_post, community_for, team_for
from segue.domain.communities import Act
from segue.domain.purposes import By, Move
from segue.store.models import Asker, Handover, Naming, Post, Purpose, Team, Thread, Voice

MOST = 4_000
"""Characters of an answer, an outcome or a report."""

_OPEN = (Handover.State.OFFERED, Handover.State.ACCEPTED, Handover.State.DELIVERED)


def offer(asker: Asker, purpose_id: int, team_id: int, words: str, now: datetime, *, source: str) -> Handover:
    """The steward offers a purpose to a team of the organisation, with the messages it came from.

    Who spoke in these is asked whether the team may know their names. An unanswered offer can be taken elsewhere.
    """
    with deed(asker, "offer purpose", now, source=source) as change:
        purpose = _purpose(asker, purpose_id)
        team = Team.objects.filter(organisation_id=asker.organisation_id, id=team_id).first()
        if team is None:
            raise NotFound(f"There is no team {team_id}.")
        before = purpose.handovers.filter(state__in=_OPEN).first()
        if before and before.team_id == team.id:
            raise Refused(f"It is offered to {team} already; they have not answered yet.")
        make_move(change, purpose, Move.OFFER, By.STEWARD, now, words, team=team)
        if before:
            change.save(before, state=Handover.State.LEFT)
        made = change.create(
            Handover(purpose=purpose, team=team, words=_short(words), offered_by_id=asker.member_id, offered_at=now)
        )
        _ask_for_names(change, purpose, now)
        change.about(purpose, f"Offered to {team}: {purpose.wording}")
    return made


def accept(asker: Asker, handover_id: int, now: datetime, *, source: str, words: str = "") -> Handover:
    """The team takes it on; it delivers by commitments among its members."""
    with deed(asker, "accept purpose", now, source=source) as change:
        handover, purpose = _handover(asker, handover_id)
        make_move(change, purpose, Move.ACCEPT, By.TEAM, now, words, team=handover.team)
        change.save(handover, state=Handover.State.ACCEPTED, answered_at=now)
        change.about(handover, f"{handover.team} takes it on: {purpose.wording}")
    return handover


def ask(asker: Asker, handover_id: int, question: str, now: datetime, *, source: str) -> Handover:
    """The team asks something before it answers; the steward sees the question on the purpose."""
    if not question.strip():
        raise Refused("Say what you would like to know.")
    with deed(asker, "ask about purpose", now, source=source) as change:
        handover, purpose = _handover(asker, handover_id)
        make_move(change, purpose, Move.ASK, By.TEAM, now, _short(question), team=handover.team)
        change.about(handover, f"Asked: {question.strip()[:200]}")
    return handover


def answer(asker: Asker, purpose_id: int, words: str, now: datetime, *, source: str) -> Purpose:
    """The steward answers the team's question."""
    if not words.strip():
        raise Refused("An answer needs a few words.")
    with deed(asker, "answer team", now, source=source) as change:
        purpose = _purpose(asker, purpose_id)
        handover = purpose.handovers.filter(state=Handover.State.OFFERED).select_related("team").first()
        team = handover.team if handover else None
        make_move(change, purpose, Move.ANSWER, By.STEWARD, now, _short(words), team=team)
        change.about(purpose, f"Answered {team}.")
    return purpose


def decline(asker: Asker, handover_id: int, reason: str, now: datetime, *, source: str) -> Handover:
    """The team cannot, and says why; the reason goes back to the threads, with thanks. Another team can be asked."""
    if not reason.strip():
        raise Refused("Say why: those who wished for it will read it.")
    with deed(asker, "decline purpose", now, source=source) as change:
        handover, purpose = _handover(asker, handover_id)
        make_move(change, purpose, Move.DECLINE, By.TEAM, now, _short(reason), team=handover.team)
        change.save(handover, state=Handover.State.DECLINED, answered_at=now, reason=_short(reason))
        said = f"{handover.team} thanks you for this, and cannot take it on: “{purpose.wording}”\n\n{_quoted(reason)}"
        _tell_threads(change, purpose, said, now)
        change.about(handover, f"Declined, with thanks: {purpose.wording}")
    return handover


def progress(asker: Asker, handover_id: int, words: str, now: datetime, *, source: str) -> Handover:
    """The team tells how far it is; it goes back to the threads."""
    if not words.strip():
        raise Refused("Say how far it is.")
    with deed(asker, "tell progress", now, source=source) as change:
        handover, purpose = _handover(asker, handover_id)
        make_move(change, purpose, Move.PROGRESS, By.TEAM, now, _short(words), team=handover.team)
        _tell_threads(change, purpose, f"From {handover.team}, on “{purpose.wording}”:\n\n{_quoted(words)}", now)
        change.about(handover, f"Told how far it is: {purpose.wording}")
    return handover


def deliver(asker: Asker, handover_id: int, outcome: str, now: datetime, *, source: str) -> Handover:
    """The team says what came of it; the steward reports it back."""
    if not outcome.strip():
        raise Refused("Say what came of it: that is what goes back.")
    with deed(asker, "deliver purpose", now, source=source) as change:
        handover, purpose = _handover(asker, handover_id)
        make_move(change, purpose, Move.DELIVER, By.TEAM, now, _short(outcome), team=handover.team)
        change.save(handover, state=Handover.State.DELIVERED, delivered_at=now, outcome=_short(outcome))
        change.about(handover, f"Delivered: {purpose.wording}")
    return handover


def report(asker: Asker, purpose_id: int, now: datetime, *, source: str, words: str = "") -> Purpose:
    """The steward tells the outcome where it began, and so to those who spoke there."""
    with deed(asker, "report purpose", now, source=source) as change:
        purpose = _purpose(asker, purpose_id)
        handover = purpose.handovers.filter(state=Handover.State.DELIVERED).select_related("team").first()
        outcome = handover.outcome if handover else ""
        make_move(change, purpose, Move.REPORT, By.STEWARD, now, _short(words) or outcome)
        assert handover is not None  # a purpose that is delivered has been delivered by a team
        said = f"What became of “{purpose.wording}”, by {handover.team}:\n\n{_quoted(outcome)}"
        told = _tell_threads(change, purpose, f"{said}\n\n{_short(words)}".strip(), now)
        change.save(handover, state=Handover.State.REPORTED, reported_at=now, report=told)
        change.about(purpose, f"Reported back: {purpose.wording}")
    return purpose


def rest(asker: Asker, purpose_id: int, words: str, now: datetime, *, source: str) -> Purpose:
    """The steward lets a declined purpose rest, with thanks to who wished for it; a new voice takes it up again."""
    with deed(asker, "rest purpose", now, source=source) as change:
        purpose = _purpose(asker, purpose_id)
        make_move(change, purpose, Move.REST, By.STEWARD, now, _short(words))
        thanks = f"“{purpose.wording}” rests for now. Thank you to everybody who spoke for it."
        _tell_threads(change, purpose, f"{thanks}\n\n{_short(words)}".strip(), now)
        change.about(purpose, f"Rests, with thanks: {purpose.wording}")
    return purpose


def name_me(asker: Asker, purpose_id: int, now: datetime, *, yes: bool, source: str) -> Naming:
    """Say whether the team may know who I am; a yes can be taken back."""
    with deed(asker, "name me", now, source=source) as change:
        # One's own, also after one has left the community.
        mine = Naming.objects.filter(purpose=purpose_id, voice__member=asker.member_id)
        asked = mine.select_related("purpose").first()
        if asked is None:
            raise NotFound("Nobody has asked you for your name here.")
        if asked.yes is yes:
            raise Refused("That is what you said already.")
        change.save(asked, yes=yes, answered_at=now)
        told = "The team may know your name" if yes else "The team does not learn your name"
        change.about(asked.purpose, f"{told}: {asked.purpose.wording}")
    return asked


def _purpose(asker: Asker, purpose_id: int) -> Purpose:
    """The purpose, locked, where the asker steers its community."""
    purpose = Purpose.objects.visible_to(asker).select_for_update().filter(id=purpose_id).first()
    if purpose is None:
        raise NotFound(f"There is no purpose {purpose_id}.")
    community_for(asker, purpose.community_id, Act.STEER)
    return purpose


def _handover(asker: Asker, handover_id: int) -> tuple[Handover, Purpose]:
    """The handover and its purpose, locked, where the asker is in the team and the offer stands."""
    handover = Handover.objects.visible_to(asker).select_related("team").filter(id=handover_id).first()
    if handover is None:
        raise NotFound(f"There is no handover {handover_id}.")
    try:
        team_for(asker, handover.team_id)
    except NotFound:
        raise Refused(f"Only who is in {handover.team} answers for it.") from None
    purpose = Purpose.objects.select_for_update().get(id=handover.purpose_id)
    handover.refresh_from_db(fields=["state"])
    if handover.state == Handover.State.LEFT:
        raise Refused("It has been offered to another team since.")
    if handover.state in (Handover.State.DECLINED, Handover.State.REPORTED):
        raise Refused("The team has answered for it; what becomes of it now is with others.")
    return handover, purpose


def _ask_for_names(change: Change, purpose: Purpose, now: datetime) -> None:
    """Everybody who spoke in its messages, and can be asked, is asked; nobody is named before they say yes."""
    spoke = Voice.objects.filter(posts__purposes__purpose=purpose, member__isnull=False).distinct().order_by("id")
    asked = set(purpose.namings.values_list("voice_id", flat=True))
    for voice in spoke:
        if voice.id not in asked:
            change.create(Naming(purpose=purpose, voice=voice, asked_at=now))


def _tell_threads(change: Change, purpose: Purpose, words: str, now: datetime) -> Post | None:
    """Say this in each thread that the purpose came from; gives the first of the posts."""
    told = None
    threads = Thread.objects.filter(
        posts__purposes__purpose=purpose, hidden_at=None, locked_at=None, community__closed_at=None
    )
    for id_ in sorted(set(threads.values_list("id", flat=True))):
        made = add_post(change, Thread.objects.select_for_update().get(id=id_), words, now)
        told = told or made
    return told


def _quoted(words: str) -> str:
    return "\n".join(f"> {line}" for line in _short(words).splitlines())


def _short(words: str) -> str:
    text = words.strip()
    if len(text) > MOST:
        raise Refused(f"Say it in at most {MOST:,} characters; the thread has room for more.")
    return text
