"""The closer look that is shipped: what it weighs, that it does not change, and that it stays small."""

from pathlib import Path

import pytest

from segue.detect import ACTS, closer, detect
from segue.detect.acts import ACTION_ITEM, Act
from segue.detect.judging import Look
from segue.detect.windows import Scene

FOLDER = Path(__file__).resolve().parents[2] / "src/segue/detect/model"


def seen(text: str, look: Look = "closer", kind: str = "mail", before: str = "", subject: str = "") -> list[Act]:
    return detect(
        text, speaker="", to="", date=None, zone_minutes=None, look=look, kind=kind, before=before, subject=subject
    )


def test_the_files_are_small_and_say_what_they_are() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 30_000_000
    assert "| promise |" in (FOLDER / "CLOSER.md").read_text()
    look = closer.shipped()
    assert look.acts == (*ACTS, ACTION_ITEM)
    assert all(0 < each.asked <= each.shown for each in look.thresholds.values())


def test_what_is_said_plainly_is_found_by_every_look() -> None:
    looks: tuple[Look, ...] = ("first", "near", "closer")
    for look in looks:
        (act,) = seen("I will send you the contract by Friday.", look)
        assert (act.act, act.shown) == ("promise", True)


def test_a_sentence_is_judged_alike_whatever_was_judged_before() -> None:
    once = seen("Could you send me the figures? I'll put them into the report tomorrow.")
    seen("Something else altogether, please let me know.")
    assert seen("Could you send me the figures? I'll put them into the report tomorrow.") == once


def test_the_near_look_sees_no_more_sentences_than_the_first() -> None:
    text = "Thanks for the call. I'll send the draft tomorrow. Could you review it by Monday? Best regards, Ann"
    first, near = ({act.start for act in seen(text, look)} for look in ("first", "near"))
    assert near <= first


@pytest.mark.parametrize("kind", ["mail", "chat"])
def test_only_talk_holds_action_items(kind: str) -> None:
    said = "so you will do the marketing report for the next meeting"
    assert all(act.act != ACTION_ITEM for act in seen(said, kind=kind))


def test_every_wanted_sentence_has_a_score() -> None:
    sentences = ["I will do it."] * 60
    scores = closer.shipped().scores(sentences, Scene(), {0, 30, 59})
    assert {0, 30, 59} <= set(scores)
    assert all(len(each) == len(closer.shipped().acts) for each in scores.values())
