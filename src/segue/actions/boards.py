"""What can be done on a board of possibilities: gather ideas, uncover them, weigh them, choose one or two with why.

Each verb raises NotFound for what is not the asker's, and NotAllowed where the board's phase (`domain.boards`) does not
know it. Each is one deed, and can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from segue.actions.connections import open_connection
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.domain import boards as rules
from segue.domain.boards import Act, Phase
from segue.domain.conversations import Who
from segue.queries.boards import as_idea
from segue.store.models import Asker, Board, Idea

MOST_DOTS = 9


def open_board(
    asker: Asker,
    connection_id: int,
    topic: str,
    now: datetime,
    *,
    source: str,
    over_days: bool = False,
    private: bool = False,
    dots: int = 3,
) -> Board:
    """Begin to gather ideas with somebody; `private`: they are covered until revealed; each side has so many dots.

    Refused while another board of the connection is not settled, and where the connection is closed.
    """
    if not topic.strip():
        raise Refused("Say what the ideas are about.")
    if not 1 <= dots <= MOST_DOTS:
        raise Refused(f"Each side has between one dot and {MOST_DOTS}.")
    with deed(asker, "open board", now, source=source) as change:
        connection = open_connection(asker, connection_id)
        if connection.boards.exclude(phase=Board.Phase.SETTLED).exists():
            raise Refused(f"There is a board with {connection.person} already; settle it first.")
        board = change.create(
            Board(
                owner_id=asker.member_id,
                connection=connection,
                topic=topic.strip()[:300],
                mode=Board.Mode.DAYS if over_days else Board.Mode.LIVE,
                private=private,
                dots=dots,
                opened_at=now,
            )
        )
        change.about(board, f"A board with {connection.person}: {board.topic}.")
        change.touch(connection.id)
    return board


def add_ideas(
    asker: Asker, board_id: int, texts: Iterable[str], now: datetime, *, source: str, by: Who = Who.ME
) -> list[Idea]:
    """Put ideas on the board, whoever had them; blank ones are passed over."""
    with _on(asker, board_id, Act.ADD, now, source) as (change, board):
        said = [text.strip()[:500] for text in texts if text.strip()]
        if not said:
            raise Refused("An idea needs a few words.")
        made = [
            change.create(Idea(owner_id=asker.member_id, board=board, text=text, by=str(by), at=now)) for text in said
        ]
        # What is covered is covered in the history too.
        change.about(board, f"{len(made)} ideas." if len(made) > 1 else "An idea." if board.covered else said[0])
    return made


def reword(asker: Asker, idea_id: int, text: str, now: datetime, *, source: str) -> Idea:
    """Say an idea better."""
    if not text.strip():
        raise Refused("An idea needs a few words.")
    with _with(asker, idea_id, Act.REWORD, now, source) as (change, idea):
        change.save(idea, text=text.strip()[:500])
        change.about(idea.board, "Reworded an idea.")
    return idea


def drop(asker: Asker, idea_id: int, now: datetime, *, source: str) -> Board:
    """Take an idea off the board."""
    with _with(asker, idea_id, Act.DROP, now, source) as (change, idea):
        change.delete(idea)
        change.about(idea.board, "Took an idea off the board.")
    return idea.board


def reveal(asker: Asker, board_id: int, now: datetime, *, source: str) -> Board:
    """Uncover the ideas for everybody who sees the board."""
    with _on(asker, board_id, Act.REVEAL, now, source) as (change, board):
        if not board.covered:
            raise Refused("Everything on the board is seen already.")
        change.save(board, revealed_at=now)
        change.about(board, "The ideas are revealed.")
    return board


def converge(asker: Asker, board_id: int, now: datetime, *, source: str) -> Board:
    """Enough ideas: from now on they are grouped and weighed. What was covered is revealed."""
    with _on(asker, board_id, Act.CONVERGE, now, source) as (change, board):
        if not board.ideas.exists():
            raise Refused("There is nothing on the board yet; add a few ideas first.")
        revealed = now if board.covered else board.revealed_at
        change.save(board, phase=Phase.CONVERGENT, converged_at=now, revealed_at=revealed)
        change.about(board, f"Weighing the ideas: {board.topic}.")
    return board


def diverge(asker: Asker, board_id: int, now: datetime, *, source: str) -> Board:
    """Gather more ideas; groups, dots and choices stay where they are until the board converges again."""
    with _on(asker, board_id, Act.DIVERGE, now, source) as (change, board):
        change.save(board, phase=Phase.DIVERGENT, converged_at=None)
        change.about(board, f"Gathering ideas again: {board.topic}.")
    return board


def group(asker: Asker, idea_ids: Sequence[int], name: str, now: datetime, *, source: str) -> Board:
    """Lay ideas of one board together under a name; an empty name takes them out of their groups."""
    if not idea_ids:
        raise Refused("Say which ideas.")
    with _with(asker, idea_ids[0], Act.GROUP, now, source) as (change, first):
        board, name = first.board, " ".join(name.split())[:100]
        ideas = list(board.ideas.filter(id__in=idea_ids).order_by("id"))
        if len(ideas) < len(set(idea_ids)):
            raise NotFound("Some of these ideas are not on this board.")
        for idea in ideas:
            change.save(idea, group=name)
        what = str(ideas[0]) if len(ideas) == 1 else f"{len(ideas)} ideas"
        change.about(board, f"In {name}: {what}" if name else f"In no group: {what}")
    return board


def vote(asker: Asker, idea_id: int, dots: int, now: datetime, *, source: str, side: Who = Who.ME) -> Idea:
    """Give an idea so many dots of a side's; what it had before is replaced."""
    with _with(asker, idea_id, Act.VOTE, now, source) as (change, idea):
        rules.vote(_ideas(idea.board), as_idea(idea), side, dots, idea.board.dots)
        change.save(idea, **{"my_dots" if side is Who.ME else "their_dots": dots})
        change.about(idea.board, f"{dots} {'dot' if dots == 1 else 'dots'}: {idea}")
    return idea


