"""segue insights."""

from pathlib import Path

from segue.queries.insights import KEYS
from segue.store.models import Conversation
from tests.cast import NOW, Cast
from tests.cli.conftest import Json, Segue


def test_figures_are_told_and_one_is_drawn(segue: Segue, segue_json: Json, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "hours.svg"
    assert segue("insights", "hours", "--svg", str(file)).exit_code == 4
    Conversation.objects.create(owner=cast.ada, medium="call", first_at=NOW, last_at=NOW, rating=4)
    told = segue("insights").stdout
    assert "You have 0 open promises." in told
    assert "0 h in 1 talk: 1 not wrapped up." in told
    assert [each["figure"] for each in segue_json("insights", "--days", "30")] == list(KEYS)
    (hours,) = segue_json("insights", "hours")
    assert ["not wrapped up", 1, 0.0] in hours["rows"]
    segue("insights", "hours", "--svg", str(file))
    assert file.read_text().startswith("<svg")
    numbers = tmp_path / "hours.csv"
    segue("insights", "hours", "--csv", str(numbers))
    assert numbers.read_bytes().count(b"\r\n") == len(hours["rows"]) + 1
    assert segue("insights", "--csv", str(numbers)).exit_code == 4
    assert segue("insights", "nonsense").exit_code == 3
    assert segue("insights", "--days", "7").exit_code == 2
