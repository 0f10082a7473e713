"""`segue touch`, `topic`, `occasion`, `news` and `forward`: what keeps a connection alive."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from segue.actions import maintaining as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.drafts import tell as tell_draft
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, day, moment
from segue.cli.people import the_person
from segue.domain.maintaining import Losing, Loss
from segue.queries import drafts
from segue.queries import maintaining as queries
from segue.queries.names import connection_with
from segue.store.models import Asker, Person, Topic

One = Annotated[str, typer.Argument(metavar="NAME", help="A name, an address, #12 or c34 as Today shows it.")]


def touch(now: Now = None, as_json: AsJson = False) -> None:
    """Who you are losing touch with: past a cadence you chose, or much quieter than you two used to be."""
    at = moment(now)
    asker = who_asks(at)
    found = queries.drifting(asker, at)
    if as_json:
        say.out_json([_drifting(each) for each in found])
        return
    lines = say.table("with", "last", "why", "on their mind")
    for each in found:
        lines.add_row(
            f"{say.escape(each.name)} [dim]c{each.connection_id}[/dim]", say.date_of(each.last_at, asker),
            _why(each.losing), say.escape(", ".join(each.topics)),
        )  # fmt: skip
    say.console().print(lines if found else "Nobody, as far as your mail tells.")
    if found:
        say.console().print(f"[dim]segue hello c{found[0].connection_id}[/dim]")


def topic(
    who: One,
    name: Annotated[list[str] | None, typer.Argument(metavar="[TOPIC]...", help="What is on their mind.")] = None,
    said: Annotated[str, typer.Option("--said", help="Their words, or where it came up.")] = "",
    needs: Annotated[bool, typer.Option("--needs", help="It is what they look for.")] = False,
    offers: Annotated[bool, typer.Option("--offers", help="It is what they can offer.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="It is no longer on their mind.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What is on somebody's mind, with where it came from; private to you. Without a topic it lists them."""
    at = moment(now)
    asker = who_asks(at)
    person = the_person(asker, who)
    words = " ".join(name or ())
    if words and drop:
        verbs.drop_topic(asker, _topic_id(asker, person, words, at), at, source=SOURCE)
    elif words:
        kind = Topic.Kind.NEEDS if needs else Topic.Kind.OFFERS if offers else Topic.Kind.MIND
        verbs.note_topic(asker, person.id, words, at, source=SOURCE, said=said, kind=kind)
    lines = queries.keeping_of(asker, person.id, at).topics
    if as_json:
        fields = ("id", "name", "kind", "said", "at", "message_id", "conversation_id")
        say.out_json([{field: getattr(line, field) for field in fields} for line in lines])
        return
    for line in lines:
        when = say.date_of(line.at, asker)
        said_so = f" {say.quoted(line.said)}" if line.said else ""
        say.console().print(f"{say.escape(line.name)}{_KINDS.get(line.kind, '')}  [dim]{when}{said_so}[/dim]")
    if not lines:
        say.console().print(f"No topic of {say.escape(person.name)} is known.")


