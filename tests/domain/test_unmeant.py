"""What has the form of a request or question and is hardly meant as one."""

import pytest

from segue.domain.unmeant import hardly_meant


@pytest.mark.parametrize(
    ("act", "words", "readers"),
    [
        ("question", "How's it going?", 1),
        ("question", "So how is life at the university?", 1),
        ("question", "Who cares if it rains?", 1),
        ("question", "Haven't they got themselves in a pickle?", 1),
        ("request", "Please forgive me for calling you Jeff.", 1),
        ("request", "Please find the analysis below.", 1),
        ("request", "If you have trouble reaching anyone, let me know.", 1),
        ("request", "If I've missed anyone, please forward this.", 3),
        ("request", "Please see the attached memo.", 1),
        ("request", "Please mark your calendars.", 1),
        ("request", "Please keep in mind that we close early.", 1),
        ("request", "Please refer to the list below.", 1),
        ("request", "Please read the policy carefully.", 1),
        ("request", "Please respond to Ada Lindqvist", 1),
        ("request", "Please log off before the weekend.", 1),
        ("request", "If your team would like to contribute, please send it by Wednesday.", 30),
        ("request", "If anyone has time to stand by Paul, please help him.", 9),
    ],
)
def test_what_is_hardly_meant_makes_no_commitment(act: str, words: str, readers: int) -> None:
    assert hardly_meant(act, words, readers)


@pytest.mark.parametrize(
    ("act", "words", "readers"),
    [
        ("question", "How are you doing with the budget, and is it late?", 1),
        ("question", "How is it going to be paid?", 1),
        ("request", "Please note the new address and please send it on.", 1),
        ("request", "Please let me know if you are interested in leading a class.", 2),
        ("request", "If you want to see it first, please call me.", 1),
        ("request", "Please see if you can find it.", 1),
        ("request", "Please see Kim about the tickets.", 1),
        ("request", "Please see below and let me know.", 1),
        ("request", "Please remember to sign.", 1),
        ("request", "Please find out who booked the room.", 1),
        ("request", "Please respond to me by Friday.", 1),
        ("request", "Please send me the list.", 30),
        ("offer", "If you need to reach me, I can be reached at home.", 1),
        ("promise", "Please find the analysis below; I will send the rest.", 1),
    ],
)
def test_what_is_meant_is_left(act: str, words: str, readers: int) -> None:
    assert not hardly_meant(act, words, readers)
