"""Figures of promises, answers, expectations and breadth, and the periods they are counted by."""

from datetime import UTC, date, datetime, timedelta

import pytest

from segue.domain.expectations import Expected
from segue.domain.follow_through import Outcome
from segue.domain.insights.answers import answer_times, answers
from segue.domain.insights.figures import Bars, Lines, Reliability, amount, listed, periods
from segue.domain.insights.outlook import Option, breadth, expected
from segue.domain.insights.promises import Promised, keepers, load, promises
from segue.domain.qualification import Word, answering

TODAY = date(2026, 11, 26)
WEEKS = periods(date(2026, 11, 2), TODAY)
HOUR = 3600


def test_weeks_begin_on_monday_and_give_way_to_months() -> None:
    assert periods(date(2026, 11, 12), TODAY).labels == ("9 Nov", "16 Nov", "23 Nov")
    year = periods(date(2025, 11, 26), TODAY)
    assert (year.monthly, len(year.begins), year.labels[0]) == (True, 13, "Nov 2025")
    assert WEEKS.counted([date(2026, 11, 1), date(2026, 11, 8), TODAY]) == (1, 0, 0, 1)


def test_promises_are_counted_by_week_with_what_became_of_them() -> None:
    given = [Promised(TODAY, outcome) for outcome in Outcome] + [Promised(date(2026, 11, 3), Outcome.ON_TIME)]
    figure = promises("mine", "yours", given, WEEKS)
    assert figure.says == (
        "3 of 6 promises that came to something kept on time or moved in time; "
        "1 kept late, 1 not kept, 1 let go and 1 open."
    )
    assert figure.table.columns[:3] == ("Given in the week of", "kept on time", "moved in time")
    assert figure.table.rows[0][:3] == ["2 Nov", 1, 0]
    assert "Only the latest 8" in promises("mine", "yours", given, WEEKS, cut=True).says
    assert promises("mine", "yours", [], WEEKS).drawing is None


def test_promises_none_of_which_has_come_to_anything() -> None:
    figure = promises("mine", "yours", [Promised(TODAY, Outcome.OPEN)], WEEKS)
    assert figure.says == "1 promise, nothing of it settled yet; 1 open."


def test_those_who_keep_their_word_are_named_with_what_became_of_each() -> None:
    figure = keepers([("Amara", [Outcome.ON_TIME, Outcome.LATE]), ("Dai", [Outcome.MOVED])])
    assert figure.says == "2 people kept a promise to you."
    assert figure.table.rows == (["Amara", 1, 0, 1], ["Dai", 0, 1, 0])


def test_my_load_by_when_it_is_due() -> None:
    due = [TODAY - timedelta(days=3), TODAY, TODAY + timedelta(days=5), TODAY + timedelta(days=50), None, None]
    figure = load(due, 1, TODAY)
    assert figure.says == "You have 6 open promises, 1 late."
    assert [row[1] for row in figure.table.rows] == [1, 1, 1, 1, 2]


def test_answers_are_those_that_the_page_of_an_opportunity_counts() -> None:
    told = [(1, 0, False), (1, 60, False), (1, HOUR, True), (1, 2 * HOUR, False), (1, 40 * 86400, True), (2, 5, True)]
    mine, theirs = answer_times(told)
    assert (mine, theirs) == ([HOUR], [HOUR])
    start = datetime(2026, 11, 1, tzinfo=UTC)
    words = [Word(start + timedelta(seconds=at), out, at) for who, at, out in told if who == 1]
    for whose, times in ((True, mine), (False, theirs)):
        assert [each.took.total_seconds() for each in answering(words, mine=whose).answers] == times


def test_a_median_answer_stands_from_twenty_on() -> None:
    assert "half" not in answers([HOUR] * 19, [], 90).says
    figure = answers([3 * HOUR] * 20, [5 * 86400], 90)
    assert "you gave half of your answers within 3 hours" in figure.says
    assert isinstance(figure.drawing, Bars)
    assert figure.drawing.series[0].counts == (0, 20, 0, 0, 0)
    assert figure.drawing.series[1].counts == (0, 0, 0, 1, 0)


@pytest.mark.parametrize("count", [0, 1, 19])
def test_few_expectations_are_rings_and_no_rate(count: int) -> None:
    figure = expected([Expected(70, True)] * count)
    assert "Brier" not in figure.says
    assert "%" not in figure.says.replace("95 %", "")
    if count:
        assert isinstance(figure.drawing, Reliability)
        assert (figure.drawing.points, len(figure.drawing.single)) == ((), count)


def test_twenty_alike_are_a_point_with_its_band_and_the_others_rings() -> None:
    figure = expected([*[Expected(70, number < 10) for number in range(20)], Expected(100, True)])
    assert "Brier score 0.28 over 21 expectations" in figure.says
    assert "You said 60 to 80 %: it happened 50 % of the time (n = 20)." in figure.says
    assert isinstance(figure.drawing, Reliability)
    (point,) = figure.drawing.points
    assert (point.said, point.happened, point.count) == (0.7, 0.5, 20)
    assert point.low < 0.5 < point.high
    assert figure.drawing.single == ((1.0, True),)


def test_breadth_counts_who_was_live_at_each_moment() -> None:
    at = [datetime(2026, 11, day, tzinfo=UTC) for day in (1, 10, 20)]
    options = [Option("pilot", at[0], None), Option("pilot", at[1], at[2]), Option("cover", at[2], None)]
    figure = breadth(options, [(f"{moment:%d}", moment) for moment in at])
    assert isinstance(figure.drawing, Lines)
    assert figure.drawing.lines == (("cover", (0, 0, 1)), ("pilot", (1, 2, 1)))
    assert figure.says == "“cover” has 1 live option and “pilot” has 1 live option."
    assert figure.table.rows[1] == ["10", 0, 2]


def test_words() -> None:
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"]), listed([])] == [
        "a",
        "a and b",
        "a, b and c",
        "",
    ]
    assert [amount(1, "talk"), amount(2, "talk"), amount(2, "person", "people")] == ["1 talk", "2 talks", "2 people"]
