"""Publishing a quarter: once, for the whole organisation; what an attacker can work out from all that was published.

The organisation is made through the actions, in the quarter 2026Q3; who spoke for what is noted beside it, so that the
attacker's knowledge comes from elsewhere than the rule that is tried.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from segue.actions import handovers
from segue.actions.communities import leave, make_community
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.figures import publish, publish_due
from segue.actions.posting import begin_thread
from segue.actions.purposes import endorse, raise_purpose
from segue.domain.errors import NotAllowed
from segue.domain.figures import Cell, Ledger, Quarter
from segue.domain.purposes import Move
from segue.queries.figures import figures_of, quarters
from segue.store.models import (
    Belonging,
    Community,
    Event,
    Figures,
    Handover,
    Member,
    Purpose,
    PurposeMove,
    Team,
    Thread,
    asker_for,
)
from tests.cast import Cast, member
from tests.domain.test_figures import found_by_small_sets
from tests.spaces import Spaces, say

SUMMER = Quarter(2026, 3)
BEGUN = datetime(2026, 7, 6, 9, tzinfo=UTC)
OVER = datetime(2026, 10, 9, tzinfo=UTC)
WINTER = datetime(2027, 1, 9, tzinfo=UTC)

People = frozenset[int]


@dataclass
class World:
    """An organisation of fifteen in four communities and two teams, and who is behind each case, as it was made."""

    people: list[Member]
    communities: dict[str, Community] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    speakers: dict[str, set[int]] = field(default_factory=dict)
    doers: dict[str, set[int]] = field(default_factory=dict)
    at: datetime = BEGUN

    def community(self, name: str, *numbers: int, admission: str = "invitation") -> None:
        first, *rest = (self.people[number] for number in numbers)
        made = make_community(asker_for(first), name, "its topic", self._next(), source="test")
        Community.objects.filter(id=made.id).update(admission=admission)
        for each in rest:
            Belonging.objects.create(community=made, member=each, joined_at=self.at)
        self.communities[name] = made

    def team(self, name: str, *numbers: int) -> None:
        made = Team.objects.create(organisation=self.people[0].organisation, name=name)
        made.members.set([self.people[number] for number in numbers])
        self.teams[name] = made

    def thread(self, community: str, *numbers: int) -> Thread:
        first, *rest = (self.people[number] for number in numbers)
        made = begin_thread(asker_for(first), "Hello", "Hello.", self._next(), source="test",
                            community_id=self.communities[community].id)  # fmt: skip
        for each in rest:
            say(made, each, "So do I.", self._next())
        self.speakers[f"t{made.id}"] = {self.people[number].id for number in numbers}
        return made

    def purpose(self, community: str, thread: Thread, *numbers: int) -> Purpose:
        """Raised by the first, from the first message of the thread, and endorsed by the others."""
        first, *rest = (self.people[number] for number in numbers)
        post = thread.posts.order_by("id")[0]
        made = raise_purpose(asker_for(first), self.communities[community].id, "Do it", [post.id], self._next(),
                             source="test")  # fmt: skip
        for each in rest:
            endorse(asker_for(each), made.id, self._next(), source="test")
        self.speakers[f"p{made.id}"] = {self.people[n].id for n in numbers} | {post.voice.member_id}
        return made

    def given(self, purpose: Purpose, team: str, *moves: Move) -> None:
        """Offered to the team by the steward, then what one of the team says to it."""
        steward = asker_for(Belonging.objects.get(community=purpose.community, role="steward").member)
        doer = asker_for(self.teams[team].members.order_by("id")[0])
        made = handovers.offer(steward, purpose.id, self.teams[team].id, "", self._next(), source="test")
        for move in moves:
            match move:
                case Move.ACCEPT:
                    handovers.accept(doer, made.id, self._next(), source="test")
                case Move.DECLINE:
                    handovers.decline(doer, made.id, "No room.", self._next(), source="test")
                case Move.DELIVER:
                    handovers.deliver(doer, made.id, "It is there.", self._next(), source="test")
                case _:
                    handovers.report(steward, purpose.id, self._next(), source="test")
        behind = self.doers.setdefault(f"p{purpose.id}", set())
        behind |= set(self.teams[team].members.values_list("id", flat=True))

    def _next(self) -> datetime:
        self.at += timedelta(hours=3)
        return self.at


@pytest.fixture
def world(cast: Cast) -> World:
    home = cast.ada.organisation
    made = World([member(home, f"m{number}@lindqvist.example", f"Member {number}") for number in range(15)])
    made.community("Readers", *range(9))
    made.community("Walkers", 0, 1, *range(8, 14))
    made.community("Four", 11, 12, 13, 14)
    made.community("Board", *range(5), admission="closed")
    made.team("Pilot", *range(6))
    made.team("Three", 6, 7, 8)
    talk(made)
    return made


def talk(made: World) -> None:
    """A quarter's worth of threads and purposes: large ones, ones of one or two, a small group, a small team."""
    readers = [made.thread("Readers", *some) for some in ((0, 1, 2, 3, 4), (5, 6), (7,), (2, 3, 8))]
    walkers = [made.thread("Walkers", *some) for some in ((8, 9, 10, 11, 12), (13,), (9, 1))]
    four = [made.thread("Four", *some) for some in ((11, 12, 13, 14), (14,))]
    made.thread("Board", 0, 1, 2, 3, 4)
    wanted = [made.purpose("Readers", readers[0], *some) for some in ((0, 1, 2, 3, 4), (5, 6, 7, 8, 1), (2, 3), (7,))]
    wanted += [made.purpose("Walkers", walkers[0], *some) for some in ((8, 9, 10, 11, 12), (13, 1), (9,))]
    wanted += [made.purpose("Four", four[0], 11, 12)]
    made.given(wanted[0], "Pilot", Move.ACCEPT, Move.DELIVER, Move.REPORT)
    made.given(wanted[1], "Three", Move.DECLINE)
    made.given(wanted[1], "Pilot", Move.ACCEPT)
    made.given(wanted[4], "Pilot", Move.ACCEPT, Move.DELIVER)
    made.given(wanted[5], "Three", Move.ACCEPT)


