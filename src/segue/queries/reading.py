"""Questions about what a thread reads as: its posts as `domain.reading` takes them, and the reading with its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from segue.detect import NOT_READ, sentences
from segue.detect.languages import NAMES, of_sentences
from segue.domain import reading as rules
from segue.domain.reading import Kind, Reading
from segue.queries.communities import standing_in
from segue.store.models import Asker, MoveAsk, Post, PostMark, Thread

MOST = 150
"""Of a longer thread the beginning and the end are read: so many posts together."""
_BEGINNING = 50
AT_ONCE = 20
"""A thread of so many posts is read while its page is shown: a hundredth of a second."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence that a reading points at: the post with its author, and the words as they stand there."""

    post: Post
    text: str


@dataclass(frozen=True, slots=True)
class ThreadReading:
    """A thread with what it reads as, the words of each contrast, and whether it may stand in the wrong place.

    `unread` names the languages of posts that could not be read; `waiting` says that posts are still to be read.
    """

    thread: Thread
    reading: Reading
    words: dict[str, list[Words]]
    hint: str
    unread: list[str]
    waiting: bool


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a thread's page: what it was read as, and whether that is plain.

    `found` is how it is read, of a thread that is short enough to be read while the page is shown.
    """

    thread: Thread
    hint: str
    waiting: bool
    speaks: bool
    found: ThreadReading | None


def line_of(asker: Asker | None, thread: Thread) -> Line:
    """About a thread that the asker sees."""
    here = standing_in(asker, thread.community) if thread.community else None
    speaks = asker is not None and (here is None or here.speaks) and not thread.locked_at
    found = reading_of(asker, thread.id) if thread.post_count <= AT_ONCE else None
    return Line(thread, hint_of(thread) if speaks else "", _waits(thread), speaks, found)


def reading_of(asker: Asker | None, thread_id: int) -> ThreadReading:
    """Raises Thread.DoesNotExist for what is not there or not to be seen."""
    thread = Thread.objects.visible_to(asker).select_related("community", "team").get(id=thread_id)
    if thread.hidden_at and not (thread.community and standing_in(asker, thread.community).moderates):
        raise Thread.DoesNotExist
    rows = posts_of(thread)
    reading = rules.read([as_read(row, row.marks.all()) for row in rows])
    by_id = {row.id: row for row in rows}
    words = {
        str(lean.contrast): [
            Words(by_id[each.post], " ".join(by_id[each.post].body[each.start : each.end].split()))
            for each in lean.words
        ]
        for lean in reading.leans
    }
    unread = [NAMES.get(code, code) for code in reading.unread]
    return ThreadReading(thread, reading, words, hint_of(thread), unread, _waits(thread))


def _waits(thread: Thread) -> bool:
    return thread.read_to is None or thread.read_to < thread.last_at


def hint_of(thread: Thread) -> str:
    """ "coordination" that crept into a community, "musing" that crept into a team, or nothing.

    Nothing more is said once a member said that it stays, or asked to move it, or once it was moved.
    """
    if thread.fate or not thread.plain or MoveAsk.objects.filter(thread=thread, settled_at=None).exists():
        return ""
    if thread.community_id and thread.kind == Kind.INTERACTION:
        return "coordination"
    return "musing" if thread.team_id and thread.kind == Kind.CONVERSATION else ""


def posts_of(thread: Thread) -> list[Post]:
    """The posts that a reading takes into account, in the order of time, with their marks.

    What is hidden or was taken back is left out.
    """
    said = Post.objects.filter(thread=thread, hidden_at=None).exclude(body="")
    shown = said.select_related("voice").prefetch_related("marks")
    if thread.post_count <= MOST:
        return list(shown.order_by("at", "id")[:MOST])
    first = list(shown.order_by("at", "id")[:_BEGINNING])
    last = list(shown.exclude(id__in=[row.id for row in first]).order_by("-at", "-id")[: MOST - _BEGINNING])
    return [*first, *reversed(last)]


def as_read(post: Post, marks: Iterable[PostMark]) -> rules.Post:
    """A post as the rules take it."""
    spans = sentences(post.body, rules.own_of(post.body, post.own))
    acts = tuple(
        rules.SeenAct(mark.act, mark.start, mark.end, mark.confidence) for mark in marks if mark.act != NOT_READ
    )
    return rules.Post(post.id, post.voice_id, post.body, tuple(spans), acts, of_sentences(post.body, spans))
