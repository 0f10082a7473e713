# ruff: noqa: S608 (statements are put together from the names of models and columns, values are always marks)
"""Writing and looking up thousands of rows at once, the same on SQLite and PostgreSQL.

Django's `bulk_create` makes an object of every row and costs 2.6 times as much as the driver's own way. Values are
given as the database takes them: moments as `YYYY-MM-DD HH:MM:SS` in UTC, JSON as text. Columns that are not named
get the model's defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models.functions import Cast

# The log is counted in pages of 4 kB, the cache in kB (as SQLite has it: negative).
_WRITING_MUCH = {"mmap_size": 0, "wal_autocheckpoint": 32_000, "cache_size": -32_768}

Value = TypeVar("Value")
Rows = Sequence[Sequence[Any]]

# SQLite takes 32,766 parameters in one statement.
_LOOK_UP = 5_000
# Below this many rows COPY costs more than it saves.
_COPY_FROM = 50


def insert(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """Insert these rows; raises IntegrityError where one is there already."""
    columns, rows = _completed(model, tuple(columns), rows)
    if connection.vendor == "postgresql" and len(rows) >= _COPY_FROM:
        _copy(model, columns, rows)
    elif rows:
        _execute_many(f"INSERT INTO {_into(model, columns)} VALUES ({_marks(columns)})", rows)


def insert_missing(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """Insert those of these rows that break no unique constraint."""
    columns, rows = _completed(model, tuple(columns), rows)
    if rows:
        _execute_many(f"INSERT INTO {_into(model, columns)} VALUES ({_marks(columns)}) ON CONFLICT DO NOTHING", rows)


def run_many(statement: str, rows: Rows) -> None:
    """Execute a statement with `%s` marks once for each row."""
    if rows:
        _execute_many(statement, rows)


def run(statement: str, values: Sequence[Any] = ()) -> int:
    """Execute a statement with `%s` marks; returns how many rows it changed."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows_of(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def rows_in(statement: str, keys: Iterable[Any], before: Sequence[Any] = ()) -> Iterator[Any]:
    """The rows of a query that ends in `IN`, for any number of keys; `before` fills the marks ahead of them."""
    for chunk in chunks(keys, _LOOK_UP):
        yield from rows_of(f"{statement} ({_marks(chunk)})", [*before, *chunk])


def run_in(statement: str, keys: Iterable[Any], before: Sequence[Any] = ()) -> None:
    """Execute a statement that ends in `IN`, for any number of keys; `before` fills the marks ahead of them."""
    for chunk in chunks(keys, _LOOK_UP):
        run(f"{statement} ({_marks(chunk)})", [*before, *chunk])


def reserve_ids(model: type[models.Model], count: int) -> range | list[int]:
    """As many ids of a table with running ids, to be used in this transaction."""
    if not count:
        return []
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        return sorted(number for (number,) in rows_of(sequence, [table, count]))
    last = rows_of("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    first = (last[0][0] if last else 0) + 1
    return range(first, first + count)


def index_text(rows: Sequence[tuple[int, str, str]]) -> None:
    """Make messages findable by their words: (id, subject, body), ids ascending. PostgreSQL does it by itself."""
    if connection.vendor == "sqlite":
        run_many("INSERT INTO message_search(rowid, subject, body) VALUES (%s, %s, %s)", rows)


def unindex_text(rows: Sequence[tuple[int, str, str]]) -> None:
    """Take messages out of the words' index, given as they were put in; PostgreSQL does it by itself.

    Those that never were in it are passed over: SQLite would take words away that are not there, and find the index
    malformed from then on.
    """
    if connection.vendor == "sqlite":
        within = {
            id_ for (id_,) in rows_in("SELECT id FROM message_search_docsize WHERE id IN", [row[0] for row in rows])
        }
        delete = "INSERT INTO message_search(message_search, rowid, subject, body) VALUES ('delete', %s, %s, %s)"
        run_many(delete, [row for row in rows if row[0] in within])


@contextmanager
def writing_much() -> Iterator[None]:
    """While much is written: SQLite maps no file into memory, and copies its log into the file less often."""
    if connection.vendor != "sqlite":
        yield
        return
    before = {name: rows_of(f"PRAGMA {name}")[0][0] for name in _WRITING_MUCH}
    _set(_WRITING_MUCH)
    try:
        yield
    finally:
        _set(before)


def _set(pragmas: Mapping[str, int]) -> None:
    for name, value in pragmas.items():
        rows_of(f"PRAGMA {name} = {int(value)}")


def scrub() -> None:
    """Write the files anew without what was deleted: SQLite leaves deleted bytes where they were."""
    if connection.vendor == "sqlite":
        run("INSERT INTO message_search(message_search) VALUES ('optimize')")
        run("INSERT INTO post_search(post_search) VALUES ('optimize')")
        run("VACUUM")
        rows_of("PRAGMA wal_checkpoint(TRUNCATE)")


def written(moment: datetime) -> str:
    """A moment as `insert` and its like take it."""
    return moment.astimezone(UTC).isoformat(" ", "seconds")[:19]


def as_text(moment: str) -> Cast:
    """A column with moments, to be read by `moment_in`: where there are many, Django's reading costs the most."""
    return Cast(moment, models.TextField())


def moment_in(text: str) -> datetime:
    """A moment that was asked for as text: UTC in both databases."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def plain(value: Any) -> Any:
    """A value as `insert` and its like take it: moments and days as text, others as they are."""
    if isinstance(value, datetime):
        return written(value)
    return value.isoformat() if isinstance(value, date) else value


def chunks(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """The values in lists of at most `size`."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _execute_many(statement: str, rows: Rows) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _copy(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {_into(model, columns)} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _completed(model: type[models.Model], columns: tuple[str, ...], rows: Rows) -> tuple[Sequence[str], Rows]:
    """The columns and rows with the model's defaults for what is not named."""
    more, values = _defaults(model, columns, connection.vendor)
    return (columns, rows) if not more else ((*columns, *more), [(*row, *values) for row in rows])


@cache
def _defaults(model: type[models.Model], columns: tuple[str, ...], vendor: str) -> tuple[list[str], list[Any]]:
    given = {*columns, *(field.column for field in model._meta.local_fields if isinstance(field, models.AutoField))}
    fields = [field for field in model._meta.local_concrete_fields if field.column and field.column not in given]
    return (
        [str(field.column) for field in fields],
        [field.get_db_prep_save(field.get_default(), connection) for field in fields],
    )


def _into(model: type[models.Model], columns: Sequence[str]) -> str:
    return f"{model._meta.db_table} ({', '.join(map(connection.ops.quote_name, columns))})"


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
