"""Reads the posts of communities and teams for acts, a few at a time, and tells of each thread what it reads as.

It writes what follows from the posts alone, so it is nobody's deed and has no undo: reading again gives the same. Each
round is one transaction with the place that was reached, so that a killed one goes on from there. In a community
nothing is due: of an act its words are kept, and no date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.db.models import F, Q

from segue.detect import NOT_READ, Act, Letter, detect_all
from segue.domain import reading as rules
from segue.queries.reading import as_read, posts_of
from segue.store.models import Community, Post, PostMark, Thread

AT_ONCE = 500
"""Posts of one round: half a second's work."""
_THREADS = 100
_ANSWERED = 2_000
_WAITING = Q(read_to=None) | Q(read_to__lt=F("last_at"))


@dataclass(frozen=True, slots=True)
class Round:
    """What one round has read."""

    threads: int = 0
    posts: int = 0
    unread: int = 0
    """Posts in languages that are not read."""

    def __add__(self, other: Round) -> Round:
        return Round(self.threads + other.threads, self.posts + other.posts, self.unread + other.unread)


def read_waiting(limit: int = AT_ONCE) -> Round:
    """Read some posts that nobody has read yet; an empty round where there are none."""
    with transaction.atomic():
        waiting = {each.id: each for each in Thread.objects.filter(_WAITING).order_by("id")[:_THREADS]}
        if not waiting:
            return Round()
        posts = _unread(list(waiting), limit)
        acts = _detected(posts)
        _keep(posts, acts)
        cut = posts[-1].thread_id if len(posts) >= limit else None
        by_thread = {id_: list(rows) for id_, rows in groupby(posts, key=lambda post: post.thread_id)}
        done = [id_ for id_ in waiting if cut is None or id_ <= cut]
        for id_ in done:
            _settle(waiting[id_], by_thread.get(id_, []), part=id_ == cut)
        Community.objects.filter(threads__in=done).update(looked_at=None)
        unread = sum(any(act.act == NOT_READ for act in each) for each in acts)
        return Round(len(done), len(posts), unread)


def read_again(thread: Thread) -> None:
    """Have a thread read from its beginning: some of its posts were changed, or came in late."""
    Thread.objects.filter(id=thread.id).update(read_to=None)


def waiting() -> int:
    """How many threads wait to be read."""
    return Thread.objects.filter(_WAITING).count()


def _unread(thread_ids: Sequence[int], limit: int) -> list[Post]:
    """The next posts to be read, thread by thread; where they are cut, those of one moment stay together."""
    new = Q(thread__read_to=None) | Q(at__gt=F("thread__read_to"))
    rows = Post.objects.filter(new, thread__in=thread_ids).select_related("thread", "voice")
    posts = list(rows.order_by("thread_id", "at", "id")[:limit])
    if len(posts) == limit:
        last = posts[-1]
        posts += rows.filter(thread=last.thread_id, at=last.at, id__gt=last.id).order_by("id")
    return posts


def _detected(posts: Sequence[Post]) -> list[list[Act]]:
    """The acts in each; in one that is hidden nothing is looked for."""
    seen = iter(detect_all(list(_letters([post for post in posts if not post.hidden_at]))))
    return [[] if post.hidden_at else next(seen) for post in posts]


def _letters(posts: Sequence[Post]) -> Iterator[Letter]:
    """What detection reads: of each post its author's own words alone; what it answers is the one before it."""
    for _thread, rows in groupby(posts, key=lambda post: post.thread_id):
        before: Post | None = None
        for post in rows:
            before = before or _said_before(post)
            yield Letter(
                post.body,
                speaker=post.voice.name,
                to="",
                date=post.at,
                zone_minutes=None,
                before=before.body[-_ANSWERED:] if before else "",
                own=rules.own_of(post.body, post.own),
                kind="mail" if post.own else "chat",
                subject=post.thread.subject,
            )
            before = post


def _said_before(post: Post) -> Post | None:
    """What was said just before, in a thread of which a part was read already."""
    if post.thread.read_to is None:
        return None
    earlier = Post.objects.filter(thread=post.thread_id, hidden_at=None, at__lte=post.at).exclude(
        id__gte=post.id, at=post.at
    )
    return earlier.order_by("-at", "-id").first()


def _keep(posts: Sequence[Post], acts: Sequence[Sequence[Act]]) -> None:
    """Write the marks of these posts in place of what was marked there before; of an act no date is kept."""
    PostMark.objects.filter(post__in=[post.id for post in posts]).delete()
    marks: dict[tuple[int, int, str], PostMark] = {}
    for post, seen in zip(posts, acts, strict=True):
        for act in seen:
            mark = PostMark(post=post, act=act.act, start=act.start, end=act.end, confidence=act.confidence)
            marks.setdefault((post.id, act.start, act.act), mark)
    PostMark.objects.bulk_create(marks.values(), batch_size=1000)


def _settle(thread: Thread, read: Sequence[Post], *, part: bool) -> None:
    """Note how far a thread has been read and, where that is to its end, what it reads as.

    Where somebody has written meanwhile, its last moment is later than what is noted here, and it is read again; so it
    is where somebody changed what they had said, for then it has another place to be read from.
    """
    as_found = Thread.objects.filter(id=thread.id, read_to=thread.read_to)
    if part and read and read[-1].at < thread.last_at:
        as_found.update(read_to=read[-1].at)
        return
    reading = rules.read([as_read(post, post.marks.all()) for post in posts_of(thread)])
    told = "" if reading.kind is rules.Kind.TOO_LITTLE else str(reading.kind)
    as_found.update(read_to=thread.last_at, kind=told, plain=reading.plain)
