"""Moderation in a community: hide, lock, block, and take each back; every one a line in a log that members read."""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import belonging_of, community_for, post_for, thread_for
from segue.domain.communities import Act, Role
from segue.queries.copies import elsewhere
from segue.store.models import Asker, Belonging, Community, Moderation, Post, Thread


def hide_post(asker: Asker, post_id: int, why: str, now: datetime, *, source: str) -> Post:
    """Cover a post: its place stays, moderators and its author still see it."""
    with deed(asker, "hide post", now, source=source) as change:
        post = _post(asker, post_id)
        if post.hidden_at:
            raise Refused("It is hidden already.")
        change.save(post, hidden_at=now)
        _log(change, _here(post.thread), "hide", why, now, post=post, thread=post.thread)
        also = elsewhere(asker, [post.id]).get(post.id)
        stands = " The same words still stand in another space." if also and also.stands else ""
        change.about(post.thread, f"Hidden: a post in “{post.thread.subject}”.{stands}")
    return post


def show_post(asker: Asker, post_id: int, why: str, now: datetime, *, source: str) -> Post:
    """Uncover a post again."""
    with deed(asker, "show post", now, source=source) as change:
        post = _post(asker, post_id)
        if not post.hidden_at:
            raise Refused("It is not hidden.")
        change.save(post, hidden_at=None)
        _log(change, _here(post.thread), "show", why, now, post=post, thread=post.thread)
        change.about(post.thread, f"To be seen again: a post in “{post.thread.subject}”.")
    return post


def hide_thread(asker: Asker, thread_id: int, why: str, now: datetime, *, source: str) -> Thread:
    """Take a thread out of sight of all but moderators."""
    return _thread(asker, thread_id, "hide", "hidden_at", now, why, now, source)


def show_thread(asker: Asker, thread_id: int, why: str, now: datetime, *, source: str) -> Thread:
    """Let it be seen again."""
    return _thread(asker, thread_id, "show", "hidden_at", None, why, now, source)


def lock_thread(asker: Asker, thread_id: int, why: str, now: datetime, *, source: str) -> Thread:
    """Let it be read, and nothing be added."""
    return _thread(asker, thread_id, "lock", "locked_at", now, why, now, source)


def unlock_thread(asker: Asker, thread_id: int, why: str, now: datetime, *, source: str) -> Thread:
    """Let people speak there again."""
    return _thread(asker, thread_id, "unlock", "locked_at", None, why, now, source)


def block(asker: Asker, community_id: int, belonging_id: int, why: str, now: datetime, *, source: str) -> Belonging:
    """Keep a member out: they read what everybody reads, and no more. Whoever steers is not blocked."""
    with deed(asker, "block", now, source=source) as change:
        community, row = _member(asker, community_id, belonging_id)
        if row.blocked_at:
            raise Refused("They are blocked already.")
        if row.member_id == asker.member_id:
            raise Refused("To be out of it yourself, leave it.")
        mine = belonging_of(asker, community_id)
        if row.role == Role.STEWARD or (row.role == Role.MODERATOR and mine and mine.role != Role.STEWARD):
            raise Refused("A steward says first that they are no steward or moderator any more.")
        change.save(row, blocked_at=now)
        _log(change, community, "block", why, now, belonging=row)
        change.about(community, f"Blocked: {row.member}.")
    return row


def unblock(asker: Asker, community_id: int, belonging_id: int, why: str, now: datetime, *, source: str) -> Belonging:
    """Let them in again."""
    with deed(asker, "unblock", now, source=source) as change:
        community, row = _member(asker, community_id, belonging_id)
        if not row.blocked_at:
            raise Refused("They are not blocked.")
        change.save(row, blocked_at=None)
        _log(change, community, "unblock", why, now, belonging=row)
        change.about(community, f"Let in again: {row.member}.")
    return row


def _thread(
    asker: Asker, thread_id: int, verb: str, field: str, value: datetime | None, why: str, now: datetime, source: str
) -> Thread:
    with deed(asker, f"{verb} thread", now, source=source) as change:
        thread = thread_for(asker, thread_id, Act.MODERATE)
        here = _here(thread)
        if bool(getattr(thread, field)) == bool(value):
            raise Refused("It is so already.")
        change.save(thread, **{field: value})
        _log(change, here, verb, why, now, thread=thread)
        told = {"hide": "Hidden", "show": "To be seen again", "lock": "Locked", "unlock": "Unlocked"}[verb]
        change.about(thread, f"{told}: {thread.subject}")
    return thread


def _post(asker: Asker, post_id: int) -> Post:
    return post_for(asker, post_id, Act.MODERATE)


def _here(thread: Thread) -> Community:
    """The community of a thread: in a team nobody moderates."""
    if thread.community is None:
        raise Refused("In a team nobody moderates; talk to each other.")
    return thread.community


def _member(asker: Asker, community_id: int, belonging_id: int) -> tuple[Community, Belonging]:
    community = community_for(asker, community_id, Act.MODERATE)
    row = Belonging.objects.select_related("member__user").filter(community=community, id=belonging_id).first()
    if row is None:
        raise NotFound("There is no such member here.")
    return community, row


def _log(change: Change, community: Community, verb: str, why: str, now: datetime, **about: object) -> None:
    """A line of the log; whoever it concerns can read why."""
    reason = " ".join(why.split())[:500]
    if not reason and verb in ("hide", "lock", "block"):
        raise Refused("Say why: the members can read it in the log.")
    change.create(Moderation(community=community, at=now, by_id=change.asker.member_id, verb=verb, why=reason, **about))
