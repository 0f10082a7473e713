"""What of a person's must not stand in any text any more, and how it is masked.

Full names, addresses and numbers go everywhere. A given name or a surname alone goes where the person took part,
since elsewhere it may be somebody else's; a surname that nobody else bears goes everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MASK = "█"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Redaction:
    """Patterns to take out: `everywhere`, and `close` in conversations that the person took part in."""

    everywhere: re.Pattern[str]
    close: re.Pattern[str]

    def of(self, text: str, *, took_part: bool = False) -> str:
        """The text with the person masked; its length stays, so that offsets into it stay true."""
        return (self.close if took_part else self.everywhere).sub(lambda found: MASK * len(found[0]), text)

    def finds(self, text: str) -> bool:
        """Whether it names them, wherever it stands."""
        return self.everywhere.search(text) is not None


def redaction_of(
    names: Iterable[str], addresses: Iterable[str], phones: Iterable[str], others: Iterable[str]
) -> Redaction:
    """What names this person. `others` are the names of everybody else, whose words stay."""
    kept = {part for name in others for part in _parts(name)}
    exact: set[str] = set()
    parts: set[str] = set()
    for name in names:
        spelt = _parts(name)
        exact.update({name, " ".join(spelt), " ".join(reversed(spelt)), ", ".join(reversed(spelt))})
        parts.update(part for part in spelt if len(part) >= _SHORTEST)
    for address in addresses:
        exact.add(address)
        parts.add(address.partition("@")[0])
    numbers = [_number(phone) for phone in phones]
    own = {part for part in parts if part not in kept}
    surnames = {part for name in names for part in _parts(name)[-1:] if part in own and len(part) > _SHORTEST}
    return Redaction(_pattern(exact | surnames, numbers), _pattern(exact | parts, numbers))


def _parts(name: str) -> list[str]:
    return re.findall(r"\w[\w'-]*", name.lower())


def _pattern(words: Iterable[str], numbers: Iterable[str]) -> re.Pattern[str]:
    spelt = sorted({word for word in words if len(word) >= _SHORTEST}, key=lambda word: (-len(word), word))
    spaced = [r"\s+".join(map(re.escape, word.split())) for word in spelt]
    written = [rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"] if spaced else []
    return re.compile("|".join([*written, *(number for number in numbers if number)]) or r"(?!)", re.IGNORECASE)


def _number(phone: str) -> str:
    """A number however it is spaced; the country code and the zero after it may be missing."""
    digits = re.sub(r"\D", "", phone)
    return r"\+?" + r"[\s()./-]*".join(digits) if len(digits) >= 6 else ""
