"""Communities: server time of each screen at 1 million posts, and how quickly an archive is brought in.

100 thousand threads, 1 million posts, 10 thousand members; each screen is asked for 100 times by one client, who
steers the large community, and told with p50, p95 and p99. Screens that are not there (yet) are named. Then a generated
mailing list of 100 thousand posts is brought into a community, beside plain inserts of the same rows, which are as
quick as the store can be, and `notmuch new` on such mail in the same run.

    make bench NAME=communities                  all of it: a quarter of an hour
    python bench/communities.py --threads 10000 --archive 10000
    python bench/communities.py --in DIR         keep the store in DIR, and use it if it is there
    python bench/communities.py --explain        how the database finds what the screens ask for
    python bench/communities.py --postgres       on PostgreSQL, on the clock
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from _spaces import LARGE, fill, ids_of
from _world import open_store, percentile
from pages import BUDGET

ROUNDS = 100


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="segue-communities-") as home:
        if options.threads:
            told(measured(options.kept or Path(home), options))
    if options.archive:
        from _archive import compare  # here, for it needs programs that the screens do not

        compare(options.archive)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=100_000, help="0: leave the screens out")
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--archive", type=int, default=100_000, help="posts of the archive; 0: leave it out")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--in", dest="kept", type=Path)
    parser.add_argument("--only", help="screens whose names hold this")
    parser.add_argument("--explain", action="store_true")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own; times are on the clock")
    return parser.parse_args()


def told(results: dict[str, list[float]]) -> None:
    """Print the table, the slowest first."""
    print(f"{'screen':26} {'p50':>9} {'p95':>9} {'p99':>9} {'first':>9}")
    for name, times in sorted(results.items(), key=lambda each: -percentile(each[1][1:], 0.95)):
        figures = [percentile(times[1:], share) for share in (0.5, 0.95, 0.99)]
        over = "  over" if figures[1] > BUDGET else ""
        print(f"{name:26} " + " ".join(f"{each:>6.1f} ms" for each in (*figures, times[0])) + over)


def measured(home: Path, options: argparse.Namespace) -> dict[str, list[float]]:
    """Milliseconds of each screen, in the order of asking."""
    fresh = not (home / "filled").exists()
    open_store(home, _postgres() if options.postgres else "")
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from segue.store.models import User
    from segue.web import loading

    if fresh:
        fill(options.threads, options.members)
        if options.postgres:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as it does by itself within a minute
        (home / "filled").touch()
    loading.load()  # as the server does, which then tells Python that what is loaded stays
    client = Client()
    client.force_login(User.objects.order_by("id")[0])
    # The processor's time in this process holds SQLite's; a server is waited for.
    took = _timed_by(perf_counter if options.postgres else process_time)
    results = {}
    for name, address in screens(options.threads).items():
        if options.only and options.only not in name:
            continue
        results[name] = [took(client, address()) for _ in range(options.rounds + 1)]
        print(f"  {name}: p95 {percentile(results[name][1:], 0.95):.1f} ms", file=sys.stderr, flush=True)
        if options.explain:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                client.get(address())
            explain(captured.captured_queries)
    return results


def _timed_by(clock: Callable[[], float]) -> Callable[[Any, str], float]:
    def took(client: Any, address: str) -> float:
        """Milliseconds that a page takes; it has to be there."""
        began = clock()
        answer = client.get(address)
        milliseconds = (clock() - began) * 1000
        assert answer.status_code == 200, (address, answer.status_code)
        return milliseconds

    return took


def _postgres() -> str:
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.on_postgres import start_server

    return start_server()


def explain(queries: list[dict[str, str]]) -> None:
    """How the database finds what each of these queries asks for, and how long it took."""
    from django.db import connection

    how = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    for query in queries:
        if not query["sql"].startswith("SELECT"):
            continue
        print(f"    {float(query['time']) * 1000:.0f} ms  {query['sql'][:300]}")
        with connection.cursor() as cursor:
            cursor.execute(how + query["sql"].replace("%", "%%"))
            for row in cursor.fetchall():
                print(f"        {row[-1]}")


def screens(threads: int) -> dict[str, Callable[[], str]]:
    """Every screen by name, each with what gives the next address to ask for; the ones that are not there are told."""
    from django.urls import NoReverseMatch, reverse

    from segue.queries.communities import cursor_of
    from segue.store.models import Belonging, Thread

    ids = ids_of(threads)
    deep = [
        cursor_of(thread.last_at, thread.id)
        for thread in Thread.objects.filter(community=LARGE).order_by("-last_at")[1_000:30_000:900]
    ]
    places: dict[str, list[Any]] = {
        "thread": ids["long"],
        "rare": [f"name{number}" for number in range(100)],
        "deep": deep,
        "member": list(Belonging.objects.filter(community=LARGE).order_by("id").values_list("id", flat=True)[500::500]),
        "cursor": [cursor_of(t.last_at, 1) for t in Thread.objects.filter(id__in=ids["long"])],
    }
    found, missing = {}, []
    for name, (view, noun, query) in SCREENS.items():
        try:
            addresses = [reverse(view, args=[each] if noun else []) for each in (ids[noun] if noun else [0])]
        except NoReverseMatch:
            missing.append(name)
            continue
        found[name] = _next(addresses, query, places)
    if missing:
        print(f"not there: {', '.join(missing)}")
    return found


def _next(addresses: list[str], query: str, places: dict[str, list[Any]]) -> Callable[[], str]:
    numbers: Iterator[str] = cycle(addresses)
    before, _, place = query.partition("{")
    if not place:
        return lambda: next(numbers) + query
    values = cycle(places[place.rstrip("}")])
    return lambda: f"{next(numbers)}{before}{next(values)}"


SCREENS: dict[str, tuple[str, str, str]] = {
    "empty page": ("more", "", ""),
    "communities": ("communities", "", ""),
    "community": ("community", "community", ""),
    "large community": ("community", "large", ""),
    "large community, deep": ("community", "large", "?after={deep}"),
    "thread, short": ("thread", "short", ""),
    "thread, long": ("thread", "long", ""),
    "thread, long, its end": ("thread", "long", "?latest=1"),
    "thread, long, in between": ("thread", "long", "?before={cursor}"),
    "how a thread reads": ("thread_reading", "short", ""),
    "how a long thread reads": ("thread_reading", "long", ""),
    "members": ("community_members", "large", ""),
    "members, deep": ("community_members", "large", "?after={member}"),
    "moderation": ("moderation", "large", ""),
    "invitations": ("invitations", "large", ""),
    "search, common words": ("community_search", "large", "?q=opening+hours"),
    "search, a phrase": ("community_search", "large", "?q=%22opening+hours+volunteers%22"),
    "search, a rare word": ("community_search", "large", "?q={rare}"),
    "search, a person": ("community_search", "large", "?q=from:%22person+12%22+library"),
    "search, a small community": ("community_search", "community", "?q=library"),
    "search everywhere": ("post_search", "", "?q=library"),
    "purposes": ("community_purposes", "large", ""),
    "a purpose": ("purpose", "purpose", ""),
    "a handover": ("handover", "handover", ""),
    "raise a purpose": ("raise_purpose", "large", "?thread={thread}"),
    "forming": ("community_forming", "large", ""),
    "bring in an archive": ("gather", "large", ""),
    "teams": ("teams", "", ""),
    "team board": ("team", "team", ""),
    "team, how it flows": ("team_flow", "team", ""),
    "team, its record": ("team_record", "team", ""),
    "a team's commitment": ("team_commitment", "commitment", ""),
    "a decision": ("decision", "decision", ""),
    "figures": ("figures", "", ""),
}


if __name__ == "__main__":
    main()
