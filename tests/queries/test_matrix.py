"""The matrix of roles and questions: every function of `segue.queries` that takes an asker, for eleven roles, on things
of six owners.

The functions come from the modules, what they are asked from the names and kinds of their parameters. Every text of an
owner's carries a word of its own (`tests.matrix`), so that what is told, however deep, says whose it was. A question
that takes a row is given those that the asker may see, for it is asked about what was found already.
"""

from __future__ import annotations

import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from inspect import Parameter, isfunction, signature
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from segue import queries
from segue.actions.errors import Refused
from segue.domain.errors import SegueError
from segue.queries.drafts import Wish
from segue.store import models as store
from segue.store.models import Asker
from tests.cast import NOW
from tests.matrix import ROLES, Matrix, make_matrix, words_in

pytestmark = pytest.mark.django_db

FILLED_IN: dict[str, Any] = {
    "now": NOW, "today": NOW.date(), "alive": timedelta(days=90), "text": "readers", "words": "Amara", "name": "a",
    "topic": "grids", "key": "hours", "quarter": "2026Q3", "uid": "1", "why": "", "addrs": ["amara@asante.example"],
    "who": "Ada", "agreed": True, "mine": True, "named": True, "thresholds": defaultdict(float), "wish": Wish(),
}  # fmt: skip

SEVERAL = {
    "connection_ids": "connection_id", "people": "person_id", "person_ids": "person_id", "persons": "person_id",
    "ids": "conversation_id", "commitments": "commitment_id", "post_ids": "post_id",
}  # fmt: skip

ROWS = {
    "MoveAsk": "ask_id", "Community": "community_id", "Connection": "connection_id", "Conversation": "conversation_id",
    "Opportunity": "opportunity_id", "Person": "person_id", "News": "news_id", "Victory": "victory_id",
    "Thread": "thread_id",
}  # fmt: skip

OTHERWISE = {("partnership", "ask_id"): "partnership_id", ("teams", "commitment_id"): "team_commitment_id"}

ANSWERS_OF_OTHERS = {
    "Sequence[Commitment]", "Sequence[Evidence]", "Introduction", "Kind", "BoardPage", "PersonPage", "PlanPage", "Path",
    "Shown", "Iterable[Promised]",
}  # fmt: skip
"""What another question told: a function that takes it tells of that and of nothing else."""

HANDED = {"handovers", "moving", "own_words", "purposes", "teams"}
"""What is the team's, and what it was offered: a purpose, its messages, and what somebody asks to move to it."""

NOT_HERE = {"preparing.preparation"}
"""It is asked about a talk, and there is none among the things."""


class Question(NamedTuple):
    """A function, and the parameters that it is given beside who asks."""

    module: str
    name: str
    function: Callable[..., Any]
    takes: tuple[Parameter, ...]
    open: bool

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


def questions() -> Iterator[Question]:
    """All of them, but those that only work on what another told."""
    for info in pkgutil.iter_modules(queries.__path__):
        module = import_module(f"{queries.__name__}.{info.name}")
        for name, function in vars(module).items():
            if not isfunction(function) or function.__module__ != module.__name__ or name.startswith("_"):
                continue
            first, *rest = signature(function).parameters.values() or [None]
            if first and first.name == "asker" and not any(each.annotation in ANSWERS_OF_OTHERS for each in rest):
                takes = tuple(each for each in rest if each.default is Parameter.empty or each.name.endswith("_id"))
                yield Question(info.name, name, function, takes, "None" in first.annotation)


def key_of(question: Question, each: Parameter) -> str | None:
    """The number of a thing that a parameter wants, by itself, in a list, or as a row."""
    kind = str(each.annotation).removesuffix(" | None")
    named = OTHERWISE.get((question.module, each.name), each.name)
    return ROWS.get(kind) or SEVERAL.get(named) or (named if named.endswith("_id") else None)


def given(question: Question, things: dict[str, int], asker: Asker | None) -> dict[str, Any] | None:
    """The values to ask it with; None where it takes a row that the asker may not see."""
    values: dict[str, Any] = {}
    for each in question.takes:
        key, kind = key_of(question, each), str(each.annotation).removesuffix(" | None")
        if key is None:
            values[each.name] = FILLED_IN[each.name]
        elif kind in ROWS:
            row = getattr(store, kind).objects.visible_to(asker).filter(id=things[key]).first()
            if row is None:
                return None
            values[each.name] = row
        else:
            values[each.name] = [things[key]] if each.name in SEVERAL else things[key]
    return values


def may_hear(role: str, module: str) -> set[str]:
    """Whose words may be told to somebody."""
    if role == "foreign":
        return {"foreign", "away"}
    heard = {"public"}
    if role in ("customer", "member", "moderator", "steward") or (role == "teammate" and module in HANDED):
        heard.add("circle")
    if role in ("customer", "steward"):
        heard.add("pair")
    # The published figures are the whole organisation's, and name groups.
    if role == "owner" or (module == "figures" and role not in ("nobody", "guest", "customer")):
        heard.add("owner")
    return heard


@pytest.fixture(scope="module")
def matrix(django_db_setup: None, django_db_blocker: Any) -> Iterator[Matrix]:
    """Made once for all tests here."""
    from tests.cast import cast

    with django_db_blocker.unblock(), transaction.atomic():
        yield make_matrix(cast.__wrapped__(None))
        transaction.set_rollback(True)


def asked(matrix: Matrix, role: str) -> Iterator[tuple[Question, str, set[str] | None]]:
    """Every question of a role's about everything, and whose words it was told; None: there is no such thing."""
    asker = matrix.asker(role)
    for question in questions():
        if asker is None and not question.open:
            continue
        keys = [key for each in question.takes if (key := key_of(question, each))]
        for whose, things in matrix.things.items() if keys else [("", {})]:
            if not all(key in things for key in keys):
                continue
            values = given(question, things, asker)
            if values is not None:
                try:
                    yield question, whose, words_in(question.function(asker, **values))
                except (ObjectDoesNotExist, Refused, SegueError):
                    yield question, whose, None


def test_every_question_can_be_asked() -> None:
    """A new kind of parameter has to be said: how it is filled in, or that it is what another question told."""
    wanting = {
        f"{question}: {each}"
        for question in questions()
        for each in question.takes
        if not (key_of(question, each) or each.name in FILLED_IN)
    }
    assert wanting == set()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_told_what_is_not_theirs_to_hear(matrix: Matrix, role: str) -> None:
    wrong = {
        f"{question} about {whose or 'all'} tells {role} of {sorted(told - heard)}"
        for question, whose, told in asked(matrix, role)
        if told and told - (heard := may_hear(role, question.module))
    }
    assert wrong == set()


def test_those_whose_it_is_are_told(matrix: Matrix) -> None:
    """Every question about a thing answers somebody, so that silence above is not for want of an answer."""
    answered: dict[str, bool] = {}
    for role in ("owner", "steward", "teammate"):
        for question, whose, told in asked(matrix, role):
            if whose:
                answered[str(question)] = answered.get(str(question), False) or told is not None
    assert {name for name, yes in answered.items() if not yes} == NOT_HERE
    assert len(answered) > 60
