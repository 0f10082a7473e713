"""What conversations led to: what was published, and the facts that a quarter is published from.

What is gathered is who and when, by number: no text, no name of a person. Only publishing reads it; what is shown to
anybody is what `domain.figures` lets through.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from segue.domain.figures import Case, Cell, Group, Measure, Quarter, case_of
from segue.domain.purposes import By, Move
from segue.store.models import Asker, Belonging, Community, Figures, Post, PurposeMove, PurposePost, Team, Thread

_MEASURES = {
    Move.RAISE: Measure.RAISED,
    Move.ENDORSE: Measure.ENDORSED,
    Move.OFFER: Measure.OFFERED,
    Move.ACCEPT: Measure.ACCEPTED,
    Move.DECLINE: Measure.DECLINED,
    Move.REST: Measure.RESTED,
    Move.DELIVER: Measure.DELIVERED,
    Move.REPORT: Measure.REPORTED,
}
OF_TEAMS = (Measure.OFFERED, Measure.ACCEPTED, Measure.DECLINED, Measure.DELIVERED, Measure.REPORTED)
STEPS = (
    (Measure.RAISED, Measure.ENDORSED),
    (Measure.ENDORSED, Measure.OFFERED),
    (Measure.OFFERED, Measure.ACCEPTED),
    (Measure.ACCEPTED, Measure.DELIVERED),
    (Measure.DELIVERED, Measure.REPORTED),
)
"""From when to when the time between is told; with the second it belongs to a quarter."""


def quarters(asker: Asker) -> list[Figures]:
    """What has been published, the latest quarter first, without the numbers."""
    return list(Figures.objects.visible_to(asker).defer("behind", "numbers").order_by("-quarter"))


def figures_of(asker: Asker, quarter: str) -> Figures | None:
    """What has been published of a quarter; None where nothing was."""
    return Figures.objects.visible_to(asker).defer("behind").filter(quarter=quarter.upper()).first()


@dataclass(slots=True)
class Gathered:
    """The facts of a quarter. `took`: the times between two steps, with the case of each."""

    cases: dict[str, Case] = field(default_factory=dict)
    communities: list[Group] = field(default_factory=list)
    teams: list[Group] = field(default_factory=list)
    took: dict[tuple[Measure, Measure], list[tuple[timedelta, str]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Life:
    """When a purpose, and each team with it, first came to something; which teams it was offered to."""

    community: int
    speakers: set[int] = field(default_factory=set)
    at: dict[Measure, datetime] = field(default_factory=dict)
    of_teams: dict[int, dict[Measure, datetime]] = field(default_factory=lambda: defaultdict(dict))
    team: int = 0


def gather(organisation_id: int, quarter: Quarter) -> Gathered:
    """The facts of one organisation up to the end of a quarter."""
    communities = list(Community.objects.filter(organisation=organisation_id).order_by("id"))
    teams = list(Team.objects.filter(organisation=organisation_id).order_by("id"))
    members = _members(teams)
    found = Gathered()
    sizes = Counter(
        Belonging.objects.filter(community__in=communities, blocked_at=None).values_list("community_id", flat=True)
    )
    cells: dict[str, dict[Measure, set[str]]] = defaultdict(lambda: defaultdict(set))
    for thread, (community, speakers) in _threads(organisation_id, quarter).items():
        found.cases[f"t{thread}"] = case_of(speakers, sizes[community])
        cells[f"c{community}"][Measure.THREADS].add(f"t{thread}")
    lives = _lives(organisation_id, quarter)
    for purpose, life in lives.items():
        key = f"p{purpose}"
        found.cases[key] = case_of(
            life.speakers, sizes[life.community], [members.get(team, frozenset()) for team in life.of_teams]
        )
        for measure in _within(life.at, quarter):
            cells[f"c{life.community}"][measure].add(key)
        for team, at in life.of_teams.items():
            for measure in _within(at, quarter):
                cells[f"t{team}"][measure].add(key)
    found.took = _took(lives, quarter)
    found.communities = [
        Group(f"c{each.id}", each.name, sizes[each.id], _whole(cells[f"c{each.id}"], Measure), named=_named(each))
        for each in communities
    ]
    found.teams = [
        Group(f"t{each.id}", each.name, len(members[each.id]), _whole(cells[f"t{each.id}"], OF_TEAMS)) for each in teams
    ]
    return found


def _named(community: Community) -> bool:
    """A closed community is not even named to who is not in it."""
    return community.admission != Community.Admission.CLOSED


def _members(teams: Iterable[Team]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {team.id: set() for team in teams}
    for team, member in Team.members.through.objects.filter(team__in=list(found)).values_list("team_id", "member_id"):
        found[team].add(member)
    return {team: frozenset(each) for team, each in found.items()}


def _threads(organisation_id: int, quarter: Quarter) -> dict[int, tuple[int, set[int]]]:
    """The threads that began in the quarter: their community, and who spoke there."""
    begun = Thread.objects.filter(
        community__organisation=organisation_id,
        first_at__gte=quarter.begins,
        first_at__lt=quarter.ends,
        hidden_at=None,
    )
    found: dict[int, tuple[int, set[int]]] = {
        id_: (community, set()) for id_, community in begun.values_list("id", "community_id") if community
    }
    said = Post.objects.filter(thread__in=begun, hidden_at=None).values_list(
        "thread_id", "voice_id", "voice__member_id"
    )
    for thread, voice, member in said.distinct():
        found[thread][1].add(member or -voice)
    return found


def _lives(organisation_id: int, quarter: Quarter) -> dict[int, _Life]:
    """Every purpose up to the end of the quarter."""
    moves = PurposeMove.objects.filter(purpose__community__organisation=organisation_id, at__lt=quarter.ends)
    found: dict[int, _Life] = {}
    for purpose, community, move, by, member, team, at in moves.order_by("id").values_list(
        "purpose_id", "purpose__community_id", "move", "by", "member_id", "team_id", "at"
    ):
        life = found.setdefault(purpose, _Life(community))
        if move == Move.OFFER:
            life.team = team or 0
        if by == By.MEMBER and move in (Move.RAISE, Move.ENDORSE) and member:
            life.speakers.add(member)
        measure = _MEASURES.get(Move(move))
        if measure:
            life.at.setdefault(measure, at)
            if measure in OF_TEAMS:
                life.of_teams[life.team].setdefault(measure, at)
    said = PurposePost.objects.filter(purpose__in=moves.values("purpose_id"))
    for purpose, voice, by_member in said.values_list("purpose_id", "post__voice_id", "post__voice__member_id"):
        found[purpose].speakers.add(by_member or -voice)
    return found


def _took(
    lives: Mapping[int, _Life], quarter: Quarter
) -> dict[tuple[Measure, Measure], list[tuple[timedelta, str]]]:  # fmt: skip
    found: dict[tuple[Measure, Measure], list[tuple[timedelta, str]]] = {step: [] for step in STEPS}
    for purpose, life in lives.items():
        for before, after in STEPS:
            if before in life.at and quarter.holds(life.at.get(after)) and life.at[before] <= life.at[after]:
                found[before, after].append((life.at[after] - life.at[before], f"p{purpose}"))
    return found


def _within(at: Mapping[Measure, datetime], quarter: Quarter) -> list[Measure]:
    return [measure for measure, moment in at.items() if quarter.holds(moment)]


def _whole(cells: Mapping[Measure, set[str]], measures: Iterable[Measure]) -> dict[Measure, Cell]:
    """A cell for each of these measures, also where nothing is counted."""
    return {measure: frozenset(cells.get(measure, ())) for measure in measures}
