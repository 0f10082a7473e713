"""serve: a free port, a worker that is started again, and the program itself from start to Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from segue.actions.errors import Refused
from segue.cli import serve

SEGUE = Path(sys.executable).with_name("segue")


def test_the_first_free_port_is_taken() -> None:
    with serve.listen("127.0.0.1", None) as first, serve.listen("127.0.0.1", None) as second:
        assert first.getsockname()[1] < second.getsockname()[1]


def test_a_port_that_is_taken_is_said_to_be() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} on 127.0.0.1 cannot be used"):
            serve.listen("127.0.0.1", port)


def test_a_worker_that_dies_is_started_again_and_ends_with_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_PAUSE_SECONDS", 0.01)
    starts = tmp_path / "starts"
    dying = f"open({str(starts)!r}, 'a').write('x'); raise SystemExit(1)"
    with serve.supervised([sys.executable, "-c", dying]):
        wait_until(lambda: starts.exists() and len(starts.read_text()) >= 2)
    count = len(starts.read_text())
    time.sleep(0.2)
    assert len(starts.read_text()) == count


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`segue serve --sign-in-link` in a home of its own, and the link that it printed."""
    environment = {**os.environ, "SEGUE_HOME": str(tmp_path), "SEGUE_DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": ""}
    environment = {name: value for name, value in environment.items() if value}
    command = [SEGUE, "serve", "--sign-in-link"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_the_link_leads_in_and_ctrl_c_ends_it_all(server: tuple[subprocess.Popen[str], str]) -> None:
    process, link = server
    with urlopen(link, timeout=30) as page:
        assert page.status == 200
    workers = children(process.pid)
    assert workers
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    wait_until(lambda: not any(map(running, workers)))


@pytest.mark.slow
def test_the_worker_does_not_outlive_a_server_that_was_killed(server: tuple[subprocess.Popen[str], str]) -> None:
    process, _ = server
    workers = children(process.pid)
    process.kill()
    process.wait()
    wait_until(lambda: not any(map(running, workers)))


def children(pid: int) -> list[int]:
    """The processes that this one has started, by any of its threads; told by Linux alone."""
    if not Path(f"/proc/{pid}/task/{pid}/children").exists():
        pytest.skip("this system does not tell which processes a process has started")
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has just ended
            found += map(int, (task / "children").read_text().split())
    return found


def running(pid: int) -> bool:
    """Whether there is such a process, and not only what is left of it until somebody asks how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
