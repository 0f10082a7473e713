"""Purposes that emerged from a community, the messages they came from, and their way to a team and back."""

from __future__ import annotations

from typing import Self

from django.db import models

from segue.store.access import Asker
from segue.store.communities import Community, InSpace, Post, Voice


class Forming(InSpace):
    """Messages where a purpose seems to form, as Segue points at them; every member sees all that was found."""

    team_path = ""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="forming")
    theme = models.CharField(max_length=300, help_text="in the words of the messages")
    why = models.JSONField(default=list, help_text="sentences: what makes it look like a purpose")
    strength = models.FloatField(help_text="to rank them by; means nothing else")
    found_at = models.DateTimeField()
    fingerprint = models.BinaryField(max_length=16, help_text="of its posts: what was waved aside stays away")
    waved_at = models.DateTimeField(null=True, help_text="a member said that there is no purpose in it")
    waved_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    posts = models.ManyToManyField(Post, related_name="forming")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "fingerprint"], name="one_forming")]

    def __str__(self) -> str:
        return self.theme


class Purpose(InSpace):
    """An objective that emerged; its state is the replay of its moves (domain.purposes)."""

    team_path = ""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="purposes", db_index=False)
    wording = models.CharField(max_length=500)
    state = models.CharField(max_length=9, default="raised", help_text="domain.purposes.State")
    raised_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    forming = models.ForeignKey(Forming, on_delete=models.SET_NULL, null=True, related_name="purposes")
    move_count = models.PositiveIntegerField(default=0, help_text="of everybody together; it tells that one more came")

    class Meta:
        indexes = [models.Index(fields=["community", "state", "-raised_at"], name="purpose_state")]

    def __str__(self) -> str:
        return self.wording


class PurposePost(InSpace):
    """A message that a purpose came from."""

    community_path = "purpose__community"
    team_path = ""

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="sources", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="purposes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "post"], name="one_source_per_post")]

    def __str__(self) -> str:
        return f"{self.purpose} from {self.post}"


class PurposeMove(InSpace):
    """One move of a purpose, dated; readable to its community, and to the team that it names."""

    community_path = "purpose__community"
    team_path = "team"

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="moves", db_index=False)
    move = models.CharField(max_length=8, help_text="domain.purposes.Move")
    by = models.CharField(max_length=7, help_text="domain.purposes.By")
    member = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    team = models.ForeignKey("store.Team", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(blank=True, help_text="the reason, the question, the new wording, the outcome")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["purpose", "at"], name="purpose_moves")]

    def __str__(self) -> str:
        return f"{self.move} by a {self.by}"


class Naming(InSpace):
    """Who spoke is asked before being named outside the community; without a yes they stay unnamed."""

    community_path = "purpose__community"
    team_path = ""

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="namings", db_index=False)
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["purpose", "voice"], name="one_naming")]

    def __str__(self) -> str:
        return f"{self.voice} named for {self.purpose}"


class HandoverQuerySet(models.QuerySet["Handover"]):
    """Handovers are read from both ends."""

    def visible_to(self, asker: Asker) -> Self:
        """Those of communities that the asker may read, and those offered to a team of theirs."""
        here = Community.objects.visible_to(asker).values("id")
        return self.filter(models.Q(purpose__community__in=here) | models.Q(team__in=asker.team_ids))


class Handover(models.Model):
    """A purpose offered to a team: what it answered, and what came of it."""

    class State(models.TextChoices):
        OFFERED = "offered"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        DELIVERED = "delivered"
        REPORTED = "reported"
        LEFT = "left"  # offered to another team instead

    purpose = models.ForeignKey(Purpose, on_delete=models.CASCADE, related_name="handovers")
    team = models.ForeignKey("store.Team", on_delete=models.CASCADE, related_name="handovers")
    state = models.CharField(max_length=9, choices=State.choices, default=State.OFFERED)
    words = models.TextField(blank=True, help_text="what the steward says with it")
    offered_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was declined")
    outcome = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    report = models.ForeignKey(
        Post, on_delete=models.SET_NULL, null=True, related_name="+", help_text="the post that told the outcome"
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"],
                name="one_handover_at_a_time",
                condition=models.Q(state__in=("offered", "accepted", "delivered", "reported")),
            )
        ]
        indexes = [models.Index(fields=["team", "state"], name="handover_of_team")]

    def __str__(self) -> str:
        return f"{self.purpose} to {self.team}"
