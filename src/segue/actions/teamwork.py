"""Commitments among the members of a team, on the same machine as everywhere: ask, offer, promise, and what follows.

Nothing is assigned: a request is a request until who is asked promises, counters or declines it.
"""

from __future__ import annotations

from datetime import date, datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import team_for
from segue.domain.commitments import OPEN, TABLE, DatedMove, History, Move, Side, advance, replay
from segue.domain.teamwork import refuse_circle
from segue.store.models import Asker, Handover, Member, Problem, Team, TeamCommitment, TeamMove

BEGINS = {
    TeamCommitment.Kind.REQUEST: (Move.REQUEST, Side.A),
    TeamCommitment.Kind.OFFER: (Move.OFFER, Side.B),
    TeamCommitment.Kind.PROMISE: (Move.PROMISE, Side.B),
}

DONE: dict[str, tuple[Move, ...]] = {
    "promise": (Move.PROMISE,),
    "accept": (Move.ACCEPT,),
    "counter": (Move.COUNTER, Move.ASK_ANOTHER_DATE),
    "decline": (Move.DECLINE, Move.REJECT),
    "done": (Move.REPORT,),
    "satisfied": (Move.SATISFIED,),
    "not-done": (Move.NOT_SATISFIED,),
    "renege": (Move.RENEGE,),
    "withdraw": (Move.WITHDRAW,),
    "let-go": (Move.LET_GO,),
}
"""The verbs by name, each with the moves that it stands for, by who makes it and in which state."""


def begin(
    asker: Asker,
    team_id: int,
    kind: TeamCommitment.Kind,
    other_id: int,
    what: str,
    now: datetime,
    *,
    source: str,
    due: date | None = None,
    handover_id: int | None = None,
) -> TeamCommitment:
    """Ask another member for something, offer or promise them something; `other_id` is who it is with."""
    words = " ".join(what.split())[:500]
    if not words:
        raise Refused("Say what.")
    with deed(asker, f"team {kind}", now, source=source) as change:
        team = team_for(asker, team_id)
        other = Member.objects.select_related("user").filter(teams=team, id=other_id).first()
        if other is None:
            raise NotFound("They are not in this team.")
        if other.id == asker.member_id:
            raise Refused("With yourself nothing is agreed; choose another member.")
        handed = Handover.objects.filter(team=team, id=handover_id).first() if handover_id else None
        move, side = BEGINS[kind]
        mine = asker.member_id
        made = change.create(
            TeamCommitment(
                team=team,
                kind=kind,
                state="",
                requester_id=mine if side is Side.A else other.id,
                performer_id=other.id if side is Side.A else mine,
                what=words,
                made_at=now,
                handover=handed,
            )
        )
        _make(change, made, move, side, now, due=due)
        told = {"request": f"You asked {other}", "offer": f"You offered {other}", "promise": f"You promised {other}"}
        change.about(made, f"{told[kind]}: {words}")
    return made


def act(
    asker: Asker,
    commitment_id: int,
    verb: str,
    now: datetime,
    *,
    source: str,
    due: date | None = None,
    words: str = "",
) -> TeamCommitment:
    """Make a move of DONE, as whoever the asker is in it; raises NotAllowed for what the table does not have."""
    with deed(asker, f"team {verb}", now, source=source) as change:
        row, side = _mine(asker, commitment_id)
        history = history_of(row)
        possible = [move for move in DONE[verb] if (side, move) in TABLE[history.state]]
        if Move.COUNTER in DONE[verb] and due is None and not words.strip():
            raise Refused("A counter-proposal names a new date or other terms.")
        _make(change, row, possible[0] if possible else DONE[verb][0], side, now, due=due, words=words)
        change.about(row, f"{row.what}: {row.state}.")
    return row


