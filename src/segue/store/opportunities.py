"""Opportunities: possibilities with both sides' interest, and the terms that both have to agree on."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned


class Opportunity(Owned):
    """Something that a connection could do together, being agreed on."""

    team_path = "connection__team"

    class State(models.TextChoices):
        OPEN = "open"
        AGREED = "agreed"
        ENDED = "ended"

    connection = models.ForeignKey("store.Connection", on_delete=models.CASCADE, related_name="opportunities")
    idea = models.ForeignKey("store.Idea", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    need = models.CharField(max_length=1000, blank=True, help_text="what they need it for, as they said it")
    decides = models.CharField(max_length=1000, blank=True, help_text="who decides, and how, as they said it")
    opened_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner", "-opened_at"], name="opportunity_recent")]

    def __str__(self) -> str:
        return self.name


class Term(Owned):
    """One of the things to agree on, as each side wants it, as far as I know."""

    team_path = "opportunity__connection__team"

    class Topic(models.TextChoices):
        OUTCOMES = "outcomes"
        TIMING = "timing"
        RESPONSIBILITIES = "responsibilities"
        RESOURCES = "resources"

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="terms")
    topic = models.CharField(max_length=16, choices=Topic.choices)
    mine = models.CharField(max_length=1000, blank=True)
    theirs = models.CharField(max_length=1000, blank=True)
    same = models.BooleanField(default=False, help_text="I have confirmed that both mean the same")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "topic"], name="one_term_per_topic")]
        indexes = [models.Index(fields=["owner"], name="term_owner")]

    def __str__(self) -> str:
        return f"{self.topic} of {self.opportunity}"
