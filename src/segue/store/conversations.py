"""Conversations: threads of mail and chat, and live talks with their endings."""

from __future__ import annotations

from django.db import models
from django.db.models.expressions import RawSQL

from segue.store.access import Owned, Shareable

# Values in the statement itself: SQLite takes an index with a condition only where it sees that very condition asked.
_LIVE = "store_conversation.medium IN ('call', 'meeting', 'room')"


def is_live() -> RawSQL:
    """The condition, on conversations asked for by themselves, that they are talks: calls, meetings, rooms."""
    return RawSQL(_LIVE, (), output_field=models.BooleanField())  # noqa: S611 (no word of anybody's is in it)


class Conversation(Shareable):
    """A live talk (call, meeting, room) or a thread (mail, chat, posts)."""

    class Medium(models.TextChoices):
        MAIL = "mail"
        CHAT = "chat"
        POSTS = "posts"
        CALL = "call"
        MEETING = "meeting"
        ROOM = "room"

    class Ending(models.TextChoices):
        NEXT_STEP = "next step"
        CLOSE = "honest close"
        ENJOYED = "enjoyed"

    class Happened(models.TextChoices):
        YES = "yes"
        NO = "no"
        UNKNOWN = "unknown"

    medium = models.CharField(max_length=7, choices=Medium.choices, default=Medium.MAIL)
    subject = models.CharField(max_length=998, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    message_count = models.PositiveIntegerField(default=0)
    private_since = models.DateTimeField(null=True, help_text="nothing of it goes to a language model")
    stale = models.BooleanField(default=False, help_text="messages have come since its commitments were read")
    objective = models.CharField(max_length=500, blank=True)
    agenda = models.TextField(blank=True)
    uid = models.CharField(max_length=255, blank=True, help_text="of the calendar event or transcript it came from")
    held_until = models.DateTimeField(null=True)
    wrapped_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    not_yet_until = models.DateField(null=True)
    terms = models.CharField(max_length=500, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, help_text="mine, 1 to 5")
    snoozed_until = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True, help_text="when I said that a word after the talk has gone to them")
    cancelled = models.BooleanField(default=False)
    stage = models.CharField(max_length=13, blank=True, help_text="of a live talk: the stage that it serves")
    questions = models.TextField(blank=True, help_text="to ask, one a line")
    documents = models.TextField(blank=True, help_text="sent ahead, one a line")
    expected = models.CharField(max_length=300, blank=True, help_text="what I expect to happen")
    expectation = models.PositiveSmallIntegerField(null=True, help_text="how likely I hold it, in percent")
    happened = models.CharField(max_length=7, choices=Happened.choices, blank=True)
    started_at = models.DateTimeField(null=True, help_text="when I pressed start")
    notes = models.TextField(blank=True, help_text="what was not planned; private to the owner")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-last_at"], name="conversation_recent"),
            models.Index(fields=["owner"], name="conversation_stale", condition=models.Q(stale=True)),
            models.Index(
                fields=["owner", "first_at"],
                name="talk_live",
                condition=models.Q(medium__in=("call", "meeting", "room"), cancelled=False),
            ),
            models.Index(fields=["owner", "uid"], name="conversation_uid", condition=~models.Q(uid="")),
            models.Index(
                fields=["owner", "last_at"],
                name="conversation_expected",
                condition=models.Q(expectation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "(no subject)"


class Participant(Owned):
    """A person in a live talk (who was in a thread is told by its messages)."""

    team_path = "conversation__team"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey("store.Person", on_delete=models.CASCADE, related_name="talks")
    speaker = models.CharField(max_length=300, blank=True, help_text="the name in the transcript")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="one_row_per_participant")]

    def __str__(self) -> str:
        return f"{self.person} in {self.conversation}"


class TalkMark(Owned):
    """A quick mark set while talking. `client_id` is made where it is typed, so that sending it twice is once."""

    team_path = "conversation__team"

    class Kind(models.TextChoices):
        PROMISE = "promise"
        QUESTION = "question"
        LIMIT = "limit"
        DECISION = "decision"
        IDEA = "idea"
        TOPIC = "topic"

    class Fate(models.TextChoices):
        KEPT = "kept"
        DROPPED = "dropped"

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="talk_marks")
    client_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.CharField(max_length=500)
    at = models.DateTimeField(help_text="when it was typed")
    edited_at = models.DateTimeField(help_text="the later edit holds, whichever arrives last")
    fate = models.CharField(max_length=7, choices=Fate.choices, blank=True, help_text="what the wrap-up made of it")
    commitment = models.ForeignKey("store.Commitment", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "client_id"], name="one_row_per_client_mark")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


class ThreadRef(Owned):
    """A Message-ID met in a header, hashed, and the conversation that it belongs to."""

    team_path = "conversation__team"

    pk = models.CompositePrimaryKey("owner_id", "ref")
    ref = models.BigIntegerField()
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.ref:x}"


class Clue(Owned):
    """What a mail that names no other is told by (domain.threads): its subject or a line of it, hashed."""

    team_path = "message__conversation__team"

    class Kind(models.TextChoices):
        BEGINS = "s"
        REPLIES = "r"
        OWN = "o"
        QUOTED = "q"

    pk = models.CompositePrimaryKey("owner_id", "clue", "kind", "message_id")
    clue = models.BigIntegerField()
    kind = models.CharField(max_length=1, choices=Kind.choices)
    message = models.ForeignKey("store.Message", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.clue:x}"
