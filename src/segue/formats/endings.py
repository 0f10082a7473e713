"""What stands under a mail: the signature, a list's footer, an advertisement, a disclaimer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Ending(NamedTuple):
    """Lines `first` to `last` (inclusive) that are no part of what was said; `signs` for a signature."""

    first: int
    last: int
    signs: bool


_DELIMITER = re.compile(r"(?:--|—|––|-- ?\*|_{2,3}|-{3})$")
_LINES_SIGNED = 12
_SENT_FROM = re.compile(
    r"(?:\(?Sent (?:from|via|by) (?:my|a|an|the|iPhone|Mail|Yahoo|Outlook|Proton|BlackBerry|Gmail|Samsung"
    r"|Front|Spark)\b"
    r"|Get (?:Outlook|BlueMail|TypeApp) for\b|Sent with |Von (?:meinem|meiner|unterwegs)\b.{0,40}gesendet"
    r"|Gesendet (?:von|mit) "
    r"|Envoyé (?:de|depuis|à partir) |Enviado (?:desde|de|do) |Inviato da|Verstuurd vanaf|Skickat från"
    r"|Sendt fra"
    r"|Lähetetty |Wysłan[eo] z|Отправлено с|Diese Nachricht wurde von meinem).{0,80}$",
    re.IGNORECASE,
)
_SENT_INITIALS = frozenset("(SsGgVvEeIiLlWwОоDd")
_LONGEST_CLOSING = 40
_CLOSING = re.compile(
    r"(?:(?:many |with |best |kind |kindest |warm |warmest )*(?:thanks|thank you|thx|tx|regards|rgds|wishes"
    r"|best|cheers|greetings)"
    r"|(?:very )?sincerely(?: yours)?|yours(?: truly| sincerely| faithfully)?|respectfully|cordially"
    r"|take care|ciao|tia|br|kr|love"
    r"|thanks (?:again|in advance|a lot|so much|very much|and regards|for your help|for all your help)"
    r"|thank you (?:again|in advance|very much|so much|and regards|for your help)"
    r"|(?:mit )?(?:freundlichen|besten|vielen|herzlichen|schönen|lieben|liebe|viele|beste|herzliche"
    r"|schöne) (?:grüße|grüßen|gruß|dank)"
    r"|mfg|lg|vg|gruß|grüße|danke|(?:bien )?cordialement|bien à vous|amicalement|merci(?: d'avance)?"
    r"|salutations"
    r"|saludos(?: cordiales)?|un saludo|gracias|atentamente|cordiali saluti|grazie|saluti|distinti saluti"
    r"|met vriendelijke groet(?:en)?|groet(?:en|jes)?|mvh|med vänlig(?:a)? hälsning(?:ar)?|hälsningar"
    r"|hilsen|vennlig hilsen"
    r"|atenciosamente|abraços|obrigado|pozdrawiam)\W*$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:to (?:unsubscribe|subscribe or unsubscribe|post a message|change your)|.{0,40}mailing list(?:\b|$)"
    r"|do you yahoo!\?"
    r"|get your free|get free email|send and receive hotmail|msn (?:photos|messenger|hotmail)"
    r"|chat with friends online"
    r"|join the world.s largest|this sf\.net email|yahoo! groups|your use of yahoo|protect your pc"
    r"|express yourself"
    r"|get more from the web|free email|the new msn|stop more spam|add photos to your|help stop spam"
    r"|you received this message because|you are receiving this|view this email in your browser)",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_*=~.#]{8,}$")
_SECRETS: tuple[str, ...] = (
    "confidential",
    "privileged",
    "intended recipient",
    "intended solely",
    "intended only",
    "vertraulich",
)
_SECRETS += ("confidentiel", "property of enron")
_DISCLAIMER = re.compile(
    r"\W*(?:this (?:e-?mail|electronic|message|communication|transmission|fax)|the (?:information|contents?"
    r"|preceding)\b"
    r"|(?:confidentiality|privacy|legal|important)?[ -]*(?:notice|disclaimer|caution"
    r"|confidential(?:ity)?)\b|privileged|important"
    r"|any (?:views|opinions)|if you (?:are not|have received)|e-?mail (?:confidentiality|disclaimer)"
    r"|nothing in this"
    r"|diese (?:e-?mail|nachricht)|der inhalt dieser|ce (?:message|courriel)|este (?:mensaje|correo)"
    r"|questo messaggio)",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(r"(?:p\.? ?p?\.?s\.?\b|by the way\b|btw\b|oh,|also,? )", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SIGNED = 72
_NAME_WORDS = 5


def find_ending(lines: list[str], first: int, past: int, names: str) -> Iterator[Ending]:
    """The endings of the stretch of lines from `first` to before `past`, bottom first.

    A signature counts from the sender's name, not from "Thanks,": the closing is said by the sender.
    """
    past = _last_filled(lines, first, past)
    for find in (_footer, _disclaimer):
        found = find(lines, first, past)
        if found:
            yield found
            past = _last_filled(lines, first, found.first)
    found = _device(lines, first, past)
    if found:
        yield found
        past = _last_filled(lines, first, found.first)
    signature = _signature(lines, first, past, names)
    if signature:
        yield signature


def _signature(lines: list[str], first: int, past: int, names: str) -> Ending | None:
    below = _delimited(lines, first, past)
    if below is None:
        return _named(lines, first, past, names) or _closed(lines, first, past)
    name = _named(lines, first, _last_filled(lines, first, below.first), names)
    return Ending(name.first, below.last, signs=True) if name else below


def _last_filled(lines: list[str], first: int, past: int) -> int:
    while past > first and not lines[past - 1]:
        past -= 1
    return past


def _footer(lines: list[str], first: int, past: int) -> Ending | None:
    """A line of underscores near the end, and under it a list's or a free mail service's words."""
    begins = None
    for number in range(past - 1, max(first - 1, past - 16), -1):
        if lines[number][:1] in "_-*=~" and _RULE.match(lines[number]):
            below = lines[number + 1 : min(number + 4, past)]
            if any(_FOOTER.match(line) for line in below):
                begins = number
    return None if begins is None else Ending(begins, past - 1, signs=False)


def _disclaimer(lines: list[str], first: int, past: int) -> Ending | None:
    """A paragraph that warns who may read the mail, with everything under it; above all else, it alone."""
    if not _is_secret(lines[max(first, past - 40) : past]):
        return None
    warnings = [number for number in range(max(first, past - 40), past) if _warns(lines, first, number, past)]
    if not warnings:
        return None
    begins = warnings[0]
    while begins > first and (not lines[begins - 1] or _is_warning_title(lines[begins - 1])):
        begins -= 1
    last = _paragraph_end(lines, warnings[-1], past) if begins == first else past
    return Ending(begins, last - 1, signs=False)


def _warns(lines: list[str], first: int, number: int, past: int) -> bool:
    """Whether a paragraph of a disclaimer begins at this line."""
    if number > first and lines[number - 1] and not _is_warning_title(lines[number - 1]):
        return False
    if not _DISCLAIMER.match(lines[number]):
        return False
    paragraph = lines[number : _paragraph_end(lines, number, past)]
    return _is_secret(paragraph) and sum(map(len, paragraph)) > 80


def _is_warning_title(line: str) -> bool:
    return bool(_RULE.match(line)) or (len(line) < 60 and bool(_DISCLAIMER.match(line)))


def _is_secret(lines: list[str]) -> bool:
    text = " ".join(lines).lower()
    return any(word in text for word in _SECRETS)


def _paragraph_end(lines: list[str], number: int, past: int) -> int:
    while number < past and lines[number]:
        number += 1
    return number


def _device(lines: list[str], first: int, past: int) -> Ending | None:
    """ "Sent from my phone", the last line or the last but a few."""
    for number in range(past - 1, max(first - 1, past - 4), -1):
        if lines[number][:1] in _SENT_INITIALS and _SENT_FROM.match(lines[number]):
            return Ending(number, past - 1, signs=False)
    return None


def _delimited(lines: list[str], first: int, past: int) -> Ending | None:
    """What follows a line "-- " (RFC 3676 4.3), or dashes like it if only few short lines follow."""
    for number in range(first, past):
        line = lines[number]
        if line[:1] not in ("-", "—", "–", "_") or not _DELIMITER.match(line):
            continue
        below = [line for line in lines[number + 1 : past] if line]
        if below and len(below) <= _LINES_SIGNED and all(len(line) <= 100 for line in below):
            return Ending(number, past - 1, signs=not any(_FOOTER.match(line) for line in below))
    return None


def _named(lines: list[str], first: int, past: int, names: str) -> Ending | None:
    """Short lines at the end that begin with the sender's name."""
    known = {word for word in _WORD.findall(names.lower()) if len(word) > 1}
    if not known:
        return None
    initials = "".join(word[0] for word in _WORD.findall(names.lower()))[:4]
    begins = None
    for number in _short_lines_up(lines, first, past):
        if _is_name(lines[number], known, initials) and (number > first or past - first > 1):
            begins = number
    if begins is None:
        return None
    afterthought = next((number for number in range(begins + 1, past) if _AFTERTHOUGHT.match(lines[number])), past)
    return Ending(begins, afterthought - 1, signs=True)


