"""The archives of a run, in batches of what was said, each with how far the archive is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from segue.actions.intake.archives import Item
from segue.actions.intake.workers import WorkerDied, Workers, in_order, worth_having
from segue.formats import mattermost, saidlines, slack
from segue.formats.archive import MOST_EXPANSION
from segue.formats.gathered import Archive
from segue.formats.mail import raw_mails
from segue.formats.records import RawMail, SetAside

MOST_ITEMS = 1_000
"""A batch is a transaction: long enough to be quick, short enough to let others write."""
MOST_BYTES = 2 << 20
_ALWAYS = 64 << 20
_WORK = "segue.actions.intake.archives:said"


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of what an archive says, in its order; `share` of the archive is read with it."""

    items: list[Item]
    share: float


def batches(archive: Archive, workers: int | None = None) -> Iterator[Batch]:
    """All that an archive says. Raises OSError where it cannot be opened."""
    if archive.kind == "mail":
        yield from _mail(archive, worth_having(archive.size) if workers is None else workers)
        return
    waiting: list[Item] = []
    for done, item in _said(archive):
        waiting.append(item)
        if done > MOST_EXPANSION * archive.size + _ALWAYS:
            waiting.append(SetAside(archive.name, done, "it unpacks to more than a hundred times its size"))
            break
        if len(waiting) >= MOST_ITEMS:
            yield Batch(waiting, _share(done, archive))
            waiting = []
    yield Batch(waiting, 1.0)


def _said(archive: Archive) -> Iterator[tuple[int, Item]]:
    if archive.kind == "slack":
        assert isinstance(archive.path, Path)  # in an archive there is none
        return slack.read(archive.path)
    return (mattermost.read if archive.kind == "mattermost" else saidlines.read)(archive.path)


def _mail(archive: Archive, count: int) -> Iterator[Batch]:
    """The mail of an archive, decoded in `count` workers; one that crashes its worker is set aside."""
    position: int | None = 0
    while position is not None:
        with Workers[list[RawMail | SetAside], list[Item]](_WORK, count) as pool:
            try:
                for task, items in pool.in_order(_raw(archive, position)):
                    yield Batch(items, _share(_after(task), archive))
                position = None
            except WorkerDied as death:
                killers = cast(list[RawMail | SetAside], death.task)
                yield Batch(_carefully(killers), _share(_after(killers), archive))
                position = _after(killers)
    yield Batch([], 1.0)


def _raw(archive: Archive, position: int) -> Iterator[list[RawMail | SetAside]]:
    assert archive.mail is not None
    waiting: list[RawMail | SetAside] = []
    size = 0
    for each in raw_mails(archive.mail, position):
        waiting.append(each)
        size += each.size if isinstance(each, RawMail) else 0
        if isinstance(each, RawMail) and each.after > MOST_EXPANSION * archive.size + _ALWAYS:
            waiting.append(SetAside(archive.name, each.after, "it unpacks to more than a hundred times its size"))
            break
        if len(waiting) >= MOST_ITEMS or size >= MOST_BYTES:
            yield waiting
            waiting, size = [], 0
    if waiting:
        yield waiting


def _after(mails: Iterable[RawMail | SetAside]) -> int:
    return max((each.after if isinstance(each, RawMail) else each.position for each in mails), default=0)


def _carefully(mails: list[RawMail | SetAside]) -> list[Item]:
    """A batch that killed its worker, mail by mail, each in a worker of its own; the killers are set aside."""
    items = [_alone(mail) for mail in mails]
    if len(items) > 1 and all(isinstance(item, SetAside) for item in items):
        raise RuntimeError("Every mail ends the program that reads it: something is wrong with the program.")
    return items


def _alone(mail: RawMail | SetAside) -> Item:
    if isinstance(mail, SetAside):
        return mail
    made: Iterator[tuple[list[RawMail], list[Item]]] = in_order(_WORK, [[mail]], workers=1)
    try:
        ((_, (item,)),) = made
    except WorkerDied:
        return SetAside(mail.source, mail.position, "it crashes the program that reads it")
    return item


def _share(done: int, archive: Archive) -> float:
    """How much of an archive is read; of one that is compressed, about: text compresses to a quarter."""
    plain = archive.size if done <= archive.size else max(4 * archive.size, done + 1)
    return min(1.0, done / plain) if plain else 1.0
