"""German, French, Spanish and Swedish: how well their acts, dates and the language itself are told.

    make bench NAME=languages
    python bench/languages.py --markdown     the same as a part of docs/quality.md

The sentences are the project's own (tests/detect/tongues): three sets from which the rules have learned,
and a fourth, held back, which was never used to change them. All were written by one hand, in plain language and
one sentence at a time: real mail is harder. Precision and recall are over all acts of a set.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from segue.detect.languages import told
from segue.detect.tongues import TONGUES, tongue_of
from segue.detect.when import chosen, dues

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "detect" / "tongues"
WRITTEN = date(2026, 11, 18)
SETS = {"learned from": ("", "_second", "_third"), "held back": ("_fourth",)}
MAIN = ("promise", "request", "question", "acceptance", "decline", "counter", "report", "offer", "proposal")
#: The language is told of so many sentences together: a short mail.
MAIL = 4


@dataclass(frozen=True)
class Row:
    """A sentence of a set: what it does, the day it names, and its words."""

    acts: frozenset[str]
    day: date | None
    words: str


def main(arguments: Sequence[str]) -> None:
    line = " | ".join if "--markdown" in arguments else lambda row: "".join(f"{cell:>16}" for cell in row)
    for number, row in enumerate(table()):
        cells = line(row)
        print(f"| {cells} |" if "--markdown" in arguments else cells)
        if number == 0 and "--markdown" in arguments:
            print("|" + " --- |" * len(row))


def table() -> Iterator[tuple[str, ...]]:
    """A line for each language and set."""
    yield ("language", "set", "sentences", "precision", "recall", "promise P / R", "dates right", "language told")
    for language in TONGUES:
        tongue = tongue_of(language)
        assert tongue is not None
        for name, endings in SETS.items():
            rows = [row for ending in endings for row in read(f"{language}{ending}")]
            found = [frozenset(act for act, _ in tongue.acts_of(row.words)) for row in rows]
            dated = [row for row in rows if row.day]
            yield (
                language,
                name,
                str(len(rows)),
                *map(shown, rates(rows, found, MAIN)),
                " / ".join(map(shown, rates(rows, found, ("promise",)))),
                f"{sum(day_of(row.words) == row.day for row in dated)} of {len(dated)}",
                shown(share_told(language, rows)),
            )


def read(name: str) -> list[Row]:
    """The sentences of a file of tests/detect/tongues."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cells = ([cell.strip() for cell in line.split("|", 2)] for line in lines if not line.startswith("#"))
    return [
        Row(frozenset(acts.split(",")) - {"-"}, None if day == "-" else date.fromisoformat(day), words)
        for acts, day, words in cells
    ]


def rates(rows: Sequence[Row], found: Sequence[frozenset[str]], acts: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of these acts; a yes that is also read as the promise it gives is no error."""
    hits = wanted = given = 0
    for row, seen in zip(rows, found, strict=True):
        seen = seen - {"promise"} if "acceptance" in row.acts & seen and "promise" not in row.acts else seen
        hits += sum(act in row.acts and act in seen for act in acts)
        wanted += sum(act in row.acts for act in acts)
        given += sum(act in seen for act in acts)
    return hits / max(1, given), hits / max(1, wanted)


def day_of(words: str) -> date | None:
    due = chosen(dues(words, WRITTEN))
    return due.day if due else None


def share_told(language: str, rows: Sequence[Row]) -> float:
    """How often the language is told of short mails made of these sentences."""
    mails = [" ".join(row.words for row in rows[at : at + MAIL]) for at in range(0, len(rows), MAIL)]
    return sum(told(mail) == language for mail in mails) / len(mails)


def shown(rate: float) -> str:
    return f"{rate:.2f}"


if __name__ == "__main__":
    main(sys.argv[1:])
