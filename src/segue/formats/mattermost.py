"""Mattermost's bulk export: lines of JSON, alone or beside its attachments in a zip.

https://docs.mattermost.com/onboard/bulk-loading-data.html. Only public channels (type O) are read; posts of private
ones are counted by their channels, direct messages by theirs. Posts come in no order of time, so that a first reading
finds where each channel pauses, and a second gives the posts.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from segue.domain.bursts import begins
from segue.formats.archive import BROKEN, File
from segue.formats.charsets import tidy
from segue.formats.mbox import open_stream
from segue.formats.records import LeftOut, Said, SetAside
from segue.formats.slack import about

LONGEST_LINE = 16 << 20
_OPEN = "O"

Item = Said | SetAside | LeftOut


def is_export(head: bytes) -> bool:
    """Whether a file that begins with these bytes is such an export: it says its version first."""
    line = head.lstrip().partition(b"\n")[0]
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and first.get("type") == "version" and isinstance(first.get("version"), int)


def read(path: File) -> Iterator[tuple[int, Item]]:
    """What is in an export, each with the bytes read so far."""
    source, position = str(path), 0
    try:
        export = _Export(source)
        with open_stream(path) as stream:
            for _, line in _lines(stream):
                if isinstance(line, bytes):
                    export.survey(line)
        with open_stream(path) as stream:
            for position, line in _lines(stream):
                if isinstance(line, SetAside):
                    yield position, SetAside(source, position, line.reason)
                else:
                    yield from ((position + len(line), item) for item in export.items(line, position))
        if export.private:
            yield position, LeftOut("private", len(export.private))
    except (OSError, *BROKEN) as error:
        yield position, SetAside(source, position, f"the file cannot be read on: {error}"[:300])


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | SetAside]]:
    """The lines that say something, each with where it begins; one that is too long is set aside."""
    position = 0
    while line := stream.readline(LONGEST_LINE):
        begun = position
        position += len(line)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while rest := stream.readline(LONGEST_LINE):
                position += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield begun, SetAside("", begun, f"a line of {position - begun} bytes is longer than {LONGEST_LINE}")
        elif line.strip():
            yield begun, line


@dataclass(slots=True)
class _Channel:
    """A channel: what it is called, whether it is open to all, and when something was said there outside of threads."""

    name: str
    open: bool
    moments: array[float] = field(default_factory=lambda: array("d"))
    begins: list[float] = field(default_factory=list)


class _Export:
    def __init__(self, source: str) -> None:
        self.source = source
        self.channels: dict[tuple[str, str], _Channel] = {}
        self.names: dict[str, str] = {}
        self.mails: dict[str, str] = {}
        self.robots: set[str] = set()
        self.private: set[str] = set()
        self.said = False

    def survey(self, line: bytes) -> None:
        """The first reading: who there is, which channels are open, and when posts without replies were made."""
        kind, told = _parsed(line)
        if kind == "channel":
            name = _line(told.get("display_name")) or _line(told.get("name"))
            place = (_text(told.get("team")), _text(told.get("name")))
            self.channels[place] = _Channel(name, told.get("type") == _OPEN)
        elif kind == "user":
            self._meet(told)
        elif kind == "bot":
            self.robots.add(_line(told.get("username")))
        elif kind == "post" and not told.get("replies"):
            at, channel = _seconds(told.get("create_at")), self._channel(told)
            if at is not None and channel is not None and channel.open:
                channel.moments.append(at)

    def items(self, line: bytes, position: int) -> Iterator[Item]:
        """The second reading: the posts of one line."""
        kind, told = _parsed(line)
        if kind in ("direct_post", "direct_channel"):
            self.private.add(repr(sorted(map(str, _list(told.get("channel_members") or told.get("members"))))))
        elif kind == "":
            yield SetAside(self.source, position, "it is no line of such an export")
        elif kind == "post":
            yield from self._post(told, position)

    def _meet(self, told: dict[str, Any]) -> None:
        user = _line(told.get("username"))
        full = f"{_line(told.get('first_name'))} {_line(told.get('last_name'))}".strip()
        self.names[user] = _line(told.get("nickname")) or full or user
        mail = _line(told.get("email")).lower()
        if "@" in mail and " " not in mail:
            self.mails[user] = mail

    def _channel(self, told: dict[str, Any]) -> _Channel | None:
        return self.channels.get((_text(told.get("team")), _text(told.get("channel"))))

    def _post(self, told: dict[str, Any], position: int) -> Iterator[Item]:
        channel = self._channel(told)
        place = f"{_text(told.get('team'))}/{_text(told.get('channel'))}"
        if channel is None:
            yield SetAside(self.source, position, f"whether its channel {place[:80]} is public is not known")
            return
        if not channel.open:
            self.private.add(place)
            return
        at, replies = _seconds(told.get("create_at")), _list(told.get("replies"))
        parents = () if replies or at is None else (f"{_key(place, _burst(channel, at))}:burst",)
        yield self._said(told, place, channel, parents, position)
        if replies and at is not None:
            root = _key(place, at, _line(told.get("user")))
            for each in replies:
                if isinstance(each, dict):
                    yield self._said(each, place, channel, (root,), position)
                else:
                    yield SetAside(self.source, position, "a reply is no message")

    def _said(
        self, told: dict[str, Any], place: str, channel: _Channel, parents: tuple[str, ...], position: int
    ) -> Item:
        user, at = _line(told.get("user")), _seconds(told.get("create_at"))
        given = told.get("props")
        props = given if isinstance(given, dict) else {}
        if user in self.robots or any(str(props.get(each)) == "true" for each in ("from_webhook", "from_bot")):
            return LeftOut("robot")
        if _text(told.get("type")).startswith("system_"):
            return LeftOut("notice")
        if at is None:
            return SetAside(self.source, position, "it has no time that can be read")
        if not user:
            return SetAside(self.source, position, "nobody is named who said it")
        body = _body(told)
        if not body:
            return LeftOut("empty")
        handle = self.mails.get(user) or f"mattermost:{user}"[:320]
        return Said(
            _key(place, at, user), parents, (self.names.get(user) or user)[:300], handle,
            datetime.fromtimestamp(at, UTC), about(channel.name, body), body, source=self.source, position=position,
        )  # fmt: skip


def _burst(channel: _Channel, at: float) -> float:
    """When the burst began in which something was said at this moment."""
    if channel.moments:
        channel.begins = list(begins(sorted(channel.moments)))
        channel.moments = array("d")
    return channel.begins[max(0, bisect_right(channel.begins, at) - 1)] if channel.begins else at


def _body(told: dict[str, Any]) -> str:
    text = tidy(_text(told.get("message"))).strip()
    files = [_line(each.get("path")).rpartition("/")[2] for each in _list(told.get("attachments")) if _is_dict(each)]
    return "\n\n".join(filter(None, (text, *(f"({name})" for name in files if name))))


def _key(place: str, at: float, user: str = "") -> str:
    """By what a post is known: the export gives no ids; Mattermost itself tells posts by channel and millisecond."""
    return f"mattermost:{place}:{round(at * 1000)}:{user}"


def _parsed(line: bytes) -> tuple[str, dict[str, Any]]:
    """The kind of a line and what it tells; no kind for what cannot be read."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return "", {}
    kind = row.get("type") if isinstance(row, dict) else None
    if not isinstance(kind, str):
        return "", {}
    told = row.get(kind)
    if isinstance(told, dict):
        return kind, told
    return ("", {}) if kind in ("post", "channel", "user") else (kind, {})


def _seconds(value: Any) -> float | None:
    """Milliseconds since 1970 as seconds; None for what is no moment of ours."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 4_102_444_800_000:
        return None
    return value / 1000


def _is_dict(value: Any) -> bool:
    return isinstance(value, dict)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return " ".join(tidy(_text(value)).split())
