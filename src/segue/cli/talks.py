"""`segue log` and `segue wrap-up`: a talk just held, and how it ended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer

from segue.actions import talks
from segue.actions.errors import NotFound, Refused
from segue.actions.talking import Gathered
from segue.cli import say
from segue.cli.closing import Done, NotDone, Over, Released, Rest, settlements
from segue.cli.during import tell_marks, tell_suggested
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.opportunities import differences
from segue.cli.options import AsJson, Now, day, moment
from segue.cli.people import the_person
from segue.cli.worth import load_in_words
from segue.domain.calendar import Calendar
from segue.domain.conversations import Enjoyed, HonestClose, NextStep, NotYet, Who, WrapUp
from segue.domain.logline import parse
from segue.queries.conversations import talk_of
from segue.queries.during import marks_of, offered
from segue.queries.worth import load_of
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
    if not as_json:
        _tell_after(asker, talk, at)


def wrap_up(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the talk, as Today shows it.")],
    next_: Annotated[
        list[str] | None,
        typer.Option("--next", help="A next step: “me: send two dates by Friday”, or m12, a mark; more than once."),
    ] = None,
    close: Annotated[str, typer.Option("--close", metavar="TERMS", help="An honest close: on what terms.")] = "",
    by: Annotated[Who, typer.Option("--by", help="With --close: who ended it.")] = Who.ME,
    way: Annotated[str, typer.Option("--way", help="With --close: how to stay in touch.")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="DAY", help="With --close: the agreed day.")] = "",
    offer: Annotated[str, typer.Option("--offer", help="With --close: what you offer for later.")] = "",
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

    Without an ending it tells what was marked and detected, what you expected, and where you two differ. An honest
    close says first what becomes of what is still owed, as `close` does.
    """
    at = moment(now)
    asker = who_asks(at)
    marks = {f"m{each.id}": each for each in marks_of(asker, id_)}
    steps = [_step(_words_of(words, marks), asker, at) for words in next_ or ()]
    endings: list[WrapUp] = [*steps[:1]]
    if close:
        on = day(contact, asker, at) if contact else None
        endings.append(HonestClose(by, close, way, on, offer))
    if enjoyed:
        endings.append(Enjoyed())
    if not_yet:
        endings.append(NotYet(day(not_yet, asker, at)))
    if len(endings) > 1:
        raise Refused("A talk has one ending: a next step, a close, enjoyed, or not yet.")
    if not endings and not as_json:
        _tell_offered(asker, id_, at)
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
    if not as_json:
        _tell_after(asker, ended, at)


def thanked(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the talk.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A word of thanks after the talk has gone to them; where your sent mail is read, it is found by itself."""
    at = moment(now)
    _told(talks.thanked(who_asks(at), id_, at, source=SOURCE), as_json)


def _tell_offered(asker: Asker, id_: int, at: datetime) -> None:
    """What the ending of a talk can be made of: nothing that was not marked, detected, expected or noted."""
    try:
        talk, _connection = talk_of(asker, id_)
    except Conversation.DoesNotExist:
        return
    out = say.console()
    for told in differences(asker, id_):
        out.print(told)
    found = offered(asker, talk, Calendar(asker.zone).date_of(at))
    tell_marks([*(each for each, _word in found.promises), *found.others])
    for each in found.detected:
        due = f" by {say.day(each.due)}" if each.due else ""
        side = "you" if each.mine else "they"
        out.print(f"  {each.id}  detected, {side}: {say.escape(each.what)}{due}  [dim]{say.quoted(each.quote)}[/dim]")
    for said in found.spoken:
        out.print(f"  [dim]perhaps a next step[/dim]  {say.escape(said.speaker)}: {say.quoted(said.words)}")
    tell_suggested(found.suggested)
    if found.detected:
        out.print("[dim]What was detected stands unless you say: segue reject ID[/dim]")
    if talk.expectation is not None and not talk.happened:
        expected = f"{say.escape(talk.expected or 'it goes well')}, {talk.expectation} %"
        out.print(f"You expected: {expected}. Did it happen? --happened yes, no or unknown")


def _tell_after(asker: Asker, talk: Conversation, at: datetime) -> None:
    """A word of thanks after every talk; and my load, where I have promised something in it."""
    out = say.console()
    if talk.commitments.filter(mine=True, by_hand=True).exists():
        out.print(f"[dim]{load_in_words(load_of(asker, at))}[/dim]")
    if talk.ending == Conversation.Ending.CLOSE and talk.participants.count() > 1:
        out.print(
            "[dim]It was with several: the talk has ended, and nobody is closed. With one: segue close NAME[/dim]"
        )
    elif talk.ending == Conversation.Ending.CLOSE:
        out.print("[dim]The words to close with: segue draft NAME --as close --length brief, plain or full[/dim]")
    elif talk.ending:
        out.print(f"[dim]A word of thanks: segue draft t{talk.id}, and once sent: segue thanked {talk.id}[/dim]")


def _words_of(words: str, marks: dict[str, TalkMark]) -> str:
    return marks[words].text if words in marks else words


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
