"""Questions about teams: which the asker is in, who waits for whom there, what is being decided and solved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from segue.domain.calendar import Calendar
from segue.domain.commitments import OPEN, DatedMove, History, Move, Side, State, allowed, replay
from segue.domain.teamwork import AnswerTimes, Wait, Work, answer_times, chains, is_circle, waits
from segue.queries.communities import threads_of
from segue.queries.handovers import handovers_of
from segue.store.models import Asker, Decision, Handover, Member, Problem, Team, TeamCommitment, TeamMove, Thread

MOST = 300
"""Open commitments of a team that are looked at, the latest first."""
_RECENT = timedelta(days=90)
"""So far back answers are looked at."""
_SETTLED = 20
_RECORD = 100


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the list, and how much is open in it."""

    team: Team
    open: int


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment as the board shows it: who waits for whom since when, until which day, and what holds it up."""

    row: TeamCommitment
    wait: Wait
    who: Member
    whom: Member
    overdue: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A team at work. `lines`: by who is waited for, the asker first; `free`: what the asker can do now."""

    team: Team
    members: tuple[Member, ...]
    groups: tuple[tuple[Member, tuple[Line, ...]], ...]
    decisions: tuple[Decision, ...]
    problems: tuple[Problem, ...]
    handovers: tuple[Handover, ...]
    threads: tuple[Thread, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Flow:
    """What holds what up, circles marked, and how long the team's answers took of late."""

    team: Team
    chains: tuple[tuple[tuple[TeamCommitment, ...], bool], ...]
    blocked: tuple[Line, ...]
    times: AnswerTimes
    days: int


@dataclass(frozen=True, slots=True)
class Step:
    """A commitment with its moves, and the moves that the asker can make; `others`: what it could wait for."""

    row: TeamCommitment
    history: History
    side: Side | None
    possible: frozenset[Move]
    others: tuple[TeamCommitment, ...]
    problems: tuple[Problem, ...]


def teams(asker: Asker) -> tuple[TeamLine, ...]:
    """Those that the asker is in."""
    open_ = Count("id", filter=Q(state__in=_open()))
    counted = dict(
        TeamCommitment.objects.filter(team__in=asker.team_ids).values("team").annotate(n=open_).values_list("team", "n")
    )
    rows = Team.objects.visible_to(asker).select_related("community").order_by("name", "id")
    return tuple(TeamLine(row, counted.get(row.id, 0)) for row in rows)


def teams_beside(asker: Asker | None, community_id: int) -> tuple[Team, ...]:
    """Teams opened beside a community of the asker's, for who would deliver there."""
    if asker is None or community_id not in asker.community_ids:
        return ()
    return tuple(Team.objects.filter(community=community_id).order_by("name", "id"))


def board(asker: Asker, team_id: int, now: datetime) -> Board:
    """Raises Team.DoesNotExist for a team that the asker is not in."""
    team = Team.objects.visible_to(asker).select_related("community").get(id=team_id)
    members = tuple(team.members.select_related("user").order_by("user__name", "id"))
    rows, more = threads_of(Thread.objects.filter(team=team))
    decisions = Decision.objects.filter(team=team, decided_at=None).select_related("opened_by__user")
    return Board(
        team,
        members,
        _grouped(asker, members, _lines(team, now)),
        tuple(decisions.order_by("-opened_at", "-id")[:MOST]),
        tuple(Problem.objects.filter(team=team, solved_at=None).select_related("blocks").order_by("-raised_at")[:MOST]),
        handovers_of([team.id]),
        rows,
        more,
    )


def flow(asker: Asker, team_id: int, now: datetime) -> Flow:
    """Raises Team.DoesNotExist for a team that the asker is not in."""
    team = Team.objects.visible_to(asker).get(id=team_id)
    lines = _lines(team, now)
    rows = {line.row.id: line.row for line in lines}
    found = chains(line.wait.work for line in lines)
    lately = TeamCommitment.objects.filter(team=team, made_at__gte=now - _RECENT).order_by("-made_at")[: 10 * MOST]
    told = tuple((tuple(rows[work.id] for work in chain), is_circle(chain)) for chain in found)
    blocked = tuple(line for line in lines if line.wait.held_up)
    return Flow(team, told, blocked, answer_times(_histories(lately).values()), _RECENT.days)


def commitment(asker: Asker, commitment_id: int) -> Step:
    """Raises TeamCommitment.DoesNotExist for what is in no team of the asker's."""
    people = ("team", "requester__user", "performer__user", "waits_for", "handover__purpose")
    row = TeamCommitment.objects.visible_to(asker).select_related(*people).get(id=commitment_id)
    history = _histories([row])[row.id]
    sides = {row.requester_id: Side.A, row.performer_id: Side.B}
    side = sides.get(asker.member_id)
    others = TeamCommitment.objects.filter(team=row.team, state__in=_open()).exclude(id=row.id).order_by("-made_at")
    return Step(
        row,
        history,
        side,
        frozenset(move for _side, move in allowed(history.state, side)) if side else frozenset(),
        tuple(others[:MOST]) if side and history.state in OPEN else (),
        tuple(row.problems.order_by("-raised_at")),
    )


def settled(asker: Asker, team_id: int) -> tuple[TeamCommitment, ...]:
    """The latest that ended; raises Team.DoesNotExist."""
    team = Team.objects.visible_to(asker).get(id=team_id)
    rows = TeamCommitment.objects.filter(team=team).exclude(state__in=_open())
    return tuple(rows.select_related("requester__user", "performer__user").order_by("-made_at", "-id")[:_SETTLED])


def decision(asker: Asker, decision_id: int) -> Decision:
    """Raises Decision.DoesNotExist for what is in no team of the asker's."""
    seen = Decision.objects.visible_to(asker).select_related("team", "opened_by__user", "decided_by__user")
    return seen.prefetch_related("voices__member__user").get(id=decision_id)


def record(asker: Asker, team_id: int) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """What was decided, and which problems were solved, the latest first; raises Team.DoesNotExist."""
    team = Team.objects.visible_to(asker).get(id=team_id)
    decided = Decision.objects.filter(team=team).exclude(decided_at=None).order_by("-opened_at", "-id")
    solved = Problem.objects.filter(team=team).exclude(solved_at=None).order_by("-raised_at", "-id")
    return tuple(decided[:_RECORD]), tuple(solved[:_RECORD])


def problem(asker: Asker, problem_id: int) -> Problem:
    """Raises Problem.DoesNotExist for what is in no team of the asker's."""
    return Problem.objects.visible_to(asker).select_related("team", "blocks").get(id=problem_id)


def _open() -> list[str]:
    return [str(state) for state in OPEN]


def _lines(team: Team, now: datetime) -> list[Line]:
    """Everything open in which somebody waits for another, the longest first."""
    people = ("requester__user", "performer__user", "waits_for")
    open_ = TeamCommitment.objects.filter(team=team, state__in=_open()).select_related(*people)
    rows = {row.id: row for row in open_.order_by("-made_at", "-id")[:MOST]}
    known = _histories(rows.values())
    problems: dict[int, list[Problem]] = {}
    for each in Problem.objects.filter(team=team, solved_at=None, blocks__in=list(rows)):
        problems.setdefault(each.blocks_id or 0, []).append(each)
    works = [
        Work(row.id, row.requester_id, row.performer_id, known[row.id], row.waits_for_id, row.id in problems)
        for row in rows.values()
    ]
    lines = []
    for wait in waits(works):
        row = rows[wait.work.id]
        who, whom = (row.requester, row.performer) if wait.who == row.requester_id else (row.performer, row.requester)
        lines.append(Line(row, wait, who, whom, _overdue(row, now), tuple(problems.get(row.id, ()))))
    return lines


def _overdue(row: TeamCommitment, now: datetime) -> bool:
    calendar = Calendar(row.performer.zone, row.performer.country or None)
    return row.due is not None and row.state in (State.PROMISED, State.COUNTERED) and now >= calendar.end_of(row.due)


def _grouped(
    asker: Asker, members: Iterable[Member], lines: Iterable[Line]
) -> tuple[tuple[Member, tuple[Line, ...]], ...]:  # fmt: skip
    """By who is waited for: the asker first, then those on whom most waits longest."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.whom.id, []).append(line)
    known = {member.id: member for member in members} | {
        line.whom.id: line.whom for rows in found.values() for line in rows
    }
    order = sorted(found, key=lambda id_: (id_ != asker.member_id, found[id_][0].wait.since))
    return tuple((known[id_], tuple(found[id_])) for id_ in order)


def _histories(rows: Iterable[TeamCommitment]) -> dict[int, History]:
    """The histories of these, with one question for all their moves."""
    made: dict[int, list[DatedMove]] = {row.id: [] for row in rows}
    moves = TeamMove.objects.filter(commitment__in=list(made)).order_by("at", "id")
    for id_, move, by, at, due in moves.values_list("commitment_id", "move", "by", "at", "due"):
        made[id_].append(DatedMove(Move(move), Side(by), at, due))
    return {id_: replay(each) for id_, each in made.items()}
