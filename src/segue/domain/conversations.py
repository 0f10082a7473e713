"""How a live talk may end."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from segue.domain.errors import NotAllowed
from segue.domain.today.facts import Ending


class Medium(StrEnum):
    """What a conversation is held in."""

    MAIL = "mail"
    CHAT = "chat"
    POSTS = "posts"
    CALL = "call"
    MEETING = "meeting"
    ROOM = "room"


LIVE = frozenset({Medium.CALL, Medium.MEETING, Medium.ROOM})
"""Media of live talks: these are asked for an ending, threads never are."""


class Who(StrEnum):
    """Which side."""

    ME = "me"
    THEM = "them"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class NextStep:
    """Somebody does something by a day. `commitment_id`: it stands as a commitment already."""

    who: Who
    what: str
    by: date
    commitment_id: int | None = None


@dataclass(frozen=True, slots=True)
class HonestClose:
    """Who ended it, on what terms, how to stay in touch (and from which day on), what I offer for later."""

    by: Who
    terms: str
    stay_in_touch: str = ""
    contact_on: date | None = None
    offer: str = ""


@dataclass(frozen=True, slots=True)
class Enjoyed:
    """A small victory, nothing expected; it never counts as an opportunity."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """No ending yet; asked again on that day."""

    until: date


WrapUp = NextStep | HonestClose | Enjoyed | NotYet


def ending_of(medium: Medium, held_at: datetime, wrap_up: WrapUp, now: datetime, today: date) -> Ending | None:
    """The ending that `wrap_up` gives the talk; None for "not yet". Raises NotAllowed where it cannot end so.

    `today` is my own date at `now`.
    """
    if medium not in LIVE:
        raise NotAllowed(f"a {medium} thread ends by its own moves, and is never asked for an ending")
    if held_at > now:
        raise NotAllowed("the talk has not been held yet; an ending is for afterwards")
    match wrap_up:
        case NextStep(what=what):
            _must(what.strip(), "a next step needs to say what is done")
            return Ending.NEXT_STEP
        case HonestClose(terms=terms):
            _must(terms.strip(), "an honest close needs its terms: why it ends here")
            return Ending.CLOSED
        case Enjoyed():
            return Ending.ENJOYED
        case NotYet(until=until):
            _must(until > today, "“not yet” needs a day after today")
            return None


def _must(holds: object, otherwise: str) -> None:
    if not holds:
        raise NotAllowed(otherwise)
