"""What the consultant wants from some of her people, how far that has come, and what she jotted down in a talk.

Entered by the same actions as a person would, after the mailbox was read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from segue.actions import booking, during, stages
from segue.cli.home import SOURCE
from segue.cli.sample.clock import HOME, Clock
from segue.cli.sample.diary import uid
from segue.domain.connections import WAY, Intent, Series, Stage, Wanted
from segue.domain.talk_marks import Jotted, typed
from segue.queries.talks import talk_with_uid
from segue.store.models import Asker

HOUSES, PICTURES = "Houses for a listening day", "Somebody who draws it"


class Wish(NamedTuple):
    """What she wants from somebody, the stage it has come to, and how many working days ago it came there."""

    person: str
    stage: Stage
    since: int
    intent: Intent


WISHES = (
    Wish("petra", Stage.INTENT, 8, Intent(
        "An apprentices' day at the organ builder's", Wanted.JOINT_ACTION,
        "Apprentices who ask before they saw", Series.WAY, HOUSES)),
    Wish("yusuf", Stage.INTENT, 12, Intent(
        "A morning with the drivers, in the mess room", Wanted.JOINT_ACTION,
        "Breaks that drivers take", Series.WAY, HOUSES)),
    Wish("nils", Stage.INTENT, 18, Intent(
        "To open the Saturdays without a fish", Wanted.CONTACT, "Forty minutes with no slides", Series.FEW)),
    Wish("claire", Stage.RELATEDNESS, 6, Intent(
        "A day at head office", Wanted.JOINT_ACTION, "Fewer meetings about meetings", Series.WAY, HOUSES)),
    Wish("sanna", Stage.RELATEDNESS, 14, Intent(
        "A cover with nobody pointing at anything", Wanted.RELATIONSHIP,
        "Her name on the front, not the back", Series.FEW, PICTURES)),
    Wish("helena", Stage.RELATEDNESS, 31, Intent(
        "A reading café in which the council sits too", Wanted.JOINT_ACTION,
        "Evenings that fill the library", Series.WAY, HOUSES)),
    Wish("wendy", Stage.RELATEDNESS, 9, Intent(
        "Somebody who measures what listening changes", Wanted.RELATIONSHIP, "A field to measure in", Series.FEW)),
    Wish("mei", Stage.RELATEDNESS, 4, Intent(
        "A book that lies flat when it is open", Wanted.RELATIONSHIP, "A reader who counts pages", Series.FEW,
        PICTURES)),
    Wish("chiara", Stage.POSSIBILITIES, 12, Intent(
        "A week of listening in Turin", Wanted.JOINT_ACTION,
        "A festival that is talked about in October too", Series.WAY)),
    Wish("miguel", Stage.OPPORTUNITY, 13, Intent(
        "A second film", Wanted.JOINT_ACTION, "Faces nobody has filmed", Series.WAY)),
    Wish("dominic", Stage.OPPORTUNITY, 12, Intent(
        "Two days in the third house", Wanted.JOINT_ACTION, "Guides who say what they do not know", Series.WAY,
        HOUSES)),
    Wish("marcus", Stage.OPPORTUNITY, 26, Intent(
        "Claims handlers who listen first", Wanted.JOINT_ACTION, "Letters that need no second letter", Series.WAY,
        HOUSES)),
    Wish("olivia", Stage.OPPORTUNITY, 20, Intent(
        "Twelve technicians who teach each other", Wanted.JOINT_ACTION, "Robots that are explained once", Series.WAY,
        HOUSES)),
    Wish("greta", Stage.ACTION, 13, Intent(
        "Apprentices ask first", Wanted.JOINT_ACTION, "Four apprentices she need not explain twice", Series.WAY)),
    Wish("tomasz", Stage.ACTION, 24, Intent(
        "Safety days that the crew runs", Wanted.JOINT_ACTION, "Masters who hear the mate", Series.WAY)),
    Wish("abena", Stage.ACTION, 30, Intent(
        "An evaluation that is read", Wanted.JOINT_ACTION, "Numbers she can show the trustees", Series.WAY)),
    Wish("joan", Stage.MAINTAINED, 90, Intent("To hear how the choir is", Wanted.RELATIONSHIP, "Somebody who asks")),
    Wish("astrid", Stage.MAINTAINED, 40, Intent(
        "To think aloud with her twice a year", Wanted.RELATIONSHIP, "News from outside the university")),
)  # fmt: skip
_BETWEEN = 4
"""Working days between two stages of a way."""

JOTTED = (
    "p Beata: send the list of sites by Friday",
    "n not in the week of the audit",
    "i the helmet with a question written inside",
    "q who tells the night shift?",
)
"""Typed during the talk that is not wrapped up yet."""


def fill_ways(asker: Asker, clock: Clock, find: Callable[[str], int]) -> None:
    """Say what is wanted, walk each way to where it is, and keep what was jotted down."""
    for wish in WISHES:
        way = WAY[1 : WAY.index(wish.stage) + 1]
        begun = wish.since + _BETWEEN * len(way)
        said_at = clock.moment(f"-{begun}b 09:00", HOME.key)
        stages.set_intent(asker, find(wish.person), wish.intent, said_at, source=SOURCE)
        for number, to in enumerate(way, 1):
            at = clock.moment(f"-{begun - _BETWEEN * number}b 17:00", HOME.key)
            stages.move_stage(asker, find(wish.person), to, at, source=SOURCE)
    _jotted(asker, clock)


def _jotted(asker: Asker, clock: Clock) -> None:
    talk = talk_with_uid(asker, uid("safety-day"))
    if talk is None:
        return
    at = clock.moment("-3b 10:20", HOME.key)
    prepared = booking.Prepared("a yes to the travelling day, or a no", expected="she takes it", expectation=60)
    booking.prepare(asker, talk, prepared, at, source=SOURCE)
    marks = [Jotted(f"sample-{number}", *typed(words), at, at) for number, words in enumerate(JOTTED)]
    during.mark(asker, talk, marks, at, source=SOURCE)
