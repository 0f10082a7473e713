"""Words of members on the pages of communities and teams, and parts that hang on who looks at them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from segue.queries import partnership
from segue.queries.purposes import purposes_of_thread, waiting_for
from segue.store.models import Thread
from segue.web.markdown import to_html

register = template.Library()


@register.simple_tag
def markdown(words: str) -> SafeString:
    """A member's Markdown as HTML that may stand on a page."""
    return to_html(words)


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
