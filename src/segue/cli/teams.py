"""`segue teams list`, `show`, `flow`, `record`, `make`, `change`, `add`, `join`, `remove`, `leave`: teams and who is in
them. What they agree, decide and solve is in teamwork.py."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from segue.actions import teams as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries import teams as queries
from segue.store.models import Asker, Decision, Member, Problem, Team, TeamCommitment

TeamId = Annotated[int, typer.Argument(metavar="TEAM", help="Its number, as `segue teams list` shows it.")]
Objective = Annotated[str, typer.Option("--objective", help="What it is to reach.")]
Who = Annotated[str, typer.Argument(metavar="WHO", help="A member of the team, by name or address.")]

WAITS = {
    "requested": "an answer",
    "offered": "a yes or no to the offer",
    "promised": "what was promised",
    "countered": "a word on the other date or terms",
    "reported": "a word on what was done",
}


def list_(now: Now = None, as_json: AsJson = False) -> None:
    """The teams that you are in, and how much is open in each."""
    lines = queries.teams(who_asks(moment(now)))
    if as_json:
        say.out_json([_team_data(line.team) | {"open": line.open} for line in lines])
        return
    for line in lines:
        told = f"{line.open} open" if line.open else "nothing open"
        say.console().print(f"[dim]{line.team.id}[/dim]  {say.escape(line.team.name)}  [dim]{told}[/dim]")
        if line.team.objective:
            say.console().print(say.indented(say.escape(line.team.objective), 4))
    if not lines:
        say.console().print("You are in no team yet: segue teams make NAME --objective …")


def show(team: TeamId, now: Now = None, as_json: AsJson = False) -> None:
    """A team: its objective, who waits for whom, what is to be decided, what stands in the way, who is in it."""
    at = moment(now)
    asker = who_asks(at)
    board = queries.board(asker, known(asker, team).id, at)
    if as_json:
        say.out_json(_board_data(board))
    else:
        _print(asker, board)


def flow(team: TeamId, now: Now = None, as_json: AsJson = False) -> None:
    """What holds what up, who is blocked by whom, and how long answers take in the team, never of one member."""
    at = moment(now)
    asker = who_asks(at)
    found = queries.flow(asker, known(asker, team).id, at)
    times = found.times
    if as_json:
        chains = [
            {"circle": circle, "commitments": [commitment_data(row) for row in rows]} for rows, circle in found.chains
        ]
        took: dict[str, int | None] = {"count": times.count, "days": found.days}
        for name, span in (("median", times.median), ("longest", times.longest)):
            took[f"{name}_seconds"] = None if span is None else round(span.total_seconds())
        say.out_json({"chains": chains, "blocked": [line_data(each) for each in found.blocked], "answers": took})
        return
    out = say.console()
    for rows, circle in found.chains:
        out.print(" → ".join(f"[dim]{row.id}[/dim] {say.escape(row.what)}" for row in rows))
        if circle:
            out.print(say.indented("[yellow]This goes in a circle: one has to begin without the other.[/yellow]"))
    if not found.chains:
        out.print("Nothing waits for another commitment.")
    for line in found.blocked:
        _print_line(asker, line)
    if times.median is None or times.longest is None:
        out.print(
            f"[dim]{times.count} answers in the last {found.days} days: too few to tell how long they take.[/dim]"
        )
    else:
        told = f"median {_span(times.median)}, longest {_span(times.longest)}, of {times.count} in {found.days} days"
        out.print(f"Answers took: {told}.")


def record(team: TeamId, now: Now = None, as_json: AsJson = False) -> None:
    """What was decided and why, how problems were solved, and the latest commitments that ended."""
    asker = who_asks(moment(now))
    id_ = known(asker, team).id
    decided, solved = queries.record(asker, id_)
    ended = queries.settled(asker, id_)
    if as_json:
        told = {"decisions": [decision_data(each) for each in decided], "problems": [problem_data(p) for p in solved]}
        say.out_json(told | {"ended": [commitment_data(row) for row in ended]})
        return
    out = say.console()
    for each in decided:
        out.print(f"[dim]{each.id}[/dim]  {say.escape(each.question)}: {say.escape(each.outcome)}")
        out.print(say.indented(f"[dim]{say.escape(each.reasons)}[/dim]", 4))
    for problem in solved:
        out.print(f"[dim]{problem.id}[/dim]  {say.escape(problem.text)}: {say.escape(problem.solution)}")
    for row in ended:
        between = say.escape(f"{row.requester} and {row.performer}")
        out.print(f"[dim]{row.id}[/dim]  {say.escape(row.what)}: {row.state}  [dim]between {between}[/dim]")
    if not (decided or solved or ended):
        out.print("Nothing yet.")


def make(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    objective: Objective,
    beside: Annotated[
        int | None, typer.Option("--beside", metavar="COMMUNITY", help="A community of yours that it delivers for.")
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Open a team with an objective; you are in it."""
    at = moment(now)
    made = verbs.make_team(who_asks(at), name, objective, at, source=SOURCE, community_id=beside)
    _told(made, as_json, f"A team: {made.name}.")


