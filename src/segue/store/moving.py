"""Asking whether a thread may move to the space where it belongs, what the two sides say, and what goes along."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from segue.store.access import Asker
from segue.store.communities import Belonging, Community, Post, Thread

Row = TypeVar("Row", bound=models.Model, covariant=True)


class MoveQuerySet(models.QuerySet[Row]):
    """Asks are read from both ends, and by nobody else: an ask holds what the asking member says, and nothing of the
    thread's words."""

    def visible_to(self, asker: Asker) -> Self:
        """Those of threads in spaces that the asker is in, and those that a team of theirs is asked, or a community
        that they steer."""
        path: str = getattr(self.model, "ask_path", "")
        steers = Belonging.objects.filter(member_id=asker.member_id, role=Belonging.Role.STEWARD, blocked_at=None)
        ways = {
            "thread__community__in": asker.community_ids,
            "thread__team__in": asker.team_ids,
            "team__in": asker.team_ids,
            "community__in": steers.filter(community__in=asker.community_ids).values("community_id"),
        }
        seen = models.Q(pk__in=())
        for way, among in ways.items():
            seen |= models.Q(**{f"{path}{way}": among})
        return self.filter(seen)


class MoveAsk(models.Model):
    """A member asks whether a thread may go on in another space: `subject` and `words` are theirs, for those there."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="move_asks")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, null=True, related_name="moves_asked")
    team = models.ForeignKey("store.Team", on_delete=models.CASCADE, null=True, related_name="moves_asked")
    by = models.ForeignKey("store.Member", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    subject = models.CharField(max_length=500)
    words = models.TextField(help_text="Markdown; the post that it begins with there")
    settled_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True, help_text="how it was settled; empty: not yet, or withdrawn")
    made = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(community__isnull=False, team__isnull=True)
                | models.Q(community__isnull=True, team__isnull=False),
                name="moves_to_one_space",
            ),
            models.UniqueConstraint(fields=["thread"], name="one_move_at_a_time", condition=models.Q(settled_at=None)),
        ]

    def __str__(self) -> str:
        return self.subject


class MovePost(models.Model):
    """A post that is to go along, and its copy there once it has; the copy follows what its author does to it."""

    ask_path = "ask__"

    ask = models.ForeignKey(MoveAsk, on_delete=models.CASCADE, related_name="posts", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="moves")
    copy = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="copied_from")

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "post"], name="one_move_per_post")]

    def __str__(self) -> str:
        return f"{self.post} goes along"


class MoveAnswer(models.Model):
    """What somebody says to it: for those who began the thread, for those there, or for their own words."""

    ask_path = "ask__"

    ask = models.ForeignKey(MoveAsk, on_delete=models.CASCADE, related_name="answers", db_index=False)
    side = models.CharField(max_length=6, help_text="domain.moving.Side")
    member = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    at = models.DateTimeField()

    objects = MoveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "side", "member"], name="one_answer_per_side")]

    def __str__(self) -> str:
        return f"{self.member}: {'yes' if self.yes else 'no'}"
