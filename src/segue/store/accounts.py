"""Users, organisations, members and teams: who there is on this server."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from segue.store.access import Asker


class UserManager(BaseUserManager["User"]):
    """Makes users; a user is known by an address alone."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in."""

    email = models.EmailField(unique=True)
    confirmed = models.EmailField(
        blank=True, help_text="the address that is theirs: a link that was mailed there was used, or an owner vouched"
    )
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def confirmed_address(self) -> str:
        """Their address where it is known to be theirs, else "": another than was confirmed is anybody's say."""
        return self.email.lower() if self.confirmed.lower() == self.email.lower() else ""


class Organisation(models.Model):
    """A wall: nothing is seen from one organisation to another."""

    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """A user in an organisation; every row of theirs belongs to it."""

    class Role(models.TextChoices):
        OWNER = "owner"
        MEMBER = "member"
        GUEST = "guest"  # somebody with a confirmed address and no account: sees communities and teams alone

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    zone = models.CharField(max_length=64, default="UTC", help_text="IANA time zone")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166, for holidays and phone numbers")
    sent_read_to = models.DateTimeField(null=True, help_text="my sent mail has been read up to here")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="one_membership")]

    def __str__(self) -> str:
        return str(self.user)


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams of one organisation."""

    def visible_to(self, asker: Asker) -> Self:
        """Those that the asker is in: nobody looks into another, whatever their role."""
        return self.filter(id__in=asker.team_ids)


class Team(models.Model):
    """Members who interact because they must deliver, and share rows with each other."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(max_length=200)
    members = models.ManyToManyField(Member, related_name="teams")
    objective = models.CharField(max_length=500, blank=True)
    community = models.ForeignKey(
        "store.Community", on_delete=models.SET_NULL, null=True, related_name="teams", help_text="it was opened beside"
    )
    created_at = models.DateTimeField(null=True)

    objects = TeamQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


def asker_for(member: Member) -> Asker:
    """The asker that stands for this member; teams of another organisation never count."""
    home = member.organisation_id
    teams = member.teams.filter(organisation_id=home).values_list(models.Value("team"), "id")
    joined = member.belongings.filter(blocked_at=None, community__organisation_id=home)
    spaces = list(teams.union(joined.values_list(models.Value("community"), "community_id")))
    return Asker(
        member.id,
        member.organisation_id,
        frozenset(id_ for kind, id_ in spaces if kind == "team"),
        frozenset(id_ for kind, id_ in spaces if kind == "community"),
        guest=member.role == Member.Role.GUEST,
        zone=member.zone,
        country=member.country or None,
    )
