"""import on the command line: the account, what is asked, and Ctrl-C."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from segue.actions.imports import Progress
from segue.cli import imports, progress
from segue.domain.mine import Mine
from segue.store.models import Message
from tests.cast import Cast
from tests.cli.conftest import Json, Segue

SEGUE = Path(sys.executable).with_name("segue")


def write_mbox(path: Path, count: int) -> Path:
    """A mailbox of so many short mails from Amara to Ada."""
    with path.open("w") as box:
        for number in range(count):
            box.write(
                f"From amara@asante.example Mon Nov 23 08:00:00 2026\n"
                f"From: Amara Osei <amara@asante.example>\nTo: ada@lindqvist.example\n"
                f"Date: Mon, 23 Nov 2026 07:{number // 60 % 60:02}:{number % 60:02} +0000\n"
                f"Message-ID: <{number}@asante.example>\nSubject: Note {number}\n\nThis is note {number}.\n\n"
            )
    return path


def test_what_an_export_gave_back_is_said(
    cast: Cast, segue: Segue, segue_json: Json, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segue("export", str(tmp_path / "out"))
    monkeypatch.setenv("SEGUE_AS", cast.chiara.user.email)
    told = segue("import", str(tmp_path / "out")).stdout
    assert "Given back from an export" in told
    assert "messages 0, persons 2" in told
    assert "sources" not in told
    assert segue_json("import", str(write_mbox(tmp_path / "amara.mbox", 1)))["restored"] == []


def test_the_account_says_what_came_of_it(segue: Segue, tmp_path: Path) -> None:
    box = write_mbox(tmp_path / "amara.mbox", 3)
    told = segue("import", str(box)).stdout
    assert "Read 3 messages from 1 sources" in told
    assert "3 new, 0 known already" in told
    assert "0 new" in segue("import", str(box)).stdout
    assert Message.objects.count() == 3


def test_the_account_as_data(segue_json: Json, tmp_path: Path) -> None:
    account = segue_json("import", str(write_mbox(tmp_path / "amara.mbox", 2)), "--mine", "ada@lindqvist.example")
    assert (account["new"], account["set_aside"], account["aside"]) == (2, 0, [])


def test_a_path_that_is_not_there(segue: Segue) -> None:
    told = segue("import", "nowhere.mbox")
    assert told.exit_code == 3
    assert told.stderr.startswith("segue: There is no file or folder ")


def test_without_a_path_what_is_on_the_disk_is_named(
    segue: Segue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr("segue.cli.system.user", lambda: ("nobody-of-that-name@localhost", ""))
    assert "No mailbox was found on this disk" in segue("import").stderr
    for folder in ("cur", "new", "tmp"):
        (tmp_path / "Maildir" / folder).mkdir(parents=True)
    write_mbox(tmp_path / "Maildir" / "cur" / "1", 0).write_text(
        "From: Amara Osei <amara@asante.example>\nTo: ada@lindqvist.example\n"
        "Date: Mon, 23 Nov 2026 07:00:00 +0000\n\nHello.\n"
    )
    assert f"Found on this disk: {tmp_path / 'Maildir'}" in segue("import").stderr
    assert "1 new" in segue("import", "--yes").stdout


@pytest.mark.parametrize(
    ("right", "typed", "mine"),
    [
        (True, "", ["ada@lindqvist.example"]),
        (False, "ada@work.example, ada@home.example", ["ada@work.example", "ada@home.example"]),
    ],
)
def test_my_addresses_are_asked_once(
    right: bool, typed: str, mine: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("typer.confirm", lambda *given, **options: right)
    monkeypatch.setattr("typer.prompt", lambda *given, **options: typed)
    found = (Mine("ada@lindqvist.example", True, "wrote 40 of 40 messages in Sent"),)
    assert imports._confirm(found) == mine
    assert "ada@lindqvist.example: wrote 40 of 40 messages in Sent" in capsys.readouterr().err


def test_a_password_comes_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGUE_IMAP_PASSWORD", "from the environment")
    assert imports._password("imaps://ada@example.org") == "from the environment"
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv("SEGUE_IMAP_PASSWORD_FILE", str(tmp_path / "secret"))
    assert imports._password("imaps://ada@example.org") == "from a file"


def test_progress_is_told_with_rate_and_remaining_time() -> None:
    known = Progress(1240, 1200, 40, 0, 10, 80, rate=310.4, remaining=754.0, doing="reading")
    assert progress.told(known) == "1,240 read, 310 a second, 12 min 34 s left"
    unknown = Progress(0, 0, 0, 0, 0, 80, rate=0.0, remaining=None)
    assert progress.told(unknown) == "0 read, 0 a second"
    assert progress.span(7322) == "2 h 2 min"


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(tmp_path: Path) -> None:
    home, box = tmp_path / "home", write_mbox(tmp_path / "amara.mbox", 15_000)
    environment = {"PATH": os.environ["PATH"], "SEGUE_HOME": str(home)}
    command = [SEGUE, "import", str(box), "--yes"]
    with running(command, environment) as process:
        while not stored(home) and process.poll() is None:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("this machine had read it all before it could be interrupted")
    assert process.returncode == 130
    assert "What was read is kept; the same command goes on from there." in stderr
    told = subprocess.run([*command, "--json"], capture_output=True, text=True, env=environment, check=True)
    assert '"set_aside": 0' in told.stdout
    counted = subprocess.run([SEGUE, "doctor"], capture_output=True, text=True, env=environment)
    assert "15,000 messages" in counted.stdout


def stored(home: Path) -> int:
    """How many messages a store holds so far, seen from outside."""
    try:
        with closing(sqlite3.connect(f"file:{home / 'segue.sqlite3'}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM store_message").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


@contextmanager
def running(command: list[str | Path], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A program in a process group of its own, as a terminal has it."""
    process = subprocess.Popen(
        command, env=environment, text=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
