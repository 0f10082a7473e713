"""`segue book`, `prepare`, `rebook` and `call-off`: talks to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console

from segue.actions import booking as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.opportunities import differences
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import the_person
from segue.domain.calendar import Calendar, zone_named
from segue.domain.connections import Stage
from segue.domain.conversations import Medium
from segue.domain.days import read_talk_time
from segue.domain.preparing import sheet
from segue.queries.preparing import Preparation, known_of, preparation, times_for
from segue.store.models import Asker, Commitment, Conversation, Person

Talk = Annotated[int, typer.Argument(metavar="ID", help="The number of the talk, as Today and book show it.")]
Aim = Annotated[str | None, typer.Option("--aim", help="What it is for, in one line.")]
Agenda = Annotated[list[str] | None, typer.Option("--agenda", help="A line of the agenda; more than once.")]
Ask = Annotated[list[str] | None, typer.Option("--ask", help="A question to ask; more than once.")]
Document = Annotated[list[str] | None, typer.Option("--document", help="A document sent ahead; more than once.")]
Expect = Annotated[
    str | None, typer.Option("--expect", metavar="WHAT N%", help="What you expect and how likely: “a yes 40%”.")
]
When = Annotated[str, typer.Argument(metavar="WHEN", help="Such as “Fri 15:00”, “tomorrow 9”, 2026-11-27T15:00.")]
Length = Annotated[int | None, typer.Option("--minutes", min=1, help="How long; half an hour unless said.")]


def book(
    who: Annotated[str, typer.Argument(metavar="NAME")],
    when: Annotated[str, typer.Argument(metavar="[WHEN]", help="Without it: the times that suit both.")] = "",
    how: Annotated[Medium, typer.Option("--how", help="call, meeting or room.")] = Medium.CALL,
    minutes: Length = None,
    about: Annotated[str, typer.Option("--about", help="What it is called.")] = "",
    aim: Aim = None,
    agenda: Agenda = None,
    ask: Ask = None,
    document: Document = None,
    expect: Expect = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Book a talk to come; without a time it shows when it suits both."""
    at = moment(now)
    asker = who_asks(at)
    person = the_person(asker, who)
    if not when:
        _tell_times(asker, person, at, minutes or 30, as_json)
        return
    begins = _time(when, asker, at)
    booking = verbs.Booking(
        [person.id], begins, minutes or 30, how, about, _prepared(aim, agenda, ask, document, expect, None)
    )
    talk = verbs.book(asker, booking, at, source=SOURCE)
    _tell(asker, talk.id, at, as_json)


