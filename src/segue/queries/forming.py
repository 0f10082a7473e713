"""Questions about purposes that seem to form in a community: all that was found, and what was waved aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from segue.domain.communities import Act
from segue.queries.communities import standing
from segue.store.models import Asker, Community, Forming, Post, Purpose


@dataclass(frozen=True, slots=True)
class FormingShown:
    """What was found, in words that still stand: `theme` is in those of one of its messages."""

    forming: Forming
    theme: str
    posts: tuple[Post, ...]
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class FormingPage:
    """What was found in a community, the strongest first; what a member waved aside stands apart, by whom told.

    `judges`: the asker may raise a purpose from it, wave it aside or bring it back.
    """

    community: Community
    found: list[FormingShown]
    waved: list[FormingShown]
    judges: bool


def forming_page(asker: Asker | None, community_id: int, most: int | None = None) -> FormingPage:
    """At `most` so many, or all; raises Community.DoesNotExist for what is not there or not to be seen."""
    here = standing(asker, community_id)
    rows = Forming.objects.visible_to(asker).filter(community=here.community).select_related("waved_by__user")
    ordered = rows.prefetch_related("purposes", "posts__voice", "posts__thread").order_by("-strength", "id")
    found = list(_shown(ordered.filter(waved_at=None)[:most]))
    waved = list(_shown(ordered.exclude(waved_at=None))) if most is None else []
    return FormingPage(here.community, found, waved, Act.JUDGE in here.acts)


def posts_shown(row: Forming) -> list[Post]:
    """The messages of what was found, in the order of time; those that are hidden or were taken back are left out."""
    posts = [post for post in row.posts.all() if post.body and not post.hidden_at and not post.thread.hidden_at]
    return sorted(posts, key=lambda post: (post.at, post.id))


def _shown(rows: Iterable[Forming]) -> Iterator[FormingShown]:
    """What has messages to show; where the words that told it are gone, those of the first message tell it."""
    for row in rows:
        posts = posts_shown(row)
        if not posts:
            continue
        said = [" ".join(post.body.split()) for post in posts]
        theme = row.theme if any(row.theme in words for words in said) else said[0][:200]
        yield FormingShown(row, theme, tuple(posts), tuple(row.purposes.all()))
