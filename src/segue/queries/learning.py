"""What was learned from the owner's answers, in words and people, and what that changed: for the owner to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Substr

from segue.detect.learning import FEWEST, Pull
from segue.queries.learned import ME, begun_anew, taught_of
from segue.store.models import Asker, Mark, Person

_SHOWN = 12
_STRONG = 0.02
# Alone they say nothing to a reader; the pairs they stand in do.
_SMALL = frozenset([*".,;:!()&%#$", "a", "an", "the", "to", "of", "in", "on", "at", "and", "or", "is", "it"])


@dataclass(frozen=True, slots=True)
class Changed:
    """Words that what was learned moved across the showing threshold; `shown`: to being shown."""

    mark_id: int
    act: str
    words: str
    shown: bool
    message_id: int
    said_at: datetime


@dataclass(frozen=True, slots=True)
class LearnedPage:
    """All that was learned: pulls above zero speak for a yes. `to_go`: so many answers are missing for any effect."""

    yes: int
    no: int
    to_go: int
    since: datetime | None
    words: tuple[Pull, ...]
    people: tuple[Pull, ...]
    acts: tuple[Pull, ...]
    shown: int
    asked: int
    changed: tuple[Changed, ...]


def learned(asker: Asker) -> LearnedPage:
    """What the asker's answers taught, the strongest first, and the latest that it changed."""
    taught = taught_of(asker)
    raised = Mark.objects.owned_by(asker).filter(raised__isnull=False, verdict__in=("", Mark.Verdict.UNSURE))
    words = [each for each in taught.strongest("word") if abs(each.pull) >= _STRONG and _says_something(each.name)]
    return LearnedPage(
        yes=taught.yes,
        no=taught.no,
        to_go=max(0, FEWEST - taught.yes - taught.no),
        since=begun_anew(asker),
        words=tuple(words[:_SHOWN]),
        people=_people(asker, [each for each in taught.strongest("who") if abs(each.pull) >= _STRONG]),
        acts=tuple(taught.strongest("act")),
        shown=raised.filter(raised=True).count(),
        asked=raised.filter(raised=False).count(),
        changed=_changed(asker),
    )


def _says_something(words: str) -> bool:
    """Not of small words alone, nor of what stands for a number, a day or a link."""
    return not all(word in _SMALL for word in words.split()) and not any(map(str.isupper, words.split()))


def _people(asker: Asker, pulls: list[Pull]) -> tuple[Pull, ...]:
    """The same with the names of those whom they are of; the owner is "you"."""
    numbers = {each.name.removeprefix("person ") for each in pulls if each.name.startswith("person ")}
    names = {
        f"person {id_}": name
        for id_, name in Person.objects.owned_by(asker).filter(id__in=numbers).values_list("id", "name")
    }
    names[ME] = "you"
    named = (each._replace(name=names.get(each.name, each.name.removeprefix("speaker ").title())) for each in pulls)
    return tuple(each for each in named if each.name and not each.name.startswith("Person "))[:_SHOWN]


def _changed(asker: Asker) -> tuple[Changed, ...]:
    marks = Mark.objects.owned_by(asker).filter(raised__isnull=False, verdict__in=("", Mark.Verdict.UNSURE))
    words = Substr("message__body", F("start") + 1, F("end") - F("start"))
    rows = marks.annotate(words=words).order_by("-message_id", "start")
    columns = ("id", "act", "words", "raised", "message_id", "message__sent_at")
    return tuple(
        Changed(id_, act, " ".join(said.split()), shown, message, at)
        for id_, act, said, shown, message, at in rows.values_list(*columns)[:_SHOWN]
    )
