"""Search: segue in one process against notmuch's library in one process, on the same mail, per class of query.

Both give the newest fifty with date, sender and subject; segue gives the words around the find as well. notmuch is
Debian's (notmuch, python3-notmuch2). Median of the rounds, in milliseconds.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from _mail import import_all, maildir_of, real_mail
from _world import open_store

ROUNDS = 15
# Class: what segue is asked, what notmuch is asked. Segue takes a word without a space after it for unfinished.
QUERIES = {
    "term": ("firmware ", "firmware"),
    "rare term": ("pronghorn ", "pronghorn"),
    "two terms": ("summit travel ", "summit travel"),
    "phrase": ('"stable kernel"', '"stable kernel"'),
    "person": ("from:linus", "from:linus"),
    "person and term": ("from:linus merge ", "from:linus merge"),
    "date": ("after:2000-12 before:2001-02", "date:2001-01-01..2001-01-31"),
    "unfinished word": ("maint", "maint*"),
    "very common": ("the ", "the"),
    "two very common": ("the and ", "the and"),
}

NOTMUCH = """
import json, sys, time, statistics
import notmuch2
queries, rounds = json.load(sys.stdin)
database = notmuch2.Database(sys.argv[1], config=notmuch2.Database.CONFIG.EMPTY)
def head(message, name):
    try:
        return message.header(name)
    except LookupError:
        return ""
def ask(words):
    found = []
    for message in database.messages(words, sort=notmuch2.Database.SORT.NEWEST_FIRST):
        found.append((message.messageid, message.date, head(message, "from"), head(message, "subject")))
        if len(found) == 50:
            break
    return found
def timed(words):
    began = time.perf_counter(); ask(words)
    return (time.perf_counter() - began) * 1000
def measured(words):
    try:
        return statistics.median(timed(words) for _ in range(rounds)), len(ask(words))
    except notmuch2.XapianError:
        return None, 0
print(json.dumps({name: measured(words) for name, words in queries.items()}))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        mail = real_mail(Path(home) / "mail")
        theirs = notmuch(Path(home), mail)
        ours = segue(Path(home) / "segue", mail)
    print(f"{'class':18} {'found':>11} {'segue':>10} {'notmuch':>10} {'notmuch/segue':>14}")
    for name, (milliseconds, found) in ours.items():
        their_ms, their_found = theirs[name]
        peer = f"{their_ms:>7.2f} ms {their_ms / milliseconds:>13.1f}x" if their_ms else "   fails"
        print(f"{name:18} {found:>4} / {their_found:>4} {milliseconds:>7.2f} ms {peer}")


def segue(home: Path, mail: list[Path]) -> dict[str, tuple[float, int]]:
    """Milliseconds and hits of each class."""
    open_store(home)
    asker = import_all(mail)
    from segue.queries.search import search

    def timed(words: str) -> float:
        began = perf_counter()
        search(asker, words)
        return (perf_counter() - began) * 1000

    return {
        name: (statistics.median(timed(words) for _ in range(ROUNDS)), len(search(asker, words).hits))
        for name, (words, _) in QUERIES.items()
    }


def notmuch(home: Path, mail: list[Path]) -> dict[str, tuple[float | None, int]]:
    """The same for notmuch, in a process of Debian's Python, which has its library; None where it fails."""
    maildir = maildir_of(mail, home / "maildir")
    config = home / "notmuch-config"
    config.write_text(f"[database]\npath={maildir}\n[user]\nname=Ada\nprimary_email=ada@lindqvist.example\n")
    subprocess.run(["notmuch", f"--config={config}", "new", "--quiet"], check=True)
    asked = json.dumps([{name: words for name, (_, words) in QUERIES.items()}, ROUNDS])
    command = ["/usr/bin/python3", "-c", NOTMUCH, str(maildir)]
    answer = subprocess.run(command, input=asked, text=True, check=True, stdout=subprocess.PIPE)
    result: dict[str, tuple[float | None, int]] = json.loads(answer.stdout)
    return result


if __name__ == "__main__":
    sys.exit(main())
