"""Too few who could serve a need, and all effort on one of them."""

import pytest

from segue.domain.today.breadth import EFFORT, LiveOption, narrow


def told(*efforts: int) -> tuple[str, str]:
    options = tuple(LiveOption(id_, name, effort) for id_, name, effort in zip((1, 2, 3, 4), NAMES, efforts))  # noqa: B905
    found = narrow(9, "A pilot partner", options)
    return (found.what, found.why) if found else ("", "")


NAMES = ("Amara", "Bo", "Chiara", "Dai")


@pytest.mark.parametrize(
    ("efforts", "words"),
    [((), "nobody can serve it"), ((0,), "only Amara can"), ((5, 0), "only 2 people can")],
)
def test_under_three_is_thin_however_much_effort(efforts: tuple[int, ...], words: str) -> None:
    what, why = told(*efforts)
    assert what == "Who else could it be? A pilot partner"
    assert words in why


def test_all_effort_on_one_names_whom_to_talk_to_next() -> None:
    assert told(EFFORT, 0, 0) == (
        "Talk to Bo next: A pilot partner",
        "All effort of two weeks went to Amara, and 2 others could serve it too.",
    )
    assert told(0, EFFORT, 0)[0] == "Talk to Amara next: A pilot partner"


@pytest.mark.parametrize("efforts", [(0, 0, 0), (EFFORT - 1, 0, 0), (EFFORT, 1, 0), (1, 1, 1, 1)])
def test_effort_on_several_or_hardly_any_says_nothing(efforts: tuple[int, ...]) -> None:
    assert told(*efforts) == ("", "")
