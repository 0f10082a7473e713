"""What is to be done: a short phrase in the words of the source, its condition, and its object."""

import re

#: The phrase is no longer than this many characters.
LONGEST = 90

_MODAL = (
    r"(?:['’]ll|\s+will|\s+shall|\s+can|\s+could|\s+would|['’]d|\s+am\s+going\s+to|['’]m\s+going\s+to|\s+plan\s+to|"
    r"['’]m\s+gonna)"
)
_ADVERBS = (
    r"(?:\s+(?:also|just|then|certainly|definitely|probably|will|try\s+(?:to|and)|be\s+sure\s+to|be\s+happy\s+to|be\s+glad\s+to|"
    r"go\s+ahead\s+and|happily|gladly|still|now|soon|please|kindly|be\s+able\s+to))*"
)
_PROMISED = re.compile(
    rf"\b(?:i|we|one\s+of\s+us){_MODAL}{_ADVERBS}\s+|\blet\s+me(?!\s+know){_ADVERBS}\s+|(?:^|\b(?:and|but|then|so|yes|ok|okay)\s+|[-–;,]\s*)"
    rf"(?:will|['’]ll)(?!\s+(?:be\s+able|you|that|this|it|there|he|she|they)\b){_ADVERBS}\s+(?=\w)|^(?:happy|glad)\s+to\s+|"
    r"\b(?:ich\s+werde|wir\s+werden|je\s+vais|nous\s+allons|voy\s+a|vamos\s+a|jag\s+ska|vi\s+ska|jag\s+kommer\s+att)\s+",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b(?:(?:can|could|would|will)\s+(?:you|someone|somebody|anyone|one\s+of\s+you)(?:\s+guys|\s+all|\s+both)?{_ADVERBS}\s+|"
    rf"please{_ADVERBS}\s+|pls\s+|kindly\s+(?!reminder)|"
    rf"(?:is\s+there\s+any\s*(?:way|chance)|any\s+chance|(?:it|that)\s+would\s+be\s+\w+)\s+(?:if\s+|that\s+)?(?:you|we)\s+(?:can|could|would){_ADVERBS}\s+|"
    rf"(?:i\s+was\s+wondering\s+)?if\s+you\s+(?:could|would){_ADVERBS}\s+|"
    r"(?:make|be)\s+sure\s+(?:to|that|you)\s+|(?:do\s+not|don['’]t)\s+forget\s+to\s+|remember\s+to\s+|"
    rf"you\s+(?:will\s+)?(?:need|have)\s+to\s+|(?:i|we)\s+(?:need|want|would\s+like|['’]d\s+like|ask|expect)\s+(?:for\s+)?(?:you|all|everyone)(?:\s+all|\s+both)?\s+to\s+|"
    r"(?:would|do)\s+you\s+mind\s+|(?:i|we)\s+(?:would|['’]d)\s+appreciate\s+(?:it\s+if\s+you\s+(?:could|would)\s+)?|(?:i|we)\s+(?:need|(?:would|['’]d)\s+like)\s+|"
    r"(?:k[öo]nnt(?:est|en|et)\s+(?:du|ihr|sie)|kannst\s+du|bitte|pourriez-vous|peux-tu|podrías|puedes|kan\s+du|skulle\s+du\s+kunna)\s+)",
    re.IGNORECASE,
)
_PROPOSED = re.compile(
    r"\b(?:let['’]?s|let\s+us|shall\s+we|(?:should|can|could)\s+we|how\s+about|what\s+about|why\s+don['’]t\s+we)\s+",
    re.I,
)
_CUE = {
    "promise": _PROMISED,
    "offer": _PROMISED,
    "counter": _PROMISED,
    "acceptance": _PROMISED,
    "request": _ASKED,
    "proposal": _PROPOSED,
}
# It begins with a set of characters, for which text is searched many times quicker than for alternatives.
_CLAUSE_END = re.compile(
    r"[;?!.,\s(](?:(?<=[;?!(])|(?<=\.)(?=\s|$)|"
    r"(?<=,)(?=\s*(?:and|but|so|or|then)?\s*(?:i|we|you|if|when|but|so|which|thanks|please|let)\b)|"
    r"(?<=\s)(?:(?=\s*(?:and|but|so)\s+(?:i|we|you|let|please)\b)|(?=\s*-+\s)|(?=\s*\()))",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:and|but|so|also|then|ok|okay|yes|sure|well|hi|please)\b[,\s]*|[-–*•>\s]+)+", re.IGNORECASE
)
_BRACKETED = re.compile(r"\s*\([^()]{0,80}\)(?=\s*\w)")
_IF_FIRST = re.compile(r"\W*if\b(?!\s+(?:so|not|yes|no)\b)[^,;?!]{3,140},\s*(?:then\s+)?(?=\w)", re.IGNORECASE)
_BE = re.compile(r"\Abe\s+(?=\w+ing\b(?!\s+(?:able|in\s+touch)))", re.IGNORECASE)
_LOOSE = re.compile(r"(?:^|\s)(?:and|or|but|so|to|the|a|an|of|if|und|oder|et|ou|y|o|och|eller)$", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|unless|provided\s+that|assuming|falls|si|om)\b[^,.;!?]{3,120}", re.IGNORECASE)
# Tried first: a plain search for its words is many times quicker.
_MAY_BE_CONDITION = re.compile(r"[Ii]f |nless |rovided that|ssuming |alls |[Ss]i |[Oo]m ")


