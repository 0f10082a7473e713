"""A killed import that is started again ends as one never disturbed; `bench/kill.py` tries twenty points."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from segue.cli.sample import write
from tests.actions.imports import child


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write(folder, child.NOW)
    return folder


def state(home: Path) -> dict[str, list[object]]:
    return json.loads("".join(child.run(home, "state")))  # type: ignore[no-any-return]


@pytest.mark.slow
def test_a_killed_import_goes_on_to_the_same_end(sample: Path, tmp_path: Path) -> None:
    batches = len(child.run(tmp_path / "undisturbed", "import", str(sample)))
    points = random.Random(8).sample(range(1, batches), 3)
    killed = [child.kill_after(tmp_path / "killed", sample, point, random.random() / 50) for point in sorted(points)]
    assert any(killed)
    child.run(tmp_path / "killed", "import", str(sample))
    undisturbed, resumed = state(tmp_path / "undisturbed"), state(tmp_path / "killed")
    for noun, rows in undisturbed.items():
        assert resumed[noun] == rows, noun
    assert len(undisturbed["Message"]) > 300
