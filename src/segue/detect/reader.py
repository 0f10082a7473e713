"""Reads a message: from text to the acts in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from segue.detect import languages, objects, what, who
from segue.detect.acts import NOT_READ, Act
from segue.detect.features import Around
from segue.detect.judging import LOOKS, Asked, Look, Sure, sure
from segue.detect.split import Span, sentences
from segue.detect.tongues import THRESHOLDS, tongue_of
from segue.detect.when import Due, chosen, dues
from segue.detect.when_context import NEAR, of_something_else, placed
from segue.detect.windows import Scene

#: Acts that may carry a day by which something is to happen.
DATED = frozenset(["promise", "offer", "request", "question", "proposal", "counter", "acceptance"])
#: Acts by which the author undertakes something: none where the words say that somebody else will do it.
UNDERTAKEN = frozenset(["promise", "offer"])
#: So much of the message that is answered is looked at, in characters.
BEFORE = 4000
#: A message with more sentences than this is read to there: no letter is longer, only logs are.
MOST_SENTENCES = 20_000

#: The language of a message is told by so many sentences.
NEEDED = 12

_REPLY = re.compile(r"\s*(?:re|aw|sv|antw)\s*:", re.IGNORECASE)
_FORWARD = re.compile(r"\s*(?:fwd?|wg|tr|vb)\s*:", re.IGNORECASE)


def detect(
    text: str,
    *,
    speaker: str,
    to: str,
    date: datetime | None,
    zone_minutes: int | None,
    before: str = "",
    own: Sequence[Span] | None = None,
    kind: str = "mail",
    subject: str = "",
    look: Look = "first",
) -> list[Act]:
    """The acts in `text`, in order. Never raises, whatever the text.

    Only the `own` spans of the text are read (all of it where None). `date` is when the message was
    written, `zone_minutes` the sender's offset from UTC in minutes: relative dates ("tomorrow") count
    from the sender's day. `before` is what the message answers. `kind` is "mail", "chat" or "talk".
    `look`: the "first" is a linear model over everything; the "closer" lets a transformer weigh in, which finds more
    and takes some hundred times as long; "near" does so only where the first found something.

    A message in a language that is not read gives one act, NOT_READ, whose `what` is the code of the language.
    """
    (acts,) = detect_all([Letter(text, speaker, to, date, zone_minutes, before, own, kind, subject)], look)
    return acts


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be read, as `detect` takes it."""

    text: str
    speaker: str
    to: str
    date: datetime | None
    zone_minutes: int | None
    before: str = ""
    own: Sequence[Span] | None = None
    kind: str = "mail"
    subject: str = ""


def detect_all(letters: Sequence[Letter], look: Look = "first") -> list[list[Act]]:
    """The acts in each message, as `detect` finds them: many are read at once in half the time."""
    messages = [_opened(letter) for letter in letters]
    found = iter(LOOKS[look].judge([each.asked() for each in messages if each.trained]))
    told = (next(found) if each.trained else each.told() for each in messages)
    return [_read(message, places) for message, places in zip(messages, told, strict=True)]


def _opened(letter: Letter) -> "_Message":
    spans = sentences(letter.text, letter.own)[:MOST_SENTENCES]
    return _Message(letter, spans, _language(letter.text, spans, letter.before))


def _read(message: "_Message", found: Sequence[tuple[int, list[Sure]]]) -> list[Act]:
    if message.language not in languages.READ:
        return [_not_read(message.language, message.spans)]
    letter = message.letter
    people = who.addressees(letter.to, message.sentence(0)) if found else who.NOBODY
    today = sender_day(letter.date, letter.zone_minutes)
    return [act for place, acts in found for act in _acts(message, place, acts, people, today)]


def _language(text: str, spans: Sequence[Span], before: str) -> str:
    """The language of a message; of one too short to tell, that of what it answers, where that is read."""
    language = languages.told(" ".join(text[start:end] for start, end in spans[:NEEDED]))
    if not language and before:
        language = languages.told(before)
        return language if language in languages.READ else "en"
    return language or "en"


def _not_read(language: str, spans: Sequence[Span]) -> Act:
    return Act(NOT_READ, 1.0, False, True, *spans[0], what=language)


def sender_day(written: datetime | None, zone_minutes: int | None) -> date | None:
    """The day on which the sender wrote, in the sender's zone. A naive time is taken as it is."""
    if written is None:
        return None
    if zone_minutes is None or not -1440 < zone_minutes < 1440:
        return written.date()
    aware = written if written.tzinfo else written.replace(tzinfo=UTC)
    try:
        return aware.astimezone(timezone(timedelta(minutes=zone_minutes))).date()
    except OverflowError:
        return written.date()


