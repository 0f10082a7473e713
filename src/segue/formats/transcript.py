"""Transcripts of talks: WebVTT and SubRip, with who spoke, as Teams, Zoom and others write it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import PurePath

import srt
import webvtt

from segue.formats.charsets import decode, tidy
from segue.formats.records import SetAside, TranscriptRecord, Turn

# It tells the log what it passes over, and somebody's words do not belong there.
logging.getLogger("srt").setLevel(logging.ERROR)

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+(?P<speaker>[^>]{1,200})>(?P<text>.*?)(?=</v>|<v[\s.]|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z0-9:][^<>]{0,200}>")
_SPOKEN = re.compile(r"(?P<speaker>[^\W\d_][^:\n<>]{0,60}?)(?: \([^()\n]{1,40}\))?:\s+(?P<text>\S.*)", re.DOTALL)
_DASHED = re.compile(r"^(?:[-–—>]+\s*)+")
# What reads SubRip takes time that grows with the cube of a run of digits; none of its own numbers is that long.
_LONG_NUMBER = re.compile(r"\d{20}(?=\d)")
_MOST_WORDS_IN_NAME = 5
# What notes put before a colon, and nobody is called.
_LABEL = re.compile(
    r"(?:decisions?|decided|agreed|ideas?|limits?|topics?|actions?(?: items?)?|next steps?|questions?|notes?|to-?do|"
    r"yes|no|beschl(?:uss|üsse)|entscheidung(?:en)?|vereinbart|ideen?|grenzen?|themen?|thema|fragen?|notiz(?:en)?|ja|nein)",
    re.IGNORECASE,
)
_LONGEST_NAME = 60
_CLOCKED = re.compile(r"[\[(]?\b(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{2})(?:\.\d{1,3})?\b[\])]?")
_HEADER = re.compile(r"WEBVTT(?:[ \t-]+(?P<title>[^\n]*))?")


def read(data: bytes, source: str = "") -> TranscriptRecord | SetAside:
    """The talk in a WebVTT or SubRip file, which of the two its text tells.

    Turns that follow one another and have the same speaker stay apart, each with its own seconds.
    """
    text = decode(data).lstrip("\ufeff").replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        turns = list(_webvtt(text) if text.startswith("WEBVTT") else _subrip(text))
    except Exception as error:  # both parsers raise whatever a broken cue makes them stumble over
        return SetAside(source, 0, f"{type(error).__name__}: {error}"[:300])
    if not turns:
        return SetAside(source, 0, "no spoken words in the transcript")
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    return TranscriptRecord(_title(text, source), tuple(turns), speakers, source)


def read_pasted(text: str) -> TranscriptRecord | SetAside:
    """The talk in pasted text: WebVTT, SubRip, or lines that each begin with a name.

    Lines may bear a clock (`[00:01:02] Amara: …`, `Amara 0:12`) and a name may stand in a line of its own over the
    words, as Zoom, Otter and Teams copy them. Without a clock the seconds count the turns.
    """
    plain = text.lstrip("\ufeff").replace("\0", "").replace("\r\n", "\n")
    if plain.lstrip().startswith("WEBVTT") or "-->" in plain:
        return read(plain.encode(), "")
    turns = list(_spoken_lines(plain))
    if not any(turn.speaker for turn in turns):
        return SetAside("", 0, "no line begins with a name and a colon")
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    return TranscriptRecord("", tuple(turns), speakers, "")


def _spoken_lines(text: str) -> Iterator[Turn]:
    speaker, words, at = "", list[str](), 0.0
    number = 0
    for line in (each.strip() for each in text.splitlines()):
        clock = _CLOCKED.search(line)
        bare = _CLOCKED.sub(" ", line).strip(" -–—\t") if clock else line
        named, said = _split_name(bare)
        heading = clock is not None and not said and _is_name(bare) and len(bare) <= _LONGEST_NAME
        if not (said or heading):
            words += [bare] if bare else []
            continue
        if words:
            yield Turn(speaker, _words(" ".join(words)), at, at)
        number += 1
        speaker, words = (named, [said]) if said else (bare, [])
        at = max(at, _seconds_of(clock) if clock else float(number))
    if words:
        yield Turn(speaker, _words(" ".join(words)), at, at)


def _seconds_of(clock: re.Match[str]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in clock.group("hours", "minutes", "seconds"))
    return float(hours * 3600 + minutes * 60 + seconds)


def _title(text: str, source: str) -> str:
    found = _HEADER.match(text)
    title = (found["title"] or "").strip() if found else ""
    return tidy(title) or PurePath(source).stem


def _webvtt(text: str) -> Iterator[Turn]:
    for caption in webvtt.from_string(text).captions:
        yield from _turns(caption.raw_text, _clock(caption.start), _clock(caption.end))


def _clock(text: str) -> float:
    """Seconds of `01:02:03.500`; webvtt-py itself gives whole seconds only."""
    hours, minutes, seconds = text.split(":")
    return round(int(hours) * 3600 + int(minutes) * 60 + float(seconds), 3)


def _subrip(text: str) -> Iterator[Turn]:
    for cue in srt.parse(_LONG_NUMBER.sub(r"\g<0> ", text), ignore_errors=True):
        yield from _turns(cue.content, _seconds(cue.start), _seconds(cue.end))


def _seconds(when: timedelta) -> float:
    return round(when.total_seconds(), 3)


def _turns(raw: str, start: float, end: float) -> Iterator[Turn]:
    """What is said in one cue: by each `<v Name>`, or by the name before a colon, or by nobody named."""
    voices = list(_VOICE.finditer(raw))
    for voice in voices:
        if words := _words(voice["text"]):
            yield Turn(_words(voice["speaker"]), words, start, end)
    if voices:
        return
    words = _words(raw)
    speaker, said = _split_name(words)
    if said:
        yield Turn(speaker, said, start, end)


def _words(raw: str) -> str:
    text = unescape(_TAG.sub("", raw))
    return tidy(" ".join(text.split()))


def _split_name(words: str) -> tuple[str, str]:
    """`Name: text` apart, where what stands before the colon looks like a name."""
    found = _SPOKEN.match(_DASHED.sub("", words))
    if not found or not _is_name(found["speaker"]):
        return "", words
    return found["speaker"].strip(), found["text"]


def _is_name(text: str) -> bool:
    """Up to five words, each begun by a capital, digit or in a script without them (`van`, `de` aside)."""
    names = text.split()
    if not 0 < len(names) <= _MOST_WORDS_IN_NAME or _LABEL.fullmatch(text.strip()):
        return False
    return names[0][0].islower() is False and sum(name[0].islower() for name in names) <= len(names) // 2
