"""The gate and the linear model: what is looked at, and that a file gives back what was written."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.detect.features import ALONE, Around, features, tokens
from segue.detect.gate import Gate, flat
from segue.detect.model import Thresholds, read, shipped, write


def test_words_days_numbers_and_links_are_made_alike() -> None:
    assert tokens("I’ll send 25 pages by Fri., see http://a.b/c or x@y.org") == (
        "i 'll send NUM pages by DAY , see URL or URL".split()  # noqa: SIM905
    )
    assert tokens("can't") == ["ca", "not"]


def test_features_name_words_classes_and_surroundings() -> None:
    found = features("I'll send it.", Around(index=1, count=3, previous="Can you?", kind="chat"))
    for name in ("send", "i 'll", "I~WILL~GIVE", "_I_WILL", "from start:1", "kind:chat", "previous:ask", "last=."):
        assert name in found


def test_the_gate_adds_up_the_words_of_each_sentence() -> None:
    gate = Gate(["please", "send", "please send", "no"], [1.0, 1.0, 2.0, -9.0], asks=3.0, short=0.0, opens=3.0)
    text = "No please send. Please send it over to the others now. Just some words that are long. Really that is so?"
    spans = [(0, 15), (16, 54), (55, 85), (86, 104)]
    assert gate.open_for(text, spans) == [1, 3]
    assert gate.open_for(text, []) == []


@given(st.text(max_size=100))
def test_flat_text_keeps_every_place(text: str) -> None:
    flattened = flat(text)
    assert len(flattened) == len(text) + 3
    for place, char in enumerate(text):
        if char.isascii() and char.isalpha():
            assert flattened[place + 2] == char.lower()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "acts.npz"
    write(
        path,
        acts=["promise", "request"],
        names=["will", "please"],
        weights=np.array([[2, 0], [0, 3]], dtype=np.float16),
        bias=np.array([-1, -1], dtype=np.float32),
        calibration=np.array([[1, 1], [0, 0]], dtype=np.float32),
        thresholds=[Thresholds(0.7, 0.5), Thresholds(0.8, 0.4)],
        gate={"words": ["will"], "weights": [1.0], "asks": 0.0, "short": 0.0, "opens": 1.0},
    )
    model = read(path)
    will, please, other, both = model.acts_of(["will", "please", "else", "will you please"], [ALONE] * 4)
    assert will == [("promise", pytest.approx(1 / (1 + np.exp(-1))))]
    assert please == [("request", pytest.approx(1 / (1 + np.exp(-2))))]
    assert other == []
    assert [act for act, _ in both] == ["request", "promise"]
    assert model.acts_of([], []) == []
    assert model.thresholds["request"] == Thresholds(shown=0.8, asked=0.4)


def test_the_shipped_model_is_small_and_without_code() -> None:
    folder = Path(__file__).resolve().parents[2] / "src/segue/detect/model"
    assert (folder / "acts.npz").stat().st_size < 3_000_000
    assert "| promise |" in (folder / "CARD.md").read_text()
    with np.load(folder / "acts.npz", allow_pickle=False) as stored:
        assert set(stored) == {"about", "weights", "bias", "calibration"}
    assert shipped().thresholds["promise"].shown > shipped().thresholds["promise"].asked
