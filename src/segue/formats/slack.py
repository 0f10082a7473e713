"""Slack's export of a workspace: a zip (or its unpacked folder) of JSON, a folder a channel, a file a day.

Only channels that `channels.json` lists as public are read. Private channels (`groups.json`), direct messages
(`dms.json`) and those of several people (`mpims.json`) are counted, and their files are never opened. Left out, too,
is what machines said and what tells who came or went.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from segue.domain.bursts import goes_on
from segue.formats.archive import BROKEN, Suspicious
from segue.formats.bundle import Bundle, Unreadable, json_of, opened
from segue.formats.charsets import tidy
from segue.formats.records import LeftOut, Said, SetAside
from segue.formats.slacktext import to_markdown

CHANNELS, USERS = "channels.json", "users.json"
_PRIVATE = ("groups.json", "mpims.json", "dms.json")
_SPOKEN = (None, "", "me_message", "thread_broadcast", "file_share", "file_comment")
_ROBOT = ("bot_message", "bot_add", "bot_remove", "slackbot_response", "reminder_add", "reminder")
_SLACKBOT = "USLACKBOT"
_ABOUT = 90

Item = Said | SetAside | LeftOut


def root_of(names: Mapping[str, int] | list[str]) -> str | None:
    """The folder in which an export begins ("": at the top), by where its list of channels lies; None: it is none."""
    found = [name for name in names if PurePosixPath(name).name == CHANNELS]
    if not found:
        return None
    above = str(PurePosixPath(min(found, key=lambda name: (name.count("/"), name))).parent)
    return "" if above == "." else f"{above}/"


def read(path: Path) -> Iterator[tuple[int, Item]]:
    """What is in an export, channel by channel in the order of time, each with the bytes read so far."""
    try:
        with opened(path) as files:
            yield from _Export(files, str(path)).items()
    except Suspicious as suspicion:
        yield 0, SetAside(str(path), 0, str(suspicion))
    except (OSError, *BROKEN) as error:
        yield 0, SetAside(str(path), 0, f"the archive cannot be read: {error}"[:300])


@dataclass(slots=True)
class _Burst:
    """What was said last in a channel outside of threads."""

    key: str = ""
    at: datetime | None = None
    count: int = 0


@dataclass(slots=True)
class _People:
    """Who speaks, by id: names, mail addresses, and which of them are machines."""

    names: dict[str, str] = field(default_factory=dict)
    mails: dict[str, str] = field(default_factory=dict)
    robots: set[str] = field(default_factory=lambda: {_SLACKBOT})


class _Export:
    def __init__(self, files: Bundle, source: str) -> None:
        self.files, self.source = files, source
        self.root = root_of(files.names) or ""
        self.people, self.channels = _People(), dict[str, str]()
        self.done = 0

    def items(self) -> Iterator[tuple[int, Item]]:
        try:
            public, shut = self._public()
        except Unreadable as error:
            reason = f"which of its channels are public is not known: {error}"[:300]
            yield 0, SetAside(f"{self.source}/{self.root}{CHANNELS}", 0, reason)
            return
        try:
            self._meet(json_of(self.files, self.root + USERS) if self.root + USERS in self.files.names else [])
        except Unreadable as error:
            yield 0, SetAside(f"{self.source}/{self.root}{USERS}", 0, str(error))
        days = self._days()
        private = sum(1 for channel in days if channel not in public)
        if shut or private:
            yield 0, LeftOut("private", max(shut, private))
        for channel in sorted(public):
            burst = _Burst()
            for day in days.get(channel, ()):
                yield from self._day(channel, public[channel], day, burst)

    def _public(self) -> tuple[dict[str, str], int]:
        """The ids of the public channels by the folders that hold them, and how many others are listed."""
        public: dict[str, str] = {}
        shut = 0
        for each in _dicts(json_of(self.files, self.root + CHANNELS)):
            name, id_ = _text(each.get("name")), _text(each.get("id"))
            if any(each.get(flag) for flag in ("is_private", "is_im", "is_mpim", "is_group")):
                shut += 1
            elif name:
                public[name] = id_ or name
                self.channels[id_] = name
        for other in _PRIVATE:
            if self.root + other in self.files.names:
                listed = list(_dicts(json_of(self.files, self.root + other)))
                shut += len(listed)
                for each in listed:  # a folder that a private one bears, too, is taken for the private one's
                    public.pop(_text(each.get("name")) or _text(each.get("id")), None)
        return public, shut

    def _meet(self, users: Any) -> None:
        for each in _dicts(users):
            id_, profile = _line(each.get("id")), each.get("profile")
            told = profile if isinstance(profile, dict) else {}
            wanted = (told.get("display_name"), told.get("real_name"), each.get("real_name"), each.get("name"))
            self.people.names[id_] = next((name for name in map(_line, wanted) if name), id_)
            mail = _line(told.get("email")).lower()
            if "@" in mail and " " not in mail:
                self.people.mails[id_] = mail
            if each.get("is_bot"):
                self.people.robots.add(id_)

    def _days(self) -> dict[str, list[str]]:
        """The files of each channel, by the channel's folder, in the order of their days."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.files.names):
            folder, slash, day = name.removeprefix(self.root).rpartition("/")
            if name.startswith(self.root) and slash and "/" not in folder and day.endswith(".json"):
                found.setdefault(folder, []).append(name)
        return found

    def _day(self, channel: str, id_: str, name: str, burst: _Burst) -> Iterator[tuple[int, Item]]:
        self.done += self.files.names[name]
        source = f"{self.source}/{name}"
        try:
            rows = json_of(self.files, name)
        except Unreadable as error:
            yield self.done, SetAside(source, 0, str(error))
            return
        if not isinstance(rows, list):
            yield self.done, SetAside(source, 0, "it is no list of messages")
            return
        for number, row in enumerate(rows):
            yield self.done, self._message(channel, id_, row, source, number, burst)

    def _message(self, channel: str, id_: str, row: Any, source: str, number: int, burst: _Burst) -> Item:
        if not isinstance(row, dict) or row.get("type", "message") != "message":
            return SetAside(source, number, "it is no message")
        user, stamp = _line(row.get("user")), _text(row.get("ts"))
        if row.get("bot_id") or row.get("subtype") in _ROBOT or user in self.people.robots:
            return LeftOut("robot")
        if row.get("subtype") not in _SPOKEN or row.get("hidden"):
            return LeftOut("notice")
        at = _moment(stamp)
        if at is None:
            return SetAside(source, number, f"it has no time that can be read: {stamp[:60]!r}")
        if not user:
            return SetAside(source, number, "nobody is named who said it")
        body = self._body(row)
        if not body:
            return LeftOut("empty")
        key, thread = f"slack:{id_}:{stamp}", _text(row.get("thread_ts"))
        parents: tuple[str, ...] = ()
        if thread and thread != stamp:
            parents = (f"slack:{id_}:{thread}",)
        elif not thread:
            parents = _follow(burst, key, at)
        return Said(
            key, parents, self._name(user, row), self.people.mails.get(user) or f"slack:{user}"[:320], at,
            about(channel, body), body, source=source, position=number,
        )  # fmt: skip

    def _name(self, user: str, row: dict[str, Any]) -> str:
        told = row.get("user_profile")
        profile = told if isinstance(told, dict) else {}
        wanted = (self.people.names.get(user), profile.get("display_name"), profile.get("real_name"), user)
        return next(name for name in map(_line, wanted) if name)[:300]

    def _body(self, row: dict[str, Any]) -> str:
        text = tidy(to_markdown(_text(row.get("text")), self.people.names, self.channels)).strip()
        names = [_line(each.get("name") or each.get("title")) for each in _dicts(row.get("files"))]
        return "\n\n".join(filter(None, (text, *(f"({name})" for name in names if name))))


def about(channel: str, body: str) -> str:
    """What a thread of a channel is called: the channel, and the words that it begins with."""
    words = " ".join(body.split())
    cut = words if len(words) <= _ABOUT else words[:_ABOUT].rpartition(" ")[0] or words[:_ABOUT]
    return f"#{channel}: {cut}{'' if cut == words else ' …'}"[:500]


def _follow(burst: _Burst, key: str, at: datetime) -> tuple[str, ...]:
    """What a message outside of threads goes on from: the one before it in the channel, unless silence lies between."""
    before = burst.key if burst.at and goes_on(at - burst.at, burst.count) else ""
    burst.count = burst.count + 1 if before else 1
    burst.key, burst.at = key, at
    return (before,) if before else ()


def _moment(stamp: str) -> datetime | None:
    try:
        moment = datetime.fromtimestamp(float(stamp), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year >= 1970 else None


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return " ".join(tidy(_text(value)).split())
