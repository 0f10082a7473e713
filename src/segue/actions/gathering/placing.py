"""Which thread of a community each utterance belongs to: one that is there, one that begins, or two that it joins.

By the names that archives give: what answers another, or goes on from it, belongs to its thread, whichever of the two
is brought in first. Mail that names no other, and says that it answers, belongs to the last thread of its subject,
unless that has been silent for thirty days (`domain.threads.GAP`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b

from segue.domain.threads import GAP
from segue.formats.records import Said, SetAside
from segue.store import bulk
from segue.store.models import Post, PostRef, Thread

_REFS = """
SELECT r.ref, r.thread_id, r.there, t.community_id, t.locked_at FROM store_postref r
JOIN store_thread t ON t.id = r.thread_id WHERE r.community_id = %s AND r.ref IN
"""
LOCKED = "its thread is locked: unlock it, and bring the archive in again"


def hashed(text: str) -> int:
    """A name as a signed 64-bit number."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


@dataclass(slots=True)
class Placed:
    """What becomes of a batch. `posts` are new, each with its thread and its name; `joined` tells of threads that are
    no more which they went into; `refs` and `moved` are names to be kept, and names known already that lead elsewhere.
    """

    posts: list[tuple[Said, int, int]] = field(default_factory=list)
    begun: set[int] = field(default_factory=set)
    joined: dict[int, int] = field(default_factory=dict)
    refs: dict[int, tuple[int, bool]] = field(default_factory=dict)
    moved: dict[int, tuple[int, bool]] = field(default_factory=dict)
    known: int = 0
    aside: list[SetAside] = field(default_factory=list)


def place(community_id: int, items: Sequence[Said]) -> Placed:
    """Give each utterance that is not there yet its thread. To be called in the transaction that writes them."""
    placing = _Placing(community_id, items)
    for item in items:
        placing.one(item)
    return placing.settled()


class _Placing:
    def __init__(self, community_id: int, items: Sequence[Said]) -> None:
        self.community_id = community_id
        self.result = Placed()
        self.ids: Iterator[int] = iter(bulk.reserve_ids(Thread, len(items)))
        self.thread_of: dict[int, int] = {}
        self.there: set[int] = set()
        self.stored: set[int] = set()
        self.locked: set[int] = set()
        self.elsewhere: set[int] = set()
        self.last: dict[int, datetime] = {}
        self._look_up({ref for item in items for ref in _names(item)})

    def _look_up(self, wanted: set[int]) -> None:
        for ref, thread, there, community, locked in bulk.rows_in(_REFS, wanted, [self.community_id]):
            self.thread_of[ref] = thread
            self.stored.add(ref)
            if there:
                self.there.add(ref)
            if community != self.community_id:
                self.elsewhere.add(thread)  # it was moved to a team: what is brought in stays here
            elif locked:
                self.locked.add(thread)

    def one(self, item: Said) -> None:
        """Place one utterance; those before it are placed."""
        own, parents = hashed(item.key), [hashed(parent) for parent in item.parents]
        if own in self.there:
            self.result.known += 1
            self._name(parents, self._now(self.thread_of[own]))
            return
        found = self._threads([*parents, own]) or self._by_subject(item)
        if any(thread in self.locked for thread in found):
            self.result.aside.append(SetAside(item.source, item.position, LOCKED))
            return
        thread = self._joined(found) if found else self._begun()
        self.there.add(own)
        self.thread_of[own] = thread
        self._keep(own, thread, there=True)
        self._name(parents, thread)
        self.last[thread] = max(item.at, self.last.get(thread, item.at))
        if item.loose and not parents:
            self._keep(_subject(item), thread, there=False)
            self.thread_of[_subject(item)] = thread
        self.result.posts.append((item, thread, own))

    def _threads(self, refs: Sequence[int]) -> list[int]:
        """The threads of these names, the nearest last."""
        threads = (self._now(self.thread_of[ref]) for ref in refs if ref in self.thread_of)
        return list(dict.fromkeys(each for each in threads if each not in self.elsewhere))

    def _by_subject(self, item: Said) -> list[int]:
        if item.parents or not (item.replies and item.loose):
            return []
        found = self._threads([_subject(item)])
        return [each for each in found if abs(item.at - self._last_of(each)) <= GAP]

    def _last_of(self, thread: int) -> datetime:
        if thread not in self.last:
            self.last[thread] = Thread.objects.values_list("last_at", flat=True).get(id=thread)
        return self.last[thread]

    def _begun(self) -> int:
        thread = next(self.ids)
        self.result.begun.add(thread)
        return thread

    def _joined(self, found: Sequence[int]) -> int:
        """The one thread that these become: the oldest, and those that members have done nothing with go into it."""
        nearest = found[-1]
        if len(found) == 1:
            return nearest
        touched = _touched([each for each in found if each not in self.result.begun])
        kept = min(touched) if touched else min(found)
        if len(touched) > 1:
            return nearest
        for each in found:
            if each != kept:
                self.result.joined[each] = kept
        return kept

    def _now(self, thread: int) -> int:
        while thread in self.result.joined:
            thread = self.result.joined[thread]
        return thread

    def _name(self, refs: Sequence[int], thread: int) -> None:
        """Note what these names belong to, where that was not known."""
        for ref in refs:
            if ref not in self.thread_of and thread not in self.elsewhere:
                self.thread_of[ref] = thread
                self._keep(ref, thread, there=False)

    def _keep(self, ref: int, thread: int, *, there: bool) -> None:
        (self.result.moved if ref in self.stored else self.result.refs)[ref] = (thread, there)

    def settled(self) -> Placed:
        """Everything with the threads that there are in the end."""
        result = self.result
        result.posts = [(item, self._now(thread), own) for item, thread, own in result.posts]
        for names in (result.refs, result.moved):
            names.update({ref: (self._now(thread), there) for ref, (thread, there) in names.items()})
        result.joined = {gone: self._now(gone) for gone in result.joined if gone not in result.begun}
        result.begun -= {gone for gone in result.begun if self._now(gone) != gone}
        return result


def _names(item: Said) -> Iterator[int]:
    yield hashed(item.key)
    yield from map(hashed, item.parents)
    if item.loose and not item.parents:
        yield _subject(item)


def _subject(item: Said) -> int:
    return hashed(f"subject\n{item.loose}")


def _touched(threads: Sequence[int]) -> set[int]:
    """Those of these threads with which members have done something: spoke there, follow it, hid it, moved it."""
    rows = Thread.objects.filter(id__in=threads)
    found = set(rows.exclude(hidden_at=None, fate="", moved_to=None).values_list("id", flat=True))
    found |= set(Post.objects.filter(thread__in=threads, ref=None).values_list("thread_id", flat=True))
    for relation in Thread._meta.related_objects:
        if relation.related_model not in (Post, PostRef):
            hanging = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": threads})
            found |= set(hanging.values_list(relation.field.attname, flat=True))
    return found
