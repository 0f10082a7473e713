"""The words of the domain as the screens say them, each state with its shape and colour."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from segue.domain.commitments import State
from segue.domain.connections import Series, Stage, Wanted
from segue.domain.follow_through import Outcome
from segue.domain.talk_marks import Kind

Text = str | Promise


class Shown(NamedTuple):
    """An outcome as it is shown: a word, a shape, a colour."""

    word: Text
    icon: str
    look: str = ""


STATES: dict[str, Text] = {
    State.REQUESTED: _("asked"),
    State.OFFERED: _("offered"),
    State.PROMISED: _("promised, no date"),
    State.COUNTERED: _("another date proposed"),
    State.REPORTED: _("reported done"),
    State.KEPT: _("kept"),
    State.DECLINED: _("declined"),
    State.WITHDRAWN: _("withdrawn"),
    State.RENEGED: _("not kept"),
    State.CANCELLED: _("cancelled"),
    State.LAPSED: _("let go"),
}

STAGES: dict[str, Text] = {
    Stage.INTENT: _("intent"),
    Stage.RELATEDNESS: _("relatedness"),
    Stage.POSSIBILITIES: _("possibilities"),
    Stage.OPPORTUNITY: _("opportunity"),
    Stage.ACTION: _("action"),
    Stage.MAINTAINED: _("maintained"),
    Stage.CLOSED: _("closed"),
}

MARKS: dict[str, Text] = {
    Kind.PROMISE: _("promise"),
    Kind.QUESTION: _("question"),
    Kind.LIMIT: _("no, limit"),
    Kind.DECISION: _("decision"),
    Kind.IDEA: _("idea"),
    Kind.TOPIC: _("topic"),
}

WANTED: dict[str, Text] = {
    Wanted.CONTACT: _("one contact for later"),
    Wanted.RELATIONSHIP: _("a relationship"),
    Wanted.JOINT_ACTION: _("joint action"),
}

SERIES: dict[str, Text] = {
    Series.FEW: _("one or two talks"),
    Series.WAY: _("a series: a way to joint action"),
}

ANSWERED = _("answered")
"""A request that got a word, though none that is a move."""

OUTCOMES = {
    Outcome.ON_TIME: Shown(_("on time"), "circle-check", "kept"),
    Outcome.MOVED: Shown(_("moved in time"), "calendar", "kept"),
    Outcome.LATE: Shown(_("late"), "clock", "late"),
    Outcome.RENEGED: Shown(_("not kept"), "x", "late"),
    Outcome.LAPSED: Shown(_("let go"), "leaf"),
    Outcome.OPEN: Shown(_("open"), "flag"),
    Outcome.DECLINED: Shown(_("declined"), "hand", "kept"),
}

ACTS: dict[str, Text] = {
    "promise": _("promise"),
    "offer": _("offer"),
    "request": _("request"),
    "question": _("question"),
    "proposal": _("proposal"),
    "acceptance": _("acceptance"),
    "decline": _("decline"),
    "counter": _("counter"),
    "report": _("report"),
    "satisfied": _("thanks"),
    "withdrawal": _("withdrawal"),
}

MEDIA: dict[str, Text] = {
    "mail": _("Mail"),
    "chat": _("Chat"),
    "posts": _("Posts"),
    "call": _("Call"),
    "meeting": _("Meeting"),
    "room": _("Room"),
}

ENDINGS: dict[str, Text] = {
    "next step": _("next step"),
    "honest close": _("honest close"),
    "enjoyed": _("enjoyed, nothing expected"),
}

SOURCES: dict[str, Text] = {
    "web": _("here, in the browser"),
    "cli": _("on the command line"),
    "import": _("by an import"),
    "job": _("by itself"),
}

PILES: dict[tuple[str, bool], Text] = {
    ("promise", True): _("Promises of mine"),
    ("promise", False): _("Promises of others"),
    ("request", True): _("Asked of me"),
    ("request", False): _("Asked by me"),
    ("question", True): _("Questions to me"),
    ("question", False): _("Questions of mine"),
    ("offer", True): _("Offers of mine"),
    ("offer", False): _("Offers to me"),
    ("talk", True): _("Talks without an ending"),
}

IF_YES: dict[tuple[str, bool], Text] = {
    ("promise", True): _("If yes, you owe %(other)s: %(what)s"),
    ("promise", False): _("If yes, %(other)s owes you: %(what)s"),
    ("request", True): _("If yes, %(other)s asked you: %(what)s"),
    ("request", False): _("If yes, you asked %(other)s: %(what)s"),
    ("question", True): _("If yes, %(other)s asked you: %(what)s"),
    ("question", False): _("If yes, you asked %(other)s: %(what)s"),
    ("offer", True): _("If yes, you offered %(other)s: %(what)s"),
    ("offer", False): _("If yes, %(other)s offered you: %(what)s"),
}
"""What a yes to a question about unsure words would make of them, by act and by whether I would perform."""

FOR_IT: tuple[Text, ...] = (_("hardly for it"), _("a little for it"), _("clearly for it"), _("strongly for it"))
AGAINST_IT: tuple[Text, ...] = (
    _("hardly against it"),
    _("a little against it"),
    _("clearly against it"),
    _("strongly against it"),
)
"""How strongly something learned speaks for or against a detection (detect.learning.strength)."""
