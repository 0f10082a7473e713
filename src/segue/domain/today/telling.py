"""What the rules share: how a row is put together, what is put off, what is known of my own silence."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from segue.domain.calendar import Calendar
from segue.domain.today.facts import CommitmentFacts, ConnectionFacts, QuestionFacts, TalkFacts, WordFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Grade, Row, Rule, rank

OLD = timedelta(days=30)
"""After this a row that was only detected waits behind "more": people have moved on, or settled it elsewhere."""
SURE = 0.85
"""What is as likely as this to be wanted comes first."""
LIKELY = 0.7
"""What is less likely stands behind "more"."""
MOOT_DAYS = 2
"""Business days after the day for which something was wanted; then nobody waits for it."""
LASTING = frozenset(
    {
        Rule.WRAP_UP,
        Rule.PREPARE,
        Rule.KEEP_IN_TOUCH,
        Rule.AGREED_CONTACT,
        Rule.CLOSE,
        Rule.THEY_WROTE_AGAIN,
        Rule.CHECK_IN,
    }
)
"""Rules that rest on what I chose or logged: they never grow old."""
SAID = 90
"""How many characters of somebody's words a sentence takes up; the evidence has them all."""


def tell(
    rule: Rule,
    facts: ConnectionFacts,
    now: Now,
    /,
    *,
    since: datetime,
    by_hand: bool = False,
    moot: datetime | None = None,
    likely: float = 1.0,
    tidying: bool = False,
    **told: Any,
) -> Row:
    """A row about this connection, ranked by how likely it is to be wanted.

    `by_hand`: it was logged or confirmed by me; `moot`: when its own words make it past; `likely`: `sureness` has it, 0
    to 1; `tidying`: it may be settled.
    """
    told.setdefault("to", facts.name)
    lasting = by_hand or rule in LASTING
    grade = Grade.SURE if lasting else _grade(likely, since, moot, now)
    place = rank(rule, since, grade, settled=tidying or told.get("settled", False))
    return Row(rule=rule, connection_id=facts.id, since=since, rank=place, **told)


def _grade(likely: float, since: datetime, moot: datetime | None, now: Now) -> Grade:
    if now.reached(since + OLD) or (moot is not None and now.reached(moot)):
        return Grade.OLD
    return Grade.SURE if likely >= SURE else Grade.LIKELY if likely >= LIKELY else Grade.DOUBTFUL


def moot_at(due: date | None, calendar: Calendar) -> datetime | None:
    """When something that was wanted by a day, and never promised, is past: two business days after it."""
    return calendar.end_of(calendar.add_business_days(due, MOOT_DAYS)) if due else None


def my_silence_known(facts: ConnectionFacts, until: datetime) -> bool:
    """Whether my sent mail has been read so far that my silence up to `until` is a fact."""
    return facts.sent_read_until is not None and facts.sent_read_until >= until


def put_off(thing: CommitmentFacts | QuestionFacts | TalkFacts, now: Now) -> bool:
    """Whether it waits in a snooze."""
    return thing.snoozed_until is not None and not now.reached(thing.snoozed_until)


def commitment_alive(commitment: CommitmentFacts, now: Now) -> bool:
    """Inside the window: touched by hand, due in it (or later), or begun or moved in it."""
    if commitment.touched_at is not None or now.alive(commitment.moved_at):
        return True
    return commitment.due is not None and now.alive(commitment.performer.end_of(commitment.due))


def question_alive(question: QuestionFacts, now: Now) -> bool:
    """Inside the window, or touched by hand."""
    return question.touched_at is not None or now.alive(question.asked_at)


def said(text: str) -> str:
    """Somebody's words in quotation marks, on one line, cut at a word where they are long."""
    words = " ".join(text.split())
    if len(words) > SAID:
        words = words[:SAID].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"
    return f"“{words}”"


def sentence(text: str) -> str:
    """`text` with its first letter as a sentence begins."""
    return text[:1].upper() + text[1:]


def of_commitment(commitment: CommitmentFacts) -> Evidence:
    """The words that a commitment began with."""
    return Evidence(
        commitment.quote or commitment.what,
        commitment.made_at,
        commitment.message_id,
        commitment.start,
        commitment.end,
        commitment.conversation_id,
    )


def words_of(commitment: CommitmentFacts) -> tuple[Evidence, ...]:
    """What it rests on: the words of the promise, where one stands, and those that it began with."""
    began = of_commitment(commitment)
    return (of_word(commitment.promise), began) if commitment.promise and commitment.owed else (began,)


def of_question(question: QuestionFacts) -> Evidence:
    """The words in which I was asked."""
    return Evidence(
        question.quote,
        question.asked_at,
        question.message_id,
        question.start,
        question.end,
        question.conversation_id,
    )


def of_word(word: WordFacts) -> Evidence:
    """A message of theirs."""
    return Evidence(word.quote, word.at, word.message_id, conversation_id=word.conversation_id)


def later_word(commitment: CommitmentFacts) -> Evidence | None:
    """Their later word that may have settled it: after it was asked or promised, and not set aside by me."""
    if commitment.later_word_at is None or not commitment.possibly_answered:
        return None
    return Evidence(commitment.later_word or "", commitment.later_word_at, commitment.later_word_message_id)


def latest(moments: Iterable[datetime | None]) -> datetime | None:
    """The last of those that are known."""
    return max((moment for moment in moments if moment), default=None)
