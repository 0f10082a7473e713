"""Messages: a mail, a chat line, a turn in a transcript, a post."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models

from segue.store.access import Owned

_RUNNING_BITS = 30


def message_key(sent_at: datetime, running: int) -> int:
    """The id of a message: its second, then a running number, so that the order of ids is the order of time."""
    return key_of_second(int(sent_at.timestamp()), running)


def key_of_second(second: int, running: int) -> int:
    """The id of a message sent in this second since 1970; `running` tells those of one second apart."""
    return max(0, min(second, (1 << 33) - 1)) << _RUNNING_BITS | running % (1 << _RUNNING_BITS)


def key_at(moment: datetime) -> int:
    """The least id that a message of this moment or later can have."""
    return message_key(moment, 0)


def moment_of(key: int) -> datetime:
    """The UTC second in which the message with this id was sent."""
    return datetime.fromtimestamp(second_of(key), UTC)


def second_of(key: int) -> int:
    """The same, counted since 1970."""
    return key >> _RUNNING_BITS


class Message(Owned):
    """One utterance. Evidence is told in offsets into `body`, which holds the whole text as it was read."""

    team_path = "conversation__team"

    id = models.BigIntegerField(primary_key=True)
    conversation = models.ForeignKey("store.Conversation", on_delete=models.CASCADE, related_name="messages")
    sender = models.ForeignKey("store.Address", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    zone_minutes = models.SmallIntegerField(null=True, help_text="the sender's offset from UTC")
    subject = models.CharField(max_length=998, blank=True)
    body = models.TextField(blank=True)
    own = models.JSONField(default=list, help_text="[start, end] of what the author newly wrote")
    digest = models.BinaryField(max_length=16, help_text="the same for the same message in five folders")
    message_id = models.CharField(max_length=998, blank=True)
    parents = models.JSONField(default=list, help_text="In-Reply-To and References, nearest last")
    folder = models.CharField(max_length=255, blank=True)
    mine = models.BooleanField(default=False, help_text="sent from one of my addresses")
    bulk = models.CharField(max_length=6, blank=True, help_text="list, robot or bulk; empty for a person's mail")
    speaker = models.CharField(max_length=300, blank=True, help_text="in a transcript: the name it gives")
    attachments = models.JSONField(default=list)
    source = models.ForeignKey("store.Source", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    position = models.BigIntegerField(default=0, help_text="where it begins in its source, in bytes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "digest"], name="one_row_per_message")]
        indexes = [
            models.Index(fields=["owner", "id"], name="message_time"),
            models.Index(fields=["sender", "id"], name="message_sender"),
        ]

    def __str__(self) -> str:
        return self.subject or "(no subject)"


class Recipient(Owned):
    """An address that a message was sent to."""

    team_path = "message__conversation__team"

    class Role(models.TextChoices):
        TO = "to"
        CC = "cc"
        BCC = "bcc"

    pk = models.CompositePrimaryKey("message_id", "address_id")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="recipients", db_index=False)
    address = models.ForeignKey("store.Address", on_delete=models.CASCADE, related_name="+", db_index=False)
    role = models.CharField(max_length=3, choices=Role.choices)

    class Meta:
        indexes = [models.Index(fields=["address", "message"], name="recipient_messages")]

    def __str__(self) -> str:
        return f"{self.role} {self.address_id}"
