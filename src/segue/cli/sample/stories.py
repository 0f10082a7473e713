"""The stories: threads of mails in a compact notation, read into letters.

    = Subject of a thread ; lang sv ; folder Book
    @ -12b 09:14 fiona > me ; cc gareth ; attach Contract.pdf
    The body, with days such as {on -4b} put in words later.

A letter answers the one before it unless it is `new`. Further words after a semicolon: `subject` (its own),
`as` (a name other than the sender's), `auto` (an automatic reply), `nosig`, `noquote`; for a thread: `loose` (an
export without References), `folder` (also kept as single files there). People are keys of people.toml; `pelle/home`
is Pelle's address called home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail of a story: when and who as written there, `answers` the letter it replies to."""

    id: str
    when: str
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    topic: str
    subject: str
    body: str
    language: str
    answers: Letter | None
    attachments: tuple[str, ...]
    shown_as: str
    folder: str
    marks: frozenset[str]

    @property
    def ancestors(self) -> tuple[Letter, ...]:
        """The letters it goes back to, the oldest first."""
        return (*self.answers.ancestors, self.answers) if self.answers else ()


Options = Mapping[str, str]


def stories() -> Iterator[Letter]:
    """Every letter of every story, story by story as told."""
    for story in sorted(files(__package__).joinpath("stories").iterdir(), key=lambda file: file.name):
        yield from read(story.name.removesuffix(".txt"), story.read_text("utf-8"))


def read(name: str, text: str) -> Iterator[Letter]:
    """The letters of one story."""
    for thread, part in enumerate(_blocks(text, "= ")[1:], start=1):
        first, *letters = _blocks(part, "@ ")
        topic, options = _head(first)
        yield from _thread(f"{name}-{thread}", topic, options, letters)


def _thread(id_: str, topic: str, options: Options, parts: list[str]) -> Iterator[Letter]:
    before: Letter | None = None
    for number, part in enumerate(parts, start=1):
        before = _letter(f"{id_}-{number}", topic, options, part, before)
        yield before


def _letter(id_: str, topic: str, thread: Options, part: str, before: Letter | None) -> Letter:
    head, _, body = part.partition("\n")
    address, own = _head(head)
    when_and_sender, to = address.split(" > ")
    when, _, sender = when_and_sender.rpartition(" ")
    options = {**thread, **own}
    answers = None if "new" in options else before
    return Letter(
        id=id_,
        when=when,
        sender=sender,
        to=_names(to),
        cc=_names(options.get("cc", "")),
        topic=options.get("subject") or (answers.topic if answers else topic),
        subject=options.get("subject", ""),
        body=body.strip(),
        language=options.get("lang", "en"),
        answers=answers,
        attachments=_names(options.get("attach", "")),
        shown_as=options.get("as", ""),
        folder=options.get("folder", ""),
        marks=frozenset(word for word, value in options.items() if not value),
    )


def _blocks(text: str, sign: str) -> list[str]:
    """`text` cut before every line that begins with `sign`, the sign left out."""
    return [block.removeprefix("\n") for block in f"\n{text}".split(f"\n{sign}")]


def _head(line: str) -> tuple[str, Options]:
    first, *options = line.splitlines()[0].split(" ; ")
    words = (option.strip().partition(" ") for option in options)
    return first.strip(), {word: value for word, _, value in words}


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())
