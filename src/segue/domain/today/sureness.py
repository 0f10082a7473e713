"""How likely it is that a row is wanted: what is doubtful stands behind "more", for a list of false promises is worse
than none (DESIGN, third law).

Each thing that speaks against a row takes a share of its likelihood away: detection may have misread the words; they
were not put to me alone, or asked for nothing; or what they wanted may have been settled where mail does not tell. The
shares were set by reading rows of four real mailboxes against the mail (docs/quality.md). What I logged, confirmed or
moved by hand is certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from math import prod

from segue.domain import cues
from segue.domain.calendar import Calendar
from segue.domain.today.facts import CommitmentFacts, ConnectionFacts, MailFacts, QuestionFacts
from segue.domain.today.now import Now

LONG_LETTER = 3000
"""Characters: what is longer is seldom written to one person: its questions are rhetoric, quizzes, questionnaires."""
LONG_SENTENCE = 240

_Fading = Sequence[tuple[int, float]]
"""Business days after a moment, and the share that is left from then on; ascending."""

QUESTION_FADES: _Fading = ((3, 0.9), (5, 0.75), (10, 0.5))
REQUEST_FADES: _Fading = ((5, 0.9), (10, 0.75), (15, 0.5))
MY_REQUEST_FADES: _Fading = ((10, 0.8), (15, 0.5))
PROMISE_FADES: _Fading = ((1, 0.95), (3, 0.85), (5, 0.5))
THEIR_PROMISE_FADES: _Fading = ((5, 0.85), (10, 0.5))
UNDATED_FADES: _Fading = ((10, 0.7), (15, 0.5))


def of_question(facts: ConnectionFacts, question: QuestionFacts, now: Now) -> float:
    """How likely they still wait for my answer."""
    mail, asked = question.mail, question.asked_at
    return prod(
        (
            _meant(mail, question.quote),
            0.6 if question.question and cues.SMALL_TALK.search(question.quote) else 1,
            0.55 if mail.my_word_at else 1,
            0.7 if mail.their_word_at else 1,
            _moment(question.quote, asked, facts.mine, now),
            (0.65 if question.question else 0.75) if any(sent > asked for sent in facts.sent) else 1,
            _faded(facts.mine, asked, QUESTION_FADES if question.question else REQUEST_FADES, now),
        )
    )


def of_my_promise(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> float:
    """How likely I have yet to keep it. Before its day is over, it is enough that I promised it."""
    meant = _meant(commitment.mail, commitment.quote)
    if commitment.due is None:
        return meant * 0.8 * _perhaps_kept(facts, commitment) * _undated(commitment, now)
    over = commitment.performer.end_of(commitment.due)
    if not now.reached(over):
        return meant
    return meant * _perhaps_kept(facts, commitment) * _faded(commitment.performer, over, PROMISE_FADES, now)


def of_their_promise(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> float:
    """How likely they have yet to keep it."""
    meant = _meant(commitment.mail, commitment.quote)
    kept = (
        (0.65 if cues.BY_VOICE.search(commitment.quote) else 1)
        * (0.55 if commitment.possibly_answered else 1)
        * (0.9 if commitment.mail.original_missing else 1)
    )
    if commitment.due is None:
        return meant * 0.8 * kept * _undated(commitment, now)
    over = commitment.performer.end_of(commitment.due)
    return meant * kept * _faded(commitment.performer, over, THEIR_PROMISE_FADES, now)


def of_my_request(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> float:
    """How likely what I asked for is still to come, and worth a reminder."""
    if commitment.owed:
        return of_their_promise(facts, commitment, now)
    mail, asked = commitment.mail, commitment.moved_at
    return prod(
        (
            _meant(mail, commitment.quote),
            0.75 if commitment.question else 1,
            0.6 if commitment.question and cues.SMALL_TALK.search(commitment.quote) else 1,
            0.65 if cues.BY_VOICE.search(commitment.quote) else 1,
            _moment(commitment.quote, asked, commitment.performer, now),
            0.75 if not cues.ASKS_BACK.search(commitment.quote) else 1,
            0.9 if mail.original_missing else 1,
            0.6 if mail.my_word_at or mail.their_word_at else 1,
            0.8 if any(sent > asked for sent in facts.sent) else 1,
            0.65 if commitment.possibly_answered else 1,
            _faded(commitment.performer, asked, MY_REQUEST_FADES, now),
        )
    )


def of_liveliness(facts: ConnectionFacts) -> float:
    """How likely a lively exchange by mail wants a next step: with a colleague work goes on anyway, and where nothing
    was asked or promised between us it was talk."""
    return 0.5 if facts.colleague or not facts.commitments else 0.75


def _meant(mail: MailFacts, quote: str) -> float:
    """How likely the words are what detection took them for, and put to the one who reads them."""
    return prod(
        (
            mail.confidence,
            (1, 1, 0.8, 0.7)[min(mail.addressees, 3)],
            0.5 if mail.length > LONG_LETTER else 1,
            0.75 if len(quote) > LONG_SENTENCE else 1,
            0.6 if cues.CONDITION.search(quote) else 1,
        )
    )


def _perhaps_kept(facts: ConnectionFacts, commitment: CommitmentFacts) -> float:
    """What is left when I have written since, or it is kept by voice."""
    since = commitment.promised_at or commitment.made_at
    there = commitment.mail.my_word_at is not None and commitment.mail.my_word_at > since
    wrote = any(sent > since for sent in facts.sent)
    heard = any(received > since for received in facts.received)
    return (0.65 if there else 0.7 if wrote else 0.85 if heard else 1) * (
        0.6 if cues.BY_VOICE.search(commitment.quote) else 1
    )


def _moment(quote: str, said: datetime, calendar: Calendar, now: Now) -> float:
    """What is left of words that spoke of their own day, a business day later."""
    spoke = cues.OF_THE_MOMENT.search(quote) is not None
    return 0.5 if spoke and now.reached(calendar.business_days_after(said, 1)) else 1


def _undated(commitment: CommitmentFacts, now: Now) -> float:
    return _faded(commitment.performer, commitment.promised_at or commitment.made_at, UNDATED_FADES, now)


def _faded(calendar: Calendar, since: datetime, fading: _Fading, now: Now) -> float:
    """What is left of it by now."""
    left = 1.0
    for days, share in fading:
        if not now.reached(calendar.business_days_after(since, days)):
            break
        left = share
    return left
