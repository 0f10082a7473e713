"""What the consultant wants from some of her people, how far that has come, and what she jotted down in a talk.

Entered by the same actions as a person would, after the mailbox was read.
"""

from __future__ import annotations

from collections.abc import Callable

from segue.actions import booking, during, stages
from segue.cli.home import SOURCE
from segue.cli.sample.clock import HOME, Clock
from segue.cli.sample.diary import uid
from segue.domain.connections import WAY, Intent, Series, Stage, Wanted
from segue.domain.talk_marks import Jotted, typed
from segue.queries.talks import talk_with_uid
from segue.store.models import Asker

HOUSES, PICTURES = "Houses for a listening day", "Somebody who draws it"

WISHES: tuple[tuple[str, Stage, Intent], ...] = (
    (
        "petra",
        Stage.INTENT,
        Intent("An apprentices' day at the organ builder's", Wanted.JOINT_ACTION,
               "Apprentices who ask before they saw", Series.WAY, HOUSES),
    ),
    ("claire", Stage.RELATEDNESS, Intent("A day at head office", Wanted.JOINT_ACTION,
                                         "Fewer meetings about meetings", Series.WAY, HOUSES)),
    ("chiara", Stage.POSSIBILITIES, Intent("A week of listening in Turin", Wanted.JOINT_ACTION,
                                           "A festival that is talked about in October too", Series.WAY)),
    ("miguel", Stage.OPPORTUNITY, Intent("A second film", Wanted.JOINT_ACTION, "Faces nobody has filmed", Series.WAY)),
    ("dominic", Stage.OPPORTUNITY, Intent("Two days in the third house", Wanted.JOINT_ACTION,
                                          "Guides who say what they do not know", Series.WAY, HOUSES)),
    ("greta", Stage.ACTION, Intent("Apprentices ask first", Wanted.JOINT_ACTION,
                                   "Four apprentices she need not explain twice", Series.WAY)),
    ("sanna", Stage.RELATEDNESS, Intent("A cover with nobody pointing at anything", Wanted.RELATIONSHIP,
                                        "Her name on the front, not the back", Series.FEW, PICTURES)),
    ("joan", Stage.MAINTAINED, Intent("To hear how the choir is", Wanted.RELATIONSHIP, "Somebody who asks")),
)  # fmt: skip

JOTTED = (
    "p Beata: send the list of sites by Friday",
    "n not in the week of the audit",
    "i the helmet with a question written inside",
    "q who tells the night shift?",
)
"""Typed during the talk that is not wrapped up yet."""


def fill_ways(asker: Asker, clock: Clock, find: Callable[[str], int]) -> None:
    """Say what is wanted, walk each way to where it is, and keep what was jotted down."""
    for days, (person, stage, intent) in enumerate(WISHES, 12):
        stages.set_intent(asker, find(person), intent, clock.moment(f"-{days + 20}b 09:00", HOME.key), source=SOURCE)
        for steps, to in enumerate(WAY[1 : WAY.index(stage) + 1]):
            at = clock.moment(f"-{days + 10 - steps}b 17:00", HOME.key)
            stages.move_stage(asker, find(person), to, at, source=SOURCE)
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
