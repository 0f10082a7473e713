"""What a language model of the owner's choice said of unsure words, and whether the owner lets it be asked."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned
from segue.store.commitments import Mark


class Reader(Owned):
    """The language model that the owner lets read unsure sentences: one row an owner, gone when it is switched off.

    `url` and `model` are what the owner agreed to; where the settings name another, nothing is sent.
    """

    team_path = ""  # mine alone

    url = models.CharField(max_length=500)
    model = models.CharField(max_length=200)
    since = models.DateTimeField()
    failure = models.CharField(max_length=300, blank=True, help_text="why it could not be asked last, in words")
    rests_until = models.DateTimeField(
        null=True, help_text="when it is looked again, after a failure or when nothing waited"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="one_reader_per_owner")]

    def __str__(self) -> str:
        return self.model


class Opinion(Owned):
    """What the model said of the words of a mark."""

    team_path = ""  # mine alone

    class Answer(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNSURE = "unsure"
        NONSENSE = ""  # its answer was not understood: set aside, and not asked for again

    mark = models.OneToOneField(Mark, on_delete=models.CASCADE, related_name="opinion")
    model = models.CharField(max_length=200)
    answer = models.CharField(max_length=6, choices=Answer.choices, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-id"], name="opinion_recent")]

    def __str__(self) -> str:
        return f"{self.model}: {self.answer or 'nonsense'}"
