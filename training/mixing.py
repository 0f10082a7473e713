"""Mixes the scores of both stages, sets thresholds from out-of-fold confidence, and writes what is shipped."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import told
from card import closer_card
from data import Example, fold_of
from learn import LABELS as ACTS
from learn import Floats, best_f1, calibrated, truth
from onnx_file import export
from packed import PLAIN, WHOLE, Packed, read
from passing import opening
from sklearn.linear_model import LogisticRegression
from train import all_thresholds
from weights import load

from segue.detect.model import FOLDER, Thresholds, shipped
from segue.detect.windows import OWN_PIECES

#: A piece that the corpora hold less often is not shipped.
RAREST = 3
#: Only meetings hold action items.
NEVER = -99.0
#: Where out-of-fold confidence lies for the benchmark, which need not train anew.
STORED = Path(__file__).parent / "out_of_fold.npz"


def ship(judged: Sequence[Example], work: Path) -> None:
    """Writes the network, its vocabulary, the mix with its thresholds, the card, and out-of-fold confidence."""
    first, second = np.load(work / "linear.npy"), told.of_judged(work, len(judged), "student")
    wanted, kinds = truth(judged), [example.around.kind for example in judged]
    parts = np.array([fold_of(f"{example.conversation} mixed") for example in judged])
    confidence, lines = mixed(np.log(first / (1 - first)), second[:, : len(ACTS)], kinds, wanted, parts)
    known = ~np.isnan(confidence[:, 0])
    limits = [
        limit if limit.shown < 1 else Thresholds(max(limit.asked, shipped().thresholds[act].shown), limit.asked)
        for act, limit in zip(ACTS, all_thresholds(confidence[known], wanted[known]), strict=True)
    ]
    slope, offset, balance = _items(work, PLAIN)
    acts = [*ACTS, "action_item"]
    about = {
        "acts": acts,
        "first": [*lines[:, 0].round(4).tolist(), 0.0],
        "second": [*lines[:, 1].round(4).tolist(), slope],
        "offsets": {
            "mail": [*lines[:, 2].round(4).tolist(), NEVER],
            "chat": [*lines[:, 3].round(4).tolist(), NEVER],
            "talk": [*lines[:, 3].round(4).tolist(), offset],
        },
        "thresholds": {
            act: {"shown": limit.shown, "asked": limit.asked}
            for act, limit in zip(acts, [*limits, Thresholds(balance, balance)], strict=True)
        },
        "talk": dict(zip(("slope", "offset", "asked"), _items(work, WHOLE), strict=True)),
        "opens": opening(shipped().gate, [example.sentence for example in judged], wanted.any(axis=1)),
    }
    packed, (shape, _) = read(work / "windows.npz"), load(work / "minilm.npz")
    pieces = shipped_pieces(packed)
    labels = [packed.labels.index(act) for act in acts]
    export(told.student(work), shape, FOLDER / "closer.onnx", labels=labels, pieces=pieces)
    (FOLDER / "closer.vocabulary.txt").write_text("\n".join(packed.names[at] for at in pieces), encoding="utf-8")
    (FOLDER / "closer.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    np.savez_compressed(STORED, linear=first.astype(np.float16), confidence=confidence.astype(np.float16))
    (FOLDER / "CLOSER.md").write_text(
        closer_card(len(pieces), confidence[known], wanted[known], limits), encoding="utf-8"
    )


def _items(work: Path, shown: int) -> tuple[float, float, float]:
    """Slope and offset that calibrate action items shown in that way, and the confidence from which they are told.

    Among others, where they are only offered, recall counts 1.6 times; one by one it is that of the best F1.
    """
    scores, wanted = told.of_items(work, "student", shown)
    slope, offset = calibrated(scores, wanted)
    sure = 1 / (1 + np.exp(-(scores * slope + offset)))
    f1, balance = best_f1(sure, wanted)
    name, balance = ("among others", best_f1(sure, wanted, 1.6)[1]) if shown == WHOLE else ("one by one", balance)
    print(f"action items {name}: best F1 {f1:.3f} of {int(wanted.sum())} utterances")
    return round(slope, 4), round(offset, 4), round(balance, 4)


def mixed(
    first: Floats, second: Floats, kinds: Sequence[str], wanted: np.ndarray, parts: np.ndarray
) -> tuple[Floats, Floats]:
    """Confidence in each act, each part's by a mix fitted to the others; and the mixes fitted to all.

    A mix is a line for each act: the weight of the linear model's score, that of the network's, an offset for mail and
    one for chat. Sentences without a score (not a number) have no confidence.
    """
    confidence, lines = np.full(wanted.shape, np.nan), []
    known = ~np.isnan(second[:, 0])
    for act in range(len(ACTS)):
        values = np.column_stack([first[:, act], second[:, act], [kind == "chat" for kind in kinds]])
        for part in np.unique(parts):
            held, rest = known & (parts == part), known & (parts != part)
            confidence[held, act] = _fit(values[rest], wanted[rest, act]).predict_proba(values[held])[:, 1]
        mix = _fit(values[known], wanted[known, act])
        of_first, of_second, of_chat = mix.coef_[0]
        lines.append([of_first, of_second, mix.intercept_[0], mix.intercept_[0] + of_chat])
    return confidence, np.array(lines)


def _fit(values: Floats, wanted: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=1000).fit(values, wanted)


def shipped_pieces(packed: Packed) -> list[int]:
    """Numbers of the pieces worth shipping: those with a meaning of our own, letters, and what the corpora hold."""
    counts = np.bincount(packed.pieces, minlength=len(packed.names))
    own = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", *OWN_PIECES}
    return [
        number
        for number, name in enumerate(packed.names)
        if name in own or counts[number] >= RAREST or (len(name.removeprefix("##")) == 1 and name.isascii())
    ]
