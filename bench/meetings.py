"""Meetings, end to end: what AMI's minutes say will be done next, found in the transcripts with its owner.

    make bench NAME=meetings
    python bench/meetings.py --train      the meetings that the network has learned from, for comparison

Each WebVTT file is read as an import reads it; `segue.detect.spoken` gives the next steps and who will take them. A
sentence of the minutes counts as found where one of the utterances that the annotators linked to it is among them
("near": one within three turns of these), and its owner as right where just those are named whom the minutes name
(everybody or nobody where they name nobody). Beside them, what the acts of each turn by itself find: promises of the
speaker, requests to somebody.
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

import webvtt

from segue.detect import detect
from segue.detect.spoken import Turn, next_steps
from segue.formats import transcript
from segue.formats.records import SetAside

ROOT = Path(__file__).resolve().parents[1]
ROLES = {
    "Project Manager": "PM",
    "User Interface Designer": "UI",
    "Industrial Designer": "ID",
    "Marketing Expert": "ME",
}
NEAR = 3

Found = dict[int, frozenset[str] | None]
"""Utterances by number, with who will act; None: nobody is named."""


@dataclass(frozen=True)
class Meeting:
    """A transcript turn by turn, with the annotators' id of each, and what the minutes say."""

    turns: list[Turn]
    ids: list[str]
    minutes: list[dict[str, Any]]


def main(arguments: Sequence[str]) -> None:
    data = Path(os.environ.get("SEGUE_DATA", ROOT.parent / "shared" / "data")) / "acts"
    part = "train" if "--train" in arguments else "dev"
    if not (data / f"{part}_ami_vtt.tar.xz").is_file():
        print(f"No transcripts in {data}: set SEGUE_DATA to the folder that holds acts/.")
        return
    found = list(meetings(data, part))
    turns = sum(len(each.turns) for each in found)
    minutes = sum(len(each.minutes) for each in found)
    print(f"{len(found)} meetings, {turns:,} turns; the minutes name {minutes} next steps")
    print(f"{'':26} {'told':>6} {'linked':>8} {'found':>7} {'near':>7} {'found, owner right':>20}")
    began = process_time()
    steps = [in_context(each) for each in found]
    took = process_time() - began
    print(line("next steps, in context", found, steps))
    print(line("acts of single turns", found, [turn_by_turn(each) for each in found]))
    print(f"in context: {1000 * took / turns:.1f} s of processor for a thousand turns")


def meetings(data: Path, part: str) -> Iterator[Meeting]:
    """The meetings of a part that have a transcript and minutes."""
    summaries = f"{part}_ami_action_summaries_{part}.jsonl.xz"
    with lzma.open(data / summaries, "rt", encoding="utf-8") as packed:
        minutes = [json.loads(each) for each in packed]
    with tarfile.open(data / f"{part}_ami_vtt.tar.xz") as archive:
        for member in archive:
            name, file = Path(member.name).stem, archive.extractfile(member) if member.isfile() else None
            if file is not None and (mine := [each for each in minutes if each["conv_id"] == name]):
                yield meeting(file.read(), mine)


def meeting(vtt: bytes, minutes: list[dict[str, Any]]) -> Meeting:
    record = transcript.read(vtt)
    assert not isinstance(record, SetAside), record.reason
    captions = [each for each in webvtt.from_string(vtt.decode()).captions if transcript._words(each.raw_text)]
    assert len(captions) == len(record.turns), "a caption holds more than one turn"
    turns = [Turn(turn.speaker, turn.text) for turn in record.turns]
    return Meeting(turns, [str(each.identifier) for each in captions], minutes)


def in_context(each: Meeting) -> Found:
    return {step.place: roles(step.owners) for step in next_steps(each.turns)}


def turn_by_turn(each: Meeting) -> Found:
    """Promises of the speaker and requests, as the import detects them in every turn."""
    found: Found = {}
    speakers = list(dict.fromkeys(turn.speaker for turn in each.turns))
    for place, turn in enumerate(each.turns):
        to = ", ".join(name for name in speakers if name != turn.speaker)
        before = each.turns[place - 1].text if place else ""
        for act in detect(
            turn.text, speaker=turn.speaker, to=to, date=None, zone_minutes=None, before=before, kind="talk"
        ):
            if act.shown and act.act in ("promise", "offer", "request"):
                owner = turn.speaker if act.owner == "author" else act.owner
                found[place] = frozenset([ROLES[owner]]) if owner in ROLES else None
    return found


def roles(owners: Sequence[str]) -> frozenset[str] | None:
    return frozenset(ROLES.get(owner, owner) for owner in owners) or None


def line(name: str, found: Sequence[Meeting], steps: Sequence[Found]) -> str:
    """What was told in all, how much of it is linked to the minutes; how many of the minutes are found, and rightly."""
    told = sum(map(len, steps))
    linked = hit = near = right = 0
    for each, mine in zip(found, steps, strict=True):
        place = {id_: at for at, id_ in enumerate(each.ids)}
        wanted = [({place[id_] for id_ in row["linked_das"] if id_ in place}, row["owners"]) for row in each.minutes]
        linked += sum(any(at in places for places, _ in wanted) for at in mine)
        for places, named in wanted:
            hit += bool(places & mine.keys())
            near += any(abs(at - there) <= NEAR for at in mine for there in places)
            right += any(is_right(mine[at], named) for at in places & mine.keys())
    every = sum(len(each.minutes) for each in found)
    shares = "".join(f"{of:>5} {of / every:4.0%}" for of in (hit, near, right))
    return f"{name:26} {told:>6} {linked:>8} {shares}"


def is_right(owners: frozenset[str] | None, named: Sequence[str]) -> bool:
    if not named:
        return owners is None or len(owners) == len(ROLES)
    return owners == frozenset(named)


if __name__ == "__main__":
    main(sys.argv[1:])
