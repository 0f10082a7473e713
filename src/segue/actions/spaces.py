"""What every verb of a community or a team begins with: who asks, what they are there, and what they may do.

Raises NotFound for what the asker may not even see, and Refused for what they see and may not do.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from segue.actions.deeds import Change
from segue.actions.errors import NotFound, Refused
from segue.actions.noticing import note_followers
from segue.domain.communities import Act, Admission, Role, may
from segue.store.models import Asker, Belonging, Community, Member, Post, Team, Thread, Voice

_WORDS = {
    Act.SPEAK: "Join the community first; then you can write here.",
    Act.JUDGE: "Join the community first; then your word counts here.",
    Act.INVITE: "Its stewards and moderators invite, where it is open to invitations.",
    Act.MODERATE: "Only its moderators and stewards can do that.",
    Act.STEER: "Only its stewards can do that.",
    Act.IMPORT: "Only its stewards can do that.",
    Act.JOIN: "One joins this community by invitation.",
}

_BLOCKED = "A moderator has blocked you here. Ask one of its stewards."


def belonging_of(asker: Asker, community_id: int) -> Belonging | None:
    """What the asker is in this community, also when blocked; None for who is no member."""
    here = Belonging.objects.filter(community_id=community_id, member_id=asker.member_id)
    return here.select_related("community").first()


def community_for(asker: Asker, community_id: int, act: Act) -> Community:
    """The community, where the asker may do this there."""
    community = Community.objects.visible_to(asker).filter(id=community_id).first()
    if community is None:
        raise NotFound(f"There is no community {community_id}.")
    mine = belonging_of(asker, community_id)
    role = Role(mine.role) if mine else None
    blocked = bool(mine and mine.blocked_at)
    if not may(act, Admission(community.admission), role, blocked=blocked):
        if act is Act.JOIN and mine:
            raise Refused(_BLOCKED if blocked else "You are in this community already.")
        raise Refused(_WORDS.get(act, "You cannot do that here."))
    if community.closed_at and act not in (Act.READ, Act.STEER):
        raise Refused("This community is closed: it can be read, and nothing is added.")
    return community


def team_for(asker: Asker, team_id: int) -> Team:
    """The team, where the asker is in it."""
    team = Team.objects.visible_to(asker).filter(id=team_id).first()
    if team is None:
        raise NotFound(f"There is no team {team_id}.")
    return team


def thread_for(asker: Asker, thread_id: int, act: Act) -> Thread:
    """The thread, where the asker may do this in its space; what is hidden is there for moderators alone."""
    found = Thread.objects.visible_to(asker).select_related("community", "team").filter(id=thread_id).first()
    if found is None:
        raise NotFound(f"There is no thread {thread_id}.")
    if found.team_id:
        return found
    assert found.community_id is not None
    community_for(asker, found.community_id, act)
    if found.hidden_at:
        try:
            community_for(asker, found.community_id, Act.MODERATE)
        except Refused:
            raise NotFound(f"There is no thread {thread_id}.") from None
    return found


def post_for(asker: Asker, post_id: int, act: Act) -> Post:
    """The post, where the asker may do this in its space."""
    post = Post.objects.visible_to(asker).select_related("thread", "voice").filter(id=post_id).first()
    if post is None:
        raise NotFound(f"There is no post {post_id}.")
    post.thread = thread_for(asker, post.thread_id, act)
    return post


def voice_of(change: Change) -> Voice:
    """The asker's voice; a name on imported posts that carries their address becomes theirs, once it is confirmed."""
    asker = change.asker
    known = Voice.objects.filter(member_id=asker.member_id).first()
    if known is not None:
        return known
    user = Member.objects.select_related("user").get(id=asker.member_id).user
    addr, name = user.confirmed_address, str(user)[:300]
    under_it = Voice.objects.filter(organisation_id=asker.organisation_id, addr=addr).first() if addr else None
    if under_it is not None and under_it.member_id is None:
        return change.save(under_it, member_id=asker.member_id, name=name)
    addr = "" if under_it is not None else addr  # who had the address before keeps what they said
    try:
        with transaction.atomic():
            return change.create(
                Voice(organisation_id=asker.organisation_id, member_id=asker.member_id, name=name, addr=addr)
            )
    except IntegrityError:  # they speak twice at once, or an archive brings their address in
        return voice_of(change)


def add_post(change: Change, thread: Thread, body: str, now: datetime) -> Post:
    """One more post of the asker's in this thread, and the thread's tally."""
    words = body.strip()
    if not words:
        raise Refused("A post needs a few words.")
    if thread.locked_at:
        raise Refused("This thread is locked: it can be read, and nothing is added.")
    post = change.create(Post(thread=thread, voice=voice_of(change), at=now, body=words))
    note_followers(change, post, now)
    change.save(thread, last_at=now, post_count=thread.post_count + 1)
    return post
