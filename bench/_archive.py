"""A mailing list as large as wanted brought into a community, beside notmuch and plain inserts of the same rows."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from _mail import maildir_of
from _world import NOW, open_store

PEER = 20_000
"""Mails that notmuch is given: it is slower the more it has, so that fewer are in its favour."""
_TEXT = (
    "we could open one evening the library closes at six would anybody come after seven volunteers keys hall agreed "
    "perhaps on Thursday with children and coffee I would like what if somebody asks the school"
)
_WORDS = _TEXT.split()


@dataclass(frozen=True)
class Took:
    """Seconds on the wall and of the processor, children included, for so many posts."""

    name: str
    posts: int
    wall: float
    processor: float

    def __str__(self) -> str:
        a_second = f"{self.posts / self.wall:>9,.0f}/s {self.posts / self.processor:>13,.0f}/s"
        return f"{self.name:36} {self.posts:>9,} {self.wall:>8.1f} s {self.processor:>8.1f} s {a_second}"


def compare(count: int) -> None:
    """Bring the list in; print what each way takes."""
    with tempfile.TemporaryDirectory(prefix="segue-archive-") as folder:
        here = Path(folder)
        print(f"{'':36} {'posts':>9} {'wall':>10} {'processor':>10} {'on the wall':>11} {'a core-second':>15}")
        box = write_list(here / "list.mbox", count)
        print(watched("segue gather", count, [sys.executable, __file__, "gather", str(here / "a"), str(box)]))
        print(watched("the same again: all is known", count, [*_this("gather"), str(here / "a"), str(box)]))
        print(watched("plain inserts of the same rows", count, [*_this("insert"), str(here / "b"), str(here / "a")]))
        if shutil.which("notmuch"):
            few = min(count, PEER)
            maildir = maildir_of([write_list(here / "few.mbox", few)], here / "maildir")
            config = here / "config"
            config.write_text(f"[database]\npath={maildir}\n[user]\nname=Ada\nprimary_email=ada@lindqvist.example\n")
            print(watched("notmuch new", few, ["notmuch", "new", "--quiet"], {"NOTMUCH_CONFIG": str(config)}))


def _this(verb: str) -> list[str]:
    return [sys.executable, __file__, verb]


def watched(name: str, posts: int, command: Sequence[str], more: dict[str, str] | None = None) -> Took:
    """Run a program to its end; one that tells what it took by itself is believed."""
    before, began = os.times(), time.monotonic()
    done = subprocess.run(command, check=True, env=os.environ | (more or {}), stdout=subprocess.PIPE, text=True)
    wall, after = time.monotonic() - began, os.times()
    if done.stdout.startswith("took "):
        _, told, used = done.stdout.split()
        return Took(name, posts, float(told), float(used))
    used_ = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(name, posts, wall, used_)


def write_list(path: Path, count: int, seed: int = 3) -> Path:
    """An mbox of so many mails: threads of eight on average, each mail quoting the one before it."""
    chance = random.Random(seed)
    with path.open("w") as file:
        for mail in _mails(count, chance):
            file.write(mail)
    return path


def _mails(count: int, chance: random.Random) -> Iterator[str]:
    refs: list[str] = []
    said, subject = "", ""
    for number in range(count):
        if not refs or chance.random() < 1 / 8:
            refs, said, subject = [], "", f"{' '.join(chance.choices(_WORDS, k=4))} {number}"
        who = min(int(chance.paretovariate(0.7)), 5_000)
        at = datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=40 * number)
        own = "\n".join(" ".join(chance.choices(_WORDS, k=12)) for _ in range(chance.choice((2, 5, 9))))
        quoted = "\n".join(f"> {line}" for line in said.splitlines())
        answered = f"On Thursday, somebody@x.example wrote:\n{quoted}\n\n" if said else ""
        fields = (
            f"From: Person {who} <p{who}@x.example>\nTo: readers@lists.example\nMessage-ID: <{number}@x.example>\n"
            f"Date: {at:%a, %d %b %Y %H:%M:%S +0000}\nSubject: {'Re: ' if refs else ''}[Readers] {subject}\n"
            "List-Id: <readers.lists.example>\nContent-Type: text/plain; charset=utf-8\n"
        )
        named = f"In-Reply-To: {refs[-1]}\nReferences: {' '.join(refs[-20:])}\n" if refs else ""
        body = f"{answered}{own}\n-- \nPerson {who}\n\n"
        yield f"From p{who}@x.example {at:%a %b %d %H:%M:%S %Y}\n{fields}{named}\n{body}"
        refs.append(f"<{number}@x.example>")
        said = own


def _gather(home: Path, box: Path) -> None:
    home.mkdir(exist_ok=True)
    open_store(home)
    from segue.actions import gathering
    from segue.actions.accounts import first_owner
    from segue.actions.communities import make_community
    from segue.store.models import Community, Member, asker_for

    owner = Member.objects.first() or first_owner(
        "ada@lindqvist.example", "Ada", zone="UTC", country="SE", now=NOW, source="bench"
    )
    if not Community.objects.exists():
        make_community(asker_for(owner), "Readers", "Reading", NOW, source="bench")
    community = Community.objects.get()
    before, began = os.times(), time.monotonic()
    gathering.run(asker_for(Member.objects.get()), community.id, [box], NOW, source="bench")
    _tell(before, began)


def _insert(home: Path, filled: Path) -> None:
    """Threads, posts and names of another store, written as quickly as the driver can, in as many transactions."""
    home.mkdir()
    open_store(home)
    tables = ("store_voice", "store_thread", "store_post", "store_postref")
    with sqlite3.connect(filled / "segue.sqlite3") as source:
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    store = sqlite3.connect(home / "segue.sqlite3", isolation_level=None)
    store.execute("PRAGMA foreign_keys = OFF")
    store.execute("PRAGMA synchronous = NORMAL")
    before, began = os.times(), time.monotonic()
    batches = max(1, len(rows["store_post"]) // 1_000)
    for number in range(batches):
        store.execute("BEGIN IMMEDIATE")
        for table, all_ in rows.items():
            some = all_[number * len(all_) // batches : (number + 1) * len(all_) // batches]
            if some:
                marks = ", ".join("?" * len(some[0]))
                store.executemany(f"INSERT INTO {table} VALUES ({marks})", some)
        store.execute("COMMIT")
    _tell(before, began)


def _tell(before: Any, began: float) -> None:
    after = os.times()
    used = sum(after[:4]) - sum(before[:4])
    print("took", time.monotonic() - began, used)


if __name__ == "__main__":
    {"gather": _gather, "insert": _insert}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
