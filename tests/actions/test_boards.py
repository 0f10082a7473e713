"""Every verb on a board: works, is undone, is refused out of turn, and is the owner's alone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from segue.actions import boards, exports, identity
from segue.actions.closing import close
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.pairs import book_pair
from segue.actions.today import refresh
from segue.domain.conversations import HonestClose, Who
from segue.domain.errors import NotAllowed
from segue.domain.today import Rule
from segue.queries.boards import board_page, current_board
from segue.queries.drafts import Wish
from segue.queries.today import as_of, behind
from segue.queries.together_drafts import summary_of
from segue.store.models import Board, Conversation, Event, Idea, Participant
from tests.cast import LATER, NOW, Cast

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def board(cast: Cast) -> Board:
    """A board with Amara, two ideas of Ada's and one of Amara's on it."""
    made = boards.open_board(cast.owner, cast.with_amara.id, "readers", NOW, source="web")
    boards.add_ideas(cast.owner, made.id, ["loan them", " ", "sell them"], NOW, source="web")
    boards.add_ideas(cast.owner, made.id, ["Amara Osei reads aloud"], NOW, source="web", by=Who.THEM)
    return made


@pytest.fixture
def weighed(cast: Cast, board: Board) -> list[Idea]:
    """The ideas of the board, which converges."""
    boards.converge(cast.owner, board.id, NOW, source="web")
    return list(board.ideas.order_by("id"))


def everything() -> list[Any]:
    return [*Board.objects.order_by("id").values(), *Idea.objects.order_by("id").values()]


VERBS: list[Callable[..., Any]] = [
    lambda asker, board, ideas, now: boards.add_ideas(asker, board, ["more"], now, source="web"),
    lambda asker, board, ideas, now: boards.reword(asker, ideas[0], "better", now, source="web"),
    lambda asker, board, ideas, now: boards.drop(asker, ideas[0], now, source="web"),
    lambda asker, board, ideas, now: boards.group(asker, ideas, "Together", now, source="web"),
    lambda asker, board, ideas, now: boards.vote(asker, ideas[0], 2, now, source="web"),
    lambda asker, board, ideas, now: boards.vote(asker, ideas[0], 1, now, source="web", side=Who.THEM),
    lambda asker, board, ideas, now: boards.choose(asker, ideas[0], "it is simple", now, source="web"),
    lambda asker, board, ideas, now: boards.diverge(asker, board, now, source="web"),
    lambda asker, board, ideas, now: book_pair(asker, board, TOMORROW, TOMORROW + timedelta(days=1), now, source="web"),
]


@pytest.mark.parametrize("verb", VERBS)
def test_works_and_is_undone(cast: Cast, weighed: list[Idea], verb: Callable[..., Any]) -> None:
    before = everything()
    verb(cast.owner, weighed[0].board_id, [each.id for each in weighed], LATER)
    assert everything() != before
    undo(cast.owner, LATER, source="web")
    assert everything() == before


@pytest.mark.parametrize("verb", VERBS)
def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(
    cast: Cast, weighed: list[Idea], verb: Callable[..., Any]
) -> None:
    before = everything()
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound):
            verb(asker, weighed[0].board_id, [each.id for each in weighed], LATER)
    assert everything() == before


def test_a_teammate_reads_it_and_a_stranger_does_not(cast: Cast, board: Board) -> None:
    assert [idea.text for idea in board_page(cast.teammate, board.id).ideas][:1] == ["loan them"]
    with pytest.raises(Board.DoesNotExist):
        board_page(cast.stranger, board.id)


def test_what_is_covered_is_counted_and_not_shown_until_it_is_revealed(cast: Cast) -> None:
    made = boards.open_board(cast.owner, cast.with_amara.id, "readers", NOW, source="web", private=True)
    boards.add_ideas(cast.owner, made.id, ["loan them"], NOW, source="web")
    seen = board_page(cast.teammate, made.id)
    assert (seen.ideas, seen.counted.all) == ((), 1)
    assert "loan" not in summary_of(cast.teammate, seen, Wish()).draft.body
    assert "loan" not in Event.objects.latest("id").text
    assert board_page(cast.owner, made.id).ideas
    boards.reveal(cast.owner, made.id, NOW, source="web")
    assert board_page(cast.teammate, made.id).ideas
    with pytest.raises(Refused, match="seen already"):
        boards.reveal(cast.owner, made.id, NOW, source="web")


def test_converging_reveals_what_is_covered(cast: Cast) -> None:
    made = boards.open_board(cast.owner, cast.with_amara.id, "readers", NOW, source="web", private=True)
    with pytest.raises(Refused, match="nothing on the board"):
        boards.converge(cast.owner, made.id, NOW, source="web")
    boards.add_ideas(cast.owner, made.id, ["loan them"], NOW, source="web")
    assert boards.converge(cast.owner, made.id, NOW, source="web").revealed_at == NOW


def test_one_board_at_a_time_and_none_with_whom_is_closed(cast: Cast, weighed: list[Idea]) -> None:
    with pytest.raises(Refused, match="already"):
        boards.open_board(cast.owner, cast.with_amara.id, "another", NOW, source="web")
    boards.choose(cast.owner, weighed[0].id, "simple", NOW, source="web")
    boards.settle(cast.owner, weighed[0].board_id, NOW, source="web")
    newer = boards.open_board(cast.owner, cast.with_amara.id, "another", LATER, source="web")
    assert current_board(cast.owner, cast.with_amara.id) == newer
    close(cast.owner, cast.dai.connection.id, HonestClose(Who.ME, "no fit"), NOW, source="web")
    with pytest.raises(Refused, match="begin anew"):
        boards.open_board(cast.owner, cast.dai.connection.id, "another", LATER, source="web")


def test_what_is_settled_stands_until_it_is_reopened(cast: Cast, weighed: list[Idea]) -> None:
    boards.choose(cast.owner, weighed[2].id, "simple", NOW, source="web")
    boards.settle(cast.owner, weighed[0].board_id, NOW, source="web")
    with pytest.raises(NotAllowed, match="reopen it first"):
        boards.vote(cast.owner, weighed[0].id, 1, NOW, source="web")
    boards.summary_sent(cast.owner, weighed[0].board_id, NOW, source="web")
    board = boards.reopen(cast.owner, weighed[0].board_id, NOW, source="web")
    assert (board.phase, board.summary_sent_at) == ("convergent", None)


class TestPair:
    def test_both_sessions_are_talks_with_the_person(self, cast: Cast, board: Board) -> None:
        booked = book_pair(cast.owner, board.id, TOMORROW, TOMORROW + timedelta(days=2), NOW, source="web")
        talks = [booked.divergent_talk, booked.convergent_talk]
        assert [talk.first_at for talk in talks if talk] == [TOMORROW, TOMORROW + timedelta(days=2)]
        assert set(Participant.objects.values_list("person_id", flat=True)) == {cast.amara.id}

    def test_moving_them_makes_no_new_talks(self, cast: Cast, board: Board) -> None:
        for days in (1, 3):
            first = NOW + timedelta(days=days)
            book_pair(cast.owner, board.id, first, first + timedelta(days=1), NOW, source="web")
        assert Conversation.objects.count() == 2
        undo(cast.owner, NOW, source="web")
        page = board_page(cast.owner, board.id)
        assert page.board.divergent_talk
        assert page.board.divergent_talk.first_at == TOMORROW

    def test_too_far_apart_is_told_and_done_only_when_meant(self, cast: Cast, board: Board) -> None:
        late = TOMORROW + timedelta(days=6)
        with pytest.raises(Refused, match="6 days apart"):
            book_pair(cast.owner, board.id, TOMORROW, late, NOW, source="web")
        assert not Conversation.objects.exists()
        book_pair(cast.owner, board.id, TOMORROW, late, NOW, source="web", anyway=True)
        assert "6 days apart" in board_page(cast.owner, board.id).trouble
        with pytest.raises(Refused, match="come after"):
            book_pair(cast.owner, board.id, late, TOMORROW, NOW, source="web", anyway=True)

    def test_today_asks_for_it_until_it_is_booked(self, cast: Cast, board: Board) -> None:
        def rules() -> tuple[list[Rule], list[Rule]]:
            refresh(cast.owner, LATER)
            kept = [row.rule for row in behind(cast.owner, cast.with_amara.id)]
            return kept, [row.rule for row in as_of(cast.owner, LATER).rows]

        assert rules() == ([Rule.BOOK_THE_PAIR], [Rule.BOOK_THE_PAIR])
        book_pair(cast.owner, board.id, TOMORROW, TOMORROW + timedelta(days=1), NOW, source="web")
        kept, decided = rules()
        assert Rule.BOOK_THE_PAIR not in (*kept, *decided)


def test_it_moves_along_when_two_persons_are_one(cast: Cast, board: Board) -> None:
    identity.merge(cast.owner, cast.dai.id, cast.amara.id, NOW, source="web")
    assert Board.objects.get().connection == cast.dai.connection
    undo(cast.owner, NOW, source="web")
    assert Board.objects.get().connection == cast.with_amara


@pytest.mark.django_db(transaction=True)
def test_forgetting_takes_the_board_and_their_name_on_others(cast: Cast, board: Board) -> None:
    with_dai = boards.open_board(cast.owner, cast.dai.connection.id, "what Amara Osei said", NOW, source="web")
    boards.add_ideas(cast.owner, with_dai.id, ["ask Amara Osei"], NOW, source="web")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "Osei" not in str(everything())
    assert "Osei" not in str(list(Event.objects.values()))
    assert Idea.objects.get().board == with_dai


def test_it_is_exported_and_restored(cast: Cast, weighed: list[Idea], tmp_path: Path) -> None:
    book_pair(cast.owner, weighed[0].board_id, TOMORROW, TOMORROW + timedelta(days=1), NOW, source="web")
    exports.write(cast.owner, tmp_path / "out", NOW, source="cli")
    exports.restore(cast.stranger, tmp_path / "out", NOW, source="cli")
    copy = Board.objects.get(owner=cast.chiara)
    assert copy.connection.owner_id == cast.chiara.id
    assert copy.divergent_talk
    assert copy.divergent_talk.owner_id == cast.chiara.id
    assert [idea.text for idea in copy.ideas.order_by("id")] == [idea.text for idea in weighed]
