"""Teams: make one with an objective, beside a community or by itself; who is in it; what it works towards.

Each verb raises NotFound for a team that the asker is not in: nobody looks into another, whatever their role.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import community_for, team_for
from segue.domain.commitments import OPEN
from segue.domain.communities import Act, Admission
from segue.store.models import Asker, Belonging, Member, Team, TeamCommitment

_In = Team.members.through


def make_team(
    asker: Asker, name: str, objective: str, now: datetime, *, source: str, community_id: int | None = None
) -> Team:
    """Open a team: its members must deliver, so it has an objective. Whoever makes it is in it.

    With a community it is opened beside that: members of it who choose to deliver switch there, knowingly.
    """
    if asker.guest and community_id is None:
        raise Refused("A guest opens a team beside a community that they belong to.")
    with deed(asker, "make team", now, source=source) as change:
        beside = community_for(asker, community_id, Act.SPEAK) if community_id is not None else None
        team = change.create(
            Team(
                organisation_id=asker.organisation_id,
                name=_named(name),
                objective=_aimed(objective),
                community=beside,
                created_at=now,
            )
        )
        change.create(_In(team_id=team.id, member_id=asker.member_id))
        change.about(team, f"A team: {team.name}.")
    return team


def change_team(asker: Asker, team_id: int, name: str, objective: str, now: datetime, *, source: str) -> Team:
    """Name it, or say what it works towards, better."""
    with deed(asker, "change team", now, source=source) as change:
        team = change.save(team_for(asker, team_id), name=_named(name), objective=_aimed(objective))
        change.about(team, f"Changed: {team.name}.")
    return team


def add_member(asker: Asker, team_id: int, email: str, now: datetime, *, source: str) -> Team:
    """Take somebody of the organisation in, by their address; a guest, where they are in the community beside it."""
    with deed(asker, "add to team", now, source=source) as change:
        team = team_for(asker, team_id)
        found = Member.objects.select_related("user").filter(
            organisation_id=asker.organisation_id, user__email__iexact=email.strip()
        )
        member = found.first()
        if member is None or (member.role == Member.Role.GUEST and not _beside(team, member)):
            raise Refused(f"Nobody of your organisation has the address {email.strip()[:100]}.")
        if team.members.filter(id=member.id).exists():
            raise Refused(f"{member} is in it already.")
        change.create(_In(team_id=team.id, member_id=member.id))
        change.about(team, f"{member} is in {team.name}.")
    return team


def join_beside(asker: Asker, team_id: int, now: datetime, *, source: str) -> Team:
    """Join a team that was opened beside a community of the asker's: from talking to delivering, knowingly."""
    with deed(asker, "join team", now, source=source) as change:
        team = Team.objects.filter(id=team_id, community__in=asker.community_ids).select_related("community").first()
        if team is None or team.community is None:
            raise NotFound(f"There is no team {team_id}.")
        community_for(asker, team.community.id, Act.SPEAK)
        if asker.guest and team.community.admission == Admission.PUBLIC:
            raise Refused("Anybody can come into a public community: ask somebody in the team to take you in.")
        if team.members.filter(id=asker.member_id).exists():
            raise Refused("You are in it already.")
        change.create(_In(team_id=team.id, member_id=asker.member_id))
        change.about(team, f"You are in {team.name}: here you deliver.")
    return team


def leave_team(asker: Asker, team_id: int, now: datetime, *, source: str) -> Team:
    """Leave it; what one still owes there is settled first, by one's own word."""
    with deed(asker, "leave team", now, source=source) as change:
        team = team_for(asker, team_id)
        _take_out(change, team, asker.member_id)
        change.about(team, f"Left {team.name}.")
    return team


def remove_member(asker: Asker, team_id: int, member_id: int, now: datetime, *, source: str) -> Team:
    """Take somebody out who has left, once nothing is owed by or to them."""
    with deed(asker, "remove from team", now, source=source) as change:
        team = team_for(asker, team_id)
        _take_out(change, team, member_id)
        change.about(team, f"Taken out of {team.name}.")
    return team


def _take_out(change: Change, team: Team, member_id: int) -> None:
    row = _In.objects.filter(team_id=team.id, member_id=member_id).first()
    if row is None:
        raise NotFound("They are not in this team.")
    if team.members.count() == 1:
        raise Refused("Nobody would be left in it. Take somebody in first.")
    going = TeamCommitment.objects.filter(team=team, state__in=[str(state) for state in OPEN])
    open_ = (going.filter(performer=member_id) | going.filter(requester=member_id)).count()
    if open_:
        raise Refused(f"{open_} commitments of theirs are still open here: settle or release them first.")
    change.delete(row)


def _beside(team: Team, member: Member) -> bool:
    here = Belonging.objects.filter(community=team.community_id, member=member, blocked_at=None)
    return team.community_id is not None and here.exists()


def _named(name: str) -> str:
    text = " ".join(name.split())[:200]
    if not text:
        raise Refused("A team needs a name.")
    return text


def _aimed(objective: str) -> str:
    text = " ".join(objective.split())[:500]
    if not text:
        raise Refused("Say what the team is to reach: a team has an objective.")
    return text
