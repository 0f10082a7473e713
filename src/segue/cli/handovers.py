"""`segue handovers`: purposes that were offered to a team of yours, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import typer

from segue.actions import handovers as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries.handovers import HandoverPage, handover_page, handovers_of
from segue.store.models import Asker, Handover

Id = Annotated[
    int, typer.Argument(metavar="ID", help="The number of the handover, as `segue handovers list` shows it.")
]
Needed = Annotated[str, typer.Option("--words", "-w", help="What you say: it is read where it began.")]

STATES = {
    "offered": "waits for the team's answer",
    "accepted": "the team works on it",
    "declined": "declined, with thanks",
    "delivered": "delivered; the steward tells it where it began",
    "reported": "delivered, and told where it began",
    "left": "offered to another team since",
}


def list_(now: Now = None, as_json: AsJson = False) -> None:
    """What was offered to your teams, the latest first."""
    asker = who_asks(moment(now))
    rows = handovers_of(sorted(asker.team_ids))
    if as_json:
        say.out_json([_data(row) for row in rows])
        return
    out = say.console()
    for row in rows:
        out.print(f"[dim]{row.id}[/dim]  {say.escape(row.purpose.wording)}")
        out.print(say.indented(f"[dim]{say.escape(str(row.team))}: {STATES[row.state]}[/dim]", 4))
    if not rows:
        out.print("Nothing was offered to a team of yours.")


def show(id_: Id, now: Now = None, as_json: AsJson = False) -> None:
    """A purpose as the team has it, with the messages it came from; named are those who said yes to it."""
    _show(who_asks(moment(now)), id_, as_json)


def accept(
    id_: Id,
    words: Annotated[str, typer.Option("--words", "-w", help="A word with it.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The team takes it on; it delivers by commitments among its members."""
    at = moment(now)
    asker = who_asks(at)
    verbs.accept(asker, id_, at, source=SOURCE, words=words)
    _show(asker, id_, as_json)


def ask(id_: Id, words: Needed, now: Now = None, as_json: AsJson = False) -> None:
    """The team asks the steward something before it answers."""
    _say(verbs.ask, id_, words, now, as_json)


def decline(id_: Id, words: Needed, now: Now = None, as_json: AsJson = False) -> None:
    """The team cannot, and says why; the reason goes back to the threads, with thanks."""
    _say(verbs.decline, id_, words, now, as_json)


def progress(id_: Id, words: Needed, now: Now = None, as_json: AsJson = False) -> None:
    """The team says how far it is; it goes back to the threads."""
    _say(verbs.progress, id_, words, now, as_json)


def deliver(id_: Id, words: Needed, now: Now = None, as_json: AsJson = False) -> None:
    """The team says what came of it; the steward tells it where it began."""
    _say(verbs.deliver, id_, words, now, as_json)


def _say(verb: Callable[..., Any], id_: int, words: str, now: datetime | None, as_json: bool) -> None:
    at = moment(now)
    asker = who_asks(at)
    verb(asker, id_, words, at, source=SOURCE)
    _show(asker, id_, as_json)


def _show(asker: Asker, handover_id: int, as_json: bool) -> None:
    try:
        page = handover_page(asker, handover_id)
    except Handover.DoesNotExist:
        raise NotFound(f"There is no handover {handover_id}.") from None
    if as_json:
        say.out_json(_page_data(page))
        return
    out = say.console()
    row = page.handover
    out.print(f"[bold]{say.escape(row.purpose.wording)}[/bold]  {say.escape(str(row.team))}: {STATES[row.state]}")
    if row.words:
        out.print(say.indented(say.escape(row.words)))
    for given in page.given:
        out.print(say.indented(f"{say.quoted(given.words)} [dim]{say.escape(given.who or 'a member')}[/dim]"))
    for move in page.moves:
        who = "The team" if move.by == "team" else "The steward"
        out.print(say.indented(say.escape(f"{who}: {move.words or move.move}")))
    if row.outcome:
        out.print(say.indented(f"What came of it: {say.escape(row.outcome)}"))


def _page_data(page: HandoverPage) -> dict[str, Any]:
    return _data(page.handover) | {
        "words": page.handover.words,
        "outcome": page.handover.outcome,
        "messages": [{"by": given.who, "at": given.post.at, "text": given.words} for given in page.given],
        "said": [{"by": move.by, "move": move.move, "at": move.at, "words": move.words} for move in page.moves],
        "possible": sorted(page.verbs),
    }


def _data(row: Handover) -> dict[str, Any]:
    return {
        "id": row.id,
        "purpose": row.purpose_id,
        "wording": row.purpose.wording,
        "team": str(row.team),
        "state": row.state,
        "offered_at": row.offered_at,
    }
