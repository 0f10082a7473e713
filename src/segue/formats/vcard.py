"""vCards: 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) in, 4.0 out. vobject is known here alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import vobject

from segue.formats.charsets import tidy
from segue.formats.components import Component, components, escaped, folded
from segue.formats.phonekinds import phone_kind
from segue.formats.records import ContactRecord, Phone, SetAside
from segue.formats.vcardlines import modern

_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LONGEST = 10_000


def read(data: bytes, source: str = "") -> Iterator[ContactRecord | SetAside]:
    """The cards of a vCard file, each read by itself."""
    found = False
    for piece in components(data, ("VCARD",)):
        found = True
        yield _card(piece, source)
    if not found:
        yield SetAside(source, 0, "no vCard in the file")


def _card(piece: Component, source: str) -> ContactRecord | SetAside:
    if not piece.closed:
        return SetAside(source, piece.position, "the vCard never ends (no END:VCARD)")
    try:
        card = vobject.readOne(modern(piece.text), allowQP=True, ignoreUnreadable=True)
        return _contact(_Card(card), piece, source)
    except Exception as error:  # vobject raises whatever a broken line makes it stumble over
        return SetAside(source, piece.position, f"{type(error).__name__}: {error}"[:300])


class _Card:
    """The lines of a parsed card by lower-case name; a value that cannot be read counts as absent."""

    def __init__(self, card: Any) -> None:
        self.lines: dict[str, list[Any]] = card.contents

    def texts(self, name: str) -> list[str]:
        found = (_flat(line.value) for line in self.lines.get(name, ()))
        return [text for text in found if text]

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")

    def phones(self) -> tuple[Phone, ...]:
        phones = []
        for line in self.lines.get("tel", ()):
            number = _flat(line.value).removeprefix("tel:").partition(";ext=")
            if number[0]:
                phones.append(Phone(number[0] + (f" ext. {number[2]}" if number[2] else ""), self._kind(line)))
        return tuple(dict.fromkeys(phones))

    def _kind(self, line: Any) -> str:
        types = {str(one).lower() for value in line.params.get("TYPE", ()) for one in str(value).split(",")}
        types |= {str(one).lower() for one in line.singletonparams}
        types |= {label.lower() for label in self._labels(line.group)}
        return phone_kind(types)

    def _labels(self, group: str | None) -> list[str]:
        """Apple says what a number is in a line of the same group: item1.X-ABLabel."""
        labels = [line for line in self.lines.get("x-ablabel", ()) if group and line.group == group]
        return [_APPLE_LABEL.sub(r"\1", _flat(line.value)) for line in labels]

    def names(self) -> tuple[str, ...]:
        spelled = [_spelled(line.value) for line in self.lines.get("n", ())]
        names = [*self.texts("fn"), *spelled, *self.texts("nickname")]
        return tuple(dict.fromkeys(name for name in names if name))


def _flat(value: Any) -> str:
    """A value as one text: lists joined, bytes (pictures) left out."""
    if isinstance(value, str):
        return tidy(value).strip()[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(filter(None, (_flat(one) for one in value)))
    return ""


def _spelled(name: Any) -> str:
    """N as one would say it: given, additional, family."""
    parts = (getattr(name, part, "") for part in ("given", "additional", "family"))
    return " ".join(filter(None, (_flat(part) for part in parts)))


def _contact(card: _Card, piece: Component, source: str) -> ContactRecord | SetAside:
    if card.text("kind").lower() == "group" or card.text("x-addressbookserver-kind").lower() == "group":
        return SetAside(source, piece.position, "a group of contacts, not a person")
    written = (text.removeprefix("mailto:").lower() for text in card.texts("email"))
    emails = tuple(dict.fromkeys(text for text in written if "@" in text))
    names, phones, org = card.names(), card.phones(), card.text("org")
    if not (names or emails or phones or org):
        return SetAside(source, piece.position, "a card without name, address or number")
    return ContactRecord(
        names=names or (org,) * bool(org),
        emails=emails,
        phones=phones,
        org=org,
        title=card.text("title") or card.text("role"),
        urls=tuple(card.texts("url")),
        note="\n".join(card.texts("note")),
        birthday=card.text("bday"),
        categories=tuple(filter(None, (part.strip() for part in card.text("categories").split(",")))),
        uid=card.text("uid"),
        raw=piece.text,
        source=source,
        position=piece.position,
    )


def write(contacts: Iterable[ContactRecord]) -> str:
    """Cards as vCard 4.0 (RFC 6350): folded, escaped, lines ended by CRLF."""
    return "".join(folded(line) for contact in contacts for line in _lines(contact))


_TEL_TYPES = {
    "mobile": ";TYPE=cell",
    "work": ";TYPE=work",
    "home": ";TYPE=home",
    "fax": ";TYPE=fax",
    "pager": ";TYPE=pager",
}


def _lines(contact: ContactRecord) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    names = contact.names or contact.emails or (contact.org,)
    yield f"FN:{escaped(names[0])}"
    for nickname in contact.names[1:]:
        yield f"NICKNAME:{escaped(nickname)}"
    yield from (f"EMAIL:{escaped(email)}" for email in contact.emails)
    yield from (f"TEL{_tel_type(phone)}:{escaped(phone.number)}" for phone in contact.phones)
    for name, value in (("ORG", contact.org), ("TITLE", contact.title), ("NOTE", contact.note), ("UID", contact.uid)):
        if value:
            yield f"{name}:{escaped(value)}"
    yield from (f"URL:{_uri(url)}" for url in contact.urls)
    if contact.birthday:
        yield f"BDAY:{_uri(contact.birthday)}"
    if contact.categories:
        yield "CATEGORIES:" + ",".join(escaped(category) for category in contact.categories)
    yield "END:VCARD"


def _tel_type(phone: Phone) -> str:
    return f";TYPE={_TEL_TYPES[phone.kind]}" if phone.kind in _TEL_TYPES else ""


def _uri(text: str) -> str:
    return "".join(text.split())
