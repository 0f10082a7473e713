"""Files that somebody hands in through an entrance: kept in a folder of their own, and ordered to be read."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db.models import Q, QuerySet

from segue.actions.deeds import deed
from segue.actions.errors import Refused
from segue.store.models import Asker, Import, Source

SILENT = timedelta(minutes=2)
"""An import that has given no sign of life for so long has lost its process, and is taken up again."""

_LONGEST_NAME = 120


class Upload(Protocol):
    """A file on its way in: its name as the sender says it, and its content in pieces."""

    @property
    def name(self) -> str | None: ...

    def chunks(self) -> Iterable[bytes]: ...


def order(asker: Asker, files: Sequence[Upload], now: datetime, *, source: str) -> Import:
    """Keep these files where only the server reads them, and have the worker read them in. Refused without a file."""
    paths = keep(asker, files)
    with deed(asker, "order import", now, source=source) as change:
        run = Import.objects.create(owner_id=asker.member_id, paths=paths, started_at=now)
        change.about(run, f"To be read: {', '.join(Path(path).name for path in paths)}.")
    return run


def keep(asker: Asker, files: Sequence[Upload]) -> list[str]:
    """Write these files where only the server reads them; where they lie. Refused without a file."""
    if not files:
        raise Refused("Choose at least one file.")
    folder = Path(settings.UPLOADS) / str(asker.member_id) / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    return [str(_keep(folder, number, file)) for number, file in enumerate(files)]


def imports_at_work(asker: Asker, now: datetime) -> QuerySet[Import]:
    """The asker's imports that are being read at this moment, or wait for it."""
    alive = Q(state=Import.State.RUNNING, beat_at__gte=now - SILENT)
    return Import.objects.owned_by(asker).filter(alive | Q(state=Import.State.WAITING))


def discard(paths: Iterable[str], *, unread: bool = False) -> None:
    """Delete those of these files that were handed in: they are copies, and have been read. Others are not ours.

    What lies beside a chat that cannot be read before something is told of it stays with it, unless `unread`.
    """
    for folder in {Path(path).parent for path in paths}:
        asking = Source.objects.filter(name__startswith=f"{folder}/").exclude(asked="")
        if Path(settings.UPLOADS) in folder.parents and (unread or not asking.exists()):
            shutil.rmtree(folder, ignore_errors=True)


def _keep(folder: Path, number: int, file: Upload) -> Path:
    """Write one file; names are the sender's, so nothing of them but the last part counts, and none hides another."""
    path = folder / _safe(file.name or "")
    if path.exists():
        path = path.with_name(f"{number}-{path.name}")
    with path.open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return path


def _safe(name: str) -> str:
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(character if character.isalnum() or character in "-_. " else "_" for character in last)
    return plain.lstrip(". ")[-_LONGEST_NAME:] or "upload"
