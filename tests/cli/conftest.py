"""Running commands in the same process, as the cast's Ada."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from segue.cli.main import app
from tests.cast import NOW, Cast

Segue = Callable[..., Result]
Json = Callable[..., Any]


@pytest.fixture
def segue(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Segue:
    """Runs `segue ...` as Ada, at the cast's NOW unless --now says otherwise."""
    monkeypatch.setenv("SEGUE_AS", cast.ada.user.email)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str, **options: Any) -> Result:
        at = () if "--now" in arguments else ("--now", NOW.isoformat())
        return CliRunner().invoke(app, [*arguments, *at], **options)

    return run


@pytest.fixture
def segue_json(segue: Segue) -> Json:
    """Runs `segue ... --json` and gives what it says; the command must have ended well."""

    def run(*arguments: str) -> Any:
        result = segue(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run
