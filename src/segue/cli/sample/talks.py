"""Two talks, written down: one as Teams saves it (WebVTT with voices), one as subtitles (SRT with names)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from pathlib import Path

from segue.cli.sample.clock import HOME, Clock
from segue.cli.sample.words import fill

WORDS_PER_SECOND = 2.5
PAUSE_S = 0.8


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance; seconds count from the beginning of the talk."""

    speaker: str
    text: str
    start_s: float
    end_s: float


def write_talks(directory: Path, clock: Clock) -> int:
    """Write every transcript, named after its day and title and as old as the talk; says how many."""
    directory.mkdir(exist_ok=True)
    sources = sorted(files(__package__).joinpath("talks").iterdir(), key=lambda file: file.name)
    for source in sources:
        kind = source.name.split(".")[1]
        _write_talk(directory, kind, source.read_text("utf-8"), clock)
    return len(sources)


def _write_talk(directory: Path, kind: str, text: str, clock: Clock) -> None:
    head, _, words = text.partition("\n\n")
    about = dict(line.split(": ", 1) for line in head.splitlines())
    start = clock.moment(about["when"], HOME.key).astimezone(HOME)
    turns = list(_turns(fill(words, clock, start.date(), "en")))
    path = directory / f"{start:%Y-%m-%d %H.%M} {about['title']}.{kind}"
    path.write_text(_vtt(turns) if kind == "vtt" else _srt(turns), "utf-8")
    _age(path, start)


def _turns(text: str) -> Iterator[Turn]:
    start = 1.0
    for line in text.strip().splitlines():
        speaker, said = line.split(": ", 1)
        end = start + max(1.5, len(said.split()) / WORDS_PER_SECOND)
        yield Turn(speaker, said, start, end)
        start = end + PAUSE_S


def _vtt(turns: list[Turn]) -> str:
    cues = (f"{_span(turn, '.')}\n<v {turn.speaker}>{escape(turn.text, quote=False)}</v>\n" for turn in turns)
    return "\n".join(["WEBVTT\n", *cues])


def _srt(turns: list[Turn]) -> str:
    return "\n".join(
        f"{number}\n{_span(turn, ',')}\n{turn.speaker}: {turn.text}\n" for number, turn in enumerate(turns, start=1)
    )


def _span(turn: Turn, point: str) -> str:
    return f"{_stamp(turn.start_s, point)} --> {_stamp(turn.end_s, point)}"


def _stamp(seconds: float, point: str) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"


def _age(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))
