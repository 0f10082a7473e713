"""Joining a community by invitation, or from outside a public one: by a link that confirms the mail address.

Who has no account becomes a guest: a member of the organisation for its communities and teams alone. Opening a link
changes nothing (mail is opened by scanners, too); pressing its button does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from segue.actions.accounts import sign_in_link
from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.letters import address_of, need_mail, too_many, write
from segue.actions.spaces import community_for, voice_of
from segue.domain.communities import Act, Admission, Role
from segue.store.models import Asker, Belonging, Community, Invitation, Letter, Member, User, Voice, asker_for

INVITED = timedelta(days=14)
ASKED = timedelta(days=2)
MOST = 50
"""Addresses that are invited at once."""

_SALT = "segue.join"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link to join says: which community, which address, and the invitation, if there was one."""

    community: Community
    email: str
    name: str
    kind: Belonging.Kind
    invitation: Invitation | None


def invite(
    asker: Asker, community_id: int, emails: Iterable[str], kind: Belonging.Kind, now: datetime, *, source: str
) -> list[Invitation]:
    """Ask these addresses to join; each is sent a link that is good for INVITED. One invited already is asked anew."""
    need_mail()
    wanted = list(dict.fromkeys(each.strip().lower() for each in emails if each.strip()))
    if not wanted:
        raise Refused("Name at least one mail address.")
    if len(wanted) > MOST:
        raise Refused(f"At most {MOST} addresses at once.")
    for email in wanted:
        _check(email)
    with deed(asker, "invite to community", now, source=source) as change:
        community = community_for(asker, community_id, Act.INVITE)
        here = {email.lower() for email in community.belongings.values_list("member__user__email", flat=True)}
        if often := [email for email in wanted if too_many(email, now)]:
            raise Refused(f"{often[0]} has been written to often enough for now; try again in an hour.")
        made = [_invited(change, community, email, kind, now) for email in wanted if email not in here]
        if not made:
            raise Refused("They are all in it already.")
        change.about(community, f"Invited to {community.name}: {', '.join(each.email for each in made)}")
        host = str(Member.objects.select_related("user").get(id=asker.member_id))
        for each in made:
            _send(each, community, host, now)
    return made


def revoke(asker: Asker, invitation_id: int, now: datetime, *, source: str) -> Invitation:
    """Take an invitation back: its link is good for nothing any more."""
    with deed(asker, "revoke invitation", now, source=source) as change:
        row = Invitation.objects.visible_to(asker).filter(id=invitation_id).first()
        if row is None:
            raise NotFound(f"There is no invitation {invitation_id}.")
        community_for(asker, row.community_id, Act.INVITE)
        if row.taken_at:
            raise Refused("They have joined already; a moderator can block them.")
        change.save(row, revoked_at=now)
        change.about(row.community, f"Taken back: the invitation of {row.email}.")
    return row


def ask_to_join(community_id: int, email: str, name: str, now: datetime, *, network: str = "") -> None:
    """Somebody who is not signed in asks, from this network, to join a public community; a link goes to their address.

    It tells nobody whether the address is known here: who has an account is told in the mail to sign in.
    """
    need_mail()
    _check(email)
    public = Community.objects.visible_to(None).filter(id=community_id, closed_at=None).first()
    if public is None:
        raise NotFound(f"There is no community {community_id}.")
    email = email.strip()
    if too_many(email, now, kind=Letter.Kind.JOIN, network=network):
        return
    token = signing.dumps(["ask", public.id, email.lower(), name.strip()[:200]], salt=_SALT, compress=True)
    text = (
        f"You asked to join {public.name}: {public.topic}.\n\nTo confirm your address and join, open this link within"
        f" two days and press its button:\n{address_of(reverse('join', args=[token]))}\n\n"
        "If it was not you, do nothing."
    )
    write(email, f"Join {public.name}?", text, now, kind=Letter.Kind.JOIN, network=network)


def ask_for_link(email: str, now: datetime, *, network: str = "") -> None:
    """A guest asks to be let in again: a link goes to their address. It tells nobody whether there is such a guest."""
    need_mail()
    guest = User.objects.filter(
        email=email.strip().lower(), is_active=True, memberships__role=Member.Role.GUEST
    ).first()  # fmt: skip
    if guest is None or too_many(guest.email, now, kind=Letter.Kind.LINK, network=network):
        return
    link = address_of(reverse("sign_in", args=[sign_in_link(guest, now)]))
    text = f"This link lets you in once, within half an hour:\n{link}"
    write(guest.email, "Your link", text, now, kind=Letter.Kind.LINK, network=network)


