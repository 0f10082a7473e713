"""A purpose given to a team and what comes back: who may, what is refused, what undo takes back, who is named."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segue.actions import handovers as verbs
from segue.actions.deeds import undo
from segue.actions.errors import Conflict, NotFound, Refused
from segue.actions.purposes import endorse, history_of, object_to, raise_purpose, refine
from segue.domain.errors import NotAllowed
from segue.domain.purposes import State
from segue.queries.handovers import handover_page
from segue.queries.purposes import purpose_page, waiting_for
from segue.store.models import Handover, Naming, Post, Purpose, Team, Thread
from tests.cast import NOW
from tests.spaces import Spaces

W = {"source": "web"}
OUTSIDE = ["Ada", "Bo", "Chiara"]


def endorsed(spaces: Spaces) -> Purpose:
    ids = [post.id for post in spaces.posts[:2]]
    made = raise_purpose(spaces.asker("Emil"), spaces.community.id, "Open one evening", ids, NOW, **W)
    return endorse(spaces.asker("Cleo"), made.id, NOW, **W)


def offered(spaces: Spaces) -> Handover:
    return verbs.offer(spaces.asker("Stellan"), endorsed(spaces).id, spaces.team.id, "Could you?", NOW, **W)


def state(row: Handover) -> tuple[str, str]:
    return Purpose.objects.get(id=row.purpose_id).state, Handover.objects.get(id=row.id).state


def last(spaces: Spaces) -> str:
    return Post.objects.filter(thread=spaces.thread).order_by("id").last().body  # type: ignore[union-attr]


def test_the_whole_way_there_and_back(spaces: Spaces) -> None:
    handover = offered(spaces)
    assert state(handover) == ("offered", "offered")
    tim, stellan = spaces.asker("Tim"), spaces.asker("Stellan")
    verbs.ask(tim, handover.id, "Which evening?", NOW, **W)
    verbs.answer(stellan, handover.purpose_id, "Thursday", NOW, **W)
    verbs.accept(tim, handover.id, NOW, **W)
    verbs.progress(tim, handover.id, "Keys are made.", NOW, **W)
    assert "> Keys are made." in last(spaces)
    verbs.deliver(spaces.asker("Tove"), handover.id, "Open on Thursdays until nine.", NOW, **W)
    assert state(handover) == ("delivered", "delivered")
    verbs.report(stellan, handover.purpose_id, NOW, words="Come along!", **W)
    assert state(handover) == ("reported", "reported")
    assert "Open on Thursdays until nine." in last(spaces)
    assert "Come along!" in last(spaces)
    assert Handover.objects.get(id=handover.id).report_id == Post.objects.order_by("id").last().id  # type: ignore[union-attr]
    assert Thread.objects.get(id=spaces.thread.id).post_count == 5


def test_a_decline_goes_back_with_its_reason_and_another_team_is_asked(spaces: Spaces) -> None:
    handover = offered(spaces)
    with pytest.raises(Refused, match="why"):
        verbs.decline(spaces.asker("Tim"), handover.id, " ", NOW, **W)
    verbs.decline(spaces.asker("Tim"), handover.id, "Nobody has keys", NOW, **W)
    assert state(handover) == ("declined", "declined")
    assert "Evening thanks you for this" in last(spaces)
    assert "> Nobody has keys" in last(spaces)
    undo(spaces.asker("Tim"), NOW, source="web")
    assert state(handover) == ("offered", "offered")
    assert "keys" not in last(spaces)
    verbs.decline(spaces.asker("Tim"), handover.id, "Nobody has keys", NOW, **W)
    other = Team.objects.create(organisation=spaces.team.organisation, name="Doors")
    again = verbs.offer(spaces.asker("Stellan"), handover.purpose_id, other.id, "", NOW, **W)
    assert state(again) == ("offered", "offered")


def test_what_nobody_can_do_rests_with_thanks_and_is_taken_up_again(spaces: Spaces) -> None:
    handover = offered(spaces)
    verbs.decline(spaces.asker("Tim"), handover.id, "No keys", NOW, **W)
    verbs.rest(spaces.asker("Stellan"), handover.purpose_id, "In spring, perhaps.", NOW, **W)
    assert "rests for now" in last(spaces)
    assert endorse(spaces.asker("Mona"), handover.purpose_id, NOW, **W).state == "endorsed"


def test_a_team_that_does_not_answer_keeps_nobody_from_asking_another(spaces: Spaces) -> None:
    handover = offered(spaces)
    with pytest.raises(Refused, match="already"):
        verbs.offer(spaces.asker("Stellan"), handover.purpose_id, spaces.team.id, "", NOW, **W)
    other = Team.objects.create(organisation=spaces.team.organisation, name="Doors")
    verbs.offer(spaces.asker("Stellan"), handover.purpose_id, other.id, "", NOW, **W)
    assert state(handover) == ("offered", "left")
    with pytest.raises(Refused, match="another team"):
        verbs.accept(spaces.asker("Tim"), handover.id, NOW, **W)


def test_only_the_steward_offers_and_only_to_teams_of_the_organisation(spaces: Spaces) -> None:
    purpose = endorsed(spaces)
    for name in ("Emil", "Mona", "Cleo"):
        with pytest.raises(Refused):
            verbs.offer(spaces.asker(name), purpose.id, spaces.team.id, "", NOW, **W)
    for name in (*OUTSIDE, "Tim"):
        with pytest.raises(NotFound):
            verbs.offer(spaces.asker(name), purpose.id, spaces.team.id, "", NOW, **W)
    foreign = Team.objects.create(organisation=spaces.members["Chiara"].organisation, name="Theirs")
    with pytest.raises(NotFound):
        verbs.offer(spaces.asker("Stellan"), purpose.id, foreign.id, "", NOW, **W)


TEAM: list[Callable[..., object]] = [verbs.ask, verbs.decline, verbs.progress, verbs.deliver]


def test_only_the_team_answers(spaces: Spaces) -> None:
    handover = offered(spaces)
    for verb in TEAM:
        for name in OUTSIDE:
            with pytest.raises(NotFound):
                verb(spaces.asker(name), handover.id, "words", NOW, **W)
        for name in ("Stellan", "Emil"):
            with pytest.raises(Refused):
                verb(spaces.asker(name), handover.id, "words", NOW, **W)
    with pytest.raises(NotAllowed):
        verbs.deliver(spaces.asker("Tim"), handover.id, "Done", NOW, **W)
    with pytest.raises(NotAllowed):
        verbs.report(spaces.asker("Stellan"), handover.purpose_id, NOW, **W)
    assert state(handover) == ("offered", "offered")


def test_nobody_is_named_to_the_team_before_they_say_yes(spaces: Spaces) -> None:
    handover = offered(spaces)
    tim = spaces.asker("Tim")
    assert [given.who for given in handover_page(tim, handover.id).given] == [None, None]
    assert "Emil" not in repr([(given.who, given.words) for given in handover_page(tim, handover.id).given])
    assert [asked.voice.name for asked in Naming.objects.order_by("id")] == ["Emil Holm", "Cleo Diaz"]
    assert waiting_for(spaces.asker("Cleo"), NOW).namings
    verbs.name_me(spaces.asker("Cleo"), handover.purpose_id, NOW, yes=True, **W)
    assert [given.who for given in handover_page(tim, handover.id).given] == [None, "Cleo Diaz"]
    verbs.name_me(spaces.asker("Cleo"), handover.purpose_id, NOW, yes=False, **W)
    assert [given.who for given in handover_page(tim, handover.id).given] == [None, None]
    with pytest.raises(NotFound):
        verbs.name_me(spaces.asker("Mona"), handover.purpose_id, NOW, yes=True, **W)
    with pytest.raises(NotFound):
        verbs.name_me(tim, handover.purpose_id, NOW, yes=True, **W)
    assert handover_page(spaces.asker("Mona"), handover.id).given[0].who == "Emil Holm"


def test_each_sees_what_waits_for_them(spaces: Spaces) -> None:
    handover = offered(spaces)
    assert [row.id for row in waiting_for(spaces.asker("Tove"), NOW).handovers] == [handover.id]
    assert not waiting_for(spaces.asker("Ada"), NOW)
    late = NOW.replace(year=NOW.year + 1)
    assert [line.purpose.id for line in waiting_for(spaces.asker("Stellan"), late).late] == [handover.purpose_id]
    assert purpose_page(spaces.asker("Emil"), handover.purpose_id, late).line.overdue
    assert not waiting_for(spaces.asker("Emil"), late).late


def test_what_a_mail_quotes_and_its_signature_name_nobody_to_the_team(spaces: Spaces) -> None:
    said = "I would come on Thursdays."
    quoting = f"On Monday Emil Holm wrote:\n> The library closes.\n\n{said}\n\n-- \nCleo Diaz"
    start = quoting.index(said)
    Post.objects.filter(id=spaces.posts[1].id).update(body=quoting, own=[[start, start + len(said)]])
    handover = offered(spaces)
    assert handover_page(spaces.asker("Tim"), handover.id).given[1].words == said
    assert handover_page(spaces.asker("Mona"), handover.id).given[1].words == quoting


WALKS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(["Emil", "Cleo", "Mona", "Stellan", "Tim"])), max_size=30
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALKS)
def test_whatever_anybody_tries_row_and_handover_follow_the_moves(spaces: Spaces, walk: list[tuple[int, str]]) -> None:
    ids = [post.id for post in spaces.posts[:2]]
    purpose = raise_purpose(spaces.asker("Emil"), spaces.community.id, "Open one evening", ids, NOW, **W)
    teams = [spaces.team.id, Team.objects.create(organisation=spaces.team.organisation, name="Doors").id]
    for number, (step, name) in enumerate(walk):
        with contextlib.suppress(Conflict, Refused, NotFound, NotAllowed):
            _try(spaces, purpose.id, step, name, teams[number % 2], f"Words {number}")
        row = Purpose.objects.filter(id=purpose.id).first()
        if row is None:
            return  # who raised it took it back
        assert row.state == history_of(row).state
        assert row.move_count == row.moves.count()
        held = list(row.handovers.exclude(state__in=("declined", "left")).values_list("state", flat=True))
        at_a_team = (State.OFFERED, State.ACCEPTED, State.DELIVERED, State.REPORTED)
        assert held == ([row.state] if row.state in at_a_team else [])


def _try(spaces: Spaces, purpose_id: int, step: int, name: str, team_id: int, words: str) -> None:
    who = spaces.asker(name)
    handover = Handover.objects.filter(purpose=purpose_id).order_by("-id").first()
    handed = handover.id if handover else 0
    steps: list[Callable[[], object]] = [
        lambda: endorse(who, purpose_id, NOW, **W),
        lambda: object_to(who, purpose_id, words, NOW, **W),
        lambda: refine(who, purpose_id, words, NOW, **W),
        lambda: verbs.offer(who, purpose_id, team_id, words, NOW, **W),
        lambda: verbs.answer(who, purpose_id, words, NOW, **W),
        lambda: verbs.rest(who, purpose_id, words, NOW, **W),
        lambda: verbs.report(who, purpose_id, NOW, **W),
        lambda: verbs.accept(who, handed, NOW, **W),
        lambda: verbs.ask(who, handed, words, NOW, **W),
        lambda: verbs.decline(who, handed, words, NOW, **W),
        lambda: verbs.deliver(who, handed, words, NOW, **W),
        lambda: undo(who, NOW, source="web"),
    ]
    steps[step]()
