"""The command line as a whole: quick help, every command there, options and exit codes the same everywhere."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from segue.actions.errors import NotFound, Refused
from segue.cli import lazy
from segue.cli.lazy import Group, Verb, group_of, translated
from segue.cli.main import VERBS, app
from segue.domain.errors import NotAllowed

SEGUE = Path(sys.executable).with_name("segue")
SILENT = {"serve", "demo", "detect"}
TIMELESS = {"serve", "detect"}
COMMANDS = {verb.name: verb for verb in VERBS if isinstance(verb, Verb)} | {
    f"{group.name} {verb.name}": verb for group in VERBS if isinstance(group, Group) for verb in group.verbs
}


@pytest.mark.parametrize("group", [each for each in VERBS if isinstance(each, Group)], ids=lambda group: group.name)
def test_a_group_names_its_commands(group: Group) -> None:
    for arguments in ([group.name], [group.name, "--help"]):
        told = CliRunner().invoke(app, arguments).output
        assert [verb.name for verb in group.verbs if told.count(f"\n  {verb.name}  ") != 1] == []
    assert "No such command" in CliRunner().invoke(app, [group.name, "nothing"]).stderr


def test_help_names_every_command_and_loads_none() -> None:
    told = CliRunner().invoke(app, ["--help"])
    assert told.exit_code == 0
    assert [verb.name for verb in VERBS if told.output.count(f"\n  {verb.name}  ") != 1] == []
    quick = "import sys, segue.cli.main; sys.exit('django' in sys.modules or 'rich.console' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", quick]).returncode == 0


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_loads_and_explains_itself(words: str) -> None:
    verb = COMMANDS[words]
    told = CliRunner().invoke(app, [*words.split(), "--help"])
    assert told.exit_code == 0, told.output
    assert verb.name in SILENT or "--json" in told.output
    assert verb.name in TIMELESS or "--now" in told.output
    assert len(verb.line) <= 80


def test_an_unknown_command_is_answered_with_one_like_it() -> None:
    told = CliRunner().invoke(app, ["tody"])
    assert told.exit_code == 2
    assert "Did you mean 'today'?" in told.stderr


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (NotFound("There is no commitment 9."), 3, "segue: There is no commitment 9."),
        (Refused("Not now."), 4, "segue: Not now."),
        (NotAllowed("A cannot."), 4, "segue: A cannot."),
        (ValueError("oh"), 1, "segue: this broke (ValueError: oh)."),
    ],
)
def test_what_goes_wrong_is_told_in_one_sentence(
    error: Exception, code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(lazy.typer.Exit) as ended:
        translated(fail)
    assert ended.value.exit_code == code
    assert capsys.readouterr().err.startswith(words)


def test_developers_see_where_it_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGUE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        translated(lambda: 1 / 0)


def test_the_program_itself_answers() -> None:
    told = subprocess.run([SEGUE, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("segue 0.")


def test_detect_streams_without_a_store(tmp_path: Path) -> None:
    lines = '{"id": 1, "text": "I will send you the report by Friday."}\nnot json\n'
    told = subprocess.run(
        [SEGUE, "detect", "--jsonl"],
        input=lines, capture_output=True, text=True, check=True, env={"SEGUE_HOME": str(tmp_path), "PATH": ""},
    )  # fmt: skip
    assert [line.startswith(('{"id": 1', '{"id": null')) for line in told.stdout.splitlines()] == [True, True]
    assert list(tmp_path.iterdir()) == []


def test_a_group_shows_its_commands_by_panel() -> None:
    group = group_of(
        [Verb("one", "nowhere:one", "First.", "Panel A"), Verb("two", "nowhere:two", "Second.", "Panel B")]
    )
    told = CliRunner().invoke(lazy.typer.Typer(cls=group, callback=lambda: None, rich_markup_mode=None), ["--help"])
    assert told.output.index("Panel A:") < told.output.index("one") < told.output.index("Panel B:")
