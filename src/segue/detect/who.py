"""Who will act, and for whom: the author, "we", or the addressee whom the words name."""

import re
from dataclasses import dataclass

from segue.detect.short_names import SHORT

#: Acts by which the author (or the author's group) will do, did, or refuses something.
MINE = frozenset(["promise", "offer", "counter", "report", "decline"])

_WE = re.compile(r"\b(?:we(?:['’](?:ll|re|ve|d))?|wir|nous|nosotros|vi)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:i(?:['’](?:ll|m|ve|d))?|ich|je|j['’]|yo|jag|let me)\b", re.IGNORECASE)
_CALLED = re.compile(
    r"\s*(?:(?:hi|hello|hey|dear|hallo|liebe[rs]?|bonjour|hola|hej)\s+)?"
    r"(@?[A-ZÄÖÜÅÉ][\w'-]{1,30}(?:(?:\s*,\s*|\s+(?:and|und|et|y|och)\s+|\s*/\s*)[A-ZÄÖÜÅÉ][\w'-]{1,30}){0,3})\s*(?:[,:!–]|-\s|$)",
    re.IGNORECASE,
)
_CALLED_LAST = re.compile(r",\s*([A-ZÄÖÜÅÉ][\w'-]{1,30})\s*[?.!]?\s*\Z")
# "Bob can you...", "Bob to send the deck": a name without a comma, where somebody so called is written to.
_SUBJECT = re.compile(
    r"\s*(?:(?:and|then|also)\s+)?([A-ZÄÖÜÅÉ][\w'-]{1,30})\s+(?:can|could|would|will|should|to|needs?\s+to|is\s+to|please|pls)\b"
)
_CALLED_WITHIN = re.compile(r"\b(?:you|please|and)\s*,\s*([A-ZÄÖÜÅÉ][\w'-]{1,30})\s*,")
_NO_NAME = (
    r"(?!(?:I|We|You|This|It|That|There|What|Who|Please|Will|Let|Those|These|If|One|Which|When|As|The|My|Our|Your|Its|"
    r"All|Any|Some|Both|Nobody|Somebody|Someone|Everybody|Everyone|Each|Neither|Here|Now|Then|Today|Tomorrow|How|Why|"
    r"Where|Thanks|And|But|So|Or|Also|Hopefully|Yes|No|Ok|Okay)\b)"
)
_NAME = rf"{_NO_NAME}[A-ZÄÖÜÅÉ][\w'-]+"
# A passive ("copies will be sent") names no one who acts: it may well be the author.
_THIRD = re.compile(
    r"(?:(?:and|but|so|then|also|hopefully|yes|ok|okay|fyi)\b[\s,:-]*)*"
    rf"(?P<name>(?-i:{_NAME}(?:\s+(?:{_NAME}|and|&|und|et|y|och))*)|he|she|they|er|sie|elle|il|ella|han|hon)"
    r"(?:\s+(?:will|(?:is|are)\s+going\s+to|has\s+agreed\s+to|plans\s+to|wird|werden|va|van|ska|kommer\s+att)\b|['’]ll\b)"
    r"(?!\s+(?:also\s+|not\s+)?be\s+\w+(?:ed|en)\b)",
    re.IGNORECASE,
)
_AT = re.compile(r"<?@([\w.-]{1,40})>?")
_BETWEEN, _BETWEEN_NAMED = re.compile(r"[,;]"), re.compile(r"[,;]\s*(?![^<]*>)")
_NAME_PARTS = re.compile(r"[^\W\d_]{2,}")
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,5}")


@dataclass(frozen=True, slots=True)
class Addressees:
    """The people a message is to, and those of them whom its greeting names."""

    everybody: tuple[str, ...]
    greeted: tuple[str, ...] = ()

    def named_in(self, sentence: str) -> tuple[str, ...]:
        """The addressees whom the sentence calls by name ("Kevin, can you..."), else those greeted."""
        if len(self.everybody) < 2:
            return ()
        return self.called(sentence) or self.greeted

    def somebody_else(self, sentence: str) -> str:
        """The name of one who is called upon at the start, and is not among those written to."""
        found = _CALLED_UPON.match(sentence) if self.everybody else None
        if not found or found[1].lower() in _NO_CALL:
            return ""
        return "" if any(found[1].lower() in _names(person) for person in self.everybody) else found[1]

    def called(self, sentence: str) -> tuple[str, ...]:
        """The addressees called at the start or the end of a sentence, or by @name."""
        words = _AT.findall(sentence)
        places = (_CALLED.match, _CALLED_LAST.search, _SUBJECT.match, _CALLED_WITHIN.search)
        for match in (find(sentence) for find in places):
            words += _NAME_PARTS.findall(match[1]) if match else []
        called = {word.lower() for word in words}
        return tuple(person for person in self.everybody if called & _names(person)) if called else ()


