"""segue pipeline."""

from datetime import timedelta

from segue.domain.commitments import Move, Side
from segue.store.models import Connection, Need
from tests.cast import FRIDAY, NOW, Cast, commitment
from tests.cli.conftest import Json, Segue


def test_it_tells_what_is_stuck_and_what_comes_next(segue: Segue, segue_json: Json, cast: Cast) -> None:
    assert "Nobody is on a way yet" in segue("pipeline").stdout
    since = NOW - timedelta(days=30)
    need = Need.objects.create(owner=cast.ada, name="pilot partner", since=NOW)
    Connection.objects.filter(person=cast.amara).update(stage="action", stage_since=since, need=need)
    Connection.objects.filter(person=cast.dai).update(stage="relatedness", stage_since=since)
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY), mine=True)
    told = segue("pipeline").stdout
    assert "Dai Nakamura" in told
    assert "stuck for 16 days; no next step" in told
    assert "you: send the outline, by Sat 28 Nov 2026" not in told
    assert "you: send the outline, by Fri 27 Nov 2026" in told
    data = segue_json("pipeline", "--only", "attention")
    assert [each["person"] for stage in data["stages"] for each in stage["people"]] == ["Dai Nakamura"]
    assert data["counts"]["they-wait"] == 1
    assert "Amara Osei" in segue("pipeline", "--need", "pilot partner").stdout
    assert "Dai" not in segue("pipeline", "--stage", "action").stdout
    assert segue("pipeline", "--need", "nothing").exit_code == 3
