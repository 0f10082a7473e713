"""`segue reader` and `segue private`: a language model for unsure sentences, and what never goes to one."""

from __future__ import annotations

from typing import Annotated

import typer

from segue.actions import opinions, privacy
from segue.actions.errors import Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import the_person
from segue.queries.opinions import ReaderPage, reader_page
from segue.store.models import Connection


def reader(
    on: Annotated[bool | None, typer.Option("--on/--off", help="Let it read, or no more.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A language model for unsure sentences: who, what would be sent, what it said. Off until you say --on."""
    at = moment(now)
    asker = who_asks(at)
    if on is not None:
        (opinions.switch_on if on else opinions.switch_off)(asker, at, source=SOURCE)
    page = reader_page(asker, at)
    if as_json:
        say.out_json(_as_data(page))
    else:
        _print(page)


def private(
    what: Annotated[list[str], typer.Argument(metavar="NAME", help="A person, or a conversation such as t34.")],
    not_: Annotated[bool, typer.Option("--not", help="No longer private.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Never send anything of a person or a conversation to a language model."""
    at = moment(now)
    asker = who_asks(at)
    words = " ".join(what)
    if words[:1] == "t" and words[1:].isdecimal():
        privacy.of_conversation(asker, int(words[1:]), at, source=SOURCE, private=not not_)
    else:
        found = Connection.objects.owned_by(asker).filter(person=the_person(asker, words)).first()
        if found is None:
            raise Refused(f"There is no connection with {words}.")
        privacy.of_connection(asker, found.id, at, source=SOURCE, private=not not_)
    if as_json:
        say.out_json({"what": words, "private": not not_})
    else:
        say.console().print(f"{say.escape(words)}: {'no longer private' if not_ else 'private'}. Undo: segue undo")


def _as_data(page: ReaderPage) -> dict[str, object]:
    return {
        "model": page.endpoint.model if page.endpoint else None,
        "host": page.endpoint.host if page.endpoint else None,
        "wrong": page.wrong,
        "on": page.reader is not None and not page.changed,
        "failure": page.reader.failure if page.reader else "",
        "waiting": page.waiting,
        "requests": page.requests,
        "answers": page.answers,
    }


def _print(page: ReaderPage) -> None:
    out = say.console()
    if page.endpoint is None:
        out.print(f"No language model is configured. {page.wrong or 'docs/settings.md tells how (SEGUE_READER_URL).'}")
        return
    on = page.reader is not None and not page.changed
    out.print(f"{say.escape(page.endpoint.model)} at {say.escape(page.endpoint.host)}: {'on' if on else 'off'}.")
    if page.reader and page.reader.failure:
        out.print(f"Last time: {say.escape(page.reader.failure)}")
    out.print(f"Sentences that {'wait' if on else 'would be sent'}, one request each: {page.waiting}")
    for each in page.requests:
        out.print(say.indented(say.escape(each["messages"][1]["content"])))
    said = ", ".join(f"{answer} {count}" for answer, count in sorted(page.answers.items()))
    out.print(f"It said: {said}" if said else "It has not been asked yet.")
    if not on:
        out.print("[dim]Switch it on: segue reader --on[/dim]")
