"""One line about a talk just held, as somebody types it on the way out.

    call with Amara 30m: I send the outline by Friday; she names the budget holder by Mon; rated 4

Before the colon: how, with whom, how long. After it, parted by semicolons: what was promised or asked, by whom, by
when; how it ended (next step, enjoyed, not yet until a day, closed and why); the rating. What is none of these is kept
as a note, for nothing that was typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from segue.domain.conversations import Enjoyed, HonestClose, Medium, NextStep, NotYet, Who, WrapUp
from segue.domain.days import DAY_WORDS, read_day
from segue.domain.errors import SegueError


@dataclass(frozen=True, slots=True)
class Word:
    """A promise, or a request (`asked`), said in the talk. `who` performs: a name, or "" for somebody unnamed."""

    who: Who
    name: str
    what: str
    by: date | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class LoggedTalk:
    """What the line says. `ending` is None where it does not say how the talk ended."""

    how: Medium
    people: tuple[str, ...]
    minutes: int | None = None
    topic: str = ""
    words: tuple[Word, ...] = ()
    ending: WrapUp | None = None
    rating: int | None = None
    note: str = ""


class NotUnderstood(SegueError):
    """The line does not say what it has to; the text says what that is."""


_HOW = {
    Medium.CALL: r"call(?:ed)?|phone[d]?|rang|spoke|talk(?:ed)?",
    Medium.ROOM: r"room|zoom|teams|video(?: ?call)?|online",
    Medium.MEETING: r"meeting|met|lunch|coffee|dinner|visit(?:ed)?|workshop|walk",
}
_HEAD_END = re.compile(r":(?=\s|$)|;|\s[-–—]\s")
_MINUTES = re.compile(
    r"\b(?:for )?(?:(?P<hours>\d+(?:\.\d)?) ?h(?:ours?|rs?)?)? ?(?:(?P<minutes>\d+) ?m(?:in(?:utes?)?)?)?\b", re.I
)
_RATING = re.compile(
    r"(?:rat(?:ed|ing) )?(?P<rating>[1-5])(?: ?(?:/|of|out of) ?5)|rat(?:ed|ing):? (?P<alone>[1-5])", re.I
)
_NOT_YET = re.compile(rf"not yet[,:]?(?: until| till| before)? ?(?P<day>{DAY_WORDS})?", re.I)
_CLOSED = re.compile(
    r"(?:honest )?clos(?:e|ed)(?: by (?P<by>me|us|both|\w+))?(?:[:,] ?| because | since |$)(?P<terms>.*)", re.I
)
_TOUCH = re.compile(
    rf"(?:stay in touch|in touch|contact|talk again)[:,]?(?P<way>.*?)(?:(?: on| in)? ?(?P<day>{DAY_WORDS}))?", re.I
)
_ENJOYED = re.compile(r"enjoyed(?: it)?(?:[,:.]? ?(?:nothing expected)?[.]?)?", re.I)
_NEXT_STEP = re.compile(r"next step[:,]?(?P<rest>.*)", re.I)
_BY = re.compile(rf"(?P<what>.+?)(?:,? (?:by|before|on|until|due))? (?P<day>{DAY_WORDS})\.?", re.I)
_ASKED = re.compile(
    r"(?P<asker>i|he|she|they|\w+) asked (?P<asked>me|him|her|them|\w+) (?:to|for|about) (?P<what>.+)", re.I
)
_PRONOUNS = (
    (Who.ME, re.compile(r"(?:i|me)\b", re.I)),
    (Who.BOTH, re.compile(r"(?:we|both)\b", re.I)),
    (Who.THEM, re.compile(r"(?:he|she|they)\b", re.I)),
)
_WILL = re.compile(
    r"(?:'ll|:| (?:will|shall|promised? to|promises to|agreed to|(?:is|am|are) going to|to))\b ?|:", re.I
)


def parse(line: str, today: date) -> LoggedTalk:
    """The talk that a line tells of; days are seen from `today`. Raises NotUnderstood, saying what is missing."""
    head, rest = _halves(line)
    talk = _head(head)
    for part in re.split(r";|\n", rest):
        if part.strip():
            talk = _read(talk, part.strip(), today)
    return _ended(talk)


def promised(words: str, people: Sequence[str], today: date) -> Word | None:
    """The promise that a few words make, as "me: send two dates by Friday" or "she names the budget holder"."""
    read = _promise(LoggedTalk(Medium.CALL, tuple(people)), words.strip(), today, surely=True)
    return read.words[0] if read else None


def _halves(line: str) -> tuple[str, str]:
    end = _HEAD_END.search(line)
    return (line[: end.start()], line[end.end() :]) if end else (line, "")


def _head(head: str) -> LoggedTalk:
    how, rest = _how(head.strip())
    rest, minutes = _taken(rest)
    names, _, topic = re.sub(r"^(?:with|to)\b", "", rest.strip(" ,."), flags=re.I).partition(" about ")
    people = tuple(name.strip() for name in re.split(r",|&|\band\b|\+", names) if name.strip())
    if not people:
        raise NotUnderstood("Say with whom, as in: call with Amara 30m: I send the outline by Friday")
    return LoggedTalk(how, people, minutes, topic=topic.strip())


def _how(head: str) -> tuple[Medium, str]:
    for medium, words in _HOW.items():
        if match := re.match(rf"(?:{words})\b", head, re.I):
            return medium, head[match.end() :].strip()
    return Medium.CALL, head


def _taken(words: str) -> tuple[str, int | None]:
    """The words without the time that it took, and that time in minutes."""
    for match in _MINUTES.finditer(words):
        if match["hours"] or match["minutes"]:
            minutes = round(float(match["hours"] or 0) * 60) + int(match["minutes"] or 0)
            return words[: match.start()] + " " + words[match.end() :], minutes
    return words, None


def _read(talk: LoggedTalk, part: str, today: date) -> LoggedTalk:
    """The talk with what one part of the line adds; the first reader that understands it has it."""
    for reader in _PARTS:
        if (read := reader(talk, part, today)) is not None:
            return read
    return replace(talk, note=f"{talk.note}; {part}" if talk.note else part)


def _rating(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    match = _RATING.fullmatch(part.rstrip("."))
    return replace(talk, rating=int(match["rating"] or match["alone"])) if match else None


def _not_yet(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    match = _NOT_YET.fullmatch(part.rstrip("."))
    if match is None:
        return None
    day = read_day(match["day"] or "", today)
    if day is None:
        raise NotUnderstood("“Not yet” needs a day: not yet until Friday.")
    return replace(talk, ending=NotYet(day))


def _enjoyed(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    return replace(talk, ending=Enjoyed()) if _ENJOYED.fullmatch(part) else None


def _closed(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    match = _CLOSED.fullmatch(part)
    if match is None:
        return None
    if not match["terms"].strip():
        raise NotUnderstood("A close needs its terms: closed by me: no budget this year.")
    by = {"me": Who.ME, "us": Who.BOTH, "both": Who.BOTH, "": Who.ME}.get((match["by"] or "").lower(), Who.THEM)
    return replace(talk, ending=HonestClose(by, match["terms"].strip()))


def _in_touch(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    """How to stay in touch, said after the close."""
    match = _TOUCH.fullmatch(part.rstrip("."))
    if match is None or not isinstance(talk.ending, HonestClose):
        return None
    day = read_day(match["day"] or "", today)
    return replace(talk, ending=replace(talk.ending, stay_in_touch=match["way"].strip(" ,:"), contact_on=day))


def _next_step(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    match = _NEXT_STEP.fullmatch(part)
    if match is None:
        return None
    marked = replace(talk, ending=_MARKER)
    return _promise(marked, match["rest"].strip(), today, surely=True) or marked


def _request(talk: LoggedTalk, part: str, today: date) -> LoggedTalk | None:
    match = _ASKED.fullmatch(part)
    if match is None:
        return None
    asked = match["asked"]
    mine = asked.lower() == "me"
    name = "" if asked.lower() in ("me", "him", "her", "them") else asked
    what, by = _dated(match["what"], today)
    return replace(talk, words=(*talk.words, Word(Who.ME if mine else Who.THEM, name, what, by, asked=True)))


def _promise(talk: LoggedTalk, part: str, today: date, surely: bool = False) -> LoggedTalk | None:
    """Who does what: told from talk about the past or about tastes by its day, or by a "will"."""
    found = _performer(part, talk.people)
    if found is None:
        return None
    who, name, rest = found
    will = _WILL.match(rest)
    what, by = _dated(rest[will.end() :] if will else rest, today)
    if not what or not (by or will or surely):
        return None
    word = Word(who, name, _bare(what) if who is Who.THEM and not will else what, by)
    return replace(talk, words=(*talk.words, word))


_PARTS: tuple[Callable[[LoggedTalk, str, date], LoggedTalk | None], ...] = (
    _rating,
    _not_yet,
    _enjoyed,
    _closed,
    _in_touch,
    _next_step,
    _request,
    _promise,
)

# Stands for "it ended with a next step" until the whole line is read.
_MARKER = NextStep(Who.BOTH, "", date.min)


def _performer(part: str, people: Sequence[str]) -> tuple[Who, str, str] | None:
    """Who does it, their name if one is said, and the rest of the part."""
    for who, pattern in _PRONOUNS:
        if match := pattern.match(part):
            return who, "", part[match.end() :]
    for person in people:
        for name in (person, person.split(" ")[0]):
            if match := re.match(rf"{re.escape(name)}\b", part, re.I):
                return Who.THEM, person, part[match.end() :]
    return None


def _dated(words: str, today: date) -> tuple[str, date | None]:
    """What is to be done, and the day at its end."""
    match = _BY.fullmatch(words)
    day = read_day(match["day"], today) if match else None
    return (match["what"].strip(), day) if match and day else (words.strip().rstrip("."), None)


_IRREGULAR = {"has": "have", "does": "do", "goes": "go", "is": "be"}


def _bare(what: str) -> str:
    """ "sends the list" as "send the list": the verb as it is written in a list of things to do."""
    verb, _, rest = what.partition(" ")
    if verb.lower() in _IRREGULAR:
        verb = _IRREGULAR[verb.lower()]
    elif re.search(r"(?:ch|sh|ss|x|zz)es$", verb):
        verb = verb[:-2]
    elif verb.endswith("ies") and len(verb) > 4:
        verb = f"{verb[:-3]}y"
    elif verb.endswith("s") and not verb.endswith("ss"):
        verb = verb[:-1]
    return f"{verb} {rest}".strip()


def _ended(talk: LoggedTalk) -> LoggedTalk:
    """A promise with its day is a next step, said so or not; an ending that was said otherwise stands."""
    steps = [word for word in talk.words if word.by and not word.asked]
    if talk.ending is _MARKER and not steps:
        raise NotUnderstood("A next step says who does what by when: next step: I send two dates by Friday.")
    if steps and (talk.ending is None or talk.ending is _MARKER):
        first = steps[0]
        return replace(talk, ending=NextStep(first.who, first.what, first.by or date.min))
    return talk
