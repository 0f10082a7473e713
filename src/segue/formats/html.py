"""HTML mail to plain text: quotes become `>` lines, links their words, styles and scripts nothing."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from segue.formats.charsets import tidy

LARGEST = 2 << 20
"""Characters of HTML that are read; mail above that is generated, and its end is footers."""
_FEW_TAGS = 1500
_DEEPEST = 600
_MOST_QUOTED = 20

_DROPPED, _BLOCK, _PARAGRAPH, _QUOTE, _CELL, _PRE, _INLINE = range(7)
_KINDS: dict[str | None, int] = {
    **dict.fromkeys(
        ("script", "style", "head", "title", "template", "noscript", "svg", "object", "select", "textarea"),
        _DROPPED,
    ),
    **dict.fromkeys(
        ("div", "tr", "li", "dt", "dd", "section", "article", "header", "footer", "address", "table", "center"),
        _BLOCK,
    ),
    **dict.fromkeys(("p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6"), _PARAGRAPH),
    **dict.fromkeys(("td", "th"), _CELL),
    "blockquote": _QUOTE,
    "pre": _PRE,
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})")
_VOID = frozenset(
    ("br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "p", "li", "td", "th", "tr")
)
_INDENT_ONLY = re.compile(r"border(?:-left)?:\s*(?:none|0)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"<(script|style|head)\b[^<]*(?:<(?!/\1\b)[^<]*)*|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_TOO_MANY_BLANKS = re.compile(r"\n{3,}")


def to_text(html: str) -> str:
    """The text a reader sees, block by block, with `> ` before each line of a quotation.

    HTML nested deeper than a mail program writes is stripped of its tags without building a tree,
    since the time for a tree grows with the square of its depth.
    """
    html = html[:LARGEST]
    if _depth(html) > _DEEPEST:
        return tidy(_stripped(html))
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    page = _Page()
    _walk(body, page)
    return tidy(page.text())


def _depth(html: str) -> int:
    """How deep the tags nest, roughly; small HTML is not worth counting."""
    if html.count("<") < _FEW_TAGS:
        return 0
    depth = deepest = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _stripped(html: str) -> str:
    return _TOO_MANY_BLANKS.sub("\n\n", _ANY_TAG.sub("\n", _UNSEEN.sub("", html))).strip()


def _walk(body: LexborNode, page: _Page) -> None:
    """Reads the tree without ever changing it: selectolax crashes on nodes that a change has freed."""
    nodes = body.traverse(include_text=True)
    next(nodes)
    around = [(body.mem_id, _INLINE)]
    for node in nodes:
        parent = node.parent.mem_id if node.parent else body.mem_id
        while around[-1][0] != parent and len(around) > 1:
            page.leave(around.pop()[1])
        tag = node.tag
        if tag == "-text":
            page.add(node.text(deep=False))
        elif tag == "br":
            page.end_line()
        elif tag == "hr":
            page.rule()
        else:
            kind = _kind(node, tag)
            page.enter(kind)
            around.append((node.mem_id, kind))
    while around:
        page.leave(around.pop()[1])


def _kind(node: LexborNode, tag: str | None) -> int:
    kind = _KINDS.get(tag, _INLINE)
    attributes = node.attributes
    if not attributes:
        return kind
    style = attributes.get("style") or ""
    if _HIDDEN.search(style):
        return _DROPPED
    if tag == "p" and (attributes.get("class") or "").startswith(("MsoNormal", "MsoPlain")):
        return _BLOCK
    if tag == "blockquote" and _INDENT_ONLY.search(style) and not _is_cited(attributes):
        return _PARAGRAPH
    return kind


def _is_cited(attributes: dict[str, str | None]) -> bool:
    """Gmail and Apple Mail indent with a borderless blockquote; one that cites says so."""
    return attributes.get("type") == "cite" or "gmail_quote" in (attributes.get("class") or "")


class _Page:
    """Lines as they fill up. `depth` counts quotations, `hidden` and `kept` elements around the place."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.pieces: list[str] = []
        self.depth = 0
        self.hidden = 0
        self.kept = 0

    def enter(self, kind: int) -> None:
        if kind == _DROPPED:
            self.hidden += 1
        elif kind == _PARAGRAPH:
            self.end_paragraph()
        elif kind != _INLINE and kind != _CELL:
            self.end_block()
            self.depth += kind == _QUOTE
            self.kept += kind == _PRE

    def leave(self, kind: int) -> None:
        if kind == _DROPPED:
            self.hidden -= 1
        elif kind == _PARAGRAPH:
            self.end_paragraph()
        elif kind == _CELL:
            self.add(" ")
        elif kind != _INLINE:
            self.end_block()
            self.depth -= kind == _QUOTE
            self.kept -= kind == _PRE

    def add(self, text: str | None) -> None:
        if self.hidden or not text:
            return
        if self.kept:
            *lines, text = text.split("\n")
            for line in lines:
                self.pieces.append(line or " ")
                self.end_line()
        else:
            text = _SPACES.sub(" ", text)
            if not self.pieces or self.pieces[-1][-1] == " ":
                text = text.lstrip(" ")
        if text:
            self.pieces.append(text)

    def rule(self) -> None:
        self.end_block()
        self.add("_" * 32)
        self.end_block()

    def end_line(self) -> None:
        if not self.hidden:
            self.lines.append(("> " * min(self.depth, _MOST_QUOTED) + "".join(self.pieces)).rstrip())
        self.pieces.clear()

    def end_block(self) -> None:
        if any(piece != " " for piece in self.pieces):
            self.end_line()
        self.pieces.clear()

    def end_paragraph(self) -> None:
        self.end_block()
        if self.lines and self.lines[-1].strip("> "):
            self.end_line()

    def text(self) -> str:
        self.end_block()
        return _TOO_MANY_BLANKS.sub("\n\n", "\n".join(self.lines)).strip("\n")
