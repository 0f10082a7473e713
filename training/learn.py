"""Fits, cross-validates and calibrates the linear models of the acts."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from data import FOLDS, Example
from scipy.sparse import csr_matrix
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression

from segue.detect.acts import ACTS as LABELS
from segue.detect.features import features

#: How freely each act's model may follow its examples (inverse of regularisation).
FREEDOM = 0.2
#: How many features each model keeps, those that a first fit gave the greatest weights.
KEPT = 10_000
#: A feature seen in fewer examples is not learned from.
RAREST = 2

Floats = npt.NDArray[np.float64]
Wanted = npt.NDArray[np.bool_]


class Matrix:
    """Features of examples as a sparse matrix over one vocabulary."""

    def __init__(self, examples: Sequence[Example]) -> None:
        lists = [features(example.sentence, example.around) for example in examples]
        counts = Counter(name for names in lists for name in set(names))
        self.names = sorted(name for name, count in counts.items() if count >= RAREST)
        self._column = {name: column for column, name in enumerate(self.names)}
        self.values = self.of(lists)

    def of(self, lists: Sequence[Sequence[str]]) -> csr_matrix:
        """Rows for these lists of features; what the vocabulary lacks is left out."""
        columns: list[int] = []
        ends = [0]
        for names in lists:
            columns += sorted({self._column[name] for name in names if name in self._column})
            ends.append(len(columns))
        return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(lists), len(self.names)))


def truth(examples: Sequence[Example]) -> Wanted:
    """A line for each example, a column for each label."""
    return np.array([[label in example.acts for label in LABELS] for example in examples])


def fit(values: csr_matrix, wanted: Wanted) -> tuple[Floats, Floats]:
    """Weights (a line for each feature, a column for each label) and bias: fitted, thinned out, fitted again.

    The features left out have no weight. The dual solver is the quick one here.
    """
    first, _ = _fit_all(values, wanted)
    kept = np.sort(np.argsort(-np.abs(first).max(axis=1), kind="stable")[:KEPT])
    weights = np.zeros(first.shape)
    weights[kept], bias = _fit_all(values[:, kept].tocsr(), wanted)
    return weights, bias


def _fit_all(values: csr_matrix, wanted: Wanted) -> tuple[Floats, Floats]:
    model = LogisticRegression(C=FREEDOM, solver="liblinear", dual=True, random_state=0, max_iter=300)
    fitted = [clone(model).fit(values, column) for column in wanted.T]
    return np.vstack([each.coef_[0] for each in fitted]).T, np.array([each.intercept_[0] for each in fitted])


def out_of_fold(matrix: Matrix, examples: Sequence[Example]) -> Floats:
    """Scores of the examples, in the order of the matrix, each by models that saw no message of its conversation."""
    folds = np.array([example.fold for example in examples])
    wanted = truth(examples)
    scores = np.zeros(wanted.shape)
    for fold in range(FOLDS):
        held = folds == fold
        weights, bias = fit(matrix.values[~held], wanted[~held])
        scores[held] = matrix.values[held] @ weights + bias
    return scores


def calibrated(scores: Floats, wanted: Wanted) -> tuple[float, float]:
    """Slope and offset that turn scores into probabilities (Platt), from out-of-fold scores."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], wanted)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def best_f1(confidence: Floats, wanted: Wanted) -> tuple[float, float]:
    """The best F1 over all thresholds, and its threshold."""
    order = np.argsort(-confidence, kind="stable")
    hits = np.cumsum(wanted[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + wanted.sum())
    best = int(f1.argmax())
    return float(f1[best]), float(confidence[order[best]])


def threshold_for(confidence: Floats, wanted: Wanted, precision: float) -> float:
    """The lowest confidence from which on that precision is reached; 1.01 (never) where it is not."""
    order = np.argsort(-confidence, kind="stable")
    reached = np.cumsum(wanted[order]) / np.arange(1, len(order) + 1) >= precision
    reached[: min(9, len(reached))] = False
    return float(confidence[order[np.flatnonzero(reached)[-1]]]) if reached.any() else 1.01
