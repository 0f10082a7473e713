"""`segue person`, `pairs`, `same`, `different`, `part` and `mine`: who is who, and what each owes the other."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import available_timezones

import typer
from rich.console import Console

from segue.actions import identity, people
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.follow_through import Outcome
from segue.queries import people as queries
from segue.queries.imports import my_addresses
from segue.queries.names import address_ids, connection_with, open_pairs, person_of, persons_called
from segue.queries.timeline import Timeline
from segue.queries.timeline import timeline as timeline_with
from segue.store.models import Asker, Commitment, Person

Who = Annotated[list[str], typer.Argument(metavar="NAME", help="A name, the beginning of one, an address or a number.")]


def person(who: Who, now: Now = None, as_json: AsJson = False) -> None:
    """A person: how to reach them, what each owes the other with the words, how promises were kept, what was said."""
    at = moment(now)
    asker = who_asks(at)
    page = queries.person(asker, the_person(asker, " ".join(who)).id, at)
    timeline = timeline_with(asker, page)
    if as_json:
        say.out_json(_as_data(page, timeline))
    else:
        _print_person(say.console(), page, timeline, asker)


def add(
    name: Annotated[list[str], typer.Argument(metavar="NAME")],
    address: Annotated[str, typer.Option("--address", metavar="EMAIL")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="NUMBER")] = "",
    title: Annotated[str, typer.Option("--title")] = "",
    organisation: Annotated[str, typer.Option("--organisation")] = "",
    zone: Annotated[str, typer.Option("--zone", help="An IANA time zone such as Africa/Accra.")] = "",
    country: Annotated[str, typer.Option("--country", help="Two letters, for holidays.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Add somebody whom you know, or would like to, before a word was exchanged."""
    at = moment(now)
    if zone and zone not in available_timezones():
        raise Refused(f"There is no time zone {zone}.")
    known = people.Known(" ".join(name), address, phone, title, organisation, zone, country.upper())
    asker = who_asks(at)
    added = people.add_person(asker, known, at, source=SOURCE)
    connection = connection_with(asker, added)
    _told(f"{added.name} (c{connection}). What do you want of it: segue intent c{connection} WORDS",
          {"id": added.id, "connection_id": connection, "name": added.name}, as_json)  # fmt: skip


def pairs(as_json: AsJson = False, now: Now = None) -> None:
    """Pairs of persons who may be one. It is asked, never guessed: answer with same ID or different ID."""
    asker = who_asks(moment(now))
    rows = [(pair.id, pair.first.name, pair.second.name, pair.reason) for pair in open_pairs(asker)]
    if as_json:
        say.out_json([dict(zip(("id", "first", "second", "reason"), row, strict=True)) for row in rows])
        return
    lines = say.table(">id", "one", "other", "why")
    for id_, first, second, reason in rows:
        lines.add_row(str(id_), say.escape(first), say.escape(second), say.escape(reason))
    say.console().print(lines if rows else "There is nobody to ask about.")


def same(pair: Annotated[int, typer.Argument(metavar="ID")], now: Now = None, as_json: AsJson = False) -> None:
    """The two of a pair are one person."""
    _decide(pair, True, now, as_json)


def different(pair: Annotated[int, typer.Argument(metavar="ID")], now: Now = None, as_json: AsJson = False) -> None:
    """The two of a pair are two persons; nobody asks again."""
    _decide(pair, False, now, as_json)


