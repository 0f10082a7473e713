"""What keeps a connection alive: topics with their sources, dates that matter, news for a topic; and small victories.

All of it is the owner's alone: sharing a person with a team shares none of it.
"""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned
from segue.store.conversations import Conversation
from segue.store.messages import Message
from segue.store.people import Person


class Topic(Owned):
    """What is on a person's mind, and where that was said: in a message, in a talk, or noted by hand."""

    team_path = ""  # mine alone

    class Kind(models.TextChoices):
        MIND = "mind", "on their mind"
        NEEDS = "needs", "they look for it"
        OFFERS = "offers", "they can offer it"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.MIND)
    said = models.CharField(max_length=500, blank=True, help_text="the words it was read from, or my note")
    message = models.ForeignKey(Message, on_delete=models.SET_NULL, null=True, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Occasion(Owned):
    """A date that matters to a person, every year: a birthday, the day a thing began."""

    team_path = ""  # mine alone

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="occasions")
    what = models.CharField(max_length=100)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True, help_text="the first time, where known")

    def __str__(self) -> str:
        return self.what


class News(Owned):
    """An idea, or something to read, for a topic: it is offered for those on whose mind the topic is."""

    team_path = ""  # mine alone

    topic = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    link = models.CharField(max_length=1000, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["owner", "-at"], name="news_recent")]

    def __str__(self) -> str:
        return self.title


class NewsFate(Owned):
    """What became of a piece of news for one person: forwarded, or left."""

    team_path = ""  # mine alone

    class Fate(models.TextChoices):
        FORWARDED = "forwarded"
        LEFT = "left"

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="fates")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    fate = models.CharField(max_length=9, choices=Fate.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "person"], name="one_fate_of_news")]

    def __str__(self) -> str:
        return f"{self.news}: {self.fate}"


class Victory(Owned):
    """A small victory: what went well, with whom and in which talk where it was with somebody."""

    team_path = ""  # mine alone

    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="victories")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["owner", "-at"], name="victory_recent")]

    def __str__(self) -> str:
        return self.text
