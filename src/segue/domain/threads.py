"""Which messages belong to one thread where mail names no other message: by what the two share.

The rule is a relation between two messages that does not look at any third, so the threads are the same in
whatever order the messages come.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

GAP = timedelta(days=30)
"""The longest silence between two messages that only their subject and people hold together."""
QUOTED_LINES = 2
"""Lines of one message that another of the same subject, or of none, must quote to be held together by them.

Of another subject no number of lines tells: signatures and disclaimers are lines too.
"""
QUOTE_GAP = timedelta(days=180)
"""The longest time between a message and one that quotes it."""
TELLING = 25
"""Characters that a line needs to tell one message from another."""

_PREFIX = re.compile(
    r"\s*(?:(?:re|fwd?|aw|antw|antwort|sv|vs|vb|wg|tr|rv|res|enc|ref|odp|pd|ynt|ilt|i|r|回复|答复|转发|返信)"
    r"\s*(?:\[\d+\]|\(\d+\)|\d+)?\s*[:：])",
    re.IGNORECASE,
)
_FORWARDS = re.compile(r"\s*(?:fwd?|wg|vb|tr|rv|enc|i|转发)\s*[:：]", re.IGNORECASE)
_NO_LETTERS = re.compile(r"\W+")
# The same for what is plain ASCII, many times quicker.
_LETTERS = {code: _NO_LETTERS.sub("", chr(code)).casefold() or None for code in range(128)}
_TAG = re.compile(r"\s*\[[^\]]{1,40}\]")
_FORWARDED = re.compile(r"\s*\(fwd\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loose:
    """A message that names no other: what is left to tell its thread by. `parties` are addresses, author included."""

    id: int
    at: datetime
    subject: str
    author: str
    parties: frozenset[str]
    own_lines: frozenset[str] = frozenset()
    """Lines of its author's, as `telling_lines` gives them."""
    quoted_lines: frozenset[str] = frozenset()


def topic(subject: str) -> str:
    """What a subject is about: no Re, Fw, AW, SV, WG..., no [list] tags, single spaces; may be empty."""
    text = _FORWARDED.sub("", unicodedata.normalize("NFKC", subject))
    while ahead := _PREFIX.match(text) or _TAG.match(text):
        text = text[ahead.end() :]
    return " ".join(text.split())


def bare_subject(subject: str) -> str:
    """The topic of a subject in one case, to compare by."""
    return topic(subject).casefold()


def is_reply(subject: str) -> bool:
    """Whether the subject says that the message answers or forwards another."""
    text = subject
    while tag := _TAG.match(text):
        text = text[tag.end() :]
    return _PREFIX.match(text) is not None or _FORWARDED.search(text) is not None


def is_forward(subject: str) -> bool:
    """Whether the subject says that the message hands on another to somebody else."""
    return _FORWARDS.match(subject) is not None or _FORWARDED.search(subject) is not None


def telling_lines(text: str) -> frozenset[str]:
    """The lines of `text` long enough to be known again in a quotation, without quote marks, spaces or case."""
    long = (line for line in text.splitlines() if len(line) >= TELLING)
    plain = (line.translate(_LETTERS) if line.isascii() else _NO_LETTERS.sub("", line).casefold() for line in long)
    return frozenset(line for line in plain if len(line) >= TELLING)


def held_together(one: Loose, other: Loose) -> str | None:
    """Why two messages without references belong to one thread, or None. Symmetric."""
    earlier, later = sorted((one, other), key=lambda message: (message.at, message.id))
    if not earlier.parties & later.parties:
        return None
    subject = bare_subject(later.subject)
    if subject and subject != bare_subject(earlier.subject):
        return None
    if later.at - earlier.at <= QUOTE_GAP and len(earlier.own_lines & later.quoted_lines) >= QUOTED_LINES:
        return "it quotes the other's words"
    if not subject or not is_reply(later.subject) or later.at - earlier.at > GAP:
        return None
    if later.author not in earlier.parties:
        return None
    return "it answers the same subject, among the same people, within thirty days"
