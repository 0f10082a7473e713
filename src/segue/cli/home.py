"""The store that the command line works on: made on first use, with its owner, before anybody has to ask."""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files import locks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from segue.actions import accounts
from segue.actions.errors import Refused
from segue.cli import system
from segue.queries.accounts import members
from segue.store.models import Asker, Member, asker_for

SOURCE = "cli"
# The number of our lock, of all that may be held on one PostgreSQL database.
_LOCK = 0x5E60E


def migrate() -> None:
    """Bring the tables up to date, quietly; of several commands that find them old at once, one does it."""
    with _alone():
        if _migrations() - MigrationRecorder(connection).applied_migrations().keys():
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other command on this store is in such a block; a new SQLite file is made in one, too."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with Path(settings.HOME, "preparing.lock").open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        yield


def _migrations() -> set[tuple[str, str]]:
    """The migrations there are, by application and name: told by their files, for loading all takes a while."""
    folders = ((app.label, Path(app.path, "migrations")) for app in apps.get_app_configs())
    return {(label, file.stem) for label, folder in folders for file in folder.glob("[!_]*.py")}


def prepare(now: datetime) -> None:
    """Have the tables up to date, and an owner."""
    made_now(now)


def made_now(now: datetime, email: str = "", name: str = "", zone: str = "", country: str = "") -> Member | None:
    """The first owner of a new store, with tables made for it; None where there is an owner already."""
    migrate()
    if members():
        return None
    with _alone():
        return None if members() else first_owner(now, email, name, zone, country)


def member(now: datetime) -> Member:
    """Whoever runs the command: the only member, or the one that SEGUE_AS names; on a new store, its first owner."""
    prepare(now)
    named = os.environ.get("SEGUE_AS", "")
    found = members(named)
    if not found:
        raise Refused(f"Nobody here has the address {named} (SEGUE_AS).")
    if len(found) > 1:
        raise Refused("There are several members here: say which by SEGUE_AS=their address.")
    return found[0]


def asker(now: datetime) -> Asker:
    """The asker on whose behalf the command works."""
    return asker_for(member(now))


def first_owner(now: datetime, email: str = "", name: str = "", zone: str = "", country: str = "") -> Member:
    """Make the first owner of whatever is not said from what this machine tells."""
    login, full_name = system.user()
    zone = zone or system.zone()
    return accounts.first_owner(
        email or login,
        name or full_name,
        zone=zone,
        country=country or system.country(zone),
        now=now,
        source=SOURCE,
    )


def version() -> str:
    """Which Segue this is."""
    return importlib.metadata.version("segue")
