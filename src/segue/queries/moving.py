"""Questions about threads that may move: whether somebody has asked, who can answer, and what would go along."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from segue.domain import moving as rules
from segue.domain.moving import Answer, Side
from segue.queries.communities import standing_in
from segue.store.models import Asker, Belonging, Community, MoveAnswer, MoveAsk, Post, Team, Thread

MOST_POSTS = 100
"""So many of a thread's latest messages can be chosen from."""


@dataclass(frozen=True, slots=True)
class AskShown:
    """An ask as one of those sees it who may answer it, or who speak where the thread is.

    `thread` is None for who cannot read it: they see what the asking member says, and the messages that may go along.
    `words_yes` is what the asker said about their own messages, where some are among the chosen ones (`own`).
    """

    ask: MoveAsk
    thread: Thread | None
    posts: tuple[Post, ...]
    answers_for: tuple[Side, ...]
    waits_for: tuple[Side, ...]
    own: int
    words_yes: bool | None
    mine: bool

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        return self.ask.settled_at is None

    @property
    def space(self) -> Community | Team:
        """Where it would go on."""
        return space_asked(self.ask)


@dataclass(frozen=True, slots=True)
class Moving:
    """What the page of a thread tells: an ask that is open or moved it, and where it went and came from, where the
    asker may see that."""

    ask: AskShown | None
    moved: bool
    to: Thread | None
    came: bool
    origin: Thread | None


@dataclass(frozen=True, slots=True)
class Places:
    """Where the asker could ask to move a thread, and the messages that they could choose."""

    teams: tuple[Team, ...]
    communities: tuple[Community, ...]
    posts: tuple[Post, ...]
    read_by_all: bool


def moving_of(asker: Asker | None, thread: Thread) -> Moving:
    """About a thread that the asker sees."""
    moved = thread.fate == Thread.Fate.MOVED
    seen = Thread.objects.visible_to(asker).filter(hidden_at=None).select_related("community", "team")
    to = seen.filter(id=thread.moved_to_id).first() if thread.moved_to_id else None
    came = Thread.objects.filter(moved_to=thread).exists()
    origin = seen.filter(moved_to=thread).first() if came else None
    ask = None
    if asker is not None:
        asks = MoveAsk.objects.visible_to(asker).filter(thread=thread).exclude(settled_at__isnull=False, yes=None)
        found = asks.select_related("community", "team", "by__user").order_by("-id").first()
        ask = shown(asker, found) if found and found.yes is not False else None
    return Moving(ask, moved, to, came, origin)


def ask_of(asker: Asker, ask_id: int) -> AskShown:
    """Raises MoveAsk.DoesNotExist for what is not there or not to be seen."""
    asks = MoveAsk.objects.visible_to(asker).select_related("community", "team", "by__user", "thread__voice")
    return shown(asker, asks.get(id=ask_id))


def open_asks(asker: Asker) -> list[AskShown]:
    """All that are open and concern the asker, the oldest first."""
    asks = MoveAsk.objects.visible_to(asker).filter(settled_at=None, thread__hidden_at=None)
    return [shown(asker, ask) for ask in asks.select_related("community", "team", "by__user").order_by("id")]


def waiting_asks(asker: Asker) -> list[AskShown]:
    """Those that wait for the asker: for a side, or for their own words."""
    return [each for each in open_asks(asker) if each.answers_for or (each.own and each.words_yes is None)]


def asked_of(asker: Asker | None, *, community_id: int | None = None, team_id: int | None = None) -> list[MoveAsk]:
    """What those of a community or a team are asked and have not answered, where the asker may answer it."""
    if asker is None:
        return []
    here = {"community": community_id} if community_id else {"team": team_id}
    asks = MoveAsk.objects.visible_to(asker).filter(**here, settled_at=None, thread__hidden_at=None)
    waiting = asks.exclude(answers__side=Side.THERE).select_related("community", "team", "by__user").order_by("id")
    return [ask for ask in waiting if speaks_there(asker, ask)]


def places_for(asker: Asker, thread: Thread) -> Places:
    """From a community to a team that one is in, or that was opened beside it; from a team to a community."""
    teams = tuple(teams_near(asker, thread)) if thread.community_id else ()
    mine = Community.objects.visible_to(asker).filter(id__in=asker.community_ids, closed_at=None)
    communities = tuple(mine.order_by("name", "id")) if thread.team_id else ()
    posts = choosable(thread).select_related("voice").order_by("-at", "-id")[:MOST_POSTS]
    return Places(teams, communities, tuple(reversed(posts)), read_by_all(thread))


