"""Whether what somebody says bears on a commitment: it names the same thing, points back to it, or is a bare answer.

Precision first: a report that closes what it does not speak of hides a promise for good, a report that closes nothing
leaves a row that one key ends.
"""

from __future__ import annotations

import re

from segue.domain import cues
from segue.domain.alike import shared, stems
from segue.domain.commitments import State
from segue.domain.utterances import Kind, Said, Woven

_ALIKE = 0.5
_SHARED, _PART = 2, 0.25
# Stems that are said of anything.
_ANYTHING = frozenset(
    "call give take today tonigh tomorr mornin aftern week month monday tuesda wednes thursd friday time later soon "  # noqa: SIM905
    "here hope sure thanks could able".split()
)
# An answer of so few words ("Will do, thanks.") has no room for another object than the one asked for.
_BARE_WORDS = 5

_POINTS_BACK = re.compile(
    r"\b(?:do|does|did|done|get|got|send|sent|sending|have|had|finish|finished|handle|handled|fix|fixed|make|made|"
    r"care of|look (?:in ?to|at|over)|check|forward|forwarded|bring|find|answer|read|sign|signed|"
    r"resolve|get to|work on) "
    r"(?:it|this|that|them|these|those|one|some|so|the same|everything)\b|"
    r"\b(?:das|es|mache|erledige|kümmere) (?:ich|wir)\b|\bm['’]en occupe|\bme encargo|\bhand om det",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^\W*(?:yes|yep|yeah|ok|okay|sure|done|will do|can do|got it|on it|no problem|absolutely|of course|certainly|"
    r"gladly|sounds good|agreed|fine|great|no|nope|sorry|unfortunately|i can'?t|thanks|thank you|perfect|works|"
    r"never ?mind|ja|nein|klar|gerne|erledigt|oui|non|d['’]accord|c['’]est fait|sí|no|vale|hecho|nej|visst|klart)\b",
    re.IGNORECASE,
)
_ANSWERS_LATER = re.compile(
    r"\b(?:get back (?:to|with) you|let you know|find out|look into|check (?:with|on|and|that)|ask (?:him|her|them)|"
    r"keep you posted|follow up|melde mich|gebe? .{0,12}bescheid|reviens vers|tiens au courant|te aviso|återkommer|"
    r"hör av mig)\b",
    re.IGNORECASE,
)
_WANTS_WORD = re.compile(
    r"\?|\b(?:let (?:me|us) know|advise|tell|confirm|find out|check|status|update|bescheid|sagen|dis-moi|dime|säg)\b",
    re.IGNORECASE,
)
_WANTS_CALL = re.compile(
    r"\b(?:call|phone|ring) (?:you|me|us)\b|\b(?:you|me|us) (?:a|another) (?:call|ring)\b|\bruf|\bappel|\bllám|"
    r"\bring(?:er)? (?:dig|mig)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\brunning (?:\w+ ){0,2}(?:late|behind)\b|\b(?:will|going to|['’]ll) be (?:\w+ ){0,2}(?:late|delayed)\b|"
    r"\bdelay(?:ed)?\b|\bbehind schedule\b|\bneed (?:\w+ ){0,3}(?:more time|longer|another (?:day|week))\b|"
    r"\btake (?:\w+ ){0,2}longer\b|\b(?:won['’]?t (?:be able to )?|not going to )(?:make|have|finish)\b|"
    r"\bslip(?:ped|ping)?\b|\bpush(?:ed)? (?:it |this |that )?back\b|\b(?:instead of|rather than)\b|"
    r"\b(?:verspät|verzöger|retard|retras|försena)|\b(?:länger|plus de temps|más tiempo|längre tid|mer tid)\b",
    re.IGNORECASE,
)
# Acts that answer by their nature; with more words than this they may speak of something new.
_ANSWERING = frozenset(("decline", "counter", "withdrawal", "satisfied"))
_ROOM = 12


def bears(said: Said, woven: Woven) -> bool:
    """Whether these words answer that commitment: the same thing, a pointer back, or nothing but an answer.

    A question is answered by words about the same thing, or by the promise to find out.
    """
    if says_the_same(said, woven) and not (said.act == "decline" and woven.kind is Kind.QUESTION):
        return True
    if _ANSWERS_LATER.search(said.words) and _WANTS_WORD.search(woven.said.words):
        return True
    if woven.kind is Kind.QUESTION:
        return said.act in _ANSWERING and _is_bare(said.words)
    if said.act in _ANSWERING and len(said.words.split()) <= _ROOM:
        return True
    return points_back(said.words) or tells_lateness(said.words) or _both_call(said.words, woven.said.words)


def points_back(words: str) -> bool:
    """Whether words have their object elsewhere: "Will do.", "I'll send it tomorrow"."""
    return _is_bare(words) or bool(_POINTS_BACK.search(words))


def _is_bare(words: str) -> bool:
    return len(words.split()) <= _BARE_WORDS and bool(_BARE.search(words))


def tells_lateness(words: str) -> bool:
    """Whether words move a date: "running late, it will be Monday"; that is no new promise."""
    return bool(_LATE.search(words))


def points_back_to(said: Said, woven: Woven) -> bool:
    """Whether a promise only says again, or moves the date of, what was promised before."""
    return woven.kind is not Kind.QUESTION and (points_back(said.words) or tells_lateness(said.words))


def asks_for_a_yes(woven: Woven) -> bool:
    """Whether the answer itself is what was asked for."""
    return woven.state is State.REQUESTED and bool(cues.CONFIRMING.search(woven.said.words))


def is_request(woven: Woven) -> bool:
    """ "Sure" to a question is an answer, to a request a promise."""
    return woven.kind is not Kind.QUESTION


def repeats(said: Said, woven: Woven) -> bool:
    """Whether it is the same thing said again."""
    return overlap(said, woven) >= _ALIKE


def says_the_same(said: Said, woven: Woven) -> bool:
    """Whether enough of the words that carry meaning are shared: two, or a good part of a short sentence."""
    here, there = meaning(said), meaning(woven.said)
    return len(here & there) >= _SHARED or shared(here, there) >= _PART


def overlap(said: Said, woven: Woven) -> float:
    """How much of the shorter one's words are in both, 0 to 1."""
    return overlap_of(said, woven.said)


def overlap_of(one: Said, other: Said) -> float:
    """How much of the shorter one's words both have, 0 to 1."""
    return shared(meaning(one), meaning(other))


def meaning(said: Said) -> frozenset[str]:
    """The stems of what is said that tell it from other things."""
    return stems(f"{said.what} {said.words}") - _ANYTHING


def _both_call(words: str, asked: str) -> bool:
    return bool(_WANTS_CALL.search(words) and _WANTS_CALL.search(asked))
