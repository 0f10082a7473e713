"""Everything can be taken along, and a person forgotten, on the screen as on the command line."""

import io
import zipfile
from pathlib import Path

import pytest
from django.http import FileResponse
from django.test import Client

from segue.actions import exports
from segue.store.bulk import index_text
from segue.store.models import Event, Import, NotReturning, Person
from tests.cast import NOW, Cast, mail
from tests.web.conftest import SignedIn


def test_the_archive_is_an_export(cast: Cast, ada: Client, tmp_path: Path) -> None:
    mail(cast, "amara@asante.example", "ada@lindqvist.example", "The pilot begins in March.")
    answer = ada.post("/export/")
    assert isinstance(answer, FileResponse)
    assert answer["Content-Disposition"] == 'attachment; filename="segue-2026-11-23.zip"'
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "segue-2026-11-23"
    assert exports.is_export(folder)
    assert b"The pilot begins in March." in (folder / "mail.mbox").read_bytes()
    assert ada.get("/export/").status_code == 405


def test_everybody_takes_their_own_along(cast: Cast, signed_in: SignedIn) -> None:
    mail(cast, "dai@nakamura.example", "ada@lindqvist.example", "Between us alone.")
    for member in (cast.bo, cast.chiara):
        answer = signed_in(member).post("/export/")
        assert isinstance(answer, FileResponse)
        with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
            assert all(b"Between us" not in archive.read(name) for name in archive.namelist())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("given", "kept_away"), [({}, 0), ({"stay_away": "on"}, 1)])
def test_asks_first_and_then_says_what_it_removed(
    cast: Cast, ada: Client, given: dict[str, str], kept_away: int
) -> None:
    said = mail(cast, "dai@nakamura.example", "ada@lindqvist.example", "Dai here.")
    index_text([(said.id, said.subject, said.body)])
    address = f"/people/{cast.dai.id}/forget/"
    assert "Dai Nakamura will be redacted" in ada.get(address).content.decode()
    assert Person.objects.get(id=cast.dai.id).redacted_at is None
    told = ada.post(address, given).content.decode()
    assert "1 message of theirs" in told
    assert "Nakamura" not in told
    assert Person.objects.get(id=cast.dai.id).redacted_at == NOW
    assert NotReturning.objects.count() == kept_away
    assert Event.objects.latest("id").source == "web"
    assert ada.get(address).status_code == 404


def test_only_the_owner_can_have_somebody_forgotten(cast: Cast, signed_in: SignedIn) -> None:
    for member in (cast.bo, cast.chiara):
        for person in (cast.amara, cast.dai):
            assert signed_in(member).post(f"/people/{person.id}/forget/").status_code == 404
    assert not Person.objects.exclude(redacted_at=None).exists()


def test_while_something_is_imported_it_is_said_that_nobody_is_forgotten(cast: Cast, ada: Client) -> None:
    Import.objects.create(owner=cast.ada, paths=["one.mbox"], started_at=NOW)
    answer = ada.post(f"/people/{cast.dai.id}/forget/")
    assert answer.status_code == 422
    assert "Something is being imported" in answer.content.decode()
    assert Person.objects.get(id=cast.dai.id).redacted_at is None
