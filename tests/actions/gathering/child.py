"""Bringing an archive in, in a process of its own that can be killed: child.py ARCHIVE, into the store of SEGUE_HOME.

It writes a line for each batch that is committed, and at the end what the community holds, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)


def run(home: Path, archive: Path, *, kill_after: int | None = None) -> Any:
    """Run this very file to its end, and give what it says; or kill it once so many batches are committed."""
    environment = {**os.environ, "SEGUE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "segue.server.settings"}
    environment.pop("SEGUE_DATABASE_URL", None)
    environment["PYTHONPATH"] = str(ROOT)
    child = subprocess.Popen(
        [sys.executable, __file__, str(archive)], env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    lines = []
    for line in child.stdout:
        lines.append(line)
        if len(lines) == kill_after:
            child.send_signal(signal.SIGKILL)
            break
    child.stdout.close()
    assert child.wait() == (0 if kill_after is None else -signal.SIGKILL)
    return json.loads(lines[-1]) if kill_after is None else None


def main(archive: Path) -> None:
    import django
    from django.conf import settings

    settings.MIGRATION_MODULES = dict.fromkeys(("store", "account", "auth", "contenttypes", "mfa", "sessions"))
    django.setup()
    from django.core.management import call_command

    from segue.actions import gathering
    from segue.actions.accounts import first_owner
    from segue.actions.communities import make_community
    from segue.actions.gathering import reading
    from segue.store.models import Community, Gathering, Member, Post, Thread, asker_for

    if not Path(os.environ["SEGUE_HOME"], "segue.sqlite3").exists():
        call_command("migrate", run_syncdb=True, verbosity=0)  # tables from the models: a tenth of the time
    owner = Member.objects.first() or first_owner(
        "ada@lindqvist.example", "Ada", zone="UTC", country="SE", now=NOW, source="test"
    )
    if not Community.objects.exists():
        make_community(asker_for(owner), "Readers", "Reading", NOW, source="test")
    reading.MOST_ITEMS = 3
    account = gathering.run(
        asker_for(Member.objects.get()),
        Community.objects.get().id,
        [archive],
        NOW,
        source="test",
        report=lambda told: print(told.read, flush=True),
        workers=0,
    )
    threads = [
        [thread.subject, thread.post_count, *thread.posts.order_by("at", "id").values_list("body", flat=True)]
        for thread in Thread.objects.order_by("first_at", "id")
    ]
    runs = list(Gathering.objects.order_by("id").values_list("state", "new"))
    print(json.dumps({"new": account.new, "known": account.known, "threads": threads, "runs": runs}))
    assert Post.objects.count() == sum(thread[1] for thread in threads)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
