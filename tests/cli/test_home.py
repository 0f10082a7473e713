"""One person on a laptop notices nothing of organisations; several on a server say who they are."""

import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from segue.actions.errors import Refused
from segue.cli import home, mailboxes, system
from segue.store.models import Member, User
from tests.cast import NOW, Cast
from tests.cli.conftest import Json, Segue


@pytest.mark.django_db
def test_the_first_command_makes_the_owner_from_what_the_machine_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Africa/Accra")
    first, again = home.member(NOW), home.member(NOW)
    assert first == again
    assert first.user.email.endswith("@localhost")
    assert (first.role, first.zone, first.country) == ("owner", "Africa/Accra", "GH")


@pytest.mark.django_db
def test_a_store_that_is_up_to_date_is_let_be_and_another_brought_up(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(home, "call_command", lambda name, **options: called.append(name))
    home.migrate()
    assert called == []
    recorder = MigrationRecorder(connection)
    assert recorder.applied_migrations().keys() >= MigrationLoader(connection).graph.nodes.keys()
    recorder.record_unapplied("store", "0001_first")
    home.migrate()
    assert called == ["migrate"]


def test_commands_that_find_a_new_store_at_once_wait_for_each_other(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "SEGUE_HOME": str(tmp_path)}
    command = [Path(sys.executable).with_name("segue"), "owner", "--json"]
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(3)
    ]
    told = [each.communicate() for each in running]
    assert [each.returncode for each in running] == [0, 0, 0], told
    assert len({words for words, _ in told}) == 1


def test_of_several_one_is_named(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="several members"):
        home.member(NOW)
    monkeypatch.setenv("SEGUE_AS", "bo@lindqvist.example")
    assert home.member(NOW) == cast.bo
    monkeypatch.setenv("SEGUE_AS", "nobody@lindqvist.example")
    with pytest.raises(Refused, match="Nobody here has the address"):
        home.member(NOW)


def test_the_owner_is_told_and_set_right(segue_json: Json) -> None:
    assert segue_json("owner")["email"] == "ada@lindqvist.example"
    assert segue_json("owner", "--zone", "Africa/Accra", "--country", "GH")["zone"] == "Africa/Accra"
    assert segue_json("owner")["country"] == "GH"


def test_a_password_is_asked_for_and_kept(segue: Segue, cast: Cast) -> None:
    secret = "a quiet walk by the lake"
    assert segue("owner", "--password", input=f"{secret}\n{secret}\n").exit_code == 0
    assert User.objects.get(id=cast.ada.user_id).check_password(secret)


def test_a_member_is_invited_and_gets_a_link(segue: Segue, segue_json: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    assert segue_json("invite", "esi@lindqvist.example")["role"] == "member"
    assert segue("link", "esi@lindqvist.example").stdout.startswith("http://localhost:8765/sign-in/")
    assert segue("link", "chiara@russo.example").exit_code == 3
    monkeypatch.setenv("SEGUE_AS", "bo@lindqvist.example")
    assert segue("link", "esi@lindqvist.example").exit_code == 4
    assert Member.objects.filter(user__email="esi@lindqvist.example").exists()


@pytest.mark.parametrize(("told", "zone"), [("Europe/Stockholm", "Europe/Stockholm"), (":Asia/Tokyo", "Asia/Tokyo")])
def test_the_zone_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch, told: str, zone: str) -> None:
    monkeypatch.setenv("TZ", told)
    assert system.zone() == zone


def test_a_zone_that_nobody_knows_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Mars/Olympus")
    assert system.zone() in available_timezones()


@pytest.mark.parametrize(("zone", "country"), [("Europe/Stockholm", "SE"), ("America/New_York", "US"), ("UTC", "")])
def test_the_country_is_that_of_the_zone(zone: str, country: str) -> None:
    assert system.country(zone) == country


def test_mail_on_the_disk_is_found(tmp_path: Path) -> None:
    profile = tmp_path / ".thunderbird" / "abc.default" / "ImapMail" / "imap.example.org"
    maildir = tmp_path / "Maildir"
    for folder in (profile, maildir / "cur", maildir / "new", tmp_path / "mail" / "notes"):
        folder.mkdir(parents=True)
    assert mailboxes.on_disk(tmp_path, "nobody-of-that-name") == [tmp_path / ".thunderbird" / "abc.default", maildir]
    assert mailboxes.on_disk(tmp_path / "elsewhere", "nobody-of-that-name") == []
