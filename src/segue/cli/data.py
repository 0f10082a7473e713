"""`segue search`, `export` and `forget`: find what was said, take everything along, take somebody out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from segue.actions import exports
from segue.actions import forget as forgetting
from segue.actions.errors import Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import Who, the_person
from segue.queries import search as searching


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words, "a phrase", from: with: before: after: owed:')
    ],
    best: Annotated[bool, typer.Option("--best", help="The best first, not the newest.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000)] = 20,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Find messages: words, "phrases", from:NAME with:NAME before:2026-03 after:2026-01-15 owed:me owed:them."""
    asker = who_asks(moment(now))
    found = searching.search(asker, " ".join(map(_phrase, words)), best=best, limit=limit)
    if as_json:
        say.out_json({"hits": [_hit(hit) for hit in found.hits], "more": found.more, "not_understood": found.odd})
        return
    for hit in found.hits:
        say.console().print(
            f"[bold]{say.escape(hit.subject or '(no subject)')}[/]  {say.escape(hit.sender)}, "
            f"{say.date_of(hit.sent_at, asker)}  [dim]thread {hit.conversation_id}[/]"
        )
        say.console().print(
            say.indented(Text.assemble(*((text, "bold" if found else "") for text, found in hit.pieces)))
        )
    if not found.hits:
        say.console().print("Nothing was found.")
    if found.odd:
        say.console().print(f"Not understood: {say.escape(', '.join(found.odd))}")
    if found.more:
        say.console().print(f"There is more: --limit {limit * 5}")


def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Write everything as open formats: JSONL, mbox, vCard, iCalendar. `segue import DIR` gives it all back."""
    at = moment(now)
    counts = exports.write(who_asks(at), folder, at, source=SOURCE)
    if as_json:
        say.out_json({"folder": str(folder), "counts": counts})
    else:
        say.console().print(f"{counts['message']:,} messages and {counts['person']:,} persons are in {folder}.")


def forget(
    who: Who,
    stay_away: Annotated[
        bool, typer.Option("--stay-away", help="They wish it: no later import brings them back.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Redact a person everywhere, also in others' words. It cannot be undone; export first if in doubt."""
    at = moment(now)
    asker = who_asks(at)
    person = the_person(asker, " ".join(who))
    if not yes and not _sure(person.name):
        raise Refused("Nothing was changed.")
    removed = forgetting.forget(asker, person.id, at, stay_away=stay_away, source=SOURCE)
    if as_json:
        say.out_json(asdict(removed))
    else:
        _tell(removed)


def _sure(name: str) -> bool:
    print(f"{name} will be redacted in every message, commitment and note. This cannot be undone.")
    print("segue export DIR keeps a copy of everything; make it first if you may want one.")
    return typer.confirm("Go on?")


def _tell(removed: forgetting.Removed) -> None:
    say.console().print(
        f"Removed: {removed.messages} messages of theirs, their name in {removed.mentions} of others, "
        f"{removed.commitments} commitments, {removed.addresses} addresses, {removed.phones} numbers, "
        f"{removed.texts} notes and marks, {removed.events} lines of the history."
    )
    if removed.sources:
        say.console().print("What was imported from is not Segue's, and still holds what it held:")
        for name in removed.sources:
            say.console().print(say.indented(say.escape(name)))


def _phrase(word: str) -> str:
    """A word that the shell has taken out of its quotation marks gets them back."""
    return f'"{word}"' if " " in word and ":" not in word else word


def _hit(hit: searching.Hit) -> dict[str, object]:
    values = asdict(hit)
    values["words"] = "".join(text for text, _ in hit.pieces)
    del values["pieces"]
    return values
