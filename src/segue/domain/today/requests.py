"""Rules about what others owe me: phone them, one reminder, let it be; and whether a later word settled it."""

from datetime import datetime
from typing import Any

from segue.domain.commitments import State
from segue.domain.phrases import in_words
from segue.domain.reminders import refusals
from segue.domain.today import sureness
from segue.domain.today.facts import CommitmentFacts, ConnectionFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.telling import (
    commitment_alive,
    later_word,
    moot_at,
    my_silence_known,
    put_off,
    said,
    tell,
    words_of,
)

FEW_WORDS = 4
"""With fewer, a promise does not tell what was promised."""
ANSWER_DAYS = 5
"""Business days that a request may wait for an answer before it is brought to mind."""
AFTER_PHONE = 7
"""Days between "phone them" and the one reminder."""
AFTER_REMINDER = 10
"""Days between the one reminder and letting it be."""


def phone_them(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> Row | None:
    """Their promise is missed: a call, not another mail; or, where they have written since, did this settle it?"""
    missed = _missed_at(facts, commitment, now)
    if missed is None:
        return None
    if word := later_word(commitment):
        return settled_row(Rule.PHONE_THEM, facts, commitment, word, now, since=missed)
    if not _call_comes_first(facts, commitment, missed, now):
        return None
    promised, due = _promise_in_words(facts, commitment, now)
    other = _other(facts, commitment)
    return _row(
        Rule.PHONE_THEM,
        facts,
        commitment,
        now,
        since=missed,
        what=f"Phone {other}: {_told(commitment)}",
        why=f"{other} promised it on {promised}, by {due}, and has not written since.",
        why_now="The date has passed by a business day.",
        if_nothing=f"{AFTER_PHONE} days after you saw this, a short reminder is offered instead.",
        actions=(Verb.CALL, Verb.DONE, Verb.LET_GO, Verb.SNOOZE),
        phone=_number(facts, commitment),
        opening=_opening(commitment, due),
    )


def _opening(commitment: CommitmentFacts, due: str) -> str:
    """Their own words back to them; where they said little more than yes, what it was said to."""
    words = commitment.promise.quote if commitment.promise else commitment.quote or commitment.what
    asked = f"I asked: {said(commitment.quote)} " if len(words.split()) < FEW_WORDS else ""
    return f"{asked}You said by {due}: {said(words)} Which day is good now?"


def one_reminder(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> Row | None:
    """My request unanswered, or the call not made: one brief reminder, ever."""
    ripe = _reminder_ripe_at(facts, commitment, now)
    if ripe is None or commitment.reminded_at or not now.reached(ripe) or not my_silence_known(facts, ripe):
        return None
    if word := later_word(commitment):
        return settled_row(Rule.ONE_REMINDER, facts, commitment, word, now, since=ripe)
    if refusals(commitment):
        return None
    return _row(
        Rule.ONE_REMINDER,
        facts,
        commitment,
        now,
        since=ripe,
        tidying=not commitment.owed and any(sent > commitment.moved_at for sent in facts.sent),
        what=f"Remind {_other(facts, commitment)} once: {_told(commitment)}",
        why=_waiting(facts, commitment, now),
        why_now="The date has passed by a business day."
        if commitment.owed
        else "Five business days without an answer.",
        if_nothing="It stays open. No second reminder will ever be offered.",
        actions=(Verb.REMIND, Verb.DONE, Verb.LET_GO, Verb.SNOOZE),
    )


def let_it_be(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> Row | None:
    """Ten days after the reminder: let go of the request, never of the person."""
    if commitment.reminded_at is None or _reminder_ripe_at(facts, commitment, now) is None:
        return None
    ripe = facts.mine.days_after(commitment.reminded_at, AFTER_REMINDER)
    if not now.reached(ripe):
        return None
    if word := later_word(commitment):
        return settled_row(Rule.LET_IT_BE, facts, commitment, word, now, since=ripe)
    other, reminded = _other(facts, commitment), now.when(commitment.reminded_at, facts.mine)
    return _row(
        Rule.LET_IT_BE,
        facts,
        commitment,
        now,
        since=ripe,
        what=f"Let it be, and find another way: {_told(commitment)}",
        why=f"You reminded {other} on {reminded}, and no word has come.",
        why_now="Ten days have passed since the one reminder.",
        if_nothing="It stays open, and nothing further is offered for it.",
        actions=(Verb.LET_GO, Verb.DONE, Verb.SNOOZE),
    )


def settled_row(
    rule: Rule, facts: ConnectionFacts, commitment: CommitmentFacts, word: Evidence, now: Now, since: datetime
) -> Row:
    """They have written since: did this settle it?"""
    other = _other(facts, commitment)
    began = now.when(commitment.promised_at or commitment.made_at, facts.mine)
    wrote = now.when(word.at, facts.mine)
    return _row(
        rule,
        facts,
        commitment,
        now,
        since=since,
        facts_too=(word,),
        what=f"Did this settle it? {_told(commitment)}",
        why=f"{'Promised' if commitment.owed else 'Asked'} on {began}; {other} wrote on {wrote}.",
        why_now="It would be missed by now, had their later word not come." if commitment.due else "It is still open.",
        if_nothing="It stays open, and they are not reminded while this is not answered.",
        actions=(Verb.SETTLED, Verb.NOT_SETTLED, Verb.LET_GO, Verb.SNOOZE),
        settled=True,
    )


def _row(
    rule: Rule,
    facts: ConnectionFacts,
    commitment: CommitmentFacts,
    now: Now,
    *,
    facts_too: tuple[Evidence, ...] = (),
    **told: Any,
) -> Row:
    return tell(
        rule,
        facts,
        now,
        to=_other(facts, commitment),
        facts=(*words_of(commitment), *facts_too),
        by_hand=commitment.touched_at is not None,
        likely=sureness.of_my_request(facts, commitment, now),
        moot=None if commitment.owed else moot_at(commitment.due, commitment.performer),
        due_at=commitment.performer.end_of(commitment.due) if commitment.due else None,
        commitment_id=commitment.id,
        message_id=commitment.message_id,
        conversation_id=commitment.conversation_id,
        **told,
    )


def _theirs(commitment: CommitmentFacts, now: Now) -> bool:
    """Asked by me, owed or unanswered by them, not put off, not of long ago."""
    if commitment.mine or not commitment.requested_by_me:
        return False
    return not put_off(commitment, now) and commitment_alive(commitment, now)


def _missed_at(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> datetime | None:
    """When their promise was missed, if it has been."""
    if not commitment.owed or commitment.due is None or not _theirs(commitment, now):
        return None
    missed = commitment.performer.missed_at(commitment.due)
    return missed if now.reached(missed) else None


def _reminder_ripe_at(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> datetime | None:
    """When a reminder is the next thing to do, if it is at all: after the call, or after an unanswered request."""
    if commitment.owed:
        missed = _missed_at(facts, commitment, now)
        if missed is None or later_word(commitment) or _call_comes_first(facts, commitment, missed, now):
            return None
        return _after_phone(facts, commitment) or missed
    if commitment.state is not State.REQUESTED or commitment.answered_at or not _theirs(commitment, now):
        return None
    return commitment.performer.business_days_after(commitment.moved_at, ANSWER_DAYS)


def _call_comes_first(facts: ConnectionFacts, commitment: CommitmentFacts, missed: datetime, now: Now) -> bool:
    """There is a number, no reminder has gone out since it was missed, and the call was not on show for a week."""
    if not _number(facts, commitment) or (commitment.reminded_at and commitment.reminded_at >= missed):
        return False
    shown = _after_phone(facts, commitment)
    return shown is None or not now.reached(shown)


def _after_phone(facts: ConnectionFacts, commitment: CommitmentFacts) -> datetime | None:
    return commitment.phone_shown_at and facts.mine.days_after(commitment.phone_shown_at, AFTER_PHONE)


def _promise_in_words(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> tuple[str, str]:
    """The day on which it was promised, and the day for which."""
    assert commitment.due is not None
    promised = now.when(commitment.promised_at or commitment.made_at, facts.mine)
    return promised, now.day(commitment.due, commitment.performer)


def _waiting(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> str:
    other = _other(facts, commitment)
    if not commitment.owed:
        return f"You asked {other} on {now.when(commitment.moved_at, facts.mine)}; no answer since."
    promised, due = _promise_in_words(facts, commitment, now)
    return f"{other} promised it on {promised}, by {due}, and has not written since."


def _told(commitment: CommitmentFacts) -> str:
    """A question in its own words; of anything else what is to be done, where that can be understood by itself."""
    what = "" if commitment.question else commitment.what
    return in_words(what, commitment.quote, commitment.mail.subject, commitment.mail.before)


def _number(facts: ConnectionFacts, commitment: CommitmentFacts) -> str | None:
    return commitment.phone or facts.phone


def _other(facts: ConnectionFacts, commitment: CommitmentFacts) -> str:
    return commitment.other or facts.name
