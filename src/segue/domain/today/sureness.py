"""How likely it is that a row is wanted: what is doubtful stands behind "more", for a list of false promises is worse
than none (DESIGN, third law).

Each thing that speaks against a row takes a share of its likelihood away: detection may have misread the words; they
were not put to me alone, or asked for nothing; or what they wanted may have been settled where mail does not tell. The
shares were set by reading rows of four real mailboxes against the mail (docs/quality.md). What I logged, confirmed or
moved by hand is certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from math import prod

from segue.domain import cues
from segue.domain.calendar import Calendar
from segue.domain.today.facts import CommitmentFacts, ConnectionFacts, MailFacts, QuestionFacts
from segue.domain.today.now import Now

LONG_LETTER = 3000
"""Characters: what is longer is seldom written to one person: its questions are rhetoric, quizzes, questionnaires."""
LONG_SENTENCE = 240
_WORK_BEGINS = 8
"""An hour before it is one of the afternoon, where nothing else is said."""

_Fading = Sequence[tuple[int, float]]
"""Business days after a moment, and the share that is left from then on; ascending."""

QUESTION_FADES: _Fading = ((2, 0.95), (4, 0.75), (6, 0.6), (12, 0.5))
REQUEST_FADES: _Fading = ((3, 0.95), (5, 0.8), (8, 0.65), (15, 0.5))
IN_SILENCE_FADES: _Fading = ((4, 0.95), (7, 0.85), (10, 0.7), (15, 0.5))
"""Where neither has written to the other since: what was asked can only have been settled by voice."""
COLLEAGUE_FADES: _Fading = ((2, 0.95), (4, 0.85), (6, 0.7), (10, 0.5))
"""The same with a colleague, who is met every day."""
MY_REQUEST_FADES: _Fading = ((7, 0.9), (10, 0.7), (15, 0.5))
MY_REQUEST_FADES_IN_SILENCE: _Fading = ((9, 0.9), (12, 0.7), (15, 0.5))
MY_REQUEST_FADES_AMONG_COLLEAGUES: _Fading = ((7, 0.9), (9, 0.7), (12, 0.5))
PROMISE_FADES: _Fading = ((1, 0.95), (2, 0.8), (4, 0.5))
THEIR_PROMISE_FADES: _Fading = ((3, 0.85), (7, 0.5))
UNDATED_FADES: _Fading = ((10, 0.7), (15, 0.5))
PUT_TO = (1, 1, 0.75, 0.65)
"""What is left when so many stand in To, nobody (a list, a blind copy), one, two, three or more."""
BY_VOICE_DAYS = 3
"""Business days after which a call that was asked for was made, most likely."""
AGAIN = 2
"""So many later messages of a colleague's that do not ask again, and the matter has moved on."""
OFTEN = 5
"""So many later messages of theirs that do not ask again, and they no longer wait."""


def of_question(facts: ConnectionFacts, question: QuestionFacts, now: Now) -> float:
    """How likely they still wait for my answer."""
    mail, asked = question.mail, question.asked_at
    heard = sum(received > asked for received in facts.received)
    return prod(
        (
            _meant(mail, question.quote, alone=mail.by_name),
            0.5 if question.question and mail.asks >= cues.MANY_QUESTIONS else 1,
            0.6 if question.question and cues.SMALL_TALK.search(question.quote) else 1,
            0.6 if cues.IS_THIS_IT.search(question.quote) else 1,
            0.6 if cues.STANDING.search(question.quote) else 1,
            0.55 if mail.my_word_at else 1,
            0.7 if mail.their_word_at else _heard(facts, heard),
            0.6 if mail.spoken_of_at else _wrote_since(facts, asked),
            1 if question.question else _ordered(facts, mail, question.quote),
            0.7 if cues.PLAYFUL.search(f"{question.quote} {mail.words}") else 1,
            _by_voice(facts, question, now),
            _told(question.what, question.quote),
            0.5 if mail.for_another else 1,
            _moment(mail, question.quote, asked, facts.mine, now),
            _waited(facts, question, now),
        )
    )