def attack(world: World, rows: list[Cell], gone: frozenset[int] = frozenset()) -> set[str] | None:
    """Cases of four people or fewer that adding and subtracting these numbers tells of; None: there are none.

    `gone`: whom the attacker leaves out, for instance because it is them, and they know what they did.
    """
    cases: dict[str, Any] = dict.fromkeys(world.speakers)
    speakers = {key: frozenset(people - gone) for key, people in world.speakers.items()}
    doers = {key: frozenset(people) for key, people in world.doers.items()}
    return found_by_small_sets(rows, cases, speakers) or found_by_small_sets(rows, cases, doers)


def told() -> list[Cell]:
    """Every number that was published, by the cases that it counts."""
    return [frozenset(cell) for behind in Figures.objects.values_list("behind", flat=True) for cell in behind]


def test_a_quarter_is_published_as_it_can_be_told(world: World, cast: Cast) -> None:
    made = publish(cast.teammate, "2026Q3", OVER, source="test")
    shown = {each["name"]: each["counts"] for each in made.numbers["communities"]}
    assert list(shown) == ["Readers", "Walkers"]
    assert shown["Readers"]["threads"] == 4
    assert shown["Readers"]["raised"] == 4
    assert "Four" not in str(made.numbers)
    assert "Board" not in str(made.numbers)
    assert "Three" not in str(made.numbers)
    assert figures_of(cast.owner, "2026q3") == made
    assert [row.quarter for row in quarters(cast.owner)] == ["2026Q3"]


def test_what_was_published_stays_as_it_is(world: World, cast: Cast) -> None:
    before = publish(cast.owner, "2026Q3", OVER, source="test").numbers
    world.thread("Readers", 0, 1, 2, 3, 4)
    with pytest.raises(Refused, match="published already"):
        publish(cast.owner, "2026Q3", OVER, source="test")
    assert not publish_due(OVER)
    with pytest.raises(NotFound):
        undo(cast.owner, OVER, source="test")
    assert Figures.objects.get().numbers == before
    assert Event.objects.filter(owner=cast.ada, verb="publish figures").count() == 1


