"""Which lines of a mail its sender newly wrote: quoted text, signatures and footers are cut away.

A scanner over lines: a few cheap tests pick out the lines that could begin or belong to something
quoted, and only these meet a pattern. What it finds, from the tests of several mail programs:
`>` quoting with replies in between, "On ... wrote:" in a dozen languages, "-----Original Message-----",
header blocks as Outlook and Lotus Notes write them, forwards, patches and PGP armour.
"""

from __future__ import annotations

import re
from itertools import accumulate

from segue.formats.endings import Ending, find_ending
from segue.formats.records import Span

_MARKED = frozenset("-_*=~—|")
_WROTE = re.compile(
    r"(?:\b(?:wrote|writes|schrieb|schreibt|geschrieben|a écrit|ha scritto|scrisse|escribió|escreveu|skrev|kirjoitti"
    r"|napisał(?:\(a\)|a)?|schreef|írta|написала?|пишет|yazdı)\b[^:]{0,120}:?|<[^<>\s]+@[^<>\s]+\s*>:)\s*-*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"[-\s*]*(?:On|Am|Le|El|Il|Em|Op|Den|At|In data|In message|In article|Dnia|W dniu|Quoting|Citando|Zitat von"
    r"|\d{1,4}[./:-]\d|[^\W\d_]{2,12}[.,]{0,2} \d{1,2}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?)\s",
)
_LABEL = re.compile(
    r"\*?(?:(?P<sender>From|Von|De|Van|Da|Fra|Från|Lähettäjä|Od|От|Desde|Absender|Expéditeur)"
    r"|(?P<sent>Sent|Date|Gesendet|Datum|Envoyé(?: le)?|Verzonden|Inviato|Data|Enviado(?: el)?|Fecha|Sendt|Dato"
    r"|Skickat|Lähetetty|Wysłano|Дата|Отправлено)"
    r"|(?P<to>To|An|À|Aan|A|Para|Til|Till|Vastaanottaja|Do|Кому)|(?P<cc>Cc|Bcc|Kopie|Copie à|Kopi)"
    r"|(?P<subject>Subject|Betreff|Objet|Onderwerp|Oggetto|Asunto|Assunto|Emne|Ämne|Aihe|Temat|Тема|Re))\*?\s?:\*?",
    re.IGNORECASE,
)
_LONGEST_LABEL = 18
_DIVIDER = re.compile(r"[-_=*~—]{2,}\s*(?P<words>[^-_=*\s].{2,200}?)\s*[-_=*~—]*$")
_FORWARDED = re.compile(
    r"(?:original (?:message|appointment)|forwarded (?:by\b|message)|start of forwarded|inline attachment follows"
    r"|reply (?:above|to this)|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message transféré"
    r"|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht|mensagem original)",
    re.IGNORECASE,
)
_BEGIN_FORWARDED = re.compile(r"(?:Begin forwarded message|Anfang der weitergeleiteten|Début du message)", re.I)
_STAMP = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d\d")
# Lotus Notes' header, which some gateways write in a line: the name, the moment, To, cc and Subject.
_IN_ONE_LINE = re.compile(
    r"[^\d:]{3,60}\s\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4},?\s+\d{1,2}:\d\d(?:\s*[AP]M)?\s+To:\s", re.IGNORECASE
)
_PATCH = re.compile(r"diff --git |Index: \S+$|--- a/|\*\*\* a/|[-.\w/]+\s+\|\s+\d+ [+-]+$")
_ARMOUR = re.compile(r"-----BEGIN PGP (?P<what>SIGNED MESSAGE|SIGNATURE|PUBLIC KEY BLOCK|MESSAGE)-----")
_ELISION = re.compile(r"[\[<(\s]*(?:\.[ .]*\.|…|snip|cut\b).{0,60}$", re.IGNORECASE)
_HASH = re.compile(r"Hash: ?[\w-]+$")
_HEADER_LINES = 12
# To hundreds: lines that go on with a list of people are beyond those.
_LISTED_LINES = 500
_BACK = 3
_FULL_LINE = 62
_OVERHANG = 32

OWN, CUT, BLANK = b"ox "
_OWN_RUN = re.compile(rb"o[o ]*")


def own_words(body: str, names: str = "") -> tuple[tuple[Span, ...], Span | None]:
    """The spans that the sender newly wrote, and the span of their signature.

    `names` is what is known of the sender's name, for recognising it at the end. Spans are trimmed of
    white space, in order, and never empty.
    """
    if not body or body.isspace():
        return (), None
    lines = body.split("\n")
    page = _Page([line.strip() for line in lines])
    page.scan()
    ending = _cut_ending(page, names)
    lengths = list(accumulate(map(len, lines), initial=0))
    spans = tuple(_span(body, lengths, *run.span()) for run in _OWN_RUN.finditer(page.kinds))
    return spans, _span(body, lengths, ending.first, ending.last + 1) if ending else None


def _span(body: str, lengths: list[int], first: int, past: int) -> Span:
    """The characters of some lines, without the white space around them; before line n stand n newlines."""
    start, end = lengths[first] + first, lengths[past] + past - 1
    text = body[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())


class _Page:
    """The stripped lines of a body and, for each, whether it is the sender's own, cut or blank."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kinds = bytearray((CUT if line[0] == ">" else OWN) if line else BLANK for line in lines)
        self.marked_from = self.kinds.find(CUT)

    def scan(self) -> None:
        """Reads down the marked lines; each handler says where reading goes on."""
        unquoted = [number for number, kind in enumerate(self.kinds) if kind == OWN]
        if self.marked_from >= 0:
            self._cut_overhangs(unquoted)
        done = -1
        for number in self._marked(unquoted):
            if number > done:
                done = self._read(number, self.lines[number]) - 1

    def _marked(self, unquoted: list[int]) -> list[int]:
        """The numbers of the lines that are worth a pattern."""
        lines = self.lines
        return [
            number
            for number in unquoted
            if (line := lines[number])[0] in _MARKED
            or line[-1] == ":"
            or ":" in line[:_LONGEST_LABEL]
            or line[2:3] == ">"
            or line[:3] == "On "
            or line[:5] == "diff "
            or " To:" in line
        ]

    def _read(self, number: int, line: str) -> int:
        """Cuts what begins at this line; gives the number of the line at which to read on."""
        if line[2:3] == ">" and line[:2].isupper():
            return self._cut(number, number + 1)
        if line[0] in "-_*=~—":
            return self._read_divider(number, line)
        label = _LABEL.match(line)
        if label and (after := self._header_block(number, label)):
            return self._cut_source(after[0], after[1])
        if _BEGIN_FORWARDED.match(line) or _IN_ONE_LINE.match(line):
            return self._cut_source(number, number + 1)
        if line.startswith("diff --git "):
            return self._cut(number, len(self.lines))
        return self._read_attribution(number, line)

    def _read_divider(self, number: int, line: str) -> int:
        armour = _ARMOUR.match(line)
        if armour:
            return self._cut_armour(number, armour["what"])
        found = _DIVIDER.match(line)
        if found and _FORWARDED.search(found["words"]):
            return self._cut_source(number, number + 1)
        if line[1:2] == line[0] and self._label_follows(number):
            return self._cut_source(number, number + 1)
        if line == "---" and self._patch_follows(number):
            return self._cut(number, len(self.lines))
        if found and _WROTE.search(line):
            return self._read_attribution(number, line)
        return number + 1

    def _label_follows(self, number: int) -> bool:
        """Whether a header block with a sender stands right under a line of dashes."""
        for below in range(number + 1, min(number + 4, len(self.lines))):
            label = _LABEL.match(self.lines[below])
            if label:
                return label.lastgroup in ("sender", "sent") and bool(self._header_block(below, label))
        return False

    def _patch_follows(self, number: int) -> bool:
        return any(_PATCH.match(line) for line in self.lines[number + 1 : number + 6])

    def _cut_armour(self, number: int, what: str) -> int:
        if what == "SIGNED MESSAGE":
            below = number + 1
            has_hash = below < len(self.lines) and _HASH.match(self.lines[below])
            return self._cut(number, below + 1 if has_hash else below)
        end = f"-----END PGP {what}-----"
        found = self.lines.index(end, number) if end in self.lines[number:] else len(self.lines) - 1
        return self._cut(number, found + 1)

    def _header_block(self, number: int, label: re.Match[str]) -> tuple[int, int] | None:
        """The first and the past-last line of the quoted mail's header, if one begins here.

        Outlook and others write From, Sent, To and Subject; Lotus Notes the name and the moment, then
        To, cc and Subject.
        """
        roles = {label.lastgroup}
        last, field = number, label.lastgroup
        blanks, left = 0, _HEADER_LINES
        for below in range(number + 1, min(number + _LISTED_LINES, len(self.lines))):
            line = self.lines[below]
            found = _LABEL.match(line) if ":" in line[:_LONGEST_LABEL] else None
            if field in ("to", "cc") and not found and _listed(self.lines[below - 1], line):
                continue
            left -= 1
            blanks = 0 if line else blanks + 1
            if blanks > 1 or not left:
                break
            if found:
                field = found.lastgroup
                roles.add(field)
                last = below
            elif line and blanks == 0 and not self.lines[below - 1] and len(roles) > 2:
                break
        if "sender" in roles and len(roles) >= 3:
            return None if self._is_memo(number, last) else (number, last + 1)
        if "to" in roles and len(roles) >= 2 and (above := self._stamp_above(number)) is not None:
            return above, last + 1
        if roles >= {"to", "cc", "subject"} and (number == 0 or not self.lines[number - 1]):
            return number, last + 1
        return None

    def _is_memo(self, first: int, last: int) -> bool:
        """A memorandum's head, in capitals above all else and with no address, is the sender's own."""
        while 0 < first > last - _HEADER_LINES and _LABEL.match(self.lines[first - 1]):
            first -= 1
        labels = self.lines[first][:2] + self.lines[last][:2]
        no_address = not any("@" in line for line in self.lines[first : last + 1])
        return labels.isupper() and no_address and self.kinds.find(OWN, 0, first) < 0

    def _stamp_above(self, number: int) -> int | None:
        """The line on which a Notes header begins: that of the moment, or of the name above it."""
        for above in range(number, max(-1, number - 5), -1):
            line = self.lines[above]
            # The hour may stand on the next line.
            found = _STAMP.search(line if above == number else f"{line} {self.lines[above + 1]}")
            if found:
                alone = found.start() == 0 and above and self.lines[above - 1]
                return above - 1 if alone else above
        return None

    def _read_attribution(self, number: int, line: str) -> int:
        """Cuts "On ... wrote:" (up to four lines), and what comes under it where that is the quoted text."""
        first, last = self._attribution(number, line)
        below = self._next_filled(last + 1)
        while below < len(self.lines) and _ELISION.match(self.lines[below]):
            below = self._next_filled(below + 1)
        if below < len(self.lines) and self.lines[below][0] == ">":
            if first is None and line[-1] == ":" and ("@" in line or any(map(str.isdigit, line))):
                first = number
            return number + 1 if first is None else self._cut(first, below)
        if first is None or not self._tells_source(first, last):
            return number + 1
        return self._cut(first, last + 1 if self._answers_below(first) else len(self.lines))

    def _answers_below(self, first: int) -> bool:
        """Whether what stands under an attribution without `>` is the answer, the quote having been deleted.

        It is where quotes are marked further up, or where nothing was said further up: nobody sends only a quote.
        """
        return 0 <= self.marked_from < first or self.kinds.find(OWN, 0, first) < 0

    def _attribution(self, number: int, line: str) -> tuple[int | None, int]:
        last = number
        if line.startswith("On ") and line[-1] != ":":
            last = self._wrote_below(number)
            return (number, last) if last >= number and self._tells_source(number, last) else (None, number)
        if not _WROTE.search(line):
            return None, number
        for above in range(number, max(-1, number - _BACK), -1):
            if not self.lines[above]:
                break
            if _OPENS.match(self.lines[above]):
                return above, last
        return number, last

    def _wrote_below(self, number: int) -> int:
        """The line that ends an attribution begun at `number`, at most three lines below; -1 for none."""
        for below in range(number, min(number + 4, len(self.lines))):
            if not self.lines[below] or self.lines[below][0] == ">":
                break
            if self._ends_wrote(below):
                return below
        return -1

    def _ends_wrote(self, number: int) -> bool:
        line = self.lines[number]
        return line.endswith(("wrote:", "wrote", "writes:")) or bool(line[-1:] == ":" and _WROTE.search(line))

    def _tells_source(self, first: int, last: int) -> bool:
        text = " ".join(self.lines[first : last + 1])
        return len(text) < 400 and any(map(str.isdigit, text)) and bool(_OPENS.match(text) or "@" in text)

    def _next_filled(self, number: int) -> int:
        while number < len(self.lines) and not self.lines[number]:
            number += 1
        return number

    def _cut(self, first: int, past: int) -> int:
        for number in range(first, past):
            if self.kinds[number] != BLANK:
                self.kinds[number] = CUT
        return past

    def _cut_source(self, first: int, past: int) -> int:
        """Cuts a quoted mail from its header on: to the end, or its header only where `>` marks its text."""
        while (label := self._next_filled(past)) < len(self.lines) and label - past < 2:
            if ":" not in self.lines[label][:_LONGEST_LABEL] or not _LABEL.match(self.lines[label]):
                break
            past = label + 1
        below = self._next_filled(past)
        marked = below < len(self.lines) and self.lines[below][0] == ">"
        return self._cut(first, past if marked else len(self.lines))

    def _cut_overhangs(self, unquoted: list[int]) -> None:
        """The ends of quoted lines that were wrapped without their mark, each between two marked ones."""
        for number in unquoted:
            hanging = self.lines[number]
            if len(hanging) < _OVERHANG and 0 < number < len(self.lines) - 1 and hanging[0].islower():
                above, below = self.lines[number - 1], self.lines[number + 1]
                if above[:1] == below[:1] == ">" and len(above) > _FULL_LINE:
                    self.kinds[number] = CUT


def _listed(before: str, line: str) -> bool:
    """Whether a line goes on with the list of people that the one before it holds."""
    return "," in before and ("@" in line or "," in line or before[-1] == ",")


def _cut_ending(page: _Page, names: str) -> Ending | None:
    """Cuts signature, footers and disclaimers off the last stretch that is the sender's own."""
    signature = None
    past = len(page.lines)
    while past > 0 and page.kinds[past - 1] != OWN:
        past -= 1
    first = past
    while first > 0 and page.kinds[first - 1] != CUT:
        first -= 1
    for ending in find_ending(page.lines, first, past, names):
        page._cut(ending.first, ending.last + 1)
        if ending.signs:
            signature = ending
    return signature