def choose(asker: Asker, idea_id: int, why: str, now: datetime, *, source: str) -> Idea:
    """Choose an idea, and say why it is worth the effort."""
    with _with(asker, idea_id, Act.CHOOSE, now, source) as (change, idea):
        rules.choose(_ideas(idea.board), as_idea(idea), why)
        change.save(idea, chosen=True, why=why.strip()[:500])
        change.about(idea.board, f"Chosen: {idea}")
    return idea


def unchoose(asker: Asker, idea_id: int, now: datetime, *, source: str) -> Idea:
    """Not this one after all."""
    with _with(asker, idea_id, Act.CHOOSE, now, source) as (change, idea):
        change.save(idea, chosen=False, why="")
        change.about(idea.board, f"Not chosen: {idea}")
    return idea


def settle(asker: Asker, board_id: int, now: datetime, *, source: str) -> Board:
    """The board has its outcome: one or two ideas, each with its why."""
    with _on(asker, board_id, Act.SETTLE, now, source) as (change, board):
        rules.settle(_ideas(board))
        change.save(board, phase=Phase.SETTLED, settled_at=now)
        change.about(board, f"Settled: {board.topic}.")
    return board


def reopen(asker: Asker, board_id: int, now: datetime, *, source: str) -> Board:
    """Weigh once more."""
    with _on(asker, board_id, Act.REOPEN, now, source) as (change, board):
        change.save(board, phase=Phase.CONVERGENT, settled_at=None, summary_sent_at=None)
        change.about(board, f"Weighing again: {board.topic}.")
    return board


def summary_sent(asker: Asker, board_id: int, now: datetime, *, source: str) -> Board:
    """The summary has gone to them."""
    with deed(asker, "summary sent", now, source=source) as change:
        board = owned_board(asker, board_id)
        if board.phase != Board.Phase.SETTLED:
            raise Refused("The board is not settled yet; its summary comes after that.")
        change.save(board, summary_sent_at=now)
        change.about(board, f"The summary is sent: {board.topic}.")
        change.touch(board.connection_id)
    return board


def owned_board(asker: Asker, board_id: int) -> Board:
    """The asker's board with this id, locked until the deed is done; raises NotFound."""
    mine = Board.objects.owned_by(asker).select_for_update(of=("self",)).select_related("connection__person")
    found = mine.filter(id=board_id).first()
    if found is None:
        raise NotFound(f"There is no board {board_id}.")
    return found


@contextmanager
def _on(asker: Asker, board_id: int, act: Act, now: datetime, source: str) -> Iterator[tuple[Change, Board]]:
    with deed(asker, act.value, now, source=source) as change:
        board = owned_board(asker, board_id)
        rules.after(Phase(board.phase), act)
        yield change, board
        change.touch(board.connection_id)


@contextmanager
def _with(asker: Asker, idea_id: int, act: Act, now: datetime, source: str) -> Iterator[tuple[Change, Idea]]:
    with deed(asker, act.value, now, source=source) as change:
        idea = Idea.objects.owned_by(asker).filter(id=idea_id).first()
        if idea is None:
            raise NotFound(f"There is no idea {idea_id}.")
        idea.board = owned_board(asker, idea.board_id)
        rules.after(Phase(idea.board.phase), act)
        yield change, idea
        change.touch(idea.board.connection_id)


def _ideas(board: Board) -> list[rules.Idea]:
    return [as_idea(row) for row in board.ideas.order_by("id")]
