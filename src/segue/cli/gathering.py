"""`segue gather`: bringing an archive into a community; `segue communities archives` and `take-back-archive`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from segue.actions import gathering as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.lazy import INTERRUPTED
from segue.cli.options import AsJson, Now, moment
from segue.cli.progress import progress_line, span
from segue.queries.communities import communities
from segue.queries.gathering import gather_page
from segue.store.models import Asker, Community

_NAMED = 10
LEFT_OUT = {
    "private": "private channels and direct messages",
    "robot": "said by machines",
    "notice": "notices of who came, went or changed something",
    "empty": "without words",
}


def gather(
    community: Annotated[str, typer.Argument(metavar="COMMUNITY", help="Its number or its name.")],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Bring archives into a community that you steer: mail (mbox, HyperKitty's), exports of Slack and Mattermost, lines
    of JSON.

    It can be run again at any time: what is there is known, and what is new is added; interrupted, it goes on. What was
    said in private is left out, nobody gets an account, and nobody is sent word of it.
    """
    at = moment(now)
    asker = who_asks(at)
    wanted = [path.expanduser().resolve() for path in paths]
    for path in wanted:
        if not path.exists():
            raise NotFound(f"There is no file or folder {path}.")
    try:
        with progress_line(as_json) as report:
            account = verbs.run(asker, _number(asker, community), wanted, at, source=SOURCE, report=report)
    except KeyboardInterrupt:
        print("Stopped. What was brought in is kept; the same command goes on from there.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    if as_json:
        say.out_json(asdict(account))
    else:
        _print(account)


def archives(
    community: Annotated[str, typer.Argument(metavar="COMMUNITY", help="Its number or its name.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What was brought into a community that you steer, the latest first."""
    at = moment(now)
    asker = who_asks(at)
    try:
        page = gather_page(asker, _number(asker, community), at)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {community}.") from None
    rows = [run.row for run in page.runs]
    if as_json:
        names = ("id", "paths", "state", "started_at", "read", "new", "known", "threads", "set_aside", "left_out")
        say.out_json([{name: getattr(row, name) for name in (*names, "taken_back_at", "error")} for row in rows])
        return
    out = say.console()
    for row in rows:
        names_ = ", ".join(Path(path).name for path in row.paths)
        state = "taken back" if row.taken_back_at else row.state
        out.print(
            f"[dim]{row.id}[/dim]  {say.escape(names_)}  {say.date_of(row.started_at, asker)}  {state}: "
            f"{row.new:,} new, {row.known:,} known already, {row.set_aside:,} set aside"
        )
    if not rows:
        out.print("Nothing was brought in yet: segue gather COMMUNITY PATH")


def take_back_archive(
    run: Annotated[int, typer.Argument(metavar="RUN", help="Its number, as `segue communities archives` shows it.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Take back what one run brought in; threads in which members have done something stay."""
    at = moment(now)
    taken = verbs.take_back(who_asks(at), run, at, source=SOURCE)
    if as_json:
        say.out_json(asdict(taken))
        return
    say.console().print(f"Taken back: {taken.posts:,} posts, {taken.threads:,} threads.")
    if taken.kept:
        say.console().print(f"{taken.kept:,} threads stay: members have done something there.")


def _number(asker: Asker, community: str) -> int:
    """The community of that number, or of that name."""
    if community.isascii() and community.isdigit():
        return int(community)
    listed = communities(asker)
    found = [each.community.id for each in (*listed.mine, *listed.open) if each.community.name == community]
    if len(found) != 1:
        raise NotFound(f"There is no one community {community!r}. Name it by its number.")
    return found[0]


def _print(account: verbs.Account) -> None:
    out = say.console()
    rate = account.read / account.seconds if account.seconds else 0
    out.print(
        f"Read {account.read:,} messages in {span(account.seconds)} ({rate:,.0f} a second): {account.new:,} new in "
        f"{account.threads:,} new threads and those that were there, {account.known:,} known already."
    )
    for why, count in account.left_out.items():
        out.print(f"Left out: {count:,} {LEFT_OUT.get(why, why)}.")
    if account.set_aside:
        out.print(f"Set aside: {account.set_aside:,}.")
    for source, position, reason in account.aside[:_NAMED]:
        out.print(f"  {say.escape(source)} at {position}: {say.escape(reason)}", soft_wrap=True)
    if account.set_aside > _NAMED:
        out.print(f"  and {account.set_aside - _NAMED:,} more: --json names the first thousand")
    if account.new:
        out.print(f"To take it back: segue communities take-back-archive {account.run}")
