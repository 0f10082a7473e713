"""One batch of what was said, written as threads, posts and voices, in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Min

from segue.actions.gathering.placing import Placed, place
from segue.formats.records import Said, SetAside
from segue.store import bulk
from segue.store.models import Post, PostRef, Thread, Voice

# What came in late is read with what was said around it (as actions.reading.read_again has it).
_GROWN = """
UPDATE store_thread SET
    post_count = post_count + %s,
    subject = CASE WHEN first_at > %s THEN %s ELSE subject END,
    voice_id = CASE WHEN first_at > %s THEN %s ELSE voice_id END,
    first_at = CASE WHEN first_at > %s THEN %s ELSE first_at END,
    last_at = CASE WHEN last_at < %s THEN %s ELSE last_at END,
    read_to = CASE WHEN read_to >= %s THEN NULL ELSE read_to END
WHERE id = %s
"""


@dataclass(slots=True)
class Written:
    """What became of a batch; `span` are the first and the last id of its new posts."""

    new: int = 0
    known: int = 0
    threads: int = 0
    span: tuple[int, int] | None = None
    aside: list[SetAside] = field(default_factory=list)


class Voices:
    """The voices of an organisation by their addresses: those met in a run are kept in mind."""

    def __init__(self, organisation_id: int) -> None:
        self.organisation_id = organisation_id
        self.ids: dict[str, int] = {}

    def meet(self, items: Iterable[Said]) -> None:
        """Find the voices of these speakers, or make them."""
        names = {item.handle: item.speaker for item in items if item.handle not in self.ids}
        if not names:
            return
        columns = ("organisation_id", "name", "addr")
        bulk.insert_missing(Voice, columns, [(self.organisation_id, name, addr) for addr, name in names.items()])
        query = "SELECT addr, id FROM store_voice WHERE organisation_id = %s AND addr IN"
        self.ids.update(bulk.rows_in(query, names, [self.organisation_id]))


def write(community_id: int, items: Sequence[Said], voices: Voices, now: datetime) -> Written:
    """Write those of these utterances that are not there yet."""
    fitting = [item for item in items if item.at <= now]
    placed = place(community_id, fitting)
    written = Written(len(placed.posts), placed.known, len(placed.begun), aside=placed.aside)
    early = (item for item in items if item.at > now)
    written.aside += [SetAside(item.source, item.position, "its date has not come yet") for item in early]
    voices.meet(item for item, *_ in placed.posts)
    _join(placed)
    _threads(community_id, placed, voices)
    written.span = _posts(placed, voices)
    rows = [(community_id, ref, thread, there) for ref, (thread, there) in placed.refs.items()]
    bulk.insert(PostRef, ("community_id", "ref", "thread_id", "there"), rows)
    moved = [(thread, there, community_id, ref) for ref, (thread, there) in placed.moved.items()]
    bulk.run_many("UPDATE store_postref SET thread_id = %s, there = %s WHERE community_id = %s AND ref = %s", moved)
    return written


def _posts(placed: Placed, voices: Voices) -> tuple[int, int] | None:
    if not placed.posts:
        return None
    ids = bulk.reserve_ids(Post, len(placed.posts))
    rows = [
        (id_, thread, voices.ids[item.handle], bulk.written(item.at), item.body, json.dumps(item.own), ref)
        for id_, (item, thread, ref) in zip(ids, placed.posts, strict=True)
    ]
    bulk.insert(Post, ("id", "thread_id", "voice_id", "at", "body", "own", "ref"), rows)
    return ids[0], ids[-1]


def _threads(community_id: int, placed: Placed, voices: Voices) -> None:
    """The threads that begin, and those that have grown."""
    by_thread: dict[int, list[tuple[Said, int]]] = {}
    for item, thread, ref in placed.posts:
        by_thread.setdefault(thread, []).append((item, ref))
    begun, grown = [], []
    for thread, said in by_thread.items():
        first, ref = min(said, key=lambda each: each[0].at)
        last = max(item.at for item, _ in said)
        at, to, count = bulk.written(first.at), bulk.written(last), len(said)
        called, voice = first.about, voices.ids[first.handle]
        if thread in placed.begun:
            begun.append((thread, community_id, called, voice, at, to, count, ref))
        else:
            grown.append((count, at, called, at, voice, at, at, to, to, at, thread))
    columns = ("id", "community_id", "subject", "voice_id", "first_at", "last_at", "post_count", "ref")
    bulk.insert(Thread, columns, begun)
    bulk.run_many(_GROWN, grown)


def _join(placed: Placed) -> None:
    """Put the posts of threads that turned out to be one together; what was begun in this batch is not yet there."""
    into: dict[int, list[int]] = {}
    for each, kept in placed.joined.items():
        into.setdefault(kept, []).append(each)
    for kept, gone in into.items():
        bulk.run_in("UPDATE store_post SET thread_id = %s WHERE thread_id IN", gone, [kept])
        bulk.run_in("UPDATE store_postref SET thread_id = %s WHERE thread_id IN", gone, [kept])
        counted = Post.objects.filter(thread=kept).aggregate(n=Count("id"), first=Min("at"), last=Max("at"))
        Thread.objects.filter(id__in=gone).delete()
        Thread.objects.filter(id=kept).update(
            post_count=counted["n"], first_at=counted["first"], last_at=counted["last"], read_to=None
        )
