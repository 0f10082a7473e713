"""`segue teams ask`, `offer`, `promise`, `say`, `waits`, `problem`, `solve`, `decide`, …: what a team agrees among its
members, decides and solves. The numbers of commitments here are the team's, not those of `segue owed`."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated, Any

import typer

from segue.actions import deciding
from segue.actions import teamwork as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, By, Now, Words, day, moment
from segue.cli.teams import TeamId, Who, commitment_data, decision_data, member_named, problem_data
from segue.domain.teamwork import Way
from segue.queries import teams as queries
from segue.store.models import Asker, Decision, Problem, TeamCommitment

Move = StrEnum("Move", {name.upper().replace("-", "_"): name for name in verbs.DONE})  # type: ignore[misc]

CommitmentId = Annotated[int, typer.Argument(metavar="ID", help="Its number, as `segue teams show` shows it.")]
DecisionId = Annotated[int, typer.Argument(metavar="DECISION", help="Its number, as `segue teams show` shows it.")]
ProblemId = Annotated[int, typer.Argument(metavar="PROBLEM", help="Its number, as `segue teams show` shows it.")]
What = Annotated[str, typer.Argument(metavar="WHAT", help="What it is, in words.")]
Handed = Annotated[
    int | None, typer.Option("--handover", metavar="ID", help="The purpose handed to the team that it is for.")
]


def ask(
    team: TeamId, who: Who, what: What, by: By = "", handover: Handed = None, now: Now = None, as_json: AsJson = False
) -> None:
    """Ask a member for something; they promise it, name another date, or decline."""
    _begin(TeamCommitment.Kind.REQUEST, team, who, what, by, handover, now, as_json)


def offer(
    team: TeamId, who: Who, what: What, by: By = "", handover: Handed = None, now: Now = None, as_json: AsJson = False
) -> None:
    """Offer a member something; they accept, name other terms, or decline."""
    _begin(TeamCommitment.Kind.OFFER, team, who, what, by, handover, now, as_json)


def promise(
    team: TeamId, who: Who, what: What, by: By = "", handover: Handed = None, now: Now = None, as_json: AsJson = False
) -> None:
    """Promise a member something."""
    _begin(TeamCommitment.Kind.PROMISE, team, who, what, by, handover, now, as_json)


def commitment(id_: CommitmentId, now: Now = None, as_json: AsJson = False) -> None:
    """A commitment of a team: what each has said, and what you can say."""
    _show(who_asks(moment(now)), id_, as_json)


def say_(
    id_: CommitmentId,
    word: Annotated[Move, typer.Argument(metavar="WORD", help=f"One of {', '.join(verbs.DONE)}.")],
    by: By = "",
    words: Words = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Make a move in a commitment of yours: promise, accept, counter, decline, done, satisfied, not-done, renege,
    withdraw, let-go."""
    at = moment(now)
    asker = who_asks(at)
    due = day(by, asker, at) if by else None
    verbs.act(asker, id_, str(word), at, source=SOURCE, due=due, words=words)
    _show(asker, id_, as_json)


