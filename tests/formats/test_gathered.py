"""Archives that are brought into a community: which there are, what each says, and what is kept out of it."""

from __future__ import annotations

import gzip
import json
import lzma
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.formats import listmail, mattermost, mbox, saidlines, slack
from segue.formats.gathered import Archive, archives_at
from segue.formats.records import LeftOut, RawMail, Said, SetAside
from segue.formats.slacktext import to_markdown
from tests.formats.archives import BEGUN, HYPERKITTY, MATTERMOST, SLACK, TALK, lines, message, post, zipped
from tests.formats.broken import Files


def sorted_out(items: Any) -> tuple[list[Said], list[SetAside], dict[str, int]]:
    said, aside, out = [], [], dict[str, int]()
    for each in items:
        item = each[1] if isinstance(each, tuple) else each
        if isinstance(item, Said):
            said.append(item)
        elif isinstance(item, SetAside):
            aside.append(item)
        else:
            assert isinstance(item, LeftOut)
            out[item.why] = out.get(item.why, 0) + item.count
    return said, aside, out


def mails(path: Path) -> tuple[list[Said], list[SetAside], dict[str, int]]:
    return sorted_out(listmail.said(each) if isinstance(each, RawMail) else each for each in mbox.read(path))


def test_slack_threads_bursts_and_what_stays_private(tmp_path: Path) -> None:
    said, aside, out = sorted_out(slack.read(zipped(tmp_path / "export.zip", SLACK)))
    first, second, question, answer, later = said
    assert not aside
    assert out == {"private": 2, "notice": 1, "robot": 2}
    assert first.body == "Should the library **stay open** on @here? See [the plan](https://x.example/a) & #random"
    assert second.body == "@Emil yes, `a < b`"
    assert (first.speaker, first.handle) == ("Emil", "emil@lindqvist.example")
    assert (second.speaker, second.handle) == ("Cleo Diaz", "slack:U2")
    assert first.at == datetime.fromtimestamp(BEGUN, UTC)
    assert (first.parents, second.parents) == ((), (first.key,))
    assert (question.parents, answer.parents, later.parents) == ((), (question.key,), ())
    assert first.about.startswith("#general: Should the library")
    assert "secret" not in str(said)


def test_a_folder_that_was_unpacked_reads_the_same(tmp_path: Path) -> None:
    packed = zipped(tmp_path / "export.zip", SLACK)
    folder = tmp_path / "export"
    for name, data in SLACK.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(data))
    assert [each.kind for each in archives_at(folder) if isinstance(each, Archive)] == ["slack"]
    keys = [[each.key for each in sorted_out(slack.read(path))[0]] for path in (packed, folder)]
    assert keys[0] == keys[1]


def test_slack_goes_on_after_what_is_broken(tmp_path: Path) -> None:
    broken = {
        "general/2023-11-13.json": b"[{",
        "general/2023-11-15.json": {"no": "list"},
        "general/2023-11-16.json": [
            7,
            {**message("U1", "x", 0), "ts": "1e999"},
            {**message("U1", "x", 0), "ts": None},
            message("", "nobody", 0),
            message("U9", "\ud800 unknown \x00", 0),
            message("U1", "", 0),
        ],
        "general/2023-11-17.json": b"[" * 100_000,
    }
    said, aside, out = sorted_out(slack.read(zipped(tmp_path / "export.zip", SLACK | broken)))
    assert {each.body for each in said} >= {"unknown", "Hours later, something else"}
    assert sorted((each.source.rpartition("/")[2], each.position) for each in aside) == [
        ("2023-11-13.json", 0), ("2023-11-15.json", 0), ("2023-11-16.json", 0), ("2023-11-16.json", 1),
        ("2023-11-16.json", 2), ("2023-11-16.json", 3), ("2023-11-17.json", 0),
    ]  # fmt: skip
    assert out["empty"] == 1
    assert all(each.reason for each in aside)


@pytest.mark.parametrize("channels", [b"{", [{"id": "C1", "name": "general", "is_private": True}]])
def test_without_word_of_what_is_public_nothing_of_slack_is_read(tmp_path: Path, channels: Any) -> None:
    said, *_ = sorted_out(slack.read(zipped(tmp_path / "export.zip", SLACK | {"channels.json": channels})))
    assert not said


