"""contacts.vcf: the address book, some cards in vCard 3.0 (RFC 2426), some in 4.0 (RFC 6350)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

from segue.cli.sample.people import Person, people

FOLD = 75  # bytes in a line, RFC 6350 3.2


def write_cards(path: Path) -> int:
    """Write the cards of all who have one; says how many."""
    cards = [_card(key, person) for key, person in people().items() if person.card]
    path.write_bytes("".join(cards).encode())
    return len(cards)


def _card(key: str, person: Person) -> str:
    lines = ["BEGIN:VCARD", f"VERSION:{person.card}.0", *_lines(key, person), "END:VCARD"]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(key: str, person: Person) -> Iterator[str]:
    given, _, family = person.name.partition(" ")
    uid = uuid.uuid5(uuid.NAMESPACE_DNS, person.address)
    yield f"UID:urn:uuid:{uid}" if person.card == 4 else f"UID:{key}-{uid}"
    yield f"FN:{_escaped(person.name)}"
    yield f"N:{_escaped(family)};{_escaped(given)};;;"
    for addr in (person.address, *(person.other[which] for which in ("home", "old") if which in person.other)):
        yield f"EMAIL:{addr}" if person.card == 4 else f"EMAIL;TYPE=INTERNET:{addr}"
    for name, value in (("NICKNAME", person.nickname), ("ORG", person.org), ("TITLE", person.title)):
        if value:
            yield f"{name}:{_escaped(value)}"
    if person.phone:
        yield _telephone(person)


def _telephone(person: Person) -> str:
    if person.card == 4:
        return f'TEL;VALUE=uri;TYPE="voice,work":tel:{person.phone.replace(" ", "-")}'
    return f"TEL;TYPE=WORK,VOICE:{person.phone}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    """`line` cut so that no part is longer than FOLD bytes, between characters."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > FOLD:
            parts, size = [*parts, " "], 1
        parts[-1] += character
        size += width
    return "\r\n".join(parts)
