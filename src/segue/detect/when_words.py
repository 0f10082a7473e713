"""Words for days, months, numbers and lengths of time, in the languages that detection reads."""

_WEEKDAYS = (
    "monday mon montag lundi lunes måndag mån",
    "tuesday tues tue dienstag mardi martes tisdag",
    "wednesday wed weds mittwoch mercredi miércoles miercoles onsdag",
    "thursday thurs thur thu donnerstag jeudi jueves torsdag",
    "friday fri freitag vendredi viernes fredag",
    "saturday sat samstag sonnabend samedi sábado sabado lördag lör",
    "sunday sun sonntag dimanche domingo söndag sön",
)
_MONTHS = (
    "january jan januar janvier enero januari jänner",
    "february feb februar février fevrier febrero februari",
    "march mar märz mars marzo",
    "april apr avril abril",
    "may mai mayo maj",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug août aout agosto augusti",
    "september sept sep septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre diciembre",
)
_NUMBERS = {
    0.5: "half",
    1: "a an one another ein eine einem einer un une uno una en ett",
    2: "two couple zwei deux dos två",
    3: "three drei trois tres tre",
    4: "four vier quatre cuatro fyra",
    5: "five fünf cinq cinco fem",
    6: "six sechs seis sex",
    7: "seven sieben sept siete sju",
    8: "eight acht huit ocho åtta",
    9: "nine neun neuf nueve nio",
    10: "ten zehn dix diez tio",
    12: "twelve zwölf douze doce tolv",
    14: "fourteen vierzehn quatorze catorce fjorton",
    15: "fifteen quinze quince",
    20: "twenty zwanzig vingt veinte tjugo",
    30: "thirty dreißig trente treinta trettio",
}
_UNITS = {
    "moment": "minute minutes min mins moment moments second seconds sec minuten minuto minutos minut "
    "minuter bit while",
    "hour": "hour hours hr hrs stunde stunden heure heures hora horas timme timmar",
    "day": "day days tag tage tagen jour jours día dias días dia dag dagar",
    "workday": "workday workdays werktag werktage werktagen arbeitstagen",
    "week": "week weeks wk wks woche wochen semaine semaines semana semanas vecka veckor",
    "fortnight": "fortnight fortnights quinzaine quincena",
    "month": "month months monat monate monaten mois mes meses månad månader",
    "year": "year years jahr jahre jahren an ans año años år",
}
#: Short names that are also other words; only read as days or months in company.
DOUBTFUL = frozenset(
    "mon sat sun wed may march mar mai mars sept dec".split()  # noqa: SIM905
)


def _index(rows: tuple[str, ...], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: unit for unit, words in table.items() for word in words.split()}


WEEKDAYS = _index(_WEEKDAYS, 0)
MONTHS = _index(_MONTHS, 1)
NUMBERS = {word: number for number, words in _NUMBERS.items() for word in words.split()}
UNITS = _by_word(_UNITS)


def alternatives(words: dict[str, int] | dict[str, float] | dict[str, str]) -> str:
    """The words as a regular expression, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"
