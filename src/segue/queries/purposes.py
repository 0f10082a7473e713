"""Questions about purposes: which emerged in a community, how each stands, and how it can be walked back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from segue.domain.calendar import Calendar
from segue.domain.communities import Act
from segue.domain.purposes import RIPE_VOICES, By, DatedMove, History, Move, State, allowed, answer_by, replay
from segue.queries.communities import Standing, standing, standing_in
from segue.queries.forming import posts_shown
from segue.store.models import Asker, Forming, Handover, Naming, Post, Purpose, PurposeMove, Team, Thread

MOST = 150
WAITING = 100
"""Purposes that a steward is told wait for them."""
TO_CHOOSE = 100
"""Messages of a thread that are offered when a purpose is raised."""
_ORDER = (State.ENDORSED, State.RAISED, State.OFFERED, State.DECLINED, State.ACCEPTED, State.DELIVERED)


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """A purpose in a list: how many stand behind it, whether it is ripe, with whom it is and until when they answer."""

    purpose: Purpose
    history: History
    handover: Handover | None
    answer_by: datetime | None
    overdue: bool

    @property
    def missing(self) -> int:
        """How many more voices it takes to be ripe."""
        return max(0, RIPE_VOICES - self.history.voices)


@dataclass(frozen=True, slots=True)
class PurposesPage:
    """Those of a community on their way, what waits for the steward first; and those that are settled."""

    standing: Standing
    lines: tuple[PurposeLine, ...]
    settled: tuple[PurposeLine, ...]


@dataclass(frozen=True, slots=True)
class PurposePage:
    """A purpose with the posts it came from, its moves, its handovers, and what the asker may do.

    `verbs` are moves of the table, by whom the asker is; `naming` is theirs, where they were asked for their name;
    `teams` are those that it can be offered to.
    """

    standing: Standing
    line: PurposeLine
    posts: tuple[Post, ...]
    moves: tuple[PurposeMove, ...]
    handovers: tuple[Handover, ...]
    verbs: frozenset[Move]
    naming: Naming | None
    teams: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the asker: handovers to their teams, words about their name, ripe purposes, late answers."""

    handovers: tuple[Handover, ...] = ()
    namings: tuple[Naming, ...] = ()
    ripe: tuple[PurposeLine, ...] = ()
    late: tuple[PurposeLine, ...] = ()
    delivered: tuple[PurposeLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.handovers or self.namings or self.ripe or self.late or self.delivered)


def purposes_page(asker: Asker | None, community_id: int, now: datetime) -> PurposesPage:
    """The latest MOST of a community; raises Community.DoesNotExist for what is not there or not to be seen."""
    here = standing(asker, community_id)
    latest = Purpose.objects.filter(community=here.community).order_by("-raised_at", "-id")
    lines = _lines(latest[:MOST], asker, now)
    going = [line for line in lines if line.history.state in _ORDER]
    going.sort(
        key=lambda line: (not line.overdue, not line.history.ripe, _ORDER.index(line.history.state or State.RAISED))
    )
    return PurposesPage(here, tuple(going), tuple(line for line in lines if line.history.state not in _ORDER))


def purpose_page(asker: Asker | None, purpose_id: int, now: datetime) -> PurposePage:
    """Raises Purpose.DoesNotExist for what is not there or not to be seen."""
    purpose = Purpose.objects.visible_to(asker).select_related("community", "raised_by__user").get(id=purpose_id)
    here = standing_in(asker, purpose.community)
    [line] = _lines([purpose], asker, now)
    posts = Post.objects.filter(purposes__purpose=purpose, thread__hidden_at=None)
    offers = purpose.handovers.select_related("team", "report").order_by("offered_at", "id")
    # Their names alone: what a team is for is the team's own.
    teams = (
        Team.objects.filter(organisation_id=here.community.organisation_id).only("id", "name").order_by("name", "id")
    )
    return PurposePage(
        here,
        line,
        tuple(posts.select_related("voice", "thread").order_by("at", "id")),
        tuple(purpose.moves.select_related("member__user", "team")),
        tuple(offers),
        _verbs(here, line.history, asker),
        _naming(asker, purpose),
        tuple(teams[:MOST]) if here.steers else (),
    )


