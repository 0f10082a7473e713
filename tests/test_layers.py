"""Entrances translate, call and render; questions read. Neither ever writes: only actions do.

Which layer imports which is import-linter's matter (`make check`); this reads the calls.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "segue"
READERS = ("web", "live", "api", "cli", "jobs", "queries")

WRITING_METHODS = {
    *("save", "asave", "create", "acreate", "bulk_create", "abulk_create", "delete", "adelete"),
    *("get_or_create", "aget_or_create", "update_or_create", "aupdate_or_create", "bulk_update", "abulk_update"),
}
QUERYSET_UPDATES = {"update", "aupdate"}
TRANSACTIONS = "django.db.transaction"


def writes(code: str) -> list[str]:
    """Each place of the code that writes to the store, as "line: what"."""
    return [f"{node.lineno}: {what}" for node, what in _writes(ast.parse(code))]


def _writes(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_write(node.func):
            yield node, ast.unparse(node.func)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, name) for name in _imported(node) if name.startswith(TRANSACTIONS))


def _is_write(method: ast.Attribute) -> bool:
    """A dictionary is updated by its name; a queryset at the end of a chain of calls or under `objects`."""
    if method.attr in QUERYSET_UPDATES:
        return isinstance(method.value, ast.Call) or ast.unparse(method.value).endswith("objects")
    return method.attr in WRITING_METHODS


def _imported(node: ast.ImportFrom) -> list[str]:
    return [f"{node.module}.{alias.name}" for alias in node.names]


def modules_that_only_read() -> list[Path]:
    return sorted(path for layer in READERS for path in (SOURCE / layer).rglob("*.py"))


@pytest.mark.parametrize("module", modules_that_only_read(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_entrances_and_queries_never_write(module: Path) -> None:
    assert writes(module.read_text()) == []


@pytest.mark.parametrize(
    "code",
    [
        "person.save(update_fields=['name'])",
        "Person.objects.create(name='Ada')",
        "Person.objects.update(name='Ada')",
        "Commitment.objects.filter(id=1).update(state='kept')",
        "visible_to(asker).filter(id=1).delete()",
        "from django.db import transaction",
        "from django.db.transaction import atomic",
    ],
)
def test_a_write_is_noticed(code: str) -> None:
    assert writes(code)


@pytest.mark.parametrize(
    "code",
    [
        "context.update(title='Today')",
        "seen.add(person)",
        "Person.objects.filter(name='Ada').first()",
        "from django.db import models",
    ],
)
def test_reading_is_let_be(code: str) -> None:
    assert writes(code) == []