def ticket_of(token: str) -> Ticket:
    """What a link says; raises Refused where it is not good any more."""
    try:
        kind, number, *rest = signing.loads(token, salt=_SALT, max_age=INVITED)
        if kind == "ask":
            signing.loads(token, salt=_SALT, max_age=ASKED)
    except signing.SignatureExpired:
        raise Refused("This link has expired; ask for a new one.") from None
    except (signing.BadSignature, ValueError):
        raise Refused("This link is not one of ours.") from None
    if kind == "ask":
        public = Community.objects.visible_to(None).filter(id=number, closed_at=None).first()
        if public is None:
            raise Refused("This community is not open to everybody any more.")
        email, name = rest
        return Ticket(public, email, name, Belonging.Kind.OTHER, None)
    row = Invitation.objects.select_related("community").filter(id=number).first()
    if row is None or row.revoked_at:
        raise Refused("This invitation has been taken back.")
    if row.community.closed_at or row.community.admission == Admission.CLOSED:
        raise Refused("This community takes in nobody any more.")
    return Ticket(row.community, row.email, "", Belonging.Kind(row.kind), row)


def join_by(token: str, name: str, now: datetime, *, signed_in: Asker | None, source: str) -> tuple[Belonging, User]:
    """Join by a link, and confirm the address by it; gives who has joined, to be signed in where they are a guest.

    Somebody signed in here joins as who they are. An address with an account signs in first: a link of two weeks must
    not open an account. Raises Refused for that, and for what is not good any more.
    """
    ticket = ticket_of(token)
    with transaction.atomic():
        member = _member(ticket, name, signed_in)
        asker = asker_for(member)
        with deed(asker, "join", now, source=source) as change:
            if member.user.email.lower() == ticket.email.lower():
                change.save(member.user, confirmed=member.user.email)
            belonging = _belong(change, ticket, member, now)
            change.about(ticket.community, f"Joined {ticket.community.name}.")
    return belonging, member.user


def _member(ticket: Ticket, name: str, signed_in: Asker | None) -> Member:
    home = ticket.community.organisation_id
    if ticket.invitation is not None and ticket.invitation.taken_at:
        raise Refused("This invitation has been used. Ask for a link on the page where you sign in.")
    if signed_in is not None and signed_in.organisation_id == home:
        return Member.objects.select_related("user").get(id=signed_in.member_id)
    user = User.objects.filter(email=ticket.email).first()
    known = Member.objects.filter(user=user).order_by("id").first() if user else None
    if known is not None and known.organisation_id != home:
        raise Refused("This address belongs to another organisation on this server; use another address to join.")
    if known is not None and known.role != Member.Role.GUEST:
        raise Refused("This address has an account here. Sign in first, then open the link again.")
    if known is not None and ticket.invitation is None and known.user.last_login:
        raise Refused("This link has been used. Ask for a link on the page where you sign in, then join.")
    if user is None:
        user = User(email=ticket.email, confirmed=ticket.email, name=(name or ticket.name).strip()[:200])
        user.set_unusable_password()
        user.save()
    if known is not None:
        return known
    return Member.objects.create(organisation_id=home, user=user, role=Member.Role.GUEST, zone="UTC")


def _belong(change: Change, ticket: Ticket, member: Member, now: datetime) -> Belonging:
    mine = Belonging.objects.filter(community=ticket.community, member=member).first()
    if mine is not None and mine.blocked_at:
        raise Refused("A moderator has blocked you here. Ask one of its stewards.")
    if ticket.invitation is not None:
        change.save(ticket.invitation, taken_at=now)
    addr = member.user.confirmed_address
    if addr and Voice.objects.filter(organisation_id=member.organisation_id, addr=addr, member=None).exists():
        voice_of(change)  # what was imported under this address is theirs
    if mine is not None:
        return mine
    guest = member.role == Member.Role.GUEST
    kind = ticket.kind if guest or ticket.invitation else Belonging.Kind.EMPLOYEE
    return change.create(
        Belonging(community=ticket.community, member=member, role=Role.MEMBER, kind=kind, joined_at=now)
    )


def _invited(change: Change, community: Community, email: str, kind: Belonging.Kind, now: datetime) -> Invitation:
    standing = Invitation.objects.filter(community=community, email=email, taken_at=None, revoked_at=None).first()
    if standing is not None:
        return change.save(standing, at=now, kind=kind)
    return change.create(Invitation(community=community, email=email, kind=kind, by_id=change.asker.member_id, at=now))


def _send(row: Invitation, community: Community, host: str, now: datetime) -> None:
    token = signing.dumps(["invited", row.id], salt=_SALT, compress=True)
    text = (
        f"{host} invites you to {community.name}: {community.topic}.\n\nIt is a community in which people talk about"
        f" what they care for. No account is needed. To join, open this link within two weeks and press its"
        f" button:\n{address_of(reverse('join', args=[token]))}\n\nIf you would rather not, do nothing."
    )
    write(row.email, f"{host} invites you to {community.name}", text, now)


def _check(email: str) -> None:
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refused(f"{email.strip()[:100]} is not a mail address.") from None
