"""A preparation sheet is made from what is known, by stage; a first talk is by voice."""

from datetime import date

import pytest

from segue.domain.connections import WAY, Stage
from segue.domain.preparing import Known, LastTalk, Owed, sheet, stage_for, together


def known(**more: object) -> Known:
    return Known(**{"name": "Amara Osei", "stage": Stage.RELATEDNESS, "talked_before": True} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize("stage", [each for each in WAY if each is not Stage.INTENT])
def test_each_stage_has_its_own_sheet(stage: Stage) -> None:
    made = sheet(known(stage=stage))
    others = [sheet(known(stage=other)) for other in WAY if stage_for(other) is not stage]
    assert made.stage is stage
    assert all((made.agenda, made.questions, made.aims, made.ending, made.after))
    assert all(made.what_for != other.what_for and made.agenda != other.agenda for other in others)


@pytest.mark.parametrize("stage", [None, Stage.INTENT, Stage.CLOSED])
def test_an_intent_begins_with_common_ground(stage: Stage | None) -> None:
    assert sheet(known(stage=stage)).stage is Stage.RELATEDNESS


def test_the_first_talk_is_by_voice_and_says_why() -> None:
    assert "Talk the first time" in sheet(known(talked_before=False)).voice_first
    assert "Amara" in sheet(known(talked_before=False)).voice_first
    assert sheet(known()).voice_first == ""


def test_questions_come_from_topics_and_from_what_they_owe() -> None:
    made = sheet(known(topics=("the budget",), owed=(Owed(1, False, "name two"), Owed(2, True, "send the outline"))))
    assert made.questions[:2] == ("How does it stand with “the budget”?", "Where are we with “name two”?")
    assert not any("outline" in question for question in made.questions)


def test_at_opportunity_the_questions_qualify() -> None:
    asked = " ".join(sheet(known(stage=Stage.OPPORTUNITY)).questions)
    for word in ("need", "when", "decides", "put in", "no"):
        assert word in asked


def test_what_was_agreed_and_chosen_comes_first() -> None:
    last = LastTalk(3, date(2026, 11, 16), "next step", "two dates")
    made = sheet(known(last=last, chosen=("a reading night",)))
    assert made.agenda[:2] == ("what we agreed last time: two dates", "what we chose: a reading night")


def test_a_talk_with_several_has_what_each_of_them_brings() -> None:
    amara = known(
        topics=("the budget", "grids"), owed=(Owed(1, False, "name two"),), intent="a pilot", stage=Stage.OPPORTUNITY,
        last=LastTalk(3, date(2026, 11, 2), "enjoyed"),
    )  # fmt: skip
    dai = known(
        name="Dai Nakamura", talked_before=False, topics=("driving", "the budget"), owed=(Owed(2, False, "name two"),),
        last=LastTalk(4, date(2026, 11, 16), "next step", "two dates"),
    )  # fmt: skip
    both = together([amara, dai])
    assert (both.name, both.stage, both.intent) == ("Amara Osei and Dai Nakamura", Stage.OPPORTUNITY, "a pilot")
    assert both.topics == ("the budget", "driving", "grids")
    made = sheet(both)
    assert made.agenda[0] == "what we agreed last time: two dates"
    assert "Where are we with “name two”? (Amara)" in made.questions
    assert "Where are we with “name two”? (Dai)" in made.questions
    assert "talked with Dai yet" in made.voice_first
    assert together([amara]) == amara
