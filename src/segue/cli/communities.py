"""`segue communities list`, `show`, `members` and what is done with one: make, change, join, leave, appoint, close."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from segue.actions import communities as verbs
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.communities import Admission, Role, reading_of
from segue.queries import communities as queries
from segue.store.models import Asker, Belonging, Community, Thread

CommunityId = Annotated[
    int, typer.Argument(metavar="COMMUNITY", help="Its number, as `segue communities list` shows it.")
]
ReadBy = Annotated[
    Admission, typer.Option("--read-by", help="public: anybody; invitation: members; closed: none added.")
]
Topic = Annotated[str, typer.Option("--topic", help="What its members care for.")]
About = Annotated[str, typer.Option("--about", help="More about it, in Markdown.")]
After = Annotated[
    str, typer.Option("--after", metavar="PLACE", help="The page that begins there, as the one before tells.")
]


def list_(now: Now = None, as_json: AsJson = False) -> None:
    """The communities that you are in, and those that everybody can read."""
    asker = who_asks(moment(now))
    found = queries.communities(asker)
    if as_json:
        told = {"mine": [_listed(each) for each in found.mine], "open": [_listed(each) for each in found.open]}
        say.out_json(told | {"more": found.more})
        return
    for words, rows in (("Yours", found.mine), ("Open to everybody", found.open)):
        if rows:
            say.console().print(f"[bold]{words}[/bold]")
        for each in rows:
            row = each.community
            closed = ", closed" if row.closed_at else ""
            said = f"  [dim]last said {say.date_of(each.last_at, asker)}[/dim]" if each.last_at else ""
            name = f"{row.id}  {say.escape(row.name)}"
            say.console().print(f"{name} ({each.role or row.admission}{closed}): {say.escape(row.topic)}{said}")
    if not (found.mine or found.open):
        say.console().print('No community yet. Begin one: segue communities make "Readers" --topic "What we read"')


def show(id_: CommunityId, after: After = "", now: Now = None, as_json: AsJson = False) -> None:
    """A community: what it is about, who can read it, and its threads, the latest first."""
    _show(who_asks(moment(now)), id_, as_json, after)


def members(
    id_: CommunityId,
    after: Annotated[int, typer.Option("--after", metavar="NUMBER", help="Those who came after this one.")] = 0,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Who is in a community: stewards and moderators, then the others in the order in which they came."""
    asker = who_asks(moment(now))
    try:
        known = queries.members_page(asker, id_, after)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {id_}.") from None
    if not known.standing.member:
        raise Refused("Its members see who is in it. Join the community first.")
    rows = (*known.leading, *known.others)
    if as_json:
        say.out_json({"members": [_belonging(each) for each in rows], "next": known.next})
        return
    for each in rows:
        blocked = ", blocked" if each.blocked_at else ""
        say.console().print(f"{each.id}  {say.escape(str(each.member))} [dim]{each.kind}, {each.role}{blocked}[/dim]")
    if known.next:
        say.console().print(f"[dim]More: segue communities members {id_} --after {known.next}[/dim]")


