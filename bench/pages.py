"""Pages: server time of every screen with 10 thousand people and 1 million generated messages.

Each screen is asked for ROUNDS times by one client, of other people and talks each time where it is about one; the two
to whom most was written are among them. Peer: an empty page of the same frame (`/more/`), which is what any page costs.

    make bench NAME=pages            a million messages
    python bench/pages.py 100000     another size
    python bench/pages.py --in DIR   keep the store in DIR, and use it if it is there
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import Any

from _furnished import MET, furnish
from _world import NOW, fill, open_store, percentile, sizes

ROUNDS = 40
_SOME = 40
_NOUNS = ("board", "opportunity", "plan", "victory", "need", "import")
BUDGET = 100.0
"""Milliseconds of server time, p95."""


def main(arguments: list[str]) -> None:
    kept = Path(arguments[1]) if arguments[:1] == ["--in"] else None
    size = next(sizes(arguments[2:] if kept else arguments, [1_000_000]))
    if kept:
        told(measured(kept, size))
        return
    with tempfile.TemporaryDirectory() as home:
        told(measured(Path(home), size))


def told(results: dict[str, list[float]]) -> None:
    """Print the table, the slowest first."""
    print(f"{'screen':24} {'p50':>9} {'p95':>9} {'first':>9}")
    for name, times in sorted(results.items(), key=lambda each: -percentile(each[1][1:], 0.95)):
        over = "  over" if percentile(times[1:], 0.95) > BUDGET else ""
        figures = (percentile(times[1:], 0.5), percentile(times[1:], 0.95), times[0])
        print(f"{name:24} " + " ".join(f"{each:>6.1f} ms" for each in figures) + over)


def measured(home: Path, size: int) -> dict[str, list[float]]:
    """Milliseconds of each screen, in the order of asking."""
    fresh = not (home / "filled").exists()
    open_store(home)
    from django.test import Client

    from segue.actions.today import refresh
    from segue.store.models import Member, User, asker_for
    from segue.web.loading import load

    if fresh:
        asker = fill(size)
        furnish(asker.member_id)
        (home / "filled").touch()
    asker = asker_for(Member.objects.get())
    refresh(asker, NOW)
    load()  # as the server does in its first quiet second
    client = Client()
    client.force_login(User.objects.get())
    results = {}
    for name, address in screens().items():
        results[name] = [timed(client, address) for _ in range(ROUNDS + 1)]
        print(f"  {name}: p95 {percentile(results[name][1:], 0.95):.1f} ms", file=sys.stderr, flush=True)
    return results


def timed(client: Any, address: Callable[[], str]) -> float:
    """Milliseconds that a page takes; it has to be there."""
    wanted = address()
    began = process_time()
    answer = client.get(wanted)
    took = (process_time() - began) * 1000
    assert answer.status_code == 200, (wanted, answer.status_code)
    return took


def screens() -> dict[str, Callable[[], str]]:
    """Every screen by name, each with what gives the next address to ask for."""
    from segue.store import models as m

    talks = m.Conversation.objects.exclude(medium="mail")
    held = talks.filter(last_at__lt=NOW).order_by("-last_at")
    ids = {
        "person": [1, 2, *range(3, MET, 7)],
        "connection": _some(m.Connection.objects.filter(id__lte=MET, closed_at=None).order_by("id")),
        "today": list(m.TodayRow.objects.order_by("rank").values_list("connection_id", flat=True)[:_SOME]),
        "thread": _some(m.Conversation.objects.filter(medium="mail").order_by("-id")),
        "open talk": _some(held.filter(ending="")),
        "talk": _some(held.exclude(ending="")),
        "coming talk": _some(talks.filter(first_at__gt=NOW)),
        "mine": _some(m.Commitment.objects.filter(mine=True, state="promised").order_by("-id")),
        "theirs": _some(m.Commitment.objects.filter(mine=False, state="promised").order_by("-id")),
        "message": _some(m.Message.objects.order_by("-id")),
        **{noun: _some(getattr(m, noun.capitalize()).objects.all()) for noun in _NOUNS},
    }
    return {name: _next(template, ids) for name, template in SCREENS.items()}


def _some(rows: Any) -> list[int]:
    return list(rows.values_list("id", flat=True)[:_SOME])


def _next(template: str, ids: dict[str, list[int]]) -> Callable[[], str]:
    before, _, rest = template.partition("{")
    if not rest:
        return lambda: template
    noun, _, after = rest.partition("}")
    numbers: Iterator[int] = cycle(ids[noun])
    return lambda: f"{before}{next(numbers)}{after}"


SCREENS = {
    "empty page": "/more/",
    "today": "/",
    "today, all": "/?show=all",
    "one at a time": "/one-at-a-time/",
    "why": "/today/{today}/",
    "people": "/people/",
    "people by name": "/people/?order=name",
    "people, filtered": "/people/?q=person+12",
    "person": "/people/{person}/",
    "edit a person": "/people/{person}/edit/",
    "forget": "/people/{person}/forget/",
    "pipeline": "/pipeline/",
    "pipeline, a need": "/pipeline/?need={need}",
    "insights": "/insights/",
    "insights, a year": "/insights/?days=365",
    "worth": "/worth/",
    "victories": "/victories/",
    "share a victory": "/victories/{victory}/share/",
    "needs": "/needs/",
    "losing touch": "/touch/",
    "news": "/news/",
    "conversation": "/conversations/{thread}/",
    "the text of a mail": "/messages/{message}/text/",
    "talk": "/conversations/{talk}/",
    "wrap up": "/talks/{open talk}/wrap-up/",
    "prepare": "/talks/{coming talk}/prepare/",
    "during": "/talks/{coming talk}/live/",
    "book": "/connections/{connection}/book/",
    "close": "/connections/{connection}/close/",
    "intent": "/connections/{connection}/intent/",
    "stage": "/connections/{connection}/stage/",
    "draft": "/connections/{connection}/draft/",
    "hello": "/connections/{connection}/hello/",
    "invite": "/connections/{connection}/invite/",
    "call": "/connections/{connection}/call/",
    "counter": "/commitments/{mine}/counter/",
    "correct": "/commitments/{mine}/correct/",
    "ask for a date": "/commitments/{theirs}/ask-date/",
    "board": "/boards/{board}/",
    "opportunity": "/opportunities/{opportunity}/",
    "plan": "/plans/{plan}/",
    "plan changes": "/plans/{plan}/changes/",
    "log": "/log/",
    "search": "/search/?q=contract",
    "search, a person": "/search/?q=from:person+12+budget",
    "palette": "/find/?q=pers",
    "triage": "/triage/",
    "imports": "/imports/",
    "import": "/imports/{import}/",
    "history": "/history/",
    "settings": "/settings/",
    "help": "/help/",
}


if __name__ == "__main__":
    main(sys.argv[1:])
