"""What a signature tells of its writer: telephone numbers, title and company, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from segue.formats.records import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a signature and where in the body they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """A number in E.164 (`+17136249009`), its kind (mobile, work, home, fax, other) and where it stands."""

    number: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Details:
    """What was found; nothing is guessed, so most signatures give little."""

    phones: tuple[FoundPhone, ...] = ()
    title: Found | None = None
    company: Found | None = None


_NOTHING = Details()
_MOST_PHONES = 6
_LONGEST = 2000
_NUMBER = re.compile(r"(?<![\w/.@-])[+(]?\d[\d ().\-/\u2010-\u2015]{5,22}\d(?![\w@-])")
_KINDS = (
    ("fax", re.compile(r"\b(?:fax|facsimile|telefax|f)\b", re.IGNORECASE)),
    ("mobile", re.compile(r"\b(?:mobile|mobil|cell(?:ular)?|mob|handy|portable|m|c)\b", re.IGNORECASE)),
    ("home", re.compile(r"\b(?:home|residence|privat|h)\b", re.IGNORECASE)),
    ("work", re.compile(r"\b(?:office|work|direct|tel(?:efon|ephone)?|phone|ph|büro|bureau|o|w|d|p|t)\b", re.I)),
)
_TITLE = re.compile(
    r"\b(?:president|vice president|vp|svp|evp|chair(?:man|woman|person)?|chief|ceo|cto|cfo|coo|cio"
    r"|director|manager|head of"
    r"|partner|principal|founder|co-founder|owner|engineer|developer|architect|designer|analyst|consultant"
    r"|counsel|attorney"
    r"|associate|assistant|coordinator|specialist|administrator|supervisor|lead|professor|lecturer"
    r"|researcher|scientist"
    r"|secretary|treasurer|editor|producer|recruiter|representative|agent|officer|geschäftsführer(?:in)?"
    r"|leiter(?:in)?"
    r"|berater(?:in)?|directeur|directrice|responsable|ingénieur|gerente|director[ao]|jefe|direttore"
    r"|responsabile)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:inc|corp|corporation|llc|llp|ltd|limited|plc|company|gmbh|ag|kg|s\.?a\.?r?\.?l?|b\.?v|n\.?v|oy|ab|aps|pty"
    r"|group|partners|associates|university|institute|foundation|bank|holdings|resources|technologies|systems"
    r"|solutions|consulting|industries|universität|université)\b\.?",
    re.IGNORECASE,
)
_NOT_WORDS = re.compile(r"[@\d]|https?:|www\.|[.!?]\s|[:;]$", re.IGNORECASE)
_LONGEST_LINE = 70


def details(body: str, signature: Span | None, region: str | None = None) -> Details:
    """What the signature of a mail tells; `region` (`US`, `DE`) reads numbers without a country code.

    Cheap for mail without digits in its signature, and for a signature seen before.
    """
    if not signature:
        return _NOTHING
    start = signature[0]
    found = _details(body[start : min(signature[1], start + _LONGEST)], region)
    return _moved(found, start) if found is not _NOTHING else found


@lru_cache(maxsize=4096)
def _details(text: str, region: str | None) -> Details:
    phones = tuple(_phones(text, region)) if sum(map(text.count, "0123456789")) >= 7 else ()
    title, company = _position(text)
    return Details(phones, title, company) if phones or title or company else _NOTHING


def _moved(found: Details, by: int) -> Details:
    phones = tuple(FoundPhone(one.number, one.kind, one.start + by, one.end + by) for one in found.phones)
    title, company = (one and Found(one.text, one.start + by, one.end + by) for one in (found.title, found.company))
    return Details(phones, title, company)


def _phones(text: str, region: str | None) -> Iterator[FoundPhone]:
    seen: set[str] = set()
    previous = 0
    for match in _NUMBER.finditer(text):
        number = _e164(match.group(), region)
        if number and number not in seen:
            seen.add(number)
            yield FoundPhone(number, _kind(text, previous, match), match.start(), match.end())
        previous = match.end()
        if len(seen) >= _MOST_PHONES:
            return


def _e164(text: str, region: str | None) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _kind(text: str, previous: int, match: re.Match[str]) -> str:
    """By the label before the number on its line, else by one right after it: `713 501 8105 (cell)`."""
    line_start = max(previous, text.rfind("\n", 0, match.start()) + 1)
    line_end = text.find("\n", match.end())
    before = text[line_start : match.start()]
    after = text[match.end() : line_end if line_end >= 0 else len(text)][:12]
    for label in (before, after):
        for kind, pattern in _KINDS:
            if pattern.search(label):
                return kind
    return "other"


def _position(text: str) -> tuple[Found | None, Found | None]:
    """The title and the company: lines under the name; `Director, Acme Corp.` gives both."""
    title = company = None
    at = 0
    for number, line in enumerate(text.split("\n")):
        start = at
        at += len(line) + 1
        if number == 0 or not line.strip() or len(line) > _LONGEST_LINE or _NOT_WORDS.search(line):
            continue
        for word, offset in _pieces(line):
            if title is None and _TITLE.search(word):
                title = Found(word, start + offset, start + offset + len(word))
            elif company is None and _COMPANY.search(word) and _is_capitalised(word):
                company = Found(word, start + offset, start + offset + len(word))
    return title, company


def _is_capitalised(text: str) -> bool:
    words = text.split()
    return sum(not word[0].islower() for word in words) >= 0.6 * len(words)


def _pieces(line: str) -> Iterator[tuple[str, int]]:
    """The line, cut at commas and bars where that divides a title from a company."""
    pieces = next((line.split(mark) for mark in (" | ", ", ", " - ") if mark in line), [line])
    if len(pieces) != 2 or not (_TITLE.search(pieces[0]) and _COMPANY.search(pieces[1])):
        pieces = [line]
    for piece in pieces:
        stripped = piece.strip()
        yield stripped, line.index(stripped)
