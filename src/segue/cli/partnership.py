"""`segue partnership ask`, `answer`, `withdraw`, `list`: a partnership with a customer, begun only with their yes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from segue.actions import partnership as verbs
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.partnership import KEPT, NOT_KEPT
from segue.queries import partnership as queries
from segue.store.models import Asker

AskId = Annotated[int, typer.Argument(metavar="ASK", help="Its number, as `segue partnership list` shows it.")]


class Word(StrEnum):
    """What is answered."""

    YES = "yes"
    NO = "no"


def ask(
    post: Annotated[int, typer.Argument(metavar="POST", help="Something that the customer wrote.")],
    words: Annotated[str, typer.Option("--words", "-w", help="What it would be for, and what is in it for them.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Ask the customer who wrote a post, in private, whether it may become a partnership."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.ask(asker, post, words, at, source=SOURCE).id, as_json)


def answer(
    id_: AskId,
    word: Annotated[Word, typer.Argument(metavar="WORD", help="yes or no.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say yes or no to it; only on yes a connection is begun in the list of the one who asked."""
    at = moment(now)
    asker = who_asks(at)
    verbs.answer(asker, id_, at, yes=word is Word.YES, source=SOURCE)
    _show(asker, id_, as_json)


def withdraw(id_: AskId, now: Now = None, as_json: AsJson = False) -> None:
    """Take an ask of your own back, while it is open."""
    at = moment(now)
    asker = who_asks(at)
    verbs.withdraw(asker, id_, at, source=SOURCE)
    _show(asker, id_, as_json)


def list_(now: Now = None, as_json: AsJson = False) -> None:
    """What you asked and were asked about partnerships; nobody else sees it."""
    asks = queries.asks_of(who_asks(moment(now)))
    if as_json:
        say.out_json([_as_data(each) for each in asks])
        return
    for each in asks:
        _print(each)
    if not asks:
        say.console().print("Nothing was asked.")


def _show(asker: Asker, ask_id: int, as_json: bool) -> None:
    shown = queries.ask_of(asker, ask_id)
    if as_json:
        say.out_json(_as_data(shown))
        return
    _print(shown)
    if shown.open and not shown.mine:
        say.console().print(say.indented(f"On a yes is kept: {'; '.join(KEPT)}. {NOT_KEPT}"))


def _print(shown: queries.AskShown) -> None:
    row = shown.ask
    who = f"you asked {row.to}" if shown.mine else f"{row.by} asks you"
    out = say.console()
    out.print(f"[dim]{row.id}[/dim]  {say.escape(who)}: {_state(shown)}")
    out.print(say.indented(f"“{say.escape(row.words)}”"))


def _state(shown: queries.AskShown) -> str:
    if shown.open:
        return "not answered yet"
    return {True: "yes", False: "no", None: "taken back"}[shown.ask.yes]


def _as_data(shown: queries.AskShown) -> dict[str, Any]:
    row = shown.ask
    return {
        "id": row.id, "by": str(row.by), "to": str(row.to), "mine": shown.mine, "words": row.words,
        "at": row.at.isoformat(), "state": _state(shown), "thread": row.thread_id, "connection": shown.connection_id,
    }  # fmt: skip
