"""The stamps that WhatsApp writes before a line of a chat, in the order of day and month of the phone's language.

There is no specification. Seen: `[07.03.26, 21:22:39] ` (iOS), `28/3/2025, 9:29 p. m. - ` (Android),
`2020-12-31 23:59 - `, `31.12.2020 klo 23.59 - `, `[2020/12/31 下午11:59:59] `; with U+202F and U+200E inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Order(StrEnum):
    """In which order a date is written."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_AM = ("am", "上午", "오전", "午前", "ص", "πμ", "vorm", "fm", "ip", "zj")
_PM = ("pm", "下午", "오후", "午後", "م", "μμ", "nachm", "em")
_HALF = r"(?:[apAP]\.?\s?[mM]\.?|上午|下午|오전|오후|午前|午後|ص|م|[πμ]\.?\s?μ\.?|vorm\.|nachm\.|[fe]\.?m\.?)"
_STAMP = re.compile(
    rf"(?P<open>\[)?(?P<a>\d{{1,4}})(?P<mark>[./-])\s?(?P<b>\d{{1,2}})(?P=mark)\s?(?P<c>\d{{1,4}})\.?,?\s*"
    rf"(?:à|kl\.?|klo|um|at|às|alle|a\slas)?\s*(?P<before>{_HALF})?\s*"
    rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?\s*(?P<after>{_HALF})?\s*"
    r"(?(open)\]\s?|[-–]\s)"
)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u2007\u3000", " ") | dict.fromkeys(_MARKS, ""))
_LONGEST = 60
_CENTURY = 2000


class Stamp(NamedTuple):
    """A stamp as written: three numbers of a date, the sign between them, and the time of day; `rest` follows it."""

    numbers: tuple[int, int, int]
    mark: str
    clock: tuple[int, int, int]
    seconds: bool
    rest: str

    def moment(self, order: Order) -> datetime | None:
        """What the clock on the wall showed, or None where there is no such date."""
        a, b, c = self.numbers
        day, month, year = {
            Order.DAY_FIRST: (a, b, c), Order.MONTH_FIRST: (b, a, c), Order.YEAR_FIRST: (c, b, a),
        }[order]  # fmt: skip
        try:
            return datetime(year + _CENTURY if year < 100 else year, month, day, *self.clock)
        except ValueError:
            return None


def stamp_of(line: str) -> Stamp | None:
    """The stamp at the beginning of a line, if there is one; `rest` is what follows, untouched."""
    ahead = line[:_LONGEST].translate(_SPACES)
    found = _STAMP.match(ahead)
    if not found:
        return None
    hour = _hour(int(found["hour"]), found["before"] or found["after"] or "")
    clock = (hour, int(found["minute"]), int(found["second"] or 0))
    return Stamp(
        (int(found["a"]), int(found["b"]), int(found["c"])),
        found["mark"],
        clock,
        found["second"] is not None,
        line[_length(line, found.end()) :],
    )


def _length(line: str, shown: int) -> int:
    """Where the stamp ends in the line as it is, which holds marks that are not shown."""
    at = 0
    while shown and at < len(line):
        shown -= line[at] not in _MARKS
        at += 1
    return at


def _hour(hour: int, half: str) -> int:
    told = re.sub(r"[.\s]", "", half).lower()
    if told in _PM:
        return hour % 12 + 12
    return hour % 12 if told in _AM else hour


@dataclass(slots=True)
class Evidence:
    """What the stamps of a whole chat tell of the order of their dates."""

    possible: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    """How many stamps are a date in this order."""
    backwards: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    """How often time would run backwards by a day or more."""
    stamps: int = 0
    dotted: bool = False
    years_first: bool = False
    latest: dict[Order, datetime] = field(default_factory=dict)

    def add(self, stamp: Stamp) -> None:
        """One more stamp, in the order of the file."""
        self.stamps += 1
        self.dotted |= stamp.mark == "."
        self.years_first |= stamp.numbers[0] > 31
        for order in Order:
            moment = stamp.moment(order)
            if moment is None:
                continue
            self.possible[order] += 1
            before = self.latest.get(order)
            self.backwards[order] += before is not None and (before - moment).days >= 1
            self.latest[order] = moment

    def orders(self) -> tuple[Order, ...]:
        """The orders that the dates may be in: one where it is decided, several where it has to be asked.

        A number above twelve decides; then that time does not run backwards, a phone's clock aside; then the points of
        31.12.2026, which nobody writes after the month.
        """
        likely = [Order.YEAR_FIRST] if self.years_first else [Order.DAY_FIRST, Order.MONTH_FIRST]
        most = max((self.possible[order] for order in likely), default=0)
        if not most:
            return ()
        left = [order for order in likely if self.possible[order] == most]
        least = min(self.backwards[order] for order in left)
        left = [order for order in left if self.backwards[order] == least]
        return (Order.DAY_FIRST,) if len(left) > 1 and self.dotted else tuple(left)


def orders(stamps: Iterable[Stamp]) -> tuple[Order, ...]:
    """The orders that these dates may be in."""
    evidence = Evidence()
    for stamp in stamps:
        evidence.add(stamp)
    return evidence.orders()
