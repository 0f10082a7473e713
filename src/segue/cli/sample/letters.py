"""Letters turned into the mails that would really have gone over the wire."""

from __future__ import annotations

import hashlib
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import cached_property
from html import escape
from zoneinfo import ZoneInfo

from segue.cli.sample.attachments import attach
from segue.cli.sample.clock import Clock
from segue.cli.sample.people import ME, Person, find, people
from segue.cli.sample.stories import Letter
from segue.cli.sample.words import LANGUAGES, fill

WIDTH = 72
SHORT = 60  # characters: so short an answer goes out without "Best, Tomasz"
DELIMITED = {"Thunderbird", "Gmail"}  # those which put "-- " above a signature
ORIGINAL = "-----Original Message-----"


@dataclass(frozen=True)
class Mail:
    """One letter as it is sent at the moment the clock gives it."""

    letter: Letter
    clock: Clock

    @cached_property
    def moment(self) -> datetime:
        """When it was sent (UTC)."""
        return self.clock.moment(self.letter.when, self.sender.zone)

    @cached_property
    def local(self) -> datetime:
        """When it was sent, by the sender's clock."""
        return self.moment.astimezone(ZoneInfo(self.sender.zone))

    @property
    def sender(self) -> Person:
        return find(self.letter.sender)[0]

    @property
    def mine(self) -> bool:
        """Whether the owner of the mailbox wrote it."""
        return self.sender is people()[ME]

    @property
    def message_id(self) -> str:
        """The same for the same letter, whenever the sample is written."""
        domain = find(self.letter.sender)[1].partition("@")[2]
        return f"<{_digest(self.letter)}@{domain}>"

    @property
    def subject(self) -> str:
        reply = LANGUAGES[self.letter.language].reply if self.letter.answers and not self.letter.subject else ""
        return reply + self._filled(self.letter.topic)

    @cached_property
    def own_text(self) -> str:
        """What the sender wrote, with closing words and signature, without what is quoted."""
        parts = [self._filled(self.letter.body), self._closing, self._signature, self.sender.disclaimer]
        return "\n\n".join(part for part in parts if part)

    @cached_property
    def text(self) -> str:
        """The whole body as plain text."""
        parts = [self._wrapped(self.own_text), self._quoted]
        if self.sender.quote == "below":
            parts.reverse()
        return "\n\n".join(part for part in parts if part) + "\n"

    def message(self) -> EmailMessage:
        """The mail itself, byte for byte the same for the same letter and clock."""
        message = EmailMessage()
        self._address(message)
        self._mark(message)
        self._write(message)
        for name in self.letter.attachments:
            attach(message, name, self.letter.id)
        _name_boundaries(message, _digest(self.letter))
        return message

    @property
    def answered(self) -> Mail | None:
        """The mail that this one answers."""
        return Mail(self.letter.answers, self.clock) if self.letter.answers else None

    def _filled(self, text: str) -> str:
        return fill(text, self.clock, self.local.date(), self.letter.language)

    @property
    def _closing(self) -> str:
        written = self.letter.body
        brief = self.letter.answers and len(written) < SHORT and "\n" not in written
        return "" if brief or "nosig" in self.letter.marks else self.sender.closing

    @property
    def _signature(self) -> str:
        if "nosig" in self.letter.marks or (self.mine and self._among_friends):
            return ""
        delimiter = "-- \n" if self.sender.client in DELIMITED and self.sender.signature else ""
        return delimiter + self.sender.signature

    @property
    def _among_friends(self) -> bool:
        return all(find(name)[0].friend for name in self.letter.to)

    def _wrapped(self, text: str) -> str:
        if self.sender.quote == "outlook":
            return text
        return "\n".join(_wrap(line) for line in text.split("\n"))

    @property
    def _quoted(self) -> str:
        before = self.answered
        if not before or self.sender.quote == "none" or "noquote" in self.letter.marks:
            return ""
        if self.sender.quote == "outlook":
            return before.as_original(self.letter.language, ORIGINAL if self._loose else "_" * 32)
        return before.as_quote(self.letter.language, self.sender.zone)

    def as_original(self, language: str, rule: str) -> str:
        """The mail below a rule and a block of headings, as Outlook puts it under an answer."""
        headings = LANGUAGES[language].headings
        to = "; ".join(find(name)[0].name for name in self.letter.to)
        values = (self.sender.name, f"{self.local:%Y-%m-%d %H:%M}", to, self.subject)
        block = "\n".join(f"{heading}: {value}" for heading, value in zip(headings, values, strict=True))
        return f"{rule}\n{block}\n\n{self.text.strip()}"

    def as_quote(self, language: str, zone: str) -> str:
        """What its sender wrote, each line behind `>`, below the line that says who wrote when."""
        name = self.letter.shown_as or self.sender.name
        moment = self.moment.astimezone(ZoneInfo(zone))
        line = LANGUAGES[language].attribution(moment, name, find(self.letter.sender)[1])
        return "\n".join([line, *(f"> {text}".rstrip() for text in self._wrapped(self.own_text).split("\n"))])

    def _address(self, message: EmailMessage) -> None:
        message["From"] = _header(self.letter.sender, self.letter.shown_as)
        message["To"] = [_header(name) for name in self.letter.to]
        if self.letter.cc:
            message["Cc"] = [_header(name) for name in self.letter.cc]
        message["Subject"] = self.subject
        message["Date"] = self.local
        message["Message-ID"] = self.message_id
        if self.letter.answers and not self._loose:
            self._refer(message)

    def _refer(self, message: EmailMessage) -> None:
        ids = [Mail(letter, self.clock).message_id for letter in self.letter.ancestors]
        message["In-Reply-To"] = ids[-1]
        message["References"] = " ".join(ids)

    def _mark(self, message: EmailMessage) -> None:
        if self.sender.client:
            message["X-Mailer"] = self.sender.client
        for name, value in self.sender.headers.items():
            message[name] = value
        if "auto" in self.letter.marks:
            message["Auto-Submitted"] = "auto-replied"
            message["X-Auto-Response-Suppress"] = "All"

    def _write(self, message: EmailMessage) -> None:
        if self.sender.html == "only":
            message.set_content(self._page, subtype="html")
            return
        message.set_content(self.text, charset=self._charset)
        if self.sender.html:
            message.add_alternative(self._page, subtype="html")

    @property
    def _charset(self) -> str:
        try:
            self.text.encode(self.sender.charset)
        except UnicodeEncodeError:
            return "utf-8"
        return self.sender.charset

    @property
    def _page(self) -> str:
        quoted = f'<blockquote type="cite">{_paragraphs(self._quoted)}</blockquote>' if self._quoted else ""
        return f"<html><body>{_paragraphs(self.own_text)}{quoted}</body></html>\n"

    @property
    def _loose(self) -> bool:
        return "loose" in self.letter.marks


def _digest(letter: Letter) -> str:
    return hashlib.sha256(letter.id.encode()).hexdigest()[:20]


def _header(reference: str, shown_as: str = "") -> Address:
    person, addr = find(reference)
    return Address(shown_as or person.name, addr_spec=addr)


def _wrap(line: str) -> str:
    return line if line == "-- " else textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n"))


def _name_boundaries(message: EmailMessage, name: str) -> None:
    """Name the boundaries after the letter: the random ones of the library would differ at every run."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{name}_{number}")
