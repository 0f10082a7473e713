"""Questions about moderation: the log of a community, and what was asked of whom to join it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from segue.queries.communities import Standing, cursor_of, read_cursor, standing
from segue.store.models import Asker, Belonging, Community, Follow, Invitation, Moderation, Post, Thread

PAGE = 50
_GREATEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class LogPage:
    """Lines of the log, the latest first; `next` tells where the rest lies ("": nowhere)."""

    standing: Standing
    lines: tuple[Moderation, ...]
    next: str


def log_page(asker: Asker, community_id: int, after: str = "") -> LogPage:
    """For the members; raises Community.DoesNotExist for who is none."""
    here = _of_members(asker, community_id)
    rows: QuerySet[Moderation] = Moderation.objects.filter(community=here.community)
    if cursor := read_cursor(after):
        rows = rows.filter(at__lte=cursor[0]).exclude(at=cursor[0], id__gte=cursor[1])
    seen = rows.select_related("by__user", "thread", "post", "belonging__member__user").order_by("-at", "-id")
    found = list(seen[: PAGE + 1])
    further = cursor_of(found[PAGE - 1].at, found[PAGE - 1].id) if len(found) > PAGE else ""
    return LogPage(here, tuple(found[:PAGE]), further)


def invitations(asker: Asker, community_id: int) -> tuple[Standing, tuple[Invitation, ...]]:
    """Those that wait for an answer, for who may invite; raises Community.DoesNotExist for who may not."""
    here = _of_members(asker, community_id)
    if not here.invites:
        raise Community.DoesNotExist
    rows = Invitation.objects.filter(community=here.community, taken_at=None, revoked_at=None)
    return here, tuple(rows.select_related("by__user").order_by("-at", "-id")[: 4 * PAGE])


def belonging_seen(asker: Asker, community_id: int, belonging_id: int) -> Belonging:
    """A member, for who moderates; raises Community.DoesNotExist or Belonging.DoesNotExist."""
    here = standing(asker, community_id)
    if not here.moderates:
        raise Community.DoesNotExist
    return here.community.belongings.select_related("member__user").get(id=belonging_id)


def members_called(asker: Asker, community_id: int, who: str) -> tuple[Belonging, ...]:
    """Members of that name or address, for who moderates; raises Community.DoesNotExist for who does not."""
    here = standing(asker, community_id)
    if not here.moderates:
        raise Community.DoesNotExist
    named = Q(member__user__name__iexact=who.strip()) | Q(member__user__email__iexact=who.strip())
    return tuple(here.community.belongings.filter(named).select_related("member__user").order_by("id")[:2])


def thread_moderated(asker: Asker, thread_id: int) -> Thread:
    """A thread of a community that the asker moderates; raises Thread.DoesNotExist."""
    thread = Thread.objects.visible_to(asker).get(id=thread_id, community__isnull=False)
    if not standing(asker, thread.community_id or 0).moderates:
        raise Thread.DoesNotExist
    return thread


def post_moderated(asker: Asker, post_id: int) -> Post:
    """A post of a community that the asker moderates; raises Post.DoesNotExist."""
    post = Post.objects.visible_to(asker).select_related("thread").get(id=post_id, thread__community__isnull=False)
    if not standing(asker, post.thread.community_id or 0).moderates:
        raise Post.DoesNotExist
    return post


def follows(asker: Asker | None, *, community_id: int | None = None, thread_id: int | None = None) -> bool:
    """Whether the asker gets word of it by mail."""
    if asker is None or max(community_id or 0, thread_id or 0) > _GREATEST:
        return False
    wanted = {"community": community_id} if community_id is not None else {"thread": thread_id}
    return Follow.objects.visible_to(asker).filter(**wanted).exists()


def _of_members(asker: Asker, community_id: int) -> Standing:
    here = standing(asker, community_id)
    if not here.member:
        raise Community.DoesNotExist
    return here