def test_hostile_archives_are_set_aside(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", SLACK | {"general/2023-11-18.json": b" " * (80 << 20)})
    (aside,) = sorted_out(slack.read(bomb))[1]
    assert "hundred times" in aside.reason
    outside = zipped(tmp_path / "paths.zip", SLACK | {"../../etc/2023-11-18.json": [message("U1", "outside", 0)]})
    said, *_ = sorted_out(slack.read(outside))
    assert "outside" not in {each.body for each in said}
    short = tmp_path / "short.zip"
    short.write_bytes(outside.read_bytes()[:-40])
    ((only,),) = [list(archives_at(short))]
    assert isinstance(only, SetAside)
    assert "cannot be read" in only.reason


def test_mattermost_threads_bursts_and_what_stays_private(tmp_path: Path) -> None:
    said, aside, out = sorted_out(mattermost.read(lines(tmp_path / "import.jsonl", MATTERMOST)))
    assert not aside
    assert out == {"robot": 1, "private": 2}
    by = {each.body: each for each in said}
    yes, should, later = by["Yes, **please**"], by["Should it stay open?"], by["Hours later"]
    assert yes.parents == should.parents != later.parents
    assert by["The answer"].parents == (by["A question"].key,)
    assert (should.speaker, should.handle) == ("Emil", "emil@lindqvist.example")
    assert (yes.speaker, yes.handle) == ("Cleo Diaz", "mattermost:cleo")
    assert should.about == "#Town Square: Should it stay open?"
    assert "secret" not in str(said)


def test_mattermost_goes_on_after_what_is_broken(tmp_path: Path) -> None:
    bad: list[Any] = [
        "text",
        {"type": "post", "post": 7},
        post("emil", "where?", 0, channel="unheard of"),
        post("emil", "when?", 0, create_at="yesterday"),
        post("", "who?", 0),
        post("emil", "fine", 5, replies=["no message"], props=3),
        {"type": "something new", "something new": {}},
    ]
    path = lines(tmp_path / "import.jsonl", [*MATTERMOST, *bad])
    path.write_bytes(path.read_bytes() + b'{"type": "po')
    said, aside, _ = sorted_out(mattermost.read(path))
    assert "fine" in {each.body for each in said}
    assert len(aside) == 7
    starts = {place for place, _ in _lines_of(path)}
    assert all(each.position in starts and each.reason for each in aside)


def _lines_of(path: Path) -> list[tuple[int, bytes]]:
    place, found = 0, []
    for line in path.read_bytes().splitlines(keepends=True):
        found.append((place, line))
        place += len(line)
    return found


def test_mattermost_lies_in_a_zip_beside_its_attachments(tmp_path: Path) -> None:
    data = "".join(f"{json.dumps(row)}\n" for row in MATTERMOST).encode()
    packed = zipped(tmp_path / "mm.zip", {"import.jsonl": data, "data/a.png": b"\x89PNG"})
    (found,) = archives_at(packed)
    assert isinstance(found, Archive)
    assert found.kind == "mattermost"
    assert len(sorted_out(mattermost.read(found.path))[0]) == 5


def test_mail_of_an_archive_that_hides_addresses(tmp_path: Path) -> None:
    path = tmp_path / "readers.mbox.gz"
    path.write_bytes(gzip.compress(HYPERKITTY.encode()))
    (one, two, three), aside, out = mails(path)
    assert not aside
    assert out == {"robot": 1}
    assert (one.speaker, one.handle) == ("Emil Holm", "emil@lindqvist.example")
    assert (two.speaker, two.handle) == ("Cleo Diaz", "cleo@diaz.example")
    assert (three.speaker, three.handle) == ("Stellan Berg", "stellan@lindqvist.example")
    assert one.about == "Opening hours"
    assert two.parents == ("one@lindqvist.example",)
    assert [two.body[start:end].strip() for start, end in two.own] == ["I would love to come after seven."]
    assert not three.parents
    assert three.replies
    assert three.loose == one.loose == "opening hours"


def test_a_mail_that_only_quotes_has_no_words_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_text(
        "From a@b.example Tue Nov 14 22:13:20 2023\nFrom: a@b.example\nDate: Tue, 14 Nov 2023 22:13:20 +0000\n"
        f"Subject: x\n\n> All of it quoted.\n\nFrom a@b.example Tue Nov 14 22:13:20 2023\nFrom: a@b.example\n"
        f"Date: Tue, 14 Nov 2023 22:13:20 +0000\nSubject: y\n\n{'long ' * 30_000}\n"
    )
    (quoting, long), *_ = mails(path)
    assert quoting.own == ((0, 0),)
    assert len(long.body) < 101_000
    assert "more characters in the archive" in long.body
    assert max(end for _, end in long.own) <= listmail.LONGEST


def test_lines_of_json(tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl.xz"
    rows: list[Any] = [
        {"id": "a/1", "speaker": "Ann", "date": "2023-11-14T10:00:00", "text": "Hello", "conv_id": "a/1"},
        {"id": "a/2", "speaker": "Bo", "date": "2023-11-14T12:00:00+02:00", "text": "Hello too", "conv_id": "a/1"},
        {"speaker": "Ann", "date": "2023-11-14T10:00:00", "text": "Again", "channel": "c", "mail": "Ann@x.example"},
        {"speaker": "Bo", "date": "2023-11-14T10:10:00", "text": "And again", "channel": "c"},
        {"speaker": "Bo", "date": "2023-11-14T12:10:00", "text": "Much later", "channel": "c"},
        {"speaker": "", "date": "2023-11-14T12:10:00", "text": "nobody"},
        {"speaker": "Bo", "date": "soon", "text": "when?"},
        {"speaker": "Bo", "date": "2023-11-14T12:10:00", "text": " "},
        [],
    ]
    path.write_bytes(lzma.compress("".join(f"{json.dumps(row)}\n" for row in rows).encode()))
    (found,) = archives_at(path)
    assert isinstance(found, Archive)
    assert found.kind == "lines"
    (one, two, again, on, later), aside, out = sorted_out(saidlines.read(path))
    assert one.parents == two.parents
    assert two.at == datetime(2023, 11, 14, 10, tzinfo=UTC)
    assert again.handle == "ann@x.example"
    assert on.parents == (again.key,)
    assert not later.parents
    assert len(aside) == 3
    assert out == {"empty": 1}
    assert all(each.key.startswith("said:") for each in (one, two, again, on, later))


def test_what_is_at_a_path(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("just words")
    ((only,),) = [list(archives_at(tmp_path / "notes.txt"))]
    assert isinstance(only, SetAside)
    assert "nothing in it" in only.reason
    folder = tmp_path / "all"
    folder.mkdir()
    zipped(folder / "export.zip", SLACK)
    lines(folder / "import.jsonl", MATTERMOST)
    (folder / "readers.mbox").write_text(HYPERKITTY)
    kinds = sorted(each.kind for each in archives_at(folder) if isinstance(each, Archive))
    assert kinds == ["mail", "mattermost", "slack"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<@U7> and <@U8|bo>", "@Ann and @bo"),
        ("<#C1|general> <!subteam^S1|@readers> <!date^1^x|today>", "#general @readers today"),
        ("<mailto:a@b.example|a@b.example> <https://x.example>", "a@b.example https://x.example"),
        ("<javascript:x|press>", "press"),
        ("*b* _i_ ~s~ 2*3*4 `*c*`", "**b** _i_ ~~s~~ 2*3*4 `*c*`"),
        ("&lt;b&gt; &amp;lt;", "<b> &lt;"),
    ],
)
def test_slacks_writing_becomes_markdown(written: str, shown: str) -> None:
    assert to_markdown(written, {"U7": "Ann"}, {}) == shown


_ROW = st.fixed_dictionaries(
    {},
    optional={
        name: st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=12), st.lists(st.text(max_size=3)))
        for name in ("type", "user", "ts", "thread_ts", "subtype", "bot_id", "files", "user_profile", "hidden")
    }
    | {"text": st.one_of(st.none(), st.text(alphabet="<>@#|*~`&; ab\ud800\0", max_size=30))},
)


@settings(max_examples=20)
@given(rows=st.lists(st.one_of(_ROW, st.none(), st.text(max_size=3)), max_size=4))
def test_any_messages_of_slack_are_said_set_aside_or_left_out(rows: list[Any]) -> None:
    day = json.dumps([TALK[0], *rows, TALK[-1]]).encode()
    lists = {name: json.dumps(data).encode() for name, data in SLACK.items()}
    items = list(slack._Export(Files(lists | {"general/2023-11-14.json": day}), "x").items())
    assert len(items) == 1 + 2 + len(rows)
    assert len(sorted_out(items)[0]) >= 2
