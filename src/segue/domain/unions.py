"""Sets that grow together: the outcome is the same in whatever order things are joined."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Unions(Generic[Thing]):
    """Groups of things, where joining two things joins their groups (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[Thing, Thing] = {}

    def join(self, first: Thing, *others: Thing) -> None:
        """All of these belong together."""
        root = self._root(first)
        for other in others:
            self._parent[self._root(other)] = root

    def groups(self) -> list[frozenset[Thing]]:
        """Every group, each thing in exactly one."""
        found: dict[Thing, list[Thing]] = defaultdict(list)
        for thing in self._parent:
            found[self._root(thing)].append(thing)
        return [frozenset(group) for group in found.values()]

    def _root(self, thing: Thing) -> Thing:
        parent = self._parent.setdefault(thing, thing)
        while parent != self._parent[parent]:
            self._parent[thing] = self._parent[parent]
            thing, parent = parent, self._parent[parent]
        return parent
