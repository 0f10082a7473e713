"""What a team interacts by: commitments among its members, decisions with their reasons, problems."""

from __future__ import annotations

from typing import Self

from django.db import models

from segue.store.access import Asker
from segue.store.communities import InSpace, Post
from segue.store.purposes import Handover


class InTeam(InSpace):
    """A row of a team, seen by its members alone."""

    community_path = ""

    team = models.ForeignKey("store.Team", on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta(InSpace.Meta):
        abstract = True


class TeamCommitment(InTeam):
    """Something asked of or promised by a member to another: `performer` does it for `requester`.

    The same machine as everywhere (domain.commitments); its state is the replay of its moves.
    """

    class Kind(models.TextChoices):
        REQUEST = "request"
        PROMISE = "promise"
        OFFER = "offer"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=9, help_text="domain.commitments.State")
    requester = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+")
    performer = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    due = models.DateField(null=True, help_text="a day in the performer's zone; it ends with that day")
    handover = models.ForeignKey(Handover, on_delete=models.SET_NULL, null=True, related_name="commitments")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="commitments")
    quote = models.CharField(max_length=1000, blank=True)
    waits_for = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="holds_up", help_text="cannot go on before this"
    )

    class Meta:
        indexes = [models.Index(fields=["team", "state", "due"], name="team_commitment_open")]

    def __str__(self) -> str:
        return self.what


class TeamMove(InSpace):
    """One move of a team's commitment, dated."""

    community_path = ""
    team_path = "commitment__team"

    commitment = models.ForeignKey(TeamCommitment, on_delete=models.CASCADE, related_name="moves")
    move = models.CharField(max_length=16, help_text="domain.commitments.Move")
    by = models.CharField(max_length=1, help_text="A asks, B performs")
    member = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    due = models.DateField(null=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.by} {self.move}"


class Decision(InTeam):
    """A question that the team decides, the way it does so, and why it came out as it did."""

    class Way(models.TextChoices):
        ADVICE = "advice"  # one decides, having asked those concerned and those who know
        CONSENT = "consent"  # it passes when nobody has a reasoned objection
        VOTE = "vote"

    question = models.CharField(max_length=500)
    way = models.CharField(max_length=7, choices=Way.choices)
    options = models.JSONField(default=list, help_text="of a vote; else the one proposal")
    opened_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=500, blank=True)
    reasons = models.TextField(blank=True)
    handover = models.ForeignKey(Handover, on_delete=models.SET_NULL, null=True, related_name="decisions")

    class Meta:
        indexes = [models.Index(fields=["team", "-opened_at"], name="decision_recent")]

    def __str__(self) -> str:
        return self.question


class DecisionVoice(InSpace):
    """What one member says to a decision."""

    community_path = ""
    team_path = "decision__team"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="voices")
    member = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+")
    stance = models.CharField(max_length=500, help_text="advice, consent, objection, or the option voted for")
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "member"], name="one_voice_per_decision")]

    def __str__(self) -> str:
        return f"{self.member}: {self.stance}"


class Problem(InTeam):
    """Something that stands in the way, and how it was solved."""

    text = models.CharField(max_length=500)
    raised_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    blocks = models.ForeignKey(TeamCommitment, on_delete=models.SET_NULL, null=True, related_name="problems")
    solved_at = models.DateTimeField(null=True)
    solved_by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    solution = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["team", "-raised_at"], name="problem_recent")]

    def __str__(self) -> str:
        return self.text


class FiguresQuerySet(models.QuerySet["Figures"]):
    """What has been published in one organisation."""

    def visible_to(self, asker: Asker) -> Self:
        """Those of the asker's organisation; guests see none."""
        return self.none() if asker.guest else self.filter(organisation_id=asker.organisation_id)


class Figures(models.Model):
    """What conversations led to, in one quarter, for the groups of one organisation: frozen once published.

    Numbers about groups of at least five people, small cells and their complements withheld; no names, no text.
    """

    organisation = models.ForeignKey("store.Organisation", on_delete=models.CASCADE, related_name="figures")
    quarter = models.CharField(max_length=6, help_text="2026Q3")
    numbers = models.JSONField(default=dict)
    behind = models.JSONField(
        default=list,
        help_text="the cases that each number counts; never shown, kept so that no later one gives them away",
    )
    published_at = models.DateTimeField()

    objects = FiguresQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "quarter"], name="figures_once")]

    def __str__(self) -> str:
        return self.quarter
