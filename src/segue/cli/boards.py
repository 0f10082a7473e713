"""`segue board`, `idea`, `vote`, `choose` and their kin: what two could do together, first gathered, then weighed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console

from segue.actions import boards as verbs
from segue.actions import pairs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.connections import One, connection_id
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, at_time, moment
from segue.domain import boards as rules
from segue.domain.calendar import zone_named
from segue.domain.conversations import Medium, Who
from segue.queries import boards as queries
from segue.queries.boards import BoardPage
from segue.queries.drafts import Wish
from segue.queries.together_drafts import summary_of
from segue.store.models import Asker, Board

IdeaId = Annotated[int, typer.Argument(metavar="ID", help="The number of the idea, as the board shows it.")]
Them = Annotated[bool, typer.Option("--them", help="It is the other side's.")]

STEPS = {
    "reveal": verbs.reveal,
    "converge": verbs.converge,
    "diverge": verbs.diverge,
    "settle": verbs.settle,
    "reopen": verbs.reopen,
    "sent": verbs.summary_sent,
}


def board(
    who: One,
    open_: Annotated[str, typer.Option("--open", metavar="TOPIC", help="Begin a board about this.")] = "",
    days: Annotated[bool, typer.Option("--days", help="With --open: used over days, without sessions.")] = False,
    private: Annotated[bool, typer.Option("--private", help="With --open: ideas are covered until revealed.")] = False,
    dots: Annotated[int, typer.Option("--dots", min=1, max=9, help="With --open: how many each side has.")] = 3,
    reveal: Annotated[bool, typer.Option("--reveal", help="Uncover the ideas.")] = False,
    converge: Annotated[bool, typer.Option("--converge", help="Enough ideas: group and weigh them.")] = False,
    diverge: Annotated[bool, typer.Option("--diverge", help="Gather more ideas.")] = False,
    settle: Annotated[bool, typer.Option("--settle", help="One or two are chosen: that is the outcome.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Weigh once more.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="The outcome as a draft to them.")] = False,
    sent: Annotated[bool, typer.Option("--sent", help="The summary has gone to them.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The board of a connection: first ideas without criticism, then groups, dots, and one or two chosen with why."""
    at = moment(now)
    asker = who_asks(at)
    with_ = connection_id(asker, who)
    given = {"reveal": reveal, "converge": converge, "diverge": diverge, "settle": settle, "reopen": reopen}
    steps = [name for name, wanted in (given | {"sent": sent}).items() if wanted]
    if len(steps) + bool(open_) > 1:
        raise Refused("One step at a time.")
    if open_:
        verbs.open_board(asker, with_, open_, at, source=SOURCE, over_days=days, private=private, dots=dots)
    found = _current(asker, with_, who)
    if steps:
        STEPS[steps[0]](asker, found, at, source=SOURCE)
    _show(asker, found, as_json, summary=summary)


