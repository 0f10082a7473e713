"""Time phrases mean the day that their writer meant."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.detect.when import dues, may_name_a_day, resolve
from segue.detect.when_needs import words_in
from segue.detect.when_rules import RULES, Rule

WEDNESDAY = date(2026, 11, 18)

PHRASES = [
    ("today", "2026-11-18"),
    ("later today", "2026-11-18"),
    ("tonight", "2026-11-18"),
    ("this afternoon", "2026-11-18"),
    ("this morning", "2026-11-18"),
    ("right now", "2026-11-18"),
    ("EOD", "2026-11-18"),
    ("by COB", "2026-11-18"),
    ("by close of business", "2026-11-18"),
    ("by the end of the day", "2026-11-18"),
    ("by end of day tomorrow", "2026-11-19"),
    ("by close of business Friday", "2026-11-20"),
    ("COB Friday", "2026-11-20"),
    ("by 5pm", "2026-11-18"),
    ("at 3:30", "2026-11-18"),
    ("around noon", "2026-11-18"),
    ("in an hour", "2026-11-18"),
    ("in ten minutes", "2026-11-18"),
    ("tomorrow", "2026-11-19"),
    ("tommorow morning", "2026-11-19"),
    ("tomorrow at 9am", "2026-11-19"),
    ("in the morning", "2026-11-19"),
    ("first thing tomorrow", "2026-11-19"),
    ("the day after tomorrow", "2026-11-20"),
    ("by Friday", "2026-11-20"),
    ("on Fri", "2026-11-20"),
    ("Friday afternoon", "2026-11-20"),
    ("this Friday", "2026-11-20"),
    ("before Friday morning", "2026-11-20"),
    ("no later than Thursday", "2026-11-19"),
    ("until Monday", "2026-11-23"),
    ("Monday", "2026-11-23"),
    ("on Monday or Tuesday", "2026-11-24"),
    ("either Thursday or Friday", "2026-11-20"),
    ("Thursday - Saturday", "2026-11-21"),
    ("on Wednesday", "2026-11-25"),
    ("this Wednesday", "2026-11-18"),
    ("next Monday", "2026-11-23"),
    ("next Friday", "2026-11-27"),
    ("Friday of next week", "2026-11-27"),
    ("next week Tuesday", "2026-11-24"),
    ("Friday of this week", "2026-11-20"),
    ("Monday week", "2026-11-30"),
    ("a week from Friday", "2026-11-27"),
    ("two weeks from Monday", "2026-12-07"),
    ("this week", "2026-11-22"),
    ("later this week", "2026-11-22"),
    ("end of this week", "2026-11-20"),
    ("by the end of the week", "2026-11-20"),
    ("next week", "2026-11-29"),
    ("sometime next week", "2026-11-29"),
    ("early next week", "2026-11-24"),
    ("the beginning of next week", "2026-11-23"),
    ("mid next week", "2026-11-25"),
    ("end of next week", "2026-11-27"),
    ("by the end of next week", "2026-11-27"),
    ("the week after next", "2026-12-06"),
    ("the week of the 23rd", "2026-11-27"),
    ("this weekend", "2026-11-22"),
    ("over the weekend", "2026-11-22"),
    ("next weekend", "2026-11-29"),
    ("the weekend of the 28th", "2026-11-29"),
    ("in two days", "2026-11-20"),
    ("within 10 days", "2026-11-28"),
    ("in a day or two", "2026-11-20"),
    ("over the next 2-3 days", "2026-11-21"),
    ("in three business days", "2026-11-23"),
    ("in a week", "2026-11-25"),
    ("in two weeks", "2026-12-02"),
    ("in a couple of weeks", "2026-12-02"),
    ("two weeks from now", "2026-12-02"),
    ("in about two weeks or so", "2026-12-02"),
    ("in two weeks' time", "2026-12-02"),
    ("in a month", "2026-12-18"),
    ("in six months", "2027-05-18"),
    ("in a year", "2027-11-18"),
    ("this month", "2026-11-30"),
    ("by the end of the month", "2026-11-30"),
    ("month-end", "2026-11-30"),
    ("EOM", "2026-11-30"),
    ("next month", "2026-12-31"),
    ("the end of next month", "2026-12-31"),
    ("in December", "2026-12-31"),
    ("in late February", "2027-02-28"),
    ("by mid-December", "2026-12-15"),
    ("end of January", "2027-01-31"),
    ("this quarter", "2026-12-31"),
    ("end of the quarter", "2026-12-31"),
    ("next quarter", "2027-03-31"),
    ("in Q1", "2027-03-31"),
    ("by Q2 2027", "2027-06-30"),
    ("this year", "2026-12-31"),
    ("by year end", "2026-12-31"),
    ("next year", "2027-12-31"),
    ("by the 20th", "2026-11-20"),
    ("on the 9th", "2026-12-09"),
    ("the evening of the 24th", "2026-11-24"),
    ("the 24 - 27th", "2026-11-27"),
    ("on the 19th of May", "2027-05-19"),
    ("December 3rd", "2026-12-03"),
    ("by Dec. 3", "2026-12-03"),
    ("March 3, 2027", "2027-03-03"),
    ("3 March 2027", "2027-03-03"),
    ("November 23-25", "2026-11-25"),
    ("from December 7th thru December 9th", "2026-12-09"),
    ("between December 7 and December 9", "2026-12-09"),
    ("on Tuesday, December 1st", "2026-12-01"),
    ("Friday, 12/4", "2026-12-04"),
    ("until 5pm Central Time on Friday, November 20th", "2026-11-20"),
    ("10:00 - 11:00 Friday, November 27", "2026-11-27"),
    ("3/15", "2027-03-15"),
    ("on 12/1/26", "2026-12-01"),
    ("2026-12-05", "2026-12-05"),
    ("Memorial Day weekend", "2027-05-31"),
    ("by Thanksgiving", "2026-11-26"),
    ("before Christmas", "2026-12-25"),
    ("New Year's Eve", "2026-12-31"),
    ("at Easter", "2027-03-28"),
]

OTHER_LANGUAGES = [
    ("heute", "2026-11-18"),
    ("morgen", "2026-11-19"),
    ("morgen Nachmittag", "2026-11-19"),
    ("übermorgen", "2026-11-20"),
    ("bis Freitag", "2026-11-20"),
    ("am Montag", "2026-11-23"),
    ("nächsten Dienstag", "2026-11-24"),
    ("diese Woche", "2026-11-22"),
    ("nächste Woche", "2026-11-29"),
    ("Ende der Woche", "2026-11-20"),
    ("Ende nächster Woche", "2026-11-27"),
    ("bis Ende des Monats", "2026-11-30"),
    ("in zwei Wochen", "2026-12-02"),
    ("bis zum 20.", "2026-11-20"),
    ("am 3. März", "2027-03-03"),
    ("15.3.", "2027-03-15"),
    ("bis 15.03.2027", "2027-03-15"),
    ("am Wochenende", "2026-11-22"),
    ("demain", "2026-11-19"),
    ("après-demain", "2026-11-20"),
    ("d'ici vendredi", "2026-11-20"),
    ("avant lundi", "2026-11-23"),
    ("la semaine prochaine", "2026-11-29"),
    ("fin du mois", "2026-11-30"),
    ("dans deux semaines", "2026-12-02"),
    ("le 3 mars", "2027-03-03"),
    ("hoy", "2026-11-18"),
    ("mañana", "2026-11-19"),
    ("pasado mañana", "2026-11-20"),
    ("el viernes", "2026-11-20"),
    ("la próxima semana", "2026-11-29"),
    ("la semana que viene", "2026-11-29"),
    ("en dos semanas", "2026-12-02"),
    ("el 3 de marzo", "2027-03-03"),
    ("idag", "2026-11-18"),
    ("imorgon", "2026-11-19"),
    ("i övermorgon", "2026-11-20"),
    ("på fredag", "2026-11-20"),
    ("nästa vecka", "2026-11-29"),
    ("om två veckor", "2026-12-02"),
    ("den 3 mars", "2027-03-03"),
]

NO_DAY = [
    "soon",
    "shortly",
    "asap",
    "as soon as possible",
    "in the near future",
    "after the board meets",
    "once legal has signed off",
    "when I get back",
    "at your convenience",
    "in the coming weeks",
    "last Friday",
    "three days ago",
    "every Monday",
    "a 1/2 day",
    "24/7",
    "page 3",
    "I may sat down",
    "",
]


@pytest.mark.parametrize(("phrase", "day"), PHRASES + OTHER_LANGUAGES)
def test_a_phrase_means_its_day(phrase: str, day: str) -> None:
    assert resolve(phrase, WEDNESDAY) == date.fromisoformat(day)


@pytest.mark.parametrize("phrase", NO_DAY)
def test_no_day_is_invented(phrase: str) -> None:
    assert resolve(phrase, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("sentence", "words", "kind"),
    [
        ("I'll send it by Friday.", "by Friday", "hard"),
        ("I'll send it on Friday.", "on Friday", ""),
        ("I will hopefully send it Friday.", "hopefully send it Friday"[-6:], "soft"),
        ("I'll call after the board meets.", "after the board meets", "conditional"),
        ("I'll send the draft as soon as I hear from him.", "as soon as I hear from him", "conditional"),
        ("We will let you know soon.", "soon", "soft"),
    ],
)
def test_hard_soft_and_conditional_are_told_apart(sentence: str, words: str, kind: str) -> None:
    due = dues(sentence, WEDNESDAY)[-1]
    assert (sentence[due.start : due.end], due.kind) == (words, kind)


def test_a_clock_time_is_of_the_day_named_before_it() -> None:
    found = dues("I have an appointment tomorrow and will be leaving at 4pm.", WEDNESDAY)
    assert {due.day for due in found} == {date(2026, 11, 19)}


def test_without_the_writers_day_words_are_kept_and_no_day_told() -> None:
    (due,) = dues("I'll send it by Friday.", None)
    assert due.day is None
    assert due.kind == "hard"


@given(st.text(max_size=300), st.dates())
def test_any_text_on_any_day_is_read(text: str, today: date) -> None:
    for due in dues(text, today):
        assert 0 <= due.start < due.end <= len(text)


@pytest.mark.parametrize("phrase", ["tomorrow", "in 999 years", "next week", "31 February", "the 31st", "next year"])
def test_the_last_day_of_all_is_survived(phrase: str) -> None:
    assert resolve(phrase, date.max) is None or resolve(phrase, date.max) <= date.max


@pytest.mark.parametrize("text", ["on Friday, " * 50_000, "1/" * 200_000, "in the " * 100_000, "when i am " * 50_000])
def test_long_text_costs_no_more_than_a_moment(text: str) -> None:
    started = process_time()
    dues(text, WEDNESDAY)
    assert process_time() - started < 0.5


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.also], ids=lambda rule: rule.read.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_no_rule_is_left_out_where_it_applies(rule: Rule, data: st.DataObject) -> None:
    """What a rule's pattern matches holds one of the words without which it is not tried."""
    text = data.draw(st.from_regex(rule.pattern))
    assert not rule.pattern.search(text) or rule.also & words_in(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On 2001-05-06", {"on", "0", "-"}),
        ("am 3. 4.", {"am", "0", "."}),
        ("12 - 3 of them.", {"of", "them", "0"}),
        ("5/6", {"0", "/"}),
        ("", set()),
    ],
)
def test_words_by_which_rules_are_chosen(text: str, words: set[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "may"), [("on Friday", True), ("by 3/4", True), ("as soon as it is ready", False), ("", False)]
)
def test_whether_a_day_may_be_named_is_told_quickly(text: str, may: bool) -> None:
    assert may_name_a_day(text) is may