def _short_lines_up(lines: list[str], first: int, past: int) -> Iterator[int]:
    """The filled lines from the bottom up, as long as a signature could hold them."""
    filled = 0
    for number in range(past - 1, first - 1, -1):
        line = lines[number]
        if not line:
            continue
        filled += 1
        if filled > _LINES_SIGNED or len(line) > _LONGEST_SIGNED or line.endswith("?") or _is_closing(line):
            return
        if line[-1] in ".?!" and len(line) > 30 and line.count(" ") > 3:
            return
        yield number


def _is_closing(line: str) -> bool:
    return len(line) <= _LONGEST_CLOSING and bool(_CLOSING.match(line))


def _is_name(line: str, known: set[str], initials: str) -> bool:
    """Whether a line is the sender's name, also short ("Ben"), in initials, or with more names around it."""
    if len(line) > 50 or line[-1] in ":?" or (line[-1] == "," and " " not in line):
        return False
    found = _WORD.findall(line.partition(",")[0].lower())
    if not found or len(found) > _NAME_WORDS:
        return False
    if len(found) == 1:
        word = found[0]
        return word == initials or any(name == word or (len(word) > 1 and name.startswith(word)) for name in known)
    return (found[0] in known and found[-1] in known) or ((found[0] in known or found[-1] in known) and line.istitle())


def _closed(lines: list[str], first: int, past: int) -> Ending | None:
    """Short lines under "Regards," that begin with a name, whoever's it is."""
    filled = [number for number in range(first, past) if lines[number]][-(_LINES_SIGNED + 1) :]
    for place, number in enumerate(filled[:-1]):
        if not _is_closing(lines[number]):
            continue
        below = filled[place + 1 :]
        if _looks_like_name(lines[below[0]]) and all(len(lines[n]) <= _LONGEST_SIGNED for n in below):
            return Ending(below[0], past - 1, signs=True)
    return None


def _looks_like_name(line: str) -> bool:
    found = _WORD.findall(line)
    return 0 < len(found) <= _NAME_WORDS and line[:1].isupper() and len(line) < 50 and line[-1] not in ":?;!"
