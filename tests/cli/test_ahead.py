"""Workers are started ahead where what is to be read is worth it, and serve the import that comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from segue.actions.intake import workers
from segue.cli import ahead


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    monkeypatch.setattr(ahead, "make_ready", lambda work, count: found.append((work, count)))
    monkeypatch.setattr(ahead, "worth_having", lambda size: 2 if size > 1000 else 0)
    return found


def test_only_much_mail_is_worth_workers(tmp_path: Path, started: list[tuple[str, int]]) -> None:
    (tmp_path / "small.mbox").write_bytes(b"x" * 600)
    ahead.workers_for(["--mine", "ada@lindqvist.example", str(tmp_path / "small.mbox"), str(tmp_path / "none")])
    (tmp_path / "more.mbox").write_bytes(b"x" * 600)
    ahead.workers_for([str(tmp_path)])
    assert [count for _, count in started] == [0, 2]


def test_whoever_is_ready_is_taken() -> None:
    workers.make_ready("operator:neg", 1)
    (ready,) = workers._ready
    with workers.Workers[int, int]("operator:neg", 2) as pool:
        assert pool.workers[0] is ready
        assert list(pool.in_order([1, 2, 3])) == [(1, -1), (2, -2), (3, -3)]
    assert not workers._ready
