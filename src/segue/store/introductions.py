"""Introductions: two people of mine who should meet, and what each said to it."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned
from segue.store.people import Person


class Introduction(Owned):
    """Who should meet whom, and why; each is asked privately. What came of it is seen in mail and talks, not kept."""

    team_path = ""  # mine alone

    one = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    one_asked_at = models.DateTimeField(null=True)
    one_said = models.CharField(max_length=3, blank=True, help_text="yes or no, once they have said")
    one_said_at = models.DateTimeField(null=True)
    other_asked_at = models.DateTimeField(null=True)
    other_said = models.CharField(max_length=3, blank=True)
    other_said_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-at"], name="introduction_recent")]

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"
