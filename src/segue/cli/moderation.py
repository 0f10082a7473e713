"""`segue communities hide`, `uncover`, `lock`, `unlock`, `block`, `unblock`, `moderation`, `search`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from segue.actions import moderation as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.queries import moderation as queries
from segue.queries.communities import standing
from segue.queries.history import latest
from segue.queries.post_search import PostHit, search_posts
from segue.store.models import Asker, Belonging, Community, Moderation

CommunityId = Annotated[int, typer.Argument(metavar="COMMUNITY", help="The number of the community.")]
ThreadId = Annotated[int, typer.Argument(metavar="THREAD", help="The number of the thread.")]
MaybeThread = Annotated[int | None, typer.Argument(metavar="[THREAD]", help="The number of a thread.")]
OnePost = Annotated[int | None, typer.Option("--post", metavar="POST", help="A post instead, by its number.")]
Who = Annotated[str, typer.Argument(metavar="WHO", help="A member's name or mail address.")]
Why = Annotated[str, typer.Option("--why", "-w", help="Why; the members can read it in the log.")]


def hide(
    thread: MaybeThread = None, post: OnePost = None, why: Why = "", now: Now = None, as_json: AsJson = False
) -> None:
    """Cover a thread or a post, for moderators: a post's place stays, and its author still sees it."""
    _covered(verbs.hide_thread, verbs.hide_post, thread, post, why, now, as_json)


def uncover(
    thread: MaybeThread = None, post: OnePost = None, why: Why = "", now: Now = None, as_json: AsJson = False
) -> None:
    """Uncover a thread or a post again."""
    _covered(verbs.show_thread, verbs.show_post, thread, post, why, now, as_json)


def lock(thread: ThreadId, why: Why = "", now: Now = None, as_json: AsJson = False) -> None:
    """Let a thread be read, and nothing be added."""
    at = moment(now)
    asker = who_asks(at)
    verbs.lock_thread(asker, thread, why, at, source=SOURCE)
    _done(asker, as_json)


def unlock(thread: ThreadId, why: Why = "", now: Now = None, as_json: AsJson = False) -> None:
    """Let people speak in a thread again."""
    at = moment(now)
    asker = who_asks(at)
    verbs.unlock_thread(asker, thread, why, at, source=SOURCE)
    _done(asker, as_json)


def block(community: CommunityId, who: Who, why: Why = "", now: Now = None, as_json: AsJson = False) -> None:
    """Keep a member out of a community; whoever steers it is not blocked."""
    at = moment(now)
    asker = who_asks(at)
    verbs.block(asker, community, _member(asker, community, who).id, why, at, source=SOURCE)
    _done(asker, as_json)


def unblock(community: CommunityId, who: Who, why: Why = "", now: Now = None, as_json: AsJson = False) -> None:
    """Let a member in again."""
    at = moment(now)
    asker = who_asks(at)
    verbs.unblock(asker, community, _member(asker, community, who).id, why, at, source=SOURCE)
    _done(asker, as_json)


def moderation(
    community: CommunityId,
    after: Annotated[str, typer.Option("--after", help="Go on where the last page ended, as --json names it.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What was hidden, locked or blocked, by whom and why, the latest first; for the members."""
    try:
        page = queries.log_page(who_asks(moment(now)), community, after)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {community} that you are in.") from None
    if as_json:
        say.out_json({"lines": [_line_data(each) for each in page.lines], "next": page.next})
        return
    out = say.console()
    for each in page.lines:
        about = f"post {each.post_id}" if each.post_id else f"thread {each.thread_id}" if each.thread_id else ""
        told = each.belonging.member if each.belonging else about
        by = each.by or "somebody who left"
        out.print(f"[dim]{each.at:%Y-%m-%d %H:%M}[/dim]  {say.escape(f'{by}: {each.verb} {told}')}")
        if each.why:
            out.print(say.indented(say.escape(each.why)))
    if not page.lines:
        out.print("Nothing has been moderated.")


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="As in the search field of communities.")],
    community: Annotated[int | None, typer.Option("--in", metavar="COMMUNITY", help="In this one alone.")] = None,
    best: Annotated[bool, typer.Option("--best", help="The best first, not the newest.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Find what was said in the communities and teams that you may read."""
    asker = who_asks(moment(now))
    if community is not None:
        try:
            standing(asker, community)
        except Community.DoesNotExist:
            raise NotFound(f"There is no community {community}.") from None
    found = search_posts(asker, " ".join(words), community_id=community, best=best)
    if as_json:
        say.out_json({"hits": [_hit_data(each) for each in found.hits], "more": found.more, "odd": found.odd})
        return
    out = say.console()
    for odd in found.odd:
        out.print(f"[yellow]Not understood: {say.escape(odd)}[/yellow]")
    for each in found.hits:
        post = each.post
        space = post.thread.community or post.thread.team
        out.print(f"[dim]{post.id}[/dim]  [bold]{say.escape(post.thread.subject)}[/bold]  {say.escape(str(space))}")
        words_there = "".join(
            f"[bold]{say.escape(text)}[/bold]" if hit else say.escape(text) for text, hit in each.pieces
        )
        out.print(say.indented(f"{words_there} [dim]{say.escape(str(post.voice))}[/dim]", 4))
    if not found.hits:
        out.print("Nothing found in what you may read.")
    elif found.more:
        out.print("[dim]There are more: another word, from: or before: narrows it.[/dim]")


def _covered(
    of_thread: Callable[..., Any],
    of_post: Callable[..., Any],
    thread: int | None,
    post: int | None,
    why: str,
    now: Now,
    as_json: bool,
) -> None:
    if (thread is None) == (post is None):
        raise Refused("Name one: the number of a thread, or a post with --post.")
    at = moment(now)
    asker = who_asks(at)
    if post is not None:
        of_post(asker, post, why, at, source=SOURCE)
    else:
        of_thread(asker, thread, why, at, source=SOURCE)
    _done(asker, as_json)


def _done(asker: Asker, as_json: bool) -> None:
    event = latest(asker)
    told = event.text if event else ""
    if as_json:
        say.out_json({"done": True, "text": told})
        return
    say.console().print(say.escape(told))
    say.console().print("[dim]The members can read it in the log. segue undo takes it back.[/dim]")


def _member(asker: Asker, community: int, who: str) -> Belonging:
    try:
        found = queries.members_called(asker, community, who)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {community} that you moderate.") from None
    if not found:
        raise NotFound(f"Nobody in it is called {who!r}.")
    if len(found) > 1:
        raise Refused(f"Several in it are called {who!r}; name the mail address.")
    return found[0]


def _line_data(row: Moderation) -> dict[str, Any]:
    return {
        "at": row.at, "by": row.by and str(row.by), "verb": row.verb, "why": row.why, "thread": row.thread_id,
        "post": row.post_id, "member": row.belonging and str(row.belonging.member),
    }  # fmt: skip


def _hit_data(hit: PostHit) -> dict[str, Any]:
    post, thread = hit.post, hit.post.thread
    return {
        "post": post.id, "thread": thread.id, "subject": thread.subject, "community": thread.community_id,
        "team": thread.team_id, "by": str(post.voice), "at": post.at, "text": post.body,
    }  # fmt: skip
