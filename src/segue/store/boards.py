"""Boards of possibilities and the ideas on them."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned


class Board(Owned):
    """What a connection could do together: ideas gathered, then weighed, one or two of them chosen."""

    team_path = "connection__team"

    class Mode(models.TextChoices):
        LIVE = "live"
        DAYS = "days"

    class Phase(models.TextChoices):
        DIVERGENT = "divergent"
        CONVERGENT = "convergent"
        SETTLED = "settled"

    connection = models.ForeignKey("store.Connection", on_delete=models.CASCADE, related_name="boards")
    topic = models.CharField(max_length=300)
    mode = models.CharField(
        max_length=4, choices=Mode.choices, default=Mode.LIVE, help_text="in sessions, or over days"
    )
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.DIVERGENT)
    private = models.BooleanField(default=False, help_text="ideas are covered until they are revealed")
    revealed_at = models.DateTimeField(null=True)
    dots = models.PositiveSmallIntegerField(default=3, help_text="how many each side has to give")
    opened_at = models.DateTimeField()
    converged_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    summary_sent_at = models.DateTimeField(null=True, help_text="when its summary went to them")
    divergent_talk = models.ForeignKey(
        "store.Conversation", on_delete=models.SET_NULL, null=True, related_name="+", help_text="the first of the pair"
    )
    convergent_talk = models.ForeignKey("store.Conversation", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-opened_at"], name="board_recent"),
            models.Index(fields=["owner"], name="board_alive", condition=models.Q(summary_sent_at=None)),
        ]

    def __str__(self) -> str:
        return self.topic

    @property
    def covered(self) -> bool:
        """Whether the ideas are nobody's to see but whose they are."""
        return self.private and self.revealed_at is None


class Idea(Owned):
    """One possibility on a board."""

    team_path = "board__connection__team"

    class By(models.TextChoices):
        ME = "me"
        THEM = "them"

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="ideas")
    text = models.CharField(max_length=500)
    by = models.CharField(max_length=4, choices=By.choices)
    at = models.DateTimeField()
    group = models.CharField(max_length=100, blank=True)
    my_dots = models.PositiveSmallIntegerField(default=0)
    their_dots = models.PositiveSmallIntegerField(default=0)
    chosen = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True, help_text="why it was chosen")

    class Meta:
        indexes = [models.Index(fields=["owner"], name="idea_owner")]

    def __str__(self) -> str:
        return self.text
