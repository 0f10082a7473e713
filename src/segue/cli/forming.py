"""`segue communities forming`, `wave-aside`, `bring-back`: where purposes seem to form."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from segue.actions import forming as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries.forming import FormingShown, forming_page
from segue.store.models import Asker, Community

FormingId = Annotated[int, typer.Argument(metavar="ID", help="Its number, as `segue communities forming` shows it.")]


def forming(
    community: Annotated[int, typer.Argument(metavar="COMMUNITY", help="The number of the community.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Where purposes seem to form in a community, the strongest first, with why and the messages."""
    _show(who_asks(moment(now)), community, as_json)


def wave_aside(id_: FormingId, now: Now = None, as_json: AsJson = False) -> None:
    """There is no purpose in it; it is not pointed at again."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.wave_aside(asker, id_, at, source=SOURCE).community_id, as_json)


def bring_back(id_: FormingId, now: Now = None, as_json: AsJson = False) -> None:
    """There may be a purpose in it after all; it is pointed at again."""
    at = moment(now)
    asker = who_asks(at)
    _show(asker, verbs.bring_back(asker, id_, at, source=SOURCE).community_id, as_json)


def _show(asker: Asker, community_id: int, as_json: bool) -> None:
    try:
        page = forming_page(asker, community_id)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {community_id}.") from None
    if as_json:
        found, waved = ([_as_data(each) for each in rows] for rows in (page.found, page.waved))
        told = {"community": page.community.id, "looked_at": page.community.looked_at}
        say.out_json(told | {"found": found, "waved_aside": waved})
        return
    out = say.console()
    out.print(f"[bold]{say.escape(str(page.community))}[/bold]")
    for each in page.found:
        _print(out, each)
    if not page.found:
        out.print("Nothing seems to form here yet.")
    if page.waved:
        out.print("[dim]Waved aside:[/dim]")
        for each in page.waved:
            out.print(say.indented(f"[dim]{each.forming.id}[/dim]  {say.escape(each.theme)}"))


def _print(out: Console, each: FormingShown) -> None:
    out.print(f"[dim]{each.forming.id}[/dim]  {say.escape(each.theme)}")
    out.print(say.indented(f"[dim]{say.escape(' '.join(each.forming.why))}[/dim]", 4))
    for post in each.posts:
        words = " ".join(post.body.split())[:160]
        out.print(say.indented(f"“{say.escape(words)}” [dim]{say.escape(str(post.voice))}[/dim]", 4))


def _as_data(each: FormingShown) -> dict[str, Any]:
    row = each.forming
    return {
        "id": row.id,
        "theme": each.theme,
        "why": row.why,
        "found_at": row.found_at,
        "posts": [
            {"id": post.id, "thread": post.thread_id, "by": str(post.voice), "at": post.at, "text": post.body}
            for post in each.posts
        ],
        "purposes": [purpose.id for purpose in each.purposes],
        "waved_at": row.waved_at,
        "waved_by": row.waved_by and str(row.waved_by),
    }