def occasion(
    who: One,
    what: Annotated[str, typer.Argument(metavar="[WHAT]", help="What the day is, such as birthday.")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="14 Mar, 2026-03-14 ...")] = "",
    since: Annotated[int | None, typer.Option("--since", metavar="YEAR", min=1, help="The first time.")] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Do not keep it any more.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Dates that matter to somebody, every year; private to you. Without a date it lists them."""
    at = moment(now)
    asker = who_asks(at)
    person = the_person(asker, who)
    if what and drop:
        verbs.drop_occasion(asker, _occasion_id(asker, person, what, at), at, source=SOURCE)
    elif what:
        if not on:
            raise Refused("On which day? --on “14 Mar”")
        wanted = day(on, asker, at)
        verbs.note_occasion(asker, person.id, what, wanted.month, wanted.day, at, source=SOURCE, year=since)
    lines = queries.keeping_of(asker, person.id, at).occasions
    if as_json:
        say.out_json(
            [
                {"id": line.occasion.id, "what": line.occasion.what, "next": line.next_on, "since": line.occasion.year}
                for line in lines
            ]
        )
        return
    for line in lines:
        say.console().print(f"{say.escape(line.occasion.what)}  [dim]{say.day(line.next_on)}[/dim]")
    if not lines:
        say.console().print(f"No date of {say.escape(person.name)} is known.")


def news(
    topic: Annotated[str, typer.Argument(metavar="[TOPIC]", help="What it is about.")] = "",
    title: Annotated[str, typer.Option("--title", help="Its title, or the idea in a line.")] = "",
    link: Annotated[str, typer.Option("--link", help="Where it is to be read.")] = "",
    note: Annotated[str, typer.Option("--note", help="Why it is worth reading.")] = "",
    drop: Annotated[int | None, typer.Option("--drop", metavar="ID", help="Nobody needs it any more.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Ideas, and things to read, for a topic, with those on whose mind it is; with a topic, keep another."""
    at = moment(now)
    asker = who_asks(at)
    if drop is not None:
        verbs.drop_news(asker, drop, at, source=SOURCE)
    elif topic:
        verbs.note_news(asker, topic, at, source=SOURCE, title=title, link=link, note=note)
    lines = queries.news_lines(asker, at)
    if as_json:
        say.out_json([_news(line) for line in lines])
        return
    for line in lines:
        item = line.news
        say.console().print(f"{item.id}  [bold]{say.escape(item.title)}[/bold]  [dim]{say.escape(item.topic)}[/dim]")
        for who, fate in line.people:
            hint = fate or f"segue forward {item.id} '#{who.id}'"
            say.console().print(say.indented(f"{say.escape(who.name)}  [dim]{hint}[/dim]"))
    if not lines:
        say.console().print("Nothing is kept: segue news “grid storage” --link https://…")


def forward(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the news.")],
    who: One,
    done: Annotated[bool, typer.Option("--done", help="You have passed it on.")] = False,
    leave: Annotated[bool, typer.Option("--leave", help="It is not for them.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The words to pass news on with; afterwards, that you have (--done), or that it is not for them (--leave)."""
    at = moment(now)
    asker = who_asks(at)
    person = the_person(asker, who)
    if done or leave:
        verb = verbs.forwarded if done else verbs.left
        fate = verb(asker, id_, person.id, at, source=SOURCE)
        if as_json:
            say.out_json({"news": id_, "person": person.name, "fate": fate.fate})
        else:
            say.console().print(f"Kept for {say.escape(person.name)}: {fate.fate}. Undo: segue undo")
        return
    item, connection_id = queries.news_of(asker, id_), connection_with(asker, person)
    if item is None or connection_id is None:
        raise NotFound(f"There is no news {id_} for {person.name}.")
    tell_draft(drafts.for_news(asker, connection_id, item, drafts.Wish()), as_json)


def _why(losing: Losing) -> str:
    words = {
        Loss.LONGEST: "[yellow]{} days[/yellow]; you wanted at most {}",
        Loss.IDEAL: "{} days; you wanted about {}",
        Loss.USUAL: "{} days; it used to be about {}",
    }
    return words[losing.loss].format(losing.days, losing.wanted_days)


def _drifting(each: queries.Drifting) -> dict[str, Any]:
    lost = each.losing
    return {
        "connection": each.connection_id, "person": each.name, "last_at": each.last_at, "days": lost.days,
        "wanted_days": lost.wanted_days, "past": lost.loss.name.lower(), "topics": each.topics,
    }  # fmt: skip


def _news(line: queries.NewsLine) -> dict[str, Any]:
    fields = ("id", "topic", "title", "link", "note", "at")
    people = [{"name": who.name, "fate": fate} for who, fate in line.people]
    return {**{name: getattr(line.news, name) for name in fields}, "people": people}


_KINDS: dict[str, str] = {Topic.Kind.NEEDS: ", what they look for", Topic.Kind.OFFERS: ", what they can offer"}


def _topic_id(asker: Asker, person: Person, name: str, at: datetime) -> int:
    lines = queries.keeping_of(asker, person.id, at).topics
    found = next((line.id for line in lines if line.id and line.name.casefold() == name.casefold()), None)
    if found is None:
        raise NotFound(f"You noted no topic {name} of {person.name}.")
    return found


def _occasion_id(asker: Asker, person: Person, what: str, at: datetime) -> int:
    lines = queries.keeping_of(asker, person.id, at).occasions
    found = next((each.occasion.id for each in lines if each.occasion.what.casefold() == what.casefold()), None)
    if found is None:
        raise NotFound(f"You noted no {what} of {person.name}.")
    return found