def cue(act: str, sentence: str) -> re.Match[str] | None:
    """The words that make a sentence this act ("I'll", "could you"), where it has such words."""
    pattern = _CUE.get(act)
    return pattern.search(sentence) if pattern else None


# Where the clause begins that asks: "I sent you a bunch of these, did you get them?"
_ASKING = re.compile(
    r"(?:[,;–]\s*|\.\s+|\s-+\s*|\s(?:and|but|so|or)\s+)(?=(?:did|do|does|can|could|what|when|where|who|whom|why|how|is|are|was|were|"
    r"will|would|should|have|has|any)\b)",
    re.IGNORECASE,
)


def asking(sentence: str) -> int:
    """Where the clause of a question begins that asks it; 0 where it is the first, or where another follows it."""
    end = sentence.rfind("?")
    starts = [found.end() for found in _ASKING.finditer(sentence, 0, end)] if end > 0 else []
    start = starts[-1] if starts else 0
    return start if len(sentence[start:end].split()) > 2 else 0


def clause(sentence: str, begin: int) -> str:
    """The sentence from there to the end of its clause."""
    end = _CLAUSE_END.search(sentence, begin)
    return sentence[begin : end.start() if end else len(sentence)]


def phrase(sentence: str, begin: int) -> str:
    """The clause that begins there, on one line, without leading filler and brackets, cut at a word.

    Where a condition stands first and no word asks ("if it rains, call me"), it is what comes after.
    """
    if not begin and (condition := _IF_FIRST.match(sentence)):
        begin = condition.end()
    words = _BRACKETED.sub("", sentence[begin:]) if "(" in sentence else sentence[begin:]
    return shortened(_BE.sub("", _LEADING.sub("", clause(words, 0))))


def shortened(text: str) -> str:
    """A text on one line, cut at a word where it is long."""
    words = _without_loose_end(" ".join(text.split()))
    if len(words) <= LONGEST:
        return words
    return words[:LONGEST].rsplit(" ", 1)[0] + "…"


def _without_loose_end(words: str) -> str:
    words = words.rstrip(" .,:-–")
    while loose := _LOOSE.search(words):
        words = words[: loose.start()].rstrip(" .,:-–")
    return words


def condition(sentence: str) -> str:
    """The "if" part of a sentence, or nothing."""
    found = _CONDITION.search(sentence) if _MAY_BE_CONDITION.search(sentence) else None
    return " ".join(found[0].split()) if found else ""