def of_my_promise(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> float:
    """How likely I have yet to keep it. Before its day is over, it is enough that I promised it."""
    meant = _meant(commitment.mail, _said(commitment), alone=True, promised=True)
    meant *= 0.85 if cues.HEDGED.search(_said(commitment)) else 1
    if commitment.due is None:
        return meant * 0.7 * _perhaps_kept(facts, commitment) * _undated(commitment, now)
    over = commitment.performer.end_of(commitment.due)
    if not now.reached(over):
        return meant
    return meant * _perhaps_kept(facts, commitment) * _faded(commitment.performer, over, PROMISE_FADES, now)


def of_their_promise(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> float:
    """How likely they have yet to keep it."""
    kept = (
        _meant(commitment.mail, _said(commitment), promised=True)
        * (0.85 if cues.HEDGED.search(_said(commitment)) else 1)
        * (0.65 if cues.BY_VOICE.search(_said(commitment)) else 0.8 if cues.TELLING.search(_said(commitment)) else 1)
        * (0.55 if commitment.possibly_answered else 1)
        * (0.85 if commitment.mail.original_missing else 1)
    )
    if commitment.due is None:
        return kept * 0.7 * _undated(commitment, now)
    over = commitment.performer.end_of(commitment.due)
    return kept * _faded(commitment.performer, over, THEIR_PROMISE_FADES, now)


def of_my_request(facts: ConnectionFacts, commitment: CommitmentFacts, now: Now) -> float:
    """How likely what I asked for is still to come, and worth a reminder."""
    if commitment.owed:
        return of_their_promise(facts, commitment, now)
    mail, asked, quote = commitment.mail, commitment.moved_at, commitment.quote
    silent = not any(moment > asked for moment in (*facts.wrote, *facts.received))
    return prod(
        (
            _meant(mail, quote, alone=True),
            0.55 if _called_another(facts, commitment) else 1,
            0.5 if cues.STANDING.search(f"{quote} {commitment.what}") else 1,
            1 if not commitment.question else 0.5 if mail.asks >= cues.MANY_QUESTIONS else 0.9 if silent else 0.75,
            0.6 if commitment.question and cues.SMALL_TALK.search(quote) else 1,
            0.65 if cues.BY_VOICE.search(quote) else 1,
            0.6 if cues.IS_THIS_IT.search(quote) else 1,
            1 if commitment.question else _carried_out(facts, quote, silent=silent),
            0.65 if cues.MORE_TO_COME.search(quote) else 1,
            0.7 if cues.PLAYFUL.search(quote) else 1,
            0.5 if cues.REMINDER.search(quote) else 1,
            _told(commitment.what, quote),
            0.8 if mail.forwarded and not commitment.question and not cues.TO_ME.search(quote) else 1,
            0.8 if mail.original_missing else 1,
            0.6 if mail.my_word_at or mail.their_word_at else 1,
            0.7 if any(wrote > asked for wrote in facts.wrote) else 1,
            0.65 if commitment.possibly_answered else 1,
            _moment(mail, quote, asked, commitment.performer, now),
            _faded(commitment.performer, asked, _my_request_fades(facts, silent=silent), now),
        )
    )


def of_liveliness(facts: ConnectionFacts) -> float:
    """How likely a lively exchange by mail wants a next step: with a colleague work goes on anyway, and where nothing
    was asked or promised between us it was talk."""
    return 0.5 if facts.colleague or not facts.commitments else 0.65


def _heard(facts: ConnectionFacts, times: int) -> float:
    """What is left when they have written so often since, and not asked again."""
    if times >= (AGAIN if facts.colleague else OFTEN):
        return 0.85
    return 0.95 if times else 1


def _by_voice(facts: ConnectionFacts, question: QuestionFacts, now: Now) -> float:
    """What is left of a call or a visit that was asked for: mail does not tell whether it was made."""
    quote = question.quote
    called = not question.question and cues.BY_VOICE.search(quote) and not cues.IN_WRITING.search(quote)
    made_by = facts.mine.business_days_after(question.asked_at, BY_VOICE_DAYS)
    return 0.6 if called and now.reached(made_by) else 1


def _told(what: str, quote: str) -> float:
    """What is left of words that do not say what is wanted; `what` may hold it, after a colon."""
    return 0.75 if ": " not in what and cues.VAGUE.match(quote) else 1


def _wrote_since(facts: ConnectionFacts, asked: datetime) -> float:
    """What is left when I have written to them of other things since: with a colleague it was then spoken of, too."""
    if not any(wrote > asked for wrote in facts.wrote):
        return 1.0
    return 0.8 if facts.colleague else 0.9


def _ordered(facts: ConnectionFacts, mail: MailFacts, quote: str) -> float:
    """What is left of what I am to do, not to answer: it is done without a word, by a call or by a forward."""
    done = 0.5 if mail.passed_on_at and cues.PASS_ON.search(quote) else 1
    return done * (1 if _wants_word(facts, quote) else 0.6 if cues.BY_VOICE.search(quote) else 0.68)


def _carried_out(facts: ConnectionFacts, quote: str, *, silent: bool) -> float:
    """What is left of what they are to do, not to answer: it may be done without a word."""
    return 1 if _wants_word(facts, quote) else 0.68 if facts.colleague else 0.8 if silent else 0.75


def _wants_word(facts: ConnectionFacts, quote: str) -> bool:
    """Whether a request waits for words; "could you" is an order among colleagues, who see what is done."""
    return bool((cues.WANTS_WORD if facts.colleague else cues.ASKS_BACK).search(quote))


def _my_request_fades(facts: ConnectionFacts, *, silent: bool) -> _Fading:
    if not silent:
        return MY_REQUEST_FADES
    return MY_REQUEST_FADES_AMONG_COLLEAGUES if facts.colleague else MY_REQUEST_FADES_IN_SILENCE


def _waited(facts: ConnectionFacts, question: QuestionFacts, now: Now) -> float:
    """What is left of a question by its age; whole until the day by which its answer is wanted."""
    if question.due and not now.reached(facts.mine.end_of(question.due)):
        return 1.0
    silent = not any(moment > question.asked_at for moment in (*facts.wrote, *facts.received))
    in_silence = COLLEAGUE_FADES if facts.colleague else IN_SILENCE_FADES
    fades = in_silence if silent else QUESTION_FADES if question.question else REQUEST_FADES
    return _faded(facts.mine, question.asked_at, fades, now)


def _called_another(facts: ConnectionFacts, commitment: CommitmentFacts) -> bool:
    """Whether my words call somebody by another name than that of whom they were put to."""
    name = cues.called(commitment.quote)
    return bool(name) and not any(
        part.startswith(name[:3]) for part in (commitment.other or facts.name).lower().replace(".", " ").split()
    )


def _said(commitment: CommitmentFacts) -> str:
    """The words of the promise, also where it was asked for first."""
    return commitment.promise.quote if commitment.promise else commitment.quote


def _meant(mail: MailFacts, quote: str, *, alone: bool = False, promised: bool = False) -> float:
    """How likely the words are what detection took them for, and put to the one who reads them.

    `alone`: it does not matter to how many they were put. `promised`: they undertake something.
    """
    return prod(
        (
            mail.confidence,
            1 if alone else PUT_TO[min(mail.addressees, 3)],
            0.5 if mail.length > LONG_LETTER else 1,
            0.75 if len(quote) > LONG_SENTENCE else 1,
            0.6 if cues.CONDITION.search(quote) or (promised and cues.WHEN_SO.search(quote)) else 1,
        )
    )


def _perhaps_kept(facts: ConnectionFacts, commitment: CommitmentFacts) -> float:
    """What is left when we have written since, or it is kept by voice."""
    since = commitment.promised_at or commitment.made_at
    there = commitment.mail.my_word_at is not None and commitment.mail.my_word_at > since
    wrote = any(moment > since for moment in facts.wrote)
    heard = any(received > since for received in facts.received)
    by_voice = 0.6 if cues.BY_VOICE.search(_said(commitment)) else 1
    spoken_of = commitment.mail.spoken_of_at is not None
    return (0.6 if there or spoken_of else 0.8 if wrote or heard else 1) * by_voice


def _moment(mail: MailFacts, quote: str, said: datetime, calendar: Calendar, now: Now) -> float:
    """What is left of words that spoke of their own day, or of a near one, when it is past."""
    words = f"{quote} {mail.words} {mail.subject}"
    if (hour := _hour(quote, said, calendar)) and now.reached(hour):
        return 0.5
    if cues.OF_THE_MOMENT.search(words) and now.reached(calendar.business_days_after(said, 1)):
        return 0.5 if cues.OF_THE_MOMENT.search(quote) else 0.65
    if (day := _weekday(words, said, calendar)) and now.reached(calendar.end_of(day)):
        return 0.65
    if any(now.reached(calendar.end_of(each)) for each in _dates(words, said, calendar)):
        return 0.65
    return 0.7 if cues.THIS_WEEK.search(words) and now.reached(calendar.business_days_after(said, 5)) else 1


def _hour(words: str, said: datetime, calendar: Calendar) -> datetime | None:
    """The hour of the same day or of the next that is named; None where there is none, or it is of another day."""
    found = cues.HOUR.search(words)
    if not found or cues.WEEKDAY.search(words) or cues.WRITTEN_OUT.search(words):
        return None
    noon, hour, _, half, exact, _, exact_half = found.groups()
    told = 12 if noon else int(hour or exact)
    afternoon = (half or exact_half or "").lower().startswith("p") or (not (half or exact_half) and told < _WORK_BEGINS)
    told += 12 if afternoon and told < 12 else 0
    day = calendar.date_of(said) + timedelta(days=1 if cues.TOMORROW.search(words) else 0)
    return calendar.start_of(day) + timedelta(hours=min(told, 24))


def _weekday(words: str, said: datetime, calendar: Calendar) -> date | None:
    """The first day of the week that is named, on or after the day on which it was said."""
    named = cues.WEEKDAY.search(words)
    if not named or cues.WRITTEN_OUT.match(words[named.end() :].lstrip(", ")):
        return None
    day = calendar.date_of(said)
    return day + timedelta(days=(cues.WEEKDAYS.index(named[1].lower()) - day.weekday()) % 7)


def _dates(words: str, said: datetime, calendar: Calendar) -> Iterator[date]:
    """The days that are named by date, each on or after the day on which it was said."""
    today = calendar.date_of(said)
    for month, day in cues.dates_named(words):
        with suppress(ValueError):
            named = date(today.year, month, day)
            yield named if named >= today else named.replace(year=today.year + 1)


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