def idea(
    who: One,
    texts: Annotated[list[str], typer.Argument(metavar="IDEA...", help="Each in its own quotation marks.")],
    them: Them = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Put ideas on the board, each in its own quotation marks; all of them are welcome."""
    at = moment(now)
    asker = who_asks(at)
    found = _current(asker, connection_id(asker, who), who)
    verbs.add_ideas(asker, found, texts, at, source=SOURCE, by=_side(them))
    _show(asker, found, as_json)


def reword(
    id_: IdeaId,
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say an idea better."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.reword(asker, id_, " ".join(words), at, source=SOURCE).board_id, as_json)


def drop(id_: IdeaId, now: Now = None, as_json: AsJson = False) -> None:
    """Take an idea off its board."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.drop(asker, id_, at, source=SOURCE).id, as_json)


def group(
    name: Annotated[str, typer.Argument(metavar="GROUP", help="“” takes them out of their group.")],
    ids: Annotated[list[int], typer.Argument(metavar="ID...")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Lay ideas together under a name."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.group(asker, ids, name, at, source=SOURCE).id, as_json)


def vote(
    id_: IdeaId,
    dots: Annotated[int, typer.Option("--dots", min=0, max=9, help="So many; 0 takes them back.")] = 1,
    them: Them = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Give an idea dots; what it had of that side before is replaced."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.vote(asker, id_, dots, at, source=SOURCE, side=_side(them)).board_id, as_json)


def choose(
    id_: IdeaId,
    why: Annotated[str, typer.Option("--why", help="Why it is worth the effort.")] = "",
    not_: Annotated[bool, typer.Option("--not", help="Not this one after all.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Choose an idea with why; one or two of a board."""
    at = moment(now)
    asker = who_asks(at)
    made = (
        verbs.unchoose(asker, id_, at, source=SOURCE) if not_ else verbs.choose(asker, id_, why, at, source=SOURCE)
    )  # fmt: skip
    _show(asker, made.board_id, as_json)


def book_pair(
    who: One,
    divergent: Annotated[str, typer.Argument(metavar="FIRST", help="Such as “Thu 10:00” or 2026-11-26T10:00.")],
    convergent: Annotated[str, typer.Argument(metavar="SECOND", help="A night later, at most four days.")],
    minutes: Annotated[int, typer.Option("--minutes", min=5, max=480)] = 60,
    how: Annotated[Medium, typer.Option("--how", help="call, meeting or room.")] = Medium.CALL,
    anyway: Annotated[bool, typer.Option("--anyway", help="Although the two are too close or too far apart.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Book both sessions of a board at once: a divergent one, a night, a convergent one, within four days."""
    at = moment(now)
    asker = who_asks(at)
    found = _current(asker, connection_id(asker, who), who)
    first, second = (at_time(words, asker, at) for words in (divergent, convergent))
    pairs.book_pair(asker, found, first, second, at, source=SOURCE, minutes=minutes, medium=how, anyway=anyway)
    _show(asker, found, as_json)


def _current(asker: Asker, with_: int, who: str) -> int:
    found = queries.current_board(asker, with_)
    if found is None:
        raise NotFound(f'There is no board yet: segue board "{who}" --open TOPIC')
    return found.id


def _side(them: bool) -> Who:
    return Who.THEM if them else Who.ME


def _show(asker: Asker, board_id: int, as_json: bool, *, summary: bool = False) -> None:
    page = queries.board_page(asker, board_id)
    if as_json:
        say.out_json(_as_data(page) | {"summary": summary_of(asker, page, Wish()).draft.body})
    elif summary:
        say.console().print(summary_of(asker, page, Wish()).draft.body, markup=False, soft_wrap=True)
    else:
        _print(say.console(), page, asker)


def _as_data(page: BoardPage) -> dict[str, Any]:
    row = page.board
    talks = {"divergent": row.divergent_talk, "convergent": row.convergent_talk}
    return {
        "id": row.id,
        "with": row.connection.person.name,
        "topic": row.topic,
        "phase": row.phase,
        "mode": row.mode,
        "covered": row.covered,
        "dots": {"each": row.dots, "mine_left": page.my_dots_left, "theirs_left": page.their_dots_left},
        "count": {"all": page.counted.all, "mine": page.counted.mine, "theirs": page.counted.theirs},
        "sessions": {name: talk and {"id": talk.id, "at": talk.first_at} for name, talk in talks.items()},
        "trouble": page.trouble,
        "summary_sent_at": row.summary_sent_at,
        "ideas": [
            {
                "id": each.id, "text": each.text, "by": each.by, "group": each.group, "my_dots": each.my_dots,
                "their_dots": each.their_dots, "chosen": each.chosen, "why": each.why,
            }
            for each in page.ideas
        ],
    }  # fmt: skip


def _print(out: Console, page: BoardPage, asker: Asker) -> None:
    row = page.board
    count = page.counted
    out.print(
        f"[bold]{say.escape(row.topic)}[/bold]  with {say.escape(row.connection.person.name)}  [dim]{row.phase}[/dim]"
    )
    out.print(f"{count.all} ideas, {count.mine} of yours and {count.theirs} of theirs", highlight=False)
    if row.divergent_talk and row.convergent_talk:
        pair = (row.divergent_talk, row.convergent_talk)
        out.print(f"Sessions: {', '.join(f'{_when(each.first_at, asker)} [dim]({each.id})[/dim]' for each in pair)}")
    if page.trouble:
        out.print(f"[yellow]{say.escape(page.trouble)}[/yellow]")
    for each in page.groups:
        if row.phase != Board.Phase.DIVERGENT and (each.name or len(page.groups) > 1):
            out.print(f"[bold]{say.escape(each.name or 'in no group')}[/bold]")
        for idea in each.ideas:
            out.print(say.indented(_line(idea)))
    if row.phase == Board.Phase.CONVERGENT:
        out.print(f"[dim]Dots left: you {page.my_dots_left}, they {page.their_dots_left}[/dim]")
    out.print(f"[dim]{_next(row)}[/dim]")


def _line(idea: rules.Idea) -> str:
    whose = "" if idea.by is Who.ME else "  [dim]theirs[/dim]"
    dots = f"  [blue]{'●' * idea.my_dots}[/blue]{'○' * idea.their_dots}" if idea.dots else ""
    why = f"  [green]chosen: {say.escape(idea.why)}[/green]" if idea.chosen else ""
    return f"[dim]{idea.id}[/dim]  {say.escape(idea.text)}{whose}{dots}{why}"


def _when(at: datetime, asker: Asker) -> str:
    local = at.astimezone(zone_named(asker.zone))
    return f"{say.date_of(at, asker)} {local:%H:%M}"


def _next(row: Board) -> str:
    who = f"c{row.connection_id}"
    return {
        Board.Phase.DIVERGENT: f'More: segue idea {who} "…"  ·  Enough: segue board {who} --converge',
        Board.Phase.CONVERGENT: (
            f'segue group NAME ID…  ·  segue vote ID  ·  segue choose ID --why "…"  ·  segue board {who} --settle'
        ),
        Board.Phase.SETTLED: f"The summary: segue board {who} --summary",
    }[Board.Phase(row.phase)]
