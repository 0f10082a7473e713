"""Today: time to decide and render it from 10 thousand, 100 thousand and 1 million generated messages.

Each size is a process of its own. One client asks for the page while time moves on, so that some connections are
decided anew in each round. Peer: the same page rendered from an empty store, which is what any page must cost.

    make bench NAME=today            all three sizes
    python bench/today.py 10000      one
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from _world import NOW, fill, open_store, percentile

ROUNDS = 200
SIZES = (10_000, 100_000, 1_000_000)


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["--one"]:
        print(json.dumps(measured(int(arguments[1]))))
        return
    results = [one(int(size.replace("_", ""))) for size in arguments] or [one(size) for size in SIZES]
    empty = one(0)
    told(results, empty)


def told(results: list[dict[str, float]], empty: dict[str, float]) -> None:
    """Print the table; the last line of it is the page of an empty store."""
    print("  messages  rows     first    decide  page p50      p95      p99  p50 to empty")
    for each in [*results, empty]:
        figures = "".join(f"{each[name]:>7.1f} ms" for name in ("first", "decide", "p50", "p95", "p99"))
        print(f"{each['messages']:>10,} {each['rows']:>5}{figures} {each['p50'] / empty['p50']:>12.2f}x")
    print(f"page at the largest to page at the smallest, p50: {results[-1]['p50'] / results[0]['p50']:.2f}x")


def one(messages: int) -> dict[str, float]:
    """Measure one size in a process of its own."""
    answer = subprocess.run(
        [sys.executable, __file__, "--one", str(messages)], check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return result


def measured(messages: int) -> dict[str, float]:
    """Fill a store, then ask for the page `ROUNDS` times; milliseconds."""
    with tempfile.TemporaryDirectory() as home:
        open_store(Path(home))
        from django.test import Client

        from segue.actions.today import refresh
        from segue.queries.today import shown
        from segue.store.models import User

        asker = fill(messages)
        first = timed(lambda: refresh(asker, NOW))
        decide = [
            timed(lambda at=NOW + timedelta(minutes=i): (refresh(asker, at), shown(asker, at))) for i in range(ROUNDS)
        ]
        client = Client()
        client.force_login(User.objects.get())
        pages = [timed(lambda: client.get("/")) for _ in range(ROUNDS + 1)][1:]
        assert client.get("/").status_code == 200
        return {
            "messages": messages,
            "rows": len(shown(asker, NOW).rows),
            "first": first,
            "decide": statistics.median(decide),
            **{f"p{share}": percentile(pages, share / 100) for share in (50, 95, 99)},
        }


def timed(call) -> float:  # type: ignore[no-untyped-def]
    """Milliseconds that a call takes."""
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    main(sys.argv[1:])
