"""Imports that wait are run once each, also where two workers look at the same moment, and after a worker died."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from segue.actions import background
from segue.actions.errors import Refused
from segue.jobs import worker
from segue.store.models import Commitment, Conversation, Import, Message
from tests.cast import LATER, NOW, Cast, mail, mark

MAIL = b"""From amara@asante.example Mon Nov 23 08:00:00 2026
From: Amara Osei <amara@asante.example>
To: ada@lindqvist.example
Date: Mon, 23 Nov 2026 07:00:00 +0000
Message-ID: <1@asante.example>
Subject: Hello

Good morning.
"""


@pytest.fixture
def waiting(cast: Cast, tmp_path: Path) -> Import:
    """A mailbox of one message that waits to be read."""
    box = tmp_path / "one.mbox"
    box.write_bytes(MAIL)
    return Import.objects.create(owner=cast.ada, paths=[str(box)], started_at=NOW)


def test_what_waits_is_run_and_then_there_is_nothing_to_do(waiting: Import) -> None:
    assert background.run_next(NOW) == waiting
    waiting.refresh_from_db()
    assert (waiting.state, waiting.new) == ("finished", 1)
    assert Message.objects.get().owner == waiting.owner
    assert background.run_next(LATER) is None


def test_one_that_another_has_taken_is_left_alone(waiting: Import) -> None:
    Import.objects.filter(id=waiting.id).update(state="running", beat_at=NOW - timedelta(seconds=30))
    assert background.run_next(NOW) is None


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_who_look_at_the_same_moment_one_has_it(waiting: Import) -> None:
    together = threading.Barrier(4)
    taken: list[Import | None] = []

    def claim() -> None:
        together.wait()
        taken.append(background._claim(NOW))
        connection.close()

    workers = [threading.Thread(target=claim) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sorted(taken, key=bool) == [None, None, None, waiting]


def test_one_whose_process_died_is_taken_up_again(waiting: Import) -> None:
    Import.objects.filter(id=waiting.id).update(state="running", beat_at=NOW - timedelta(minutes=3))
    assert background.run_next(NOW) == waiting


def test_one_that_was_stopped_with_the_server_waits_again(waiting: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*given: object, row: Import, **named: object) -> None:
        Import.objects.filter(id=row.id).update(state="failed", error="SystemExit", finished_at=NOW)
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(background.imports, "run", stopped)
        with pytest.raises(SystemExit):
            background.run_next(NOW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error, waiting.finished_at) == ("waiting", "", None)
    assert background.run_next(LATER) == waiting


def test_a_failure_is_written_on_it_and_the_worker_goes_on(waiting: Import, caplog: pytest.LogCaptureFixture) -> None:
    Import.objects.filter(id=waiting.id).update(paths=["imaps://ada@nowhere.example"])
    with pytest.raises(Refused, match="password"):
        background.run_next(NOW)
    waiting.refresh_from_db()
    assert (waiting.state, "password" in waiting.error) == ("failed", True)


@pytest.mark.django_db(transaction=True)
def test_the_worker_stops_when_told(waiting: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "POLL_SECONDS", 0)
    worker.work(until=lambda: Import.objects.filter(state="finished").exists())
    waiting.refresh_from_db()
    assert waiting.state == "finished"


def test_what_was_left_for_later_is_read_again_once_no_import_is_at_it(cast: Cast) -> None:
    said = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Could you name two people?")
    mark(said, said.body)
    Conversation.objects.filter(id=said.conversation_id).update(stale=True)
    run = Import.objects.create(owner=cast.ada, paths=["x"], started_at=NOW, state="running", beat_at=NOW)
    assert not background.weave_left(NOW)
    Import.objects.filter(id=run.id).update(state="finished")
    assert background.weave_left(NOW)
    assert Commitment.objects.get().what
    assert not background.weave_left(NOW)
