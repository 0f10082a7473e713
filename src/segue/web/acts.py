"""What a row of Today offers, as buttons: each verb with its words, its key, and where it leads.

A `post` act is done at once (and can be undone); an `open` act leads to a small page with a form or a draft, which
the script shows beside the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.domain.today import Row, Rule, Verb


@dataclass(frozen=True, slots=True)
class Act:
    """One button of a row."""

    label: str | Promise
    key: str
    icon: str
    url: str
    post: bool


class _Kind(NamedTuple):
    label: str | Promise
    key: str
    icon: str
    post: bool = False


KINDS = {
    Verb.REPLY: _Kind(_("Reply"), "d", "reply"),
    Verb.PROMISE: _Kind(_("Promise a date"), "p", "handshake"),
    Verb.DECLINE: _Kind(_("Decline"), "b", "hand"),
    Verb.DONE: _Kind(_("Done"), "e", "check", post=True),
    Verb.COUNTER: _Kind(_("New date"), "t", "calendar"),
    Verb.RENEGE: _Kind(_("Cannot keep it"), "b", "hand"),
    Verb.CALL: _Kind(_("Call"), "c", "phone"),
    Verb.REMIND: _Kind(_("Remind once"), "m", "bell"),
    Verb.LET_GO: _Kind(_("Let go"), "x", "leaf", post=True),
    Verb.SETTLED: _Kind(_("It did"), "e", "check", post=True),
    Verb.NOT_SETTLED: _Kind(_("It did not"), "f", "x", post=True),
    Verb.NAME_DATE: _Kind(_("Name a date"), "t", "calendar"),
    Verb.ASK_DATE: _Kind(_("Ask for a date"), "d", "pencil"),
    Verb.DRAFT: _Kind(_("Draft"), "d", "pencil"),
    Verb.BOOK: _Kind(_("Book both"), "p", "calendar"),
    Verb.SUMMARY: _Kind(_("The summary"), "d", "pencil"),
    Verb.PREPARE: _Kind(_("Prepare"), "p", "list-checks"),
    Verb.CHECKED_IN: _Kind(_("Checked in"), "e", "check", post=True),
    Verb.NEXT_STEP: _Kind(_("Next step"), "p", "arrow-right"),
    Verb.CLOSE: _Kind(_("Honest close"), "h", "handshake"),
    Verb.ENJOYED: _Kind(_("Enjoyed"), "y", "leaf", post=True),
    Verb.NOT_YET: _Kind(_("Not yet"), "f", "clock"),
    Verb.KEEP_OPEN: _Kind(_("Keep it open"), "f", "repeat", post=True),
    Verb.LEAVE_CLOSED: _Kind(_("Leave it closed"), "x", "lock", post=True),
    Verb.LEAVE: _Kind(_("Not for them"), "x", "leaf", post=True),
    Verb.SAID_YES: _Kind(_("Said yes"), "y", "check", post=True),
    Verb.SAID_NO: _Kind(_("Said no"), "u", "x", post=True),
    Verb.SNOOZE: _Kind(_("Snooze"), "s", "alarm-clock"),
}


COMMITMENT_ACTS = {verb.value.replace(" ", "-"): kind for verb, kind in KINDS.items()} | {
    "not-true": _Kind(_("Not true"), "u", "x", post=True),
    "accept": _Kind(_("Accept"), "a", "check", post=True),
    "withdraw": _Kind(_("Withdraw"), "b", "undo-2", post=True),
    "still-true": _Kind(_("Still true"), "y", "arrow-right", post=True),
}
"""What a commitment offers outside Today."""


ANSWERS = {
    "right": _Kind(_("Yes"), "y", "check", post=True),
    "wrong": _Kind(_("No"), "u", "x", post=True),
    "not-sure": _Kind(_("Not sure"), "f", "circle-help", post=True),
}
"""What can be said when Segue asks whether words were a promise."""


OF_PLANS = {"checked-in": "checked-in", "draft": "check-in"}
"""What a row about a plan leads to there."""

OF_BOARDS = {"book": "book", "summary": "summary", "done": "sent"}
"""What a row about a board leads to there."""
OF_INTRODUCTIONS = ("draft", "done", "said-yes", "said-no", "leave")
"""What a row about an introduction leads to there."""
OF_TALKS = (Rule.PREPARE, Rule.WRAP_UP, Rule.FOLLOW_UP)
"""Rules whose acts are done to the talk."""


def answers_to(mark_id: int) -> list[Act]:
    """The buttons of a question about these words."""
    return [
        Act(kind.label, kind.key, kind.icon, reverse("mark_act", args=[mark_id, verb]), kind.post)
        for verb, kind in ANSWERS.items()
    ]


def acts_of(row: Row, verbs: Iterable[Verb] | None = None) -> list[Act]:
    """The buttons of a row, the primary one first."""
    return [_act(row, verb) for verb in (verbs or row.actions)]


def address(row: Row, verb: str) -> str:
    """Where a verb of this row leads: to its commitment, its talk, or the connection."""
    if row.commitment_id is not None:
        return reverse("commitment_act", args=[row.commitment_id, verb])
    if row.news_id is not None:
        return reverse("news_act", args=[row.news_id, row.connection_id, verb])
    if row.other_connection_id is not None and verb in OF_INTRODUCTIONS:
        return reverse("introduction_act", args=[row.connection_id, row.other_connection_id, verb])
    if row.rule in OF_TALKS and row.conversation_id is not None:
        return reverse("talk_act", args=[row.conversation_id, verb])
    if row.board_id is None and verb == "book":
        return reverse("connection_board", args=[row.connection_id])
    if row.board_id is not None and verb in OF_BOARDS:
        return reverse("board_act", args=[row.board_id, OF_BOARDS[verb]])
    if row.plan_id is not None and verb in OF_PLANS:
        return reverse("plan_act", args=[row.plan_id, OF_PLANS[verb]])
    return reverse("connection_act", args=[row.connection_id, verb])


def _act(row: Row, verb: Verb) -> Act:
    kind = KINDS[verb]
    return Act(kind.label, kind.key, kind.icon, address(row, verb.value.replace(" ", "-")), kind.post)
