"""`segue purposes`: what members of a community came to want, and its way to a team and back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from segue.actions import handovers as handing
from segue.actions import purposes as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.purposes import By, Move, State
from segue.queries.purposes import PurposeLine, PurposePage, purpose_page, purposes_page
from segue.store.models import Asker, Community, Handover, Purpose, PurposeMove

Id = Annotated[int, typer.Argument(metavar="ID", help="The number of the purpose, as `segue purposes list` shows it.")]
Community_ = Annotated[int, typer.Argument(metavar="COMMUNITY", help="The number of the community.")]
Needed = Annotated[str, typer.Option("--words", "-w", help="What you say with it.")]
Given = Annotated[str, typer.Option("--words", "-w", help="What you say with it, if anything.")]

TOLD = {
    Move.RAISE: "raised it",
    Move.ENDORSE: "stands behind it",
    Move.OBJECT: "objects",
    Move.REFINE: "worded it better",
    Move.OFFER: "offered it",
    Move.ASK: "asks",
    Move.ANSWER: "answered",
    Move.ACCEPT: "takes it on",
    Move.DECLINE: "cannot, with thanks",
    Move.REST: "lets it rest, with thanks",
    Move.PROGRESS: "says how far it is",
    Move.DELIVER: "delivered it",
    Move.REPORT: "told it where it began",
}


def list_(community: Community_, now: Now = None, as_json: AsJson = False) -> None:
    """The purposes of a community: those on their way, what waits for the steward first, and those that are settled."""
    at = moment(now)
    asker = who_asks(at)
    try:
        page = purposes_page(asker, community, at)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {community}.") from None
    lines = (*page.lines, *page.settled)
    if as_json:
        say.out_json([_line_data(each) for each in lines])
        return
    out = say.console()
    for line in lines:
        out.print(f"[dim]{line.purpose.id}[/dim]  {say.escape(line.purpose.wording)}")
        out.print(say.indented(f"[dim]{say.escape(stands(line, asker))}[/dim]", 4))
    if not lines:
        out.print("No purpose has been raised here yet.")


def show(id_: Id, now: Now = None, as_json: AsJson = False) -> None:
    """A purpose: the messages it came from, what was said about it, and what became of it."""
    at = moment(now)
    _show(who_asks(at), id_, at, as_json)


def raise_(
    community: Community_,
    wording: Annotated[str, typer.Argument(metavar="WORDING", help="What should come about, in a sentence.")],
    posts: Annotated[list[int], typer.Option("--post", metavar="ID", help="A message it comes from; again for more.")],
    forming: Annotated[
        int | None, typer.Option("--forming", metavar="ID", help="What it was found as: `segue communities forming`.")
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say what objective has emerged, and from which messages it did."""
    at = moment(now)
    asker = who_asks(at)
    made = verbs.raise_purpose(asker, community, wording, posts, at, source=SOURCE, forming_id=forming)
    _show(asker, made.id, at, as_json)


def endorse(id_: Id, words: Given = "", now: Now = None, as_json: AsJson = False) -> None:
    """Stand behind a purpose."""
    at = moment(now)
    asker = who_asks(at)
    verbs.endorse(asker, id_, at, source=SOURCE, words=words)
    _show(asker, id_, at, as_json)


def object_(id_: Id, words: Needed, now: Now = None, as_json: AsJson = False) -> None:
    """Say why not; the others can answer a reason."""
    at = moment(now)
    asker = who_asks(at)
    verbs.object_to(asker, id_, words, at, source=SOURCE)
    _show(asker, id_, at, as_json)


