"""Running commands in the clone, and telling the terminal how long they took."""

import contextlib
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def call(
    command: Sequence[str | Path],
    *,
    check: bool = False,
    quiet: bool = False,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
) -> int:
    """Runs a command in the clone and gives its exit status; `check` raises CalledProcessError unless that is 0."""
    output = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, check=check, stdout=output, env=env).returncode


def works(command: Sequence[str | Path]) -> bool:
    """Whether the command is there and ends well; it prints nothing."""
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def hand_over(command: list[str]) -> int:
    """Becomes the command where the system can do that, so that signals reach it."""
    if os.name == "posix":
        os.execv(command[0], command)
    return call(command)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Prints what begins, and how many seconds it took."""
    started = time.monotonic()
    print(f"{name} ...", flush=True)
    yield
    print(f"{name}: {time.monotonic() - started:.1f} s", flush=True)
