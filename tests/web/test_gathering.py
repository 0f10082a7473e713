"""Bringing an archive in on the screen: handed in, read by the worker, told, taken back; and for whom."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from segue.actions import gathering
from segue.store.models import Gathering, Post, Thread
from tests.cast import NOW
from tests.formats.archives import HYPERKITTY, SLACK, zipped
from tests.spaces import Spaces
from tests.web.conftest import SignedIn


def handed_in(name: str = "readers.mbox", data: bytes = HYPERKITTY.encode()) -> dict[str, SimpleUploadedFile]:
    return {"files": SimpleUploadedFile(name, data)}


def test_an_archive_is_handed_in_read_and_taken_back(spaces: Spaces, signed_in: SignedIn, tmp_path: Path) -> None:
    client = signed_in(spaces.members["Stellan"])
    address = f"/communities/{spaces.community.id}/gather/"
    assert "Everybody who can read this community" in client.get(address).content.decode()
    data = zipped(tmp_path / "export.zip", SLACK | {"general/2023-11-20.json": b"{"}).read_bytes()
    answer = client.post(address, handed_in("export.zip", data))
    run = Gathering.objects.get()
    assert answer["Location"] == f"/gatherings/{run.id}/"
    assert "Waiting to be read" in client.get(answer["Location"]).content.decode()
    gathering.run_next(NOW)
    told = client.get(answer["Location"]).content.decode()
    assert "Read to the end" in told
    assert "2 private channels and direct conversations were not opened." in told
    assert "export.zip/general/2023-11-20.json" in told
    assert str(tmp_path) not in told
    assert "5 new" in client.get(address).content.decode()
    back = client.post(f"/gatherings/{run.id}/take-back/", follow=True).content.decode()
    assert "5 posts were taken back." in back
    assert "Taken back" in back
    assert not Post.objects.exclude(ref=None).exists()
    again = client.post(f"/gatherings/{run.id}/take-back/", follow=True).content.decode()
    assert "It was taken back already." in again


def test_no_file_is_told_in_words(spaces: Spaces, signed_in: SignedIn) -> None:
    client = signed_in(spaces.members["Stellan"])
    answer = client.post(f"/communities/{spaces.community.id}/gather/", follow=True)
    assert "Choose at least one file." in answer.content.decode()


def test_one_whose_process_died_says_so(spaces: Spaces, signed_in: SignedIn) -> None:
    run = Gathering.objects.create(
        community=spaces.community, paths=["a.mbox"], state="running", started_at=NOW,
        beat_at=NOW - timedelta(minutes=3), by=spaces.members["Stellan"],
    )  # fmt: skip
    told = signed_in(spaces.members["Stellan"]).get(f"/gatherings/{run.id}/").content.decode()
    assert "No sign of life" in told


@pytest.mark.parametrize("who", ["Mona", "Emil", "Cleo"])
def test_members_are_told_whom_to_ask(spaces: Spaces, signed_in: SignedIn, who: str) -> None:
    run = Gathering.objects.create(
        community=spaces.community, paths=["a.mbox"], started_at=NOW, state="finished", new=1
    )
    client = signed_in(spaces.members[who])
    address = f"/communities/{spaces.community.id}/gather/"
    told = client.get(address).content.decode()
    assert "Its stewards bring archives in" in told
    assert "a.mbox" not in told
    assert "stewards" in client.post(address, handed_in(), follow=True).content.decode()
    assert client.get(f"/gatherings/{run.id}/").status_code == 404
    client.post(f"/gatherings/{run.id}/take-back/")
    assert Gathering.objects.filter(taken_back_at=None).count() == 1


@pytest.mark.parametrize("who", ["Ada", "Bo", "Chiara"])
def test_who_is_not_in_it_finds_nothing(spaces: Spaces, signed_in: SignedIn, who: str) -> None:
    run = Gathering.objects.create(community=spaces.community, paths=["a.mbox"], started_at=NOW)
    client = signed_in(spaces.members[who])
    for address in (f"/communities/{spaces.community.id}/gather/", f"/gatherings/{run.id}/take-back/"):
        assert client.post(address, handed_in()).status_code == 404
    for address in (f"/communities/{spaces.community.id}/gather/", f"/gatherings/{run.id}/"):
        assert client.get(address).status_code == 404
    assert Gathering.objects.count() == 1


def test_what_a_mail_quotes_is_folded(spaces: Spaces, signed_in: SignedIn, tmp_path: Path) -> None:
    path = tmp_path / "readers.mbox"
    path.write_text(HYPERKITTY)
    gathering.run(spaces.asker("Stellan"), spaces.community.id, [path], NOW, source="test", workers=0)
    thread = Thread.objects.exclude(ref=None).get()
    told = signed_in(spaces.members["Emil"]).get(f"/threads/{thread.id}/").content.decode()
    quoted = told.index("&gt; The library closes at six.")
    own = told.index("I would love to come after seven.", quoted)
    assert told.rindex("<details", 0, quoted) > told.rindex("<li", 0, quoted)
    assert 'class="prose"' in told[quoted:own]
    assert told.count("Quoted, signature") == 2