def test_nothing_is_published_of_a_quarter_that_runs(world: World, cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="runs until"):
        publish(cast.owner, "2026Q3", datetime(2026, 9, 30, 23, tzinfo=UTC), source="test")
    for wanted in ("2026-07", "2026Q3..2026Q4", "July", "2026Q3 weeks 1-2", ""):
        with pytest.raises(NotAllowed, match="not a quarter"):
            publish(cast.owner, wanted, OVER, source="test")
    assert not Figures.objects.exists()


def test_it_is_published_by_itself_a_week_after_its_end(world: World) -> None:
    assert not publish_due(datetime(2026, 10, 7, 23, tzinfo=UTC))
    assert publish_due(datetime(2026, 10, 8, tzinfo=UTC))
    assert not publish_due(datetime(2026, 10, 8, 1, tzinfo=UTC))
    assert Figures.objects.get().quarter == "2026Q3"


def test_guests_and_other_organisations_have_no_part_in_it(spaces: Spaces) -> None:
    publish(spaces.asker("Bo"), "2026Q3", OVER, source="test")
    with pytest.raises(Refused):
        publish(spaces.asker("Cleo"), "2026Q2", OVER, source="test")
    for name, sees in (("Ada", True), ("Bo", True), ("Tim", True), ("Cleo", False), ("Chiara", False)):
        assert (figures_of(spaces.asker(name), "2026Q3") is not None) is sees, name


def test_nothing_of_fewer_than_five_can_be_worked_out(world: World, cast: Cast) -> None:
    publish(cast.owner, "2026Q3", OVER, source="test")
    assert attack(world, told()) is None


def test_nor_by_who_leaves_between_two_quarters(world: World, cast: Cast) -> None:
    """Each member in turn leaves everything after the first quarter; the same is talked about without them."""
    publish(cast.owner, "2026Q3", OVER, source="test")
    before = told()
    for each in world.people[::3]:
        with transaction.atomic():
            for belonging in Belonging.objects.filter(member=each, role="member"):
                leave(asker_for(each), belonging.community_id, OVER, source="test")
            each.teams.clear()
            delivered(each)
            publish(cast.owner, "2026Q4", WINTER, source="test")
            assert attack(world, told()) is None, each
            assert set(before) <= set(told())
            transaction.set_rollback(True)


def delivered(each: Member) -> None:
    """The next quarter: what was accepted is delivered, but for what this member raised."""
    for row in Handover.objects.filter(state=Handover.State.ACCEPTED).exclude(purpose__raised_by=each):
        doer = row.team.members.order_by("id").first()
        if doer:
            handovers.deliver(asker_for(doer), row.id, "It is there.", OVER + timedelta(days=1), source="test")


def test_nor_without_any_one_member(world: World, cast: Cast) -> None:
    """The organisation as it would be had one member never spoken, and they attack it with what they know."""
    for gone in world.people:
        with transaction.atomic():
            Thread.objects.filter(voice__member=gone).delete()
            PurposeMove.objects.filter(member=gone).delete()
            Belonging.objects.filter(member=gone).delete()
            gone.teams.clear()
            publish(cast.owner, "2026Q3", OVER, source="test")
            assert attack(world, told(), frozenset({gone.id})) is None, gone
            transaction.set_rollback(True)


def test_the_attacker_is_no_straw_man(world: World, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the rule, and with a rule that looks at each number by itself, they find somebody."""

    def each_alone(ledger: Ledger, cells: Any) -> bool:
        return all(ledger._speakers(cell) and ledger._doers(cell) for cell in cells if cell)

    for careless in (lambda *_: True, each_alone):
        with transaction.atomic(), monkeypatch.context() as patched:
            patched.setattr(Ledger, "allows", careless)
            publish(cast.owner, "2026Q3", OVER, source="test")
            assert attack(world, told())
            transaction.set_rollback(True)
