"""Questions about boards of possibilities: which there are, what is on one, and what came of it in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from segue.domain import boards as rules
from segue.domain.boards import Counted, Group, Session
from segue.domain.calendar import Calendar
from segue.domain.conversations import Who
from segue.domain.today import BoardFacts
from segue.store.models import Asker, Board, Connection, Conversation, Idea

_PAIR = ("divergent_talk_id", "convergent_talk_id")


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A board as the asker may see it: of one that is covered, whose it is not sees only how many ideas there are.

    `groups` are those with most dots first; `trouble` says what is wrong with the booked pair.
    """

    board: Board
    own: bool
    ideas: tuple[rules.Idea, ...]
    counted: Counted
    groups: tuple[Group, ...]
    my_dots_left: int
    their_dots_left: int
    trouble: str


def as_idea(row: Idea) -> rules.Idea:
    """An idea as the rules know it."""
    return rules.Idea(
        row.id, row.text, Who(row.by), row.group, row.my_dots, row.their_dots, row.chosen, row.why
    )  # fmt: skip


def board_page(asker: Asker, board_id: int) -> BoardPage:
    """Raises Board.DoesNotExist for what is not there or not to be seen."""
    seen = Board.objects.visible_to(asker).select_related("connection__person", "divergent_talk", "convergent_talk")
    board = seen.get(id=board_id)
    own = board.owner_id == asker.member_id
    ideas = tuple(as_idea(row) for row in board.ideas.order_by("id"))
    shown = ideas if own or not board.covered else ()
    return BoardPage(
        board,
        own,
        shown,
        rules.counted(ideas),
        rules.grouped(shown),
        rules.dots_left(ideas, Who.ME, board.dots),
        rules.dots_left(ideas, Who.THEM, board.dots),
        _trouble(board, Calendar(asker.zone, asker.country)),
    )


def boards_of(asker: Asker, connection_id: int) -> list[Board]:
    """The boards of a connection, the latest first."""
    return list(Board.objects.visible_to(asker).filter(connection_id=connection_id).order_by("-opened_at", "-id"))


def current_board(asker: Asker, connection_id: int) -> Board | None:
    """The board of a connection that is not settled, else its latest."""
    found = boards_of(asker, connection_id)
    return next((each for each in found if each.phase != Board.Phase.SETTLED), found[0] if found else None)


def idea_of(asker: Asker, idea_id: int) -> Idea:
    """An idea with its board; raises Idea.DoesNotExist for what is not there or not to be seen."""
    idea = Idea.objects.visible_to(asker).select_related("board__connection__person").get(id=idea_id)
    if idea.board.covered and idea.owner_id != asker.member_id:
        raise Idea.DoesNotExist
    return idea


def connection_of(asker: Asker, connection_id: int) -> Connection:
    """A connection with its person; raises Connection.DoesNotExist for what is not there or not to be seen."""
    return Connection.objects.visible_to(asker).select_related("person").get(id=connection_id)


# Those that something is left to do with, and those by which the stage of possibilities has had its board.
_WANTED = Q(summary_sent_at=None) | Q(
    connection__stage=Connection.Stage.POSSIBILITIES, settled_at__gte=F("connection__stage_since")
)


def board_facts(connection_ids: Sequence[int], now: datetime) -> dict[int, list[BoardFacts]]:
    """What Today needs to know of the boards of these connections, by connection, as far as it stood at `now`."""
    rows = Board.objects.filter(_WANTED, connection_id__in=connection_ids, opened_at__lte=now)
    by_connection: dict[int, list[BoardFacts]] = defaultdict(list)
    for row in rows.order_by("id"):
        talks = tuple(id_ for name in _PAIR if (id_ := getattr(row, name)))
        by_connection[row.connection_id].append(
            BoardFacts(
                row.id,
                row.topic,
                row.opened_at,
                over_days=row.mode == Board.Mode.DAYS,
                paired=len(talks) == len(_PAIR),
                talk_ids=talks,
                settled_at=row.settled_at,
                summary_sent_at=row.summary_sent_at,
            )
        )
    return by_connection


def _trouble(board: Board, mine: Calendar) -> str:
    first, second = board.divergent_talk, board.convergent_talk
    if first is None or second is None:
        return ""
    return rules.trouble_with_pair(_session(first), _session(second), mine)


def _session(talk: Conversation) -> Session:
    return Session(talk.first_at, talk.held_until or talk.last_at)