def prepare(
    id_: Talk,
    aim: Aim = None,
    agenda: Agenda = None,
    ask: Ask = None,
    document: Document = None,
    expect: Expect = None,
    stage: Annotated[Stage | None, typer.Option("--stage", help="The stage that this talk serves.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The preparation sheet of a talk: what for, agenda, questions, what each owes; write on it with the options."""
    at = moment(now)
    asker = who_asks(at)
    prepared = _prepared(aim, agenda, ask, document, expect, stage)
    if prepared != verbs.Prepared():
        verbs.prepare(asker, id_, prepared, at, source=SOURCE)
    _tell(asker, id_, at, as_json)


def rebook(id_: Talk, when: When, minutes: Length = None, now: Now = None, as_json: AsJson = False) -> None:
    """Move a talk that is to come to another time."""
    at = moment(now)
    asker = who_asks(at)
    verbs.rebook(asker, id_, _time(when, asker, at), at, source=SOURCE, minutes=minutes)
    _tell(asker, id_, at, as_json)


def call_off(id_: Talk, now: Now = None, as_json: AsJson = False) -> None:
    """Call off a talk that is to come."""
    at = moment(now)
    talk = verbs.call_off(who_asks(at), id_, at, source=SOURCE)
    if as_json:
        say.out_json({"id": talk.id, "cancelled": True})
    else:
        say.console().print(f"Called off: {say.escape(str(talk))}. Undo: segue undo")


def _time(words: str, asker: Asker, now: datetime) -> datetime:
    found = read_talk_time(words, now, Calendar(asker.zone))
    if found is None:
        raise Refused(f"“{words}” is not a time; one looks like Fri 15:00, tomorrow 9:30 or 2026-11-27T15:00.")
    return found


def _prepared(
    aim: str | None,
    agenda: list[str] | None,
    ask: list[str] | None,
    document: list[str] | None,
    expect: str | None,
    stage: Stage | None,
) -> verbs.Prepared:
    expected, likely = _expected(expect) if expect is not None else (None, None)
    return verbs.Prepared(aim, _lines(agenda), _lines(ask), _lines(document), expected, likely, stage)


def _lines(said: list[str] | None) -> str | None:
    return "\n".join(said) if said else None


def _expected(words: str) -> tuple[str, int | None]:
    """What is expected and how likely: “a yes 40%”."""
    match = re.fullmatch(r"(?P<what>.*?)[\s,:]*(?P<likely>\d{1,3})\s*%", words.strip())
    if match is None:
        raise Refused("Say what you expect and how likely you hold it: “a yes 40%”.")
    return match["what"], int(match["likely"])


def _tell_times(asker: Asker, person: Person, now: datetime, minutes: int, as_json: bool) -> None:
    slots = times_for(asker, person, now, minutes)
    if as_json:
        say.out_json([{"begins": each.begins, "early_or_late_for": each.early_or_late_for} for each in slots])
        return
    out = say.console()
    known, _ = known_of(asker, person, None, now)
    if why := sheet(known).voice_first:
        out.print(f"{say.escape(why)} [dim]segue draft {_who(person)} --as invitation[/dim]")
    for slot in slots:
        out.print(say.escape(_clocks(slot.begins, asker, [person]) + _strain(slot.early_or_late_for)))
    if not slots:
        out.print("No hour is day for both in the next two weeks.")
    else:
        out.print(f'[dim]Book one: segue book {_who(person)} "{_written(slots[0].begins, asker)}"[/dim]')


def _who(person: Person) -> str:
    """Whom to name on the command line: a number sign would begin a comment there."""
    connection = getattr(person, "connection", None)
    return f"c{connection.id}" if connection else f'"#{person.id}"'


def _written(at: datetime, asker: Asker) -> str:
    return f"{at.astimezone(zone_named(asker.zone)):%-d %b %H:%M}"


def _strain(whom: str) -> str:
    words = {"me": "early or late for you", "them": "early or late for them", "both": "early or late for both"}
    return f"  ({words[whom]})" if whom else ""


def _clocks(at: datetime, asker: Asker, persons: Sequence[Person]) -> str:
    """A moment on my wall clock, and on theirs where they differ."""
    mine = at.astimezone(zone_named(asker.zone))
    away = {each.name: at.astimezone(zone_named(each.zone)) for each in persons if each.zone}
    theirs = [
        f", {there:%H:%M} {f'for {name}' if len(persons) > 1 else 'there'}"
        for name, there in away.items()
        if there.utcoffset() != mine.utcoffset()
    ]
    return f"{say.day(mine.date())} {mine:%H:%M}{''.join(theirs)}"


def _tell(asker: Asker, id_: int, now: datetime, as_json: bool) -> None:
    try:
        prepared = preparation(asker, id_, now)
    except Conversation.DoesNotExist:
        raise NotFound(f"There is no talk {id_}.") from None
    if as_json:
        say.out_json(_as_data(prepared))
    else:
        _print(say.console(), prepared, asker)


def _print(out: Console, prepared: Preparation, asker: Asker) -> None:
    talk, sheet = prepared.talk, prepared.sheet
    when = _clocks(talk.first_at, asker, prepared.persons)
    out.print(f"[bold]{say.escape(str(talk))}[/bold]  [dim]{talk.id}  {prepared.minutes} min[/dim]  {when}")
    out.print(say.indented(f"[dim]{sheet.stage}:[/dim] {sheet.what_for}"))
    if sheet.voice_first:
        out.print(say.indented(say.escape(sheet.voice_first)))
    for told in differences(asker, talk.id):
        out.print(say.indented(told))
    likely = "" if talk.expectation is None else f"{talk.expected or 'it goes well'}, {talk.expectation} %"
    for title, kept, offered in (
        ("Aim", [talk.objective] if talk.objective else [], sheet.aims),
        ("Expected", [likely] if likely else [], ()),
        ("Agenda", talk.agenda.splitlines(), sheet.agenda),
        ("To ask", talk.questions.splitlines(), sheet.questions),
        ("Sent ahead", talk.documents.splitlines(), ()),
    ):
        if kept or offered:
            out.print(f"\n[bold]{title}[/bold]{'' if kept else '  [dim]offered[/dim]'}")
        for line in kept or offered:
            out.print(say.indented(say.escape(line)))
    if prepared.owed:
        out.print("\n[bold]Open between you[/bold]")
    for each in prepared.owed:
        due = f", due {say.day(each.due)}" if each.due else ""
        out.print(say.indented(f"{each.id}  {_sides(each, prepared)}: {say.escape(each.what)} ({each.state}{due})"))
    out.print(f"\n[dim]Ends: {sheet.ending} After: {sheet.after}[/dim]")


def _sides(owed: Commitment, prepared: Preparation) -> str:
    """Who owes it, and in a talk with several to or from whom."""
    other = owed.connection.person.name if prepared.several and owed.connection else ""
    return f"you{other and f' to {say.escape(other)}'}" if owed.mine else say.escape(other) or "they"


def _as_data(prepared: Preparation) -> dict[str, Any]:
    talk, sheet = prepared.talk, prepared.sheet
    fields = ("id", "medium", "subject", "first_at", "held_until", "objective", "expected", "expectation", "stage")
    return {
        **{name: getattr(talk, name) for name in fields},
        "with": [each.name for each in prepared.persons],
        "agenda": talk.agenda.splitlines(),
        "questions": talk.questions.splitlines(),
        "documents": talk.documents.splitlines(),
        "offered": {
            "what_for": sheet.what_for, "voice_first": sheet.voice_first, "aims": sheet.aims, "agenda": sheet.agenda,
            "questions": sheet.questions, "ending": sheet.ending, "after": sheet.after,
        },
        "owed": [{"id": each.id, "mine": each.mine, "what": each.what, "due": each.due} for each in prepared.owed],
        "last": prepared.known.last and {"on": prepared.known.last.on, "ending": prepared.known.last.ending,
                                         "next_step": prepared.known.last.next_step},
    }  # fmt: skip
