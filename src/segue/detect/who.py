"""Who will act, and for whom: the author, "we", or the addressee whom the words name."""

import re
from dataclasses import dataclass

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
_AT = re.compile(r"<?@([\w.-]{1,40})>?")
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

    def called(self, sentence: str) -> tuple[str, ...]:
        """The addressees called at the start or the end of a sentence, or by @name."""
        words = _AT.findall(sentence)
        for match in (_CALLED.match(sentence), _CALLED_LAST.search(sentence)):
            words += _NAME_PARTS.findall(match[1]) if match else []
        called = {word.lower() for word in words}
        return tuple(person for person in self.everybody if called & _names(person)) if called else ()


NOBODY = Addressees(())


def addressees(to: str, first_sentence: str) -> Addressees:
    """The people in a To header, with those whom the first sentence greets."""
    everybody = tuple(part for part in (part.strip() for part in re.split(r"[,;]\s*(?![^<]*>)", to)) if part)
    people = Addressees(everybody[:50])
    if len(everybody) < 2 or len(first_sentence) > 60:
        return people
    return Addressees(people.everybody, people.called(first_sentence))


def _names(person: str) -> set[str]:
    """What somebody may be called by: the parts of the name, and of the address before its @."""
    shown, _, _ = person.partition("@")
    return {part.lower() for part in _NAME_PARTS.findall(shown)}


def _handle(person: str) -> str:
    address = _ADDRESS.search(person)
    return address[0] if address else person


def owner(act: str, clause: str, sentence: str, people: Addressees) -> str:
    """Who will act: "author", "we", "addressee", or the one addressee whom the words name."""
    if act == "proposal":
        return "we"
    if act in MINE or act in ("acceptance", "satisfied", "withdrawal"):
        return "we" if _WE.search(clause) and not _I.search(clause) else "author"
    named = people.named_in(sentence)
    return _handle(named[0]) if len(named) == 1 else "addressee"


def for_whom(act: str, people: Addressees) -> str:
    """For whom it is done: the author for what is asked, else the only addressee, or "addressee"."""
    if act in ("request", "question"):
        return "author"
    return _handle(people.everybody[0]) if len(people.everybody) == 1 else "addressee"
