"""`segue read-threads`: reads what was posted in communities and teams and waits to be read, such as what was
imported. The server's background worker does the same by itself."""

from __future__ import annotations

import sys
from time import perf_counter

from segue.actions.forming import look_for_forming
from segue.actions.reading import Round, read_waiting
from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment


def read_threads(now: Now = None, as_json: AsJson = False) -> None:
    """Read the threads that wait: what each reads as, and what was asked, offered or decided in it, and
    where purposes seem to form."""
    at = moment(now)
    who_asks(at)  # makes sure that there is a store
    begun, read = perf_counter(), Round()
    while (more := read_waiting()).threads:
        read += more
        if not as_json and sys.stderr.isatty():
            print(f"\r{read.posts:,} posts read, {_rate(read, begun):,.0f} a second", end="", file=sys.stderr)
    while look_for_forming(at):
        pass
    if as_json:
        say.out_json({"posts": read.posts, "unread": read.unread, "a_second": round(_rate(read, begun))})
        return
    if not read.threads:
        say.console().print("Every thread has been read.")
        return
    unread = f" {read.unread:,} of them are in languages that are not read." if read.unread else ""
    say.console().print(f"{read.posts:,} posts read, {_rate(read, begun):,.0f} a second.{unread}")


def _rate(read: Round, begun: float) -> float:
    return read.posts / max(perf_counter() - begun, 1e-6)
