"""`segue log` and `segue wrap-up`: a talk just held, and how it ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import uuid4

import typer

from segue.actions import during, talks
from segue.actions.errors import NotFound, Refused
from segue.actions.talking import Gathered
from segue.cli import say
from segue.cli.closing import Done, NotDone, Over, Released, Rest, settlements
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, day, moment
from segue.cli.people import the_person
from segue.domain.calendar import Calendar
from segue.domain.conversations import Enjoyed, HonestClose, NextStep, NotYet, Who, WrapUp
from segue.domain.logline import parse
from segue.domain.talk_marks import Jotted, typed
from segue.queries.during import marks_of
from segue.store.models import Asker, Conversation, TalkMark


def log(
    line: Annotated[
        list[str],
        typer.Argument(
            metavar="LINE",
            help='Such as: "call with Amara 30m: I send the outline by Friday; she names the budget holder by Mon"',
        ),
    ],
    rest: Rest = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Log a talk just held, in one line: how, with whom, how long; then who promised what by when, and how it ended.

    Parts after the colon are parted by semicolons. An ending is a promise with its day (a next step), “enjoyed”,
    “not yet until Friday”, or “closed by me: no budget”, with --rest where something is still owed. “rated 4” is how
    it felt, from 1 to 5.
    """
    at = moment(now)
    asker = who_asks(at)
    talk = talks.log_talk(asker, _with_names(asker, " ".join(line)), at, source=SOURCE, rest=rest)
    _told(talk, as_json)


