"""gather on the command line: the account, the runs, taking one back."""

from pathlib import Path

from segue.store.models import Belonging, Community, Post
from tests.cast import NOW, Cast
from tests.cli.conftest import Json, Segue
from tests.formats.archives import HYPERKITTY, SLACK, zipped


def a_community(cast: Cast, role: str = "steward") -> Community:
    made = Community.objects.create(organisation=cast.ada.organisation, name="Readers", topic="Reading", created_at=NOW)
    Belonging.objects.create(community=made, member=cast.ada, role=role, joined_at=NOW)
    return made


def test_the_account_says_what_came_of_it(segue: Segue, segue_json: Json, cast: Cast, tmp_path: Path) -> None:
    a_community(cast)
    path = tmp_path / "list.mbox"
    path.write_text(HYPERKITTY)
    told = segue("gather", "Readers", str(path), str(zipped(tmp_path / "slack.zip", SLACK))).stdout
    assert "Read 12 messages" in told
    assert "8 new in 4 new threads" in told
    assert "Left out: 2 private channels and direct messages." in told
    again = segue_json("gather", "Readers", str(path))
    assert (again["new"], again["known"], again["left_out"]) == (0, 3, {"robot": 1})


def test_the_runs_are_listed_and_one_is_taken_back(segue: Segue, segue_json: Json, cast: Cast, tmp_path: Path) -> None:
    community = a_community(cast)
    path = tmp_path / "list.mbox"
    path.write_text(HYPERKITTY)
    assert "Nothing was brought in yet" in segue("communities", "archives", str(community.id)).stdout
    segue("gather", str(community.id), str(path))
    (run,) = segue_json("communities", "archives", "Readers")
    assert (run["state"], run["new"]) == ("finished", 3)
    assert "list.mbox" in segue("communities", "archives", "Readers").stdout
    assert "3 posts, 1 threads" in segue("communities", "take-back-archive", str(run["id"])).stdout
    assert not Post.objects.exists()
    assert "taken back" in segue("communities", "archives", "Readers").stdout


def test_who_may_not_is_told_why(segue: Segue, cast: Cast, tmp_path: Path) -> None:
    community = a_community(cast, "member")
    path = tmp_path / "list.mbox"
    path.write_text(HYPERKITTY)
    refused = segue("gather", str(community.id), str(path))
    assert (refused.exit_code, "stewards" in refused.output) == (4, True)
    assert segue("gather", "Nobody's", str(path)).exit_code == 3
    assert segue("gather", str(community.id), str(tmp_path / "no.mbox")).exit_code == 3
    assert not Post.objects.exists()
