"""How the rules for remarks are kept and tried: of a sentence the surest rule speaks, or none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LIMIT, DECISION, IDEA, TOPIC = "limit", "decision", "idea", "topic"
KINDS = (DECISION, LIMIT, IDEA, TOPIC)
"""The one that stands first wins where two are equally sure."""

_CLAUSE = re.compile(
    r"[,;:.!?]\s+|\b(?:but|because|'cause|and|so|well|yeah|yes|no|okay|aber|weil|und|also|denn|ja|nein)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that tell a kind of remark; a group `what` holds what it is about, where its lead goes without saying.

    `asks`: it may stand in a question.
    """

    kind: str
    confidence: float
    pattern: re.Pattern[str]
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule saw: where its words begin in the sentence, and from where to where they say what it is about."""

    kind: str
    confidence: float
    start: int
    what: int
    what_end: int


@dataclass(frozen=True, slots=True)
class Speech:
    """The rules of one language.

    `never` are words after which nothing before the end of the sentence counts ("if we", "who says that"), tried on
    what stands before a cue; `asks` tells a question without its mark; `loose` are words no remark ends with.
    """

    rules: tuple[Rule, ...]
    never: Mapping[str, re.Pattern[str]]
    asks: re.Pattern[str]
    loose: re.Pattern[str]
    empty: re.Pattern[str]

    def remark(self, sentence: str) -> Found | None:
        """The surest remark of a plain sentence."""
        asked = sentence.rstrip(" \"')”»").endswith("?") or self.asks.match(sentence) is not None
        found = [each for rule in self.rules if not (asked and not rule.asks) and (each := self._try(rule, sentence))]
        return min(found, key=lambda each: (-each.confidence, KINDS.index(each.kind), each.start), default=None)

    def _try(self, rule: Rule, sentence: str) -> Found | None:
        never = self.never.get(rule.kind)
        for match in rule.pattern.finditer(sentence):
            if never and never.search(sentence, 0, match.start()):
                continue
            what, end = _about(rule, match, sentence)
            if self._says_something(sentence[what:end]):
                return Found(rule.kind, rule.confidence, match.start(), what, end)
        return None

    def _says_something(self, words: str) -> bool:
        """Not broken off, and not about "it" alone."""
        said = words.rstrip(" .,;:!?-–…")
        return bool(said) and not self.loose.search(said) and not self.empty.fullmatch(said)


def _about(rule: Rule, match: re.Match[str], sentence: str) -> tuple[int, int]:
    """From where to where the sentence says what the remark is: a limit needs what stands before it in its clause."""
    if "what" in rule.pattern.groupindex and match["what"]:
        return match.span("what")
    if rule.kind != LIMIT:
        return match.start(), len(sentence)
    begins = [found.end() for found in _CLAUSE.finditer(sentence, 0, match.start())]
    return begins[-1] if begins else 0, len(sentence)


def any_of(*patterns: str) -> re.Pattern[str]:
    """Any of these patterns, without regard to case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def rules(kind: str, confidence: float, patterns: Sequence[str], *, asks: bool = False) -> tuple[Rule, ...]:
    """Rules of equal confidence, a pattern each, so that each may name its `what`."""
    return tuple(Rule(kind, confidence, any_of(each), asks) for each in patterns)
