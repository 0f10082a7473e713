"""An import in a process of its own that can be killed, into a store of its own (SEGUE_HOME).

child.py import FOLDER    reads the folder, and writes a line for each batch that is committed
child.py state            writes what the store holds, as JSON
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
MINE = ("ada@lindqvist.example", "ada.lindqvist@fjordlight.example")


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start this very file; its store is SQLite in `home`."""
    environment = {**os.environ, "SEGUE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "segue.server.settings"}
    environment.pop("SEGUE_DATABASE_URL", None)
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.Popen(
        [sys.executable, __file__, *arguments], env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def run(home: Path, *arguments: str) -> list[str]:
    """Run it to its end; gives the lines that it wrote."""
    child = start(home, *arguments)
    lines = list(child.stdout or ())
    assert child.wait() == 0
    return lines


def kill_after(home: Path, folder: Path, batches: int, delay: float) -> bool:
    """Import and kill the process so many batches and seconds into it; whether it was still at it."""
    child = start(home, "import", str(folder))
    assert child.stdout is not None
    for _ in range(batches):
        if not child.stdout.readline():
            break
    time.sleep(delay)
    alive = child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    return alive


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from segue.store.models import Member, asker_for

    call_command("migrate", verbosity=0)
    member = Member.objects.first() or _owner()
    if arguments[0] == "import":
        _import(asker_for(member), Path(arguments[1]))
    else:
        from tests.actions.imports.state import state_of

        json.dump(state_of(member.id), sys.stdout)


def _owner():  # type: ignore[no-untyped-def]
    from segue.actions.accounts import first_owner

    return first_owner(MINE[0], "Ada Lindqvist", zone="Europe/Stockholm", country="SE", now=NOW, source="test")


def _import(asker, folder: Path) -> None:  # type: ignore[no-untyped-def]
    from segue.actions import imports
    from segue.actions.intake import mail

    mail.MOST_MAILS = 15  # small batches: many places to be killed at
    imports.run(
        asker, [folder], NOW, mine=MINE, workers=2, report=lambda told: print(told.read, told.doing, flush=True)
    )


if __name__ == "__main__":
    main(sys.argv[1:])
