"""Messages read with the shipped model: acts, who, what, when and the words they rest on."""

from datetime import UTC, date, datetime
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segue.detect import ACTS, NOT_READ, Act, detect

WRITTEN = datetime(2026, 11, 18, 9, tzinfo=UTC)
KEVIN_AND_BOB = "Kevin Smith <kevin@example.org>, Bob Ray <bob@example.org>"


def read(text: str, **given: object) -> list[Act]:
    about = {"speaker": "ann@example.org", "to": "kevin@example.org", "date": WRITTEN, "zone_minutes": 0}
    return detect(text, **{**about, **given})  # type: ignore[arg-type]


def shown(text: str, **given: object) -> dict[str, Act]:
    return {act.act: act for act in read(text, **given) if act.shown}


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("I'll send you the revised draft by Friday.", "promise"),
        ("I will call you on Monday to arrange a date.", "promise"),
        ("Please send me the signed contract by Friday.", "request"),
        ("Could you review the attached draft?", "request"),
        ("What time does the meeting start?", "question"),
        ("Did you get a chance to talk to him?", "question"),
        ("Attached is the draft you asked for.", "report"),
    ],
)
def test_plain_acts_are_shown(sentence: str, act: str) -> None:
    assert act in shown(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Talk to you soon.",
        "I'll see you there.",
        "Let me know if you have any questions.",
        "Tana will send the forms.",
        "Enron will trade gas in 2001.",
        "It will rain tomorrow.",
        "Regards,",
    ],
)
def test_courtesy_third_parties_and_predictions_are_no_promise(sentence: str) -> None:
    assert "promise" not in shown(sentence)


def test_the_words_are_where_the_offsets_say() -> None:
    text = "Hi Kevin,\n\nthanks. I'll send you the draft by Friday.\n\nAnn"
    promise = shown(text)["promise"]
    assert text[promise.start : promise.end] == "I'll send you the draft by Friday."
    assert promise.due == date(2026, 11, 20)
    assert promise.due_text == "by Friday"
    assert promise.due_kind == "hard"
    assert promise.what.startswith("send you the draft")
    assert promise.owner == "author"
    assert promise.for_whom == "kevin@example.org"


def test_only_what_the_author_wrote_is_read() -> None:
    text = "Fine.\n> I'll send you the draft by Friday."
    assert read(text, own=[(0, 5)]) == read("Fine.")


def test_a_date_counts_from_the_senders_own_day() -> None:
    late = datetime(2026, 11, 18, 23, 30, tzinfo=UTC)
    sentence = "I'll send you the draft tomorrow."
    assert shown(sentence, date=late, zone_minutes=0)["promise"].due == date(2026, 11, 19)
    assert shown(sentence, date=late, zone_minutes=120)["promise"].due == date(2026, 11, 20)
    assert shown(sentence, date=None)["promise"].due is None


def test_one_of_several_addressees_is_asked_by_name() -> None:
    text = "Bob, could you please send me the contract?"
    assert shown(text, to=KEVIN_AND_BOB)["request"].owner == "bob@example.org"
    assert shown("Could you please send me the contract?", to=KEVIN_AND_BOB)["request"].owner == "addressee"


def test_a_greeting_names_who_is_asked_in_the_whole_message() -> None:
    text = "Hi Kevin,\n\nCould you please send me the contract?"
    assert shown(text, to=KEVIN_AND_BOB)["request"].owner == "kevin@example.org"


def test_a_promise_for_the_group_is_ours() -> None:
    assert shown("We will send you the revised draft by Friday.")["promise"].owner == "we"


def test_will_do_finds_what_was_asked_for() -> None:
    acts = read("Will do.", before="Could you please send the contract to Tana today?")
    promise = next(act for act in acts if act.act in ("promise", "acceptance"))
    assert "send the contract to Tana" in promise.what


def test_the_object_may_stand_in_an_earlier_sentence() -> None:
    text = "You need the signed contract from legal. I will send it to you on Friday."
    promise = next(act for act in read(text) if act.act == "promise")
    assert promise.object_span is not None
    start, end = promise.object_span
    assert "signed contract" in text[start:end]


def test_a_condition_is_kept_in_its_words() -> None:
    acts = read("If you send me the numbers, I will update the sheet today.")
    assert acts
    assert acts[0].condition == "If you send me the numbers"


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from(["mail", "chat", "talk", ""]))
def test_any_text_is_read_and_the_evidence_is_inside(text: str, kind: str) -> None:
    for act in read(text, kind=kind, before=text, subject=text, to=text):
        assert act.act in (*ACTS, NOT_READ)
        assert 0 <= act.start < act.end <= len(text)
        assert 0 <= act.confidence <= 1
        assert act.asked or not act.shown


@pytest.mark.parametrize(
    ("piece", "repeats"),
    [("I will send you the draft by Friday. ", 400), ("please send it to me ", 2_000), ("?", 100_000)],
)
def test_long_messages_take_linear_time(piece: str, repeats: int) -> None:
    quick, long = took(piece * (repeats // 4)), took(piece * repeats)
    assert long < 12 * max(quick, 0.01)


def took(text: str) -> float:
    started = process_time()
    read(text)
    return process_time() - started
