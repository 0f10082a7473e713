"""What the pages of communities, teams and threads show of how a thread is read, and of where purposes seem to form."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise

from segue.domain.reading import PLAIN, Contrast, Kind, Lean
from segue.store.models import Community, Post, Team, Thread
from segue.web.reading_words import CONTRASTS, SIDES, SURE

register = template.Library()

SHOWN = 3
"""So many of what seems to form stand on a community's page."""


@register.inclusion_tag("segue/parts/thread_reading.html", takes_context=True)
def thread_reading(context: dict[str, Any], thread: Thread) -> dict[str, Any]:
    """A quiet line of what a thread reads as, the hint and what was said to it."""
    from segue.queries.moving import moving_of
    from segue.queries.reading import line_of  # here, for reading takes long to load

    request = context["request"]
    asker = getattr(request, "asker", None)
    line = line_of(asker, thread)
    return {"line": line, "thread": thread, "found": line.found, "moving": moving_of(asker, thread), "request": request}


@register.inclusion_tag("segue/parts/community_forming.html", takes_context=True)
def community_forming(context: dict[str, Any], community: Community) -> dict[str, Any]:
    """The strongest of what seems to form in a community."""
    from segue.queries.forming import forming_page

    page = forming_page(getattr(context["request"], "asker", None), community.id, SHOWN)
    return {"page": page, "community": community, "request": context["request"]}


@register.inclusion_tag("segue/parts/moves_asked.html", takes_context=True)
def moves_asked(context: dict[str, Any], space: Community | Team) -> dict[str, Any]:
    """Threads that would come here, for who may answer for those here."""
    from segue.queries.moving import asked_of

    asker = getattr(context["request"], "asker", None)
    here = {"community_id": space.id} if isinstance(space, Community) else {"team_id": space.id}
    return {"asks": asked_of(asker, **here)}


@register.inclusion_tag("segue/parts/moves_waiting.html", takes_context=True)
def moves_waiting(context: dict[str, Any]) -> dict[str, Any]:
    """What waits for the visitor's yes or no, wherever it is."""
    from segue.queries.moving import waiting_asks

    asker = getattr(context["request"], "asker", None)
    return {"asks": waiting_asks(asker) if asker else (), "request": context["request"]}


@register.filter
def contrast_word(contrast: Contrast) -> str | Promise:
    """What a contrast asks."""
    return CONTRASTS[contrast]


@register.filter
def side_word(lean: Lean) -> str | Promise:
    """What speaks on the side to which it leans."""
    return SIDES[lean.contrast, lean.side] if lean.side is not Kind.TOO_LITTLE else ""


@register.filter
def sure_word(lean: Lean) -> str | Promise:
    """How sure that is."""
    if lean.side is Kind.TOO_LITTLE:
        return SURE["open"]
    return SURE["plain" if abs(lean.amount) >= PLAIN else "rather"]


@register.filter
def words_of(words: dict[str, Any], contrast: Contrast) -> Any:
    """The words that a contrast points at."""
    return words.get(str(contrast), ())


@register.simple_tag
def post_address(post: Post) -> str:
    """A post on the page of its thread."""
    return f"{reverse('thread', args=[post.thread_id])}?post={post.id}#post-{post.id}"
