"""Where a channel of a chat pauses: what is said between two pauses is one thread, where nobody has made threads.

An hour of silence ends it. A. Halfaker et al., "User Session Identification Based on Strong Regularities in
Inter-activity Time" (WWW 2015), found in seven systems, from searches to games, that within one sitting people let
less than an hour pass, and recommend that hour. That a channel which never pauses is cut is ours: a thread is read
whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

GAP = timedelta(hours=1)
"""The silence that ends a burst."""
MOST = 500
"""Messages of one burst."""


def goes_on(silence: timedelta, messages: int) -> bool:
    """Whether what comes after this silence still belongs to a burst of so many messages."""
    return timedelta(0) <= silence < GAP and messages < MOST


def begins(moments: Sequence[float]) -> Iterator[float]:
    """Where the bursts of these moments begin: seconds, in the order of time."""
    count, last = 0, 0.0
    for moment in moments:
        if not count or not goes_on(timedelta(seconds=moment - last), count):
            count = 0
            yield moment
        count, last = count + 1, moment
