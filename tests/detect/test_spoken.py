"""What a talk says will be done after it, and by whom."""

import pytest

from segue.detect.spoken import Turn, next_steps, owners

ADA, AMARA, WILL = "Ada Lindqvist", "Amara Osei", "Will Osei"
TITLES = ("Project Manager", "Marketing Expert", "Industrial Designer", "User Interface Designer")


def whose(*lines: tuple[str, str]) -> tuple[str, ...]:
    """Who will do what the last of these says, in a talk of Ada, Amara and Will."""
    turns = [Turn(name, "Hello.") for name in (ADA, AMARA, WILL)] + [Turn(*line) for line in lines]
    return owners(turns, len(turns) - 1)


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("I'll send the list round tomorrow.", (ADA,)),
        ("Let me check with the printer.", (ADA,)),
        ("Amara, you will look at the budget.", (AMARA,)),
        ("And Will is going to call the hall.", (WILL,)),
        ("Amara and Will, you two draft the letter.", (AMARA, WILL)),
        ("We will meet the council on Monday.", (ADA, AMARA, WILL)),
        ("So everybody sends their slides by Friday.", (ADA, AMARA, WILL)),
        ("I think all of you should read it.", (ADA, AMARA, WILL)),
        ("Somebody will call the hall.", ()),
        ("Osei will hear from the council.", ()),
        ("The list goes out tomorrow.", ()),
    ],
)
def test_the_words_tell_who_will_act(words: str, who: tuple[str, ...]) -> None:
    assert whose((ADA, words)) == who


def test_you_is_whom_the_speaker_named_just_before() -> None:
    assert whose((ADA, "Now Amara."), (AMARA, "Yes?"), (ADA, "You'll be looking at the rent.")) == (AMARA,)
    assert whose((AMARA, "Ada said so."), (ADA, "You'll be looking at the rent.")) == ()


def test_you_is_the_other_one_where_two_talk() -> None:
    turns = [Turn(ADA, "Hello."), Turn(AMARA, "Hello."), Turn(ADA, "You'll send me the lease?")]
    assert owners(turns, 2) == (AMARA,)


def test_titles_are_names_and_their_words_are_words() -> None:
    turns = [Turn(name, "Mm.") for name in TITLES]
    said = (
        ("um as the industrial designer you're gonna look at the works", ("Industrial Designer",)),
        ("and the I_D_ works on the case", ("Industrial Designer",)),
        ("you will do the user requirements", ()),
        ("Marketing, you'll watch the trends", ("Marketing Expert",)),
    )
    for words, who in said:
        assert owners([*turns, Turn("Project Manager", words)], len(turns)) == who


def test_a_talk_tells_its_next_steps() -> None:
    turns = [
        Turn(ADA, "Right, that's all for today."),
        Turn(AMARA, "Okay."),
        Turn(ADA, "So for the next meeting, Amara, you're going to be working on the budget."),
        Turn(AMARA, "Okay, yeah."),
        Turn(ADA, "Mm-hmm."),
    ]
    (step,) = next_steps(turns)
    assert (step.place, step.owners) == (2, (AMARA,))
    assert 0 < step.confidence < 1
    assert next_steps(turns, least=1.01) == []
    assert next_steps([]) == []


def test_a_talk_in_another_language_tells_none() -> None:
    turns = [
        Turn(ADA, "Bis zum nächsten Treffen wirst du dir dann bitte das Budget ansehen, Amara."),
        Turn(AMARA, "Ja."),
    ]
    assert next_steps(turns, least=0.0) == []
