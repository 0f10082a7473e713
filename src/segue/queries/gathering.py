"""Questions about bringing archives into a community: the runs, how far one is, what came of it. For its stewards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from segue.queries.communities import Standing, standing
from segue.queries.imports import Progress, how_far
from segue.store.models import Asker, Gathering

RECENT = 20
ASIDE = 100


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that could not be read: the file, the place in it, and why."""

    name: str
    position: int
    reason: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run, how far it is, and some of what it has set aside; `more` are not shown."""

    progress: Progress[Gathering]
    aside: tuple[Aside, ...]
    more: int

    @property
    def row(self) -> Gathering:
        """The run itself."""
        return self.progress.run

    @property
    def can_be_taken_back(self) -> bool:
        """Whether it has ended, has brought something in, and stands."""
        return not self.progress.going_on and bool(self.row.new) and self.row.taken_back_at is None


@dataclass(frozen=True, slots=True)
class GatherPage:
    """A community and the runs that have brought something into it, the latest first."""

    standing: Standing
    runs: tuple[Run, ...]


def gather_page(asker: Asker, community_id: int, now: datetime) -> GatherPage:
    """Raises Community.DoesNotExist for what is not there or not to be seen; who is no steward sees no runs."""
    here = standing(asker, community_id)
    found = Gathering.objects.filter(community=here.community).order_by("-id")
    rows = found[:RECENT] if here.steers else ()
    return GatherPage(here, tuple(_run(row, now) for row in rows))


def run_page(asker: Asker, gathering_id: int, now: datetime) -> tuple[Standing, Run]:
    """Raises Gathering.DoesNotExist for what is not there, or not to be seen by this asker."""
    row = Gathering.objects.visible_to(asker).select_related("community").get(id=gathering_id)
    here = standing(asker, row.community_id)
    if not here.steers:
        raise Gathering.DoesNotExist
    return here, _run(row, now)


def _run(row: Gathering, now: datetime) -> Run:
    aside = tuple(Aside(_short(source), position, reason) for source, position, reason in row.aside[:ASIDE])
    return Run(how_far(row, now), aside, row.set_aside - len(aside))


def _short(source: str) -> str:
    """A file in an archive by the archive's name and its own; the folders above are nobody's business."""
    path = PurePath(source)
    archive = next((each for each in (*reversed(path.parents), path) if each.suffix.lower() == ".zip"), path)
    return str(path.relative_to(archive.parent))
