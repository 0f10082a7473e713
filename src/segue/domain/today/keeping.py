"""Rules about the connection itself: great and then, close, keep in touch, and what breaks the silence of a close."""

from datetime import datetime, timedelta

from segue.domain.commitments import OWED, State
from segue.domain.today import sureness
from segue.domain.today.facts import Cadence, CommitmentFacts, ConnectionFacts, Ending, TalkFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.talks import GOOD
from segue.domain.today.telling import (
    commitment_alive,
    latest,
    my_silence_known,
    of_word,
    question_alive,
    said,
    tell,
)

LIVELY = 3
"""Messages each way that make an exchange lively."""
LIVELY_DAYS = timedelta(days=30)
QUIET_DAYS = 7
LOW = 2
"""A talk rated so, or lower, of 5 was a poor one."""
LETS_GO = 2
"""Requests let go in a row after which an honest close is offered."""
_OPEN = OWED | {State.OFFERED}


def great_and_then(facts: ConnectionFacts, now: Now) -> Row | None:
    """A lively exchange or a good talk, and for seven days no commitment open and nothing booked."""
    if _something_open(facts, now) or (lively := _liveliness(facts, now)) is None:
        return None
    quiet = _quiet_since(facts, now)
    ripe = facts.mine.days_after(quiet, QUIET_DAYS)
    if not now.reached(ripe) or not my_silence_known(facts, ripe):
        return None
    return tell(
        Rule.GREAT_AND_THEN,
        facts,
        now,
        since=quiet,
        likely=sureness.of_liveliness(facts) if lively[2] else 1.0,
        what=f"Ask {facts.name} for a next step",
        facts=lively[1],
        why=f"{lively[0]}; quiet since {now.when(quiet, facts.mine)}, with nothing promised and nothing booked.",
        why_now="Seven days have passed without a next step.",
        if_nothing="It was pleasant, and leads nowhere.",
        actions=(Verb.NEXT_STEP, Verb.CALL, Verb.CLOSE, Verb.ENJOYED, Verb.SNOOZE),
        phone=facts.phone,
    )


def close(facts: ConnectionFacts, now: Now) -> Row | None:
    """Two lets-go in a row, or the last two talks rated low: an honest close."""
    found = _lets_go(facts, now) or _poor_talks(facts, now)
    if found is None:
        return None
    why, since = found
    return tell(
        Rule.CLOSE,
        facts,
        now,
        since=since,
        what=f"Close honestly with {facts.name}, or say why not",
        facts=(Evidence(why, since),),
        why=f"{why}.",
        why_now="Twice in a row is a pattern.",
        if_nothing="It goes on as it did.",
        actions=(Verb.CLOSE, Verb.KEEP_OPEN, Verb.SNOOZE),
    )


def keep_in_touch(facts: ConnectionFacts, now: Now) -> Row | None:
    """A cadence that I chose has passed; any contact resets it, and a booked talk is one to come."""
    if facts.cadence is None or _booked(facts, now):
        return None
    since = facts.last_contact_at or facts.cadence.since
    if not now.reached(facts.mine.days_after(since, facts.cadence.ideal)) or not my_silence_known(facts, since):
        return None
    last = "Your last contact was" if facts.last_contact_at else "You chose a cadence, and there was no contact,"
    return tell(
        Rule.KEEP_IN_TOUCH,
        facts,
        now,
        since=since,
        what=f"Say hello to {facts.name}, with no ask",
        facts=(Evidence("last contact" if facts.last_contact_at else "cadence chosen", since),),
        why=f"{last} on {now.when(since, facts.mine)}.",
        why_now=_cadence_passed(facts, facts.cadence, since, now),
        if_nothing="The connection goes quiet.",
        actions=(Verb.DRAFT, Verb.CALL, Verb.DONE, Verb.SNOOZE),
        phone=facts.phone,
    )


def agreed_contact(facts: ConnectionFacts, now: Now) -> Row | None:
    """The day on which we agreed to be in touch again has come, and there was no contact since it began."""
    if facts.agreed_contact_on is None:
        return None
    begins = facts.mine.start_of(facts.agreed_contact_on)
    if not now.reached(begins) or (facts.last_contact_at and facts.last_contact_at >= begins):
        return None
    day = now.day(facts.agreed_contact_on, facts.mine)
    return tell(
        Rule.AGREED_CONTACT,
        facts,
        now,
        since=begins,
        what=f"Be in touch with {facts.name}" + (f": {facts.agreed_contact_how}" if facts.agreed_contact_how else ""),
        facts=(Evidence(facts.closed_terms or "agreed contact", facts.closed_at or begins),),
        why=f"You agreed to be in touch on {day}.",
        why_now="The day has come.",
        if_nothing="What you agreed on passes in silence.",
        actions=(Verb.DRAFT, Verb.CALL, Verb.DONE, Verb.SNOOZE),
        phone=facts.phone,
    )


