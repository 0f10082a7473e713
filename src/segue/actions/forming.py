"""Looks for purposes that form in a community, and what its members can say to what was found.

What is found is open to every member, and follows from the posts alone: looking again updates it. Waving aside is a
member's word, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b

from django.db import transaction

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import community_for
from segue.domain.communities import Act
from segue.domain.forming import Formed, Said, forming, same_forming
from segue.queries.reading import as_read
from segue.store.models import Asker, Community, Forming, Post, Thread

MOST_POSTS = 4000
"""So many of a community's latest posts are looked at: a second's or two's work."""
MOST_FOUND = 12


def look_for_forming(now: datetime) -> bool:
    """Look through one community whose posts were read since it was last looked through; whether there was one."""
    row = Community.objects.filter(looked_at=None).order_by("id").first()
    if row is None or not Community.objects.filter(id=row.id, looked_at=None).update(looked_at=now):
        return False
    found = forming(_said(row), MOST_FOUND)
    with transaction.atomic():
        _keep(row, found, now)
    return True


def wave_aside(asker: Asker, forming_id: int, now: datetime, *, source: str) -> Forming:
    """There is no purpose in it: it stays away, whatever is found later in the same messages. Any member may say so."""
    with deed(asker, "wave aside", now, source=source) as change:
        row = _forming_for(asker, forming_id)
        change.save(row, waved_at=row.waved_at or now, waved_by_id=row.waved_by_id or asker.member_id)
        change.about(row, "Waved aside: no purpose in it. It is not pointed at again.")
    return row


def bring_back(asker: Asker, forming_id: int, now: datetime, *, source: str) -> Forming:
    """There may be a purpose in it after all, whoever waved it aside."""
    with deed(asker, "bring back", now, source=source) as change:
        row = _forming_for(asker, forming_id)
        if row.waved_at is None:
            raise Refused("It was not waved aside.")
        change.save(row, waved_at=None, waved_by_id=None)
        change.about(row, "It is pointed at again.")
    return row


def _forming_for(asker: Asker, forming_id: int) -> Forming:
    row = Forming.objects.visible_to(asker).filter(id=forming_id).first()
    if row is None:
        raise NotFound(f"Nothing was found under {forming_id}.")
    community_for(asker, row.community_id, Act.JUDGE)
    return row


def _said(community: Community) -> list[Said]:
    """The latest posts of a community, of threads that read as people talking."""
    said = Post.objects.filter(thread__community=community, thread__hidden_at=None, hidden_at=None)
    shown = said.exclude(body="")
    talked = shown.exclude(thread__kind=Thread.Kind.INTERACTION).prefetch_related("marks")
    return [
        Said(as_read(post, post.marks.all()), post.thread_id, post.at) for post in talked.order_by("-at")[:MOST_POSTS]
    ]


def _keep(community: Community, found: Sequence[Formed], now: datetime) -> None:
    """Write what was found: what was found before is updated, what is found no more goes, unless somebody spoke to it.

    What rests on the same messages is the same: so what was waved aside stays away when more of them come.
    """
    known = {row.id: (row, {post.id for post in row.posts.all()}) for row in _known(community)}
    for each in found:
        before = next((id_ for id_, (_, posts) in known.items() if same_forming(posts, each.posts)), None)
        if before is None:
            row = Forming(community=community, found_at=now, fingerprint=_fingerprint(each))
        else:
            row, _posts = known.pop(before)
        row.theme, row.why, row.strength = each.theme[:300], list(each.why), each.strength
        row.save()
        if row.waved_at is None:
            row.posts.set(each.posts)
        else:  # its messages tell it, so those that it had are kept
            row.posts.add(*each.posts)
    gone = [id_ for id_, (row, _) in known.items() if row.waved_at is None]
    Forming.objects.filter(id__in=gone, purposes=None).delete()


def _known(community: Community) -> Sequence[Forming]:
    rows = Forming.objects.filter(community=community).prefetch_related("posts")
    return sorted(rows, key=lambda row: (row.waved_at is None, row.id))


def _fingerprint(found: Formed) -> bytes:
    return blake2b(repr(sorted(found.posts)).encode(), digest_size=16).digest()
