"""How what is to be done is said in a few words of the source, so that a row can be read without opening it."""

from __future__ import annotations

import re

LONGEST = 110
_FEWEST_WORDS = 3
_DANGLING = re.compile(
    r"[\s,;:–-]+(?:by|on|before|until|till|at|in|for|to|and|or|the|a|an|of|with|my|your|bis|am|vor|und|bis zum)$", re.I
)


def action_phrase(what: str, words: str, due_text: str = "") -> str:
    """What detection took for the action, without its date; the whole words where that says too little."""
    phrase = _without_date(" ".join(what.split()), due_text)
    if len(phrase.split()) < _FEWEST_WORDS:
        phrase = " ".join(words.split())
    return shortened(phrase.strip(" .,;:!"))


def shortened(text: str) -> str:
    """At most LONGEST characters, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def _without_date(phrase: str, due_text: str) -> str:
    if due_text and phrase.lower().endswith(due_text.lower()):
        phrase = phrase[: -len(due_text)].rstrip()
    while dangling := _DANGLING.search(phrase):
        phrase = phrase[: dangling.start()]
    return phrase