def they_wrote_again(facts: ConnectionFacts, now: Now) -> Row | None:
    """A message after a close: answer, which begins anew, or leave it closed."""
    word = facts.wrote_after_close
    if (
        word is None
        or facts.closed_at is None
        or word.at <= (latest((facts.closed_at, facts.left_closed_at)) or word.at)
    ):
        return None
    if not now.reached(word.at) or not now.alive(word.at):
        return None
    return tell(
        Rule.THEY_WROTE_AGAIN,
        facts,
        now,
        since=word.at,
        what=f"Answer {facts.name}, or leave it closed",
        facts=(of_word(word),),
        why=f"You closed on {now.when(facts.closed_at, facts.mine)}; {facts.name} wrote on "
        f"{now.when(word.at, facts.mine)}: {said(word.quote)}.",
        why_now="They have written after the close.",
        if_nothing="It stays closed, and they get no answer.",
        actions=(Verb.REPLY, Verb.LEAVE_CLOSED, Verb.SNOOZE),
        message_id=word.message_id,
        conversation_id=word.conversation_id,
    )


def _something_open(facts: ConnectionFacts, now: Now) -> bool:
    """A commitment open, a question waiting, or a talk booked. All are looked at: `until` must not hang on order."""
    waiting = [question_alive(question, now) for question in facts.questions if question.answered_at is None]
    undone = [commitment_alive(each, now) for each in facts.commitments if _is_open(each)]
    return any(waiting) or any(undone) or _booked(facts, now)


def _is_open(commitment: CommitmentFacts) -> bool:
    """Asked or promised and not done; a request answered in words waits for nobody."""
    answered = commitment.answered_at is not None and not commitment.owed and commitment.state is State.REQUESTED
    return commitment.state in _OPEN and not answered


def _booked(facts: ConnectionFacts, now: Now) -> bool:
    return bool(facts.talks) and not now.reached(max(talk.held_at for talk in facts.talks))


def _liveliness(facts: ConnectionFacts, now: Now) -> tuple[str, tuple[Evidence, ...], bool] | None:
    """What was lively, in words: a good talk of late, or three messages each way in thirty days; whether only mail."""
    if talk := next((talk for talk in _held(facts, now) if _promising(facts, talk) and now.alive(talk.held_at)), None):
        words = f"You rated the {talk.kind} of {now.when(talk.held_at, facts.mine)} {talk.rating} of 5"
        return (
            words,
            (Evidence(talk.objective or talk.kind, talk.held_at, conversation_id=talk.conversation_id),),
            False,
        )
    sent, received = (_recent(facts, moments, now) for moments in (facts.sent, facts.received))
    if min(len(sent), len(received)) < LIVELY:
        return None
    words = f"You wrote {len(sent)} times and {facts.name} {len(received)} times in thirty days"
    return words, (Evidence("your latest message", max(sent)), Evidence("their latest message", max(received))), True


def _promising(facts: ConnectionFacts, talk: TalkFacts) -> bool:
    """Rated well, and neither closed nor enjoyed with nothing expected."""
    if talk.ending in (Ending.CLOSED, Ending.ENJOYED) or (talk.rating or 0) < GOOD:
        return False
    return facts.enjoyed_at is None or talk.held_at > facts.enjoyed_at


def _recent(facts: ConnectionFacts, moments: tuple[datetime, ...], now: Now) -> list[datetime]:
    after = [moment for moment in moments if facts.enjoyed_at is None or moment > facts.enjoyed_at]
    return [moment for moment in after if now.within(LIVELY_DAYS, moment)]


def _quiet_since(facts: ConnectionFacts, now: Now) -> datetime:
    """The end of the last thing that was open or said."""
    ended = (commitment.moved_at for commitment in facts.commitments if not _is_open(commitment))
    answered = (question.answered_at for question in facts.questions)
    held = (talk.held_at for talk in facts.talks)
    said_at = latest((*facts.sent, *facts.received, *held, *ended, *answered))
    assert said_at is not None  # something was lively
    return said_at


def _held(facts: ConnectionFacts, now: Now) -> list[TalkFacts]:
    """Talks that were held, the latest first."""
    latest_first = sorted(facts.talks, key=lambda talk: (talk.held_at, talk.conversation_id), reverse=True)
    return [talk for talk in latest_first if now.reached(talk.held_at)]


def _lets_go(facts: ConnectionFacts, now: Now) -> tuple[str, datetime] | None:
    at = facts.last_let_go_at
    if facts.lets_go_in_a_row < LETS_GO or at is None or _kept_open_since(facts, at) or not now.alive(at):
        return None
    return f"You let go of {facts.lets_go_in_a_row} requests in a row, the last on {now.when(at, facts.mine)}", at


def _poor_talks(facts: ConnectionFacts, now: Now) -> tuple[str, datetime] | None:
    last_two = _held(facts, now)[:2]
    if len(last_two) < 2 or any(talk.rating is None or talk.rating > LOW for talk in last_two):
        return None
    at = last_two[0].held_at
    if _kept_open_since(facts, at) or not now.alive(at):
        return None
    days = " and ".join(now.when(talk.held_at, facts.mine) for talk in reversed(last_two))
    return f"You rated your last two talks low ({days})", at


def _kept_open_since(facts: ConnectionFacts, at: datetime) -> bool:
    return facts.kept_open_at is not None and facts.kept_open_at >= at


def _cadence_passed(facts: ConnectionFacts, cadence: Cadence, since: datetime, now: Now) -> str:
    if now.reached(facts.mine.days_after(since, cadence.longest)):
        return f"You wanted no more than {cadence.longest} days between contacts."
    return f"You wanted to be in touch every {cadence.ideal} days or so."
