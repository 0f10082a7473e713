"""`segue new-date`, `call` and `hello`: checking in, by a word before it is late, by voice, and with no ask."""

from __future__ import annotations

from typing import Annotated

import typer

from segue.actions.checking_in import redate
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.connections import One, connection_id
from segue.cli.drafts import tell as tell_draft
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Id, Now, day, moment
from segue.domain.drafts import Kind
from segue.queries import drafts
from segue.queries.commitments import commitment_of
from segue.queries.maintaining import occasion_on
from segue.queries.people import Reach, reach
from segue.queries.today import behind
from segue.store.models import Asker, Commitment

Language = Annotated[str, typer.Option("--in", metavar="LANGUAGE", help="en, de, or one of your own.")]


def new_date(
    id_: Id,
    by: Annotated[str, typer.Option("--by", metavar="DAY", help="The new day: Fri, tomorrow, 27 Nov, 2026-11-27.")],
    because: Annotated[str, typer.Option("--because", help="Why, in a few words.")],
    language: Language = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Your promise is late, or will be: why, and the new date, which holds once they accept. Prints the words."""
    at = moment(now)
    asker = who_asks(at)
    row = redate(asker, id_, day(by, asker, at), because, at, source=SOURCE)
    tell_draft(drafts.for_new_date(asker, commitment_of(asker, row.id), drafts.Wish(language), at), as_json)


def call(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A commitment 12, or a name.")],
    language: Language = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Their number, and a sentence to open with where their date is missed."""
    asker = who_asks(moment(now))
    where, opening = _about(asker, int(what), language) if what.isdecimal() else _somebody(asker, what)
    if as_json:
        phones = [{"number": each.number, "shown": each.shown, "source": each.source} for each in where.phones]
        say.out_json({"person": where.name, "phones": phones, "opening": opening})
        return
    out = say.console()
    out.print(f"[bold]{say.escape(where.name)}[/bold]")
    for phone in where.phones:
        out.print(say.indented(f"{say.escape(phone.shown)} [dim]from a {say.escape(phone.source)}[/dim]"))
    if not where.phones:
        out.print(say.indented("No number is known; one in a signature or on a card would be found."))
    if opening:
        out.print(say.indented(say.escape(opening)))


def hello(who: One, language: Language = "", now: Now = None, as_json: AsJson = False) -> None:
    """A hello with no ask, in your words, to send yourself."""
    at = moment(now)
    asker = who_asks(at)
    id_ = connection_id(asker, who)
    today = {"occasion": occasion_on(asker, reach(asker, id_).person_id, at)}
    tell_draft(drafts.for_connection(asker, id_, Kind.HELLO, drafts.Wish(language), today), as_json)


def _about(asker: Asker, commitment_id: int, language: str) -> tuple[Reach, str]:
    try:
        shown = commitment_of(asker, commitment_id)
    except Commitment.DoesNotExist:
        raise NotFound(f"There is no commitment {commitment_id}.") from None
    if shown.commitment.connection_id is None:
        raise Refused("It is not known whom to call about it.")
    drafted = drafts.for_commitment(asker, shown, Kind.CALL, drafts.Wish(language))
    return reach(asker, shown.commitment.connection_id), "" if shown.commitment.mine else drafted.draft.body.strip()


def _somebody(asker: Asker, who: str) -> tuple[Reach, str]:
    id_ = connection_id(asker, who)
    return reach(asker, id_), next((row.opening for row in behind(asker, id_) if row.opening), "")
