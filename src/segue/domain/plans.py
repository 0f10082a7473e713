"""The action plan: items that hang on each other, what stands in the way, when the two check in.

DESIGN, the stage of action: timing, deliverables, roles, metrics, success factors, interdependencies, commitments,
resources; how and when to follow up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from segue.domain.conversations import Who
from segue.domain.errors import NotAllowed


class State(StrEnum):
    """How far a plan is."""

    OPEN = "open"
    FINISHED = "finished"


class Act(StrEnum):
    """What can be done with a plan as a whole."""

    CHANGE = "change"
    FINISH = "finish"
    REOPEN = "reopen"


MOVES: dict[State, dict[Act, State]] = {
    State.OPEN: {Act.CHANGE: State.OPEN, Act.FINISH: State.FINISHED},
    State.FINISHED: {Act.REOPEN: State.OPEN},
}
_INSTEAD = {State.OPEN: "The plan is open already.", State.FINISHED: "The plan is finished; reopen it first."}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be done: by which side, from when to when (days of mine), on which other items it depends."""

    id: int
    what: str
    side: Who = Who.ME
    start: date | None = None
    due: date | None = None
    needs: tuple[int, ...] = ()
    done: bool = False
    role: str = ""
    deliverable: str = ""
    metric: str = ""
    success: str = ""
    resource: str = ""


def after(state: State, act: Act) -> State:
    """The state after this act. Raises NotAllowed where the state does not know it."""
    to = MOVES[state].get(act)
    if to is None:
        raise NotAllowed(_INSTEAD[state])
    return to


def depend(items: Sequence[Item], item: int, needs: Iterable[int]) -> None:
    """Raises NotAllowed where the item would wait for itself, around however many corners."""
    by_id: Mapping[int, Sequence[int]] = {each.id: each.needs for each in items}
    for wanted in needs:
        if wanted not in by_id:
            raise NotAllowed(f"There is no item {wanted} in this plan.")
        if item in _behind(by_id, wanted):
            raise NotAllowed("That would go round in a circle: each would wait for the other.")


def finish(items: Iterable[Item]) -> None:
    """Raises NotAllowed, naming them, where items are left."""
    left = [each.what for each in items if not each.done]
    if left:
        raise NotAllowed(f"Not done yet: {'; '.join(left)}. Do or drop them first.")


def waiting(items: Sequence[Item]) -> dict[int, tuple[Item, ...]]:
    """What each item that is not done still waits for."""
    by_id = {each.id: each for each in items}
    found = {
        each.id: tuple(by_id[id_] for id_ in each.needs if id_ in by_id and not by_id[id_].done)
        for each in items
        if not each.done
    }
    return {id_: needs for id_, needs in found.items() if needs}


def clashes(items: Sequence[Item]) -> list[str]:
    """Where the dates contradict each other, in sentences."""
    by_id = {each.id: each for each in items}
    told = [
        f"“{each.what}” begins on {_day(each.start)} and ends before, on {_day(each.due)}."
        for each in items
        if each.start and each.due and each.due < each.start
    ]
    for each in items:
        begins = each.start or each.due
        for needed in (by_id[id_] for id_ in each.needs if id_ in by_id):
            if begins and needed.due and needed.due > begins and not each.done and not needed.done:
                told.append(
                    f"“{each.what}” ({_day(begins)}) needs “{needed.what}”, which is only due on {_day(needed.due)}."
                )
    return told


def in_order(items: Iterable[Item]) -> list[Item]:
    """What is left by its date, undated last, then what is done; nothing stands before what it needs and is left."""
    ordered = sorted(items, key=lambda each: (each.done, each.due or each.start or date.max, each.id))
    placed: dict[int, Item] = {}
    by_id = {each.id: each for each in ordered}

    def place(each: Item) -> None:
        if each.id in placed:
            return
        for needed in sorted(each.needs):
            if needed in by_id and not by_id[needed].done and not each.done:
                place(by_id[needed])
        placed[each.id] = each

    for each in ordered:
        place(each)
    return list(placed.values())


def next_check_in(agreed: date, every_days: int | None, today: date) -> date | None:
    """The first agreed day after `today`, counted from the one agreed; None where it does not recur."""
    if not every_days:
        return None
    missed = max(0, (today - agreed).days) // every_days
    return agreed + timedelta(days=every_days * (missed + 1))


def _behind(needs: Mapping[int, Sequence[int]], item: int) -> set[int]:
    """The item, and everything that it waits for."""
    seen: set[int] = set()
    left = [item]
    while left:
        each = left.pop()
        if each not in seen:
            seen.add(each)
            left.extend(needs.get(each, ()))
    return seen


def _day(value: date | None) -> str:
    return f"{value.day} {value:%b}" if value else ""
