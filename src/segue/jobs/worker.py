"""The background worker: runs imports that wait, one after the other, brings archives into communities, sends mail
that waits, reads again what was left for later, reads what was posted in communities and teams and looks for purposes
that form there, publishes the figures of the last quarter when they are due, looks closer at what detection saw in mail
of late, and asks a language model about unsure sentences where an owner wants that.

`segue serve` starts it as `python -m segue.jobs PID`, and starts it again should it die; it ends when the process PID
is its parent no more. By itself, without PID, it works until it is told to stop.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from django.db import close_old_connections

from segue.actions import gathering
from segue.actions.background import run_next, weave_left
from segue.actions.figures import publish_due
from segue.actions.following import send_notices
from segue.actions.forming import look_for_forming
from segue.actions.letters import send_letters
from segue.actions.looking import look_closer
from segue.actions.opinions import ask_next
from segue.actions.reading import read_waiting

POLL_SECONDS = 1.0

log = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> None:
    """Work until told to stop, or until the parent process that the argument names is gone."""
    parent = int(arguments[0]) if arguments else os.getppid()
    told: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: _stop(told, number))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends the worker
    work(until=lambda: bool(told) or os.getppid() != parent)


def work(until: Callable[[], bool]) -> None:
    """Run what waits; an import that fails says so on its row, is logged, and the next is taken."""
    while not until():
        close_old_connections()
        if not _one():
            time.sleep(POLL_SECONDS)


def _one() -> bool:
    """Whether there was something to do that could be done."""
    try:
        now = datetime.now(UTC)
        return (
            run_next(now) is not None
            or gathering.run_next(now) is not None
            or send_letters(now)
            or send_notices(now)
            or weave_left(now)
            or read_waiting().threads > 0
            or look_for_forming(now)
            or publish_due(now)
            or look_closer(now)
            or ask_next(now)
        )
    except Exception:
        log.exception("What waited in the background failed")
        return False


def _stop(told: list[int], number: int) -> None:
    """End an import where it stands: what it committed is kept, and it goes on from there when taken up again."""
    told.append(number)
    raise SystemExit
