"""`segue opportunity` and `segue term`: what both sides want of it, and what they do about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.console import Console

from segue.actions import opportunities as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.connections import One, connection_id
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.follow_through import Outcome
from segue.domain.opportunities import Standing, Topic
from segue.domain.qualification import Answering
from segue.queries import opportunities as queries
from segue.queries.drafts import Wish
from segue.queries.opportunities import Doing, OpportunityPage
from segue.queries.together_drafts import kind_endings
from segue.store.models import Asker


def opportunity(
    who: One,
    open_: Annotated[str, typer.Option("--open", metavar="NAME", help="Begin to agree on this.")] = "",
    idea: Annotated[
        int | None, typer.Option("--idea", metavar="ID", help="With --open: the idea it comes from.")
    ] = None,
    need: Annotated[str | None, typer.Option("--need", help="What they need it for, as they said it.")] = None,
    decides: Annotated[str | None, typer.Option("--decides", help="Who decides, and how, as they said it.")] = None,
    agree: Annotated[bool, typer.Option("--agree", help="Both sides mean the same on every term.")] = False,
    end: Annotated[str, typer.Option("--end", metavar="WHY", help="It is not one after all.")] = "",
    reopen: Annotated[bool, typer.Option("--reopen", help="Talk about it once more.")] = False,
    words: Annotated[bool, typer.Option("--words", help="Kind ways to end it, in words to use.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What both sides want, term by term, where they differ, and what the other side does beside what they say."""
    at = moment(now)
    asker = who_asks(at)
    with_ = connection_id(asker, who)
    if sum(map(bool, (open_, agree, end, reopen))) > 1:
        raise Refused("One step at a time.")
    if open_:
        verbs.open_opportunity(asker, with_, open_, at, source=SOURCE, idea_id=idea)
    found = _current(asker, with_, who)
    if need is not None or decides is not None:
        verbs.note_said(asker, found, at, source=SOURCE, need=need, decides=decides)
    if agree:
        verbs.agree(asker, found, at, source=SOURCE)
    elif end:
        verbs.end(asker, found, end, at, source=SOURCE)
    elif reopen:
        verbs.reopen(asker, found, at, source=SOURCE)
    if words and not as_json:
        _print_words(asker, queries.opportunity_page(asker, found, at))
    else:
        _show(queries.opportunity_page(asker, found, at), as_json)


def term(
    who: One,
    topic: Annotated[Topic, typer.Argument(metavar="TERM", help="outcomes, timing, responsibilities or resources.")],
    mine: Annotated[str | None, typer.Option("--mine", help="What I want.")] = None,
    theirs: Annotated[str | None, typer.Option("--theirs", help="What they want, as I know it.")] = None,
    same: Annotated[bool | None, typer.Option("--same/--not-same", help="Both mean the same.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Note what each side wants; where the two differ, it is shown until you say that both mean the same."""
    at = moment(now)
    asker = who_asks(at)
    found = _current(asker, connection_id(asker, who), who)
    verbs.note_term(asker, found, topic, at, source=SOURCE, mine=mine, theirs=theirs, same=same)
    _show(queries.opportunity_page(asker, found, at), as_json)


def differences(asker: Asker, conversation_id: int) -> Iterator[str]:
    """Where the two sides of a talk are known to differ, each in a line, to be said before the talk ends."""
    for row, terms in queries.differing_in(asker, conversation_id):
        told = "; ".join(f"{each.topic} (you: {each.mine}; they: {each.theirs})" for each in terms)
        yield f"[yellow]You two differ on “{say.escape(row.name)}”:[/yellow] {say.escape(told)}"


def _current(asker: Asker, with_: int, who: str) -> int:
    found = queries.opportunities_of(asker, with_)
    if not found:
        raise NotFound(f'There is no opportunity yet: segue opportunity "{who}" --open NAME')
    return found[0].id


def _print_words(asker: Asker, page: OpportunityPage) -> None:
    """Kind words to end it with, in the language they last wrote in."""
    for _kind, when, said in kind_endings(asker, page.opportunity, Wish()):
        say.console().print(f"[bold]{say.escape(when)}[/bold]\n{say.escape(said)}", soft_wrap=True)


def _show(page: OpportunityPage, as_json: bool) -> None:
    if as_json:
        say.out_json(_as_data(page))
    else:
        _print(say.console(), page)


def _as_data(page: OpportunityPage) -> dict[str, Any]:
    row, doing = page.opportunity, page.doing
    return {
        "id": row.id,
        "with": row.connection.person.name,
        "name": row.name,
        "state": row.state,
        "ended_why": row.ended_why,
        "said": {"need": row.need, "decides": row.decides},
        "terms": [
            {"topic": each.topic, "mine": each.mine, "theirs": each.theirs, "standing": each.standing}
            for each in page.terms
        ],
        "mismatches": [each.topic for each in page.mismatches],
        "done": {
            "messages": {"mine": doing.reciprocity.mine, "theirs": doing.reciprocity.theirs},
            "begun": {"by_me": doing.reciprocity.begun_by_me, "by_them": doing.reciprocity.begun_by_them},
            "their_answers": _answers(doing.theirs),
            "my_answers": _answers(doing.mine),
            "promises": {
                "with_date": [each.id for each in doing.dated],
                "without_date": [each.id for each in doing.undated],
            },
            "follow_through": {str(each): doing.follow_through.record.count(each) for each in Outcome},
        },
    }


def _answers(side: Answering) -> dict[str, Any]:
    hours = side.median.total_seconds() / 3600 if side.median is not None else None
    return {
        "count": len(side.answers),
        "median_hours": hours and round(hours, 1),
        "messages": [each.answered.message_id for each in side.answers],
    }


def _print(out: Console, page: OpportunityPage) -> None:
    row = page.opportunity
    out.print(
        f"[bold]{say.escape(row.name)}[/bold]  with {say.escape(row.connection.person.name)}  [dim]{row.state}[/dim]"
    )
    if row.ended_why:
        out.print(f"Ended: {say.escape(row.ended_why)}")
    lines = say.table("term", "mine", "theirs", "")
    for each in page.terms:
        look = "yellow" if each.standing is Standing.DIFFERS else "dim"
        lines.add_row(
            str(each.topic), say.escape(each.mine), say.escape(each.theirs), f"[{look}]{each.standing}[/{look}]"
        )
    out.print(lines)
    if page.mismatches:
        out.print("[yellow]You two differ: say so before you hang up.[/yellow]")
    out.print(f"They said: need {say.quoted(row.need) if row.need else 'not known'}, "
              f"decides {say.quoted(row.decides) if row.decides else 'not known'}")  # fmt: skip
    for line in _told(page.doing):
        out.print(say.indented(line))
    out.print("[dim]Kind ways to end it, in words: --words[/dim]")


def _told(doing: Doing) -> list[str]:
    """What they do, in half a year, as counts."""
    count = doing.reciprocity
    record = doing.follow_through.record
    return [
        f"Messages: {count.theirs} from them, {count.mine} from you; begun {count.begun_by_them} times by them, "
        f"{count.begun_by_me} by you",
        f"Answers: theirs {_soon(doing.theirs)}, yours {_soon(doing.mine)}",
        f"Their promises: {len(doing.dated)} with a date, {len(doing.undated)} without",
        f"Follow-through: {record.kept} of {record.settled} kept on time",
    ]


def _soon(side: Answering) -> str:
    if side.median is None:
        return "none yet"
    hours = round(side.median.total_seconds() / 3600)
    return f"after {hours} h (the middle of {len(side.answers)})" if hours < 48 else f"after {round(hours / 24)} days"
