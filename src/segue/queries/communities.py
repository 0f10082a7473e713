"""Questions about communities: which there are, what is talked about in one, who belongs to it.

Pages are told by the last row seen (when, and which), never by a number of rows to skip: the thousandth costs what the
first does. There is no count of posts per person, in no question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from segue.domain.communities import Act, Admission, Role, may
from segue.store.models import Asker, Belonging, Community, Thread

PAGE = 30
MEMBERS = 50
MOST = 200

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_PLACE = re.compile(r"(-?[0-9]+)-([0-9]+)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A community in the list, what the asker is in it, and when something was last said there."""

    community: Community
    role: Role | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Communities:
    """Those that the asker belongs to, and public ones that they could join; `more`: the list was cut."""

    mine: tuple[Listed, ...]
    open: tuple[Listed, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What the asker is in a community, and what they may do there."""

    community: Community
    belonging: Belonging | None
    acts: frozenset[Act]

    @property
    def blocked(self) -> bool:
        """Whether a moderator keeps them out."""
        return bool(self.belonging and self.belonging.blocked_at)

    @property
    def member(self) -> bool:
        """Whether they belong to it."""
        return bool(self.belonging and not self.belonging.blocked_at)

    @property
    def speaks(self) -> bool:
        """Whether they may say something there."""
        return Act.SPEAK in self.acts

    @property
    def joins(self) -> bool:
        """Whether they could join."""
        return Act.JOIN in self.acts

    @property
    def steers(self) -> bool:
        """Whether they are a steward."""
        return Act.STEER in self.acts

    @property
    def moderates(self) -> bool:
        """Whether they see what is hidden."""
        return Act.MODERATE in self.acts

    @property
    def invites(self) -> bool:
        """Whether they may invite."""
        return Act.INVITE in self.acts


@dataclass(frozen=True, slots=True)
class CommunityPage:
    """A community with some of its threads, the latest first; `next` tells where the rest lies, if there is more."""

    standing: Standing
    threads: tuple[Thread, ...]
    next: str
    members: int

    @property
    def community(self) -> Community:
        """The community itself."""
        return self.standing.community


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Who belongs to a community: who steers and moderates, then the others in the order in which they came."""

    standing: Standing
    leading: tuple[Belonging, ...]
    others: tuple[Belonging, ...]
    next: int | None


def communities(asker: Asker | None) -> Communities:
    """The communities that the asker may read: theirs, and public ones."""
    newest = Thread.objects.filter(community=OuterRef("pk"), hidden_at=None).order_by("-last_at", "-id")
    seen = Community.objects.visible_to(asker).annotate(last_said=Subquery(newest.values("last_at")[:1]))
    mine: list[Community] = []
    roles: dict[int, Role] = {}
    if asker is not None:
        roles = {
            community: Role(role)
            for community, role in Belonging.objects.filter(member_id=asker.member_id, blocked_at=None).values_list(
                "community_id", "role"
            )
        }
        mine = list(seen.filter(id__in=roles).order_by("name", "id"))
    others = seen.filter(admission=Community.Admission.PUBLIC, closed_at=None).exclude(id__in=roles)
    found = list(others.order_by("name", "id")[: MOST + 1])
    return Communities(
        tuple(_listed(each, roles.get(each.id)) for each in mine),
        tuple(_listed(each, None) for each in found[:MOST]),
        more=len(found) > MOST,
    )


def standing(asker: Asker | None, community_id: int) -> Standing:
    """What the asker is there; raises Community.DoesNotExist for what is not there or not to be seen."""
    return standing_in(asker, Community.objects.visible_to(asker).get(id=community_id))


def standing_in(asker: Asker | None, community: Community) -> Standing:
    """The same, where the community is known already."""
    mine = Belonging.objects.filter(community=community, member_id=asker.member_id).first() if asker else None
    role = Role(mine.role) if mine else None
    acts = {
        act
        for act in Act
        if may(act, Admission(community.admission), role, blocked=bool(mine and mine.blocked_at))
        and not (community.closed_at and act not in (Act.READ, Act.STEER))
    }
    return Standing(community, mine, frozenset(acts))


def community_page(asker: Asker | None, community_id: int, after: str = "") -> CommunityPage:
    """Raises Community.DoesNotExist for what is not there or not to be seen."""
    here = standing(asker, community_id)
    rows, further = threads_of(here.community.threads.all(), after, hidden=here.moderates)
    count = here.community.belongings.filter(blocked_at=None).count()
    return CommunityPage(here, rows, further, count)


def threads_of(threads: QuerySet[Thread], after: str = "", *, hidden: bool = False) -> tuple[tuple[Thread, ...], str]:
    """A page of a space's threads, the latest first, and where the next page begins ("": nowhere)."""
    wanted = threads if hidden else threads.filter(hidden_at=None)
    if cursor := read_cursor(after):
        at, id_ = cursor
        wanted = wanted.filter(last_at__lte=at).exclude(last_at=at, id__gte=id_)
    rows = list(wanted.select_related("voice").order_by("-last_at", "-id")[: PAGE + 1])
    further = cursor_of(rows[PAGE - 1].last_at, rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return tuple(rows[:PAGE]), further


def members_page(asker: Asker, community_id: int, after: int = 0) -> MembersPage:
    """Raises Community.DoesNotExist for what is not there or not to be seen; who is blocked is seen by moderators."""
    here = standing(asker, community_id)
    everybody = Belonging.objects.filter(community=here.community).select_related("member__user")
    shown = everybody if here.moderates else everybody.filter(blocked_at=None)
    leading = shown.exclude(role=Belonging.Role.MEMBER).order_by("-role", "id") if not after else shown.none()
    others = list(shown.filter(role=Belonging.Role.MEMBER, id__gt=after).order_by("id")[: MEMBERS + 1])
    further = others[MEMBERS - 1].id if len(others) > MEMBERS else None
    return MembersPage(here, tuple(leading), tuple(others[:MEMBERS]), further)


def cursor_of(at: datetime, id_: int) -> str:
    """The place of a row in an order by time, as it stands in an address."""
    return f"{(at - _EPOCH) // _MICROSECOND}-{id_}"


def read_cursor(given: str) -> tuple[datetime, int] | None:
    """The moment and the row that such a place tells; None for what is none."""
    found = _PLACE.fullmatch(given[:40])
    if found is None:
        return None
    try:
        return _EPOCH + int(found[1]) * _MICROSECOND, min(int(found[2]), 2**63 - 1)
    except OverflowError:
        return None


def _listed(row: Any, role: Role | None) -> Listed:
    return Listed(row, role, row.last_said)


def belongings_of(community_id: int, member_ids: Sequence[int]) -> dict[int, Belonging]:
    """What these members are in a community, by member."""
    rows = Belonging.objects.filter(community_id=community_id, member_id__in=member_ids, blocked_at=None)
    return {row.member_id: row for row in rows}
