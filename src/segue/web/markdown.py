"""Markdown of members as HTML: no raw HTML, no pictures from elsewhere, links that pass nothing on.

Two walls: the renderer makes none of it, and what it made is cleaned by an allow-list, so that a fault of the one does
no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td"),
}
SCHEMES = {"http", "https", "mailto"}
REL = "nofollow noopener ugc"

_LINK = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}'’]")


@lru_cache(maxsize=1024)
def to_html(text: str) -> SafeString:
    """The text as HTML that may stand on a page."""
    made = _renderer().render(text)
    return mark_safe(  # noqa: S308 - cleaned by the allow-list
        nh3.clean(made, tags=TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=SCHEMES, link_rel=REL)
    )


@lru_cache(maxsize=1)
def _renderer() -> MarkdownIt:
    # A line stays a line, as people who do not know Markdown expect; a picture becomes a link to it.
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    made.disable(["image", "html_block", "html_inline"])
    made.core.ruler.push("links", _link_addresses)
    made.core.ruler.push("headings", _lower_headings)
    return made


def _lower_headings(state: StateCore) -> None:
    """A heading in a post stands below those of the page."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 5)}"


def _link_addresses(state: StateCore) -> None:
    """Make links of bare addresses, outside of links and code."""
    for block in state.tokens:
        if block.type != "inline" or "://" not in block.content:
            continue
        within, made = 0, []
        for token in block.children or []:
            within += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            made += [token] if within or token.type != "text" else _split(token)
        block.children = made


def _split(token: Token) -> list[Token]:
    pieces: list[Token] = []
    end = 0
    for found in _LINK.finditer(token.content):
        pieces += [_text(token.content[end : found.start()])]
        pieces += [Token("link_open", "a", 1, attrs={"href": found.group()}), _text(found.group())]
        pieces += [Token("link_close", "a", -1)]
        end = found.end()
    return [*pieces, _text(token.content[end:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
