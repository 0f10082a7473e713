"""Words of members on the pages of communities and teams."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from segue.web.markdown import to_html

register = template.Library()


@register.simple_tag
def markdown(words: str) -> SafeString:
    """A member's Markdown as HTML that may stand on a page."""
    return to_html(words)
