"""Plans: the items, what they depend on, and the issues raised."""

from __future__ import annotations

from django.db import models

from segue.store.access import Owned


class Side(models.TextChoices):
    """Who does it, or takes care of it."""

    ME = "me"
    THEM = "them"
    BOTH = "both"


class Plan(Owned):
    """What two will do together, and how they follow it up."""

    team_path = "connection__team"

    class State(models.TextChoices):
        OPEN = "open"
        FINISHED = "finished"

    connection = models.ForeignKey("store.Connection", on_delete=models.CASCADE, related_name="plans")
    opportunity = models.ForeignKey("store.Opportunity", on_delete=models.SET_NULL, null=True, related_name="plans")
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=200, blank=True, help_text="how the two follow it up")
    check_in_on = models.DateField(null=True, help_text="the next agreed day, in the owner's zone")
    every_days = models.PositiveSmallIntegerField(null=True, help_text="after how many days again")
    checked_in_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-opened_at"], name="plan_recent"),
            models.Index(fields=["owner"], name="plan_dated", condition=models.Q(check_in_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class PlanItem(Owned):
    """One thing to be done."""

    team_path = "plan__connection__team"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    what = models.CharField(max_length=500)
    side = models.CharField(max_length=4, choices=Side.choices, default=Side.ME)
    role = models.CharField(max_length=200, blank=True, help_text="as what they do it, or who of them")
    start = models.DateField(null=True)
    due = models.DateField(null=True)
    deliverable = models.CharField(max_length=500, blank=True)
    metric = models.CharField(max_length=500, blank=True)
    success = models.CharField(max_length=500, blank=True, help_text="what it stands or falls with")
    resource = models.CharField(max_length=500, blank=True)
    commitment = models.ForeignKey("store.Commitment", on_delete=models.SET_NULL, null=True, related_name="plan_items")
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["owner"], name="plan_item_owner")]

    def __str__(self) -> str:
        return self.what


class Dependency(Owned):
    """An item waits for another."""

    team_path = "item__plan__connection__team"

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="dependencies")
    needs = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="dependents")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "needs"], name="one_dependency")]
        indexes = [models.Index(fields=["owner"], name="dependency_owner")]

    def __str__(self) -> str:
        return f"{self.item} after {self.needs}"


class Issue(Owned):
    """What stands in the way, and who takes care of it."""

    team_path = "plan__connection__team"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="issues")
    item = models.ForeignKey(PlanItem, on_delete=models.SET_NULL, null=True, related_name="issues")
    text = models.CharField(max_length=500)
    by = models.CharField(max_length=4, choices=Side.choices, default=Side.ME, help_text="who takes care of it")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["owner"], name="issue_owner")]

    def __str__(self) -> str:
        return self.text
