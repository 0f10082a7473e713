"""Mail that waits to be sent: invitations, and links that let somebody in."""

from __future__ import annotations

from typing import Self

from django.db import models

from segue.store.access import Asker


class LetterQuerySet(models.QuerySet["Letter"]):
    """Letters are between the server and who they go to."""

    def visible_to(self, asker: Asker | None) -> Self:
        """None: what stands in one lets its receiver in."""
        return self.none()


class Letter(models.Model):
    """One mail. Once it is sent its words go; the row stays for a while, so that nobody is sent too many."""

    class Kind(models.TextChoices):
        TOLD = "told", "a member has it sent"
        JOIN = "join", "somebody asks to join"
        LINK = "link", "a guest asks to be let in"

    to = models.EmailField()
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.TOLD)
    network = models.CharField(max_length=64, blank=True, help_text="from which it was asked for, as a keyed hash")
    subject = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    at = models.DateTimeField(help_text="when it was written; after a failure, when it is tried next")
    claimed_at = models.DateTimeField(null=True, help_text="when a worker took it to send it")
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["to", "at"], name="letter_to"),
            models.Index(fields=["kind", "at"], name="letter_lately"),
            models.Index(fields=["at"], name="letter_waiting", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, to {self.to}"
