"""`segue communities invite`, `invitations`, `revoke`, `follow`, `unfollow`: joining, and word by mail."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from segue.actions import following, joining, letters
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.communities import Kind
from segue.queries import moderation as queries
from segue.store.models import Belonging, Community, Invitation

CommunityId = Annotated[int, typer.Argument(metavar="COMMUNITY", help="The number of the community.")]
Followed = Annotated[int | None, typer.Argument(metavar="[COMMUNITY]", help="The number of a community.")]
OneThread = Annotated[int | None, typer.Option("--thread", metavar="THREAD", help="A thread instead, by its number.")]


def invite(
    community: CommunityId,
    emails: Annotated[list[str], typer.Argument(metavar="EMAIL...", help="Whom to ask.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What they are: employee, customer or other.")] = Kind.OTHER,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Ask people to join a community, each by a mail with a link that is good for two weeks."""
    at = moment(now)
    made = joining.invite(who_asks(at), community, emails, Belonging.Kind(kind), at, source=SOURCE)
    _show(made, as_json)


def invitations(community: CommunityId, now: Now = None, as_json: AsJson = False) -> None:
    """Who was asked to join and has not answered yet; for those who may invite."""
    try:
        waiting = queries.invitations(who_asks(moment(now)), community)[1]
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {community} that you invite to.") from None
    _show(waiting, as_json)


def revoke(
    id_: Annotated[int, typer.Argument(metavar="ID", help="Its number, as `segue communities invitations` shows it.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Take an invitation back: its link lets nobody in any more."""
    at = moment(now)
    row = joining.revoke(who_asks(at), id_, at, source=SOURCE)
    if as_json:
        say.out_json(_as_data(row))
    else:
        say.console().print(f"Taken back: the invitation of {say.escape(row.email)}.")


def follow(
    community: Followed = None, thread: OneThread = None, now: Now = None, as_json: AsJson = False
) -> None:  # fmt: skip
    """Get word by mail: of new threads in a community, or of new posts in a thread."""
    at = moment(now)
    asker = who_asks(at)
    if _is_thread(community, thread):
        made = following.follow_thread(asker, thread or 0, at, source=SOURCE)
    else:
        made = following.follow_community(asker, community or 0, at, source=SOURCE)
    _say(made.community_id, made.thread_id, f"You follow {made.thread or made.community}.", as_json, follows=True)
    if not as_json and not letters.can_send():
        say.console().print(f"[dim]{letters.NO_MAIL}[/dim]")


def unfollow(
    community: Followed = None, thread: OneThread = None, now: Now = None, as_json: AsJson = False
) -> None:  # fmt: skip
    """Get no more word of a community or a thread by mail."""
    at = moment(now)
    which = {"thread_id": thread} if _is_thread(community, thread) else {"community_id": community}
    following.unfollow(who_asks(at), at, source=SOURCE, **which)
    _say(community, thread, "You get no more word of it.", as_json, follows=False)


def _is_thread(community: int | None, thread: int | None) -> bool:
    if (community is None) == (thread is None):
        raise Refused("Name one: the number of a community, or a thread with --thread.")
    return thread is not None


def _say(community: int | None, thread: int | None, words: str, as_json: bool, *, follows: bool) -> None:
    if as_json:
        say.out_json({"community": community, "thread": thread, "follows": follows})
    else:
        say.console().print(say.escape(words))


def _show(rows: list[Invitation] | tuple[Invitation, ...], as_json: bool) -> None:
    if as_json:
        say.out_json([_as_data(each) for each in rows])
        return
    out = say.console()
    for each in rows:
        told = f"{each.email}  [dim]{each.kind}, asked by {say.escape(str(each.by))}, {each.at:%Y-%m-%d}[/dim]"
        out.print(f"[dim]{each.id}[/dim]  {told}")
    if not rows:
        out.print("Nobody is invited at the moment.")


def _as_data(row: Invitation) -> dict[str, Any]:
    return {
        "id": row.id, "community": row.community_id, "email": row.email, "kind": row.kind,
        "by": str(row.by), "at": row.at, "revoked_at": row.revoked_at,
    }  # fmt: skip
