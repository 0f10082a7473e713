"""What words that point back speak of: "will do", "I'll send it", "on it" with the words that hold their object."""

import re
from collections.abc import Sequence

from segue.detect import what
from segue.detect.split import Span, sentences
from segue.domain.cues import COURTESY

#: So many sentences before it are looked at.
NEAR = 6
#: A sentence shorter than this (in characters) holds no object: it greets or thanks.
SHORT = 25

_SOON = (
    r"(?:right away|asap|now|soon|today|tonight|tomorrow|shortly|later|(?:with|to|for|by) (?:me|us)|"
    r"(?:by|on|before|this|next) \w+(?: \w+)?)"
)
_YES = (
    r"yes|yep|yeah|ok|okay|sure|certainly|absolutely|of course|"
    r"indeed|no problem|will do|can do|"
    r"on it|got it|you got it|consider it done|(?:please )?go ahead|please do|my pleasure|happy to|glad to|"
    r"agreed|deal|great|fine|perfect|"
    r"thanks|thnx|thx|thank you|(?:i|we) (?:will|can|am|agree)|i['’]m on it|"
    r"(?:that |it )?(?:sounds|looks|works|is)(?: (?:good|great|fine|ok|okay|perfect|like a plan))?|"
    r"(?:i |we )?(?:will|can|['’]ll|would)?\s*(?:try to )?do(?: (?:it|that|so|this|the same))?|"
    r"ja|gerne|klar|wird gemacht|mache ich|einverstanden|oui|d['’]accord|volontiers|bien sûr|sí|claro|vale|de acuerdo|"
    r"absolut|gärna|okej|visst"
)
_AGREES = re.compile(rf"^(?:(?:{_YES})(?:[\s,.!–-]+|$))*(?:{_SOON}[\s,.!]*)*$", re.IGNORECASE)
_POINTS = re.compile(
    r"^(?:\w+ ){1,2}(?:it|that|this|them|those|these|one|him|her|(?:this|that) one|these changes)"
    r"(?: (?:to|for|by|on|in|at|with|back|up|over|out|off|when|as|and|asap|soon|now|today|tonight|tomorrow|later|this|"
    r"next|right|first|away|you|shortly)\b(?: [\w:'’]+){0,6})?\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:check|look|try|call|ask|reply|respond|confirm|send|fix|see|look into it|follow up)"
    r"(?:[ ,]+(?:thnx|thx|thanks))?"
    rf"(?: {_SOON})?\W*$",
    re.IGNORECASE,
)
_WORD_WANTED = re.compile(
    r"(?:please |pls )?(?:let (?:me|us) know(?: (?:your thoughts|what you think))?|advise|confirm|respond|reply)"
    r"(?: (?:asap|soon|today|tomorrow))?\W*$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\?|\b(?:is it (?:possible|ok|okay|fine)|should (?:we|i)|whether|we could|i could|propose|suggest)\b", re.I
)
_HEADER = re.compile(r"\b(?:from|sent|to|cc|subject|date|importance|von|gesendet|an|betreff)\s*:", re.IGNORECASE)
_SPEAKER = re.compile(r"^(?:/\s*)?[A-Z][\w.' -]{0,30}:\s+")
_PROPOSES = ("request", "proposal", "promise")
_WANTED = re.compile(r"(?:you|they|he|she|we|i) (?:needs?|wants?|asked (?:me )?(?:for|to)) ", re.IGNORECASE)
_NEEDS = re.compile(r"\b(?:needs?|want|asks?|asked|let me know|send|please|should|must|bitte)\b", re.IGNORECASE)


def lacks_object(phrase: str) -> bool:
    """Whether a phrase speaks of something said earlier ("do", "send it", "on it")."""
    return bool(_AGREES.match(phrase) or _POINTS.match(phrase) or _BARE.match(phrase))


def told(phrase: str, text: str, earlier: Sequence[Span], answered: str, *, agrees: bool) -> tuple[str, Span | None]:
    """The phrase with what it points back to, and where in `text` that stands (None: in the message answered).

    `agrees`: the sentence only says yes, so that what was asked is the whole of it. A phrase that names its own
    object comes back as it is.
    """
    if not lacks_object(phrase):
        return phrase, None
    only_yes = bool(_AGREES.match(phrase))
    asked = _asked_for(answered) if only_yes or agrees else ""
    span = None if asked else _before(text, earlier)
    found = _phrase_of(text[span[0] : span[1]]) if span else asked or _asked_for(answered)
    if not found:
        return phrase, None
    return (found if only_yes else f"{phrase}: {found}"), span


def wanted(phrase: str, text: str, earlier: Sequence[Span]) -> tuple[str, Span | None]:
    """A wish for word ("let me know", "please advise") with the sentence before it, where it names nothing itself."""
    near = [span for span in earlier[-3:] if span[1] - span[0] >= SHORT]
    if not near or not _WORD_WANTED.match(phrase):
        return phrase, None
    asks = [span for span in near if _OPEN.search(text, *span)]
    start, end = (asks or near)[-1]
    said = " ".join(text[start:end].split())
    if COURTESY.search(said) or len(_HEADER.findall(said)) > 1:
        return phrase, None
    return f"{phrase.strip(' .!?')}: {what.shortened(said)}", (start, end)


def _before(text: str, earlier: Sequence[Span]) -> Span | None:
    """The nearest earlier sentence that asks for something, else the nearest of some length."""
    near = [span for span in earlier[-NEAR:] if span[1] - span[0] >= SHORT]
    for start, end in reversed(near):
        sentence = text[start:end]
        if (what.cue("request", sentence) or "?" in sentence or _NEEDS.search(sentence)) and not COURTESY.search(
            sentence
        ):
            return start, end
    return near[-1] if near and near[-1] in earlier[-3:] else None


def _asked_for(answered: str) -> str:
    """What the message that is answered asks for, proposes or offers last, in its words; nothing where it does not."""
    spans = sentences(answered)
    said = [answered[start:end] for start, end in reversed(spans)]
    said = [each for each in said if not COURTESY.search(each) and len(_HEADER.findall(each)) < 2]
    for act in _PROPOSES:
        for sentence in said:
            if what.cue(act, sentence):
                return _phrase_of(sentence)
    return next((_phrase_of(sentence) for sentence in said if "?" in sentence), "")


def _phrase_of(sentence: str) -> str:
    sentence = _SPEAKER.sub("", " ".join(sentence.split()))
    cue = next((found for act in _PROPOSES if (found := what.cue(act, sentence))), None)
    begin = cue or _WANTED.match(sentence)
    return what.phrase(sentence, begin.end() if begin else 0)