def teams_near(asker: Asker, thread: Thread) -> QuerySet[Team]:
    """The teams to which a thread of a community can go: the asker's, and those opened beside it."""
    beside = Team.objects.filter(community=thread.community_id, community__in=asker.community_ids)
    return (Team.objects.visible_to(asker) | beside).distinct().order_by("name")


def choosable(thread: Thread) -> QuerySet[Post]:
    """The messages of a thread that can go along at all."""
    return Post.objects.filter(thread=thread, hidden_at=None).exclude(body="")


def read_by_all(thread: Thread) -> bool:
    """Whether anybody can read it where it is, so that nothing is shown to somebody new."""
    return bool(thread.community and thread.community.admission == Community.Admission.PUBLIC)


def space_asked(ask: MoveAsk) -> Community | Team:
    """Where it would go on."""
    space = ask.community or ask.team
    assert space is not None
    return space


def speaks_there(asker: Asker, ask: MoveAsk) -> bool:
    """Whether the asker may answer for those to whom it would come: a steward there, or anybody in the team."""
    if ask.team_id:
        return ask.team_id in asker.team_ids
    return ask.community_id in asker.community_ids and _steers(asker, ask.community_id)


def began(asker: Asker, thread: Thread) -> bool:
    """Whether the asker may answer for those who began the thread.

    Where who began it is not there any more, or is a name that nobody claims, a steward does, or anybody in the team.
    """
    begetter = thread.voice.member_id
    if begetter and _is_in(begetter, thread):
        return asker.member_id == begetter
    if thread.team_id:
        return thread.team_id in asker.team_ids
    return thread.community_id in asker.community_ids and _steers(asker, thread.community_id)


def answers_to(ask: MoveAsk) -> list[Answer]:
    """What was said so far, in order."""
    rows = MoveAnswer.objects.filter(ask=ask).order_by("id")
    return [Answer(Side(row.side), row.member_id, row.yes) for row in rows]


def shown(asker: Asker, ask: MoveAsk) -> AskShown:
    """The ask as this asker sees it."""
    thread = Thread.objects.select_related("voice", "community", "team").get(id=ask.thread_id)
    seen = _sees(asker, thread)
    said = answers_to(ask)
    rows = [row.post for row in ask.posts.select_related("post__voice").order_by("post__at", "post_id")]
    own = [post for post in rows if post.voice.member_id == asker.member_id] if seen else []
    open_sides = rules.open_sides(said) if ask.settled_at is None else ()
    mine = {Side.BEGUN: seen and began(asker, thread), Side.THERE: speaks_there(asker, ask)}
    words = [answer.yes for answer in said if answer.side is Side.AUTHOR and answer.member == asker.member_id]
    return AskShown(
        ask,
        thread if seen else None,
        tuple(post for post in rows if _goes(ask, thread, post, said)),
        tuple(side for side in open_sides if mine[side]),
        open_sides,
        len(own),
        words[-1] if words else (True if own and ask.by_id == asker.member_id else None),
        ask.by_id == asker.member_id,
    )


def goes_along(ask: MoveAsk) -> list[int]:
    """The chosen messages that may go along as things stand, by number."""
    said, thread = answers_to(ask), Thread.objects.select_related("community").get(id=ask.thread_id)
    rows = ask.posts.select_related("post__voice").order_by("post__at", "post_id")
    return [row.post_id for row in rows if _goes(ask, thread, row.post, said)]


def _goes(ask: MoveAsk, thread: Thread, post: Post, said: list[Answer]) -> bool:
    if post.hidden_at or not post.body or thread.hidden_at:
        return False
    return rules.goes_along(post.voice.member_id, ask.by_id, said, read_by_all=read_by_all(thread))


def _sees(asker: Asker, thread: Thread) -> bool:
    """What is hidden is there for moderators alone."""
    if not Thread.objects.visible_to(asker).filter(id=thread.id).exists():
        return False
    return not thread.hidden_at or bool(thread.community and standing_in(asker, thread.community).moderates)


def _is_in(member_id: int, thread: Thread) -> bool:
    if thread.team_id:
        return Team.objects.filter(id=thread.team_id, members=member_id).exists()
    return Belonging.objects.filter(community=thread.community_id, member=member_id, blocked_at=None).exists()


def _steers(asker: Asker, community_id: int | None) -> bool:
    role = Belonging.Role.STEWARD
    mine = Belonging.objects.filter(community=community_id, member=asker.member_id, role=role, blocked_at=None)
    return mine.exists()
