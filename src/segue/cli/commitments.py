"""`segue owed`, and every move that can be made with a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer

from segue.actions import commitments as verbs
from segue.actions import connections, detections, talks
from segue.actions.errors import Refused
from segue.actions.reminders import draft_reminder
from segue.cli import say
from segue.cli.drafts import tell as tell_draft
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, By, Heard, Id, Now, Words, day, later, moment
from segue.cli.worth import load_in_words
from segue.domain.today import ALIVE
from segue.queries.owed import Owed
from segue.queries.owed import owed as who_owes
from segue.queries.worth import load_of
from segue.store.models import Asker, Commitment


def owed(
    all_: Annotated[bool, typer.Option("--all", "-a", help="Also what is older than 90 days.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What is open both ways: what you owe, and what is owed to you, the first due first."""
    at = moment(now)
    asker = who_asks(at)
    page = who_owes(asker, at, since=None if all_ else at - ALIVE)
    if as_json:
        say.out_json(asdict(page))
        return
    _print_owed("You promised", [row for row in page.by_me if row.promised], asker)
    _print_owed("Asked of you, or offered by you", [row for row in page.by_me if not row.promised], asker)
    _print_owed("Promised to you", [row for row in page.to_me if row.promised], asker)
    _print_owed("Asked by you, or offered to you", [row for row in page.to_me if not row.promised], asker)


def done(id_: Id, words: Words = "", now: Now = None, as_json: AsJson = False) -> None:
    """Yours: you have done it. Theirs: you have what you were promised."""
    at = moment(now)
    _told(verbs.done(who_asks(at), id_, at, source=SOURCE, words=words), as_json)


def not_done(id_: Id, words: Words = "", now: Now = None, as_json: AsJson = False) -> None:
    """They say that it is done, and it is not what you asked for: the promise stands again."""
    at = moment(now)
    _told(verbs.not_done(who_asks(at), id_, at, source=SOURCE, words=words), as_json)


def decline(id_: Id, words: Words = "", heard: Heard = False, now: Now = None, as_json: AsJson = False) -> None:
    """Say no to a request, an offer or a counter-proposal."""
    at = moment(now)
    _told(verbs.decline(who_asks(at), id_, at, source=SOURCE, words=words, heard=heard), as_json)


def counter(
    id_: Id, by: By = "", words: Words = "", heard: Heard = False, now: Now = None, as_json: AsJson = False
) -> None:
    """Propose another date or other terms; the old date stands until they accept."""
    at = moment(now)
    asker = who_asks(at)
    due = day(by, asker, at) if by else None
    _told(verbs.counter(asker, id_, at, source=SOURCE, due=due, words=words, heard=heard), as_json)


def withdraw(id_: Id, words: Words = "", heard: Heard = False, now: Now = None, as_json: AsJson = False) -> None:
    """Take back what you asked for, or what you offered."""
    at = moment(now)
    _told(verbs.withdraw(who_asks(at), id_, at, source=SOURCE, words=words, heard=heard), as_json)


def renege(id_: Id, words: Words = "", heard: Heard = False, now: Now = None, as_json: AsJson = False) -> None:
    """Say that a promise will not be kept."""
    at = moment(now)
    _told(verbs.renege(who_asks(at), id_, at, source=SOURCE, words=words, heard=heard), as_json)


def accept(id_: Id, words: Words = "", heard: Heard = False, now: Now = None, as_json: AsJson = False) -> None:
    """Say yes: to an offer, a counter-proposal, a request (which promises it), or what was delivered."""
    at = moment(now)
    _told(verbs.accept(who_asks(at), id_, at, source=SOURCE, words=words, heard=heard), as_json)


def promise(id_: Id, by: By = "", words: Words = "", now: Now = None, as_json: AsJson = False) -> None:
    """Promise what was asked, or name the date of a promise that has none; for theirs, what they told you."""
    at = moment(now)
    asker = who_asks(at)
    due = day(by, asker, at) if by else None
    made = verbs.promise(asker, id_, at, source=SOURCE, due=due, words=words)
    _told(made, as_json)
    if made.mine and not as_json:
        say.console().print(f"[dim]{load_in_words(load_of(asker, at))}[/dim]")


