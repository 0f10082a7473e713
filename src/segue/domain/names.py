"""What a display name in mail or on a card says: its parts, how to show it, how to compare it.

Pure spelling: "Lokay, Michelle </O=ENRON/OU=NA/CN=MLOKAY>", "Michelle Lokay/HOU/ECT@ECT" and "michelle lokay"
are one name. Nicknames are not guessed: Jim is not James here.
"""

import re
import unicodedata
from dataclasses import dataclass

_BRACKETS = re.compile(r"<[^>]*>?|\([^)]*\)|\[[^\]]*\]")
_ROUTING = re.compile(r"(?:/[\w &.-]+)+(?:@\w+)?$|@\w+$")
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_VIA = re.compile(r"\s+(?:via|on behalf of)\s.*$", re.IGNORECASE)
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
_DEGREE = re.compile(r"\b(?:ph\.d|m\.d|d\.d\.s|m\.b\.a)\b\.?")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "herr", "frau", "mme", "mlle", "rev"})
_CREDENTIALS = frozenset({"phd", "md", "dds", "esq", "cpa", "mba", "pmp", "jd", "msc", "bsc", "dvm", "cfa"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name, folded for comparison: lower case, no accents, titles or punctuation.

    `last` is empty for a name of one word. `generation` is jr, sr, ii, iii or iv.
    """

    first: str = ""
    middle: tuple[str, ...] = ()
    last: str = ""
    generation: str = ""

    @property
    def full(self) -> str:
        """The whole name as one text, equal for every spelling of it; empty unless it has a first and last name."""
        if not self.last or len(self.first) < 2 or len(self.last) < 2:
            return ""
        return " ".join(filter(None, (self.first, *self.middle, self.last, self.generation)))


def parse(written: str) -> Name:
    """The parts of a display name; an empty Name where it is only an address, or nothing."""
    words = [folded for word in _in_order(written) for folded in _fold(word).split()]
    while words and words[0] in _TITLES:
        del words[0]
    generation = ""
    while len(words) > 2 and words[-1] in _CREDENTIALS | _GENERATIONS:
        last = words.pop()
        generation = last if last in _GENERATIONS else generation
    if not words:
        return Name()
    return Name(words[0], tuple(words[1:-1]), words[-1] if len(words) > 1 else "", generation)


def shown(written: str) -> str:
    """The name as people write it, given name first, without routing, brackets or quotes; may be empty."""
    name = " ".join(_in_order(written))
    return name.title() if name.isupper() and " " in name else name


def _in_order(written: str) -> list[str]:
    """The words of the name, given name first: "Surname, Given" is turned round."""
    parts = [part.split() for part in _bare(written).split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return []
    turned = [part for part in parts[1:] if not _is_suffix(part)]
    suffixes = [word for part in parts[1:] if _is_suffix(part) for word in part]
    return [word for part in turned for word in part] + parts[0] + suffixes


def _bare(written: str) -> str:
    """The name without what mail programs put around it."""
    text = unicodedata.normalize("NFC", written).replace('"', " ")
    text = _VIA.sub("", _ADDRESS.sub(" ", _BRACKETS.sub(" ", text)))
    text = _ROUTING.sub("", text.strip())
    return " ".join(text.strip(" '`´,;:.-").split())


def _is_suffix(words: list[str]) -> bool:
    return all(_fold(word).replace(" ", "") in _CREDENTIALS | _GENERATIONS for word in words)


def _fold(word: str) -> str:
    """Lower case without accents or apostrophes; hyphens and inner dots part words, as in "Jean-Luc" and "J.R."."""
    lower = _DEGREE.sub(lambda found: found.group().replace(".", ""), word.lower().translate(_SPECIAL))
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(mark))
    joined = re.sub(r"['’`´]", "", plain)
    return re.sub(r"[^\w]+", " ", joined).strip()
