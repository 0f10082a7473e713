"""`segue close` and `settle`: an honest close, and before it what is still owed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from segue.actions import closing as verbs
from segue.actions.errors import Refused
from segue.cli import say
from segue.cli.connections import One, connection_id, tell
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, day, moment
from segue.domain.closing import Fate, Settlement
from segue.domain.conversations import HonestClose, Who
from segue.queries.closing import still_owed
from segue.store.models import Asker

Done = Annotated[list[int] | None, typer.Option("--settled", metavar="ID", help="This is done.")]
Released = Annotated[list[int] | None, typer.Option("--released", metavar="ID", help="Nobody waits for it.")]
Over = Annotated[list[str] | None, typer.Option("--handed-over", metavar="ID=WHO", help="Somebody else does it.")]
Rest = Annotated[Fate | None, typer.Option("--rest", help="What becomes of all else that is open.")]
NotDone = Annotated[list[int] | None, typer.Option("--not-done", metavar="ID", help="You will not do it.")]


def close(
    who: One,
    terms: Annotated[str, typer.Option("--terms", help="Why it ends here.")],
    by: Annotated[Who, typer.Option("--by", help="Who ended it.")] = Who.ME,
    contact: Annotated[str, typer.Option("--contact", metavar="DAY", help="The day agreed for the next contact.")] = "",
    way: Annotated[str, typer.Option("--way", help="How to stay in touch.")] = "",
    offer: Annotated[str, typer.Option("--offer", help="What you offer for later.")] = "",
    settled: Done = None,
    released: Released = None,
    handed_over: Over = None,
    not_done: NotDone = None,
    rest: Rest = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """An honest close: first what is still owed; then why it ends, who ends it, how to stay in touch."""
    at = moment(now)
    asker = who_asks(at)
    how = HonestClose(by, terms, way, day(contact, asker, at) if contact else None, offer)
    owed = list(settlements(settled, released, handed_over, not_done))
    closed = verbs.close(asker, connection_id(asker, who), how, at, source=SOURCE, owed=owed, rest=rest)
    tell(closed, as_json)
    if not as_json:
        say.console().print(f"[dim]The words: segue draft c{closed.id} --as close --length brief, plain or full[/dim]")


def settle(
    who: One,
    settled: Done = None,
    released: Released = None,
    handed_over: Over = None,
    not_done: NotDone = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What becomes of what is still owed: done, released, handed over, or not done; without any it lists them."""
    at = moment(now)
    asker = who_asks(at)
    id_ = connection_id(asker, who)
    owed = list(settlements(settled, released, handed_over, not_done))
    if owed:
        tell(verbs.settle(asker, id_, owed, at, source=SOURCE), as_json)
    else:
        _list(asker, id_, at, as_json)


def _list(asker: Asker, id_: int, at: datetime, as_json: bool) -> None:
    rows = still_owed(asker, id_, at)
    if as_json:
        say.out_json([{name: getattr(row, name) for name in ("id", "mine", "what", "state", "due")} for row in rows])
        return
    for row in rows:
        due = f", due {say.day(row.due)}" if row.due else ""
        side = "you" if row.mine else "they"
        say.console().print(f"{row.id}  {side}: {say.escape(row.what)} [dim]({row.state}{due})[/dim]")
    if not rows:
        say.console().print("Nothing is owed, either way.")


def settlements(
    settled: list[int] | None, released: list[int] | None, handed_over: list[str] | None, not_done: list[int] | None
) -> Iterator[Settlement]:
    """What the options say of each commitment."""
    for fate, ids in ((Fate.SETTLED, settled), (Fate.RELEASED, released), (Fate.NOT_DONE, not_done)):
        yield from (Settlement(id_, fate) for id_ in ids or ())
    for given in handed_over or ():
        id_, _, name = given.partition("=")
        if not id_.isdecimal() or not name.strip():
            raise Refused(f"“{given}” does not say who does what: --handed-over 12=Kofi.")
        yield Settlement(int(id_), Fate.HANDED_OVER, name)
