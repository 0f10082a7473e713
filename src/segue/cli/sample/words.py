"""Days in words, and the phrases mail programs put around a quoted mail, in the sample's four languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from segue.cli.sample.clock import Clock

TOKEN = re.compile(r"\{(on|date|weekday) ([-+]?\d+[bd])(:long)?\}")


def _words(line: str) -> tuple[str, ...]:
    return tuple(line.split())


@dataclass(frozen=True)
class Language:
    """How a language names days, and how its mail programs introduce what they quote."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    today: str
    tomorrow: str
    day: str
    long_day: str
    reply: str
    wrote: str
    headings: tuple[str, str, str, str]

    def short(self, day: date) -> str:
        """`26 November`."""
        return self.day.format(day=day.day, month=self.months[day.month - 1])

    def weekday(self, day: date) -> str:
        """`Thursday`."""
        return self.weekdays[day.weekday()]

    def long(self, day: date) -> str:
        """`Thursday 26 November`."""
        return self.long_day.format(weekday=self.weekday(day), date=self.short(day))

    def on(self, day: date, said: date) -> str:
        """The day as somebody would call it on the day `said`: tomorrow, Friday, or in full."""
        away = (day - said).days
        if away in (0, 1):
            return self.tomorrow if away else self.today
        return self.weekday(day) if 1 < away < 7 else self.long(day)

    def attribution(self, moment: datetime, name: str, addr: str) -> str:
        """The line above a quoted mail; `moment` is local time."""
        when = {"day": self.short(moment.date()), "year": moment.year, "time": f"{moment:%H:%M}"}
        return self.wrote.format(**when, name=name, addr=addr)


LANGUAGES: Mapping[str, Language] = {
    "en": Language(
        weekdays=_words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
        months=_words("January February March April May June July August September October November December"),
        today="today",
        tomorrow="tomorrow",
        day="{day} {month}",
        long_day="{weekday} {date}",
        reply="Re: ",
        wrote="On {day} {year} at {time}, {name} <{addr}> wrote:",
        headings=("From", "Sent", "To", "Subject"),
    ),
    "de": Language(
        weekdays=_words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        months=_words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        today="heute",
        tomorrow="morgen",
        day="{day}. {month}",
        long_day="{weekday}, {date}",
        reply="AW: ",
        wrote="Am {day} {year} um {time} schrieb {name} <{addr}>:",
        headings=("Von", "Gesendet", "An", "Betreff"),
    ),
    "sv": Language(
        weekdays=_words("måndag tisdag onsdag torsdag fredag lördag söndag"),
        months=_words("januari februari mars april maj juni juli augusti september oktober november december"),
        today="i dag",
        tomorrow="i morgon",
        day="{day} {month}",
        long_day="{weekday} {date}",
        reply="SV: ",
        wrote="Den {day} {year} kl. {time} skrev {name} <{addr}>:",
        headings=("Från", "Skickat", "Till", "Ämne"),
    ),
    "fr": Language(
        weekdays=_words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        months=_words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        today="aujourd'hui",
        tomorrow="demain",
        day="{day} {month}",
        long_day="{weekday} {date}",
        reply="RE: ",
        wrote="Le {day} {year} à {time}, {name} <{addr}> a écrit :",
        headings=("De", "Envoyé", "À", "Objet"),
    ),
}


def fill(text: str, clock: Clock, said: date, language: str) -> str:
    """`text` with its days put in words: `{on -4b}`, `{on -4b:long}`, `{date -12b}`, `{weekday 0d}`.

    `said` is the day on which it is written, in the writer's zone.
    """
    words = LANGUAGES[language]

    def in_words(token: re.Match[str]) -> str:
        kind, day = token[1], clock.day(token[2])
        if kind == "on":
            return words.long(day) if token[3] else words.on(day, said)
        return words.short(day) if kind == "date" else words.weekday(day)

    return TOKEN.sub(in_words, text)