def change(
    team: TeamId,
    name: Annotated[str, typer.Option("--name", help="What it is called.")] = "",
    objective: Annotated[str, typer.Option("--objective", help="What it is to reach.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Name it, or say what it is to reach, better."""
    at = moment(now)
    asker = who_asks(at)
    row = known(asker, team)
    made = verbs.change_team(asker, team, name or row.name, objective or row.objective, at, source=SOURCE)
    _told(made, as_json, f"Changed: {made.name}.")


def add(
    team: TeamId,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Of your organisation, or a guest in its community.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Take somebody in."""
    at = moment(now)
    made = verbs.add_member(who_asks(at), team, email, at, source=SOURCE)
    _told(made, as_json, f"{email} is in {made.name}.")


def join(team: TeamId, now: Now = None, as_json: AsJson = False) -> None:
    """Join a team beside a community of yours: from talking to delivering."""
    at = moment(now)
    made = verbs.join_beside(who_asks(at), team, at, source=SOURCE)
    _told(made, as_json, f"You are in {made.name}: here you deliver.")


def remove(team: TeamId, who: Who, now: Now = None, as_json: AsJson = False) -> None:
    """Take somebody out, once nothing is owed by or to them there."""
    at = moment(now)
    asker = who_asks(at)
    made = verbs.remove_member(asker, team, member_named(asker, team, who).id, at, source=SOURCE)
    _told(made, as_json, f"Taken out of {made.name}.")


def leave(team: TeamId, now: Now = None, as_json: AsJson = False) -> None:
    """Leave a team, once nothing is owed by or to you there."""
    at = moment(now)
    made = verbs.leave_team(who_asks(at), team, at, source=SOURCE)
    _told(made, as_json, f"Left {made.name}.")


def known(asker: Asker, team_id: int) -> Team:
    """A team that the asker is in; raises NotFound."""
    row = Team.objects.visible_to(asker).filter(id=team_id).first()
    if row is None:
        raise NotFound(f"There is no team {team_id}.")
    return row


def member_named(asker: Asker, team_id: int, words: str) -> Member:
    """The one member of the team whose name or address these words are, or begin; raises NotFound and Refused."""
    wanted = " ".join(words.split()).casefold()
    members = known(asker, team_id).members.select_related("user").order_by("id")
    named = [(member, (str(member).casefold(), member.user.email.casefold())) for member in members]
    found = [member for member, names in named if wanted in names]
    found = found or [member for member, names in named if wanted and any(name.startswith(wanted) for name in names)]
    if not found:
        raise NotFound(f"Nobody in this team is called {words}.")
    if len(found) > 1:
        raise Refused(f"Several in this team are called so: {', '.join(member.user.email for member in found)}.")
    return found[0]


def commitment_data(row: TeamCommitment) -> dict[str, Any]:
    """A commitment of a team as JSON."""
    return {
        "id": row.id, "what": row.what, "kind": row.kind, "state": row.state, "requester": str(row.requester),
        "performer": str(row.performer), "due": row.due, "made_at": row.made_at, "waits_for": row.waits_for_id,
        "handover": row.handover_id,
    }  # fmt: skip


def line_data(line: queries.Line) -> dict[str, Any]:
    """A line of the board as JSON."""
    return {
        "commitment": commitment_data(line.row), "waits": str(line.who), "for": str(line.whom),
        "since": line.wait.since, "overdue": line.overdue, "problems": [problem_data(each) for each in line.problems],
    }  # fmt: skip


def decision_data(row: Decision) -> dict[str, Any]:
    """A decision as JSON, without what each has said."""
    return {
        "id": row.id, "question": row.question, "way": row.way, "options": row.options, "opened_at": row.opened_at,
        "decided_at": row.decided_at, "outcome": row.outcome, "reasons": row.reasons,
    }  # fmt: skip


def problem_data(row: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    return {
        "id": row.id, "text": row.text, "raised_at": row.raised_at, "blocks": row.blocks_id,
        "solved_at": row.solved_at, "solution": row.solution,
    }  # fmt: skip


def _team_data(row: Team) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "objective": row.objective, "community": row.community_id}


def _board_data(board: queries.Board) -> dict[str, Any]:
    return _team_data(board.team) | {
        "members": [{"name": str(each), "email": each.user.email} for each in board.members],
        "waits": [line_data(line) for _whom, lines in board.groups for line in lines],
        "decisions": [decision_data(each) for each in board.decisions],
        "problems": [problem_data(each) for each in board.problems],
        "handovers": [
            {"id": each.id, "purpose": each.purpose.wording, "state": each.state} for each in board.handovers
        ],
        "threads": [{"id": each.id, "subject": each.subject} for each in board.threads],
    }


def _told(row: Team, as_json: bool, words: str) -> None:
    if as_json:
        say.out_json(_team_data(row))
    else:
        say.console().print(f"{say.escape(words)} [dim]{row.id}[/dim]")


def _print(asker: Asker, board: queries.Board) -> None:
    out = say.console()
    out.print(f"[bold]{say.escape(board.team.name)}[/bold]  {say.escape(board.team.objective)}")
    for whom, lines in board.groups:
        out.print("You are waited for:" if whom.id == asker.member_id else f"{say.escape(str(whom))} is waited for:")
        for line in lines:
            _print_line(asker, line)
    if not board.groups:
        out.print("Nobody waits for anybody.")
    for title, rows in (
        ("Purposes handed over", [(each.id, f"{each.purpose.wording}: {each.state}") for each in board.handovers]),
        ("To decide", [(each.id, f"{each.question} (by {each.way})") for each in board.decisions]),
        ("Stands in the way", [(each.id, each.text) for each in board.problems]),
        ("Threads", [(each.id, each.subject) for each in board.threads]),
    ):
        if rows:
            out.print(f"{title}:")
        for id_, words in rows:
            out.print(say.indented(f"[dim]{id_}[/dim]  {say.escape(words)}"))
    out.print(
        f"[dim]In the team: {say.escape(', '.join(str(each) for each in board.members))}. Only they read it.[/dim]"
    )


def _print_line(asker: Asker, line: queries.Line) -> None:
    row, out = line.row, say.console()
    due = f"  [dim]{'late since' if line.overdue else 'by'} {say.day(row.due)}[/dim]" if row.due else ""
    out.print(say.indented(f"[dim]{row.id}[/dim]  {say.escape(row.what)}{due}"))
    who, whom = (say.escape("you" if each.id == asker.member_id else str(each)) for each in (line.who, line.whom))
    since = say.date_of(line.wait.since, asker)
    waits = "wait" if who == "you" else "waits"
    out.print(say.indented(f"[dim]{who} {waits} for {whom}: {WAITS[row.state]}, since {since}[/dim]", 4))
    if row.waits_for:
        out.print(say.indented(f"[yellow]cannot go on before {say.escape(str(row.waits_for))}[/yellow]", 4))
    for problem in line.problems:
        out.print(say.indented(f"[yellow]{say.escape(problem.text)}[/yellow]", 4))


def _span(span: Any) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:.1f} days" if hours >= 48 else f"{hours:.1f} hours"
