"""Which unsure words are asked about first."""

from datetime import UTC, datetime, timedelta

from segue.domain.asking import HALF_LIFE, Unsure, in_order, worth

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def unsure(mark: int, confidence: float, days: int = 1, words: str = "", act: str = "promise") -> Unsure:
    return Unsure(mark, act, mark, confidence, NOW - timedelta(days=days), words or f"Words {mark}")


def test_the_likelier_comes_first_and_the_newer_of_equals() -> None:
    asked = in_order([unsure(1, 0.5), unsure(2, 0.7), unsure(3, 0.5, days=3)], NOW)
    assert [each.mark_id for each in asked] == [2, 1, 3]


def test_what_is_alive_comes_before_what_is_old_however_likely() -> None:
    asked = in_order([unsure(1, 0.78, days=400), unsure(2, 0.34, days=20)], NOW)
    assert [each.mark_id for each in asked] == [2, 1]


def test_the_same_words_are_asked_about_once_for_each_act() -> None:
    same = [unsure(1, 0.5, words="Please  RSVP!"), unsure(2, 0.6, words="please rsvp")]
    other = unsure(3, 0.4, words="Please RSVP", act="request")
    assert [each.mark_id for each in in_order([*same, other], NOW)] == [2, 3]


def test_an_answer_is_worth_half_after_the_half_life_and_no_more_for_words_dated_ahead() -> None:
    assert worth(unsure(1, 0.6, days=HALF_LIFE.days), NOW) == 0.3
    assert worth(unsure(1, 0.6, days=-10), NOW) == 0.6
