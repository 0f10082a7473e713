"""A mail taken apart into header fields, texts and names of attachments, quickly or carefully.

Both ways give the same `Parts` for ordinary mail. The quick one is fast-mail-parser, which refuses
what it cannot decode; whatever it refuses, or might get wrong, is taken apart by the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value
from functools import partial
from typing import Any, NamedTuple

from fast_mail_parser import ParseError, PyAddress, PyLazyMail, parse_email

from segue.formats.charsets import decode
from segue.formats.headers import address, addresses, words
from segue.formats.records import Address

MOST_PARTS = 500
_MOST_HEADER_LINES = 2000
_LONGEST_VALUE = 200_000
# fast-mail-parser takes time with the square of their number.
_MOST_ENCODED_WORDS = 4000
_PEOPLE = ("from", "to", "cc", "bcc", "reply-to")
_CHARSET = re.compile(r"charset\s*=", re.IGNORECASE)
_VAGUE_CHARSET = re.compile(r"charset\s*=\s*\"?(?:us-ascii|ascii|x-unknown|unknown)", re.IGNORECASE)
# UTF-8 read as Windows-1252, and what could not be read at all.
_MISREAD = re.compile("[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œ]|�")
_NUMBERED_PARAMETER = re.compile(r";\s*[^=;\s]+\*\d+\*?\s*=\s*(?:\"[^\"]*\"|[^;]*)")


class Parts(NamedTuple):
    """`fields` holds each value of each header field, decoded and unfolded, by lower-case name.

    `people` reads the addresses of such a field, if there is one.
    """

    fields: dict[str, list[str]]
    people: Callable[[str], tuple[Address, ...]]
    plain: list[str]
    html: list[str]
    attachments: list[str]


def take_apart(data: bytes) -> Parts:
    """The parts of a mail, whatever its state; quickly where that is safe."""
    return quick(data) or careful(data)


def quick(data: bytes) -> Parts | None:
    """The parts by fast-mail-parser, or None where it fails or leaves doubt about a charset."""
    encoded = data.count(b"=?")
    if encoded > _MOST_ENCODED_WORDS:
        return None
    try:
        mail = parse_email(data, mode="lazy")
    except (ParseError, ValueError):
        return None
    except BaseException as error:  # a panic in Rust is not an Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            raise
        return None
    fields: dict[str, list[str]] = {}
    for name, values in mail.headers.items():
        fields.setdefault(name.lower(), []).extend(values)
    if _doubtful(mail, fields) or (encoded and any(_commented(fields, name) for name in _PEOPLE)):
        return None
    return Parts(
        fields=fields,
        people=partial(_people, mail, fields),
        plain=mail.text_plain,
        html=mail.text_html,
        attachments=[words(part.filename) for part in mail.attachments if part.filename],
    )


def _doubtful(mail: PyLazyMail, fields: dict[str, list[str]]) -> bool:
    if any(warning.kind == "charset-fallback" for warning in mail.warnings):
        return True
    kind = fields.get("content-type", ("",))[0]
    if not mail.text_plain and not mail.text_html and kind[:5].lower() == "text/":
        return True
    texts = [text for text in (*mail.text_plain, *mail.text_html) if not text.isascii()]
    if not texts:
        return False
    declared = _CHARSET.search(kind) and not _VAGUE_CHARSET.search(kind)
    return not declared or any(_MISREAD.search(text) for text in texts)


def _commented(fields: dict[str, list[str]], name: str) -> bool:
    """Whether a field has a bracket: it is divided by us, which must come before encoded words are decoded."""
    return any("(" in value for value in fields.get(name, ()))


def _people(mail: PyLazyMail, fields: dict[str, list[str]], name: str) -> tuple[Address, ...]:
    """The addresses of a field, by our own reading where the parser gave up or drops comments."""
    values = fields.get(name, ())
    if len(values) == 1 and "(" not in values[0]:
        found = [_address(one) for one in _parsed(mail, name)]
        if found and None not in found:
            return tuple(one for one in found if one)
    return addresses(", ".join(values))


def _parsed(mail: PyLazyMail, name: str) -> list[PyAddress]:
    if name == "from":
        return [mail.from_] if mail.from_ else []
    parsed: list[PyAddress] = getattr(mail, name.replace("-", "_"))
    return parsed


def _address(one: PyAddress) -> Address | None:
    name = one.display_name
    return address(words(name) if name else "", one.address)


class _Mail(Message):
    """A mail whose parameters may come whole and in numbered pieces at once: `filename=x; filename*0*=…`."""

    def get_param(self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True) -> Any:
        """The value of a parameter; whole before pieces, which Python's own reading cannot sort together."""
        try:
            return super().get_param(param, failobj, header, unquote)
        except TypeError:
            self.replace_header(header, _NUMBERED_PARAMETER.sub("", str(self[header])))
            return super().get_param(param, failobj, header, unquote)


def careful(data: bytes) -> Parts:
    """The parts by the standard library's parser; parts beyond `MOST_PARTS` are left out.

    Raises RecursionError for parts nested some hundreds deep.
    """
    message = message_from_bytes(_bounded_headers(data), _Mail, policy=compat32)
    raw: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        raw.setdefault(str(name).lower(), []).append(_text(value))
    parts = Parts(
        fields={name: [words(value) for value in values] for name, values in raw.items()},
        people=lambda name: addresses(", ".join(raw.get(name, ()))),
        plain=[],
        html=[],
        attachments=[],
    )
    for part in _leaves(message):
        _sort_in(part, parts, alone=part is message)
    return parts


def _bounded_headers(data: bytes) -> bytes:
    """Cuts a header that is all there is of a hostile mail; the standard library is slow on those."""
    end = data.find(b"\n\n") if b"\n\n" in data else data.find(b"\r\n\r\n")
    lines = data[: end if end >= 0 else len(data)].split(b"\n", _MOST_HEADER_LINES)
    if len(lines) <= _MOST_HEADER_LINES:
        return data
    return b"\n".join(lines[:-1]) + b"\n\n" + (data[end:] if end >= 0 else b"")


def _text(value: object) -> str:
    """A header value as text: unfolded, bytes above 127 decoded as UTF-8 or Windows-1252."""
    text = str(value)[:_LONGEST_VALUE]
    if not text.isascii():
        text = decode(text.encode("utf-8", "surrogateescape"))
    return " ".join(text.split())


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; a mail within the mail counts as one attachment."""
    waiting = [message]
    given = 0
    while waiting and given < MOST_PARTS:
        part = waiting.pop()
        children = part.get_payload() if part.is_multipart() else None
        if isinstance(children, list) and part.get_content_maintype() == "multipart":
            waiting.extend(child for child in reversed(children) if isinstance(child, Message))
        else:
            given += 1
            yield part


def _sort_in(part: Message, parts: Parts, *, alone: bool) -> None:
    kind = part.get_content_type()
    attached = part.get_content_disposition() == "attachment"
    if kind == "text/html" and not attached:
        parts.html.append(_decoded(part))
    elif not attached and (kind == "text/plain" or (alone and part.get_content_maintype() == "text")):
        parts.plain.append(_decoded(part))
    elif name := _filename(part):
        parts.attachments.append(name)


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_param("charset") or ""
    return decode(payload, collapse_rfc2231_value(charset))


def _filename(part: Message) -> str:
    name = part.get_filename()
    return words(_text(name)) if name else ""
