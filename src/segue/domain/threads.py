"""Which messages belong to one thread: by the ids they name, and where mail names none, by what they share.

Both rules are relations between two messages that do not look at any third, so the threads are the same in
whatever order the messages come.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, takewhile

from segue.domain.unions import Unions

GAP = timedelta(days=30)
"""The longest silence between two messages that only their subject and people hold together."""
QUOTED_LINES = 2
"""Lines of one message that another must quote to be held together by them alone."""
TELLING = 25
"""Characters that a line needs to tell one message from another."""

_PREFIX = re.compile(
    r"\s*(?:(?:re|fwd?|aw|antw|antwort|sv|vs|vb|wg|tr|rv|res|enc|ref|odp|pd|ynt|ilt|i|r|回复|答复|转发|返信)"
    r"\s*(?:\[\d+\]|\(\d+\)|\d+)?\s*[:：])",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[[^\]]{1,40}\]")
_FORWARDED = re.compile(r"\s*\(fwd\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A message by its own Message-ID and all those that it names (References, In-Reply-To)."""

    message_id: str
    refers_to: tuple[str, ...] = ()


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


def bare_subject(subject: str) -> str:
    """What a subject is about: no Re, Fw, AW, SV, WG..., no [list] tags, one case, single spaces; may be empty."""
    text = _FORWARDED.sub("", unicodedata.normalize("NFKC", subject))
    while ahead := _PREFIX.match(text) or _TAG.match(text):
        text = text[ahead.end() :]
    return " ".join(text.split()).casefold()


def is_reply(subject: str) -> bool:
    """Whether the subject says that the message answers or forwards another."""
    text = subject
    while tag := _TAG.match(text):
        text = text[tag.end() :]
    return _PREFIX.match(text) is not None or _FORWARDED.search(text) is not None


def telling_lines(text: str) -> frozenset[str]:
    """The lines of `text` long enough to be known again in a quotation, without quote marks, spaces or case."""
    plain = (re.sub(r"\W+", "", line).casefold() for line in text.splitlines())
    return frozenset(line for line in plain if len(line) >= TELLING)


def by_reference(messages: Iterable[Named]) -> list[frozenset[str]]:
    """The threads of these messages, as sets of Message-IDs (those that are named but not here included)."""
    unions: Unions[str] = Unions()
    for message in messages:
        unions.join(message.message_id, *message.refers_to)
    return unions.groups()


def held_together(one: Loose, other: Loose) -> str | None:
    """Why two messages without references belong to one thread, or None. Symmetric."""
    earlier, later = sorted((one, other), key=lambda message: (message.at, message.id))
    if not earlier.parties & later.parties:
        return None
    if len(earlier.own_lines & later.quoted_lines) >= QUOTED_LINES:
        return "it quotes the other's words"
    if not is_reply(later.subject) or later.at - earlier.at > GAP:
        return None
    subject = bare_subject(later.subject)
    if not subject or subject != bare_subject(earlier.subject) or later.author not in earlier.parties:
        return None
    return "it answers the same subject, among the same people, within thirty days"


def by_content(messages: Iterable[Loose]) -> list[frozenset[int]]:
    """The threads of messages without references, as sets of their ids."""
    known = list(messages)
    unions: Unions[int] = Unions()
    for message in known:
        unions.join(message.id)
    for one, other in chain(_of_one_subject(known), _quoting(known)):
        if held_together(one, other):
            unions.join(one.id, other.id)
    return unions.groups()


def _of_one_subject(messages: Iterable[Loose]) -> Iterator[tuple[Loose, Loose]]:
    """Pairs of the same subject, not further apart than the gap."""
    alike: dict[str, list[Loose]] = defaultdict(list)
    for message in sorted(messages, key=lambda message: message.at):
        alike[bare_subject(message.subject)].append(message)
    for group in alike.values():
        for place, later in enumerate(group):
            yield from ((earlier, later) for earlier in takewhile(partial(_near, later), reversed(group[:place])))


def _near(later: Loose, earlier: Loose) -> bool:
    return later.at - earlier.at <= GAP


def _quoting(messages: Iterable[Loose]) -> Iterator[tuple[Loose, Loose]]:
    """Pairs of which one quotes a line of the other's."""
    known = list(messages)
    written: dict[str, list[Loose]] = defaultdict(list)
    for message in known:
        for line in message.own_lines:
            written[line].append(message)
    for message in known:
        for line in message.quoted_lines:
            yield from ((author, message) for author in written.get(line, ()) if author.id != message.id)
