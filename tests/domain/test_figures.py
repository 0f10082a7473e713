"""Figures of groups: quarters, and what an attacker can work out from all that was ever published (nothing of a few).

The attacker here knows which cases every published count counts, adds and subtracts counts of all quarters as they
like, and looks for anything that tells of fewer than five people.
"""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.domain.errors import NotAllowed
from segue.domain.figures import (
    FEWEST,
    LEVELS,
    Case,
    Cell,
    Group,
    Ledger,
    Measure,
    Quarter,
    Shown,
    check_over,
    published,
    rank,
    typical_days,
)

LIFE = (Measure.RAISED, Measure.ENDORSED, Measure.OFFERED, Measure.ACCEPTED, Measure.DELIVERED, Measure.REPORTED)
OF_TEAMS = (Measure.ACCEPTED, Measure.DELIVERED)


def test_a_quarter_has_a_name_a_beginning_and_an_end() -> None:
    third = Quarter.named("2026q3")
    assert (str(third), third.begins, third.ends) == (
        "2026Q3",
        datetime(2026, 7, 1, tzinfo=UTC),
        datetime(2026, 10, 1, tzinfo=UTC),
    )
    assert Quarter.of(datetime(2026, 12, 31, 23, 59, tzinfo=UTC)) == Quarter(2026, 4)
    assert Quarter(2026, 4).ends == Quarter(2027, 1).begins
    assert Quarter(2026, 1).before == Quarter(2025, 4)


@pytest.mark.parametrize("name", ["", "2026", "2026Q5", "2026Q0", "Q3", "0000Q1", "²026Q1", "2026Q33", "last"])
def test_what_is_no_quarter_is_refused(name: str) -> None:
    with pytest.raises(NotAllowed):
        Quarter.named(name)


def test_a_quarter_that_is_not_over_is_refused() -> None:
    with pytest.raises(NotAllowed, match="30 September 2026"):
        check_over(Quarter(2026, 3), datetime(2026, 9, 30, 23, 59, tzinfo=UTC))
    check_over(Quarter(2026, 3), datetime(2026, 10, 1, tzinfo=UTC))


@given(st.lists(st.sets(st.integers(0, 5)), max_size=6))
def test_the_rank_is_that_of_elimination(rows: list[set[int]]) -> None:
    assert rank(tuple(sorted(row)) for row in rows) == slow_rank([[int(at in row) for at in range(6)] for row in rows])


def test_a_group_of_five_is_shown_and_one_of_four_is_not() -> None:
    for count in (4, 5):
        cases = {"t1": Case(frozenset(range(1, count + 1)))}
        shown, rest = published([Group("c1", "Readers", 9, {Measure.THREADS: frozenset({"t1"})})], Ledger(cases))
        assert [each.numbers for each in shown] == ([{"threads": 1}] if count == FEWEST else [])
        assert rest is None


def test_the_difference_of_two_counts_must_not_tell_of_one() -> None:
    """Seven were raised, six of them endorsed: who raised the seventh stands alone, so endorsed is not told."""
    cases = {f"p{number}": Case(frozenset(range(number, number + 6))) for number in range(1, 7)}
    cases["p7"] = Case(frozenset({1}))
    raised = {Measure.RAISED: frozenset(cases), Measure.ENDORSED: frozenset(cases) - {"p7"}}
    shown, _ = published([Group("c1", "Readers", 20, raised)], Ledger(cases))
    assert shown[0].numbers == {"raised": 7}


def test_the_complement_of_a_group_is_withheld_as_well() -> None:
    """What stands in no other row than that of a small group is not told as what the others have together."""
    cases = {"p1": Case(frozenset(range(1, 10))), "p2": Case(frozenset({1, 2}))}
    large = Group("c1", "Readers", 9, {Measure.RAISED: frozenset({"p1"})})
    small = Group("c2", "Writers", 9, {Measure.RAISED: frozenset({"p2"})})
    shown, rest = published([large, small], Ledger(cases))
    assert [each.key for each in shown] == ["c1"]
    assert rest is None


