"""How what is to be done is said in a few words of the source, so that a row can be read without opening it."""

from __future__ import annotations

import re

from segue.domain.threads import topic

LONGEST = 110
LONGEST_TWO = 170
"""Characters of two sentences."""
_FEWEST_WORDS = 3
_DANGLING = re.compile(
    r"[\s,;:–-]+(?:by|on|before|until|till|at|in|for|to|and|or|the|a|an|of|with|my|your|bis|am|vor|und|bis zum)$", re.I
)
# "Whether it can be a Saturday": the day is what is spoken of, not when.
_WANTS_MORE = re.compile(r"\b(?:be|is|are|was|were|than|about|between|say|mean|from|ist|sein)$", re.IGNORECASE)
_NO_VERB = frozenset(
    word
    for words in (
        "to it in for a an the that this if you your yours my our his her their at on of and but or as so because with",
        "from by before after also when who which what where how there here he she they we i not no any some us me him",
    )
    for word in words.split()
)
_POINTS_BACK = re.compile(
    r"\b(?:it|that|this|them|those|these|him|her|he|she|they|one|something|same)\b", re.IGNORECASE
)
_THIS = re.compile(
    r"\b(?:this|them|these|those)\b(?! (?:week|month|year|morning|afternoon|evening))|"
    r"\bit\b(?!['’]| (?:would|is|was|will|could|might|may|seems|looks)\b)",
    re.IGNORECASE,
)
_ENOUGH_WORDS = 6
_SAYS_NOTHING = re.compile(
    r"(?:please |pls )?(?:let (?:me|us|you) know(?: (?:if|when|what|whether|your|how)\b.{0,25})?|"
    r"advise|call(?: (?:me|him|her|you))?|look into .{0,10}|take care of .{0,10}|get back to \w+)\W*$",
    re.IGNORECASE,
)

_SOMEBODY = re.compile(r"\b(?:him|her(?! \w)|he|she)\b", re.IGNORECASE)
_IF_SO = re.compile(r"^\W*(?:if (?:so|not|yes|no)\b|otherwise\b|or something)", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\b(?:do you|did you|can you|could you|have you|are you|you guys are|you are|you['’]re)\b.*\b"
    r"(?:it|one|them|those|any|interested|available|or something|there)\W*(?:or\b.*)?$|\bor something\W*$",
    re.IGNORECASE,
)
_THOUGHTS = re.compile(r"\b(?:thoughts?|comments?)\b", re.IGNORECASE)
_FEW_WORDS = 14
_ONLY_WORD = re.compile(r"\blet (?:me|us) know\W*$", re.IGNORECASE)


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
        before = phrase[: -len(due_text)].rstrip()
        phrase = phrase if _WANTS_MORE.search(before) else before
    while dangling := _DANGLING.search(phrase, max(0, len(phrase) - LONGEST)):
        phrase = phrase[: dangling.start()]
    return phrase


def in_words(what: str, quote: str, subject: str = "", before: str = "") -> str:
    """What is to be done, where it can be understood by itself; else the sentence it stands in, in quotation marks.

    What points back ("call him", "do you have it") is understood by the sentence `before` it; a sentence of a few
    words, or one that speaks of "this", by the subject of its mail.
    """
    if before and quote and ": " not in what and _needs_the_sentence_before(what, quote):
        return f"“{_end_of(before, LONGEST_TWO - min(len(quote), LONGEST))} {shortened(' '.join(quote.split()))}”"
    if not quote or _says_enough(what):
        return _about(what, subject) if _THIS.search(what) and ": " not in what else what or subject
    return (
        _about(_quoted(quote), subject) if len(quote.split()) < _ENOUGH_WORDS or _THIS.search(quote) else _quoted(quote)
    )


def _needs_the_sentence_before(what: str, quote: str) -> bool:
    told = what if what and _says_enough(what) else quote
    if _SOMEBODY.search(told) or _IF_SO.search(quote):
        return True
    return len(quote.split()) <= _FEW_WORDS and bool(_NO_NOUN.search(quote)) and not _THOUGHTS.search(quote)


def _end_of(text: str, room: int) -> str:
    """The last words of a text that have room."""
    words = " ".join(text.split())
    return words if len(words) <= room else "…" + words[-room:].partition(" ")[2]


def _about(told: str, subject: str) -> str:
    about = topic(subject)
    return f"{told} ({shortened(about)})" if about else told


def _quoted(text: str) -> str:
    return f"“{shortened(' '.join(text.split()))}”"


def _says_enough(what: str) -> bool:
    """Begins with what may be a verb, is not cut, and speaks of nothing that stands elsewhere."""
    words = what.split()
    if (
        len(words) < _FEWEST_WORDS
        or words[0].lower() in _NO_VERB
        or (words[-1].endswith("…") and ": " not in what)
        or _SAYS_NOTHING.match(what)
        or _ONLY_WORD.search(what)
    ):
        return False
    return len(words) >= _ENOUGH_WORDS or not _POINTS_BACK.search(what)