def wrap_up(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the talk, as Today shows it.")],
    next_: Annotated[
        list[str] | None,
        typer.Option("--next", help="A next step: “me: send two dates by Friday”, or m12, a mark; more than once."),
    ] = None,
    close: Annotated[str, typer.Option("--close", metavar="TERMS", help="An honest close: on what terms.")] = "",
    by_them: Annotated[bool, typer.Option("--by-them", help="They closed it.")] = False,
    enjoyed: Annotated[bool, typer.Option("--enjoyed", help="Enjoyed, nothing expected.")] = False,
    not_yet: Annotated[str, typer.Option("--not-yet", metavar="DAY", help="Not yet: ask again on that day.")] = "",
    rating: Annotated[int | None, typer.Option("--rating", min=1, max=5, help="How it felt to you.")] = None,
    happened: Annotated[
        Conversation.Happened | None, typer.Option("--happened", help="Whether what you expected did.")
    ] = None,
    drop: Annotated[list[str] | None, typer.Option("--drop", metavar="m12", help="A mark that goes.")] = None,
    settled: Done = None,
    released: Released = None,
    handed_over: Over = None,
    not_done: NotDone = None,
    rest: Rest = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """How a talk ended: a next step, an honest close, enjoyed, or not yet with a day. It cannot be left empty.

    An honest close says first what becomes of what is still owed, as `close` does.
    """
    at = moment(now)
    asker = who_asks(at)
    marks = {f"m{each.id}": each for each in marks_of(asker, id_)}
    steps = [_step(_words_of(words, marks), asker, at) for words in next_ or ()]
    endings: list[WrapUp] = [*steps[:1]]
    if close:
        endings.append(HonestClose(Who.THEM if by_them else Who.ME, close))
    if enjoyed:
        endings.append(Enjoyed())
    if not_yet:
        endings.append(NotYet(day(not_yet, asker, at)))
    if len(endings) > 1:
        raise Refused("A talk has one ending: a next step, a close, enjoyed, or not yet.")
    if not endings and marks and not as_json:
        _tell_marks(list(marks.values()))
    used = {number: marks[words].id for number, words in enumerate(next_ or ()) if words in marks}
    gathered = Gathered(
        steps=used,
        kept={
            each.id: each.text
            for key, each in marks.items()
            if key not in (drop or ()) and each.id not in used.values()
        },
        dropped=[marks[each].id for each in drop or () if each in marks],
    )
    ended = talks.wrap_up(
        asker, id_, endings[0] if endings else None, at, source=SOURCE, more=steps[1:], rating=rating,
        happened=happened or "", gathered=gathered,
        owed=list(settlements(settled, released, handed_over, not_done)), rest=rest,
    )  # fmt: skip
    _told(ended, as_json)


def thanked(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the talk.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A word of thanks after the talk has gone to them; where your sent mail is read, it is found by itself."""
    at = moment(now)
    _told(talks.thanked(who_asks(at), id_, at, source=SOURCE), as_json)


def mark(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the talk.")],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...", help="p, q, n, d, i or t and the words: “p me: send two dates by Friday”."
        ),
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A quick mark in a talk: p promise, q question, n limit, d decision, i idea, t topic; without words: all."""
    at = moment(now)
    asker = who_asks(at)
    kind, text = typed(" ".join(words or ()))
    jotted = [Jotted(uuid4().hex, kind, text, at, at)] if text else []
    marks = during.mark(asker, id_, jotted, at, source=SOURCE)
    if as_json:
        say.out_json([{"id": each.id, "kind": each.kind, "text": each.text, "at": each.at} for each in marks])
    else:
        _tell_marks(marks)


def transcript(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the talk.")],
    file: Annotated[typer.FileText, typer.Argument(metavar="FILE", help="WebVTT, SRT or text; - reads what is typed.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Read a transcript into a talk: what is promised and asked in it is detected, with the words."""
    at = moment(now)
    _told(during.add_transcript(who_asks(at), id_, file.read(), at, source=SOURCE), as_json)


def _words_of(words: str, marks: dict[str, TalkMark]) -> str:
    return marks[words].text if words in marks else words


def _tell_marks(marks: list[TalkMark]) -> None:
    out = say.console()
    for each in marks:
        out.print(f"  m{each.id}  [dim]{each.kind}[/dim]  {say.escape(each.text)}")
    if not marks:
        out.print("Nothing is marked yet: segue mark ID “p me: send two dates by Friday”")


def _step(words: str, asker: Asker, now: datetime) -> NextStep:
    """A next step as `log` reads one."""
    talk = parse(f"call with them: next step: {words}", Calendar(asker.zone).date_of(now))
    if not isinstance(talk.ending, NextStep):
        raise Refused("A next step says who does what by when: “me: send two dates by Friday”.")
    return talk.ending


def _with_names(asker: Asker, line: str) -> str:
    """The line with c12, as Today names a connection, replaced by the person's number."""
    words = [_numbered(asker, word) for word in line.split(" ")]
    return " ".join(words)


def _numbered(asker: Asker, word: str) -> str:
    bare = word.rstrip(":;,")
    if bare[:1] != "c" or not bare[1:].isdecimal():
        return word
    try:
        return f"#{the_person(asker, bare).id}{word[len(bare) :]}"
    except NotFound:
        return word


def _told(talk: Conversation, as_json: bool) -> None:
    made = talk.commitments.order_by("id")
    if as_json:
        say.out_json(
            {
                "id": talk.id,
                "medium": talk.medium,
                "ending": talk.ending,
                "not_yet_until": talk.not_yet_until,
                "rating": talk.rating,
                "with": list(talk.participants.values_list("person__name", flat=True)),
                "commitments": [_commitment(each.id, each.mine, each.what, each.due) for each in made],
            }
        )
        return
    out = say.console()
    out.print(f"[bold]{say.escape(str(talk))}[/bold]  [dim]{talk.id}[/dim]  {_ending(talk)}")
    for each in made:
        by = f" by {say.day(each.due)}" if each.due else ""
        out.print(f"  {each.id}  {'you' if each.mine else 'they'}: {say.escape(each.what)}{by}")
    out.print("[dim]Undo: segue undo[/dim]")


def _commitment(id_: int, mine: bool, what: str, due: date | None) -> dict[str, Any]:
    return {"id": id_, "mine": mine, "what": what, "due": due}


def _ending(talk: Conversation) -> str:
    if talk.ending:
        return f"ended: {talk.ending}"
    if talk.not_yet_until:
        return f"not yet, until {say.day(talk.not_yet_until)}"
    return f"no ending yet: segue wrap-up {talk.id}"