class _Message:
    """A text with its sentences, and what stands around each."""

    def __init__(self, letter: Letter, spans: Sequence[Span], language: str) -> None:
        self.letter, self.text, self.spans, self.language = letter, letter.text, spans, language
        self.before, self.subject = letter.before[-BEFORE:], letter.subject
        self.tongue = tongue_of(language)
        self._answers, self._forwards = bool(_REPLY.match(letter.subject)), bool(_FORWARD.match(letter.subject))

    @property
    def trained(self) -> bool:
        """It is read by the trained model, not by rules."""
        return self.language in languages.READ and self.tongue is None

    def sentence(self, place: int) -> str:
        """The words of the sentence at that place; nothing outside the message."""
        if not 0 <= place < len(self.spans):
            return ""
        start, end = self.spans[place]
        return self.text[start:end]

    def asked(self) -> Asked:
        """What the trained model is asked about it."""
        scene = Scene(self.letter.kind, self.subject, self._answers, self._forwards, self.letter.before)
        return Asked(self.text, self.spans, scene, self.around)

    def told(self) -> list[tuple[int, list[Sure]]]:
        """The places of sentences that do something by the rules of its language, each with its acts."""
        if not self.tongue:
            return []
        told = [(place, self.tongue.acts_of(self.sentence(place))) for place in range(len(self.spans))]
        return [(place, [sure(*pair, THRESHOLDS) for pair in pairs]) for place, pairs in told if pairs]

    def cue(self, act: str, sentence: str) -> re.Match[str] | None:
        """The words that make a sentence this act ("I'll", "could you"), where it has such words."""
        return self.tongue.cue(sentence) if self.tongue else what.cue(act, sentence)

    def nearby(self, place: int) -> list[str]:
        """The sentences just before that one, the nearest first, and the subject."""
        return [*map(self.sentence, range(place - 1, place - 1 - NEAR, -1)), self.subject]

    def around(self, place: int) -> Around:
        """What stands around that sentence."""
        return Around(
            index=place,
            count=len(self.spans),
            previous=self.sentence(place - 1),
            before=self.before,
            kind=self.letter.kind,
            answers=self._answers,
            forwards=self._forwards,
        )


def _acts(
    message: _Message,
    place: int,
    found: Sequence[Sure],
    people: who.Addressees,
    today: date | None,
) -> list[Act]:
    sentence = " ".join(message.sentence(place).split())
    if who.third_party(sentence):
        found = [each for each in found if each.act not in UNDERTAKEN]
    phrases = dues(sentence, today) if any(each.act in DATED for each in found) else []
    return [_act(message, place, sentence, each, people, phrases, today) for each in found]


def _act(
    message: _Message,
    place: int,
    sentence: str,
    found: Sure,
    people: who.Addressees,
    phrases: Sequence[Due],
    today: date | None,
) -> Act:
    act = found.act
    start, end = message.spans[place]
    cue = message.cue(act, sentence)
    due = chosen(phrases, cue.start() if cue else 0) if act in DATED else None
    if due and of_something_else(sentence, cue.end() if cue else 0, due, today):
        due = None
    if due and today:
        due = placed(due, sentence[due.start : due.end], today, message.nearby(place), message.before)
    begin = cue.end() if cue else what.asking(sentence) if act == "question" else 0
    phrase, span = _what(message, place, what.phrase(sentence, begin), act)
    return Act(
        act=act,
        confidence=found.confidence,
        shown=found.shown,
        asked=found.asked,
        start=start,
        end=end,
        owner=who.owner(act, cue[0] if cue else sentence, sentence, people),
        for_whom=who.for_whom(act, people),
        due=due.day if due else None,
        due_text=sentence[due.start : due.end] if due else None,
        due_kind=due.kind if due else "",
        what=phrase,
        object_span=span,
        condition=what.condition(sentence),
    )


def _what(message: _Message, place: int, phrase: str, act: str) -> tuple[str, Span | None]:
    """The action in words; where it only points back, the words it points to, and where they stand."""
    if act == "request":
        return objects.wanted(phrase, message.text, message.spans[:place])
    if act not in ("promise", "acceptance"):
        return phrase, None
    return objects.told(phrase, message.text, message.spans[:place], message.before, agrees=act == "acceptance")
