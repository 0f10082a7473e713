"""How a language's rules are kept and tried: the first that fits says what a sentence does."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Rules = Mapping[str, Sequence[str]]
"""Acts with the patterns that tell them, the most telling act first."""

#: What somebody does as a rule, is or thinks: words that would promise, were they of what comes.
STATE = "state"
#: How sure a rule makes us: its patterns are narrow, and nobody measured them on real mail.
SURE = 0.9
#: A question that nothing else explains.
ASKS = 0.85
#: A sentence longer than this (in characters) is no plain act.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Tongue:
    """The rules of one language.

    `nothing` are courtesies and the like, which do nothing; `asked` is tried where a sentence asks, `said` where it
    does not. `lead` is what stands before the action ("Ich", "Bitte"). A STATE tells what is so, and does nothing.
    """

    nothing: re.Pattern[str]
    asked: tuple[tuple[str, re.Pattern[str]], ...]
    said: tuple[tuple[str, re.Pattern[str]], ...]
    lead: re.Pattern[str]

    def acts_of(self, sentence: str) -> list[tuple[str, float]]:
        """The acts of a sentence, with how sure they are: none, one, or a yes that also promises."""
        words = " ".join(sentence[:LONGEST].split())
        if self.nothing.search(words):
            return []
        if words.rstrip(" \"'»”)").endswith("?"):
            act = next((act for act, pattern in self.asked if pattern.search(words)), None)
            return [(act, SURE)] if act else [("question", ASKS)]
        found = [act for act, pattern in self.said if pattern.search(words)]
        if STATE in found:
            found = found[: found.index(STATE)]
        if found[:1] == ["acceptance"] and "promise" in found:
            return [("acceptance", SURE), ("promise", SURE)]
        return [(act, SURE) for act in found[:1]]

    def cue(self, sentence: str) -> re.Match[str] | None:
        """The words before the action, where there are any."""
        return self.lead.match(sentence)


def tongue(*, nothing: Sequence[str], asked: Rules, said: Rules, lead: str) -> Tongue:
    """A language from its patterns, which are tried without regard to case."""
    return Tongue(_any(nothing), _compiled(asked), _compiled(said), re.compile(lead, re.IGNORECASE))


def _compiled(rules: Rules) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((act, _any(patterns)) for act, patterns in rules.items())


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
