"""Teams, their commitments, decisions and problems: who may, what is refused, what undo takes back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segue.actions import deciding, teams, teamwork
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.domain.commitments import OPEN, TABLE, Side
from segue.domain.errors import NotAllowed
from segue.domain.teamwork import Way
from segue.queries import teams as queries
from segue.store.models import Team, TeamCommitment, TeamMove
from tests.cast import NOW
from tests.spaces import Spaces

W = {"source": "web"}
OUTSIDE = ["Ada", "Bo", "Chiara", "Stellan"]
KIND = TeamCommitment.Kind


def asked(spaces: Spaces, what: str = "Have keys made", kind: TeamCommitment.Kind = KIND.REQUEST) -> TeamCommitment:
    tove = spaces.members["Tove"].id
    return teamwork.begin(spaces.asker("Tim"), spaces.team.id, kind, tove, what, NOW, due=date(2026, 12, 1), **W)


def do(spaces: Spaces, name: str, row: TeamCommitment, verb: str, **given: object) -> str:
    return teamwork.act(spaces.asker(name), row.id, verb, NOW, **W, **given).state  # type: ignore[arg-type]


def test_a_team_has_an_objective_and_whoever_makes_it(spaces: Spaces) -> None:
    with pytest.raises(Refused, match="objective"):
        teams.make_team(spaces.asker("Bo"), "Doors", " ", NOW, **W)
    made = teams.make_team(spaces.asker("Bo"), "Doors", "Open them", NOW, **W)
    assert spaces.asker("Bo").team_ids >= {made.id}
    with pytest.raises(Refused, match="address"):
        teams.add_member(spaces.asker("Bo"), made.id, "chiara@elsewhere.example", NOW, **W)
    teams.add_member(spaces.asker("Bo"), made.id, spaces.members["Tim"].user.email, NOW, **W)
    assert made.id in spaces.asker("Tim").team_ids
    undo(spaces.asker("Bo"), NOW, source="web")
    assert made.id not in spaces.asker("Tim").team_ids
    undo(spaces.asker("Bo"), NOW, source="web")
    assert not Team.objects.filter(id=made.id).exists()


def test_members_of_a_community_open_a_team_beside_it_and_switch_knowingly(spaces: Spaces) -> None:
    cleo = spaces.asker("Cleo")
    with pytest.raises(Refused, match="beside"):
        teams.make_team(cleo, "Doors", "Open them", NOW, **W)
    made = teams.make_team(cleo, "Doors", "Open them", NOW, community_id=spaces.community.id, **W)
    teams.join_beside(spaces.asker("Emil"), made.id, NOW, **W)
    assert made.id in spaces.asker("Emil").team_ids
    for name in ("Ada", "Bo", "Chiara", "Tim"):
        with pytest.raises(NotFound):
            teams.join_beside(spaces.asker(name), made.id, NOW, **W)
    with pytest.raises(Refused, match="already"):
        teams.join_beside(spaces.asker("Emil"), made.id, NOW, **W)
    teams.leave_team(spaces.asker("Emil"), made.id, NOW, **W)
    assert made.id not in spaces.asker("Emil").team_ids


def test_nobody_leaves_what_they_owe_behind(spaces: Spaces) -> None:
    row = asked(spaces)
    with pytest.raises(Refused, match="settle"):
        teams.leave_team(spaces.asker("Tove"), spaces.team.id, NOW, **W)
    do(spaces, "Tove", row, "decline")
    teams.leave_team(spaces.asker("Tove"), spaces.team.id, NOW, **W)
    assert spaces.team.id not in spaces.asker("Tove").team_ids


def test_nothing_is_assigned_it_is_asked_and_promised(spaces: Spaces) -> None:
    row = asked(spaces)
    assert row.state == "requested"
    with pytest.raises(NotAllowed):
        do(spaces, "Tim", row, "promise")
    assert do(spaces, "Tove", row, "counter", due=date(2026, 12, 4)) == "countered"
    assert do(spaces, "Tim", row, "accept") == "promised"
    assert TeamCommitment.objects.get(id=row.id).due == date(2026, 12, 4)
    assert do(spaces, "Tove", row, "done", words="Three keys") == "reported"
    assert do(spaces, "Tim", row, "satisfied") == "kept"
    undo(spaces.asker("Tim"), NOW, source="web")
    assert TeamCommitment.objects.get(id=row.id).state == "reported"
    assert TeamMove.objects.filter(commitment=row).count() == 4


def test_others_of_the_team_see_it_and_leave_it_alone(spaces: Spaces) -> None:
    row = asked(spaces)
    spaces.team.members.add(spaces.members["Bo"])
    with pytest.raises(Refused, match="between two others"):
        do(spaces, "Bo", row, "decline")
    assert queries.commitment(spaces.asker("Bo"), row.id).possible == frozenset()


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_else_looks_in_or_does_anything(spaces: Spaces, name: str) -> None:
    row, asker = asked(spaces), spaces.asker(name)
    problem = teamwork.raise_problem(spaces.asker("Tim"), spaces.team.id, "No locksmith", NOW, **W)
    decision = deciding.open_decision(spaces.asker("Tim"), spaces.team.id, "Which?", Way.VOTE, ["a", "b"], NOW, **W)
    tove, team = spaces.members["Tove"].id, spaces.team.id
    for verb in (
        lambda: teams.change_team(asker, team, "x", "y", NOW, **W),
        lambda: teams.add_member(asker, team, "tove@lindqvist.example", NOW, **W),
        lambda: teams.remove_member(asker, team, tove, NOW, **W),
        lambda: teamwork.begin(asker, team, KIND.REQUEST, tove, "x", NOW, **W),
        lambda: teamwork.act(asker, row.id, "decline", NOW, **W),
        lambda: teamwork.wait_for(asker, row.id, None, NOW, **W),
        lambda: teamwork.raise_problem(asker, team, "x", NOW, **W),
        lambda: teamwork.solve_problem(asker, problem.id, "x", NOW, **W),
        lambda: teamwork.reopen_problem(asker, problem.id, NOW, **W),
        lambda: deciding.open_decision(asker, team, "x", Way.ADVICE, [], NOW, **W),
        lambda: deciding.speak(asker, decision.id, "a", NOW, **W),
        lambda: deciding.decide(asker, decision.id, "x", NOW, **W),
    ):
        with pytest.raises(NotFound):
            verb()
    for look in (queries.board, queries.flow):
        with pytest.raises(Team.DoesNotExist):
            look(asker, team, NOW)
    with pytest.raises(TeamCommitment.DoesNotExist):
        queries.commitment(asker, row.id)


def test_what_holds_what_up_is_seen_until_it_can_go_on(spaces: Spaces) -> None:
    keys, lock = asked(spaces), asked(spaces, "Buy a lock")
    tim, tove, team = spaces.asker("Tim"), spaces.asker("Tove"), spaces.team.id
    teamwork.wait_for(tove, keys.id, lock.id, NOW, **W)
    with pytest.raises(NotAllowed, match="itself"):
        teamwork.wait_for(tove, lock.id, keys.id, NOW, **W)
    problem = teamwork.raise_problem(tove, team, "The shop is closed", NOW, blocks_id=lock.id, **W)
    flow = queries.flow(tim, team, NOW)
    assert [[row.what for row in chain] for chain, _circle in flow.chains] == [["Have keys made", "Buy a lock"]]
    assert {line.row.what for line in flow.blocked} == {"Have keys made", "Buy a lock"}
    assert flow.times.median is None
    with pytest.raises(Refused, match="how"):
        teamwork.solve_problem(tim, problem.id, "", NOW, **W)
    teamwork.solve_problem(tim, problem.id, "Another shop", NOW, **W)
    do(spaces, "Tove", lock, "done")
    do(spaces, "Tim", lock, "satisfied")
    assert queries.flow(tim, team, NOW).blocked == ()
    teamwork.reopen_problem(tim, problem.id, NOW, **W)
    assert queries.board(tim, team, NOW).problems[0].text == "The shop is closed"


def test_the_board_is_by_who_is_waited_for(spaces: Spaces) -> None:
    asked(spaces)
    offered = asked(spaces, "A lift", KIND.OFFER)
    groups = queries.board(spaces.asker("Tove"), spaces.team.id, NOW).groups
    assert [(str(who), [line.row.what for line in lines]) for who, lines in groups] == [
        ("Tove Lund", ["Have keys made", "A lift"])
    ]
    do(spaces, "Tove", offered, "accept")
    groups = queries.board(spaces.asker("Tove"), spaces.team.id, NOW).groups
    assert [str(who) for who, _lines in groups] == ["Tove Lund", "Tim Aalto"]


def test_a_decision_keeps_its_reasons(spaces: Spaces) -> None:
    tim, tove = spaces.asker("Tim"), spaces.asker("Tove")
    with pytest.raises(Refused, match="two options"):
        deciding.open_decision(tim, spaces.team.id, "Which evening?", Way.VOTE, ["Thursday"], NOW, **W)
    row = deciding.open_decision(tim, spaces.team.id, "Which evening?", Way.VOTE, ["Thursday", "Friday"], NOW, **W)
    with pytest.raises(NotAllowed):
        deciding.speak(tove, row.id, "Monday", NOW, **W)
    deciding.speak(tove, row.id, "Friday", NOW, **W)
    deciding.speak(tove, row.id, "Thursday", NOW, **W)
    with pytest.raises(Refused, match="why"):
        deciding.decide(tim, row.id, " ", NOW, **W)
    assert deciding.decide(tim, row.id, "Most can", NOW, **W).outcome == "Thursday"
    with pytest.raises(Refused, match="decided already"):
        deciding.speak(tim, row.id, "Friday", NOW, **W)
    assert queries.decision(tim, row.id).voices.count() == 1
    undo(tim, NOW, source="web")
    assert queries.decision(tim, row.id).decided_at is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(sorted(teamwork.DONE))), max_size=8))
def test_every_walk_stays_on_the_table(spaces: Spaces, walk: list[tuple[bool, str]]) -> None:
    row = asked(spaces)
    for first, verb in walk:
        name, side = ("Tim", Side.A) if first else ("Tove", Side.B)
        state = teamwork.history_of(row).state
        possible = [move for move in teamwork.DONE[verb] if (side, move) in TABLE[state]]
        try:
            after = do(spaces, name, row, verb, due=date(2026, 12, 8))
        except NotAllowed:
            assert not possible
        else:
            assert after == TABLE[state][side, possible[0]]
    row.refresh_from_db()
    assert row.state == teamwork.history_of(row).state
    waited = [
        line.row.id for _who, lines in queries.board(spaces.asker("Tim"), spaces.team.id, NOW).groups for line in lines
    ]
    assert (row.id in waited) == (row.state in [str(state) for state in OPEN])
