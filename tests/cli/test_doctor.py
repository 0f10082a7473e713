"""doctor and triage: what is configured, read, unread, broken and old."""

from datetime import timedelta

from segue.detect import NOT_READ
from segue.domain.commitments import Move, Side
from segue.store.models import Commitment, Import, SetAside, Source
from tests.cast import NOW, Cast, commitment, mail, mark
from tests.cli.conftest import Json, Segue


def test_it_says_what_is_read_unread_and_broken(segue: Segue, cast: Cast) -> None:
    unread = Source.objects.create(
        owner=cast.ada, name="inbox.mbox", kind="mbox", fingerprint="", size=100, position=40
    )
    run = Import.objects.create(
        owner=cast.ada, paths=["inbox.mbox"], state="failed", started_at=NOW, error="the disk is full"
    )
    SetAside.objects.create(owner=cast.ada, run=run, source=unread, position=17, reason="no header")
    told = segue("doctor")
    assert told.exit_code == 1
    for words in (
        "You are Ada Lindqvist of Lindqvist, in Europe/Stockholm, SE.",
        "Taken for yours: ada@lindqvist.example.",
        "Read to 40%: inbox.mbox.",
        "None of your sent mail has been read.",
        "inbox.mbox at 17: no header.",
        "The last import stopped: the disk is full.",
    ):
        assert words in told.stdout


def test_a_language_that_is_not_read_is_named(segue: Segue, cast: Cast) -> None:
    said = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Potete mandarci il contratto?")
    mark(said, said.body, NOT_READ, shown=False, what="it")
    assert "Not read: language Italian, 1 message." in segue("doctor").stdout


def test_a_silent_import_is_noticed(segue_json: Json, cast: Cast) -> None:
    Import.objects.create(
        owner=cast.ada, paths=["x"], state="running", started_at=NOW, beat_at=NOW - timedelta(minutes=5)
    )
    assert any("no sign of life" in finding["what"] for finding in segue_json("doctor"))


def test_what_is_old_is_counted_and_listed(segue: Segue, segue_json: Json, cast: Cast) -> None:
    old = commitment(cast, (Side.A, Move.REQUEST), mine=True, what="send the old list")
    Commitment.objects.filter(id=old.id).update(made_at=NOW - timedelta(days=400))
    assert segue_json("triage") == [{"kind": "request", "mine": True, "year": 2025, "count": 1}]
    assert "you: send the old list (requested)" in segue("triage", "--list").stdout
    (row,) = segue_json("triage", "--year", "2025")["commitments"]
    assert row["id"] == old.id
    assert segue_json("triage", "--list", "--theirs")["commitments"] == []
