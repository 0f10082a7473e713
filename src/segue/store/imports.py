"""Imports, their sources, and what was set aside."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned


class Import(Owned):
    """One run of reading: what it was asked to read and what came of it."""

    team_path = ""  # mine alone

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        FINISHED = "finished"
        FAILED = "failed"

    paths = models.JSONField(help_text="files, folders, or an imaps:// address without its password")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="last sign of life of the process that runs it")
    total_bytes = models.BigIntegerField(default=0)
    read_bytes = models.BigIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    set_aside = models.PositiveIntegerField(default=0)
    commitments = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"import of {', '.join(self.paths)}"


class Source(Owned):
    """A file or folder of somebody's world, and how far it has been read."""

    team_path = ""  # mine alone

    name = models.CharField(max_length=1000, help_text="path or address")
    kind = models.CharField(max_length=12)
    fingerprint = models.CharField(max_length=64, help_text="tells whether the file is still the one that was read")
    size = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0, help_text="read up to here")
    floor = models.BigIntegerField(null=True, help_text="read newest first: everything from here to `position` is read")
    finished_at = models.DateTimeField(null=True)
    oldest_at = models.DateTimeField(null=True)
    newest_at = models.DateTimeField(null=True)
    sent = models.BooleanField(default=False, help_text="holds mail that I sent")
    read = models.PositiveIntegerField(default=0)
    mine = models.PositiveIntegerField(default=0, help_text="of these, sent by me")
    asked = models.TextField(blank=True, help_text="of a chat: what has to be said before it can be read, as JSON")
    told = models.JSONField(default=dict, help_text="of a chat: what was said: dates, and what I am called")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="one_row_per_source")]

    def __str__(self) -> str:
        return self.name


class SetAside(Owned):
    """Something that could not be read: named, with its place and the reason."""

    team_path = ""  # mine alone

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="aside")
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="aside")
    position = models.BigIntegerField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.source} at {self.position}: {self.reason}"
