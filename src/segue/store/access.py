"""Who asks, and what they may see: the one access function that every noun shares.

What a person said belongs to those who were in the conversation (DESIGN, fourth law). A row is its owner's alone
until it is shared with a team; then the team's members see it too. No role sees more than that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self, TypeVar

from django.db import models


@dataclass(frozen=True, slots=True)
class Asker:
    """The member on whose behalf something is read or done; made by `store.accounts.asker_for`."""

    member_id: int
    organisation_id: int
    team_ids: frozenset[int] = frozenset()
    community_ids: frozenset[int] = frozenset()
    guest: bool = False
    zone: str = "UTC"
    country: str | None = None


Row = TypeVar("Row", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[Row]):
    """Rows that somebody owns."""

    def visible_to(self, asker: Asker) -> Self:
        """What the asker may read: their own rows, and those shared with a team of theirs."""
        mine = models.Q(owner_id=asker.member_id)
        path: str = getattr(self.model, "team_path", "")
        if not asker.team_ids or not path:
            return self.filter(mine)
        return self.filter(mine | models.Q(**{f"{path}__in": asker.team_ids}))

    def owned_by(self, asker: Asker) -> Self:
        """What the asker may change: their own rows."""
        return self.filter(owner_id=asker.member_id)


class Owned(models.Model):
    """A row that belongs to one member; `team_path` leads to the team that it is shared with, if it can be."""

    team_path = "team"

    # Not indexed by itself: every big table has an index that begins with the owner.
    owner = models.ForeignKey("store.Member", on_delete=models.CASCADE, related_name="+", db_index=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class Shareable(Owned):
    """An owned row that can be shared with a team by itself."""

    team = models.ForeignKey("store.Team", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Owned.Meta):
        abstract = True
