"""Questions about partnerships with customers: what was asked between the asker and somebody, and what waits for them.

There is no question about how much, how often or how well a customer talks: engagement, not scoring.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from segue.store.models import Asker, Belonging, PartnershipAsk, Post

MOST = 200


@dataclass(frozen=True, slots=True)
class AskShown:
    """An ask as one of the two sees it; `mine`: the asker put it. The connection is the asking member's alone."""

    ask: PartnershipAsk
    mine: bool

    @property
    def open(self) -> bool:
        """Whether it can still be answered or taken back."""
        return self.ask.answered_at is None

    @property
    def connection_id(self) -> int | None:
        """The connection that was begun, for who has it in their list."""
        return self.ask.connection_id if self.mine else None


def ask_of(asker: Asker, ask_id: int) -> AskShown:
    """One of them; raises PartnershipAsk.DoesNotExist for what is not the asker's to see."""
    return _shown(asker, _asks(asker).get(id=ask_id))


def asks_of(asker: Asker) -> tuple[AskShown, ...]:
    """All that the asker put or was asked: open ones first, then the latest."""
    rows = sorted(_asks(asker).order_by("-at", "-id")[:MOST], key=lambda row: row.answered_at is not None)
    return tuple(_shown(asker, row) for row in rows)


def waiting_for(asker: Asker) -> tuple[AskShown, ...]:
    """What the asker was asked, and has not answered."""
    rows = _asks(asker).filter(to=asker.member_id, answered_at=None).order_by("at", "id")[:MOST]
    return tuple(_shown(asker, row) for row in rows)


def customer_of(asker: Asker, post_id: int) -> Post | None:
    """The post, where its author is a customer whom the asker could ask; whether it is too soon is told on asking."""
    post = Post.objects.visible_to(asker).select_related("thread__community", "voice__member__user").filter(
        id=post_id, thread__community__isnull=False, thread__hidden_at=None, hidden_at=None
    ).first()  # fmt: skip
    if post is None or asker.guest or post.voice.member_id in (None, asker.member_id):
        return None
    here = Belonging.objects.filter(community=post.thread.community_id, blocked_at=None)
    kinds = dict(here.filter(member__in=(asker.member_id, post.voice.member_id)).values_list("member_id", "kind"))
    asks = kinds.get(asker.member_id) not in (None, Belonging.Kind.CUSTOMER)
    return post if asks and kinds.get(post.voice.member_id or 0) == Belonging.Kind.CUSTOMER else None


def _asks(asker: Asker) -> QuerySet[PartnershipAsk]:
    return PartnershipAsk.objects.visible_to(asker).select_related("by__user", "to__user", "thread")


def _shown(asker: Asker, row: PartnershipAsk) -> AskShown:
    return AskShown(row, row.by_id == asker.member_id)
