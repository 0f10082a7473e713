"""Contacts as tables: LinkedIn's Connections.csv, and Google's contacts in their old and new columns.

Formats as seen in exports, there is no specification: LinkedIn writes notes over the heading and leaves most mail
addresses out; Google numbers its columns ("E-mail 1 - Value") and parts several values in one cell by " ::: ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from segue.formats.phonekinds import phone_kind
from segue.formats.records import ContactRecord, Phone, SetAside
from segue.formats.table import Row, delimiter_of, rows, text_of

Kind = Literal["linkedin", "google-csv"]

# The heading is looked for in so many lines: LinkedIn's notes take three, translated ones a few more.
_NOTES = 30
_MANY = " ::: "
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
_LONGEST = 10_000

# What a column is called in the languages in which LinkedIn was seen to export, folded.
_LINKEDIN = {
    "first": ("first name", "vorname", "prénom", "nombre", "förnamn", "nome", "voornaam", "fornavn", "imię"),
    "last": (
        "last name", "nachname", "nom", "nom de famille", "apellidos", "apellido", "efternamn", "cognome", "sobrenome",
        "achternaam", "etternavn", "nazwisko",
    ),
    "url": ("url", "profil-url", "url du profil", "profile url"),
    "mail": (
        "email address", "e-mail address", "e-mail-adresse", "adresse e-mail", "dirección de correo",
        "dirección de correo electrónico", "e-postadress", "indirizzo email", "endereço de e-mail", "e-mailadres",
    ),
    "company": (
        "company", "unternehmen", "firma", "entreprise", "société", "empresa", "företag", "azienda", "bedrijf",
    ),
    "position": ("position", "poste", "cargo", "puesto", "befattning", "posizione", "functie", "stilling"),
    "since": (
        "connected on", "verknüpft am", "verbunden am", "vernetzt am", "connecté le", "connecté(e) le",
        "relation depuis le", "conectado el", "contacto desde", "kontakt sedan", "collegato il", "conectado em",
        "verbonden op",
    ),
}  # fmt: skip
_GOOGLE_TELLING = re.compile(r"(?:e-mail|phone|website|organization) 1 - (?:value|label|type|name)|file as|yomi name")


@dataclass(slots=True)
class _Heading:
    """The columns of a table: what each place holds, folded, and what kind of list it is."""

    kind: Kind
    delimiter: str
    columns: list[str]
    position: int = 0
    places: dict[str, int] = field(default_factory=dict)

    def cell(self, cells: Sequence[str], name: str) -> str:
        place = self.places.get(name, -1)
        return cells[place][:_LONGEST] if 0 <= place < len(cells) else ""


def kind_of(head: bytes) -> Kind | None:
    """Which list of contacts begins with these bytes."""
    heading = _heading(text_of(head))
    return heading.kind if heading else None


def read(data: bytes, source: str = "") -> Iterator[ContactRecord | SetAside]:
    """The contacts of a list, each row read by itself; what stands above the heading is passed over."""
    text = text_of(data)
    heading = _heading(text)
    if heading is None:
        yield SetAside(source, 0, "no heading of a list of contacts")
        return
    contact = _linkedin if heading.kind == "linkedin" else _google
    for row in rows(text, heading.delimiter):
        if row.position > heading.position:
            yield _broken(row, source) if row.broken else contact(heading, row, source)


def _broken(row: Row, source: str) -> SetAside:
    return SetAside(source, row.position, row.broken)


def _heading(text: str) -> _Heading | None:
    """The first row that names enough columns."""
    position = 0
    for line in text[:20_000].split("\n", _NOTES)[:_NOTES]:
        delimiter = delimiter_of(line)
        for row in rows(line, delimiter):
            columns = [_folded(cell) for cell in row.cells]
            for known in (_as_linkedin(columns, delimiter), _as_google(columns, delimiter)):
                if known:
                    known.position = position
                    return known
        position += len(line.encode("utf-8", "replace")) + 1
    return None


def _folded(cell: str) -> str:
    return " ".join(cell.casefold().split())


def _as_linkedin(columns: list[str], delimiter: str) -> _Heading | None:
    named = {name: place for place, cell in enumerate(columns) for name, words in _LINKEDIN.items() if cell in words}
    telling = {"url", "mail", "company", "position", "since"} & named.keys()
    enough = {"first", "last"} <= named.keys() and "since" in named and len(telling) >= 3
    return _Heading("linkedin", delimiter, columns, places=named) if enough else None


def _as_google(columns: list[str], delimiter: str) -> _Heading | None:
    names = {"name", "given name", "first name"} & set(columns)
    if not names or not any(_GOOGLE_TELLING.fullmatch(column) for column in columns):
        return None
    return _Heading("google-csv", delimiter, columns, places={column: place for place, column in enumerate(columns)})


def _linkedin(heading: _Heading, row: Row, source: str) -> ContactRecord | SetAside:
    first, last, url, mail, company, position, since = (
        heading.cell(row.cells, name) for name in ("first", "last", "url", "mail", "company", "position", "since")
    )
    name = " ".join(filter(None, (first, last)))
    if not name and not mail:
        return SetAside(source, row.position, "a row without name and address: this person has left LinkedIn")
    return ContactRecord(
        names=(name,) if name else (),
        emails=_addresses(mail),
        org=company,
        title=position,
        urls=(url,) if url else (),
        note="\n".join(filter(None, (f"Connected on LinkedIn: {since}" if since else "", url))),
        uid=url or f"linkedin:{_folded(name)}",
        source=source,
        position=row.position,
    )


def _google(heading: _Heading, row: Row, source: str) -> ContactRecord | SetAside:
    names = _google_names(heading, row.cells)
    emails = tuple(dict.fromkeys(addr for value, _ in _numbered(heading, row, "e-mail") for addr in _addresses(value)))
    phones = tuple(
        dict.fromkeys(Phone(value, phone_kind({label})) for value, label in _numbered(heading, row, "phone"))
    )
    org = heading.cell(row.cells, "organization name") or heading.cell(row.cells, "organization 1 - name")
    title = heading.cell(row.cells, "organization title") or heading.cell(row.cells, "organization 1 - title")
    if not (names or emails or phones or org):
        return SetAside(source, row.position, "a row without name, address or number")
    return ContactRecord(
        names=names or (org,) * bool(org),
        emails=emails,
        phones=phones,
        org=org,
        title=title,
        urls=tuple(value for value, _ in _numbered(heading, row, "website")),
        note=heading.cell(row.cells, "notes"),
        birthday=heading.cell(row.cells, "birthday"),
        categories=_labels(heading.cell(row.cells, "labels") or heading.cell(row.cells, "group membership")),
        uid="" if emails or phones else f"google:{_folded(names[0] if names else org)}",
        source=source,
        position=row.position,
    )


def _google_names(heading: _Heading, cells: Sequence[str]) -> tuple[str, ...]:
    """The name as one would say it, then the nickname."""
    parts = (("first name", "given name"), ("middle name", "additional name"), ("last name", "family name"))
    spelled = " ".join(filter(None, (next(filter(None, (heading.cell(cells, n) for n in p)), "") for p in parts)))
    names = (heading.cell(cells, "name") or spelled or heading.cell(cells, "file as"), heading.cell(cells, "nickname"))
    return tuple(dict.fromkeys(name for name in names if name))


def _numbered(heading: _Heading, row: Row, what: str) -> Iterator[tuple[str, str]]:
    """The values of "what 1", "what 2"… with their labels in lower case, several in one cell apart."""
    for number in range(1, len(heading.columns)):
        if f"{what} {number} - value" not in heading.places:
            return
        label = heading.cell(row.cells, f"{what} {number} - label") or heading.cell(
            row.cells, f"{what} {number} - type"
        )
        for value in heading.cell(row.cells, f"{what} {number} - value").split(_MANY.strip()):
            if value.strip():
                yield value.strip(), label.lower().lstrip("* ")


def _labels(cell: str) -> tuple[str, ...]:
    """The groups that somebody made; Google's own begin with a star."""
    groups = (group.strip() for group in cell.split(_MANY.strip()))
    return tuple(group for group in groups if group and not group.startswith("*"))


def _addresses(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addr.lower().strip(".'\"") for addr in _ADDRESS.findall(cell)))