def merge(
    one: Annotated[str, typer.Argument(metavar="NAME", help="The person to keep.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same person.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Two persons are one: everything of the other moves to the first."""
    at = moment(now)
    asker = who_asks(at)
    kept = identity.merge(asker, the_person(asker, one).id, the_person(asker, other).id, at, source=SOURCE)
    _told(f"They are one now: {kept.name}.", {"id": kept.id, "name": kept.name}, as_json)


def part(
    who: Annotated[str, typer.Argument(metavar="NAME")],
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS", help="Addresses that are somebody else's.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Some of a person's addresses are somebody else's."""
    at = moment(now)
    asker = who_asks(at)
    found = the_person(asker, who)
    other = identity.part(asker, found.id, address_ids(asker, found, addresses), at, source=SOURCE)
    _told(f"{other.name} (#{other.id}) is somebody else now.", {"id": other.id, "name": other.name}, as_json)


def mine(
    addresses: Annotated[list[str] | None, typer.Argument(metavar="[ADDRESS]...", help="Addresses of yours.")] = None,
    not_: Annotated[bool, typer.Option("--not", help="These are not yours.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Which addresses are yours; with addresses, say that they are (or, with --not, that they are not)."""
    at = moment(now)
    asker = who_asks(at)
    for addr in addresses or ():
        (people.not_mine if not_ else people.add_mine)(asker, addr, at, source=SOURCE)
    known = my_addresses(asker)
    if as_json:
        say.out_json([{"address": each.addr, "confirmed": each.confirmed_at, "why": each.why} for each in known])
        return
    lines = say.table("address", "confirmed", "why")
    for each in known:
        lines.add_row(say.escape(each.addr), "yes" if each.confirmed_at else "not yet", say.escape(each.why))
    say.console().print(lines if known else "None yet: segue mine ADDRESS")


def the_person(asker: Asker, words: str) -> Person:
    """The one person whom these words name; raises NotFound for none, Refused naming the choices for several."""
    if words[:1] == "c" and words[1:].isdecimal():
        known = person_of(asker, int(words[1:]))
        found = [known] if known else []
    else:
        found = persons_called(asker, words)
    if not found:
        raise NotFound(f"Nobody here is called {words}. Add them: segue add {shlex.quote(words)}")
    if len(found) > 1:
        choices = ", ".join(f"{each.name} (c{connection_with(asker, each)})" for each in found)
        raise Refused(f"{words} may be {choices}: say which.")
    return found[0]


def _decide(pair: int, verdict: bool, now: datetime | None, as_json: bool) -> None:
    at = moment(now)
    identity.decide(who_asks(at), pair, verdict, at, source=SOURCE)
    _told("Kept. Undo: segue undo", {"id": pair, "same": verdict}, as_json)


def _told(sentence: str, data: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say.out_json(data)
    else:
        say.console().print(say.escape(sentence))


def _as_data(page: queries.PersonPage, timeline: Timeline) -> dict[str, Any]:
    fields = ("id", "name", "title", "organisation", "zone", "country", "first_at", "last_at")
    return {
        **{name: getattr(page.person, name) for name in fields},
        "closed_at": page.connection.closed_at if page.connection else None,
        "addresses": [each.addr for each in page.addresses],
        "phones": [{"number": each.shown, "source": each.source} for each in page.phones],
        "i_owe": [_commitment(each) for each in page.open if each.mine],
        "they_owe": [_commitment(each) for each in page.open if not each.mine],
        "my_record": _record(page.my_record),
        "their_record": _record(page.their_record),
        "timeline": [
            {"at": each.at, "thread": each.conversation_id, "medium": each.medium, "from_me": each.out,
             "subject": each.subject, "opening": each.opening, "messages": each.count, "ending": each.ending}
            for each in timeline.contacts
        ],
    }  # fmt: skip


def _commitment(row: Commitment) -> dict[str, Any]:
    fields = ("id", "what", "quote", "state", "due", "made_at", "conversation_id")
    return {name: getattr(row, name) for name in fields}


def _record(followed: queries.FollowThrough) -> dict[str, Any]:
    return {
        "counts": {str(outcome): followed.record.count(outcome) for outcome in Outcome},
        "interval": followed.record.interval,
        "list": [{"id": line.entry.id, "outcome": line.entry.outcome, "what": line.commitment.what}
                 for line in followed.lines],
    }  # fmt: skip


def _print_person(out: Console, page: queries.PersonPage, timeline: Timeline, asker: Asker) -> None:
    who = page.person
    about = ", ".join(filter(None, (who.title, who.organisation)))
    out.print(f"[bold]{say.escape(who.name)}[/bold]  {say.escape(about)}  [dim]#{who.id} {who.zone}[/dim]")
    reach = [*(str(each) for each in page.addresses), *(f"{each.shown} ({each.source})" for each in page.phones)]
    if reach:
        out.print(f"[dim]{say.escape(', '.join(reach))}[/dim]")
    if page.connection and page.connection.closed_at:
        terms = say.quoted(page.connection.closed_terms)
        out.print(f"Closed on {say.date_of(page.connection.closed_at, asker)}: {terms}")
    _print_owing(out, "You owe", [each for each in page.open if each.mine], asker)
    theirs = [each for each in page.open if not each.mine]
    _print_owing(out, f"{who.name.split(' ')[0]} owes you", theirs, asker)
    out.print(f"\nYour promises: {_counted(page.my_record)}\nTheirs: {_counted(page.their_record)}\n")
    lines = say.table("when", "", "what", "thread")
    for each in timeline.contacts:
        arrow = each.medium if each.medium not in ("mail", "chat") else ("to them" if each.out else "from them")
        words = f"{say.escape(each.subject)} [dim]{say.escape(each.opening[:80])}[/dim]"
        lines.add_row(say.date_of(each.at, asker), arrow, words, str(each.conversation_id))
    out.print(lines)


def _print_owing(out: Console, title: str, rows: Sequence[Commitment], asker: Asker) -> None:
    if rows:
        out.print(f"\n[bold]{say.escape(title)}[/bold]")
    for row in rows:
        due = f", due {say.day(row.due)}" if row.due else ""
        out.print(say.indented(f"{row.id}  {say.escape(row.what)} ({row.state}{due})"))
        out.print(say.indented(f"[dim]{say.quoted(row.quote)}, {say.date_of(row.made_at, asker)}[/dim]", 6))


def _counted(followed: queries.FollowThrough) -> str:
    """The record in words: counts with nothing left out, and the interval once there are enough."""
    counts = [f"{followed.record.count(outcome)} {outcome}" for outcome in Outcome if followed.record.count(outcome)]
    if followed.record.interval:
        low, high = followed.record.interval
        counts.append(f"{low:.0%} to {high:.0%} on time (95 % interval)")
    return ", ".join(counts) or "none yet"