# "Becky, can you ...": called upon at the start, whether or not the letter is to her.
_CALLED_UPON = re.compile(
    r"\s*([A-ZÄÖÜÅÉ][a-zäöüåé'-]{2,20})\s*(?:,|:|-{1,2}|–|—)\s*(?:can|could|would|will|please|pls|do|have|are|did)\s+(?:you\b|\w)"
)
_NO_CALL = frozenset(
    word
    for words in (
        "thanks thank sorry also please guys all team folks everyone everybody hello hey dear yes well okay first",
        "second third finally again otherwise then now next instead meanwhile however therefore additionally lastly",
        "basically gentlemen ladies friends anyway anyhow monday tuesday wednesday thursday friday saturday sunday",
        "today tomorrow tonight january february march april may june july august september october november december",
        "fyi question questions note attached still sure great good fine right maybe perhaps actually alternatively",
        "separately until before after",
    )
    for word in words.split()
)


NOBODY = Addressees(())
#: What stands between several who are asked by name, each for themselves.
SEVERAL = ", "
MOST_NAMED = 5
_AUTHOR_ACTS = re.compile(
    r"\b(?:(?:i|we)(?:['’](?:ll|m|re|d|ve))?|let me|ich|wir|je|j['’]|nous|yo|nosotros|jag|vi)\b", re.IGNORECASE
)


def addressees(to: str, first_sentence: str) -> Addressees:
    """The people in a To header, with those whom the first sentence greets."""
    everybody = tuple(part for part in (part.strip() for part in _parted(to)) if part)
    people = Addressees(everybody[:50])
    if len(everybody) < 2 or len(first_sentence) > 60:
        return people
    return Addressees(people.everybody, people.called(first_sentence))


def _parted(to: str) -> list[str]:
    """A To header at its commas; at none within <>, where it has these, which takes a look far ahead at each."""
    return _BETWEEN_NAMED.split(to) if "<" in to or ">" in to else _BETWEEN.split(to)


def _names(person: str) -> set[str]:
    """What somebody may be called by: the parts of the name, and of the address before its @, and short for these."""
    shown, _, _ = person.partition("@")
    whole = {part.lower() for part in _NAME_PARTS.findall(shown)}
    return whole.union(*(SHORT.get(part, ()) for part in whole))


def _handle(person: str) -> str:
    address = _ADDRESS.search(person)
    return address[0] if address else person


def owner(act: str, clause: str, sentence: str, people: Addressees) -> str:
    """Who will act: "author", "we", "addressee", or those addressees whom the words name, with SEVERAL between them."""
    if act == "proposal":
        return "we"
    if act in MINE or act in ("acceptance", "satisfied", "withdrawal"):
        return "we" if _WE.search(clause) and not _I.search(clause) else "author"
    named = people.named_in(sentence)
    if not named and (other := people.somebody_else(sentence)):
        return other
    if named:
        return SEVERAL.join(map(_handle, named[:MOST_NAMED]))
    mentioned = _AT.match(sentence.lstrip()) if not people.everybody else None
    return mentioned[1] if mentioned else "addressee"


def third_party(sentence: str) -> str:
    """Who is said to act, where it is neither the author nor the one addressed: "Tana will send it"; else nothing."""
    found = _THIRD.match(sentence)
    return found["name"] if found and not _AUTHOR_ACTS.search(sentence) else ""


def for_whom(act: str, people: Addressees) -> str:
    """For whom it is done: the author for what is asked, else the only addressee, or "addressee"."""
    if act in ("request", "question"):
        return "author"
    return _handle(people.everybody[0]) if len(people.everybody) == 1 else "addressee"
