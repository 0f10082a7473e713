"""How a team interacts: who waits for whom, what holds what up, how long answers take, and how it decides. Pure.

DESIGN, Communities and teams: a team reaches a known objective by commitments, decisions and problems solved. Nothing
here scores a person: times are the team's, and told from ENOUGH answers on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from segue.domain.commitments import History, Move, Side, State
from segue.domain.errors import NotAllowed

ENOUGH = 5
"""Answers from which on it is told how long they take."""

CONSENT_DAYS = 5
"""Days after which those who said nothing to a proposal let it pass."""


@dataclass(frozen=True, slots=True)
class Work:
    """A commitment of a team: `requester` wants it from `performer` (both numbers of members).

    `waits_for`: it cannot go on before this other one; `problem`: an unsolved one stands in its way.
    """

    id: int
    requester: int
    performer: int
    history: History
    waits_for: int | None = None
    problem: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """One member waits for another's word or deed, since then (UTC)."""

    work: Work
    who: int
    whom: int
    since: datetime

    @property
    def held_up(self) -> bool:
        """Whether the one who is waited for cannot go on either."""
        return self.work.waits_for is not None or self.work.problem


_THEIR_TURN = {
    State.REQUESTED: Side.B,
    State.PROMISED: Side.B,
    State.OFFERED: Side.A,
    State.COUNTERED: Side.A,
    State.REPORTED: Side.A,
}


def turn(work: Work) -> Wait | None:
    """Who waits for whom in this commitment now; None where nothing is waited for."""
    state, since = work.history.state, work.history.moved_at
    side = _THEIR_TURN.get(state) if state else None
    if side is None or since is None or work.requester == work.performer:
        return None
    if side is Side.B:
        return Wait(work, work.requester, work.performer, since)
    return Wait(work, work.performer, work.requester, since)


def waits(works: Iterable[Work]) -> list[Wait]:
    """Everything that somebody waits for, the longest first."""
    found = [wait for work in works if (wait := turn(work))]
    return sorted(found, key=lambda wait: (wait.since, wait.work.id))


def chains(works: Iterable[Work]) -> list[tuple[Work, ...]]:
    """What holds what up: each chain from what cannot go on to what it waits for in the end, the longest first.

    A chain that comes back to its beginning is a circle, in which nobody can go on: its first stands at its end again.
    """
    known = {work.id: work for work in works if work.history.state and turn(work)}
    held = [work for work in known.values() if work.waits_for in known]
    begun = {work.id for work in held} - {work.waits_for for work in held}
    found = [_follow(known[id_], known) for id_ in sorted(begun)]
    seen = {work.id for chain in found for work in chain}
    for work in held:  # what is left goes in circles
        if work.id not in seen:
            circle = _follow(work, known)
            seen |= {each.id for each in circle}
            found.append(circle)
    return sorted(found, key=lambda chain: (-len(chain), chain[0].id))


def _follow(first: Work, known: Mapping[int, Work]) -> tuple[Work, ...]:
    chain, passed, at = [first], {first.id}, first
    while at.waits_for in known:
        at = known[at.waits_for or 0]
        chain.append(at)
        if at.id in passed:
            break
        passed.add(at.id)
    return tuple(chain)


def is_circle(chain: Sequence[Work]) -> bool:
    """Whether a chain comes back to something in it."""
    return len({work.id for work in chain}) < len(chain)


def refuse_circle(work_id: int, waits_for: int, edges: Mapping[int, int | None]) -> None:
    """Raises NotAllowed where one would wait for itself through others; `edges`: what each waits for already."""
    at: int | None = waits_for
    passed: set[int] = set()
    while at is not None and at not in passed:
        if at == work_id:
            raise NotAllowed("It would wait for itself: the other waits for it already.")
        passed.add(at)
        at = edges.get(at)


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """How long the team's answers took: `median` and `longest` are None below ENOUGH `count`."""

    count: int
    median: timedelta | None
    longest: timedelta | None


