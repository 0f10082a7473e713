"""Chats: by what their people and groups are known, what a chat is called, which of them I am, and where it pauses.

In a chat people have a name, as the address book of the phone has it, and rarely more. One name is one person in all
chats; whether it is somebody known by mail is asked, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import timedelta

from segue.domain.names import parse

_HANDLE, _GROUP = "whatsapp:", "whatsapp:group:"
FEW = 3
"""Besides me: in a larger group nobody knows that they are meant, unless they are named."""
_SILENCE = timedelta(days=14)
_NIGHT = timedelta(hours=8)
_LONG, _MOST = 500, 2_000
_TITLE = re.compile(
    r"(?:WhatsApp[ _-]?chatt?|Chat(?: de)? WhatsApp|Conversa do WhatsApp|Discussion WhatsApp)[ _]+"
    r"(?:with|mit|con|com|avec|med|met|de|-|–|_)[ _]+(?P<title>.+?)(?:\s*\(\d+\))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\+[\d\s().-]{6,24}")
_UNNAMED = ("_chat", "chat", "")


def handle_of(name: str, chat: str = "") -> str:
    """By what somebody in a chat is known. Who is in no address book has called themselves so: in this chat alone."""
    called = _folded(name)
    return f"{_HANDLE}{called} in {_folded(chat)}"[:320] if called.startswith("~") else f"{_HANDLE}{called}"[:320]


def group_of(chat: str) -> str:
    """By what a group is known."""
    return f"{_GROUP}{_folded(chat)}"[:320]


def is_handle(address: str) -> bool:
    """Whether this is no mail address but somebody in a chat, or a group."""
    return address.startswith(_HANDLE)


def is_group(address: str) -> bool:
    """Whether this is a group of a chat."""
    return address.startswith(_GROUP)


def called(handle: str) -> str:
    """The name, folded, that a handle is made of."""
    return handle.removeprefix(_HANDLE)


def number_of(name: str) -> str:
    """The telephone number that stands in place of a name, or nothing."""
    return name.strip() if _NUMBER.fullmatch(name.strip()) else ""


def title_of(names: Iterable[str]) -> str:
    """What a chat is called, by the names of its file and of what that lies in, the innermost first."""
    stems = list(names)
    for stem in stems:
        if found := _TITLE.fullmatch(stem.strip()):
            return found["title"].strip(" _")
    return next((stem for stem in stems[:1] if stem.lower().strip() not in _UNNAMED), "")


def who_am_i(speakers: Collection[str], mine: Collection[str], title: str) -> str | None:
    """Which speaker I am: the one who bears a name of mine, or the other one where the chat is called after one.

    Empty where only the other one speaks; None where it has to be asked.
    """
    known = {_folded(name) for name in mine}
    parsed = {parse(name) for name in mine if parse(name).full}
    bearing = [name for name in speakers if _folded(name) in known or parse(name) in parsed]
    if len(bearing) == 1:
        return bearing[0]
    others = [name for name in speakers if _folded(name) != _folded(title)]
    if not bearing and len(speakers) == 2 and len(others) == 1:
        return others[0]
    return "" if not bearing and len(speakers) == 1 and not others else None


def pauses(silence: timedelta, messages: int) -> bool:
    """Whether a conversation of so many messages ends with this silence, and the next message begins another.

    A conversation is read whole: one that never sleeps is cut.
    """
    return silence >= _SILENCE or (messages >= _LONG and silence >= _NIGHT) or messages >= _MOST


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
