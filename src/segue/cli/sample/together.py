"""What the consultant and some of her people do together: boards, an opportunity, a plan, each at another stage.

Entered by the same actions as a person would, after the mailbox was read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from segue.actions import boards, opportunities, plan_items, plans
from segue.cli.home import SOURCE
from segue.cli.sample.clock import HOME, Clock
from segue.domain.conversations import Who
from segue.domain.opportunities import Topic
from segue.store.models import Asker

Find = Callable[[str], int]
"""The connection with the person of this key."""


def fill_together(asker: Asker, clock: Clock, find: Find) -> None:
    """Tell all four stories."""
    _gathering(asker, find("chiara"), clock.moment("-2b 16:00", HOME.key))
    _settled(asker, find("miguel"), clock.moment("-4b 10:00", HOME.key), clock.moment("-2b 11:00", HOME.key))
    _agreeing(asker, find("dominic"), clock.moment("-2b 14:00", HOME.key))
    _planned(asker, find("greta"), clock)


def _gathering(asker: Asker, with_: int, at: datetime) -> None:
    """Ideas are gathered, and the two sessions are not booked yet."""
    board = boards.open_board(asker, with_, "A week of listening in Turin", at, source=SOURCE).id
    mine = ["A walk on which nobody may finish a sentence", "Breakfast with a stranger, twice"]
    boards.add_ideas(asker, board, mine, at, source=SOURCE)
    theirs = ["Rent the tram that goes in a circle", "Ask the bell-founders what they hear"]
    boards.add_ideas(asker, board, theirs, at, source=SOURCE, by=Who.THEM)


def _settled(asker: Asker, with_: int, opened: datetime, settled: datetime) -> None:
    """One idea was chosen, and the talk in which the two agree on it stands in the calendar."""
    board = boards.open_board(asker, with_, "A second film", opened, source=SOURCE).id
    mine = ["Twelve people who are about to answer", "The pike, in one long take"]
    first, pike = boards.add_ideas(asker, board, mine, opened, source=SOURCE)
    (window,) = boards.add_ideas(asker, board, ["The same twelve, ten years older"], opened, source=SOURCE, by=Who.THEM)
    boards.converge(asker, board, settled, source=SOURCE)
    boards.group(asker, [first.id, window.id], "Faces", settled, source=SOURCE)
    boards.vote(asker, first.id, 2, settled, source=SOURCE)
    boards.vote(asker, first.id, 1, settled, source=SOURCE, side=Who.THEM)
    boards.vote(asker, pike.id, 1, settled, source=SOURCE)
    boards.vote(asker, window.id, 2, settled, source=SOURCE, side=Who.THEM)
    boards.choose(asker, first.id, "It needs a chair, a window and nobody's permission", settled, source=SOURCE)
    boards.settle(asker, board, settled, source=SOURCE)


def _agreeing(asker: Asker, with_: int, at: datetime) -> None:
    """Both want it, and differ on the day."""
    id_ = opportunities.open_opportunity(asker, with_, "Two days in the third house", at, source=SOURCE).id
    opportunities.note_said(
        asker, id_, at, source=SOURCE, need="Guides who say what they do not know",
        decides="Dominic, once Mrs Abbot has looked at him",
    )  # fmt: skip
    for topic, mine, theirs in (
        (Topic.OUTCOMES, "Every guide has asked a visitor something", "Every guide has asked a visitor something"),
        (Topic.TIMING, "Two weekdays next month", "One weekday and a Saturday"),
        (Topic.RESPONSIBILITIES, "I lead, Mrs Abbot holds the pike", ""),
    ):
        opportunities.note_term(asker, id_, topic, at, source=SOURCE, mine=mine, theirs=theirs)


def _planned(asker: Asker, with_: int, clock: Clock) -> None:
    """A plan whose agreed day to check in is today."""
    at = clock.moment("-9b 10:00", HOME.key)
    plan = plans.open_plan(asker, with_, "Apprentices ask first", at, source=SOURCE).id
    choose = plan_items.add_item(
        asker, plan, "Choose the four who begin", at, source=SOURCE, side=Who.THEM, due=clock.day("-3b"),
        role="Greta, with Master Kube", deliverable="Four names",
    )  # fmt: skip
    cards = plan_items.add_item(
        asker, plan, "Write the cards with the questions", at, source=SOURCE, side=Who.ME, due=clock.day("+6d"),
        deliverable="Twelve cards", metric="Each is used at least once a week", success="Nobody laminates them",
    )  # fmt: skip
    plan_items.add_item(
        asker, plan, "First morning in the workshop", at, source=SOURCE, side=Who.BOTH, due=clock.day("+20d"),
        needs=[choose.id, cards.id], resource="The small organ, and tea",
    )  # fmt: skip
    plan_items.raise_issue(asker, plan, "The workshop is cold until noon", Who.THEM, at, source=SOURCE)
    plans.follow_up(
        asker, plan, at, source=SOURCE, on=clock.day("+0d"), every_days=14, way="ten minutes by telephone"
    )  # fmt: skip
    plan_items.done_item(asker, choose.id, clock.moment("-3b 17:00", HOME.key), source=SOURCE)
