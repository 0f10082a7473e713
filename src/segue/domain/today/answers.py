"""The rule about people who wait for my word."""

from datetime import datetime

from segue.domain.phrases import in_words
from segue.domain.today import sureness
from segue.domain.today.facts import ConnectionFacts, QuestionFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Row, Rule, Verb
from segue.domain.today.telling import moot_at, my_silence_known, of_question, put_off, question_alive, said, tell

ANSWER_DAYS = 1
"""Business days of mine after which a question waits too long."""


def answer_owed(facts: ConnectionFacts, question: QuestionFacts, now: Now) -> Row | None:
    """Somebody I have written to before asked me, and nobody answered for a business day."""
    if question.answered_at or question.from_list_or_robot or not question.i_am_named:
        return None
    if not _known_before(facts, question) or put_off(question, now) or not question_alive(question, now):
        return None
    ripe = facts.mine.business_days_after(question.asked_at, ANSWER_DAYS)
    if not now.reached(ripe) or not my_silence_known(facts, ripe):
        return None
    asker = question.asked_by or facts.name
    if question.mail.spoken_of_at:
        return _perhaps_answered(facts, question, asker, question.mail.spoken_of_at, now)
    told, asked = _told(question), now.when(question.asked_at, facts.mine)
    words = "" if told.startswith("“") else f": {said(question.quote)}"
    return tell(
        Rule.ANSWER_OWED,
        facts,
        now,
        since=question.asked_at,
        by_hand=question.touched_at is not None,
        moot=moot_at(question.due, facts.mine),
        likely=sureness.of_question(facts, question, now),
        what=f"Answer {asker}: {told}",
        to=asker,
        facts=(of_question(question),),
        why=f"{asker} asked on {asked}{words}; no answer since.",
        why_now="A business day has passed.",
        if_nothing=f"{asker} goes on waiting, and does not know what for.",
        actions=(Verb.REPLY, Verb.PROMISE, Verb.DECLINE, Verb.DONE, Verb.SNOOZE),
        commitment_id=question.commitment_id,
        message_id=question.message_id,
        conversation_id=question.conversation_id,
    )


def _perhaps_answered(facts: ConnectionFacts, question: QuestionFacts, asker: str, written: datetime, now: Now) -> Row:
    """I have written to them since, on another thread, of the same thing: that may have been the answer."""
    asked = now.when(question.asked_at, facts.mine)
    return tell(
        Rule.ANSWER_OWED,
        facts,
        now,
        since=question.asked_at,
        by_hand=question.touched_at is not None,
        moot=moot_at(question.due, facts.mine),
        settled=True,
        likely=sureness.of_question(facts, question, now),
        what=f"Did you answer {asker}? {_told(question)}",
        to=asker,
        facts=(of_question(question),),
        why=f"{asker} asked on {asked}: {said(question.quote)}; you wrote on {now.when(written, facts.mine)}.",
        why_now="What you wrote since, on another thread, may have answered it.",
        if_nothing="It stays open, and may still be waited for.",
        actions=(Verb.DONE, Verb.REPLY, Verb.PROMISE, Verb.DECLINE, Verb.SNOOZE),
        commitment_id=question.commitment_id,
        message_id=question.message_id,
        conversation_id=question.conversation_id,
    )


def _told(question: QuestionFacts) -> str:
    """A question in its own words; of a request what is to be done, where that can be understood by itself."""
    what = "" if question.question else question.what
    return in_words(what, question.quote, question.mail.subject, question.mail.before)


def _known_before(facts: ConnectionFacts, question: QuestionFacts) -> bool:
    first = facts.first_written_by_me_at
    return question.touched_at is not None or (first is not None and first < question.asked_at)