def refine(
    id_: Id,
    wording: Annotated[str, typer.Argument(metavar="WORDING", help="The better words.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Word a purpose better; every earlier wording stays in its history."""
    at = moment(now)
    asker = who_asks(at)
    verbs.refine(asker, id_, wording, at, source=SOURCE)
    _show(asker, id_, at, as_json)


def offer(
    id_: Id,
    to: Annotated[int, typer.Option("--to", metavar="TEAM", help="The number of the team.")],
    words: Given = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The steward offers it to a team, with its messages; who spoke is asked whether they may be named."""
    at = moment(now)
    asker = who_asks(at)
    handing.offer(asker, id_, to, words, at, source=SOURCE)
    _show(asker, id_, at, as_json)


def answer(id_: Id, words: Needed, now: Now = None, as_json: AsJson = False) -> None:
    """The steward answers what the team asks."""
    at = moment(now)
    asker = who_asks(at)
    handing.answer(asker, id_, words, at, source=SOURCE)
    _show(asker, id_, at, as_json)


def rest(id_: Id, words: Given = "", now: Now = None, as_json: AsJson = False) -> None:
    """The steward lets a declined purpose rest, with thanks; a new voice takes it up again."""
    at = moment(now)
    asker = who_asks(at)
    handing.rest(asker, id_, words, at, source=SOURCE)
    _show(asker, id_, at, as_json)


def report(id_: Id, words: Given = "", now: Now = None, as_json: AsJson = False) -> None:
    """The steward tells the outcome in the threads where it began."""
    at = moment(now)
    asker = who_asks(at)
    handing.report(asker, id_, at, source=SOURCE, words=words)
    _show(asker, id_, at, as_json)


def name_me(id_: Id, now: Now = None, as_json: AsJson = False) -> None:
    """The team may know your name: you spoke in the messages that it came from."""
    _name(id_, now, as_json, yes=True)


def unname(id_: Id, now: Now = None, as_json: AsJson = False) -> None:
    """The team does not learn your name; it also takes an earlier yes back."""
    _name(id_, now, as_json, yes=False)


def _name(id_: int, now: datetime | None, as_json: bool, *, yes: bool) -> None:
    at = moment(now)
    asker = who_asks(at)
    handing.name_me(asker, id_, at, yes=yes, source=SOURCE)
    _show(asker, id_, at, as_json)


def _show(asker: Asker, purpose_id: int, at: datetime, as_json: bool) -> None:
    try:
        page = purpose_page(asker, purpose_id, at)
    except Purpose.DoesNotExist:
        raise NotFound(f"There is no purpose {purpose_id}.") from None
    if as_json:
        say.out_json(_page_data(page))
        return
    out = say.console()
    out.print(f"[bold]{say.escape(page.line.purpose.wording)}[/bold]")
    out.print(say.indented(say.escape(stands(page.line, asker))))
    for post in page.posts:
        words = "" if post.hidden_at else say.quoted(post.body)
        who = f"{post.voice}, {say.date_of(post.at, asker)}"
        out.print(say.indented(f"{words} [dim]{say.escape(who)}[/dim]"))
    for move in page.moves:
        out.print(say.indented(say.escape(_told(move))))
    if page.naming and page.naming.yes is None:
        out.print(f"[yellow]May the team know your name?[/yellow] segue purposes name-me {purpose_id}, or unname")


def stands(line: PurposeLine, asker: Asker) -> str:
    """How a purpose stands, in a sentence."""
    team = str(line.handover.team) if line.handover else "a team"
    if line.purpose.state == State.ENDORSED:
        return _endorsed(line)
    if line.purpose.state == State.OFFERED:
        asked = ", who ask something" if line.history.asked_last else ""
        late = "no answer for ten business days" if line.overdue else f"to answer by {_until(line, asker)}"
        return f"offered to {team}{asked}; {late}"
    return {
        State.RAISED: "raised; it takes another voice",
        State.ACCEPTED: f"{team} works on it",
        State.DECLINED: f"{team} cannot, with thanks; another team can be asked",
        State.DELIVERED: f"{team} has delivered it; to be told where it began",
        State.REPORTED: f"came about, by {team}, and was told where it began",
        State.RESTED: "rests, with thanks; a new voice takes it up again",
    }[State(line.purpose.state)]


def _endorsed(line: PurposeLine) -> str:
    objections = f", {len(line.history.objected_by)} against it" if line.history.objected_by else ""
    ripe = "; ripe: it can be offered to a team" if line.history.ripe else ""
    missing = f"; {line.missing} more to be ripe" if line.missing else ""
    return f"{line.history.voices} behind it{objections}{ripe or missing}"


def _until(line: PurposeLine, asker: Asker) -> str:
    return say.date_of(line.answer_by, asker)


def _told(move: PurposeMove) -> str:
    who = str(move.team) if move.by == By.TEAM else str(move.member or "Somebody who left")
    return f"{who} {TOLD[Move(move.move)]}" + (f": {move.words}" if move.words else "")


def _line_data(line: PurposeLine) -> dict[str, Any]:
    return {
        "id": line.purpose.id,
        "community": line.purpose.community_id,
        "wording": line.purpose.wording,
        "state": line.purpose.state,
        "raised_at": line.purpose.raised_at,
        "voices": line.history.voices,
        "objections": len(line.history.objected_by),
        "ripe": line.history.ripe,
        "team": line.handover and str(line.handover.team),
        "answer_by": line.answer_by,
        "overdue": line.overdue,
    }


def _page_data(page: PurposePage) -> dict[str, Any]:
    return _line_data(page.line) | {
        "posts": [
            {
                "id": post.id,
                "thread": post.thread_id,
                "by": str(post.voice),
                "at": post.at,
                "text": "" if post.hidden_at else post.body,
            }
            for post in page.posts
        ],
        "moves": [
            {
                "move": move.move,
                "by": move.by,
                "who": move.member and str(move.member),
                "team": move.team and str(move.team),
                "at": move.at,
                "words": move.words,
            }
            for move in page.moves
        ],
        "handovers": [_handover_data(each) for each in page.handovers],
        "possible": sorted(page.verbs),
        "named": page.naming and page.naming.yes,
    }


def _handover_data(row: Handover) -> dict[str, Any]:
    return {
        "id": row.id,
        "team": str(row.team),
        "state": row.state,
        "offered_at": row.offered_at,
        "reason": row.reason,
        "outcome": row.outcome,
        "reported_at": row.reported_at,
        "report": row.report_id,
    }