_ANSWERS = {Move.PROMISE, Move.COUNTER, Move.DECLINE, Move.ACCEPT, Move.REPORT}


def answer_times(histories: Iterable[History]) -> AnswerTimes:
    """From each request or offer to the first word of the other side on it."""
    took = [span for history in histories if (span := _answered(history)) is not None]
    if len(took) < ENOUGH:
        return AnswerTimes(len(took), None, None)
    middle = median(span.total_seconds() for span in took)
    return AnswerTimes(len(took), timedelta(seconds=middle), max(took))


def _answered(history: History) -> timedelta | None:
    first, *rest = history.moves or (None,)
    if first is None or first.move not in (Move.REQUEST, Move.OFFER):
        return None
    answers = (made.at for made in rest if made.by is not first.by and made.move in _ANSWERS)
    at = next(answers, None)
    return at - first.at if at else None


class Way(StrEnum):
    """How a team decides."""

    ADVICE = "advice"
    CONSENT = "consent"
    VOTE = "vote"


class Stance(StrEnum):
    """What a member says to a decision that is no vote."""

    ADVICE = "advice"
    CONSENT = "consent"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one member says: a Stance, or the option they vote for; an objection has its reason."""

    member: int
    stance: str
    words: str = ""


def check_voice(way: Way, options: Collection[str], voice: Voice) -> None:
    """Raises NotAllowed for what cannot be said to a decision of this way."""
    if way is Way.VOTE:
        if voice.stance not in options:
            raise NotAllowed("Vote for one of what is proposed.")
        return
    if voice.stance not in tuple(Stance):
        raise NotAllowed("Say advice, consent or objection.")
    if way is Way.ADVICE and voice.stance != Stance.ADVICE:
        raise NotAllowed("One decides here, after advice: give yours.")
    if voice.stance in (Stance.ADVICE, Stance.OBJECTION) and not voice.words.strip():
        raise NotAllowed("Say why in a few words: what can be answered carries further.")


def outcome(
    way: Way,
    options: Sequence[str],
    voices: Sequence[Voice],
    *,
    by: int,
    opened_by: int | None,
    members: Collection[int],
    opened_at: datetime,
    now: datetime,
    wanted: str = "",
) -> str:
    """What is decided, now, by this member; raises NotAllowed where it cannot be yet, saying what is missing.

    Advice: whoever opened it decides `wanted`, having heard somebody else. Consent: the proposal passes when nobody
    objects, and all have spoken or CONSENT_DAYS have passed. Vote: what most voted for; a tie is told, not broken.
    """
    if way is Way.ADVICE:
        if opened_by not in (None, by):
            raise NotAllowed("Who asked for advice decides it.")
        if not any(voice.member != by for voice in voices):
            raise NotAllowed("Ask at least one other first: nobody has given advice yet.")
        if not wanted.strip():
            raise NotAllowed("Say what you decide.")
        return wanted.strip()
    if way is Way.CONSENT:
        if any(voice.stance == Stance.OBJECTION for voice in voices):
            raise NotAllowed("Somebody objects: answer the reason, or change the proposal.")
        silent = set(members) - {voice.member for voice in voices} - {opened_by}
        if silent and now < opened_at + timedelta(days=CONSENT_DAYS):
            raise NotAllowed(
                f"{len(silent)} have not spoken yet; after {CONSENT_DAYS} days their silence lets it pass."
            )
        return options[0]
    return _voted(options, voices)


def _voted(options: Sequence[str], voices: Sequence[Voice]) -> str:
    tally = Counter(voice.stance for voice in voices)
    if not tally:
        raise NotAllowed("Nobody has voted yet.")
    most = max(tally.values())
    first = [option for option in options if tally[option] == most]
    if len(first) > 1:
        raise NotAllowed(f"A tie between {' and '.join(f'“{each}”' for each in first)}: talk, and vote again.")
    return first[0]
