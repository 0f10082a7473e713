"""Questions about purposes that seem to form in a community: all that was found, and what was waved aside."""

from __future__ import annotations

from dataclasses import dataclass

from segue.store.models import Asker, Community, Forming, Post


@dataclass(frozen=True, slots=True)
class FormingPage:
    """What was found in a community, the strongest first; what a member waved aside stands apart, by whom told."""

    community: Community
    found: list[Forming]
    waved: list[Forming]


def forming_page(asker: Asker | None, community_id: int) -> FormingPage:
    """Raises Community.DoesNotExist for what is not there or not to be seen."""
    community = Community.objects.visible_to(asker).get(id=community_id)
    rows = Forming.objects.visible_to(asker).filter(community=community).select_related("waved_by__user")
    ordered = list(rows.prefetch_related("purposes", "posts__voice", "posts__thread").order_by("-strength", "id"))
    return FormingPage(
        community, [row for row in ordered if row.waved_at is None], [row for row in ordered if row.waved_at]
    )


def posts_shown(row: Forming) -> list[Post]:
    """The messages of what was found, in the order of time; hidden ones are left out."""
    posts = [post for post in row.posts.all() if post.hidden_at is None and post.thread.hidden_at is None]
    return sorted(posts, key=lambda post: (post.at, post.id))
