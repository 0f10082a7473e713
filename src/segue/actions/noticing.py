"""Who gets word of a new post: those who follow its thread, or its community where it begins one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from segue.actions.deeds import Change
from segue.store.models import Follow, Notice, Post

WAIT = timedelta(minutes=2)
"""So long a post waits before its notices go out: it can be set right or taken back."""


def note_followers(change: Change, post: Post, now: datetime) -> None:
    """Have followers get word of it by mail; whoever speaks in a thread for the first time follows it from then on."""
    thread, me = post.thread, change.asker.member_id
    tell_followers(post, now, but=me, begins=thread.post_count == 0)
    spoken = thread.posts.filter(voice=post.voice_id).exclude(id=post.id).exists()
    if not spoken and not Follow.objects.filter(thread=thread, member=me).exists():
        change.create(Follow(member_id=me, thread=thread, at=now))


def tell_followers(post: Post, now: datetime, *, but: int | None, begins: bool) -> None:
    """Have those who follow its thread get word of a post, `but` whose words it holds; and where it `begins` the
    thread, those who follow the community."""
    thread = post.thread
    space = Q(community=thread.community_id) if begins and thread.community_id else Q(pk__in=())
    others = Follow.objects.filter(Q(thread=thread.id) | space).exclude(member=but)
    Notice.objects.bulk_create(
        [
            Notice(member_id=each, post=post, at=now + WAIT)
            for each in others.values_list("member", flat=True).distinct()
        ],
        ignore_conflicts=True,
    )
