"""Set-up: what it pins, when it is instant, and what it says where something is missing."""

import json
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

import bootstrap
from tools import programs

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def pins(lock: Path) -> dict[str, str]:
    """The pinned version of each package, with its marker where a platform has its own."""
    lines = re.findall(r"^([\w.-]+)==([^ ]+)( ; [^\\]+)? \\$", lock.read_text(), re.MULTILINE)
    return {name + marker: version for name, version, marker in lines}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_each_pinned_package_has_hashes_and_no_registry_is_named(lock: Path) -> None:
    entries = lock.read_text().split("\n    --hash=sha256:")
    assert len(entries) > len(pins(lock)) > 0
    assert not re.search(r"https?:|--(extra-)?index-url|--find-links", lock.read_text())
    for entry in re.split(r"\n(?=\S)", lock.read_text().strip()):
        assert "--hash=sha256:" in entry, entry


def test_the_tests_run_on_the_packages_that_users_get() -> None:
    users, tests = pins(ROOT / "requirements/run.txt"), pins(ROOT / "requirements/dev.txt")
    assert users.items() <= tests.items()


def test_the_locks_hold_what_the_project_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {re.split(r"[\[<>=]", each)[0].lower() for each in project["dependencies"]}
    assert declared <= {name.split()[0] for name in pins(ROOT / "requirements/run.txt")}


def test_browser_packages_are_checked_by_hash_and_no_registry_is_named() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = packages.pop("")["dependencies"]
    assert {name.removeprefix("node_modules/") for name in packages} == set(wanted)
    for package in packages.values():
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def test_make_forwards_every_command() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = {name for line in re.findall(r"^([a-z ]+):", makefile, re.MULTILINE) for name in line.split()}
    assert targets == set(bootstrap.COMMANDS)


def test_a_second_setup_is_instant_and_silent() -> None:
    if not bootstrap.is_ready("run"):
        pytest.skip("set-up has not run since the lock files changed")
    started = time.monotonic()
    again = subprocess.run(
        [sys.executable, "bootstrap.py", "setup"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert again.stdout == ""
    assert time.monotonic() - started < 2


def test_a_changed_lock_asks_for_a_new_setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    locks = tmp_path / "requirements"
    locks.mkdir()
    for lock in LOCKS:
        (locks / lock.name).write_text(lock.read_text())
    monkeypatch.setattr(bootstrap, "REQUIREMENTS", locks)
    before = bootstrap.digest("run")
    (locks / "run.txt").write_text("other==1.0")
    assert bootstrap.digest("run") != before


def test_without_ensurepip_the_debian_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.Trouble, match="apt-get install python3-venv"):
        bootstrap.make_venv(with_pip=True)


def test_an_unknown_command_is_refused() -> None:
    wrong = subprocess.run([sys.executable, "bootstrap.py", "fly"], cwd=ROOT, capture_output=True, text=True)
    assert wrong.returncode == 2
    assert "invalid choice" in wrong.stderr


@pytest.fixture
def no_such_program(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(programs.PROGRAMS, "unheard", programs.Program(("no-such-program",), "no-such-package"))
    return "unheard"


def test_a_missing_program_is_named_where_it_is_not_ours_to_install(
    no_such_program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs, "may_install", lambda: False)
    programs.provide(no_such_program)
    assert "sudo apt-get install no-such-package" in capsys.readouterr().out


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_what_a_test_needs_skips_it_here_and_fails_it_in_ci(
    no_such_program: str, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    from tests.needs import need

    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no-such-package"):
        need(no_such_program)
