"""Today in the terminal: rows with their reason, the words, and what to type; how far everything was read."""

from datetime import date, timedelta

import pytest

from segue.cli.hints import hints
from segue.cli.say import flowed
from segue.cli.today import read
from segue.domain.commitments import Move, Side
from segue.domain.today import Row, Rule, Verb
from segue.store.models import STALE, Commitment, Connection, Member, Source
from tests.cast import NOW, Cast, commitment
from tests.cli.conftest import Json, Segue


@pytest.fixture
def overdue(cast: Cast) -> Commitment:
    """What Ada promised for last Thursday."""
    said = NOW - timedelta(days=6)
    return commitment(cast, (Side.B, Move.PROMISE, date(2026, 11, 19)), mine=True, touched_at=said)


def test_a_row_says_what_to_do_why_and_what_to_type(segue: Segue, overdue: Commitment) -> None:
    told = segue("today").stdout
    assert "Mon 23 Nov 2026, Europe/Stockholm" in told
    assert "Promises of yours" in told
    assert "Amara Osei" in told
    assert f"segue done {overdue.id}" in told
    assert f"segue snooze {overdue.id} DAY" in told
    assert "Nothing has been read yet: segue import PATH. Or begin by hand" in told


def test_today_as_data(segue_json: Json, overdue: Commitment) -> None:
    page = segue_json("today")
    (row,) = page["rows"]
    assert (row["rule"], row["commitment_id"]) == ("my promise", overdue.id)
    assert row["commands"][0] == f"segue done {overdue.id}"
    assert (page["more"], page["triage"], page["read"]) == (0, 0, [])


def test_today_as_it_stood(segue_json: Json, overdue: Commitment) -> None:
    assert segue_json("today", "--now", "2026-11-01T09:00Z")["rows"] == []


def test_the_live_one_and_the_one_of_that_moment_say_the_same(cast: Cast, overdue: Commitment) -> None:
    Connection.objects.update(refresh_at=STALE)
    assert read(cast.owner, NOW, live=True).rows == read(cast.owner, NOW, live=False).rows


def test_empty_is_good_news(segue: Segue) -> None:
    assert "Nothing is due. That is good news." in segue("today").stdout


def test_what_is_doubtful_is_not_called_good_news(segue: Segue, overdue: Commitment) -> None:
    Commitment.objects.filter(id=overdue.id).update(quote="I will call you on Thursday", touched_at=None)
    Member.objects.update(sent_read_to=NOW)
    Connection.objects.update(refresh_at=STALE)
    told = segue("today").stdout
    assert "Nothing is surely due." in told
    assert "1 may be: segue today --all" in told


def test_it_says_how_far_each_source_was_read(segue: Segue, cast: Cast) -> None:
    whole = {"kind": "mbox", "fingerprint": "", "size": 100, "newest_at": NOW - timedelta(days=1)}
    Source.objects.create(owner=cast.ada, name="sent.mbox", sent=True, position=100, finished_at=NOW, **whole)
    Source.objects.create(owner=cast.ada, name="inbox.mbox", position=40, **whole)
    told = segue("today").stdout
    assert "Read to the end: 1 of 2 sources, sent mail among them; the latest word is of Sun 22 Nov 2026." in told
    assert "Not read to the end: inbox.mbox, 40%." in told


@pytest.mark.parametrize(
    ("rule", "verb", "command"),
    [
        (Rule.MY_PROMISE, Verb.COUNTER, "segue new-date 1 --by DAY --because WHY"),
        (Rule.PHONE_THEM, Verb.SETTLED, "segue done 1"),
        (Rule.PHONE_THEM, Verb.NOT_SETTLED, "segue not-settled 1"),
        (Rule.ONE_REMINDER, Verb.REMIND, "segue remind 1"),
        (Rule.WRAP_UP, Verb.ENJOYED, "segue wrap-up 2 --enjoyed"),
        (Rule.WRAP_UP, Verb.SNOOZE, "segue snooze t2 DAY"),
        (Rule.CLOSE, Verb.CLOSE, "segue close c3 --terms WHY"),
        (Rule.THEY_WROTE_AGAIN, Verb.LEAVE_CLOSED, "segue leave-closed c3"),
        (Rule.KEEP_IN_TOUCH, Verb.SNOOZE, "segue snooze c3 DAY"),
        (Rule.KEEP_IN_TOUCH, Verb.DRAFT, "segue hello c3"),
        (Rule.AGREED_CONTACT, Verb.DRAFT, "segue draft c3 --as agreed"),
    ],
)
def test_what_to_type(rule: Rule, verb: Verb, command: str) -> None:
    about_commitment = rule in (Rule.MY_PROMISE, Rule.PHONE_THEM, Rule.ONE_REMINDER)
    row = Row(
        rule, 3, "do it", "Amara", (), "why", "now", "nothing", (verb,), "1", NOW,
        commitment_id=1 if about_commitment else None, conversation_id=2,
    )  # fmt: skip
    assert hints(row) == [command, "segue thread 2"]


def test_what_to_type_is_never_broken_over_two_lines() -> None:
    assert flowed(["segue done 1", "segue snooze 1 DAY", "segue thread 2"], 36) == [
        "segue done 1  ·  segue snooze 1 DAY",
        "segue thread 2",
    ]
