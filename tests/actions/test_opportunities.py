"""Every verb on an opportunity: works, is undone, is refused out of turn, and is the owner's alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from segue.actions import boards, exports, identity, opportunities
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.domain.commitments import Move, Side
from segue.domain.errors import NotAllowed
from segue.domain.opportunities import Standing, Topic
from segue.queries.opportunities import chosen_ideas, differing_in, opportunity_page
from segue.store.models import Conversation, Event, Exchange, Opportunity, Participant, Term
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment, mail


@pytest.fixture
def readers(cast: Cast) -> Opportunity:
    """An opportunity with Amara, on which the timing differs."""
    made = opportunities.open_opportunity(cast.owner, cast.with_amara.id, "loan of readers", NOW, source="web")
    opportunities.note_term(cast.owner, made.id, Topic.TIMING, NOW, source="web", mine="March", theirs="Easter")
    return made


def everything() -> list[Any]:
    return [*Opportunity.objects.order_by("id").values(), *Term.objects.order_by("id").values()]


VERBS: list[Callable[..., Any]] = [
    lambda asker, id_, now: opportunities.note_term(asker, id_, Topic.OUTCOMES, now, source="web", mine="a result"),
    lambda asker, id_, now: opportunities.note_term(asker, id_, Topic.TIMING, now, source="web", same=True),
    lambda asker, id_, now: opportunities.note_said(asker, id_, now, source="web", need="books"),
    lambda asker, id_, now: opportunities.end(asker, id_, "no need", now, source="web"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_works_and_is_undone(cast: Cast, readers: Opportunity, verb: Callable[..., Any]) -> None:
    before = everything()
    verb(cast.owner, readers.id, LATER)
    assert everything() != before
    undo(cast.owner, LATER, source="web")
    assert everything() == before


@pytest.mark.parametrize("verb", VERBS)
def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(
    cast: Cast, readers: Opportunity, verb: Callable[..., Any]
) -> None:
    before = everything()
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            verb(asker, readers.id, LATER)
    assert everything() == before


def test_a_teammate_reads_it_and_a_stranger_does_not(cast: Cast, readers: Opportunity) -> None:
    assert not opportunity_page(cast.teammate, readers.id, NOW).own
    with pytest.raises(Opportunity.DoesNotExist):
        opportunity_page(cast.stranger, readers.id, NOW)


def test_all_four_have_to_be_the_same_before_it_is_agreed(cast: Cast, readers: Opportunity) -> None:
    with pytest.raises(NotAllowed, match="timing: differs"):
        opportunities.agree(cast.owner, readers.id, NOW, source="web")
    opportunities.note_term(cast.owner, readers.id, Topic.TIMING, NOW, source="web", same=True)
    for topic in set(Topic) - {Topic.TIMING}:
        opportunities.note_term(cast.owner, readers.id, topic, NOW, source="web", mine="as said", theirs="As said.")
    assert opportunities.agree(cast.owner, readers.id, NOW, source="web").agreed_at == NOW
    with pytest.raises(NotAllowed, match="reopen it first"):
        opportunities.note_term(cast.owner, readers.id, Topic.TIMING, NOW, source="web", mine="May")
    assert opportunities.reopen(cast.owner, readers.id, NOW, source="web").agreed_at is None


def test_other_words_take_a_confirmation_back(cast: Cast, readers: Opportunity) -> None:
    with pytest.raises(Refused, match="both sides first"):
        opportunities.note_term(cast.owner, readers.id, Topic.RESOURCES, NOW, source="web", mine="ten hours", same=True)
    opportunities.note_term(cast.owner, readers.id, Topic.TIMING, NOW, source="web", same=True)
    assert opportunities.note_term(cast.owner, readers.id, Topic.TIMING, NOW, source="web", mine="March").same
    changed = opportunities.note_term(cast.owner, readers.id, Topic.TIMING, NOW, source="web", theirs="June")
    assert not changed.same


def test_an_ending_says_why(cast: Cast, readers: Opportunity) -> None:
    with pytest.raises(Refused, match="the truth"):
        opportunities.end(cast.owner, readers.id, " ", NOW, source="web")


def test_what_was_chosen_on_a_board_is_offered_once(cast: Cast) -> None:
    board = boards.open_board(cast.owner, cast.with_amara.id, "readers", NOW, source="web")
    (idea,) = boards.add_ideas(cast.owner, board.id, ["loan them"], NOW, source="web")
    boards.converge(cast.owner, board.id, NOW, source="web")
    boards.choose(cast.owner, idea.id, "simple", NOW, source="web")
    boards.settle(cast.owner, board.id, NOW, source="web")
    assert chosen_ideas(cast.owner, cast.with_amara.id) == [idea]
    with pytest.raises(NotFound):
        opportunities.open_opportunity(cast.owner, cast.dai.connection.id, "it", NOW, source="web", idea_id=idea.id)
    made = opportunities.open_opportunity(cast.owner, cast.with_amara.id, "it", NOW, source="web", idea_id=idea.id)
    assert chosen_ideas(cast.owner, cast.with_amara.id) == []
    assert opportunity_page(cast.owner, made.id, NOW).board_id == board.id


def test_the_difference_is_shown_at_the_talk_before_it_ends(cast: Cast, readers: Opportunity) -> None:
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=NOW, last_at=NOW)
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    ((found, terms),) = differing_in(cast.owner, talk.id)
    assert (found, [term.standing for term in terms]) == (readers, [Standing.DIFFERS])
    assert differing_in(cast.stranger, talk.id) == []
    opportunities.note_term(cast.owner, readers.id, Topic.TIMING, NOW, source="web", same=True)
    assert differing_in(cast.owner, talk.id) == []


def test_what_they_do_is_counted_from_what_is_stored(cast: Cast, readers: Opportunity) -> None:
    for sender, to, days in (("ada", "amara", 6), ("amara", "ada", 4)):
        addresses = {"ada": "ada@lindqvist.example", "amara": "amara@asante.example"}
        said = mail(cast, addresses[sender], addresses[to], "hello", at=NOW.replace(day=23 - days))
        Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=sender == "ada")
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY), (Side.B, Move.REPORT), (Side.A, Move.SATISFIED))
    commitment(cast, (Side.B, Move.PROMISE))
    commitment(cast, (Side.A, Move.REQUEST))  # nobody promised it
    doing = opportunity_page(cast.owner, readers.id, NOW).doing
    assert (doing.reciprocity.mine, doing.reciprocity.theirs, doing.reciprocity.begun_by_me) == (1, 1, 1)
    assert doing.theirs.median is not None
    assert doing.theirs.median.days == 2
    assert (len(doing.dated), len(doing.undated)) == (1, 1)
    assert doing.follow_through.record.kept == 1


def test_it_moves_along_when_two_persons_are_one(cast: Cast, readers: Opportunity) -> None:
    identity.merge(cast.owner, cast.dai.id, cast.amara.id, NOW, source="web")
    assert Opportunity.objects.get().connection == cast.dai.connection
    undo(cast.owner, NOW, source="web")
    assert Opportunity.objects.get().connection == cast.with_amara


@pytest.mark.django_db(transaction=True)
def test_forgetting_takes_it_and_their_name_in_others(cast: Cast, readers: Opportunity) -> None:
    with_dai = opportunities.open_opportunity(cast.owner, cast.dai.connection.id, "as Amara Osei", NOW, source="web")
    opportunities.note_term(cast.owner, with_dai.id, Topic.TIMING, NOW, source="web", theirs="when Amara Osei says")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "Osei" not in str(everything())
    assert "Osei" not in str(list(Event.objects.values()))
    assert Opportunity.objects.get() == with_dai


def test_it_is_exported_and_restored(cast: Cast, readers: Opportunity, tmp_path: Path) -> None:
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    exports.restore(cast.stranger, tmp_path / "out", NOW, source="cli")
    copy = Opportunity.objects.get(owner=cast.chiara)
    assert (copy.name, copy.terms.get().theirs) == ("loan of readers", "Easter")
