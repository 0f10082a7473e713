"""Words of members on the pages of communities and teams, and parts that hang on who looks at them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from segue.queries import partnership
from segue.queries.moderation import follows
from segue.queries.purposes import purposes_of_thread, waiting_for
from segue.queries.teams import teams_beside
from segue.store.models import Community, Thread
from segue.web.markdown import to_html

register = template.Library()


@register.simple_tag
def markdown(words: str) -> SafeString:
    """A member's Markdown as HTML that may stand on a page."""
    return to_html(words)


@register.simple_tag
def span(long: timedelta) -> str:
    """How long something took, in the largest unit of which it has two."""
    if long >= timedelta(days=2):
        return ngettext("%d day", "%d days", long.days) % long.days
    hours = round(long / timedelta(hours=1))
    if hours >= 2:
        return ngettext("%d hour", "%d hours", hours) % hours
    minutes = round(long / timedelta(minutes=1))
    return ngettext("%d minute", "%d minutes", minutes) % minutes


@register.inclusion_tag("segue/parts/thread_purposes.html", takes_context=True)
def thread_purposes(context: dict[str, Any], thread: Thread) -> dict[str, Any]:
    """What became of a thread."""
    visit = context["request"]
    return {"lines": purposes_of_thread(visit.asker, thread.id, visit.now) if thread.community_id else ()}


@register.inclusion_tag("segue/parts/awaiting.html", takes_context=True)
def awaiting(context: dict[str, Any]) -> dict[str, Any]:
    """What of communities and teams waits for the visitor."""
    visit = context["request"]
    return {"waiting": waiting_for(visit.asker, visit.now) if visit.asker else ()}


@register.inclusion_tag("segue/parts/partnerships_waiting.html", takes_context=True)
def partnerships_waiting(context: dict[str, Any]) -> dict[str, Any]:
    """What the visitor was asked about a partnership, and has not answered."""
    visit = context["request"]
    return {"asked": partnership.waiting_for(visit.asker) if visit.asker else ()}


@register.inclusion_tag("segue/parts/teams_beside.html", takes_context=True)
def beside(context: dict[str, Any], community: Community) -> dict[str, Any]:
    """Teams opened beside a community, for its members."""
    visit = context["request"]
    return {"teams": teams_beside(visit.asker, community.id), "request": visit}


@register.simple_tag(takes_context=True)
def following(context: dict[str, Any], community: Community | None = None, thread: Thread | None = None) -> bool:
    """Whether the visitor gets word of it by mail."""
    asker = context["request"].asker
    if community is not None:
        return follows(asker, community_id=community.id)
    return follows(asker, thread_id=thread.id) if thread is not None else False
