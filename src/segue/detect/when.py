"""Time phrases: where they stand in a sentence, how binding they are, and the day they mean.

Pure: every relative phrase counts from the day that is passed in, the writer's own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from segue.detect import days
from segue.detect.when_needs import CLOCK_WORDS, CONDITION_WORDS, VAGUE_WORDS, words_in
from segue.detect.when_rules import CLOCK, RELATIVE, RULES, WEEKDAY, Rule
from segue.detect.when_words import DOUBTFUL

#: Words beyond this are not looked at for time phrases.
LONGEST = 600
VAGUE = -1


@dataclass(frozen=True, slots=True)
class Due:
    """A time phrase: its place in the text, the day it means (or None) and how it binds.

    `kind` is "hard" (a deadline), "soft" (a hope or a rough time), "conditional" (waits for
    something to happen) or "" (a plain day). `rank` grows with how exactly the day is said.
    """

    start: int
    end: int
    day: date | None
    kind: str
    rank: int


_RULE_WORDS = frozenset[str]().union(*(rule.needs for rule in RULES))
_RULES_OF = {word: [at for at, rule in enumerate(RULES) if word in rule.needs] for word in _RULE_WORDS}
_DAY_WORDS = frozenset[str]().union(*(rule.needs for rule in RULES if rule.rank >= WEEKDAY))
_TIME_WORDS = CLOCK_WORDS.union(CONDITION_WORDS, VAGUE_WORDS, _RULE_WORDS)
_LEFT = re.compile(
    r"(?:\b(?:no later than|not later than|at the latest by|by|before|until|until at least|till|til|on|for|at|in|"
    r"within|over|during|through|thru|starting|beginning|effective|between now and|from|around|"
    r"(?<!how )(?<!what )about|probably|hopefully|maybe|either|some ?time|any ?time|late|early|later|the|"
    r"the (?:morning|afternoon|evening|night) of|bis|"
    r"spätestens|zum|am|vor|ab|d['’]ici|avant|le|pour|antes del?|para|el|senast|före|på|till|due|this|coming)\s+)+\Z",
    re.IGNORECASE,
)
_TIME = (
    r"(?:\d{1,2}(?:\s?[:.]\s?\d\d)?\s*(?:[ap]\.?\s?m\b\.?|o['’]clock|h\b|uhr|-?ish\b|[ap]\b)|\d{1,2}:\d\d|noon|"
    r"midnight|midday|mid-?(?:morning|afternoon)|lunchtime)"
)
_CLOCK = re.compile(
    r"\b(?:(?:by|at|around|(?<!how )(?<!what )about|before|after|until|till|from|between|@|~|um|à|kl)\s*)+"
    rf"(?:{_TIME}|lunch|\d{{1,2}}(?:\s?[:;]\s?\d\d)?"
    rf"(?=\s*(?:$|[.,;!?)]|-|(?:to|and|today|ish|let|if|so|when|we|i|you|please|then|or)\b)))(?:\s*(?:-|to|and|until)\s*(?:{_TIME}|\d{{1,2}}))?|(?<![\d/]){_TIME}",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:as soon as|soon as|so bald|sobald|as quickly as|if/when|the (?:minute|moment|second)|next time|by the time|"
    r"at the time|at (?:your|his|her|their) (?:earliest )?convenience|once|when(?:ever)?|after|before|until|till|upon|"
    r"following|pending|wenn|nachdem|bevor|dès que|quand|après que?|cuando|después de|en cuanto|så snart|när|efter)\b"
    r"(?:\s(?!(?:and\s+|then\s+)?(?:i|we|ich|wir|je)(?:['’]ll| will|\s+werde)\b)[^\s,;.!?()]+){0,14}",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(r"(?:a|an)s soon as possible|when(?:ever)? possible|after all|once (?:again|more|a)\b", re.I)
_VAGUE = re.compile(
    r"\b(?:a\.?s\.?a\.?p\.?|(?:as (?:soon|quickly) as (?:possible|you can|i can))|(?:very |pretty )?(?:soon|shortly|"
    r"promptly|immediately|momentarily)|right (?:away|now)|later(?: on)?|"
    r"(?:in|over) the (?:near|coming|foreseeable) future|"
    r"at (?:some|this|that) (?:point|time)|another time|some other time|in the meantime|now|bald|demnächst|sofort|"
    r"bientôt|pronto|snart|when(?:ever)? possible|then)\b",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"\b(?:by|before|no later than|not later than|until|till|til|deadline|due|at the latest|cob|eod|close of|end of "
    r"(?:the )?(?:business )?day|bis|spätestens|avant|d['’]ici|antes|senast|före|innan)\b",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"\b(?:hopefully|probably|try|trying|hope|should|might|maybe|perhaps|around|about|some ?time|or so|likely|"
    r"tentatively|aim\w*|target\w*|if possible|vielleicht|hoffentlich|wahrscheinlich|peut-être|quizás|kanske)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last|yesterday|each|every|that|previous|past|since|ago|letzte[nrms]?|gestern|dernière?|pasad[ao]|förra)\s+\Z",
    re.I,
)
_NEVER_PAST = frozenset(("today", "tonight", "tomorrow", "now"))
# "After Friday" tells from when, not by when: it is kept as words.
_AFTER = re.compile(r"\b(?:after|nach|après|después\s+del?|efter)\s+(?:(?:the|dem|le|la|el|den)\s+)?\Z", re.I)
_DAY_AFTER = re.compile(r"\b(?:the\s+)?(?P<unit>day|week)\s+after\s+(?:the\s+)?\Z", re.I)
_RECURS = re.compile(r"\s+(?:of\s+|in\s+)?(?:each|every)\b", re.I)
# "The April 24 event" names an event; "on April 24" says when.
_NAMES = re.compile(r"\b(?:the|our|your|my|his|her|their|a|an|this|up to)\s+\Z", re.I)
_NAMED = re.compile(
    r"\s+(?!(?:at|in|on|or|and|if|so|to|for|with|by|we|i|you|he|she|it|they|works?|is|are|was|would|will|morning|"
    r"afternoon|evening|night|noon|am|pm|eod|cob|from|until|then|when|but|because|as|please|thanks)\b)[^\W\d]",
    re.I,
)
_JOINT = re.compile(
    r"[\s,()@;:-]*(?:(?:at|of|the|on|in|morning|afternoon|evening|night|eve|a\.?m|p\.?m|noon|around|about|by|after|"
    r"und|um|le|à|den|kl|this|that|central|eastern|pacific|mountain|local|time|[cemp][sd]?t|gmt|utc)\b[\s,.()@-]*)*\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*(?:(?:morning|afternoon|evening|night|am|pm)\s*)?(?:,|-|–|to|thru|through|until|till|or|and|/|&|bis|oder|und|"
    r"au|ou|al|o|eller|(?:(?:and|then)\s+)?(?:will\s+be\s+)?(?:returning|back)(?:\s+in\s+the\s+office)?)"
    r"\s*(?:on\s+|the\s+|by\s+|a\s+(?:full|half|whole)\s+day\s+(?:on\s+)?)*\Z",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?:\s+(?:morning|afternoon|evening|night|nite|eve|a\.?m\.?|p\.?m\.?|noon|eod|cob|or so|at the latest))+\b", re.I
)
_PREPOSED = re.compile(
    r"\b(?:on|by|until|till|this|next|for|before|from|in|of|early|late|mid|end|am|bis|le|el|på)\s+\Z|[,/(-]\s*\Z", re.I
)
_FOLLOWED = re.compile(r"\.?,?\s*(?:\d|morning|afternoon|evening|night|eve\b|or\b|and\b|-|/|the\b|$|[?!.)])", re.I)


def dues(text: str, today: date | None) -> list[Due]:
    """The time phrases of a sentence, in order. No day is told where `today` is None."""
    text = text[:LONGEST]
    words = words_in(text)
    if _TIME_WORDS.isdisjoint(words):
        return []
    dated = _joined(text, _dated(text, words, today or date(2000, 1, 3)))
    found = dated + ([] if CONDITION_WORDS.isdisjoint(words) else _conditions(text, dated))
    if not VAGUE_WORDS.isdisjoint(words):
        found += [Due(*match.span(), None, "soft", VAGUE) for match in _VAGUE.finditer(text) if _free(match, found)]
    found = [replace(due, day=None) for due in found] if today is None else found
    return sorted(found, key=lambda due: due.start)


def may_name_a_day(text: str) -> bool:
    """Whether `dues` may find a day by its name or date; many times quicker to tell than which."""
    return not _DAY_WORDS.isdisjoint(words_in(text[:LONGEST]))


def resolve(phrase: str, today: date) -> date | None:
    """The day a phrase means to someone who writes it on `today`; None where it names none."""
    due = chosen(dues(phrase, today))
    return due.day if due else None


def chosen(found: Sequence[Due], cue: int = 0) -> Due | None:
    """The phrase that says when: dated before undated, then the nearest to `cue`, best behind it."""
    best = max(found, key=lambda due: _worth(due, cue), default=None)
    return _more_exact(best, found) if best else None


def _more_exact(due: Due, found: Sequence[Due]) -> Due:
    """ "Next week ... Tuesday or Wednesday?" is the day that is named within the week."""
    if due.rank != RELATIVE or due.day is None:
        return due
    within = (
        each
        for each in found
        if each.rank > RELATIVE and each.start > due.start and each.day and 0 <= (due.day - each.day).days < 7
    )
    return next(within, due)


def _worth(due: Due, cue: int) -> tuple[bool, bool, int]:
    distance = due.start - cue if due.start >= cue else 2 * (cue - due.start)
    return (due.day is not None, due.rank > VAGUE, -distance)


def _free(match: re.Match[str], found: Sequence[Due]) -> bool:
    return all(match.end() <= due.start or match.start() >= due.end for due in found)


def _dated(text: str, words: set[str], today: date) -> list[Due]:
    found: list[Due] = []
    for _, also, pattern, means, rank in _rules_for(frozenset(words & _RULE_WORDS)):
        if also and also.isdisjoint(words):
            continue
        for match in pattern.finditer(text):
            if not _free(match, found) or not _believable(text, match, rank):
                continue
            day = means(match, today)
            if day:
                found.append(Due(*match.span(), day, "", rank))
    for match in () if CLOCK_WORDS.isdisjoint(words) else _CLOCK.finditer(text):
        if _free(match, found) and not _RECURS.match(text, match.end()):
            found.append(Due(*match.span(), today, "", CLOCK))
    return sorted(found, key=lambda due: due.start)


@lru_cache(maxsize=4096)
def _rules_for(words: frozenset[str]) -> list[Rule]:
    """The rules that need one of these words, in their order."""
    return [RULES[at] for at in sorted({at for word in words for at in _RULES_OF[word]})]


def _believable(text: str, match: re.Match[str], rank: int) -> bool:
    """Not in the past, and no verb or possessive taken for a day ("sat", "may", "mon")."""
    ahead = text[max(0, match.start() - 12) : match.start()]
    behind = text[match.end() : match.end() + 4]
    if (
        (_PAST.search(ahead) and match[0].lower() not in _NEVER_PAST)
        or behind.startswith(" ago")
        or _RECURS.match(text, match.end())
    ):
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    if rank > CLOCK and _AFTER.search(before) and not _DAY_AFTER.search(before):
        return False
    if behind.startswith(("'s ", "’s ")) and not _PREPOSED.search(ahead):
        return False
    word = match[0].lower().rstrip(".")
    if word not in DOUBTFUL:
        return (
            rank != RELATIVE or not word.isalpha() or len(word) > 3 or bool(_PREPOSED.search(ahead)) or word[0] == "e"
        )
    return bool(
        _PREPOSED.search(ahead) or (match.start() and match[0][0].isupper()) or _FOLLOWED.match(text, match.end())
    )


def _without_names(text: str, found: list[Due]) -> list[Due]:
    """Days that only name something ("the April 24 event") left out, where another says when."""
    when = [due for due in found if not _names_something(text, due)]
    return when if any(due.rank > CLOCK for due in when) else found


def _names_something(text: str, due: Due) -> bool:
    return bool(_NAMES.search(text, max(0, due.start - 8), due.start) and _NAMED.match(text, due.end))


def _joined(text: str, found: list[Due]) -> list[Due]:
    """Neighbours that speak of one time made one phrase, each with its prepositions."""
    found = _without_names(text, _pairs(text, found, _one_time))
    found = _clocks_on_their_day(_pairs(text, found, _range))
    return [_with_words(text, due) for due in found]


def _pairs(text: str, found: list[Due], join: Callable[[Due, Due, str], Due | None]) -> list[Due]:
    kept: list[Due] = []
    for due in found:
        between = text[kept[-1].end : due.start] if kept else ""
        both = join(kept[-1], due, between) if kept and len(between) < 40 else None
        if both:
            kept[-1] = both
        else:
            kept.append(due)
    return kept


def _one_time(first: Due, second: Due, between: str) -> Due | None:
    if first.rank == second.rank or not _JOINT.match(between):
        return None
    better = second if second.rank > first.rank else first
    return replace(better, start=first.start, end=second.end)


def _range(first: Due, second: Due, between: str) -> Due | None:
    if not _RANGE.match(between) or (between.strip() == "," and first.rank != second.rank):
        return None
    return replace(second, start=first.start, day=_later(first, second), rank=max(first.rank, second.rank))


def _clocks_on_their_day(found: list[Due]) -> list[Due]:
    """ "Tomorrow ... I will leave at 4pm": a clock time is of the day named before it."""
    day = None
    placed = []
    for due in found:
        if due.rank > CLOCK:
            day = due.day
        placed.append(replace(due, day=day) if due.rank == CLOCK and day else due)
    return placed


def _later(first: Due, second: Due) -> date | None:
    """The last day of a range; a clock time belongs to the day it stands by."""
    if CLOCK in (first.rank, second.rank):
        return max(first, second, key=lambda due: due.rank).day
    return max(day for day in (first.day, second.day) if day) if first.day and second.day else second.day


def _with_words(text: str, due: Due) -> Due:
    after = _DAY_AFTER.search(text, max(0, due.start - 24), due.start)
    if after and due.day and due.rank > CLOCK:
        day = days.shift(due.day, 1) if after["unit"].lower() == "day" else _week_after(due.day)
        due = replace(due, start=after.start(), day=day)
    left = _LEFT.search(text[max(0, due.start - 40) : due.start])
    start = due.start - len(left[0]) if left else due.start
    right = _RIGHT.match(text, due.end)
    end = right.end() if right else due.end
    return replace(due, start=start, end=end, kind=_kind(text, start, end, due.rank))


def _week_after(day: date) -> date | None:
    return days.weekday_of_week(day, days.SUNDAY, 1)


def _kind(text: str, start: int, end: int, rank: int) -> str:
    if _HARD.search(text, max(0, start - 10), end):
        return "hard"
    return "soft" if _SOFT.search(text, max(0, start - 40), end + 12) else ""


def _conditions(text: str, dated: Sequence[Due]) -> list[Due]:
    """Phrases that wait for something ("after the board meets"): kept as words, no day invented."""
    found = []
    for match in _CONDITION.finditer(text):
        if _NO_CONDITION.match(match[0]) or any(due.start <= match.start() < due.end for due in dated):
            continue
        if match.start() == 0 and text.rstrip().endswith("?"):
            continue
        found.append(Due(*match.span(), None, "conditional", CLOCK))
    return found
