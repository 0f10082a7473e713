"""`segue thread`: a conversation as it was said, with the detected words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from segue.actions import detections
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries import conversations as queries
from segue.store.models import Asker, Conversation

_KEPT = {"confirmed": "Confirmed", "rejected": "Rejected", "unsure": "Left as it is, and not asked about again"}


def thread(
    id_: Annotated[int, typer.Argument(metavar="ID", help="The number of the conversation.")],
    before: Annotated[int | None, typer.Option("--before", help="Only what was said before this message.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A conversation: what was said, the detected words in bold with their number (confirm M, not-so M)."""
    asker = who_asks(moment(now))
    try:
        page = queries.read(asker, id_, before=before)
    except Conversation.DoesNotExist:
        raise NotFound(f"There is no conversation {id_}.") from None
    if as_json:
        say.out_json(_as_data(page))
    else:
        _print_thread(say.console(), page, asker)


def confirm(mark: Annotated[int, typer.Argument(metavar="M")], now: Now = None, as_json: AsJson = False) -> None:
    """A detection is right."""
    at = moment(now)
    detections.confirm(who_asks(at), mark, at, source=SOURCE)
    _told(mark, "confirmed", as_json)


def not_so(mark: Annotated[int, typer.Argument(metavar="M")], now: Now = None, as_json: AsJson = False) -> None:
    """A detection is wrong; it never returns, also after a new import."""
    at = moment(now)
    detections.reject_mark(who_asks(at), mark, at, source=SOURCE)
    _told(mark, "rejected", as_json)


def not_sure(mark: Annotated[int, typer.Argument(metavar="M")], now: Now = None, as_json: AsJson = False) -> None:
    """You cannot tell whether it is right; nothing asks about it again."""
    at = moment(now)
    detections.not_sure(who_asks(at), mark, at, source=SOURCE)
    _told(mark, "unsure", as_json)


def _told(mark: int, verdict: str, as_json: bool) -> None:
    if as_json:
        say.out_json({"mark": mark, "verdict": verdict})
    else:
        say.console().print(f"{_KEPT[verdict]}. Undo: segue undo")


def _as_data(page: queries.ConversationPage) -> dict[str, Any]:
    conversation = page.conversation
    return {
        "id": conversation.id,
        "medium": conversation.medium,
        "subject": conversation.subject,
        "ending": conversation.ending,
        "present": [asdict(each) for each in page.present],
        "earlier": page.earlier,
        "messages": [asdict(each) for each in page.said],
        "commitments": [
            {"id": each.id, "what": each.what, "state": each.state, "due": each.due, "mine": each.mine}
            for each in page.commitments
        ],
    }


def _print_thread(out: Console, page: queries.ConversationPage, asker: Asker) -> None:
    conversation = page.conversation
    out.print(f"[bold]{say.escape(str(conversation))}[/bold]  [dim]{conversation.medium} {conversation.id}[/dim]")
    if page.earlier:
        out.print(f"[dim]Earlier: segue thread {conversation.id} --before {page.earlier}[/dim]")
    for said in page.said:
        _print_said(out, said, asker)
    for each in page.commitments:
        due = f", due {say.day(each.due)}" if each.due else ""
        out.print(f"{each.id}  {'you' if each.mine else 'they'}: {say.escape(each.what)} ({each.state}{due})")


def _print_said(out: Console, said: queries.Said, asker: Asker) -> None:
    out.print(
        f"\n[bold]{'You' if said.mine else say.escape(said.who)}[/bold]  [dim]{say.date_of(said.at, asker)}[/dim]"
    )
    text = Text(said.body)
    for mark in said.marks:
        text.stylize("bold", mark.start, mark.end)
    for start, end in said.own:
        said_here = text[start:end]
        said_here.rstrip()
        out.print(say.indented(said_here))
    if said.unread:
        out.print(f"  [dim]not read: language {said.unread}[/dim]")
    for mark in said.marks:
        out.print(
            f"  [dim]{mark.id}: {mark.act}{' (confirmed)' if mark.confirmed else ''}, {mark.confidence:.0%}"
            f"{f', read with {say.escape(mark.read_with)}' if mark.read_with else ''}[/dim]"
        )
