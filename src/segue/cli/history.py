"""`segue undo` and `segue history`: what was done by hand, and taking it back."""

from __future__ import annotations

from typing import Annotated

import typer

from segue.actions.deeds import undo as take_back
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries.history import events


def undo(
    id_: Annotated[int | None, typer.Argument(metavar="[ID]", help="A deed's number; the latest without one.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Take back what was done last, or the deed with this number. A reminder that was handed out stays spent."""
    at = moment(now)
    event = take_back(who_asks(at), at, source=SOURCE, event_id=id_)
    if as_json:
        say.out_json({"id": event.id, "verb": event.verb, "undone": event.text})
    else:
        say.console().print(f"Undone: {say.escape(event.text or event.verb)}")


def history(now: Now = None, as_json: AsJson = False) -> None:
    """What was done, the latest first."""
    asker = who_asks(moment(now))
    rows = events(asker).events
    if as_json:
        fields = ("id", "at", "verb", "text", "source", "undone_at")
        say.out_json([{name: getattr(event, name) for name in fields} for event in rows])
        return
    lines = say.table(">id", "when", "what", "")
    for event in rows:
        undone = "undone" if event.undone_at else ""
        lines.add_row(str(event.id), say.date_of(event.at, asker), say.escape(event.text or event.verb), undone)
    say.console().print(lines if rows else "Nothing has been done by hand yet.")
