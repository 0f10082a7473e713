"""Slack's way of writing, as Markdown: names for ids, links, channels, the three characters that it escapes.

https://docs.slack.dev/messaging/formatting-message-text: `<@U1>`, `<#C1|name>`, `<!here>`, `<https://…|words>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
_POINTER = re.compile(r"<([@#!]?)([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>")
_BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,2000}?)(?<=\S)\*(?![\w*])")
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)([^~\n]{1,2000}?)(?<=\S)~(?![\w~])")
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def to_markdown(text: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """The text of a message; `people` and `channels` name what its ids stand for."""
    pieces = _CODE.split(text)
    for number, piece in enumerate(pieces):
        pointed = _POINTER.sub(lambda found: _named(found, people, channels), piece) if "<" in piece else piece
        if number % 2 == 0:
            pointed = _STRUCK.sub(r"~~\1~~", _BOLD.sub(r"**\1**", pointed))
        for escaped, plain in _ESCAPED:
            pointed = pointed.replace(escaped, plain)
        pieces[number] = pointed
    return "".join(pieces)


def _named(found: re.Match[str], people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    kind, target, words = found[1], found[2], (found[3] or "").strip()
    if kind == "@":
        return f"@{people.get(target) or words.lstrip('@') or target}"
    if kind == "#":
        return f"#{words or channels.get(target) or target}"
    if kind == "!":
        return words or f"@{target.partition('^')[0]}"
    if not words or words == target.removeprefix("mailto:"):
        return target.removeprefix("mailto:")
    return f"[{words}]({target})" if re.match(r"https?://|mailto:", target) else words
