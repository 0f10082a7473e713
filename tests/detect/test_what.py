"""What is to be done is said in the words of the source, also where its object stands somewhere before."""

from datetime import UTC, datetime

import pytest

from segue.detect import Act, detect
from segue.detect.objects import lacks_object, told, wanted
from segue.detect.split import sentences
from segue.detect.what import cue, phrase


@pytest.mark.parametrize(
    ("act", "sentence", "words"),
    [
        ("promise", "I'll send you the outline.", "send you the outline"),
        ("promise", "We will definitely look into the VAT question.", "look into the VAT question"),
        ("promise", "Let me check with the accountant.", "check with the accountant"),
        ("promise", "I know her and will call her sister now.", "call her sister now"),
        ("promise", "I will be sending this on the 8th.", "sending this on the 8th"),
        ("promise", "I will be in touch with Tana and, if desired, with you.", "be in touch with Tana"),
        ("promise", "I'm going to book the blue room, but you should call them.", "book the blue room"),
        ("promise", "Happy to introduce you to Kofi.", "introduce you to Kofi"),
        ("promise", "One of us will write the minutes.", "write the minutes"),
        ("request", "Could you please send me the signed contract?", "send me the signed contract"),
        ("request", "Kofi, please call me when you arrive.", "call me when you arrive"),
        ("request", "Is there any way you could move the call to Thursday?", "move the call to Thursday"),
        ("request", "It would be great if you could read the draft.", "read the draft"),
        ("request", "I was wondering if you could help me with the slides.", "help me with the slides"),
        ("request", "Don't forget to book the room.", "book the room"),
        ("request", "We need the numbers for March.", "the numbers for March"),
        ("request", "You will need to sign page three.", "sign page three"),
        ("request", "A kindly reminder, please add the names.", "add the names"),
        ("request", "Please make sure the door is locked.", "make sure the door is locked"),
        ("request", "I need you both to approve the plan.", "approve the plan"),
        ("proposal", "How about lunch on Friday?", "lunch on Friday"),
        ("proposal", "Shall we meet at the pilot site?", "meet at the pilot site"),
    ],
)
def test_the_action_stands_in_the_words_of_the_source(act: str, sentence: str, words: str) -> None:
    found = cue(act, sentence)
    assert found
    assert phrase(sentence, found.end()) == words


@pytest.mark.parametrize(
    "words",
    ["do", "Will do", "do that", "do it today", "on it", "Sounds good, go ahead", "send it", "send it to you by Friday",
     "ok, no problem", "get that for you", "look tomorrow", "Indeed I will", "Sure", "have them by 4:00pm", "call now",
     "Yes, please do", "I can do that, no problem", ""],
)  # fmt: skip
def test_words_that_point_back(words: str) -> None:
    assert lacks_object(words)


@pytest.mark.parametrize(
    "words",
    ["send the outline", "call Tana about the pilot", "do the dishes", "look into the VAT question",
     "get Ann and Sharon to set something up", "keep you posted", "check with legal"],
)  # fmt: skip
def test_words_that_name_their_object(words: str) -> None:
    assert not lacks_object(words)


def test_only_a_phrase_that_begins_with_it_loses_its_be() -> None:
    assert phrase("I hear you will be making changes.", 0) == "I hear you will be making changes"


@pytest.mark.parametrize(
    ("words", "earlier", "told_as"),
    [
        ("let me know", "Shall we speak with their tax people?", "let me know: Shall we speak with their tax people?"),
        ("advise.", "We suggest Friday, 18 February at 2:30.", "advise: We suggest Friday, 18 February at 2:30"),
        ("Please confirm", "Hello Ann, how are you?", "Please confirm"),
        (
            "Please advise",
            "Is it possible for us to speak with their tax people? We found this the best way.",
            "Please advise: Is it possible for us to speak with their tax people?",
        ),
        ("let me know the price", "Shall we speak with their tax people?", "let me know the price"),
        ("let me know", "Let me know if you have any questions.", "let me know"),
    ],
)
def test_the_object_of_a_wish_for_word_stands_in_the_sentence_before(words: str, earlier: str, told_as: str) -> None:
    text = f"{earlier} {words}"
    assert wanted(words, text, sentences(text)[:-1])[0] == told_as


ASKED = "Thanks for the call.\nCould you send the signed contract to Tana? Let me know if you have any questions."


@pytest.mark.parametrize(
    ("words", "answered", "told_as"),
    [
        ("do", ASKED, "send the signed contract to Tana"),
        ("Sounds good, go ahead", "I can book the blue room if you like.", "book the blue room if you like"),
        ("on it", "Kofi: Please restart the importer.", "restart the importer"),
        ("Sure", "How about lunch at the pilot site?", "lunch at the pilot site"),
        ("send it tomorrow", ASKED, "send it tomorrow: send the signed contract to Tana"),
        ("send the outline", ASKED, "send the outline"),
        ("do", "It rained all day.", "do"),
        ("do", "From: Tana Sent: Monday To: Kofi Please note.\nPlease send the two names.", "send the two names"),
    ],
)  # fmt: skip
def test_the_object_stands_in_what_is_answered(words: str, answered: str, told_as: str) -> None:
    assert told(words, words, [], answered, agrees=True) == (told_as, None)


def test_the_object_stands_in_an_earlier_sentence() -> None:
    text = "You need the signed contract from legal. I'll get it on Friday."
    words, span = told("get it on Friday", text, sentences(text)[:1], "", agrees=False)
    assert span == (0, 40)
    assert words == "get it on Friday: the signed contract from legal"


def read(text: str, before: str = "") -> list[Act]:
    written = datetime(2026, 11, 18, 9, tzinfo=UTC)
    return detect(text, speaker="ann@example.org", to="kevin@example.org", date=written, zone_minutes=0, before=before)


@pytest.mark.parametrize("text", ["Will do.", "Will do, thanks.", "I'll do that today.", "Sure, will do."])
def test_a_short_yes_is_what_was_asked(text: str) -> None:
    whats = {act.what for act in read(text, ASKED) if act.act in ("promise", "acceptance")}
    assert whats == {"send the signed contract to Tana"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("If you hear otherwise, call me at home.", "call me at home"),
        ("If so, call me.", "If so, call me"),
        ("Build Lund (part 4) as a stop and Malmö (part 5) as the end.", "Build Lund as a stop and Malmö as the end"),
    ],
)
def test_neither_a_condition_nor_a_bracket_is_the_whole_of_it(sentence: str, words: str) -> None:
    assert phrase(sentence, 0) == words
