"""How the consultant keeps in touch: topics, a date that matters, something to read, and what went well."""

from __future__ import annotations

from collections.abc import Callable

from segue.actions import introductions, maintaining, victories
from segue.cli.home import SOURCE
from segue.cli.sample.clock import HOME, Clock
from segue.store.models import Asker, Topic

Find = Callable[[str], int]
"""The person of this key."""


def fill_kept(asker: Asker, clock: Clock, find: Find) -> None:
    """What she noted by hand, each on the day on which she did."""
    _topics(asker, clock, find)
    _dates(asker, clock, find)
    _went_well(asker, clock, find)
    _who_should_meet(asker, clock, find)


def _topics(asker: Asker, clock: Clock, find: Find) -> None:
    for person, topic, said, when in (
        ("joan", "roses", "They don't give feedback either.", "-129b 18:00"),
        ("oskar", "waltz time", "He can only count to three.", "-150b 09:00"),
        ("ulrika", "men who can count to four", "We miss basses again!", "-172b 21:30"),
        ("astrid", "buns", "Baked at our last talk.", "-40b 16:00"),
    ):
        at = clock.moment(when, HOME.key)
        maintaining.note_topic(asker, find(person), topic, at, source=SOURCE, said=said)
    maintaining.note_news(
        asker, "waltz time", clock.moment("-1b 20:15", HOME.key), source=SOURCE,
        title="Why a waltz in five is still a waltz", link="https://example.org/waltz-in-five",
        note="For whoever can only count to three: there is hope beyond it.",
    )  # fmt: skip
    maintaining.note_news(
        asker, "roses", clock.moment("-3b 08:30", HOME.key), source=SOURCE,
        title="Ask her for a cutting for the second film",
    )  # fmt: skip


def _dates(asker: Asker, clock: Clock, find: Find) -> None:
    at = clock.moment("-100b 10:00", HOME.key)
    begun, far = clock.today, clock.day("+70d")
    maintaining.note_occasion(
        asker, find("ulrika"), "the choir's birthday", begun.month, begun.day, at, source=SOURCE, year=begun.year - 19
    )
    maintaining.note_occasion(asker, find("joan"), "a year of retirement", far.month, far.day, at, source=SOURCE)


def _went_well(asker: Asker, clock: Clock, find: Find) -> None:
    for text, person, when in (
        ("Joan ended the call before either of us was tired", "joan", "-56b 19:00"),
        ("Ulrika wrote that Oskar made it to four", "ulrika", "-150b 22:30"),
        ("Said no to a fee, plainly, and slept well", "", "-56b 22:00"),
        ("Chapter six has an end", "", "-2b 17:45"),
    ):
        at = clock.moment(when, HOME.key)
        victories.note_victory(asker, text, at, source=SOURCE, person_id=find(person) if person else None)


def _who_should_meet(asker: Asker, clock: Clock, find: Find) -> None:
    """One looks for what another can offer; and one was asked whether to meet a third."""
    looks_for, offers = Topic.Kind.NEEDS, Topic.Kind.OFFERS
    for person, kind, said, when in (
        ("larserik", looks_for, "Does anybody stop before it is too late?", "-6b 12:10"),
        ("kasia", offers, "I stopped the ship. Nobody died of it.", "-5b 18:40"),
    ):
        at = clock.moment(when, HOME.key)
        topic = "the right to stop the work"
        maintaining.note_topic(asker, find(person), topic, at, source=SOURCE, said=said, kind=kind)
    at, why = clock.moment("-3b 17:05", HOME.key), "roses, and what comes after work"
    introductions.asked(asker, find("joan"), find("astrid"), at, source=SOURCE, why=why)
