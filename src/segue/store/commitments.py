"""Commitments with their moves, the marks that they were read from, and the one reminder."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned, Shareable

SEEN = models.Q(raised=True) | models.Q(raised=None, shown=True)
"""Marks that are shown: those above the showing threshold, but for what the owner's answers changed."""


class Mark(Owned):
    """An act that detection saw in a message: the words stand at `start`..`end` of the message's body."""

    team_path = "message__conversation__team"

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed"
        REJECTED = "rejected"
        UNSURE = "unsure"  # the owner cannot tell either: it is left as it is, and not asked about again

    message = models.ForeignKey("store.Message", on_delete=models.CASCADE, related_name="marks", db_index=False)
    act = models.CharField(max_length=12)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    shown = models.BooleanField(help_text="passes the showing threshold")
    performer = models.CharField(max_length=320, blank=True, help_text="author, we, addressee, or a name")
    what = models.CharField(max_length=500, blank=True)
    due = models.DateField(null=True)
    due_text = models.CharField(max_length=200, blank=True)
    looked = models.BooleanField(default=False, db_default=False, help_text="the closer look was taken, too")
    verdict = models.CharField(max_length=9, choices=Verdict.choices, blank=True)
    judged_at = models.DateTimeField(null=True, help_text="when the owner gave the verdict")
    raised = models.BooleanField(
        null=True,
        help_text="what the owner's answers changed: shown though unsure (true), asked about though shown (false)",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "start", "act"], name="one_mark_per_act")]
        # Conditions without values: SQLite takes no such index where it cannot see what is asked for.
        indexes = [
            models.Index(
                fields=["owner", "judged_at"],
                name="mark_judged",
                condition=models.Q(judged_at__isnull=False),
            ),
            models.Index(fields=["owner", "message"], name="mark_raised", condition=models.Q(raised__isnull=False)),
            models.Index(
                fields=["owner", "message"],
                name="mark_asked",
                condition=models.Q(shown=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} ({self.confidence:.2f})"


class Commitment(Shareable):
    """Something asked of or promised by somebody to somebody. `performer` does it for `requester`; null is me."""

    class Kind(models.TextChoices):
        REQUEST = "request"
        QUESTION = "question"
        PROMISE = "promise"
        OFFER = "offer"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, help_text="after the last move; domain.commitments.State")
    conversation = models.ForeignKey("store.Conversation", on_delete=models.CASCADE, related_name="commitments")
    connection = models.ForeignKey("store.Connection", on_delete=models.CASCADE, null=True, related_name="commitments")
    mine = models.BooleanField(help_text="I am the one who performs")
    others = models.BooleanField(default=False, help_text="between two others: enters nobody's Today or record")
    what = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    due = models.DateField(null=True, help_text="a day in the performer's zone; it ends with that day")
    due_text = models.CharField(max_length=200, blank=True)
    performer_zone = models.CharField(max_length=64, blank=True)
    mark = models.OneToOneField(Mark, on_delete=models.SET_NULL, null=True, related_name="commitment")
    message = models.ForeignKey("store.Message", on_delete=models.CASCADE, null=True, related_name="+")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    quote = models.CharField(max_length=1000, blank=True)
    confidence = models.FloatField(default=1.0)
    by_hand = models.BooleanField(default=False, help_text="made or moved by the owner: detection never changes it")
    named = models.BooleanField(default=True, help_text="the performer stands in To or is named")
    answered_at = models.DateTimeField(null=True, help_text="the first later word on the thread by whom it concerns")
    phone_shown_at = models.DateTimeField(null=True)
    unsettled_at = models.DateTimeField(null=True, help_text="when I said that their later word had not settled it")
    touched_at = models.DateTimeField(null=True, help_text="when I last confirmed, moved or made it by hand")
    snoozed_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["connection", "state"], name="commitment_open"),
            models.Index(fields=["owner", "state", "-made_at"], name="commitment_state"),
            models.Index(fields=["owner", "mine", "-made_at"], name="commitment_made"),
        ]

    def __str__(self) -> str:
        return self.what


class Move(Owned):
    """One move in the conversation for action (DESIGN, Commitments), dated; the state is their replay."""

    team_path = "commitment__team"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="moves")
    move = models.CharField(max_length=16, help_text="domain.commitments.Move")
    by = models.CharField(max_length=1, help_text="A asks, B performs")
    at = models.DateTimeField()
    due = models.DateField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    message = models.ForeignKey("store.Message", on_delete=models.SET_NULL, null=True, related_name="+")
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["owner", "at"], name="move_by_hand", condition=models.Q(by_hand=True))]

    def __str__(self) -> str:
        return f"{self.by} {self.move}"


class Reminder(Owned):
    """The one written reminder of a request (DESIGN, second law): the primary key refuses a second, whoever asks.

    It is never deleted while its request stands, also not by undo: a draft that was handed out may have been sent.
    """

    team_path = "request__team"

    class How(models.TextChoices):
        SENT = "sent"
        DRAFT = "draft"
        FOUND = "found"

    request = models.OneToOneField(Commitment, on_delete=models.CASCADE, primary_key=True, related_name="reminder")
    at = models.DateTimeField()
    how = models.CharField(max_length=5, choices=How.choices)
    message = models.ForeignKey("store.Message", on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"reminder of {self.request}"


class Rejected(Owned):
    """A detection that the owner called wrong: it never returns, also after a new import."""

    team_path = ""  # mine alone

    fingerprint = models.BinaryField(max_length=16, help_text="of the message's digest, the act and its words")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "fingerprint"], name="one_row_per_rejection")]

    def __str__(self) -> str:
        return "a rejected detection"
