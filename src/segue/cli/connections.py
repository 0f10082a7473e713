"""`segue cadence`, `agree`, `reopen` and their kin: what a connection is to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from segue.actions import connections as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, day, moment
from segue.cli.people import Who, the_person
from segue.queries.names import connection_with
from segue.store.models import Asker, Connection

One = Annotated[str, typer.Argument(metavar="NAME", help="A name, an address, #12 or c34 as Today shows it.")]


def cadence(
    who: One,
    days: Annotated[int, typer.Argument(metavar="DAYS", min=0, help="About every so many days; 0: no cadence.")],
    longest: Annotated[int | None, typer.Option("--longest", metavar="DAYS", help="At the outside.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """How often to be in touch; any contact resets it."""
    at = moment(now)
    asker = who_asks(at)
    id_ = connection_id(asker, who)
    tell(verbs.cadence(asker, id_, days or None, at, source=SOURCE, longest=longest), as_json)


def agree(
    who: One,
    contact: Annotated[str, typer.Argument(metavar="DAY", help="The day on which to be in touch; “none” for none.")],
    way: Annotated[str, typer.Option("--way", help="How.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Note the day on which both agreed to be in touch again."""
    at = moment(now)
    asker = who_asks(at)
    on = None if contact == "none" else day(contact, asker, at)
    tell(verbs.agree_contact(asker, connection_id(asker, who), on, at, source=SOURCE, way=way), as_json)


def reopen(who: Who, now: Now = None, as_json: AsJson = False) -> None:
    """Begin anew with somebody; spent reminders stay spent."""
    _do(verbs.reopen, who, now, as_json)


def enjoyed(who: Who, now: Now = None, as_json: AsJson = False) -> None:
    """What you exchange is enjoyed, nothing expected."""
    _do(verbs.enjoyed, who, now, as_json)


def keep_open(who: Who, now: Now = None, as_json: AsJson = False) -> None:
    """No to closing."""
    _do(verbs.keep_open, who, now, as_json)


def leave_closed(who: Who, now: Now = None, as_json: AsJson = False) -> None:
    """They wrote again, and it stays closed."""
    _do(verbs.leave_closed, who, now, as_json)


def _do(verb: Callable[..., Connection], who: list[str], now: datetime | None, as_json: bool) -> None:
    at = moment(now)
    asker = who_asks(at)
    tell(verb(asker, connection_id(asker, " ".join(who)), at, source=SOURCE), as_json)


def connection_id(asker: Asker, who: str) -> int:
    """The connection with the one person whom these words name; raises NotFound where there is none."""
    person = the_person(asker, who)
    found = connection_with(asker, person)
    if found is None:
        raise NotFound(f"There is no connection with {person.name}.")
    return found


def tell(connection: Connection, as_json: bool) -> None:
    """What is kept of a connection now."""
    fields = (
        "id", "stage", "cadence_ideal_days", "cadence_longest_days", "closed_at", "closed_by", "closed_terms",
        "closed_offer", "agreed_contact_on", "agreed_contact_way", "left_closed_at", "kept_open_at", "enjoyed_at",
    )  # fmt: skip
    if as_json:
        data = {name: getattr(connection, name) for name in fields}
        say.out_json({"person": connection.person.name, **data})
    else:
        say.console().print(f"Kept for {say.escape(connection.person.name)}. Undo: segue undo")
