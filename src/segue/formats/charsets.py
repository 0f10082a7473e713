"""Bytes to text, whatever the charset is called: declared, guessed, and never failing."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

_MOST_GUESSED = 20_000
_ALIASES = {
    "ansi_x3.4-1968": "cp1252",
    "ansi_x3.110-1983": "latin-1",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-unknown": "",
    "unknown-8bit": "",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "cp-850": "cp850",
    "default_charset": "",
    "_iso-2022-jp$esc": "iso-2022-jp",
}
# Names under which people send either their system's charset or UTF-8.
_VAGUE = {"", "ascii", "us-ascii", "iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "utf-8", "utf8"}
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85")


def decode(data: bytes, charset: str = "") -> str:
    """Text of bytes said to be in `charset`; what cannot be decoded becomes U+FFFD.

    Where the name is vague (none, ASCII, Latin-1), bytes that are valid UTF-8 are UTF-8, and others
    Windows-1252. Where the name is unknown, charset-normalizer guesses from the first 20,000 bytes.
    """
    if data.isascii() and b"\x1b" not in data and not charset.lower().startswith(("utf-7", "utf-16", "unicode")):
        return data.decode("ascii")
    name = charset.strip(" \t\"'").lower()
    name = _ALIASES.get(name, name)
    if name in _VAGUE:
        return _utf8(data) or data.decode("cp1252", "replace")
    known = _known(name)
    if known:
        return data.decode(known, "replace")
    return _utf8(data) or data.decode(_guess(data), "replace")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _known(name: str) -> str | None:
    """The codec's name if it turns bytes into text (`rot13` and `zlib` are codecs too)."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding and info.name not in ("undefined", "idna", "punycode") else None


def _guess(data: bytes) -> str:
    best = from_bytes(data[:_MOST_GUESSED], steps=3, chunk_size=256).best()
    return best.encoding if best else "cp1252"


def tidy(text: str) -> str:
    """Text as records hold it: NFC, `\\n` line ends, no NUL, control characters or half surrogates."""
    if text.isascii():
        return text.replace("\r\n", "\n").replace("\r", "\n").encode().translate(None, _CONTROLS).decode()
    text = _LINE_ENDS.sub("\n", text.replace("\xa0", " "))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))
