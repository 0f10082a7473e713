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
    begins = thread.post_count == 0
    space = Q(community=thread.community_id) if begins and thread.community_id else Q(pk__in=())
    others = Follow.objects.filter(Q(thread=thread.id) | space).exclude(member=me)
    Notice.objects.bulk_create(
        [
            Notice(member_id=each, post=post, at=now + WAIT)
            for each in others.values_list("member", flat=True).distinct()
        ],
        ignore_conflicts=True,
    )
    spoken = thread.posts.filter(voice=post.voice_id).exclude(id=post.id).exists()
    if not spoken and not Follow.objects.filter(thread=thread, member=me).exists():
        change.create(Follow(member_id=me, thread=thread, at=now))
