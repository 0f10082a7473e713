"""Fits, cross-validates and calibrates the linear models of the acts."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from data import Example
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from segue.detect.acts import ACTS as LABELS
from segue.detect.features import features

#: How freely each act's model may follow its examples (inverse of regularisation).
FREEDOM = 0.2
#: How many features the models keep, those that a first fit gave the greatest weights.
KEPT = 20_000
#: A feature seen in fewer examples is not learned from.
RAREST = 4
#: Steps of the first fit, and of the second.
FIRST_STEPS, SECOND_STEPS = 30, 15

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
        return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(lists), len(self.names)))


def truth(examples: Sequence[Example]) -> Wanted:
    """A line for each example, a column for each label."""
    return np.array([[label in example.acts for label in LABELS] for example in examples])


def fit(values: csr_matrix, wanted: Floats, weight: Floats | None = None) -> tuple[Floats, Floats]:
    """Weights (a line for each feature, a column for each label) and bias: fitted, thinned out, fitted again.

    `wanted` is between 0 and 1, `weight` says how much each example counts (1 where None). The features left out have
    no weight.
    """
    counts = np.ones(len(wanted)) if weight is None else weight
    first, bias = _fit_all(values, wanted, counts, np.zeros((values.shape[1] + 1, wanted.shape[1])), FIRST_STEPS)
    kept = np.sort(np.argsort(-np.abs(first).max(axis=1), kind="stable")[:KEPT])
    weights = np.zeros(first.shape)
    begun = np.vstack([first[kept], bias])
    weights[kept], bias = _fit_all(values[:, kept].tocsr(), wanted, counts, begun, SECOND_STEPS)
    return weights, bias


def _fit_all(values: csr_matrix, wanted: Floats, weight: Floats, begun: Floats, steps: int) -> tuple[Floats, Floats]:
    """One logistic regression for each label, all at once, from the weights begun with (the last line is the bias)."""
    across = values.T.tocsr()
    counts = weight[:, None].astype(np.float32)

    def loss(flat: Floats) -> tuple[float, Floats]:
        lines = flat.reshape(begun.shape)
        scores = values @ lines[:-1].astype(np.float32) + lines[-1].astype(np.float32)
        total = (counts * (np.logaddexp(0, scores) - wanted * scores)).sum(dtype=float)
        off = counts * (1 / (1 + np.exp(-scores)) - wanted)
        slope = np.vstack([across @ off, off.sum(axis=0)]).astype(float)
        slope[:-1] += lines[:-1] / FREEDOM
        return total + float((lines[:-1] ** 2).sum()) / (2 * FREEDOM), slope.ravel()

    found = minimize(loss, begun.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 6})
    lines = found.x.reshape(begun.shape)
    return lines[:-1], lines[-1]


def calibrated(scores: Floats, wanted: Wanted) -> tuple[float, float]:
    """Slope and offset that turn scores into probabilities (Platt), from out-of-fold scores."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], wanted)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def mix_of(first: Floats, second: Floats, wanted: Wanted) -> tuple[float, float, float]:
    """How much two scores weigh together, and what is added to them, to make the logit of a probability."""
    model = LogisticRegression(C=1.0, max_iter=1000).fit(np.column_stack([first, second]), wanted)
    return float(model.coef_[0, 0]), float(model.coef_[0, 1]), float(model.intercept_[0])


def best_f1(confidence: Floats, wanted: Wanted, recall: float = 1.0) -> tuple[float, float]:
    """The best F over all thresholds, and its threshold: F1, or that in which recall weighs so much more."""
    order = np.argsort(-confidence, kind="stable")
    hits = np.cumsum(wanted[order])
    f1 = (1 + recall**2) * hits / (np.arange(1, len(order) + 1) + recall**2 * wanted.sum())
    best = int(f1.argmax())
    return float(f1[best]), float(confidence[order[best]])


def threshold_for(confidence: Floats, wanted: Wanted, precision: float) -> float:
    """The lowest confidence from which on that precision is reached; 1.01 (never) where it is not."""
    order = np.argsort(-confidence, kind="stable")
    reached = np.cumsum(wanted[order]) / np.arange(1, len(order) + 1) >= precision
    reached[: min(9, len(reached))] = False
    return float(confidence[order[np.flatnonzero(reached)[-1]]]) if reached.any() else 1.01
