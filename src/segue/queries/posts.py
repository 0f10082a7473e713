"""Questions about a thread: its posts, page by page, as the asker may see them.

A page is told by the post that it begins after or ends before, so that the last page of a long thread costs what the
first does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet

from segue.queries.communities import Standing, belongings_of, cursor_of, read_cursor, standing_in
from segue.queries.copies import NOWHERE, Elsewhere, elsewhere
from segue.store.models import Asker, Belonging, Post, Thread

PAGE = 50


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post as the asker sees it: `words` are empty where they were taken back, or hidden from the asker.

    `belonging` tells what its author is in the community now, if they are in it; `elsewhere` what became of the same
    words in another space, for moderators, and for all in a team.
    """

    post: Post
    words: str
    hidden: bool
    own: bool
    belonging: Belonging | None
    elsewhere: Elsewhere = NOWHERE

    @property
    def gone(self) -> bool:
        """Whether its author took it back."""
        return not self.post.body

    @property
    def passages(self) -> tuple[tuple[bool, str], ...]:
        """The words in order, each with whether their author newly wrote them: of a mail that was brought in, what it
        quotes and its signature are not."""
        if not self.words or not self.post.own:
            return ((True, self.words),)
        edges = [0, *(edge for span in self.post.own for edge in span), len(self.words)]
        pieces = ((bool(place % 2), self.words[start:end]) for place, (start, end) in enumerate(pairwise(edges)))
        return tuple((own, piece.strip("\n")) for own, piece in pieces if piece.strip())


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Some posts of a thread in the order of time; `earlier` and `later` tell where others lie ("": nowhere).

    `standing` is None in a team, where everybody in it may do the same.
    """

    thread: Thread
    standing: Standing | None
    posts: tuple[ShownPost, ...]
    earlier: str
    later: str

    @property
    def speaks(self) -> bool:
        """Whether the asker may answer here."""
        return not self.thread.locked_at and (self.standing is None or self.standing.speaks)

    @property
    def moderates(self) -> bool:
        """Whether the asker sees what is hidden."""
        return bool(self.standing and self.standing.moderates)


def thread_page(
    asker: Asker | None,
    thread_id: int,
    *,
    after: str = "",
    before: str = "",
    latest: bool = False,
    from_post: int | None = None,
) -> ThreadPage:
    """The first posts of a thread; those `after` or `before` a place; the `latest`; or those from one post on.

    Raises Thread.DoesNotExist for what is not there or not to be seen.
    """
    seen = Thread.objects.visible_to(asker).select_related("community", "team", "voice", "moved_to")
    thread = seen.get(id=thread_id)
    here = standing_in(asker, thread.community) if thread.community else None
    if thread.hidden_at and not (here and here.moderates):
        raise Thread.DoesNotExist
    posts = thread.posts.select_related("voice")
    if from_post:
        after = _just_before(posts, from_post)
    if latest or before:
        rows, earlier, later = _ending(posts, before)
    else:
        rows, earlier, later = _beginning(posts, after)
    return ThreadPage(thread, here, _shown(asker, thread, here, rows), earlier, later)


def post_seen(asker: Asker, post_id: int) -> Post:
    """A post with its thread, where the asker sees it; raises Post.DoesNotExist."""
    found = Post.objects.visible_to(asker).select_related("thread__community", "voice").get(id=post_id)
    if found.voice.member_id != asker.member_id and (found.hidden_at or found.thread.hidden_at):
        raise Post.DoesNotExist
    return found


def _just_before(posts: QuerySet[Post], post_id: int) -> str:
    """The place before this post; that of the beginning where it is none of the thread's."""
    row = posts.filter(id=post_id).first()
    return cursor_of(row.at, row.id - 1) if row else ""


def _beginning(posts: QuerySet[Post], after: str) -> tuple[list[Post], str, str]:
    cursor = read_cursor(after)
    if cursor:
        posts = posts.filter(at__gte=cursor[0]).exclude(at=cursor[0], id__lte=cursor[1])
    rows = list(posts.order_by("at", "id")[: PAGE + 1])
    further = cursor_of(rows[PAGE - 1].at, rows[PAGE - 1].id) if len(rows) > PAGE else ""
    first = cursor_of(rows[0].at, rows[0].id) if rows and cursor else ""
    return rows[:PAGE], first, further


def _ending(posts: QuerySet[Post], before: str) -> tuple[list[Post], str, str]:
    cursor = read_cursor(before)
    if cursor:
        posts = posts.filter(at__lte=cursor[0]).exclude(at=cursor[0], id__gte=cursor[1])
    rows = list(posts.order_by("-at", "-id")[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE][::-1]
    first = cursor_of(rows[0].at, rows[0].id) if more else ""
    last = cursor_of(rows[-1].at, rows[-1].id) if rows and cursor else ""
    return rows, first, last


def _shown(asker: Asker | None, thread: Thread, here: Standing | None, rows: list[Post]) -> tuple[ShownPost, ...]:
    members = {row.voice.member_id for row in rows if row.voice.member_id}
    known = belongings_of(thread.community_id, sorted(members)) if thread.community_id and members else {}
    moved = elsewhere(asker, [row.id for row in rows]) if here is None or here.moderates else {}
    shown = []
    for row in rows:
        own = asker is not None and row.voice.member_id == asker.member_id
        covered = bool(row.hidden_at) and not own and not (here and here.moderates)
        words = "" if covered else row.body
        beside = moved.get(row.id, NOWHERE)
        shown.append(ShownPost(row, words, bool(row.hidden_at), own, known.get(row.voice.member_id or 0), beside))
    return tuple(shown)
