"""Rules about what has been promised: mine that are due, and any that have no date."""

from datetime import date

from segue.domain.commitments import Side, State
from segue.domain.phrases import in_words
from segue.domain.today import sureness
from segue.domain.today.facts import CommitmentFacts, ConnectionFacts
from segue.domain.today.now import Now
from segue.domain.today.requests import settled_row
from segue.domain.today.rows import Row, Rule, Verb
from segue.domain.today.telling import (
    commitment_alive,
    later_word,
    my_silence_known,
    put_off,
    sentence,
    tell,
    words_of,
)

DATELESS_DAYS = 5
"""Business days that a promise may go without a date."""

_DATE_MINE = (Verb.NAME_DATE, Verb.DONE, Verb.RENEGE, Verb.SNOOZE)
_DATE_THEIRS = (Verb.ASK_DATE, Verb.DONE, Verb.LET_GO, Verb.SNOOZE)


def my_promise(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> Row | None:
    """Due within a day, or overdue: do it; or acknowledge, explain, and name a new date."""
    if not commitment.mine or not commitment.owed or commitment.due is None:
        return None
    if put_off(commitment, now) or not commitment_alive(commitment, now) or not _my_side_read(facts, commitment):
        return None
    calendar, due = commitment.performer, commitment.due
    if not now.reached(calendar.days_after(calendar.start_of(due), -1)):
        return None
    if (named := _told(commitment)) and not now.reached(calendar.days_after(calendar.start_of(named), -1)):
        return None
    over, day = calendar.end_of(due), now.day(due, calendar)
    late = now.reached(over)
    return tell(
        Rule.MY_PROMISE,
        facts,
        now,
        since=over,
        by_hand=commitment.touched_at is not None,
        likely=sureness.of_my_promise(facts, commitment, now),
        due_at=over,
        what=sentence(in_words(commitment.what, commitment.quote, commitment.mail.subject, commitment.mail.before)),
        to=commitment.other or facts.name,
        facts=words_of(commitment),
        why=f"You promised it on {_promised(facts, commitment, now)}, by {day}.",
        why_now=f"The date passed with {day}." if late else f"It is due by the end of {day}.",
        if_nothing=_if_late(facts, commitment) if late else _if_undone(commitment, now),
        actions=(Verb.DONE, Verb.COUNTER, Verb.CALL, Verb.RENEGE, Verb.SNOOZE),
        commitment_id=commitment.id,
        message_id=commitment.message_id,
        conversation_id=commitment.conversation_id,
    )


def _told(commitment: CommitmentFacts) -> date | None:
    """The new date that I have named, with the old one holding until they accept: until then there is nothing to do."""
    last = commitment.due_history[-1] if commitment.due_history else None
    if commitment.state is not State.COUNTERED or last is None or last.named_by is not Side.B or last.agreed_at:
        return None
    return last.due


def _if_late(facts: ConnectionFacts, commitment: CommitmentFacts) -> str:
    return f"{commitment.other or facts.name} goes on waiting, and it stays open in your record."


def _if_undone(commitment: CommitmentFacts, now: Now) -> str:
    assert commitment.due is not None
    calendar = commitment.performer
    day = calendar.add_business_days(commitment.due, 1)
    return f"It is late after that day, and missed with {now.day(day, calendar)}."


def no_date(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> Row | None:
    """An open promise, mine or theirs, five business days without a date: name or ask for one."""
    if commitment.state is not State.PROMISED or commitment.due or commitment.promised_at is None:
        return None
    if put_off(commitment, now) or not commitment_alive(commitment, now):
        return None
    if commitment.mine and not _my_side_read(facts, commitment):
        return None
    if not now.reached(commitment.performer.business_days_after(commitment.promised_at, DATELESS_DAYS)):
        return None
    if not commitment.mine and (word := later_word(commitment)):
        return settled_row(Rule.NO_DATE, facts, commitment, word, now, since=commitment.promised_at)
    return _dateless(facts, commitment, now)


def _dateless(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> Row:
    assert commitment.promised_at is not None
    mine, other = commitment.mine, commitment.other or facts.name
    what = in_words(commitment.what, commitment.quote, commitment.mail.subject, commitment.mail.before)
    return tell(
        Rule.NO_DATE,
        facts,
        now,
        since=commitment.promised_at,
        by_hand=commitment.touched_at is not None,
        likely=(sureness.of_my_promise if mine else sureness.of_their_promise)(facts, commitment, now),
        what=f"{'Name' if mine else 'Ask for'} a date: {what}",
        to=other,
        facts=words_of(commitment),
        why=f"{'You' if mine else other} promised it on {_promised(facts, commitment, now)}, without a date.",
        why_now="Five business days have passed, and it is still open.",
        if_nothing="Nobody can count on it, and nothing will say when it is late.",
        actions=_DATE_MINE if mine else _DATE_THEIRS,
        commitment_id=commitment.id,
        message_id=commitment.message_id,
        conversation_id=commitment.conversation_id,
    )


def _promised(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> str:
    return now.when(commitment.promised_at or commitment.made_at, facts.mine)


def _my_side_read(facts: ConnectionFacts, commitment: CommitmentFacts) -> bool:
    """A promise I logged myself is known; one found in mail may have been kept in mail not read yet."""
    return commitment.touched_at is not None or my_silence_known(facts, commitment.made_at)
