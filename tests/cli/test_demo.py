"""The demo: a sample mailbox read in like anybody's, its logged facts entered, Today on it; nothing of it twice."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from segue.actions.today import refresh
from segue.cli.main import app
from segue.cli.sample import OWNER_ADDRESSES
from segue.cli.sample.expected import EXPECTED, QUIET, ExpectedRow
from segue.domain.today import Row
from segue.queries.accounts import members
from segue.queries.today import behind
from segue.store.models import Address, Connection, Conversation, Import, Message, Person, User, asker_for
from tests.cast import Cast

SEGUE = Path(sys.executable).with_name("segue")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.slow
@pytest.mark.django_db
def test_the_sample_is_read_and_its_facts_entered_once(home: Path) -> None:
    at = ("--now", NOW.isoformat())
    first = CliRunner().invoke(app, ["demo", *at])
    assert first.exit_code == 0, first.output
    assert "Promises of yours" in first.stdout
    counted = Message.objects.count()
    assert counted > 400
    assert set(OWNER_ADDRESSES) <= set(Address.objects.filter(kind="mine").values_list("addr", flat=True))
    assert Conversation.objects.get(medium="chat").subject == "Majken Strömgren"
    assert Person.objects.filter(name="Tove Wallander", last_at=None).exists()
    assert Connection.objects.filter(closed_at__isnull=False).count() == 2
    assert Connection.objects.filter(cadence_ideal_days__isnull=False).count() == 2
    assert Conversation.objects.exclude(ending="").count() >= 4
    second = CliRunner().invoke(app, ["demo", *at])
    assert second.exit_code == 0
    assert (Message.objects.count(), Import.objects.count()) == (counted, 1)


@pytest.mark.slow
@pytest.mark.django_db
def test_today_owes_what_the_sample_says_and_is_quiet_about_the_rest(home: Path) -> None:
    CliRunner().invoke(app, ["demo", "--now", NOW.isoformat()])
    asker = asker_for(members()[0])
    refresh(asker, NOW)
    persons = Connection.objects.values_list("id", "person_id")
    rows = {person: behind(asker, connection) for connection, person in persons}
    who = dict(Address.objects.exclude(person=None).values_list("addr", "person_id"))
    missing = [
        f"{each.rule}: {each.person}"
        for each in EXPECTED
        if not any(answers(row, each) for row in rows.get(who.get(each.person), ()))
    ]
    noisy = [each.person for each in QUIET if rows.get(who.get(each.person))]
    assert missing == []
    assert noisy == []


def answers(row: Row, expected: ExpectedRow) -> bool:
    """Whether this is the row that is owed, with the words it has to show."""
    quoted = any(expected.words in fact.text for fact in row.facts)
    return (row.rule, row.settled) == (expected.rule, expected.settled) and quoted


@pytest.mark.django_db
def test_somebodys_own_store_is_left_alone(home: Path, cast: Cast) -> None:
    User.objects.filter(id=cast.ada.user_id).update(email="somebody@else.example")
    told = CliRunner().invoke(app, ["demo"])
    assert told.exit_code == 4
    assert "the demo wants one for itself" in told.stderr


@pytest.mark.slow
def test_the_program_itself_shows_today(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "SEGUE_HOME": str(tmp_path)}
    told = subprocess.run([SEGUE, "demo"], capture_output=True, text=True, env=environment)
    assert told.returncode == 0, told.stderr
    assert "Today  7" in told.stdout
    again = subprocess.run([SEGUE, "today", "--json"], capture_output=True, text=True, env=environment)
    assert again.stdout.startswith("{")
