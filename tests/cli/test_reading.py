"""Reading what waits in communities and teams, on the command line."""

from tests.cli.conftest import Json, Segue
from tests.spaces import SAID, Spaces


def test_what_waits_is_read_and_told(spaces: Spaces, segue_json: Json) -> None:
    said = segue_json("read-threads")
    assert (said["posts"], said["unread"]) == (len(SAID), 0)
    assert segue_json("read-threads")["posts"] == 0


def test_it_says_so_in_words(spaces: Spaces, segue: Segue) -> None:
    assert "3 posts read" in segue("read-threads").stdout
    assert "Every thread has been read." in segue("read-threads").stdout
