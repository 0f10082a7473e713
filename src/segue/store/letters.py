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

    to = models.EmailField()
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
            models.Index(fields=["at"], name="letter_waiting", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, to {self.to}"