def make(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    topic: Topic,
    about: About = "",
    read_by: ReadBy = Admission.INVITATION,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Begin a community about something that people care for; you are its steward."""
    at = moment(now)
    asker = who_asks(at)
    made = verbs.make_community(asker, name, topic, at, source=SOURCE, about=about, admission=read_by)
    _show(who_asks(at), made.id, as_json)


def change(
    id_: CommunityId,
    name: Annotated[str | None, typer.Option("--name", help="Its new name.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="What its members care for.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="More about it, in Markdown.")] = None,
    read_by: Annotated[Admission | None, typer.Option("--read-by", help="Who can read it.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Change what a community that you steer is called, what it is about, or who can read it."""
    at = moment(now)
    asker = who_asks(at)
    given = {"name": name, "topic": topic, "about": about, "admission": read_by}
    values = {key: value for key, value in given.items() if value is not None}
    if not values:
        raise Refused("Say what to change: --name, --topic, --about or --read-by.")
    verbs.change_community(asker, id_, at, source=SOURCE, **values)
    _show(asker, id_, as_json)


def join(id_: CommunityId, now: Now = None, as_json: AsJson = False) -> None:
    """Join a community that everybody can read."""
    at = moment(now)
    verbs.join(who_asks(at), id_, at, source=SOURCE)
    _show(who_asks(at), id_, as_json)


def leave(id_: CommunityId, now: Now = None, as_json: AsJson = False) -> None:
    """Leave a community; what you said there stays."""
    at = moment(now)
    left = verbs.leave(who_asks(at), id_, at, source=SOURCE)
    if as_json:
        say.out_json({"left": left.id})
    else:
        say.console().print(f"Left {say.escape(left.name)}. Undo: segue undo")


def appoint(
    id_: CommunityId,
    who: Annotated[int, typer.Argument(metavar="NUMBER", help="As `segue communities members` shows it.")],
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="steward, moderator or member.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say what a member is in a community that you steer."""
    at = moment(now)
    row = verbs.appoint(who_asks(at), id_, who, role, at, source=SOURCE)
    if as_json:
        say.out_json(_belonging(row))
    else:
        say.console().print(f"{say.escape(str(row.member))}: {row.role}. Undo: segue undo")


def close(id_: CommunityId, now: Now = None, as_json: AsJson = False) -> None:
    """Close a community that you steer: it can be read, and nothing is added."""
    at = moment(now)
    asker = who_asks(at)
    verbs.close(asker, id_, at, source=SOURCE)
    _show(asker, id_, as_json)


def reopen(id_: CommunityId, now: Now = None, as_json: AsJson = False) -> None:
    """Let people talk in a closed community again."""
    at = moment(now)
    asker = who_asks(at)
    verbs.reopen(asker, id_, at, source=SOURCE)
    _show(asker, id_, as_json)


def _show(asker: Asker, id_: int, as_json: bool, after: str = "") -> None:
    try:
        known = queries.community_page(asker, id_, after)
    except Community.DoesNotExist:
        raise NotFound(f"There is no community {id_}.") from None
    row = known.community
    if as_json:
        threads = [_thread(each) for each in known.threads]
        role = known.standing.belonging and known.standing.belonging.role
        say.out_json(_told(row) | {"role": role, "members": known.members, "threads": threads, "next": known.next})
        return
    out = say.console()
    out.print(f"[dim]{row.id}[/dim]  [bold]{say.escape(row.name)}[/bold]  {say.escape(row.topic)}")
    if row.closed_at:
        out.print(say.indented("Closed: it can be read, and nothing is added."))
    if row.about:
        out.print(say.indented(say.escape(row.about)))
    out.print(say.indented(f"[dim]{reading_of(Admission(row.admission))} Members: {known.members}.[/dim]"))
    for each in known.threads:
        marks = f"{', locked' if each.locked_at else ''}{', hidden' if each.hidden_at else ''}"
        out.print(
            f"{each.id}  {say.escape(each.subject)} "
            f"[dim]{say.escape(str(each.voice))}, {say.date_of(each.last_at, asker)}{marks}[/dim]"
        )
    if not known.threads:
        out.print(f'Nothing has been said here yet: segue communities begin {row.id} "…" --words "…"')
    if known.next:
        out.print(f"[dim]Older: segue communities show {row.id} --after {known.next}[/dim]")


def _listed(each: queries.Listed) -> dict[str, Any]:
    return _told(each.community) | {"role": each.role, "last_at": each.last_at}


def _told(row: Community) -> dict[str, Any]:
    names = ("id", "name", "topic", "about", "admission", "closed_at")
    return {name: getattr(row, name) for name in names}


def _thread(row: Thread) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("id", "subject", "first_at", "last_at", "locked_at", "hidden_at")}
    return told | {"by": str(row.voice)}


def _belonging(row: Belonging) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("id", "kind", "role", "joined_at", "blocked_at")}
    return told | {"name": str(row.member)}
