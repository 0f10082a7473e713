"""Workers: results in order, no more ahead than agreed, and a death that is told and not hung upon."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count

import pytest

from segue.actions.errors import Unfit
from segue.actions.intake.workers import WorkerDied, Workers, in_order


def double(number: int) -> int:
    time.sleep(0.002 * (number % 3))
    return 2 * number


def die_of_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number


def cannot_work(number: int) -> int:
    raise Unfit("the model is missing")


def large(number: int) -> bytes:
    return bytes(1 << 20)


@pytest.mark.parametrize("workers", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    assert list(in_order(double, range(40), workers)) == [(number, 2 * number) for number in range(40)]


@pytest.mark.parametrize("workers", [0, 2])
def test_nothing_to_do(workers: int) -> None:
    assert list(in_order(double, [], workers)) == []


def test_nobody_runs_far_ahead() -> None:
    begun: list[int] = []

    def tasks() -> Iterator[int]:
        for number in count():
            begun.append(number)
            yield number

    results = in_order(double, tasks(), workers=2)
    assert next(results) == (0, 0)
    time.sleep(0.3)
    assert len(begun) <= 2 * 2 + 2
    results.close()  # type: ignore[attr-defined]


def texts(number: int) -> list[str]:
    return [f"{number}.{place} " * 3_000 for place in range(100)]


def halt_often(process: int) -> None:
    with suppress(ProcessLookupError):
        for _ in range(60):
            os.kill(process, signal.SIGSTOP)
            time.sleep(0.002)
            os.kill(process, signal.SIGCONT)
            time.sleep(0.002)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no program can be stopped here")
def test_a_worker_that_is_stopped_and_goes_on_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    with Workers[int, list[str]](texts, 1) as pool:
        halting = threading.Thread(target=halt_often, args=[pool.workers[0].process.pid], daemon=True)
        for number, result in pool.in_order(range(40)):
            assert result == texts(number)
            if number == 0:
                halting.start()  # not before: it has to be at work
            time.sleep(0.01)  # so that it waits with a part of its next result written


def test_large_results_and_tasks_block_nobody() -> None:
    tasks = ([number] * 300_000 for number in range(12))
    assert [len(result) for _, result in in_order(large, tasks, workers=2)] == [1 << 20] * 12  # type: ignore[arg-type]


def test_a_death_names_its_task_after_all_results_before_it() -> None:
    results = in_order(die_of_seven, range(20), workers=2)
    assert [next(results)[1] for _ in range(7)] == list(range(7))
    with pytest.raises(WorkerDied) as death:
        next(results)
    assert death.value.task == 7


def test_what_the_tasks_raise_is_raised_after_the_results_before_it() -> None:
    def tasks() -> Iterator[int]:
        yield from range(3)
        raise OSError("the disk is gone")

    results = in_order(double, tasks(), workers=2)
    assert [next(results)[1] for _ in range(3)] == [0, 2, 4]
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


@pytest.mark.parametrize("workers", [0, 2])
def test_work_that_cannot_be_done_says_why(workers: int) -> None:
    with pytest.raises(Unfit, match="the model is missing"):
        next(in_order(cannot_work, range(4), workers))


@pytest.mark.parametrize("workers", [0, 2])
def test_work_is_known_by_its_name(workers: int) -> None:
    assert list(in_order(f"{__name__}:double", range(4), workers)) == [(number, 2 * number) for number in range(4)]
