"""The lines of an old or odd vCard rewritten as a plain vCard 3.0 would have them."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from segue.formats.charsets import decode

_PROPERTY = re.compile(
    r"(?P<name>(?:[\w-]+\.)?[\w-]+)(?P<parameters>(?:;[^:\";]*(?:\"[^\"]*\"[^:\";]*)?)*):(?P<value>.*)\Z", re.S
)
_DROPPED = frozenset(("photo", "logo", "sound", "key", "agent", "profile", "x-ms-cardpicture", "x-thumbnail"))
_TYPES = frozenset(
    ("home", "work", "cell", "voice", "fax", "pager", "msg", "pref", "video", "bbs", "modem", "car", "isdn", "pcs"),
) | {"internet", "x400", "dom", "intl", "postal", "parcel"}
_QUOTED = re.compile(r"ENCODING=QUOTED-PRINTABLE|;QUOTED-PRINTABLE", re.IGNORECASE)
_BINARY = re.compile(r"ENCODING=(?:B|BASE64)\b|;BASE64\b", re.IGNORECASE)
_CHARSET = re.compile(r";CHARSET=\"?([\w-]+)", re.IGNORECASE)
# vobject takes a time that doubles with each further "=" or "," of a parameter that it cannot read: it gets none such.
_PARAMETER = re.compile(r'[A-Za-z0-9_-]+=(?:"[^"]*"|[^";:,=]*)(?:,(?:"[^"]*"|[^";:,=]*))*')
_GONE = re.compile(r"(?:ENCODING|CHARSET)=.*", re.IGNORECASE)


def modern(text: str) -> str:
    """A card that vobject reads without stumbling.

    Quoted-printable is decoded, `TEL;CELL;PREF` (2.1) gets TYPE=; pictures, keys and a card within the
    card (AGENT) are left out, since nothing is read from them.
    """
    lines = [kept for line in _logical_lines(text) if (kept := _rewritten(line))]
    return "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])


def _logical_lines(text: str) -> Iterator[str]:
    """The lines between the outer BEGIN and END, joined where they were folded or softly broken."""
    depth = 0
    line = ""
    for physical in re.split(r"\r*\n|\r", text):
        edge = physical.strip().upper().replace(" ", "")
        if edge.startswith(("BEGIN:", "END:")) and not _goes_on(line):
            if depth == 1 and line:
                yield line
            depth += 1 if edge.startswith("BEGIN:") else -1
            line = ""
        elif depth != 1:
            continue
        elif physical[:1] in (" ", "\t"):
            line += physical[1:]
        elif _goes_on(line):
            line = line[:-1] + physical
        else:
            if line:
                yield line
            line = physical
    if depth == 1 and line:
        yield line


def _goes_on(line: str) -> bool:
    """Whether a quoted-printable value is softly broken at the line's end."""
    return line.endswith("=") and bool(_QUOTED.search(line.partition(":")[0]))


def _rewritten(line: str) -> str:
    """The line as 3.0, empty for one that is left out."""
    found = _PROPERTY.match(line)
    if not found:
        return ""
    name, parameters, value = found["name"], found["parameters"], found["value"]
    if name.rpartition(".")[2].lower() in _DROPPED or _BINARY.search(parameters):
        return ""
    if _QUOTED.search(parameters):
        charset = _CHARSET.search(parameters)
        value = _unquoted(value, charset.group(1) if charset else "")
    return name + _typed(parameters) + ":" + value


def _unquoted(value: str, charset: str) -> str:
    try:
        text = decode(binascii.a2b_qp(value.encode("utf-8", "replace")), charset)
    except binascii.Error:
        return value
    return "\\n".join(text.splitlines())


def _typed(parameters: str) -> str:
    kept = []
    for one in parameters.split(";")[1:]:
        bare = one.strip()
        if bare.lower() in _TYPES:
            kept.append(f";TYPE={bare}")
        elif _PARAMETER.fullmatch(bare) and not _GONE.match(bare):
            kept.append(f";{bare}")
    return "".join(kept)