def wait_for(
    asker: Asker, commitment_id: int, other_id: int | None, now: datetime, *, source: str
) -> TeamCommitment:  # fmt: skip
    """Say that one commitment cannot go on before another; None: it can again."""
    with deed(asker, "team waits for", now, source=source) as change:
        row, _side = _mine(asker, commitment_id)
        if other_id is not None:
            rows = TeamCommitment.objects.filter(team=row.team_id, state__in=[str(state) for state in OPEN])
            edges = dict(rows.values_list("id", "waits_for"))
            if other_id not in edges:
                raise NotFound("There is no such open commitment in this team.")
            refuse_circle(row.id, other_id, edges)
        change.save(row, waits_for_id=other_id)
        change.about(row, f"{row.what}: waits for another." if other_id else f"{row.what}: can go on.")
    return row


def raise_problem(
    asker: Asker, team_id: int, text: str, now: datetime, *, source: str, blocks_id: int | None = None
) -> Problem:
    """Say what stands in the way, and of which commitment, if of one."""
    words = " ".join(text.split())[:500]
    if not words:
        raise Refused("Say what stands in the way.")
    with deed(asker, "raise problem", now, source=source) as change:
        team = team_for(asker, team_id)
        blocked = _in_team(team, blocks_id) if blocks_id else None
        made = change.create(
            Problem(team=team, text=words, raised_by_id=asker.member_id, raised_at=now, blocks=blocked)
        )
        change.about(made, f"A problem: {words}")
    return made


def solve_problem(asker: Asker, problem_id: int, solution: str, now: datetime, *, source: str) -> Problem:
    """Say how it was solved."""
    if not solution.strip():
        raise Refused("Say how it was solved: the next one who meets it will look here.")
    with deed(asker, "solve problem", now, source=source) as change:
        row = _problem(asker, problem_id)
        if row.solved_at:
            raise Refused("It is solved already.")
        change.save(row, solved_at=now, solved_by_id=asker.member_id, solution=solution.strip()[:4000])
        change.about(row, f"Solved: {row.text}")
    return row


def reopen_problem(asker: Asker, problem_id: int, now: datetime, *, source: str) -> Problem:
    """It stands in the way again."""
    with deed(asker, "reopen problem", now, source=source) as change:
        row = _problem(asker, problem_id)
        if not row.solved_at:
            raise Refused("It is open.")
        change.save(row, solved_at=None, solved_by=None)
        change.about(row, f"Open again: {row.text}")
    return row


def history_of(row: TeamCommitment) -> History:
    """What the moves of a team's commitment amount to."""
    return replay(
        DatedMove(Move(move.move), Side(move.by), move.at, move.due) for move in row.moves.order_by("at", "id")
    )


def _make(
    change: Change,
    row: TeamCommitment,
    move: Move,
    side: Side,
    now: datetime,
    *,
    due: date | None = None,
    words: str = "",
) -> None:
    after, me = advance(history_of(row), DatedMove(move, side, now, due)), change.asker.member_id
    change.create(
        TeamMove(
            commitment=row,
            move=move,
            by=side,
            member_id=me,
            at=now,
            due=due,
            words=words.strip()[:1000],
        )
    )
    settled = after.state not in OPEN
    change.save(row, state=str(after.state), due=after.due, **({"waits_for": None} if settled else {}))
    if settled:
        for held in row.holds_up.all():
            change.save(held, waits_for=None)


def _mine(asker: Asker, commitment_id: int) -> tuple[TeamCommitment, Side]:
    """The commitment, locked, and the side on which the asker is; others of the team see it and leave it alone."""
    seen = TeamCommitment.objects.visible_to(asker).filter(id=commitment_id)
    row = seen.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(f"There is no commitment {commitment_id} in a team of yours.")
    if asker.member_id not in (row.requester_id, row.performer_id):
        raise Refused("It is between two others; they agree on it.")
    return row, Side.A if row.requester_id == asker.member_id else Side.B


def _in_team(team: Team, commitment_id: int) -> TeamCommitment:
    row = TeamCommitment.objects.filter(team=team, id=commitment_id).first()
    if row is None:
        raise NotFound("There is no such commitment in this team.")
    return row


def _problem(asker: Asker, problem_id: int) -> Problem:
    row = Problem.objects.visible_to(asker).filter(id=problem_id).first()
    if row is None:
        raise NotFound(f"There is no problem {problem_id} in a team of yours.")
    return row