def test_a_team_of_three_that_declines_is_not_told_of() -> None:
    """However many spoke for what it declined."""
    cases = {f"p{number}": Case(frozenset(range(1, 30)), frozenset({50, 51, 52})) for number in range(4)}
    told = {Measure.RAISED: frozenset(cases), Measure.DECLINED: frozenset(cases)}
    cases["p9"] = Case(frozenset(range(1, 7)))
    told[Measure.RAISED] |= {"p9"}
    shown, _ = published([Group("c1", "Readers", 40, told)], Ledger(cases))
    assert shown[0].numbers == {"raised": 5}


def test_a_group_that_is_not_to_be_named_counts_among_the_others() -> None:
    cases = {"t1": Case(frozenset(range(1, 9)))}
    closed = Group("c1", "Board", 8, {Measure.THREADS: frozenset({"t1"})}, named=False)
    shown, rest = published([closed], Ledger(cases))
    assert shown == []
    assert rest is not None
    assert (rest.name, rest.numbers) == ("", {"threads": 1})


def test_a_quarter_less_another_must_not_tell_of_one() -> None:
    """What has been published before counts: one quarter's raised, the next one's endorsed."""
    cases = {f"p{number}": Case(frozenset(range(10, 16))) for number in range(3)} | {"p9": Case(frozenset({1}))}
    ledger = Ledger(cases)
    raised, _ = published([Group("c1", "Readers", 20, {Measure.RAISED: frozenset(cases)})], ledger)
    later, rest = published([Group("c1", "Readers", 19, {Measure.ENDORSED: frozenset(cases) - {"p9"}})], ledger)
    assert raised[0].numbers == {"raised": 4}
    assert (later, rest) == ([], None)


def test_a_median_needs_twenty_cases_and_five_people_on_each_side() -> None:
    many, few = frozenset(range(1, 9)), frozenset({1, 2})
    took = [timedelta(days=day) for day in range(20)]
    assert typical_days(took, [Case(many, many)]) == 10
    assert typical_days(took[:19], [Case(many, many)]) is None
    assert typical_days(took, [Case(few, many)]) is None
    assert typical_days(took, [Case(many, few)]) is None


People = frozenset[int]


@st.composite
def organisations(draw: st.DrawFn) -> tuple[dict[str, Case], list[list[Group]]]:
    """Two quarters of some communities and teams; between them one member of one community has left or come.

    Few people and few cases, so that small groups, complements and differences are the rule.
    """
    people = st.frozensets(st.integers(1, 9), min_size=1, max_size=6)
    teams = draw(st.lists(st.frozensets(st.integers(1, 9), min_size=2, max_size=6), min_size=1, max_size=2))
    cases: dict[str, Case] = {}
    quarters: list[dict[str, dict[Measure, set[str]]]] = [defaultdict(lambda: defaultdict(set)) for _ in range(2)]
    for number in range(draw(st.integers(1, 7))):
        key, community = f"p{number}", f"c{draw(st.integers(1, 2))}"
        team, steps = draw(st.integers(0, len(teams) - 1)), draw(st.integers(1, len(LIFE)))
        cases[key] = Case(draw(people), teams[team] if steps > 2 else frozenset())
        when = draw(st.integers(0, steps))  # from this step on in the second quarter
        for step, measure in enumerate(LIFE[:steps]):
            quarters[int(step >= when)][community][measure].add(key)
            if measure in OF_TEAMS:
                quarters[int(step >= when)][f"t{team}"][measure].add(key)
    members = draw(st.integers(4, 9))
    told = [
        [
            Group(name, name, members - number if name == "c1" else 9, {m: frozenset(c) for m, c in cells.items()})
            for name, cells in groups.items()
        ]
        for number, groups in enumerate(quarters)
    ]
    return cases, told


@settings(max_examples=100)
@given(organisations())
def test_nothing_of_fewer_than_five_can_be_worked_out(made: tuple[dict[str, Case], list[list[Group]]]) -> None:
    cases, quarters = made
    counts = publish_all(cases, quarters)
    for side in (
        {key: case.speakers for key, case in cases.items()},
        {k: c.doers for k, c in cases.items() if c.doers},
    ):
        assert found_by_small_sets(counts, cases, side) is None
        assert found_by_adding(counts, cases, side) is None


