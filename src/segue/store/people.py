"""Persons, and the addresses, phones and spellings behind which they stand."""

from __future__ import annotations

from django.db import models

from segue.domain.chats import called, is_handle
from segue.store.access import Owned, Shareable


class Person(Shareable):
    """Somebody I talk with. Lists, robots and no-reply senders are addresses, never persons."""

    name = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=300, db_index=True)
    organisation = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    zone = models.CharField(max_length=64, blank=True, help_text="IANA time zone, where known")
    country = models.CharField(max_length=2, blank=True)
    notes = models.TextField(blank=True, help_text="private to the owner")
    source = models.CharField(max_length=40, blank=True, help_text="where the title was read: card, signature, hand")
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-last_at"], name="person_recent")]

    def __str__(self) -> str:
        return self.name


class Address(Owned):
    """A mail address seen in the owner's mail, and who stands behind it."""

    team_path = "person__team"

    class Kind(models.TextChoices):
        PERSON = "person"
        MINE = "mine"
        LIST = "list"
        ROBOT = "robot"

    addr = models.CharField(max_length=320)
    name = models.CharField(max_length=300, blank=True, help_text="the spelling met most recently")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.PERSON)
    why = models.CharField(max_length=200, blank=True, help_text="the rule that told the kind or the person")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="addresses")
    confirmed_at = models.DateTimeField(null=True, help_text="for my own: when the owner said so")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "addr"], name="one_row_per_address")]
        indexes = [models.Index(fields=["owner", "kind"], name="address_kind")]

    def __str__(self) -> str:
        return f"WhatsApp: {self.name or called(self.addr)}" if is_handle(self.addr) else self.addr


class KnownBy(Owned):
    """What one person is exactly known by (domain.people.keys), hashed: who shares it is that person."""

    team_path = "person__team"

    pk = models.CompositePrimaryKey("owner_id", "key")
    key = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.key:x}"


class Phone(Owned):
    """A telephone number and where it was read."""

    team_path = "person__team"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=40, help_text="E.164 where it could be parsed")
    shown = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=40, help_text="card or signature")
    message = models.ForeignKey("store.Message", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "number"], name="one_row_per_phone")]

    def __str__(self) -> str:
        return self.shown


class DoubtfulPair(Owned):
    """Two persons who may be one. It is asked, never guessed; the answer is kept."""

    team_path = "first__team"

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    verdict = models.CharField(max_length=9, blank=True, help_text="same or different, once the owner has said")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_row_per_pair")]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}: {self.reason}"


class NotReturning(Owned):
    """A keyed hash of a forgotten person's address, so that a later import does not bring them back."""

    team_path = ""  # mine alone

    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "digest"], name="one_row_per_forgotten")]

    def __str__(self) -> str:
        return "somebody who was forgotten"