def waits(
    id_: CommitmentId,
    other: Annotated[int | None, typer.Option("--for", metavar="ID", help="The other; else it can go on.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say that a commitment of yours cannot go on before another, or that it can again."""
    at = moment(now)
    asker = who_asks(at)
    verbs.wait_for(asker, id_, other, at, source=SOURCE)
    _show(asker, id_, as_json)


def problem(
    team: TeamId,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What stands in the way.")],
    blocks: Annotated[int | None, typer.Option("--blocks", metavar="ID", help="Of which commitment.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say what stands in the way of a team, or of one of its commitments."""
    at = moment(now)
    _problem(verbs.raise_problem(who_asks(at), team, words, at, source=SOURCE, blocks_id=blocks), as_json)


def solve(
    id_: ProblemId,
    solution: Annotated[str, typer.Argument(metavar="HOW", help="How it was solved.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say how a problem was solved."""
    at = moment(now)
    _problem(verbs.solve_problem(who_asks(at), id_, solution, at, source=SOURCE), as_json)


def reopen(id_: ProblemId, now: Now = None, as_json: AsJson = False) -> None:
    """It stands in the way again."""
    at = moment(now)
    _problem(verbs.reopen_problem(who_asks(at), id_, at, source=SOURCE), as_json)


def decide(
    team: TeamId,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What is to be decided.")],
    way: Annotated[Way, typer.Option("--way", help="advice, consent or vote.")] = Way.CONSENT,
    options: Annotated[
        list[str] | None, typer.Option("--option", help="The proposal; of a vote, again for each option.")
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Put a question to a team: by advice, by consent to one proposal, or by vote."""
    at = moment(now)
    asker = who_asks(at)
    made = deciding.open_decision(asker, team, question, way, options or (), at, source=SOURCE)
    _decision(asker, made.id, as_json)


def decision(id_: DecisionId, now: Now = None, as_json: AsJson = False) -> None:
    """A decision: the question, what each has said, what came out and why."""
    _decision(who_asks(moment(now)), id_, as_json)


def speak(
    id_: DecisionId,
    stance: Annotated[str, typer.Argument(metavar="STANCE", help="advice, consent, objection, or an option.")],
    words: Words = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Give advice, consent, object with a reason, or vote; said again, it takes the place of what you said."""
    at = moment(now)
    asker = who_asks(at)
    deciding.speak(asker, id_, stance, at, source=SOURCE, words=words)
    _decision(asker, id_, as_json)


def conclude(
    id_: DecisionId,
    why: Annotated[str, typer.Option("--why", help="Why it came out so.")],
    decided: Annotated[str, typer.Option("--decided", help="What you decide, by advice.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Close a decision with its reasons, as its way allows: what was voted or consented to, or what you decide."""
    at = moment(now)
    asker = who_asks(at)
    deciding.decide(asker, id_, why, at, source=SOURCE, wanted=decided)
    _decision(asker, id_, as_json)


def _begin(
    kind: TeamCommitment.Kind, team: int, who: str, what: str, by: str, handover: int | None, now: Any, as_json: bool
) -> None:
    at = moment(now)
    asker = who_asks(at)
    due = day(by, asker, at) if by else None
    start = partial(verbs.begin, asker, team, kind, member_named(asker, team, who).id, what, at, source=SOURCE)
    _show(asker, start(due=due, handover_id=handover).id, as_json)


def _show(asker: Asker, commitment_id: int, as_json: bool) -> None:
    try:
        step = queries.commitment(asker, commitment_id)
    except TeamCommitment.DoesNotExist:
        raise NotFound(f"There is no commitment {commitment_id} in a team of yours.") from None
    row = step.row
    moves = list(row.moves.select_related("member__user").order_by("at", "id"))
    can = [name for name, each in verbs.DONE.items() if step.possible & set(each)]
    if as_json:
        made = [
            {"move": move.move, "by": str(move.member or ""), "at": move.at, "due": move.due, "words": move.words}
            for move in moves
        ]
        problems = [problem_data(each) for each in step.problems]
        say.out_json(commitment_data(row) | {"moves": made, "problems": problems, "you_can": can})
        return
    out = say.console()
    due = f", by {say.day(row.due)}" if row.due else ""
    out.print(f"[dim]{row.id}[/dim]  [bold]{say.escape(row.what)}[/bold]  {row.state}{due}")
    out.print(say.indented(f"[dim]{say.escape(f'{row.performer} for {row.requester}, in {row.team}')}[/dim]"))
    for move in moves:
        words = f" {say.quoted(move.words)}" if move.words else ""
        out.print(say.indented(f"{say.escape(str(move.member or '?'))}: {move.move}{words}"))
    if row.waits_for:
        out.print(
            say.indented(f"[yellow]cannot go on before {row.waits_for_id} {say.escape(row.waits_for.what)}[/yellow]")
        )
    if can:
        out.print(say.indented(f"[dim]segue teams say {row.id} {' | '.join(can)}[/dim]"))


def _decision(asker: Asker, decision_id: int, as_json: bool) -> None:
    try:
        row = queries.decision(asker, decision_id)
    except Decision.DoesNotExist:
        raise NotFound(f"There is no decision {decision_id} in a team of yours.") from None
    voices = list(row.voices.all())
    if as_json:
        said = [{"by": str(each.member), "stance": each.stance, "words": each.words, "at": each.at} for each in voices]
        say.out_json(decision_data(row) | {"voices": said})
        return
    out = say.console()
    out.print(f"[dim]{row.id}[/dim]  [bold]{say.escape(row.question)}[/bold]  by {row.way}")
    for option in row.options:
        out.print(say.indented(f"· {say.escape(option)}"))
    for each in voices:
        words = f" {say.quoted(each.words)}" if each.words else ""
        out.print(say.indented(f"{say.escape(f'{each.member}: {each.stance}')}{words}"))
    if row.decided_at:
        out.print(say.indented(f"Decided: {say.escape(row.outcome)}. {say.escape(row.reasons)}"))


def _problem(row: Problem, as_json: bool) -> None:
    if as_json:
        say.out_json(problem_data(row))
    else:
        told = f"Solved: {row.text}: {row.solution}" if row.solved_at else f"Stands in the way: {row.text}"
        say.console().print(f"[dim]{row.id}[/dim]  {say.escape(told)}")
