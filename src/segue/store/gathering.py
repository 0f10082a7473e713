"""Bringing what exists into a community: one run of it, and by what the posts of archives are known."""

from __future__ import annotations

from django.db import models

from segue.store.communities import Community, InSpace, Thread


class Gathering(InSpace):
    """A run that brings archives into a community: what was read, and what came of it. Its stewards see it.

    `spans` are the first and last ids of the posts that each batch added, so that the run can be taken back.
    """

    team_path = ""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        FINISHED = "finished"
        FAILED = "failed"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="gatherings")
    by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    paths = models.JSONField(help_text="files and folders")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="last sign of life of the process that runs it")
    taken_back_at = models.DateTimeField(null=True)
    total_bytes = models.BigIntegerField(default=0)
    read_bytes = models.BigIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    set_aside = models.PositiveIntegerField(default=0)
    threads = models.PositiveIntegerField(default=0, help_text="begun by it")
    left_out = models.JSONField(default=dict, help_text="what was not brought in on purpose: why, and how many")
    aside = models.JSONField(default=list, help_text="the first that could not be read: source, position, reason")
    spans = models.JSONField(default=list)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{', '.join(self.paths)} into {self.community}"


class PostRef(InSpace):
    """A name by which an archive knows a post or a subject, hashed, and the thread of the community it belongs to."""

    team_path = ""

    pk = models.CompositePrimaryKey("community_id", "ref")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+", db_index=False)
    ref = models.BigIntegerField()
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="refs")
    there = models.BooleanField(default=False, help_text="the post itself was brought in, not only named by another")

    def __str__(self) -> str:
        return f"{self.ref:x}"
