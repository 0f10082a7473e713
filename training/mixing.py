"""Mixes the scores of both stages, sets thresholds from out-of-fold confidence, and writes what is shipped."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from card import closer_card
from corpora import COLUMN, PIECES
from data import Example, fold_of
from learn import LABELS as ACTS
from learn import Floats, Wanted, best_f1, calibrated, truth
from network import Network, vocabulary
from onnx_file import export
from passing import opening
from sklearn.linear_model import LogisticRegression
from train import all_thresholds

from segue.detect.model import FOLDER, Thresholds, shipped
from segue.detect.windows import OWN_PIECES

#: A piece that the corpora hold less often is not shipped.
RAREST = 3
#: Only meetings hold action items.
NEVER = -99.0
#: Where out-of-fold confidence lies for the benchmark, which need not train anew.
STORED = Path(__file__).parent / "out_of_fold.npz"


def ship(
    network: Network,
    judged: Sequence[Example],
    first: Floats,
    second: Floats,
    item: tuple[Floats, Wanted],
    corpus: Iterable[str],
) -> None:
    """Writes the network, its vocabulary, the mix with its thresholds, the card, and out-of-fold confidence.

    `first` is the linear model's confidence, `second` the network's score of each act of the judged sentences, both by
    models that saw nothing of their conversations. `item` holds scores and truth of utterances of unseen meetings.
    """
    wanted, kinds = truth(judged), [example.around.kind for example in judged]
    parts = np.array([fold_of(f"{example.conversation} mixed") for example in judged])
    confidence, lines = mixed(np.log(first / (1 - first)), second[:, : len(ACTS)], kinds, wanted, parts)
    known = ~np.isnan(confidence[:, 0])
    limits = [
        limit if limit.shown < 1 else Thresholds(max(limit.asked, shipped().thresholds[act].shown), limit.asked)
        for act, limit in zip(ACTS, all_thresholds(confidence[known], wanted[known]), strict=True)
    ]
    slope, offset = calibrated(*item)
    f1, balance = best_f1(1 / (1 + np.exp(-(item[0] * slope + offset))), item[1])
    print(f"action items: best F1 {f1:.3f} of {int(item[1].sum())} utterances")
    pieces, names = shipped_pieces(corpus), vocabulary()
    acts = [*ACTS, "action_item"]
    about = {
        "acts": acts,
        "first": [*lines[:, 0].round(4).tolist(), 0.0],
        "second": [*lines[:, 1].round(4).tolist(), round(slope, 4)],
        "offsets": {
            "mail": [*lines[:, 2].round(4).tolist(), NEVER],
            "chat": [*lines[:, 3].round(4).tolist(), NEVER],
            "talk": [*lines[:, 3].round(4).tolist(), round(offset, 4)],
        },
        "thresholds": {
            act: {"shown": limit.shown, "asked": limit.asked}
            for act, limit in zip(acts, [*limits, Thresholds(round(balance, 4), round(balance, 4))], strict=True)
        },
        "opens": opening([example.sentence for example in judged], wanted.any(axis=1)),
    }
    export(network, FOLDER / "closer.onnx", labels=[COLUMN[act] for act in acts], pieces=pieces)
    (FOLDER / "closer.vocabulary.txt").write_text("\n".join(names[piece] for piece in pieces), encoding="utf-8")
    (FOLDER / "closer.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    np.savez_compressed(STORED, confidence=confidence.astype(np.float16))
    card = closer_card(
        len({judged[at].fold for at in np.flatnonzero(known)}), len(pieces), confidence[known], wanted[known], limits
    )
    (FOLDER / "CLOSER.md").write_text(card, encoding="utf-8")


def mixed(
    first: Floats, second: Floats, kinds: Sequence[str], wanted: Wanted, parts: np.ndarray
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


def _fit(values: Floats, wanted: Wanted) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=1000).fit(values, wanted)


def shipped_pieces(corpus: Iterable[str]) -> list[int]:
    """Numbers of the pieces worth shipping: those with a meaning of our own, characters, what the corpus holds."""
    counts = Counter(piece for text in corpus for piece in PIECES.of(text, 10_000))
    own = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", *OWN_PIECES}
    return [
        number
        for number, name in enumerate(vocabulary())
        if name in own or counts[number] >= RAREST or (len(name.removeprefix("##")) == 1 and name.isascii())
    ]
