"""Quick marks set while talking: a letter and a few words. They are offered when the talk is wrapped up."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a mark is of."""

    PROMISE = "promise"
    QUESTION = "question"
    LIMIT = "limit"
    DECISION = "decision"
    IDEA = "idea"
    TOPIC = "topic"


KEYS = {
    "p": Kind.PROMISE,
    "q": Kind.QUESTION,
    "n": Kind.LIMIT,
    "d": Kind.DECISION,
    "i": Kind.IDEA,
    "t": Kind.TOPIC,
}
"""The key of each kind; n is a no, or a limit."""
LONGEST = 500
_TYPED = re.compile(r"(?P<key>[a-z])\s+(?P<text>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Jotted:
    """A mark as it was typed. `client_id` is made where it is typed; of two edits the later one holds (`edited_at`)."""

    client_id: str
    kind: Kind
    text: str
    at: datetime
    edited_at: datetime
    dropped: bool = False


def typed(words: str) -> tuple[Kind, str]:
    """The kind and the words of what was typed, as in "p me: send two dates by Friday"; without a key it is a topic."""
    plain = " ".join(words.split())
    match = _TYPED.fullmatch(plain)
    if match and (kind := KEYS.get(match["key"])):
        return kind, match["text"][:LONGEST]
    return Kind.TOPIC, plain[:LONGEST]


def newer(known: Jotted | None, arriving: Jotted) -> bool:
    """Whether what arrives goes before what is known of the same mark; the same twice changes nothing."""
    return known is None or arriving.edited_at > known.edited_at
