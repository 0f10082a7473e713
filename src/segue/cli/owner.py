"""`segue owner`, `invite` and `link`: who is on this server, and signing in without a password."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from django.urls import reverse

from segue.actions import accounts
from segue.actions.errors import NotFound, Refused
from segue.cli import home, say
from segue.cli.options import AsJson, Now, moment
from segue.queries.accounts import members
from segue.store.models import Member, User, asker_for

DEFAULT_PORT = 8765


def owner(
    email: Annotated[str, typer.Option("--email")] = "",
    name: Annotated[str, typer.Option("--name")] = "",
    zone: Annotated[str, typer.Option("--zone", help="An IANA time zone such as Europe/Stockholm.")] = "",
    country: Annotated[str, typer.Option("--country", help="Two letters, for holidays and telephone numbers.")] = "",
    password: Annotated[bool, typer.Option("--password", help="Ask for a password to sign in with.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Who owns this store: makes them on a new one, else sets right what is known of them."""
    at = moment(now)
    member = home.made_now(at, email, name, zone, country)
    if member is None:
        asker = home.asker(at)
        member = accounts.correct_owner(
            asker, email=email, name=name, zone=zone, country=country, now=at, source=home.SOURCE
        )
    if password:
        secret = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        accounts.set_password(asker_for(member), secret, now=at, source=home.SOURCE)
    _told(member, as_json)


def organisation(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    email: Annotated[str, typer.Option("--owner", help="The mail address of who will own it.")],
    owner_name: Annotated[str, typer.Option("--name", help="What they are called.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="An IANA time zone such as Europe/Stockholm.")] = "UTC",
    country: Annotated[str, typer.Option("--country")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """One more organisation on this server, walled off from the others; its owner signs in by `segue link`."""
    at = moment(now)
    home.prepare(at)
    made = accounts.found_organisation(email, owner_name, name, zone=zone, country=country, now=at, source=home.SOURCE)
    _told(made, as_json)


def invite(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    name: Annotated[str, typer.Option("--name")] = "",
    zone: Annotated[str, typer.Option("--zone")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Add a member to your organisation; give them a link to sign in with: segue link EMAIL."""
    at = moment(now)
    _told(accounts.invite(home.asker(at), email, name, zone=zone, now=at, source=home.SOURCE), as_json)


def link(
    email: Annotated[str, typer.Argument(metavar="[EMAIL]", help="Whose; yours without one.")] = "",
    base: Annotated[
        str, typer.Option("--base", help="Where the server is reached.")
    ] = f"http://localhost:{DEFAULT_PORT}",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A link that signs somebody in once, within half an hour."""
    at = moment(now)
    mine = home.member(at)
    found = [each for each in members(email) if each.organisation_id == mine.organisation_id] if email else [mine]
    if not found:
        raise NotFound(f"Nobody here has the address {email}.")
    if found[0] != mine and mine.role != Member.Role.OWNER:
        raise Refused("Only the owner can do that.")
    url = sign_in_url(found[0].user, base, at)
    if as_json:
        say.out_json({"link": url})
    else:
        print(url)


def sign_in_url(user: User, base: str, at: datetime) -> str:
    """The whole address of a fresh sign-in link."""
    return base.rstrip("/") + reverse("sign_in", args=[accounts.sign_in_link(user, at)])


def _told(member: Member, as_json: bool) -> None:
    data = {
        "email": member.user.email,
        "name": member.user.name,
        "role": member.role,
        "organisation": member.organisation.name,
        "zone": member.zone,
        "country": member.country,
    }
    if as_json:
        say.out_json(data)
    else:
        say.console().print(say.escape(", ".join(value for value in data.values() if value)))
