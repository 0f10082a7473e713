"""Events: what changed, by whom, when, from which source; written in the same transaction as the change."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned


class Event(Owned):
    """One deed. `changes` holds [model, key, before, after] rows: `actions.undo` walks them back."""

    team_path = ""  # mine alone

    at = models.DateTimeField()
    verb = models.CharField(max_length=40)
    noun = models.CharField(max_length=40, blank=True)
    noun_id = models.BigIntegerField(null=True)
    text = models.CharField(max_length=500, blank=True, help_text="what was done, as the toast says it")
    source = models.CharField(max_length=20, help_text="web, cli, import, job")
    changes = models.JSONField(default=list)
    connections = models.JSONField(default=list, help_text="ids of those whose Today this changed")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-id"], name="event_recent"),
            models.Index(fields=["noun", "noun_id"], name="event_noun"),
        ]

    def __str__(self) -> str:
        return self.text or self.verb
