"""What has the form of a request or question and is hardly meant as one: small talk, rhetoric, courtesies.

The causes are those that readers found most often among the commitments shown of real mail (docs/quality.md). Detection
tells all of them as acts, for they are; no commitment is made of them.
"""

from __future__ import annotations

import re

SEVERAL = 5
"""Among more than these, what is asked only of whom it fits is asked of nobody."""

_ASKS = frozenset(["request", "question", "proposal"])
_BEGIN = r"^\W*(?:(?:so|and|but|well|hey|hi|hello|ok|okay|oh)\b[\s,]*)*"
_SMALL_TALK = re.compile(
    _BEGIN
    + r"how(?:['’]?s|\s+is|\s+are|['’]?re)?\s+(?:it\s+going(?!\s+to\b)|(?:you|ya|u)\b(?:\s+(?:doing|been|feeling))?|"
    r"life|things|everything|everybody|everyone)\b[^?.,;]{0,25}[?.!]*\s*$",
    re.IGNORECASE,
)
_NO_REQUEST = re.compile(
    r"\b(?:please|pls|kindly)\s+(?:forgive|excuse|pardon|find\b(?!\s+(?:out|an?|some\w*|time|who|what)\b)|note\b|be\s+(?:advised|assured|aware)|bear\s+in\s+mind|"
    r"rest\s+assured|consider\s+that|accept\s+(?:my|our|this)|understand\s+that|"
    r"(?:do\s+not|don['’]?t)\s+(?:take|worry|hesitate|think)|"
    r"see\s+(?:(?:the|my|our|his|her|their|this|new|updated|revised)\s+){0,2}(?:attach\w*|below|above|enclosed|following|"
    r"notes?|memo|links?|files?|messages?|e-?mails?|comments|https?)|"
    r"refer\s+to|keep\s+in\s+mind|remember\b(?!\s+to\b)|(?:carefully\s+)?(?:read|review)\s+(?:\w+\s+){0,4}carefully|"
    r"carefully\s+(?:read|review)|(?:mark|adjust|place|put)\s+(?:\w+\s+){0,4}(?:on\s+)?(?:your|the)\s+calendars?|"
    r"respond\s+to\s+(?!(?:me|us|all|this|that|them|him|her|the|my|our)\b(?-i:(?! [A-Z])))"
    r"(?-i:[A-Z])[\w.'-]+(?:\s+[\w.'-]+){0,3}\W*$)",
    re.IGNORECASE,
)
_RHETORIC = re.compile(
    _BEGIN
    + r"(?:who\s+cares|how\s+(?:hard|difficult|bad)\s+(?:could|can)|what\s+do\s+(?:we|i)\s+need\b[^?]{0,60}\bfor\W*$|"
    r"you\s+know\s+what\b|"
    r"(?:have|has|is|are|was|were|do|does|did|would|could|should|ai)n['’]?t\s+(?:they|we|that|it|he|she|this)\b)",
    re.IGNORECASE,
)
_ASKS_AGAIN = re.compile(
    r"\b(?:please|pls|(?:can|could|would)\s+you|let\s+(?:me|us)\s+know|(?:and|then|to)\s+(?:send|call|reply|respond|advise|"
    r"confirm|forward|complete|fill|return|sign|fax|provide|give|tell|get))\b",
    re.IGNORECASE,
)
_TO_A_MACHINE = re.compile(
    r"\b(?:please|pls|to)\s+(?:click|log\s+(?:in|on|off|out)|label|unsubscribe)\b", re.IGNORECASE
)
_IN_CASE = re.compile(
    r"\bif\s+(?:(?:you|any\s?one|anybody|any\s+of\s+you|there)\b[^.;?!,]{0,15}?\b(?:need\s+(?:to\s+(?:reach|contact|call|speak)|"
    r"any|more|further|help)|have\s+(?:any\b|trouble|problems?|questions?|further)|(?:is|are)\s+(?:any|unavailable|unable))|"
    r"i(?:['’]ve|\s+have)?\s+(?:missed|forgotten|left\s+out))\b",
    re.IGNORECASE,
)
_FOR_WHOM_IT_FITS = re.compile(
    r"\bif\s+(?:you|any\s?one|anybody|any\s+of\s+you|your\s+(?:team|group|people))\b[^.;?!,]{0,25}?"
    r"\b(?:need|want|like|wish|prefer|have|has|(?:are|is)\s+(?:interested|unavailable|unable)|can['’]?t|cannot|know\s+of)\b",
    re.IGNORECASE,
)


def hardly_meant(act: str, words: str, readers: int) -> bool:
    """Whether words that look like this act ask for nothing that anybody waits for; `readers`: to how many."""
    if act not in _ASKS:
        return False
    if _SMALL_TALK.match(words) or _RHETORIC.match(words) or _TO_A_MACHINE.search(words) or _IN_CASE.search(words):
        return True
    if readers > SEVERAL and _FOR_WHOM_IT_FITS.search(words):
        return True
    return act == "request" and _only_courtesy(words)


def _only_courtesy(words: str) -> bool:
    """It asks in no other words than those of a courtesy."""
    found = _NO_REQUEST.search(words)
    return found is not None and _ASKS_AGAIN.search(words, found.end()) is None
