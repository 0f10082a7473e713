"""The board of possibilities: phases, dots, choices, the pair of sessions, over random histories."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain import boards
from segue.domain.board_summary import summary_slots
from segue.domain.boards import Act, Idea, Phase, Session, after, grouped, trouble_with_pair
from segue.domain.calendar import Calendar, zone_named
from segue.domain.conversations import Who
from segue.domain.errors import NotAllowed

HOME = Calendar("Europe/Stockholm", "SE")
WEIGHING = {Act.GROUP, Act.VOTE, Act.CHOOSE, Act.SETTLE}


def idea(id_: int, **fields: object) -> Idea:
    return replace(Idea(id_, f"idea {id_}", Who.ME), **fields)  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(Act), max_size=30))
def test_nothing_is_weighed_while_ideas_are_gathered(acts: list[Act]) -> None:
    """Along any history: weighing happens only while converging, and what is settled changes only by reopening."""
    phase = Phase.DIVERGENT
    for act in acts:
        try:
            to = after(phase, act)
        except NotAllowed:
            continue
        if act in WEIGHING:
            assert phase is Phase.CONVERGENT
        if phase is Phase.SETTLED:
            assert act is Act.REOPEN
        if to is not phase:
            assert (phase, to) in {
                (Phase.DIVERGENT, Phase.CONVERGENT),
                (Phase.CONVERGENT, Phase.DIVERGENT),
                (Phase.CONVERGENT, Phase.SETTLED),
                (Phase.SETTLED, Phase.CONVERGENT),
            }
        phase = to


@pytest.mark.parametrize("act", sorted(WEIGHING))
def test_weighing_too_early_is_told(act: Act) -> None:
    with pytest.raises(NotAllowed, match="none is weighed"):
        after(Phase.DIVERGENT, act)


@given(
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([Who.ME, Who.THEM]), st.integers(-1, 10)), max_size=40),
)
def test_no_side_ever_gives_more_dots_than_it_has(dots: int, votes: list[tuple[int, Who, int]]) -> None:
    ideas = [idea(n) for n in range(5)]
    for at, side, given_ in votes:
        try:
            boards.vote(ideas, ideas[at], side, given_, dots)
        except NotAllowed:
            continue
        name = "my_dots" if side is Who.ME else "their_dots"
        ideas[at] = replace(ideas[at], **{name: given_})
        for each in (Who.ME, Who.THEM):
            assert 0 <= boards.dots_left(ideas, each, dots) <= dots
        assert all(each.my_dots >= 0 and each.their_dots >= 0 for each in ideas)


def test_taking_dots_back_is_always_possible() -> None:
    full = [idea(1, my_dots=3), idea(2)]
    boards.vote(full, full[0], Who.ME, 0, 3)
    with pytest.raises(NotAllowed, match="0 of them"):
        boards.vote(full, full[1], Who.ME, 1, 3)


def test_one_or_two_are_chosen_each_with_why() -> None:
    ideas = [idea(1, chosen=True), idea(2, chosen=True), idea(3)]
    with pytest.raises(NotAllowed, match="chosen already"):
        boards.choose(ideas, ideas[2], "because")
    with pytest.raises(NotAllowed, match="Say why"):
        boards.choose([idea(1)], idea(1), "  ")
    boards.choose(ideas, ideas[0], "a better why")
    with pytest.raises(NotAllowed, match="Choose one or two"):
        boards.settle([idea(1)])
    boards.settle(ideas)


@given(st.lists(st.tuples(st.sampled_from(["", "Places", "People"]), st.integers(0, 3)), max_size=12))
def test_every_idea_lies_in_one_group_and_the_rest_comes_last(made: list[tuple[str, int]]) -> None:
    ideas = [idea(n, group=name, my_dots=dots) for n, (name, dots) in enumerate(made)]
    groups = grouped(ideas)
    assert sorted(each.id for group in groups for each in group.ideas) == list(range(len(made)))
    named = [group for group in groups if group.name]
    assert [group.dots for group in named] == sorted((group.dots for group in named), reverse=True)
    assert all(group.name for group in groups[:-1])


def session(day: int, hour: int, minutes: int = 60) -> Session:
    """On a day of November 2026 in Stockholm."""
    start = datetime(2026, 11, day, hour, tzinfo=zone_named("Europe/Stockholm")).astimezone(UTC)
    return Session(start, start + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("first", "second", "trouble"),
    [
        (session(24, 10), session(25, 10), ""),
        (session(24, 10), session(28, 18), ""),
        (session(24, 22), session(25, 7), ""),
        (session(24, 10), session(24, 16), "No night"),
        (session(25, 3), session(25, 16), "No night"),
        (session(24, 10), session(29, 10), "5 days apart"),
        (session(25, 10), session(24, 10), "has to come after"),
        (session(24, 10, 120), session(24, 11), "has to come after"),
    ],
)
def test_a_pair_has_a_night_and_at_most_four_days(first: Session, second: Session, trouble: str) -> None:
    told = trouble_with_pair(first, second, HOME)
    assert (trouble in told) if trouble else told == ""


@given(st.integers(0, 12 * 24), st.integers(15, 240), st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]))
def test_what_passes_is_a_night_later_and_within_four_days(hours: int, minutes: int, zone: str) -> None:
    start = datetime(2026, 10, 20, 9, tzinfo=UTC)  # both changes of the clocks lie in reach
    first = Session(start, start + timedelta(minutes=minutes))
    second = Session(start + timedelta(hours=hours), start + timedelta(hours=hours, minutes=minutes))
    mine = Calendar(zone)
    days = (mine.date_of(second.start) - mine.date_of(first.start)).days
    if trouble_with_pair(first, second, mine) == "":
        assert 1 <= days <= 4
        assert second.start - first.end >= timedelta(hours=3)


def test_the_summary_says_what_is_on_the_board_and_nothing_else() -> None:
    ideas = [
        idea(1, text="a story hour", by=Who.THEM, chosen=True, why="the room is free", their_dots=2),
        idea(2, text="loan of readers", group="Things", my_dots=1),
        *(idea(n, text=f"night {n}", by=Who.THEM, my_dots=n) for n in range(3, 8)),
    ]
    slots = summary_slots("the library", ideas)
    assert (slots["count"], slots["mine"], slots["theirs"]) == ("7", "1", "6")
    assert slots["chosen"] == "- a story hour: the room is free"
    assert slots["brought"] == "- night 7\n- night 6\n- night 5"
    assert (slots["kept"], slots["areas"]) == ("- loan of readers", "- Things (1)")
    assert summary_slots("it", [])["chosen"] == ""
