"""`segue introduce`: two people who should meet, each asked privately first."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from segue.actions import introductions as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.drafts import tell as tell_draft
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import the_person
from segue.domain.introductions import Said
from segue.queries import drafts
from segue.queries import introductions as queries
from segue.queries.names import connection_with
from segue.store.models import Asker, Person

Name = Annotated[str, typer.Argument(help="A name, an address, #12 or c34 as Today shows it.")]


def introduce(
    one: Name = "",
    other: Name = "",
    why: Annotated[str, typer.Option("--why", help="Why, in words you would say to both.")] = "",
    asked: Annotated[bool, typer.Option("--asked", help="You have asked the first, privately.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="The first said yes.")] = False,
    no: Annotated[bool, typer.Option("--no", help="The first said no.")] = False,
    leave: Annotated[bool, typer.Option("--leave", help="Let it be; it is not suggested again.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Two people who should meet: prints the words to ask the first with, and to both once they said yes.

    Without names: who should meet whom as far as your notes tell, what is under way, and what became of it.
    """
    at = moment(now)
    asker = who_asks(at)
    if not one:
        _tell_all(asker, at, as_json)
        return
    if not other:
        raise Refused("Name two: segue introduce Amara Dai")
    first, second = the_person(asker, one), the_person(asker, other)
    reason = why or queries.why_of(asker, first.id, second.id, at)
    if asked:
        verbs.asked(asker, first.id, second.id, at, source=SOURCE, why=reason)
    elif yes or no:
        verbs.answered(asker, first.id, second.id, Said.YES if yes else Said.NO, at, source=SOURCE)
    elif leave:
        verbs.left(asker, first.id, second.id, at, source=SOURCE)
    else:
        verbs.propose(asker, first.id, second.id, at, source=SOURCE, why=reason)
        _tell_words(asker, first, second, reason, at, as_json)
        return
    row = queries.latest_between(asker, first.id, second.id)
    if row is not None:
        _tell(queries.line_of(asker, row, at), as_json)


def _tell_words(asker: Asker, one: Person, other: Person, why: str, at: datetime, as_json: bool) -> None:
    """The words to ask the first with, or those to both."""
    here, there = connection_with(asker, one), connection_with(asker, other)
    if here is None or there is None:
        raise NotFound("There is no connection with both of these.")
    agreed = queries.agreed(asker, one.id, other.id, at)
    tell_draft(drafts.for_introduction(asker, here, there, why, drafts.Wish(), agreed=agreed), as_json)
    if not as_json and not agreed:
        say.console().print(f"[dim]Once asked: segue introduce c{here} c{there} --asked[/dim]")


def _tell(line: queries.Line, as_json: bool) -> None:
    if as_json:
        say.out_json(_plain(line))
    else:
        say.console().print(f"{_names(line)}: {line.state}. Undo: segue undo")


def _tell_all(asker: Asker, at: datetime, as_json: bool) -> None:
    lines, suggested = queries.lines(asker, at), queries.suggestions(asker, at)
    if as_json:
        pairs = [
            {"one": each.one.name, "other": each.other.name, "topic": each.match.mine.topic,
             "meets_a_need": each.match.meets_a_need}
            for each in suggested
        ]  # fmt: skip
        say.out_json({"suggestions": pairs, "introductions": [_plain(line) for line in lines]})
        return
    out = say.console()
    for each in suggested:
        words = "looks for" if each.match.meets_a_need else "has on the mind, as the other has,"
        hint = f"segue introduce c{each.one.connection.id} c{each.other.connection.id}"
        out.print(
            f"{say.escape(each.one.name)} and {say.escape(each.other.name)}: the first {words} "
            f"{say.escape(each.match.mine.topic)}  [dim]{hint}[/dim]"
        )
    for line in lines:
        until = f", ends by itself {say.date_of(line.until, asker)}" if line.until else ""
        out.print(f"{_names(line)}: [bold]{line.state}[/bold]{until}  [dim]{say.escape(line.row.why)}[/dim]")
    if not lines and not suggested:
        out.print('Nobody yet. Note who looks for what: segue topic Amara "a printer" --needs')


def _names(line: queries.Line) -> str:
    return f"{say.escape(line.row.one.name)} and {say.escape(line.row.other.name)}"


def _plain(line: queries.Line) -> dict[str, Any]:
    return {
        "one": line.row.one.name, "other": line.row.other.name, "why": line.row.why, "state": str(line.state),
        "ask": getattr(line.row, line.ask).name if line.ask else None, "until": line.until,
    }  # fmt: skip
