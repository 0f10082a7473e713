"""Fits the gate: which words let a sentence pass to the closer look."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from data import FOLDS
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from segue.detect.gate import SHORT, Gate, words_of
from segue.detect.lexicon import CLASS

#: This share of the sentences that the model would ask about must pass.
PASSED = 0.9
#: This share of the sentences that do something must pass to the closer look.
ACTING = 0.97
#: How freely the gate follows its examples.
FREEDOM = 0.3
RAREST = 6
#: Words that move no sum by more than this are left out.
LEAST_WEIGHT = 0.15


def fitted_gate(sentences: Sequence[str], folds: np.ndarray, passable: np.ndarray) -> dict[str, Any]:
    """The arguments of a Gate that lets the passable sentences pass."""
    lists, words = _vocabulary(sentences)
    values = _values(sentences, lists, words)
    opens = _opens(values, passable, folds)
    model = _fit(values, passable)
    weights = dict(zip([*words, *_CLASSES, "?", "short"], model.coef_[0].tolist(), strict=True))
    total = {word: weights[word] + weights.get(_class(word), 0.0) for word in words}
    kept = [word for word in words if abs(total[word]) >= LEAST_WEIGHT]
    return {
        "words": kept,
        "weights": [round(total[word], 2) for word in kept],
        "asks": round(weights["?"], 2),
        "short": round(weights["short"], 2),
        "opens": round(float(opens - model.intercept_[0]), 2),
    }


def _vocabulary(sentences: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """The words of each sentence, and all that are common enough or have a class."""
    lists = [words_of(sentence) for sentence in sentences]
    counts = Counter(word for words in lists for word in set(words))
    return lists, sorted({*(word for word, count in counts.items() if count >= RAREST), *CLASS})


#: Names of word classes as columns; the dot keeps them apart from words.
_CLASSES = sorted({f".{name}" for name in CLASS.values()})


def _class(word: str) -> str:
    return "." + CLASS.get(word, "")


def _values(sentences: Sequence[str], lists: Sequence[list[str]], words: Sequence[str]) -> csr_matrix:
    column = {name: at for at, name in enumerate([*words, *_CLASSES])}
    found = [[column[name] for word in line for name in (word, _class(word)) if name in column] for line in lists]
    ends = np.cumsum([0, *map(len, found)])
    counts = csr_matrix(
        (np.ones(ends[-1]), [at for line in found for at in line], ends), shape=(len(lists), len(column))
    )
    marks = [["?" in sentence, len(sentence) < SHORT] for sentence in sentences]
    return hstack([counts, csr_matrix(np.array(marks, dtype=float))]).tocsr()


def _fit(values: csr_matrix, passable: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=FREEDOM, solver="liblinear", dual=True, random_state=0, max_iter=500)
    return model.fit(values, passable)


def _opens(values: csr_matrix, passable: np.ndarray, folds: np.ndarray) -> float:
    scores = _out_of_fold(values, passable, folds)
    opens = _reached(scores, passable)
    passing = np.mean(scores[~passable] >= opens)
    print(f"gate: {PASSED:.0%} of the sentences to be asked about pass, {passing:.0%} of the others")
    return opens


def _out_of_fold(values: csr_matrix, passable: np.ndarray, folds: np.ndarray) -> np.ndarray:
    scores = np.zeros(len(passable))
    for fold in range(FOLDS):
        held = folds == fold
        scores[held] = _fit(values[~held], passable[~held]).decision_function(values[held])
    return scores


def _reached(scores: np.ndarray, passable: np.ndarray) -> float:
    """The score that the wanted share of passable sentences reaches."""
    return float(np.quantile(scores[passable], 1 - PASSED))


def opening(gate: Gate, sentences: Sequence[str], acting: np.ndarray) -> float:
    """From which sum on the gate lets a sentence pass to the closer look, so that few that act are missed."""
    sums = np.array([gate.sums(sentence, [(0, len(sentence))])[0] for sentence in sentences])
    opens = round(float(np.quantile(sums[acting], 1 - ACTING)), 2)
    print(
        f"closer look: {np.mean(sums[acting] >= opens):.0%} of the sentences that act pass, "
        f"{np.mean(sums[~acting] >= opens):.0%} of the others"
    )
    return opens


def passing(sentences: Sequence[str], folds: np.ndarray, passable: np.ndarray) -> np.ndarray:
    """Which sentences a gate lets pass that saw nothing of their conversations."""
    lists, words = _vocabulary(sentences)
    scores = _out_of_fold(_values(sentences, lists, words), passable, folds)
    passed: np.ndarray = scores >= _reached(scores, passable)
    return passed
