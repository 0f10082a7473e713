"""The patterns by which time phrases are read, in English, German, French, Spanish and Swedish.

A rule's `rank` says how exactly it fixes the day: of neighbours that speak of one day
("Tuesday, October 2nd") the higher rank wins.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from segue.detect import when_needs as needs
from segue.detect import when_readers as read
from segue.detect.when_words import MONTHS, NUMBERS, UNITS, WEEKDAYS, alternatives

CLOCK, RELATIVE, WEEKDAY, EXACT = 0, 1, 2, 3


class Rule(NamedTuple):
    """A pattern, the day it means from the writer's day, and how exactly it says so.

    It is only tried where one of the words of `needs` stands, and one of those of `also` if there are any ("0" stands
    for any digit).
    """

    needs: frozenset[str]
    also: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], date | None]
    rank: int


def _rule(
    wanted: frozenset[str],
    rank: int,
    means: Callable[[re.Match[str], date], date | None],
    *patterns: str,
    also: frozenset[str] = frozenset(),
) -> list[Rule]:
    whole = [re.compile(rf"(?<!\w)(?<!\d/)(?:{pattern})(?!\w)", re.IGNORECASE) for pattern in patterns]
    return [Rule(wanted, also, pattern, means, rank) for pattern in whole]


_D = alternatives(WEEKDAYS) + r"\b(?:\.(?=\s*\w))?"
_M = alternatives(MONTHS) + r"\b(?:\.(?=\s*\w))?"
_U = alternatives(UNITS) + r"\b"
_N = r"(?:\d{1,3}|" + alternatives(NUMBERS) + r")\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORD = _DAY + r"(?:st|nd|rd|th|er|:e|º)?(?![\d:/%]|\.\d)"
_GERMAN_DAY = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)"
_NTH = _DAY + r"(?:st|nd|rd|th)"
_YEAR = r"(?:(?:19|20)\d\d\b|['’]\d\d\b)"
_THIS = r"(?:this(?:\s+coming)?|dies(?:e|en|er|em|es)|cette|ce|est[ae]|denna|den\s+här)"
_NEXT = r"(?:next|coming|following|nächste[rsmn]?|kommende[rsmn]?|nästa|próxim[oa]|proxim[oa])"
_PERIOD = (
    r"(?P<period>(?:week|month|quarter|year)(?!s)|woche|monat|quartal|jahr|semaine|mois|trimestre|année|"
    r"semana|mes|año|veckan?|månad(?:en)?|kvartal|året?)(?:e?s)?\b"
)
_END = r"(?:the\s+)?(?:very\s+)?(?:end|ende|fin|fines|finales|final|slutet|close|last\s+day)"
_OF = (
    r"(?:\s+(?:of|der|des|dieser|dieses|de|du|la|le|el|av|the|this|denna|den|cette|ce|esta|este|"
    rf"(?P<next>{_NEXT})))*"
)
_TO = r"\s*(?:-|–|to|thru|through|until|and|or|&|bis|au|al|à|a|till|/)\s*(?:the\s+)?"
_NOT_FRACTION = r"(?!\s*(?:day|hour|way|price|inch|mile|year|time|cup|of\b|the\b|an?\b|full|hr))"
_DAYPART = (
    r"(?:morning|afternoon|evening|night|noon|vormittag|nachmittag|abend|früh|matin|après-midi|soir|"
    r"eftermiddag|kväll|am|pm|eod|cob)"
)
_HOLIDAY = (
    r"(?P<name>memorial\s+day|labor\s+day|thanksgiving(?:\s+day)?|christmas(?:\s+eve|\s+day)?|x-?mas|"
    r"weihnachten|noël|navidad|new\s+year['’]?s?(?:\s+eve|\s+day)?|silvester|easter|ostern|pâques|"
    r"(?:the\s+)?(?:4th|fourth)\s+of\s+july)(?:\s+(?:weekend|holidays?|break))?(?!\s+(?:part|card|shop|tree|gift|present|bonus|season|spirit|dinner|lunch))"
)
_PART = (
    r"(?:early|mid|late|mitte|anfang|ende|(?:the\s+)?(?:end|beginning|start|middle|first|last)|fin|début|mi|"
    r"finales|principios|mediados|slutet|i\s+början)(?:\s+part)?(?:\s+(?:of|de|av|in))?[\s-]+"
)
_AHEAD_BY = (
    r"(?:(?:with)?in|over|for|innerhalb\s+von|binnen|dans|d['’]ici|en|dentro\s+de|om|inom|about)\s+"
    r"(?:(?:just|about|the\s+(?:next|coming)|the|next|less\s+than|at\s+most|under|another|ungefähr|etwa|"
    r"den\s+nächsten|les|las\s+próximas|around|roughly)\s+)*"
)
_SPAN = (
    rf"(?:a\s+|ein\s+paar\s+)?(?P<number>{_N})(?:\s*(?:-|or|to|bis|ou|o|eller)\s*(?P<last>{_N}))?\s*"
    r"(?:of\s+|an?\s+)?(?:more\s+|short\s+|full\s+)?(?P<work>business\s+|working\s+)?"
)

RULES = (
    *_rule(needs.DIGIT, EXACT, read.iso, r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:]+)?", also=needs.some("-")),
    *_rule(
        needs.some("week weekend"),
        EXACT,
        read.around_numbered,
        rf"(?:the\s+)?week(?P<end>end)?\s+of\s+(?:the\s+)?(?:(?P<month>{_M})\s*)?(?P<day>{_ORD})",
    ),
    *_rule(
        needs.MONTH_WORDS,
        EXACT,
        read.month_day,
        rf"(?P<month>{_M})\s*(?:the\s+)?(?P<day>{_ORD})(?:{_TO}(?P<last>{_ORD})(?!\s*{_M}))?(?:,?\s*(?P<year>{_YEAR}))?",
        also=needs.DIGIT,
    ),
    *_rule(
        needs.MONTH_WORDS,
        EXACT,
        read.month_day,
        rf"(?P<month>{_M})\s*(?P<day>{_DAY})/(?P<last>{_DAY})(?!/)(?:,?\s*(?P<year>{_YEAR}))?",
        also=needs.some("/"),
    ),
    *_rule(
        needs.MONTH_WORDS,
        EXACT,
        read.month_day,
        rf"(?:(?P<first>{_ORD})\.?{_TO})?(?P<day>{_ORD})\.?\s*(?:of\s+|de\s+)?(?P<month>{_M})"
        rf"(?:,?\s*(?:de\s+)?(?P<year>{_YEAR}))?",
        also=needs.DIGIT,
    ),
    *_rule(
        needs.some("/"),
        EXACT,
        read.slashes,
        rf"(?!24/7\b)(?P<first>\d\d?)/(?P<second>\d\d?)(?:/(?P<year>(?:20|19)?\d\d))?(?!/){_NOT_FRACTION}",
    ),
    *_rule(
        needs.DIGIT,
        EXACT,
        read.dotted,
        r"(?P<day>\d\d?)\.\s?(?P<month>1[0-2]|0?[1-9])\.(?P<year>(?:20|19)?\d\d)?(?!\d)",
        also=needs.some("."),
    ),
    *_rule(
        needs.DIGIT,
        EXACT,
        read.numbered,
        rf"(?:the|den|zum|am|el|le)\s+(?:{_ORD}{_TO})?(?P<day>{_DAY})(?:st|nd|rd|th|\.|er)?"
        rf"(?=\s*(?:$|[,.;:!?)]|\s(?:at|in|for|to|and|or|if|so|with|we|i|you|works?|is|um|à)\b))",
        also=needs.some("the den zum am el le"),
    ),
    *_rule(
        needs.ORDINAL_WORDS,
        EXACT,
        read.numbered,
        rf"(?:the\s+)?(?:{_ORD}{_TO})?(?P<day>{_NTH})(?!\s+(?:floor|street|st\b|ave|avenue|quarter|time|{_U}))",
    ),
    *_rule(
        needs.WEEKDAY_WORDS,
        EXACT,
        read.nth_weekday,
        rf"(?:the\s+)?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?P<day>{_D})\s+(?:of|in)\s+"
        rf"(?:(?P<next>next\s+month)|(?:the|this)\s+month|(?P<month>{_M}))",
        also=needs.ORDINAL_WORDS | needs.some("first second third fourth last"),
    ),
    *_rule(needs.HOLIDAY_WORDS, EXACT, read.holiday_over, rf"over\s+(?:the\s+)?{_HOLIDAY}"),
    *_rule(needs.HOLIDAY_WORDS, EXACT, read.holiday, _HOLIDAY),
    *_rule(
        needs.some("day übermorgen après pasado övermorgon iövermorgon"),
        WEEKDAY,
        read.plus(2),
        r"(?:the\s+)?day\s+after\s+tomm?orr?ow|übermorgen|après-demain|pasado\s+mañana|i\s?övermorgon",
    ),
    *_rule(
        needs.some(
            "tomorrow tommorow tommorrow tomorow tmrw tmw demain morgon imorgon morgen mañana morning first overnight"
        ),
        WEEKDAY,
        read.plus(1),
        r"(?:tomm?orr?ow|tmrw|tmw|demain|i\s?morgon|(?<!guten )(?<!jeden )(?<!am )morgen|"
        rf"(?<!por la )(?<!la )(?<!esta )mañana)(?:\s+{_DAYPART})?",
        r"(?:first\s+thing\s+)?in\s+the\s+(?:early\s+|late\s+)?morning|first\s+thing|overnight",
    ),
    *_rule(
        needs.some("today tonight tonite this heute aujourd ce cet hoy esta idag dag ikväll kväll eftermiddag"),
        WEEKDAY,
        read.plus(0),
        r"(?:later\s+(?:on\s+)?)?(?:today|tonight|tonite|this\s+(?:very\s+)?(?:morning|afternoon|evening|noon)|"
        r"heute|aujourd['’]hui|ce\s+(?:soir|matin)|cet\s+après-midi|hoy|esta\s+(?:tarde|noche|mañana)|i\s?dag|"
        rf"i\s?kväll|i\s+eftermiddag)(?:\s+{_DAYPART}|\s+noch)?",
        also=needs.TODAY_WORDS,
    ),
    *_rule(
        needs.some("now effective"),
        WEEKDAY,
        read.plus(0),
        r"(?:effective\s+immediately|right\s+now|(?<!until )(?<!till )(?<!by )(?<!from )(?<!between )(?<!for )"
        r"(?<!he )(?<!they )(?<!who )now)",
    ),
    *_rule(
        needs.some("end close eod cob e c feierabend fin"),
        CLOCK,
        read.plus(0),
        r"(?:the\s+)?(?:end|close)\s+of\s+(?:the\s+|my\s+)?(?:business(?:\s+day)?|day|play|today)|"
        r"e\.?o\.?d\.?|c\.?o\.?b\.?|feierabend|fin\s+de\s+journée",
    ),
    *_rule(
        needs.WEEKDAY_WORDS,
        WEEKDAY,
        read.weekday_in(2),
        rf"(?:the\s+)?(?P<day>{_D})\s+after\s+next",
        also=needs.some("next"),
    ),
    *_rule(
        needs.WEEKDAY_WORDS,
        WEEKDAY,
        read.weekday_in(1),
        rf"(?P<day>{_D})(?:\s+{_DAYPART})?(?:\s+of|\s+in)?(?:\s+the)?\s+{_NEXT}\s+(?:week|woche|vecka)",
        rf"{_NEXT}\s+(?:week|woche|vecka)\s+(?:on\s+)?(?P<day>{_D})",
        rf"(?P<day>{_D})\s+next",
        rf"(?:next|nächste[rsmn]?|nästa)\s+(?P<day>{_D})",
        rf"(?:le\s+|el\s+)?(?P<day>{_D})\s+(?:prochain|próximo|de\s+la\s+(?:semaine\s+prochaine|próxima\s+semana|"
        r"semana\s+que\s+viene))",
        rf"(?:el\s+|del\s+)?próximo\s+(?P<day>{_D})",
        also=needs.NEXT_WORDS | needs.some("de"),
    ),
    *_rule(
        needs.WEEKDAY_WORDS,
        WEEKDAY,
        read.weekday_in(0),
        rf"(?P<day>{_D})\s+(?:of\s+)?this\s+week",
        also=needs.some("this"),
    ),
    *_rule(
        needs.WEEKDAY_WORDS,
        WEEKDAY,
        read.week_from_weekday,
        rf"(?P<day>{_D})\s+(?P<number>week)(?!end)",
        rf"(?P<number>a|one|two)\s+weeks?\s+(?:from|after)\s+(?:on\s+)?(?P<day>{_D})",
        rf"(?P<day>{_D})\s+in\s+(?P<number>einer|zwei)\s+wochen?",
        also=needs.some("week weeks woche wochen"),
    ),
    *_rule(needs.WEEKDAY_WORDS, WEEKDAY, read.this_weekday, rf"{_THIS}\s+(?P<day>{_D})", also=needs.THIS_WORDS),
    *_rule(needs.WEEKDAY_WORDS, WEEKDAY, read.plain_weekday, rf"(?P<day>{_D})"),
    *_rule(
        needs.WEEKDAY_EVENINGS,
        WEEKDAY,
        read.plain_weekday,
        rf"(?P<day>{_GERMAN_DAY})(?:vormittag|mittag|nachmittag|abend|morgen|früh)",
    ),
    *_rule(
        needs.PERIOD_WORDS | needs.some("übernächste"),
        RELATIVE,
        read.period(2),
        rf"(?:the\s+)?{_PERIOD}\s+after\s+next",
        r"übernächste\s+(?P<period>woche)",
        also=needs.some("next übernächste"),
    ),
    *_rule(
        needs.some("week woche"),
        RELATIVE,
        read.start_of_next_week,
        r"(?:(?P<early>early)|(?:the\s+)?(?:first|beginning|start)(?:\s+(?:thing|part))?(?:\s+(?:of|in))?|"
        rf"(?P<mid>mid(?:dle\s+of)?|mitte)|anfang)[\s-]+{_NEXT}\s+(?:week|woche)",
    ),
    *_rule(
        needs.PERIOD_WORDS | needs.some("eow eom eoy eoq"),
        RELATIVE,
        read.end_of_period,
        rf"{_END}{_OF}[\s-]*{_PERIOD}(?P<later>\s+(?:prochaine?|que\s+viene))?",
        r"(?P<next>nästa\s+)?(?P<period>veckans|månadens|årets|kvartalets)\s+slut",
        rf"(?:the\s+)?(?P<next>{_NEXT}\s+)?{_PERIOD}['’]?s?[\s-]end",
        r"(?P<next>)(?P<period>eow|eom|eoy|eoq)",
    ),
    *_rule(
        needs.PERIOD_WORDS | needs.some("übernächste"),
        RELATIVE,
        read.period(1),
        rf"(?:(?:later|late|late\s+in|sometime|the)\s+)?{_NEXT}\s+{_PERIOD}",
        rf"(?:la\s+|le\s+|el\s+)?{_PERIOD}\s+(?:prochaine?|que\s+viene|próxim[oa]|qui\s+vient)",
        also=needs.NEXT_WORDS | needs.some("que qui"),
    ),
    *_rule(
        needs.PERIOD_WORDS | needs.some("übernächste"),
        RELATIVE,
        read.period(0),
        rf"(?:(?:later|late|late\s+in|sometime|all|any\s?time|early)\s+)?"
        rf"(?:{_THIS}|(?:the\s+)?rest\s+of\s+the|later\s+in\s+the)\s+{_PERIOD}",
        also=needs.THIS_WORDS | needs.some("rest later"),
    ),
    *_rule(
        needs.some("weekend week wochenende fin helgen"),
        RELATIVE,
        read.weekend,
        r"(?:(?:this|the|over\s+the|(?P<next>next|following|nächstes))\s+)?"
        r"(?:week-?end|wochenende|fin\s+de\s+semana|helgen)",
    ),
    *_rule(
        needs.some("q quarter stquarter ndquarter rdquarter thquarter quartal"),
        RELATIVE,
        read.quarter,
        rf"(?:q(?P<a>[1-4])|(?P<b>[1-4])(?:q|(?:st|nd|rd|th)?\s?quarter)|(?P<c>[1-4])\.\s?quartal)"
        rf"(?:\s+(?:of\s+)?(?P<year>{_YEAR}))?",
    ),
    *_rule(
        needs.MONTH_WORDS, RELATIVE, read.month_alone, rf"(?P<part>{_PART})?(?P<month>{_M})(?:,?\s*(?P<year>{_YEAR}))?"
    ),
    *_rule(
        needs.UNIT_WORDS,
        RELATIVE,
        read.ahead,
        rf"{_AHEAD_BY}{_SPAN}(?P<unit>{_U})(?P<or_two>\s+or\s+(?:two|so)\b)?(?:['’]s?)?"
        r"(?:\s+time|\s+from\s+(?:now|today))?",
        also=needs.AHEAD_WORDS,
    ),
    *_rule(
        needs.UNIT_WORDS,
        RELATIVE,
        read.ahead,
        rf"(?:the\s+)?(?:next|coming)\s+{_SPAN}(?P<unit>{_U})(?P<or_two>)",
        r"in\s+(?P<number>a)\s+few\s+(?P<unit>minutes|hours)(?P<last>)(?P<work>)(?P<or_two>)",
        r"in\s+(?P<number>the)\s+next\s+(?P<unit>minute|hour)(?P<last>)(?P<work>)(?P<or_two>)(?:\s+or\s+so)?",
        also=needs.some("next coming few"),
    ),
    *_rule(
        needs.UNIT_WORDS,
        RELATIVE,
        read.ahead,
        rf"{_SPAN}(?P<unit>{_U})\s+(?:from\s+(?:now|today)|out\b|hence)(?P<or_two>)",
        also=needs.some("from out hence"),
    ),
    *_rule(needs.some("day"), RELATIVE, read.plus(2), r"(?:a|the\s+next|in\s+a|the)\s+day\s+or\s+(?:two|so)"),
)