@settings(max_examples=50)
@given(organisations(), st.integers(1, 9))
def test_without_any_one_member_nothing_can_be_worked_out_either(
    made: tuple[dict[str, Case], list[list[Group]]], gone: int
) -> None:
    cases = {key: Case(case.speakers - {gone}, case.doers - {gone}) for key, case in made[0].items()}
    cases = {key: case for key, case in cases.items() if case.speakers}
    told = [
        [
            Group(g.key, g.name, g.members - 1, {m: frozenset(k for k in c if k in cases) for m, c in g.cells.items()})
            for g in groups
        ]
        for groups in made[1]
    ]
    counts = publish_all(cases, told)
    speakers = {key: case.speakers for key, case in cases.items()}
    assert found_by_small_sets(counts, cases, speakers) is None


def test_the_attacker_finds_what_a_careless_table_gives_away() -> None:
    """A total beside all groups but one, and a count less its part: this attacker is no straw man."""
    cases = {"p1": Case(frozenset(range(1, 9))), "p2": Case(frozenset({1, 2}))}
    speakers = {key: case.speakers for key, case in cases.items()}
    careless: list[Cell] = [frozenset({"p1"}), frozenset({"p1", "p2"})]
    assert found_by_small_sets(careless, cases, speakers) == {"p2"}
    assert found_by_adding(careless, cases, speakers) == {"p2"}


def test_levels_begin_with_everything_and_end_with_threads() -> None:
    assert set(LEVELS[0]) == set(Measure)
    assert LEVELS[-1] == (Measure.THREADS,)


def publish_all(cases: dict[str, Case], quarters: list[list[Group]]) -> list[Cell]:
    """Every count that was published, of all quarters: communities first, then teams."""
    ledger, counts = Ledger(cases), list[Cell]()
    for groups in quarters:
        for kind in ("c", "t"):
            shown, rest = published([each for each in groups if each.key.startswith(kind)], ledger)
            told: list[Shown] = [*shown, *([rest] if rest else [])]
            counts += [cell for each in told for cell in each.cells.values() if cell]
    return counts


def found_by_small_sets(counts: list[Cell], cases: dict[str, Case], side: dict[str, People]) -> set[str] | None:
    """The cases of four people that some combination of counts tells of and of nothing else; None: there is none.

    A combination that is zero outside a set of cases exists where leaving out that set lowers the rank.
    """
    keys = sorted(cases)
    rows = [[int(key in cell) for key in keys] for cell in counts]
    whole = slow_rank(rows)
    everybody = sorted(frozenset().union(*side.values())) if side else []
    few = (set(each) for each in combinations(everybody, min(FEWEST - 1, len(everybody))))
    theirs = {frozenset(key for key, people in side.items() if people <= some) for some in few}
    for inside in theirs - {frozenset()}:
        kept = [[value for key, value in zip(keys, row, strict=True) if key not in inside] for row in rows]
        if slow_rank(kept) < whole:
            return set(inside)
    return None


def found_by_adding(counts: list[Cell], cases: dict[str, Case], side: dict[str, People]) -> set[str] | None:
    """The same, by trying: up to four counts, each added or subtracted."""
    distinct = list(dict.fromkeys(counts))
    for some in (chosen for size in range(1, 5) for chosen in combinations(distinct, size)):
        for signs in product((1, -1), repeat=len(some)):
            left = {key: sum(s for s, cell in zip(signs, some, strict=True) if key in cell) for key in cases}
            told = {key for key, value in left.items() if value}
            if told and told <= side.keys() and len(frozenset().union(*(side[key] for key in told))) < FEWEST:
                return told
    return None


def slow_rank(rows: list[list[int]]) -> int:
    """By plain elimination."""
    left = [[Fraction(value) for value in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((number for number in range(found, len(left)) if left[number][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for number in range(found + 1, len(left)):
            times = left[number][column] / left[found][column]
            left[number] = [a - times * b for a, b in zip(left[number], left[found], strict=True)]
        found += 1
    return found
