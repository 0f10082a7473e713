"""Work done in other processes, in order and with back-pressure.

Task number i goes to worker i modulo their number, and its result is taken from there: results come in the order of
the tasks with nothing to sort, and nobody is ever more than `_AHEAD` tasks ahead of whoever takes the results, so
memory does not grow with the mailbox. A worker is a fresh Python that imports the work and nothing else (not the
program that started it, as multiprocessing would), so it is up in a moment; it ends when its parent does.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from types import TracebackType
from typing import IO, Any, Generic, Self, TypeVar

from segue.actions.errors import Unfit

Task = TypeVar("Task")
Result = TypeVar("Result")

# Where there is less to be read, starting workers takes longer than they save.
_WORTH_WORKERS = 2 << 20
_MOST_WORKERS = 4
# Tasks that a worker may have waiting: enough to keep it busy while the writer commits.
_AHEAD = 2
# Bytes kept on the way through a pipe.
_BUFFER = 1 << 20
# There are as many workers as cores: threads of numpy's would only stand in each other's way.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
# New objects between two looks for garbage that counting references does not free.
_GARBAGE = 50_000


class WorkerDied(Exception):
    """A worker process ended in the middle of a task: what it worked on crashed it."""

    def __init__(self, task: object) -> None:
        super().__init__("a worker process died")
        self.task = task


Work = Callable[[Task], Result] | str
"""A function of a module, or its name (`module:function`), so that it need not be loaded where it is not done."""


def in_order(work: Work[Task, Result], tasks: Iterable[Task], workers: int) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, in order, by workers that are started for it (see `Workers`)."""
    with Workers(work, workers) as pool:
        yield from pool.in_order(tasks)


class Workers(Generic[Task, Result]):
    """A number of processes that do one kind of work; with none, the work is done here, task by task.

    They start at once, to be ready when the first task is.
    """

    def __init__(self, work: Work[Task, Result], count: int) -> None:
        self.work = work
        name = work if isinstance(work, str) else f"{work.__module__}:{work.__qualname__}"
        self.workers: list[_Worker[Task, Result]] = [_hired(name) for _ in range(count)]
        self.room = threading.Semaphore(count * _AHEAD)
        self.handed_out: deque[tuple[Task] | _End] = deque()
        self.news = threading.Condition()
        self.stopped = False

    def __len__(self) -> int:
        return len(self.workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stopped = True
        self.room.release()
        for worker in self.workers:
            worker.stop()

    def in_order(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, in order.

        What raises while the tasks are made is raised here, after the results of those before it; where a worker
        died, WorkerDied names the first task without a result, and nothing more comes. Where the work raises Unfit, so
        does this.
        """
        if not self.workers:
            work: Callable[[Task], Result] = _loaded(self.work) if isinstance(self.work, str) else self.work
            for each in tasks:
                yield each, work(each)
            return
        threading.Thread(target=self._feed, args=(tasks,), name="segue-import-reader", daemon=True).start()
        number = 0
        while isinstance(handed := self._next(), tuple):
            task = handed[0]
            yield task, self.workers[number % len(self.workers)].take(task)
            number += 1
            self.room.release()
        if handed.error is not None:
            raise handed.error

    def _feed(self, tasks: Iterable[Task]) -> None:
        try:
            for number, task in enumerate(tasks):
                self.room.acquire()
                if self.stopped:
                    return
                self._tell((task,))
                self.workers[number % len(self.workers)].give(task)
        except Exception as error:
            self._tell(_End(error))
        else:
            self._tell(_End())

    def _tell(self, news: tuple[Task] | _End) -> None:
        with self.news:
            self.handed_out.append(news)
            self.news.notify()

    def _next(self) -> tuple[Task] | _End:
        with self.news:
            self.news.wait_for(lambda: self.handed_out)
            return self.handed_out.popleft()


# Started ahead of being needed.
_ready: list[_Worker[Any, Any]] = []


def make_ready(work: str, count: int) -> None:
    """Start so many workers before whoever needs them is loaded itself; what is not needed ends with this program."""
    _ready.extend(_Worker(work) for _ in range(count))


def _hired(work: str) -> _Worker[Any, Any]:
    worker = next((each for each in _ready if each.work == work), None)
    if worker is None:
        return _Worker(work)
    _ready.remove(worker)
    return worker


def worth_having(size: int) -> int:
    """How many workers so many bytes are worth: as many as there are cores, as few of them keep the writer busy."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 0 if cores < 2 or size < _WORTH_WORKERS else min(cores, _MOST_WORKERS)


class _End:
    """After the last task: what making the tasks raised, if anything."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error


class _Worker(Generic[Task, Result]):
    """One process and the pipes to it."""

    def __init__(self, work: str) -> None:
        self.work = work
        self.process = subprocess.Popen(  # noqa: S603 (this very Python)
            [sys.executable, "-m", __name__, work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=_BUFFER,
            env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.tasks, self.results = _opened(self.process.stdin), _opened(self.process.stdout)

    def give(self, task: Task) -> None:
        try:
            pickle.dump(task, self.tasks, protocol=5)
            self.tasks.flush()
        except (OSError, ValueError):
            return  # it has died or was stopped: whoever takes the result will notice

    def take(self, task: Task) -> Result:
        try:
            result: Result | Unfit = pickle.load(self.results)  # noqa: S301 (our own child wrote it)
        except (EOFError, pickle.UnpicklingError):
            raise WorkerDied(task) from None
        if isinstance(result, Unfit):
            raise result
        return result

    def stop(self) -> None:
        """End the process; the pipes go with this object, as the feeding thread may still write."""
        self.process.kill()
        self.process.wait()


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _loaded(name: str) -> Callable[[Any], Any]:
    module, _, function = name.partition(":")
    work: Callable[[Any], Any] = getattr(import_module(module), function)
    return work


def _work_until_the_end(name: str) -> None:
    """What a worker process does: read a task, write its result; the end of its input is its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    # Not sys.stdout.buffer: where PYTHONUNBUFFERED is set, that may write a part only, as when stopped and continued.
    tasks, results = sys.stdin.buffer, open(1, "wb", buffering=_BUFFER, closefd=False)  # noqa: SIM115 (for good)
    sys.stdout = sys.stderr  # a stray print must not end up among the results
    work = _loaded(name)
    gc.freeze()  # what stays for good need not be looked through again and again
    gc.set_threshold(_GARBAGE)
    while True:
        try:
            task = pickle.load(tasks)  # noqa: S301 (our own parent wrote it)
        except (EOFError, pickle.UnpicklingError):
            return
        try:
            result = work(task)
        except Unfit as error:
            result = error
        try:
            pickle.dump(result, results, protocol=5)
            results.flush()
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    _work_until_the_end(sys.argv[1])
