"""Bringing archives into a community: what is kept of them, who may, again, late, joined, broken off, taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from segue.actions import gathering
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.posting import post as say_there
from segue.actions.reading import read_waiting
from segue.detect import Act
from segue.store.models import (
    Belonging,
    Community,
    Event,
    Gathering,
    Member,
    Notice,
    Post,
    PostRef,
    Purpose,
    PurposePost,
    Thread,
    User,
    Voice,
)
from tests.actions.gathering import child
from tests.cast import NOW
from tests.formats.archives import HYPERKITTY, MATTERMOST, SLACK, lines, message, zipped
from tests.spaces import Spaces


def bring_in(spaces: Spaces, *paths: Path, who: str = "Stellan", now: datetime = NOW) -> gathering.Account:
    return gathering.run(spaces.asker(who), spaces.community.id, paths, now, source="test", workers=0)


def brought_in() -> list[tuple[str, list[str]]]:
    threads = Thread.objects.exclude(ref=None).order_by("first_at", "id")
    return [(each.subject, [post.body for post in each.posts.order_by("at", "id")]) for each in threads]


@pytest.fixture
def kitty(tmp_path: Path) -> Path:
    path = tmp_path / "readers.mbox"
    path.write_text(HYPERKITTY)
    return path


def mail(number: int, *, parent: int | None = None, subject: str = "Hours", day: int = 1, **more: str) -> str:
    refs = f"References: <{parent}@x.example>\n" if parent is not None else ""
    date = (datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=day)).strftime("%a, %d %b %Y %H:%M:%S +0000")
    fields = "".join(f"{name}: {value}\n" for name, value in more.items())
    return (
        f"From a@x.example Mon Jan  1 12:00:00 2024\nFrom: Ann <ann{number % 3}@x.example>\nSubject: {subject}\n"
        f"Message-ID: <{number}@x.example>\n{refs}Date: {date}\n{fields}\nNumber {number}.\n\n"
    )


def test_mail_becomes_threads_of_voices_and_nobody_gets_an_account(spaces: Spaces, kitty: Path) -> None:
    before = (Member.objects.count(), User.objects.count(), Belonging.objects.count())
    account = bring_in(spaces, kitty)
    assert (account.read, account.new, account.known, account.threads) == (4, 3, 0, 1)
    assert (account.set_aside, account.left_out) == (0, {"robot": 1})
    thread = Thread.objects.exclude(ref=None).get(subject="Opening hours", post_count=3)
    assert thread.community == spaces.community
    assert thread.last_at - thread.first_at == timedelta(minutes=16, seconds=40)
    speakers = [each.voice for each in thread.posts.order_by("at")]
    assert [(each.name, each.addr) for each in speakers] == [
        ("Emil Holm", "emil@lindqvist.example"), ("Cleo Diaz", "cleo@diaz.example"),
        ("Stellan Berg", "stellan@lindqvist.example"),
    ]  # fmt: skip
    assert speakers[0].member == spaces.members["Emil"]
    reply = thread.posts.get(body__contains="after seven")
    assert [reply.body[start:end].strip() for start, end in reply.own] == ["I would love to come after seven."]
    assert (Member.objects.count(), User.objects.count(), Belonging.objects.count()) == before
    assert not Notice.objects.exists()


def test_slack_and_mattermost_bring_in_what_is_public(spaces: Spaces, tmp_path: Path) -> None:
    account = bring_in(spaces, zipped(tmp_path / "slack.zip", SLACK), lines(tmp_path / "mm.jsonl", MATTERMOST))
    assert account.left_out == {"private": 4, "notice": 1, "robot": 3}
    assert (account.read, account.new, account.threads) == (14, 10, 6)
    told = brought_in()
    assert ("#general: A question of its own", ["A question of its own", "The answer"]) in told
    assert ("#Town Square: Should it stay open?", ["Should it stay open?", "Yes, **please**"]) in told
    assert "secret" not in json.dumps(told)


def test_the_same_again_adds_nothing(spaces: Spaces, kitty: Path, tmp_path: Path) -> None:
    paths = (kitty, zipped(tmp_path / "slack.zip", SLACK), lines(tmp_path / "mm.jsonl", MATTERMOST))
    bring_in(spaces, *paths)
    before = (brought_in(), PostRef.objects.count(), Voice.objects.count())
    again = bring_in(spaces, *paths)
    assert (again.new, again.known, again.threads) == (0, 13, 0)
    assert (brought_in(), PostRef.objects.count(), Voice.objects.count()) == before


def test_a_longer_export_adds_what_is_new_to_the_threads_that_are_there(spaces: Spaces, tmp_path: Path) -> None:
    bring_in(spaces, zipped(tmp_path / "a.zip", SLACK))
    count = Thread.objects.count()
    more = [
        message("U1", "On with that", 20_100),
        message("U2", "An answer much later", 90_000, thread_ts=SLACK["general/2023-11-14.json"][5]["ts"]),
    ]
    account = bring_in(spaces, zipped(tmp_path / "b.zip", SLACK | {"general/2023-11-15.json": more}))
    assert (account.new, account.threads, Thread.objects.count()) == (2, 0, count)
    told = dict(brought_in())
    assert told["#general: Hours later, something else"] == ["Hours later, something else", "On with that"]
    assert told["#general: A question of its own"][-1] == "An answer much later"


def test_older_posts_that_come_later_are_read_with_the_rest(
    spaces: Spaces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segue.actions.reading.detect_all", lambda letters: [list[Act]() for _ in letters])
    late, early = tmp_path / "b.mbox", tmp_path / "a.mbox"
    late.write_text(mail(2, parent=1, subject="Re: Hours", day=2))
    early.write_text(mail(1, subject="Hours", day=1))
    bring_in(spaces, late)
    while read_waiting().threads:
        pass
    thread = Thread.objects.exclude(ref=None).get()
    assert thread.read_to is not None
    bring_in(spaces, early)
    thread.refresh_from_db()
    assert (thread.post_count, thread.read_to, thread.first_at.day) == (2, None, 2)


def test_threads_by_references_in_any_order_and_by_subject_for_thirty_days(spaces: Spaces, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        mail(3, parent=2)  # its parent is not there yet
        + mail(1)
        + mail(2, parent=1)  # joins the two
        + mail(4, subject="Re: Hours", day=20)
        + mail(5, subject="Hours", day=21)  # a new mail of the same subject is a new thread
        + mail(6, subject="Re: Hours", day=90)  # too late
        + mail(7, parent=99)
        + mail(8, parent=99)  # both answer one that is missing
    )
    bring_in(spaces, path)
    told = [[body.strip() for body in bodies] for _, bodies in brought_in()]
    assert sorted(map(sorted, told)) == [
        ["Number 1.", "Number 2.", "Number 3.", "Number 4."], ["Number 5."], ["Number 6."], ["Number 7.", "Number 8."],
    ]  # fmt: skip


def test_threads_that_turn_out_to_be_one_are_joined_unless_members_did_something_in_both(
    spaces: Spaces, tmp_path: Path
) -> None:
    apart, link = tmp_path / "a.mbox", tmp_path / "b.mbox"
    apart.write_text(mail(1) + mail(3, parent=2) + mail(11) + mail(13, parent=12))
    link.write_text(mail(2, parent=1) + mail(12, parent=11))
    bring_in(spaces, apart)
    one, three, eleven, thirteen = Thread.objects.exclude(ref=None).order_by("id")
    for thread in (eleven, thirteen):
        say_there(spaces.asker("Emil"), thread.id, "Mine.", NOW, source="test")
    say_there(spaces.asker("Emil"), three.id, "Mine.", NOW, source="test")
    bring_in(spaces, link)
    assert not Thread.objects.filter(id=one.id).exists()
    assert Thread.objects.get(id=three.id).post_count == 4
    assert {each.post_count for each in Thread.objects.filter(id__in=[eleven.id, thirteen.id])} == {2, 3}
    for thread in Thread.objects.exclude(ref=None):
        assert thread.post_count == thread.posts.count()


def test_what_is_broken_is_set_aside_by_name_and_place(spaces: Spaces, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        mail(1) + "From a@x.example Mon Jan  1 12:00:00 2024\nSubject: x\nDate: Mon, 1 Jan 2024 12:00:00 +0000\n\nx\n\n"
        + mail(2, day=4_000)
    )  # fmt: skip
    notes = tmp_path / "notes.txt"
    notes.write_text("words")
    account = bring_in(spaces, path, notes, tmp_path / "missing.mbox")
    assert account.new == 1
    assert [(Path(name).name, reason.split()[0]) for name, _, reason in account.aside] == [
        ("notes.txt", "nothing"), ("missing.mbox", "it"), ("a.mbox", "no"), ("a.mbox", "its"),
    ]  # fmt: skip
    row = Gathering.objects.get()
    assert (row.state, row.set_aside, len(row.aside)) == ("finished", 4, 4)


def test_a_locked_thread_takes_nothing_until_it_is_unlocked(spaces: Spaces, tmp_path: Path) -> None:
    first, more = tmp_path / "a.mbox", tmp_path / "b.mbox"
    first.write_text(mail(1))
    more.write_text(mail(2, parent=1))
    bring_in(spaces, first)
    thread = Thread.objects.exclude(ref=None).get()
    Thread.objects.filter(id=thread.id).update(locked_at=NOW)
    account = bring_in(spaces, more)
    assert (account.new, account.set_aside) == (0, 1)
    assert "locked" in account.aside[0][2]
    Thread.objects.filter(id=thread.id).update(locked_at=None)
    assert bring_in(spaces, more).new == 1


@pytest.mark.parametrize("who", ["Mona", "Emil", "Cleo"])
def test_only_a_steward_brings_archives_in(spaces: Spaces, kitty: Path, who: str) -> None:
    with pytest.raises(Refused, match="stewards"):
        bring_in(spaces, kitty, who=who)
    assert not Gathering.objects.exists()


@pytest.mark.parametrize("who", ["Ada", "Bo", "Tim", "Chiara"])
def test_who_is_not_in_it_is_told_that_it_is_not_there(spaces: Spaces, kitty: Path, who: str) -> None:
    with pytest.raises(NotFound):
        bring_in(spaces, kitty, who=who)
    Community.objects.update(admission=Community.Admission.PUBLIC)
    with pytest.raises(NotFound if who == "Chiara" else Refused):
        bring_in(spaces, kitty, who=who)
    assert not Gathering.objects.exists()


def test_nothing_is_brought_into_a_closed_community(spaces: Spaces, kitty: Path) -> None:
    Community.objects.update(closed_at=NOW)
    with pytest.raises(Refused, match="closed"):
        bring_in(spaces, kitty)


@pytest.mark.slow
def test_a_killed_one_goes_on_to_the_same_end(spaces: Spaces, tmp_path: Path) -> None:
    archive = tmp_path / "a.mbox"
    archive.write_text("".join(mail(n, parent=n - 5 if n > 5 else None, subject=f"About {n % 5}") for n in range(20)))
    undisturbed = bring_in(spaces, archive)
    child.run(tmp_path / "home", archive, kill_after=3)
    resumed = child.run(tmp_path / "home", archive)
    assert [(subject, bodies) for subject, _, *bodies in resumed["threads"]] == brought_in()
    assert 0 < resumed["new"] < undisturbed.new
    assert resumed["new"] + resumed["known"] == undisturbed.new


def test_one_that_failed_is_taken_up_as_the_same_run(
    spaces: Spaces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.mbox"
    path.write_text("".join(mail(number, subject=str(number)) for number in range(6)))
    monkeypatch.setattr("segue.actions.gathering.reading.MOST_ITEMS", 2)
    calls: list[Any] = []

    def stop(told: Any) -> None:
        calls.append(told)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gathering.run(spaces.asker("Stellan"), spaces.community.id, [path], NOW, source="t", report=stop, workers=0)
    row = Gathering.objects.get()
    assert (row.state, row.error, row.new) == ("failed", "interrupted", 4)
    account = bring_in(spaces, path)
    row.refresh_from_db()
    assert (account.run, account.new, account.known, row.state, row.error) == (row.id, 6, 0, "finished", "")
    gathering.take_back(spaces.asker("Stellan"), row.id, NOW, source="test")
    assert not Post.objects.exclude(ref=None).exists()


def test_taking_back_leaves_the_community_as_it_was(spaces: Spaces, kitty: Path, tmp_path: Path) -> None:
    before = (Thread.objects.count(), Post.objects.count(), Voice.objects.count())
    first = bring_in(spaces, kitty)
    second = bring_in(spaces, zipped(tmp_path / "slack.zip", SLACK))
    taken = gathering.take_back(spaces.asker("Stellan"), second.run, NOW, source="test")
    assert (taken.posts, taken.threads, taken.kept) == (5, 3, 0)
    assert len(brought_in()) == 1
    gathering.take_back(spaces.asker("Stellan"), first.run, NOW, source="test")
    assert (Thread.objects.count(), Post.objects.count(), Voice.objects.count()) == before
    assert not PostRef.objects.exists()
    with pytest.raises(Refused, match="already"):
        gathering.take_back(spaces.asker("Stellan"), first.run, NOW, source="test")
    assert bring_in(spaces, kitty).new == 3


def test_taking_back_what_was_added_in_many_parts(
    spaces: Spaces, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segue.actions.gathering.reading.MOST_ITEMS", 2)
    monkeypatch.setattr("segue.actions.gathering.taking_back._SPANS", 1)
    path = tmp_path / "a.mbox"
    path.write_text("".join(mail(number, parent=number - 3 if number > 2 else None) for number in range(9)))

    def interleave(told: Any) -> None:
        say_there(spaces.asker("Emil"), spaces.thread.id, f"After {told.read}.", NOW, source="test")

    run = gathering.run(
        spaces.asker("Stellan"), spaces.community.id, [path], NOW, source="t", report=interleave, workers=0
    ).run
    assert len(Gathering.objects.get(id=run).spans) > 2
    taken = gathering.take_back(spaces.asker("Stellan"), run, NOW, source="test")
    assert (taken.posts, taken.threads, taken.kept) == (9, 3, 0)
    assert not Post.objects.exclude(ref=None).exists()
    assert Thread.objects.get().id == spaces.thread.id


def test_taking_back_keeps_threads_that_members_built_upon(spaces: Spaces, tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text("".join(mail(number, subject=str(number)) for number in range(3)))
    run = bring_in(spaces, path).run
    spoken, raised, _free = Thread.objects.exclude(ref=None).order_by("id")
    say_there(spaces.asker("Emil"), spoken.id, "I was there.", NOW, source="test")
    purpose = Purpose.objects.create(community=spaces.community, wording="Open late", raised_at=NOW)
    PurposePost.objects.create(purpose=purpose, post=raised.posts.get())
    taken = gathering.take_back(spaces.asker("Stellan"), run, NOW, source="test")
    assert (taken.posts, taken.kept) == (1, 2)
    assert set(Thread.objects.exclude(ref=None)) == {spoken, raised}
    assert "2 threads stay" in Event.objects.latest("id").text


def test_taking_back_what_was_added_to_threads_of_another_run(spaces: Spaces, tmp_path: Path) -> None:
    first, more = tmp_path / "a.mbox", tmp_path / "b.mbox"
    first.write_text(mail(2, parent=1, day=2))
    more.write_text(mail(1, day=1) + mail(3, parent=1, day=3))
    bring_in(spaces, first)
    thread = Thread.objects.exclude(ref=None).get()
    run = bring_in(spaces, more).run
    gathering.take_back(spaces.asker("Stellan"), run, NOW, source="test")
    thread.refresh_from_db()
    assert (thread.post_count, thread.first_at, thread.last_at) == (1, thread.last_at, thread.first_at)
    assert bring_in(spaces, more).new == 2


@pytest.mark.parametrize("who", ["Mona", "Emil", "Ada", "Bo", "Chiara"])
def test_only_a_steward_takes_back(spaces: Spaces, kitty: Path, who: str) -> None:
    run = bring_in(spaces, kitty).run
    with pytest.raises(Refused):
        gathering.take_back(spaces.asker(who), run, NOW, source="test")
    assert Post.objects.exclude(ref=None).count() == 3


def test_undo_passes_an_import_over(spaces: Spaces, kitty: Path) -> None:
    bring_in(spaces, kitty)
    with pytest.raises(NotFound):
        undo(spaces.asker("Stellan"), NOW, source="test")
    assert Event.objects.filter(verb="bring in").count() == 1


def test_files_handed_in_are_read_in_the_background_and_thrown_away(spaces: Spaces, settings: Any) -> None:
    files = [SimpleUploadedFile("readers.mbox", HYPERKITTY.encode())]
    row = gathering.order(spaces.asker("Stellan"), spaces.community.id, files, NOW, source="web")
    assert Path(row.paths[0]).exists()
    done = gathering.run_next(NOW)
    assert done is not None
    done.refresh_from_db()
    assert (done.state, done.new) == ("finished", 3)
    assert not Path(row.paths[0]).exists()
    assert gathering.run_next(NOW) is None


def test_a_steward_no_more_has_nothing_read(spaces: Spaces) -> None:
    files = [SimpleUploadedFile("readers.mbox", HYPERKITTY.encode())]
    row = gathering.order(spaces.asker("Stellan"), spaces.community.id, files, NOW, source="web")
    Belonging.objects.filter(member=spaces.members["Stellan"]).update(role=Belonging.Role.MEMBER)
    assert gathering.run_next(NOW) == row
    row.refresh_from_db()
    assert (row.state, row.new) == ("failed", 0)
    assert "stewards" in row.error
    with pytest.raises(Refused):
        gathering.order(spaces.asker("Mona"), spaces.community.id, files, NOW, source="web")
