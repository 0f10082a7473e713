"""A plan as Markdown, to be sent or kept anywhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from segue.domain.conversations import Who
from segue.domain.plans import Item, clashes, in_order

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Issue:
    """What stands in the way, and who takes care of it."""

    id: int
    text: str
    owner: Who
    outcome: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How and when the two check in: the next agreed day, and after how many days again."""

    way: str = ""
    on: date | None = None
    every_days: int | None = None


def markdown(
    name: str, other: str, items: Sequence[Item], issues: Sequence[Issue], follow_up: FollowUp, *, me: str = "I"
) -> str:
    """The plan with `other`; CommonMark with task lists, and everything that was typed is plain text in it."""
    names = {Who.ME: me, Who.THEM: other, Who.BOTH: f"{me} and {other}"}
    parts = [f"# {_plain(name)}", f"With {_plain(other)}."]
    if follow_up.on or follow_up.way:
        parts.append(_follow_up(follow_up))
    numbers = {each.id: number for number, each in enumerate(in_order(items), 1)}
    parts += ["\n".join(_item(each, numbers, names)) for each in in_order(items)] or ["Nothing is planned yet."]
    if told := clashes(items):
        parts += ["## Dates that contradict each other", _list(told)]
    if issues:
        parts += ["## Issues", _list(_issue(each, names) for each in issues)]
    return "\n\n".join(parts) + "\n"


def _item(item: Item, numbers: dict[int, int], names: dict[Who, str]) -> Iterable[str]:
    yield f"- [{'x' if item.done else ' '}] **{numbers[item.id]}. {_plain(item.what)}** ({_plain(names[item.side])})"
    if item.start or item.due:
        yield f"  - when: {' to '.join(f'{day:%Y-%m-%d}' for day in (item.start, item.due) if day)}"
    for label in ("deliverable", "role", "metric", "success", "resource"):
        if words := getattr(item, label):
            yield f"  - {'success factor' if label == 'success' else label}: {_plain(words)}"
    if needs := [str(numbers[each]) for each in item.needs if each in numbers]:
        yield f"  - after: {', '.join(needs)}"


def _issue(issue: Issue, names: dict[Who, str]) -> str:
    settled = f" (settled: {issue.outcome})" if issue.settled else ""
    return f"{issue.text}: {names[issue.owner]}{settled}"


def _follow_up(follow_up: FollowUp) -> str:
    on = f"on {follow_up.on:%Y-%m-%d}" if follow_up.on else ""
    every = f"then every {follow_up.every_days} days" if follow_up.every_days else ""
    return f"We check in {' '.join(part for part in (_plain(follow_up.way), on, every) if part)}.".replace("  ", " ")


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {_plain(line)}" for line in lines)


def _plain(words: str) -> str:
    return " ".join(words.split()).translate(_SPECIAL)
