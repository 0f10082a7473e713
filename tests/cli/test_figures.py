"""`segue figures`: which quarters were published, one of them, and publishing."""

import pytest

from segue.store.models import Figures
from tests.cli.conftest import Json, Segue
from tests.spaces import Spaces


def test_a_quarter_is_published_and_shown(spaces: Spaces, segue: Segue, segue_json: Json) -> None:
    assert "No quarter has been published yet" in segue("figures").stdout
    assert segue("figures", "2026Q3").exit_code == 3
    told = segue_json("figures", "publish", "2026q3")
    assert (told["quarter"], told["communities"], told["other_teams"]) == ("2026Q3", [], None)
    assert segue_json("figures", "2026Q3") == told
    assert [each["quarter"] for each in segue_json("figures")] == ["2026Q3"]
    assert "it stays as it is" in segue("figures", "2026Q3").stdout
    assert segue("figures", "publish").exit_code == 4


def test_there_are_no_ranges(spaces: Spaces, segue: Segue) -> None:
    assert segue("figures", "2026Q2", "2026Q3").exit_code == 2
    for wanted in ("2026Q4", "2026-07", "last"):
        assert segue("figures", "publish", wanted).exit_code == 4
    assert segue("figures", "2026-07").exit_code == 4


def test_guests_and_strangers_see_nothing(spaces: Spaces, segue: Segue, monkeypatch: pytest.MonkeyPatch) -> None:
    segue("figures", "publish", "2026Q3")
    for name in ("Cleo", "Chiara"):
        monkeypatch.setenv("SEGUE_AS", spaces.members[name].user.email)
        assert segue("figures", "2026Q3").exit_code == 3
    assert segue("figures", "publish", "2026Q3").exit_code == 0
    assert Figures.objects.count() == 2
