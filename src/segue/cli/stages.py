"""`segue intent`, `stage` and `needs`: what is wanted from a connection, and how far it has come."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from segue.actions import stages as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import the_person
from segue.domain.connections import Intent, Series, Stage, Wanted
from segue.queries.stages import NeedLine, Way, connection_of, need_called, way_of
from segue.queries.stages import needs as needs_of
from segue.store.models import Asker, Connection

One = Annotated[str, typer.Argument(metavar="NAME", help="A name, an address, #12 or c34 as Today shows it.")]

WANTED = {"contact": Wanted.CONTACT, "relationship": Wanted.RELATIONSHIP, "action": Wanted.JOINT_ACTION}
SERIES = {"few": Series.FEW, "way": Series.WAY}


def intent(
    who: One,
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS]...", help="What you want.")] = None,
    wanted: Annotated[str, typer.Option("--wanted", help=f"One of {', '.join(WANTED)}.")] = "",
    for_them: Annotated[str, typer.Option("--for-them", help="What is in it for them.")] = "",
    series: Annotated[str, typer.Option("--series", help="few: one or two talks; way: a way to joint action.")] = "",
    need: Annotated[str, typer.Option("--need", help="What you look for, which this could serve.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What you want from a connection, and what is in it for them; without words it shows what you said."""
    at = moment(now)
    asker = who_asks(at)
    connection = _connection(asker, who)
    given = (" ".join(words or ()), wanted, for_them, series, need)
    if any(given):
        kept = Intent(
            given[0] or connection.intent,
            _one_of(WANTED, wanted) or (Wanted(connection.wanted) if connection.wanted else None),
            for_them or connection.for_them,
            _one_of(SERIES, series) or (Series(connection.series) if connection.series else None),
            need or (connection.need.name if connection.need else ""),
        )
        connection = verbs.set_intent(asker, connection.id, kept, at, source=SOURCE)
    _told(way_of(asker, connection, at), asker, as_json)


def stage(
    who: One,
    to: Annotated[Stage | None, typer.Argument(metavar="[STAGE]", help=f"One of {', '.join(Stage)}.")] = None,
    why: Annotated[str, typer.Option("--why", help="Why a stage is left out, or gone back to; why it ends.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """How far a connection has come; with a stage, move it there. Skipping one, going back and closing ask why."""
    at = moment(now)
    asker = who_asks(at)
    connection = _connection(asker, who)
    if to:
        connection = verbs.move_stage(asker, connection.id, to, at, source=SOURCE, why=why)
    _told(way_of(asker, connection, at), asker, as_json)


def needs(
    found: Annotated[str, typer.Option("--found", metavar="NEED", help="Nobody more is looked for.")] = "",
    again: Annotated[str, typer.Option("--again", metavar="NEED", help="It is looked for again.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="Also what was found.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What you look for, and who could serve it."""
    at = moment(now)
    asker = who_asks(at)
    if name := found or again:
        need = need_called(asker, name)
        if need is None:
            raise NotFound(f"You look for nothing called {name}.")
        verbs.need_found(asker, need.id, bool(found), at, source=SOURCE)
    lines = needs_of(asker, found=all_)
    if as_json:
        say.out_json([_need(line) for line in lines])
        return
    out = say.console()
    if not lines:
        out.print("Nothing is looked for: segue intent NAME “what you want” --need “what you look for”")
    for line in lines:
        state = "found" if line.need.found_at else f"{line.live} live"
        thin = ", thin: who else could it be?" if line.thin else ""
        out.print(f"[bold]{say.escape(line.need.name)}[/bold]  [dim]{state}{thin}[/dim]")
        for each in line.options:
            about = f", {each.organisation}" if each.organisation else ""
            out.print(say.indented(f"{say.escape(each.name + about)}  [dim]{each.stage or 'no stage yet'}[/dim]"))
        for could in line.could:
            out.print(say.indented(f"could: {say.escape(could.name)}  [dim]{say.escape(could.why)}[/dim]"))


def _connection(asker: Asker, who: str) -> Connection:
    person = the_person(asker, who)
    found = connection_of(asker, person.id)
    if found is None:
        raise NotFound(f"There is no connection with {person.name}.")
    return found


def _one_of(choices: dict[str, Any], word: str) -> Any:
    if word and word not in choices:
        raise typer.BadParameter(f"{word} is none of {', '.join(choices)}.")
    return choices.get(word)


def _told(way: Way, asker: Asker, as_json: bool) -> None:
    if as_json:
        say.out_json(_as_data(way))
        return
    connection, out = way.connection, say.console()
    since = f" since {say.date_of(connection.stage_since, asker)}" if connection.stage_since else ""
    out.print(f"[bold]{say.escape(connection.person.name)}[/bold]  {way.stage or 'no stage yet'}{since}")
    for title, words in (
        ("You want", ": ".join(filter(None, (connection.wanted, connection.intent)))),
        ("In it for them", connection.for_them),
        ("It takes", connection.series),
    ):
        if words:
            out.print(say.indented(f"[dim]{title}[/dim]  {say.escape(words)}"))
    for number, talk in enumerate(way.ahead, 1):
        within = f", within {talk.days_after} days of the one before" if talk.days_after else ""
        out.print(say.indented(f"{number}. {talk.stage}: {talk.what_for}[dim]{within}[/dim]"))
    for each in way.booked:
        on = say.date_of(each.first_at, asker)
        out.print(say.indented(f"booked: [dim]{each.id}[/dim]  {say.escape(str(each))}, {on}"))
    if way.breadth:
        others = ", ".join(f"{each.name} ({each.stage or 'no stage yet'})" for each in way.breadth.others)
        need, also = say.escape(way.breadth.need.name), say.escape(others) or "nobody yet"
        out.print(say.indented(f"[dim]Need[/dim]  {need}; also: {also}"))
    for step in way.moves:
        why = f": {say.quoted(step.why)}" if step.why else ""
        out.print(say.indented(f"[dim]{say.date_of(step.at, asker)}  {step.was or '—'} → {step.to or '—'}{why}[/dim]"))
    if way.following and not connection.closed_at:
        out.print(f"[dim]On: segue stage c{connection.id} {way.following}[/dim]")


def _as_data(way: Way) -> dict[str, Any]:
    connection = way.connection
    fields = ("stage", "stage_since", "wanted", "intent", "for_them", "series")
    return {
        "person": connection.person.name,
        "connection": connection.id,
        **{name: getattr(connection, name) for name in fields},
        "next": way.following,
        "moves": [{name: getattr(each, name) for name in ("at", "was", "to", "why")} for each in way.moves],
        "talks_ahead": [
            {"stage": each.stage, "what_for": each.what_for, "days_after": each.days_after} for each in way.ahead
        ],
        "booked": [{"id": each.id, "at": each.first_at, "subject": each.subject} for each in way.booked],
        "need": way.breadth.need.name if way.breadth else None,
        "others": [{"name": each.name, "stage": each.stage} for each in way.breadth.others] if way.breadth else [],
    }


def _need(line: NeedLine) -> dict[str, Any]:
    options = [{"name": each.name, "organisation": each.organisation, "stage": each.stage} for each in line.options]
    could = [{"name": each.name, "why": each.why} for each in line.could]
    return {
        "need": line.need.name,
        "found_at": line.need.found_at,
        "live": line.live,
        "people": options,
        "could": could,
    }