def waiting_for(asker: Asker, now: datetime) -> Waiting:
    """What of communities and teams waits for a word of the asker's."""
    offered = Handover.objects.filter(team__in=asker.team_ids, state=Handover.State.OFFERED)
    steered = Purpose.objects.filter(
        community__belongings__member=asker.member_id,
        community__belongings__role="steward",
        community__belongings__blocked_at=None,
        state__in=(str(State.ENDORSED), str(State.OFFERED), str(State.DELIVERED)),
    )
    lines = _lines(steered.select_related("community").order_by("raised_at", "id")[:WAITING], asker, now)
    asked = Naming.objects.visible_to(asker).filter(voice__member=asker.member_id, yes=None)
    return Waiting(
        tuple(offered.select_related("purpose", "team").order_by("offered_at", "id")[:MOST]),
        tuple(asked.select_related("purpose").order_by("asked_at", "id")[:MOST]),
        tuple(line for line in lines if line.history.ripe),
        tuple(line for line in lines if line.overdue),
        tuple(line for line in lines if line.history.state is State.DELIVERED),
    )


def purposes_of_thread(asker: Asker | None, thread_id: int, now: datetime) -> tuple[PurposeLine, ...]:
    """What became of a thread: the purposes that came from its posts."""
    found = Purpose.objects.visible_to(asker).filter(sources__post__thread=thread_id).distinct()
    return tuple(_lines(found.order_by("raised_at", "id")[:MOST], asker, now))


def posts_of_forming(asker: Asker, forming_id: int) -> tuple[Post, ...]:
    """The messages where a purpose seems to form; raises Forming.DoesNotExist for what is not to be seen."""
    found = Forming.objects.visible_to(asker).prefetch_related("posts__voice", "posts__thread").get(id=forming_id)
    return tuple(posts_shown(found))


def posts_to_choose(asker: Asker, thread_id: int, marked: Sequence[int] = ()) -> tuple[Post, ...]:
    """The latest messages of a thread, and those that were marked; raises Thread.DoesNotExist."""
    thread = Thread.objects.visible_to(asker).get(id=thread_id, hidden_at=None)
    shown = thread.posts.filter(hidden_at=None).exclude(body="").select_related("voice")
    latest = list(shown.order_by("-at", "-id")[:TO_CHOOSE])
    known = {post.id for post in latest}
    latest += list(shown.filter(id__in=[each for each in marked if each not in known][:TO_CHOOSE]))
    return tuple(sorted(latest, key=lambda post: (post.at, post.id)))


def _lines(purposes: Iterable[Purpose], asker: Asker | None, now: datetime) -> list[PurposeLine]:
    """Lines of these purposes, with two more questions for all of them together."""
    rows = list(purposes)
    ids = [row.id for row in rows]
    made: dict[int, list[DatedMove]] = defaultdict(list)
    for row in PurposeMove.objects.filter(purpose__in=ids).order_by("id"):
        by = DatedMove(Move(row.move), By(row.by), row.at, row.member_id or -row.id, row.team_id)
        made[row.purpose_id].append(by)
    offers = Handover.objects.filter(purpose__in=ids).select_related("team").order_by("offered_at", "id")
    latest = {each.purpose_id: each for each in offers}
    calendar = Calendar(asker.zone, asker.country) if asker else Calendar("UTC")
    return [_line(row, replay(made[row.id]), latest.get(row.id), calendar, now) for row in rows]


def _line(purpose: Purpose, history: History, offer: Handover | None, calendar: Calendar, now: datetime) -> PurposeLine:
    until = answer_by(history, calendar)
    return PurposeLine(purpose, history, offer, until, until is not None and now >= until)


def _verbs(here: Standing, history: History, asker: Asker | None) -> frozenset[Move]:
    """The moves that the table has now, for what the asker is in the community."""
    if asker is None:
        return frozenset()
    mine = {By.MEMBER: Act.JUDGE in here.acts, By.STEWARD: here.steers, By.TEAM: False}
    verbs = {move for by, move in allowed(history.state) if mine[by]}
    if asker.member_id in history.endorsed_by or (
        history.state is State.RAISED and history.raised_by == asker.member_id
    ):
        verbs -= {Move.ENDORSE} if history.state is not State.RESTED else set()
    return frozenset(verbs if history.asked_last else verbs - {Move.ANSWER})


def _naming(asker: Asker | None, purpose: Purpose) -> Naming | None:
    if asker is None:
        return None
    return Naming.objects.filter(purpose=purpose, voice__member=asker.member_id).first()
