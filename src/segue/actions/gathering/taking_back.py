"""Taking back what one run brought into a community, but for the threads that members have done something with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import community_for
from segue.domain.communities import Act
from segue.store import bulk
from segue.store.models import (
    Asker,
    Follow,
    Gathering,
    Moderation,
    Notice,
    Post,
    PostMark,
    PostRef,
    Thread,
    Voice,
)

_AT_ONCE = 2_000
# A condition of very many parts is more than SQLite takes.
_SPANS = 200
# What hangs on a post or a thread, and is nothing that somebody built upon it.
_OF_POSTS = (PostMark, Notice)
_OF_THREADS = (Post, PostRef, Follow)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many posts and threads are gone, and how many threads stay because members have done something there."""

    posts: int
    threads: int
    kept: int


def take_back(asker: Asker, gathering_id: int, now: datetime, *, source: str) -> TakenBack:
    """Remove what a run added. Bringing the archive in once more brings it back; there is no undo besides."""
    row = Gathering.objects.visible_to(asker).filter(id=gathering_id).first()
    if row is None:
        raise NotFound(f"There is no import {gathering_id}.")
    with deed(asker, "take back import", now, source=source) as change:
        community = community_for(asker, row.community_id, Act.STEER)
        row = Gathering.objects.select_for_update().get(id=row.id)
        if row.taken_back_at:
            raise Refused("It was taken back already.")
        if row.state in (Gathering.State.WAITING, Gathering.State.RUNNING):
            raise Refused("It is still being read. Wait until it has ended.")
        taken = _taken(row)
        row.taken_back_at = now
        row.save(update_fields=["taken_back_at"])
        stay = f" {taken.kept:,} threads stay: members have done something there." if taken.kept else ""
        change.about(community, f"Taken back: {taken.posts:,} posts.{stay}")
    return taken


def _taken(row: Gathering) -> TakenBack:
    """Thread by thread: where a member has built upon one, all of it stays."""
    posts = gone = 0
    kept: set[int] = set()
    voices: set[int] = set()
    for spans in bulk.chunks(row.spans, _SPANS):
        added = _added(row, spans)
        threads = list(added.order_by("thread_id").values_list("thread_id", flat=True).distinct())
        for some in bulk.chunks(threads, _AT_ONCE):
            built = _built_upon(some)
            kept |= built
            free = [each for each in some if each not in built]
            voices |= set(added.filter(thread__in=free).values_list("voice_id", flat=True))
            posts += _remove(row.community_id, added, free)
            gone += _settle(free)
    _forget(voices)
    return TakenBack(posts, gone, len(kept))


def _added(row: Gathering, spans: list[list[int]]) -> QuerySet[Post]:
    within = Q(pk__in=())
    for first, last in spans:
        within |= Q(id__gte=first, id__lte=last)
    return Post.objects.filter(within, thread__community=row.community_id).exclude(ref=None)


def _built_upon(threads: list[int]) -> set[int]:
    """Those of these threads that a member has spoken in, moved, or raised something from."""
    rows = Thread.objects.filter(id__in=threads)
    found = set(rows.exclude(fate="", moved_to=None).values_list("id", flat=True))
    found |= set(Post.objects.filter(thread__in=threads, ref=None).values_list("thread_id", flat=True))
    for model, left_aside, path in ((Thread, _OF_THREADS, ""), (Post, _OF_POSTS, "__thread")):
        for relation in model._meta.related_objects:
            if relation.related_model in (*left_aside, Moderation):  # the log stays, as it has to
                continue
            way = f"{relation.field.name}{path}"
            hanging = relation.related_model._default_manager.filter(**{f"{way}__in": threads})
            found |= set(hanging.values_list(way, flat=True))
    return found


def _remove(community_id: int, added: QuerySet[Post], threads: list[int]) -> int:
    count = 0
    posts = added.filter(thread__in=threads).order_by("id").values_list("id", "ref")
    for some in bulk.chunks(list(posts), _AT_ONCE):
        Post.objects.filter(id__in=[id_ for id_, _ in some]).delete()
        forgotten = "UPDATE store_postref SET there = %s WHERE community_id = %s AND ref IN"
        bulk.run_in(forgotten, [ref for _, ref in some], [False, community_id])
        count += len(some)
    return count


def _settle(threads: list[int]) -> int:
    """Remove the threads in which nothing is left, and count the posts of the others again; gives how many are gone."""
    from segue.actions.reading import read_again  # here, for detection takes long to load

    left = Post.objects.filter(thread__in=threads).values("thread_id")
    counted = {each["thread_id"]: each for each in left.annotate(n=Count("id"), first=Min("at"), last=Max("at"))}
    empty = [each for each in threads if each not in counted]
    for some in bulk.chunks(empty, _AT_ONCE):
        bulk.run_in("DELETE FROM store_postref WHERE thread_id IN", some)
        Thread.objects.filter(id__in=some).delete()
    for thread in Thread.objects.filter(id__in=counted):
        told = counted[thread.id]
        first = Post.objects.filter(thread=thread).order_by("at", "id").values_list("voice_id", flat=True)[0]
        thread.post_count, thread.first_at, thread.last_at = told["n"], told["first"], told["last"]
        thread.voice_id = first
        thread.save(update_fields=["post_count", "first_at", "last_at", "voice_id"])
        read_again(thread)
    return len(empty)


def _forget(voices: set[int]) -> None:
    """Remove the voices that nobody has claimed and that have said nothing else."""
    for some in bulk.chunks(sorted(voices), _AT_ONCE):
        unused = Voice.objects.filter(id__in=some, member=None)
        for relation in Voice._meta.related_objects:
            speaking = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": some})
            said = speaking.order_by().values_list(relation.field.attname, flat=True).distinct()
            unused = unused.exclude(id__in=list(said))
        unused.delete()
