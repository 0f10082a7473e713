"""The rule about breadth: a need with too few live options, or one on which all effort goes to one of them.

It is about no connection, so that it stands below Today's rows and takes none of their places.
"""

from dataclasses import dataclass
from datetime import timedelta

ENOUGH = 3
"""Live options for a need, under which its breadth is thin."""
EFFORT_DAYS = timedelta(days=14)
EFFORT = 2
"""Words and talks of mine in that time from which on one may speak of effort."""


@dataclass(frozen=True, slots=True)
class LiveOption:
    """Somebody who can serve a need and is not closed; `effort`: my words to them and talks with them of two weeks."""

    person_id: int
    name: str
    effort: int = 0


@dataclass(frozen=True, slots=True)
class Narrow:
    """A need that rests on too few. `next_id`: who to talk to next, where somebody is known; empty `next` where not."""

    need_id: int
    need: str
    what: str
    why: str
    if_nothing: str
    next: str = ""
    next_id: int | None = None


def narrow(need_id: int, need: str, options: tuple[LiveOption, ...]) -> Narrow | None:
    """What is to be said of a need; nothing where it rests on enough, with effort spent on more than one."""
    if len(options) < ENOUGH:
        count = {0: "nobody can serve it", 1: f"only {options[0].name} can" if options else ""}
        told = count.get(len(options), f"only {len(options)} people can")
        return Narrow(
            need_id,
            need,
            f"Who else could it be? {need}",
            f"As far as you have noted, {told}; with fewer than {ENOUGH} there is little to choose from.",
            "It hangs on them alone." if options else "You keep looking for it, and nobody knows.",
        )
    tried = [each for each in options if each.effort]
    if len(tried) != 1 or tried[0].effort < EFFORT:
        return None
    following = next(each for each in options if not each.effort)
    return Narrow(
        need_id,
        need,
        f"Talk to {following.name} next: {need}",
        f"All effort of two weeks went to {tried[0].name}, and {len(options) - 1} others could serve it too.",
        "If it comes to nothing there, you begin anew.",
        following.name,
        following.person_id,
    )
