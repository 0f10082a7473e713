"""What answers teach: few change little, alike sentences follow, and an owner's habit is met."""

from __future__ import annotations

import random

import pytest

from segue.detect.learning import CHANCE, FEWEST, LIMIT, MOST, Lesson, Taught, learn, near, strength

T = 0.8


def lesson(words: str, right: bool, who: str = "person 1", confidence: float = 0.6, how: str = "asked") -> Lesson:
    return Lesson("promise", words, who, confidence, right, how)  # type: ignore[arg-type]


def sees(taught: Taught, words: str, who: str = "person 9", *, confidence: float = 0.6, shown: bool = False) -> bool:
    return taught.sees("promise", words, who, confidence=confidence, shown=shown, threshold=T)


NO = [lesson(f"We should catch up about project {n} soon.", False, f"person {n}") for n in range(30)]
YES = [lesson(f"I could try to send paper {n}.", True, f"person {n}") for n in range(30)]


def test_fewer_than_the_fewest_change_nothing() -> None:
    taught = learn(tuple(YES[: FEWEST - 1]))
    assert not taught
    assert (taught.yes, taught.no) == (FEWEST - 1, 0)
    assert taught.shift("promise", YES[0].words, "person 1") == 0


def test_what_was_answered_alike_is_shown_and_the_contrary_is_not() -> None:
    taught = learn((*NO, *YES))
    assert sees(taught, "I could try to send paper 77.", confidence=0.7)
    assert not sees(taught, "We should catch up about project 77 soon.", confidence=0.79)
    assert not sees(taught, "We should catch up about project 77 soon.", confidence=0.82, shown=True)
    assert sees(taught, "The invoice goes out on Monday.", confidence=0.82, shown=True)
    assert not sees(taught, "The invoice goes out on Monday.", confidence=0.78)


def test_a_person_of_whom_all_is_wrong_is_believed_less_and_nobody_else() -> None:
    stood = [lesson(f"Thing number {n} follows.", True, f"person {n % 7}", 0.9, "stood") for n in range(60)]
    wrong = [lesson(f"Offer of day {n}.", False, "person 99", 0.9, "said") for n in range(12)]
    taught = learn((*wrong, *stood))
    assert taught.shift("promise", "A bargain waits.", "person 99") < -2 * CHANCE
    assert taught.shift("promise", "A bargain waits.", "person 3") == 0


def test_to_call_wrong_what_is_wrong_makes_nobody_stricter_with_the_rest() -> None:
    """Who says no to a tenth of what is shown, and nothing of the rest, says only that a tenth was wrong."""
    chance = random.Random(7)
    words = [" ".join(chance.choices([*"abcdefghi"], k=6)) for _ in range(220)]
    wrong = [lesson(each, False, f"person {n % 20}", 0.9, "said") for n, each in enumerate(words[:20])]
    stood = [lesson(each, True, f"person {n % 20}", 0.9, "stood") for n, each in enumerate(words[20:])]
    taught = learn((*wrong, *stood))
    kept = [sees(taught, each, f"person {n % 20}", confidence=0.9, shown=True) for n, each in enumerate(words[20:])]
    assert kept.count(False) <= 2


def test_few_answers_do_not_swing_it() -> None:
    taught = learn(tuple(YES[:FEWEST]))
    assert abs(taught.shift("promise", "The invoice goes out on Monday.", "person 50")) < 0.5
    assert not sees(taught, "The invoice goes out on Monday.", confidence=0.5)


@pytest.mark.parametrize("right", [True, False])
def test_nothing_is_moved_further_than_the_limit(right: bool) -> None:
    taught = learn(tuple(lesson("Same words again", right, confidence=0.02 if right else 0.98) for _ in range(MOST)))
    assert abs(taught.shift("promise", "Same words again", "person 1")) <= LIMIT


def test_order_does_not_matter() -> None:
    answers = [*NO, *YES]
    mixed = answers.copy()
    random.Random(3).shuffle(mixed)
    one, other = learn(tuple(answers)), learn(tuple(mixed))
    assert one.weights == pytest.approx(other.weights, abs=1e-6)


def test_what_another_look_decided_is_left_unless_something_speaks_against_it() -> None:
    """Shown below this threshold, or not shown above it, by a look with thresholds of its own."""
    taught = learn((*NO, *YES))
    assert sees(taught, "The invoice goes out.", confidence=0.5, shown=True)
    assert not sees(taught, "The invoice goes out.", confidence=0.9, shown=False)


def test_what_was_learned_is_told_by_word_and_person_with_its_answers() -> None:
    taught = learn((*NO, *YES))
    words = {each.name: each for each in taught.strongest("word")}
    assert words["catch up"].pull < 0 < words["could try"].pull
    assert words["catch up"].answers == 30
    assert taught.strongest("word")[0].pull == max((each.pull for each in words.values()), key=abs)
    assert {each.name for each in taught.strongest("who")} == {f"person {n}" for n in range(30)}
    assert strength(0.01) == 0
    assert strength(-0.5) == 3


def test_only_what_is_near_the_threshold_can_be_moved() -> None:
    least, most = near(T)
    assert 0.3 < least < T < most < 0.98
