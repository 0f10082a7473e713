"""The words without which a kind of time phrase need not be looked for."""

import re

from segue.detect.when_words import MONTHS, UNITS, WEEKDAYS

_WORD = re.compile(r"[^\W\d_]+|[\d/]")


_DIGITS = frozenset("0123456789")
_BETWEEN_DIGITS = re.compile(r"\d([-.])\s?\d")


def words_in(text: str) -> set[str]:
    """The words of a text by which rules are chosen; "0" for any digit, "/" for itself, "-" and "." between digits."""
    words = set(_WORD.findall(text.lower()))
    digits = words & _DIGITS if text.isascii() else {word for word in words if word.isdigit()}
    return (words - digits).union(DIGIT, _BETWEEN_DIGITS.findall(text)) if digits else words


def some(words: str) -> frozenset[str]:
    """A set of words, written as a line."""
    return frozenset(words.split())


DIGIT = some("0")
WEEKDAY_WORDS, MONTH_WORDS, UNIT_WORDS = frozenset(WEEKDAYS), frozenset(MONTHS), frozenset(UNITS)
PERIOD_WORDS = some(
    "week month quarter year woche monat monats quartal quartals jahr jahres semaine mois trimestre année "
    "semana mes año vecka veckan veckans månadens årets kvartalets slut månad månaden kvartal år året weeks "
    "months years"
)
WEEKDAY_EVENINGS = frozenset(
    day + part
    for day in ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
    for part in ("vormittag", "mittag", "nachmittag", "abend", "morgen", "früh")
)
NEXT_WORDS = some(
    "next coming following nächste nächster nächstes nächstem nächsten kommende kommender kommendes kommendem "
    "kommenden nästa próximo próxima proximo proxima prochain prochaine"
)
THIS_WORDS = some("this diese dieser diesen diesem dieses cette ce esta este denna den")
ORDINAL_WORDS = some("st nd rd th")
AHEAD_WORDS = some("in within over for innerhalb binnen dans d en dentro om inom about")
HOLIDAY_WORDS = some(
    "memorial labor thanksgiving christmas xmas x weihnachten noël navidad new silvester easter ostern pâques july"
)
TODAY_WORDS = some(
    "today tonight tonite morning afternoon evening noon heute aujourd soir matin après hoy tarde noche mañana "
    "idag dag ikväll kväll eftermiddag"
)
CLOCK_WORDS = some("0 noon midnight midday mid midmorning midafternoon lunch lunchtime")
CONDITION_WORDS = some(
    "soon quickly if when whenever once after before until till upon following pending minute moment second time "
    "convenience sobald bald wenn nachdem bevor dès quand après cuando después cuanto snart när efter"
)
VAGUE_WORDS = some(
    "asap p soon quickly shortly promptly immediately momentarily away now later future point time meantime then bald "
    "demnächst sofort bientôt pronto snart possible"
)
