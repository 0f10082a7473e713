"""What can be done with a community: make it, change it, close it, join it, leave it, say who steers it.

Each verb raises NotFound for what the asker may not see, and Refused for what they see and may not do. Each is one
deed, and can be undone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import belonging_of, community_for
from segue.domain.communities import Act, Admission, Role
from segue.store.models import Asker, Belonging, Community, Follow, Member

_LAST = "It needs a steward. Say first who else steers it."


def make_community(
    asker: Asker,
    name: str,
    topic: str,
    now: datetime,
    *,
    source: str,
    about: str = "",
    admission: Admission = Admission.INVITATION,
) -> Community:
    """Open a community about something that people care for; whoever makes it is its steward."""
    if asker.guest:
        raise Refused("A guest takes part in communities; somebody with an account here can make one.")
    with deed(asker, "make community", now, source=source) as change:
        made = change.create(
            Community(
                organisation_id=asker.organisation_id,
                created_at=now,
                **_said({"name": name, "topic": topic, "about": about, "admission": admission}),
            )
        )
        _belong(change, made, Role.STEWARD, now)
        change.about(made, f"A community: {made.name}.")
    return made


def change_community(asker: Asker, community_id: int, now: datetime, *, source: str, **values: Any) -> Community:
    """Change its `name`, `topic`, `about` or `admission`; what is not given stays."""
    with deed(asker, "change community", now, source=source) as change:
        community = community_for(asker, community_id, Act.STEER)
        said = _said(values)
        opens = said.get("admission") == Admission.PUBLIC != community.admission
        if opens and community.threads.exists():
            raise Refused("What was said to its members alone stays with them. Begin a public community beside it.")
        change.save(community, **said)
        change.about(community, f"Changed: {community.name}.")
    return community


def close(asker: Asker, community_id: int, now: datetime, *, source: str) -> Community:
    """Nothing is added any more; what was said can still be read."""
    with deed(asker, "close community", now, source=source) as change:
        community = community_for(asker, community_id, Act.STEER)
        if community.closed_at:
            raise Refused("It is closed already.")
        change.save(community, closed_at=now)
        change.about(community, f"Closed: {community.name}.")
    return community


def reopen(asker: Asker, community_id: int, now: datetime, *, source: str) -> Community:
    """Let people talk there again."""
    with deed(asker, "reopen community", now, source=source) as change:
        community = community_for(asker, community_id, Act.STEER)
        if not community.closed_at:
            raise Refused("It is open.")
        change.save(community, closed_at=None)
        change.about(community, f"Open again: {community.name}.")
    return community


def join(asker: Asker, community_id: int, now: datetime, *, source: str) -> Belonging:
    """Join a community that everybody can read."""
    with deed(asker, "join", now, source=source) as change:
        community = community_for(asker, community_id, Act.JOIN)
        made = _belong(change, community, Role.MEMBER, now)
        change.about(community, f"Joined {community.name}.")
    return made


def leave(asker: Asker, community_id: int, now: datetime, *, source: str) -> Community:
    """Leave it; what was said there stays, and no more word of it comes by mail."""
    with deed(asker, "leave", now, source=source) as change:
        mine = _mine(asker, community_id)
        _keep_a_steward(mine)
        here = Q(community=community_id) | Q(thread__community=community_id)
        for each in Follow.objects.visible_to(asker).filter(here):
            change.delete(each)
        change.delete_whole(mine)
        change.about(mine.community, f"Left {mine.community.name}.")
    return mine.community


def appoint(
    asker: Asker, community_id: int, belonging_id: int, role: Role, now: datetime, *, source: str
) -> Belonging:  # fmt: skip
    """Say what a member is here: steward, moderator or member."""
    with deed(asker, "appoint", now, source=source) as change:
        community = community_for(asker, community_id, Act.STEER)
        members = Belonging.objects.visible_to(asker).filter(community=community).select_for_update(of=("self",))
        chosen = members.select_related("member__user").filter(id=belonging_id).first()
        if chosen is None:
            raise NotFound("There is no such member here.")
        if chosen.blocked_at:
            raise Refused("They are blocked here; a moderator lets them in again first.")
        if role is Role.STEWARD and chosen.member.role == Member.Role.GUEST:
            raise Refused("A steward needs an account here; a guest can be a moderator.")
        if role is not Role.STEWARD:
            _keep_a_steward(chosen)
        change.save(chosen, role=role)
        change.about(community, f"{chosen.member}: {role}.")
    return chosen


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are kept; a community has a name and a topic."""
    if values.keys() - {"name", "topic", "about", "admission"}:
        raise Refused("A community has a name, a topic, a word about it, and a way of being let in.")
    kept = {name: str(value).strip() for name, value in values.items()}
    if not kept.get("name", "-"):
        raise Refused("A community needs a name.")
    if not kept.get("topic", "-"):
        raise Refused("Say what its members care for: that is its topic.")
    for name, most in (("name", 200), ("topic", 300)):
        if name in kept:
            kept[name] = " ".join(kept[name].split())[:most]
    if "admission" in kept:
        kept["admission"] = Admission(kept["admission"])
    return kept


def _belong(change: Change, community: Community, role: Role, now: datetime) -> Belonging:
    kind = Belonging.Kind.OTHER if change.asker.guest else Belonging.Kind.EMPLOYEE
    return change.create(
        Belonging(community=community, member_id=change.asker.member_id, role=role, kind=kind, joined_at=now)
    )


def _mine(asker: Asker, community_id: int) -> Belonging:
    """The asker's own belonging; a blocked one is not left, for it keeps them out."""
    community_for(asker, community_id, Act.READ)
    mine = belonging_of(asker, community_id)
    if mine is None or mine.blocked_at:
        raise Refused("You are not in this community.")
    return mine


def _keep_a_steward(belonging: Belonging) -> None:
    """Refuse where nobody would be left to steer."""
    if belonging.role != Belonging.Role.STEWARD:
        return
    stewards = Belonging.objects.filter(
        community_id=belonging.community_id, role=Belonging.Role.STEWARD, blocked_at=None
    )
    if len(stewards.select_for_update().values_list("id", flat=True)) < 2:
        raise Refused(_LAST)
