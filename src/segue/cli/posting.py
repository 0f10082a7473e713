"""`segue communities thread`, `begin`, `post`, `edit`, `take-back`: what is said in communities and teams."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from segue.actions import posting as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries.posts import ShownPost, thread_page
from segue.store.models import Asker, Thread

ThreadId = Annotated[int, typer.Argument(metavar="THREAD", help="The number of the thread, as its address shows it.")]
PostId = Annotated[int, typer.Argument(metavar="POST", help="The number of the post.")]
Words = Annotated[str, typer.Option("--words", "-w", help="What you say, in Markdown; - reads it from standard input.")]


def thread(
    id_: ThreadId,
    after: Annotated[str, typer.Option("--after", metavar="PLACE", help="Later posts, from there.")] = "",
    latest: Annotated[bool, typer.Option("--latest", help="The latest posts.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What is said in a thread of a community or a team, with the number of each post."""
    _show(who_asks(moment(now)), id_, as_json, after=after, latest=latest)


def begin(
    where: Annotated[int, typer.Argument(metavar="ID", help="The number of the community; with --team, of the team.")],
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="What it is about, in a few words.")],
    words: Words,
    team: Annotated[bool, typer.Option("--team", help="It is begun in a team.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Begin a thread with its first post, in a community or in a team."""
    at = moment(now)
    asker = who_asks(at)
    place = {"team_id" if team else "community_id": where}
    made = verbs.begin_thread(asker, subject, _read(words), at, source=SOURCE, **place)
    _show(asker, made.id, as_json)


def post(id_: ThreadId, words: Words, now: Now = None, as_json: AsJson = False) -> None:
    """Say something in a thread."""
    at = moment(now)
    asker = who_asks(at)
    verbs.post(asker, id_, _read(words), at, source=SOURCE)
    _show(asker, id_, as_json, latest=True)


def edit(id_: PostId, words: Words, now: Now = None, as_json: AsJson = False) -> None:
    """Set your own words right; it is seen that they were changed."""
    at = moment(now)
    asker = who_asks(at)
    said = verbs.edit_post(asker, id_, _read(words), at, source=SOURCE)
    _tell(said.id, said.thread_id, "Set right. Undo: segue undo", as_json)


def take_back(id_: PostId, now: Now = None, as_json: AsJson = False) -> None:
    """Take your own words back; their place stays."""
    at = moment(now)
    said = verbs.take_back(who_asks(at), id_, at, source=SOURCE)
    _tell(said.id, said.thread_id, "Taken back. Undo: segue undo", as_json)


def _read(words: str) -> str:
    return sys.stdin.read() if words == "-" else words


def _tell(post_id: int, thread_id: int, words: str, as_json: bool) -> None:
    if as_json:
        say.out_json({"post": post_id, "thread": thread_id})
    else:
        say.console().print(words)


def _show(asker: Asker, id_: int, as_json: bool, *, after: str = "", latest: bool = False) -> None:
    if after and latest:
        raise Refused("Either --after or --latest.")
    try:
        known = thread_page(asker, id_, after=after, latest=latest)
    except Thread.DoesNotExist:
        raise NotFound(f"There is no thread {id_}.") from None
    row = known.thread
    if as_json:
        told = {
            "id": row.id, "subject": row.subject, "community": row.community_id, "team": row.team_id,
            "locked_at": row.locked_at, "hidden_at": row.hidden_at, "earlier": known.earlier, "later": known.later,
        }  # fmt: skip
        say.out_json(told | {"posts": [_as_data(each) for each in known.posts]})
        return
    out = say.console()
    out.print(
        f"[dim]{row.id}[/dim]  [bold]{say.escape(row.subject)}[/bold]  {say.escape(str(row.community or row.team))}"
    )
    for each in known.posts:
        _print(asker, each)
    if known.later:
        out.print(f"[dim]Later: segue communities thread {row.id} --after {known.later}, or --latest[/dim]")
    if row.locked_at:
        out.print("This thread is locked: it can be read, and nothing is added.")


def _print(asker: Asker, each: ShownPost) -> None:
    row = each.post
    changed = ", changed" if row.edited_at and not each.gone else ""
    hidden = ", hidden" if each.hidden else ""
    who = "You" if each.own else say.escape(row.voice.name)
    out = say.console()
    out.print(f"\n[bold]{who}[/bold]  [dim]{row.id}, {say.date_of(row.at, asker)}{changed}{hidden}[/dim]")
    out.print(say.indented(say.escape(each.words) or f"[dim]{_missing(each)}[/dim]"))


def _missing(each: ShownPost) -> str:
    return "Taken back by who said it." if each.gone else "Hidden by a moderator. The log says why."


def _as_data(each: ShownPost) -> dict[str, Any]:
    row = each.post
    return {
        "id": row.id, "by": row.voice.name, "own": each.own, "at": row.at, "edited_at": row.edited_at,
        "text": each.words, "taken_back": each.gone, "hidden": each.hidden,
        "role": each.belonging and each.belonging.role, "kind": each.belonging and each.belonging.kind,
    }  # fmt: skip
