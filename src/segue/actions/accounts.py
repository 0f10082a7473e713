"""Who is on this server: the first owner, members, teams, and the link that signs somebody in once."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.store.models import (
    Asker,
    Commitment,
    Connection,
    Conversation,
    Member,
    Organisation,
    Person,
    Shareable,
    Team,
    User,
    asker_for,
)

LINK_LASTS = timedelta(minutes=30)
_LINK_SALT = "segue.sign-in-link"
_SHAREABLE: dict[str, type[Shareable]] = {
    "person": Person,
    "connection": Connection,
    "conversation": Conversation,
    "commitment": Commitment,
}


def first_owner(
    email: str, name: str, *, zone: str, country: str = "", now: datetime, organisation: str = "", source: str
) -> Member:
    """Make the organisation and the member who owns it; refused where there is a member already.

    `zone` is an IANA name, `country` an ISO 3166 code for holidays and phone numbers, or empty.
    """
    with transaction.atomic():
        if Member.objects.exists():
            raise Refused("There is an owner already; the owner invites further members.")
        return _found(email, name, organisation, zone, country, now, source)


def found_organisation(
    email: str, name: str, organisation: str, *, zone: str, country: str = "", now: datetime, source: str
) -> Member:
    """One more organisation on this server, with the member who owns it; a wall stands between it and the others.

    For whoever operates the server. An address is in one organisation of a server.
    """
    if not organisation.strip():
        raise Refused("An organisation needs a name.")
    with transaction.atomic():
        if Member.objects.filter(user__email=email.lower()).exists():
            raise Refused(f"{email} is in an organisation of this server already; use another address.")
        return _found(email, name, organisation, zone, country, now, source)


def _found(email: str, name: str, organisation: str, zone: str, country: str, now: datetime, source: str) -> Member:
    _check_email(email)
    _check_zone(zone)
    home = Organisation.objects.create(name=organisation.strip() or name or email, created_at=now)
    user = User.objects.filter(email=email.lower()).first() or _new_user(email, name)
    user.save()
    member = Member.objects.create(
        organisation=home, user=user, role=Member.Role.OWNER, zone=zone, country=country.upper()
    )
    with deed(asker_for(member), "make owner", now, source=source) as change:
        change.about(member, f"{member} owns {home}.")
    return member


def invite(asker: Asker, email: str, name: str = "", *, zone: str = "", now: datetime, source: str) -> Member:
    """Add a member to the asker's organisation; only its owner may. They sign in by `sign_in_link`."""
    _check_email(email)
    host = _owner(asker)
    if zone:
        _check_zone(zone)
    with deed(asker, "invite", now, source=source) as change:
        if host.organisation.members.filter(user__email=email.lower()).exists():
            raise Refused(f"{email} is a member already.")
        user = User.objects.filter(email=email.lower()).first() or change.create(_new_user(email, name))
        member = change.create(
            Member(organisation=host.organisation, user=user, zone=zone or host.zone, country=host.country)
        )
        change.about(member, f"{email} is a member now.")
    return member


def correct_owner(
    asker: Asker, *, email: str = "", name: str = "", zone: str = "", country: str = "", now: datetime, source: str
) -> Member:
    """Change what is known of the asker themselves; what is empty stays as it is."""
    member = Member.objects.select_related("user", "organisation").get(id=asker.member_id)
    who = {key: value for key, value in (("email", email.lower()), ("name", name)) if value}
    where = {key: value for key, value in (("zone", zone), ("country", country.upper())) if value}
    _check_free(member, email)
    if zone:
        _check_zone(zone)
    if not who | where:
        return member
    with deed(asker, "correct myself", now, source=source) as change:
        change.save(member.user, **who)
        change.save(member, **where)
        change.about(member, f"{member}, {member.zone}.")
    return member


def set_password(asker: Asker, password: str, *, now: datetime, source: str) -> None:
    """Let the asker sign in with this password; raises Refused where it is too weak. It cannot be undone."""
    user = Member.objects.select_related("user").get(id=asker.member_id).user
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages)) from None
    with deed(asker, "set password", now, source=source) as change:
        user.set_password(password)
        user.save(update_fields=["password"])
        change.about(user, "Set a password.")


def share(asker: Asker, noun: str, row_id: int, team_id: int | None, *, now: datetime, source: str) -> None:
    """Let a team of the asker's read a person, connection, conversation or commitment; None takes it back."""
    team = Team.objects.filter(id=team_id, members=asker.member_id).first() if team_id else None
    if team_id and team is None:
        raise NotFound("There is no such team.")
    with deed(asker, "share", now, source=source) as change:
        row = _SHAREABLE[noun].objects.owned_by(asker).filter(pk=row_id).first()
        if row is None:
            raise NotFound(f"There is no such {noun}.")
        change.save(row, team=team)
        change.about(row, f"{row}: shared with {team}." if team else f"{row}: yours alone again.")


def sign_in_link(user: User, now: datetime) -> str:
    """A token that signs this user in once, within half an hour; any sign-in before makes it void."""
    until = (now + LINK_LASTS).timestamp()
    return signing.dumps([user.pk, _last_login(user), until], salt=_LINK_SALT, compress=True)


def user_for_token(token: str, now: datetime) -> User:
    """The user whom this token signs in; the token is spent by it. Raises Refused when it is no longer good."""
    try:
        user_id, last_login, until = signing.loads(token, salt=_LINK_SALT)
    except signing.BadSignature:
        raise Refused("This link is not one of ours.") from None
    if now.timestamp() > until:
        raise Refused("This link has expired; ask for a new one.")
    with transaction.atomic():
        user = User.objects.select_for_update().filter(id=user_id, is_active=True).first()
        if user is None or _last_login(user) != last_login:
            raise Refused("This link has been used; ask for a new one.")
        user.last_login = now
        user.save(update_fields=["last_login"])
    return user


def _last_login(user: User) -> str:
    return user.last_login.isoformat() if user.last_login else ""


def _new_user(email: str, name: str) -> User:
    """A user without a password: until one is set they sign in by link alone.

    Whoever adds them vouches for their address.
    """
    user = User(email=email.lower(), confirmed=email.lower(), name=name)
    user.set_unusable_password()
    return user


def _owner(asker: Asker) -> Member:
    member = Member.objects.select_related("organisation").get(id=asker.member_id)
    if member.role != Member.Role.OWNER:
        raise Refused("Only the owner can do that.")
    return member


def _check_free(member: Member, email: str) -> None:
    if email:
        _check_email(email)
        if User.objects.filter(email=email.lower()).exclude(id=member.user_id).exists():
            raise Refused(f"Somebody else here has the address {email}.")


def _check_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"{email} is not a mail address.") from None


def _check_zone(zone: str) -> None:
    if zone not in available_timezones():
        raise Refused(f"{zone} is not a time zone; one looks like Europe/Stockholm.")
