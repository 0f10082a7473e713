"""A new store is made at once; an older one goes on step by step, and ends with the same tables."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

STEPS = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

executor = MigrationExecutor(connection)
executor.loader = MigrationLoader(connection, replace_migrations=False)
executor.migrate([("store", "0022_looked_through")])
"""
REST = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


def test_an_older_store_ends_with_the_tables_of_a_new_one(tmp_path: Path) -> None:
    older, new = tmp_path / "older", tmp_path / "new"
    run(older, STEPS)
    with sqlite3.connect(older / "segue.sqlite3") as store:
        store.execute(
            "INSERT INTO store_user (password, is_superuser, is_active, email, name)"
            " VALUES ('', 0, 1, 'ada@lindqvist.example', 'Ada')"
        )
    run(older, REST)
    run(new, REST)
    assert tables(older) == tables(new)
    with sqlite3.connect(older / "segue.sqlite3") as store:
        assert store.execute("SELECT email, confirmed FROM store_user").fetchall() == [("ada@lindqvist.example",) * 2]


def run(home: Path, code: str) -> None:
    home.mkdir(exist_ok=True)
    environment = {"SEGUE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "segue.server.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def tables(home: Path) -> dict[str, object]:
    """What the store is made of, whatever the order of columns."""
    with sqlite3.connect(home / "segue.sqlite3") as store:
        made = store.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
        return {
            name: sql
            if kind != "table" or sql.startswith("CREATE VIRTUAL")
            else (
                sorted(store.execute("SELECT name, type, [notnull] FROM pragma_table_info(?)", [name]).fetchall()),
                sorted(
                    map(
                        str,
                        store.execute(
                            "SELECT [table], [from], [to] FROM pragma_foreign_key_list(?)", [name]
                        ).fetchall(),
                    )
                ),
                sorted(re.findall(r"[^\s(),]+", sql)),
            )
            for kind, name, sql in made
        }
