"""Bringing what exists into a community: mail archives, exports of Slack and Mattermost, lines of JSON.

    account = gathering.run(asker, community_id, [Path("list.mbox.gz")], now)

Names and addresses become voices, and nobody gets an account. What was said in private is never brought in. It can be
run again at any time: what is there is known, and what is new is added. Nobody is sent word of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from segue.actions.deeds import deed
from segue.actions.errors import Refused
from segue.actions.gathering.running import Account, Report, Run
from segue.actions.gathering.taking_back import TakenBack, take_back
from segue.actions.spaces import community_for
from segue.actions.uploads import SILENT, Upload, discard, keep
from segue.domain.communities import Act
from segue.store import bulk
from segue.store.models import Asker, Community, Gathering, Member, asker_for

__all__ = ["Account", "Report", "TakenBack", "order", "run", "run_next", "take_back"]


def run(
    asker: Asker,
    community_id: int,
    paths: Sequence[Path],
    now: datetime,
    *,
    source: str,
    report: Report | None = None,
    workers: int | None = None,
) -> Account:
    """Bring in what lies at these paths, and account for it. `workers` decode mail (None: as the machine suggests)."""
    with deed(asker, "bring in", now, source=source) as change:
        community = community_for(asker, community_id, Act.IMPORT)
        row = _ordered(community, asker, [str(path) for path in paths], now, Gathering.State.RUNNING)
        change.about(community, f"Bringing in {', '.join(path.name for path in paths)}.")
    return _run(row, now, report, workers)


def order(asker: Asker, community_id: int, files: Sequence[Upload], now: datetime, *, source: str) -> Gathering:
    """Keep these files where only the server reads them, and have the worker bring them in."""
    community_for(asker, community_id, Act.IMPORT)
    paths = keep(asker, files)
    try:
        with deed(asker, "bring in", now, source=source) as change:
            community = community_for(asker, community_id, Act.IMPORT)
            row = _ordered(community, asker, paths, now, Gathering.State.WAITING)
            change.about(community, f"To be brought in: {', '.join(Path(path).name for path in paths)}.")
    except BaseException:
        discard(paths, unread=True)
        raise
    return row


def run_next(now: datetime) -> Gathering | None:
    """Run the import into a community that has waited longest, or one whose process died; None where there is none.

    Whoever ordered it has to be a steward still. Files that were handed in are deleted once read.
    """
    row = _claimed(now)
    if row is None:
        return None
    try:
        if row.by_id is None:
            raise Refused("Whoever ordered it is not here any more.")
        community_for(asker_for(Member.objects.get(id=row.by_id)), row.community_id, Act.IMPORT)
    except Refused as refusal:
        Run(row, now, None, None).fail(refusal)
    else:
        try:
            _run(row, now, None, None)
        except SystemExit:  # the server is being stopped: whoever comes next goes on from there
            Gathering.objects.filter(id=row.id).update(state=Gathering.State.WAITING, finished_at=None, error="")
            raise
    discard(row.paths, unread=True)
    return row


def _ordered(
    community: Community, asker: Asker, paths: list[str], now: datetime, state: Gathering.State
) -> Gathering:  # fmt: skip
    """The row of a run; one that stopped, of the same paths, is taken up again."""
    stopped = Gathering.objects.filter(community=community, state=Gathering.State.FAILED, taken_back_at=None)
    row = stopped.filter(paths=paths).order_by("-id").first() or Gathering(community=community, paths=paths)
    row.by_id, row.state, row.started_at, row.beat_at, row.finished_at = asker.member_id, state, now, now, None
    row.save()
    return row


def _claimed(now: datetime) -> Gathering | None:
    """Take one by a conditional update, so that of two workers only one has it."""
    abandoned = Q(state=Gathering.State.RUNNING, beat_at__lt=now - SILENT)
    waiting = Gathering.objects.filter(Q(state=Gathering.State.WAITING) | abandoned)
    for row in waiting.select_related("community").order_by("id"):
        as_seen = Gathering.objects.filter(id=row.id, state=row.state, beat_at=row.beat_at)
        if as_seen.update(state=Gathering.State.RUNNING, beat_at=now):
            return row
    return None


def _run(row: Gathering, now: datetime, report: Report | None, workers: int | None) -> Account:
    running = Run(row, now, report, workers)
    try:
        with bulk.writing_much():
            return running.read()
    except BaseException as error:
        with transaction.atomic():
            running.fail(error)
        raise