def let_go(id_: Id, words: Words = "", now: Now = None, as_json: AsJson = False) -> None:
    """Let it be: the request is let go, never the person."""
    at = moment(now)
    _told(verbs.let_go(who_asks(at), id_, at, source=SOURCE, words=words), as_json)


def not_settled(id_: Id, now: Now = None, as_json: AsJson = False) -> None:
    """What they wrote since has not settled it (if it has: segue done)."""
    at = moment(now)
    _told(verbs.not_settled(who_asks(at), id_, at, source=SOURCE), as_json)


def reject(id_: Id, now: Now = None, as_json: AsJson = False) -> None:
    """This is no commitment: it goes, and never returns, also after a new import."""
    at = moment(now)
    detections.reject(who_asks(at), id_, at, source=SOURCE)
    if as_json:
        say.out_json({"id": id_, "rejected": True})
    else:
        say.console().print("It is gone and will not return. Undo: segue undo")


def correct(
    id_: Id,
    what: Annotated[str, typer.Option("--what", help="What is to be done.")] = "",
    by: By = "",
    mine: Annotated[bool | None, typer.Option("--mine/--theirs", help="Who performs it.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Set right what detection nearly got right."""
    at = moment(now)
    asker = who_asks(at)
    due = day(by, asker, at) if by else None
    _told(detections.correct(asker, id_, at, source=SOURCE, what=what, due=due, mine=mine), as_json)


def remind(
    id_: Id,
    language: Annotated[str, typer.Option("--in", metavar="LANGUAGE", help="en, de, or one of your own.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Hand out the text of the one reminder of a request. This spends it: there is never a second."""
    at = moment(now)
    tell_draft(draft_reminder(who_asks(at), id_, at, source=SOURCE, language=language), as_json)


def snooze(
    what: Annotated[str, typer.Argument(metavar="ID", help="A commitment 12, a talk t34, or a connection c56.")],
    until: Annotated[list[str], typer.Argument(metavar="DAY", help="this evening, tomorrow, Monday, 27 Nov ...")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Keep it out of Today until then."""
    at = moment(now)
    asker = who_asks(at)
    wanted = later(" ".join(until), asker, at)
    _snooze(asker, what, wanted, at)
    if as_json:
        say.out_json({"id": what, "until": wanted})
    else:
        say.console().print(f"Not before {say.date_of(wanted, asker)}. Undo: segue undo")


def _snooze(asker: Asker, what: str, until: datetime, at: datetime) -> None:
    kinds = {"": verbs.snooze, "t": talks.snooze, "c": connections.snooze}
    kind, number = what[:1] if not what[:1].isdecimal() else "", what.lstrip("tc")
    if kind not in kinds or not number.isdecimal():
        raise Refused(f"“{what}” is not a number such as 12 (a commitment), t34 (a talk) or c56 (a connection).")
    kinds[kind](asker, int(number), until, at, source=SOURCE)


def _told(commitment: Commitment, as_json: bool) -> None:
    """Say where a commitment stands now."""
    if as_json:
        fields = ("id", "what", "state", "due", "mine", "kind")
        say.out_json({name: getattr(commitment, name) for name in fields})
        return
    due = f", due {say.day(commitment.due)}" if commitment.due else ""
    say.console().print(f"{say.quoted(commitment.what)} is {commitment.state}{due}. Undo: segue undo")


def _print_owed(title: str, rows: Sequence[Owed], asker: Asker) -> None:
    out = say.console()
    out.print(f"[bold]{title}[/bold]  {len(rows) or 'nothing'}")
    lines = say.table(">id", "due", "with", "what")
    for row in rows:
        late = " [yellow]late[/yellow]" if row.missed else ""
        due = (say.day(row.due) or f"[dim]said {say.date_of(row.made_at, asker)}[/dim]") + late
        lines.add_row(str(row.id), due, say.escape(row.person), f"{say.escape(row.what)} [dim]({row.state})[/dim]")
    if rows:
        out.print(lines)
    out.print()
