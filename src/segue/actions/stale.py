"""What has to be looked at again: connections by Today, and threads whose words have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Max, Min

from segue.store.models import STALE, Connection, Post, Thread

_JUST_BEFORE = timedelta(microseconds=1)


def mark_stale(connection_ids: Iterable[int]) -> None:
    """Have Today decide anew about these connections when it is next shown."""
    Connection.objects.filter(id__in=list(connection_ids)).update(refresh_at=STALE)


def read_posts_again(rows: Iterable[Sequence[Any]]) -> None:
    """Whatever a deed or its undo did to posts, what they say is read again, and what was said after them.

    A thread is told by those of its posts that are left, so one that has lost a post is read again at its end.
    """
    posts, threads = [], []
    for name, key, before, after in rows:
        if name == Post._meta.model_name:
            posts.append(key)
            threads += [columns["thread_id"] for columns in (before, after) if columns and "thread_id" in columns]
    if not posts:
        return
    firsts = Post.objects.filter(id__in=posts).values_list("thread").annotate(Min("at"))
    lasts = Post.objects.filter(thread__in=threads).values_list("thread").annotate(Max("at"))
    for thread_id, at in (*firsts, *lasts):
        Thread.objects.filter(id=thread_id, read_to__gte=at).update(read_to=at - _JUST_BEFORE)
