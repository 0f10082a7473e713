"""`segue demo`: a year of an invented consultant, read in like anybody's mail, and Today on it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

from segue.cli import home, say, serve
from segue.cli.options import Now, moment
from segue.cli.today import print_page, read
from segue.queries.accounts import members
from segue.store.models import Asker, asker_for


def demo(
    serve_: Annotated[
        bool, typer.Option("--serve", help="Then serve the web application, with a sign-in link.")
    ] = False,
    port: Annotated[int | None, typer.Option("--port")] = None,
    now: Now = None,
) -> None:
    """A sample mailbox with dates relative to today, read into a store of its own, and Today on it."""
    at = moment(now)
    home.migrate()
    asker = _owner_of_filled() or _fill(at)
    print_page(say.console(), read(asker, at, live=now is None), asker, at)
    if serve_:
        serve.run(port=port, sign_in_link=True)


def _owner_of_filled() -> Asker | None:
    """The consultant, where the sample has been read in before."""
    known = members() if _done().exists() else []
    return asker_for(known[0]) if known else None


def _fill(at: datetime) -> Asker:
    """Have the sample read in. Loaded only now: what reads mail takes as long to load as all the rest."""
    from segue.cli.sample.filling import fill

    asker = fill(_done().parent, at)
    _done().touch()
    return asker


def _done() -> Path:
    return Path(settings.HOME) / "sample" / "read"
