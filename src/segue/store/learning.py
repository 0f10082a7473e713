"""Since when an owner's answers count: what was learned follows from the answers themselves (queries.learned)."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned


class Learning(Owned):
    """One row an owner, made when they first begin anew: answers given before `since` teach nothing any more."""

    team_path = ""  # mine alone

    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_learning_per_owner")]

    def __str__(self) -> str:
        return f"learned since {self.since:%Y-%m-%d}"
