"""The family of refusals: what an action says when it does not do what was asked. Entrances translate them."""

from __future__ import annotations


class Refused(Exception):
    """The action was not done; the text says why, in words for the person who asked."""


class NotFound(Refused):
    """There is no such thing, or the asker may not see it: the two are told alike."""


class Conflict(Refused):
    """It has changed since the asker saw it."""


class AlreadyReminded(Refused):
    """One written reminder has gone out for this request already (DESIGN, second law)."""


class Unfit(Exception):
    """Some work cannot be done here at all, whatever the task: something is missing or broken on this machine."""
