"""Due dates: how many annotated dates are read right, every miss named, and the phrases of the test table.

    make bench NAME=dues
    python bench/dues.py --misses         each miss: the phrase, its message's day, the annotated day, the day read

"Of the phrase" reads the annotated words alone; "of the sentence" has to find them in their sentence first; "in its
message" may look at the sentences before it, the subject and what is answered, as `detect` does. "Invented" counts
phrases for which the annotation tells no day and one is read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from data import Example, annotated  # noqa: E402

from segue.detect.what import cue  # noqa: E402
from segue.detect.when import Due, chosen, dues, resolve  # noqa: E402
from segue.detect.when_context import NEAR, placed  # noqa: E402

ABBREVIATED = re.compile(r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", re.I)
CUED = {name: name for name in ("promise", "request", "proposal", "offer", "counter")} | {"weak_promise": "promise"}


def main(arguments: Sequence[str]) -> None:
    folder = Path(os.environ.get("SEGUE_DATA", ROOT.parent / "shared" / "data")) / "acts"
    if not folder.is_dir():
        print(f"No annotated sentences at {folder}: set SEGUE_DATA to the folder that holds acts/.")
        return
    examples = annotated(folder)
    for row in figures(examples):
        print(f"{row[0]:18}" + "".join(f"{cell:>12}" for cell in row[1:]))
    if "--misses" in arguments:
        for line in misses(examples):
            print(line)


def figures(examples: Sequence[Example]) -> Iterator[tuple[str, ...]]:
    """A line each for the phrase, the sentence, and what is invented."""
    dated = [example for example in examples if example.row["due"]]
    undated = [example for example in examples if example.row["due_text"] and not example.row["due"]]
    around = messages(examples)
    yield ("dates", "annotated", "right", "share")
    yield share("of the phrase", dated, [of_phrase(each) == due(each) for each in dated])
    yield share("of the sentence", dated, [of_sentence(each) == due(each) for each in dated])
    yield share("in its message", dated, [of_message(each, around[message_of(each)]) == due(each) for each in dated])
    yield share("invented", undated, [of_phrase(each) is not None for each in undated])


def share(name: str, examples: Sequence[Example], hits: Sequence[bool]) -> tuple[str, ...]:
    return (name, str(len(examples)), str(sum(hits)), f"{sum(hits) / len(examples):.3f}")


def misses(examples: Sequence[Example]) -> Iterator[str]:
    """What was read wrong, by the id of the sentence."""
    around = messages(examples)
    for each in examples:
        if not each.row["due_text"]:
            continue
        phrase, message = of_phrase(each), of_message(each, around[message_of(each)])
        wanted = due(each) if each.row["due"] else None
        if message != wanted and (wanted or phrase):
            yield (
                f"{each.row['id']:10} {written(each):%a %Y-%m-%d} {each.row['due_text']!r}: "
                f"annotated {wanted}, phrase {phrase}, in its message {message}"
            )


def messages(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """The sentences of each message, in order."""
    return {name: list(those) for name, those in groupby(examples, key=message_of)}


def message_of(example: Example) -> str:
    return str(example.row["id"].rpartition("-")[0])


def of_phrase(example: Example) -> date | None:
    return resolve(example.row["due_text"], written(example))


def of_sentence(example: Example) -> date | None:
    """The day that the whole sentence gives, chosen as `detect` chooses it."""
    phrase = phrase_of(example, example.sentence)
    return phrase.day if phrase else None


def of_message(example: Example, message: Sequence[Example]) -> date | None:
    """The day that the sentence gives where it stands, read as `detect` reads it."""
    texts, at = [each.sentence for each in message], example.around.index
    words = mended(texts, at)
    phrase = phrase_of(example, words)
    if not phrase:
        return None
    nearby = [*reversed(texts[max(0, at - NEAR) : at]), example.row["subject"] or ""]
    return placed(phrase, words[phrase.start : phrase.end], written(example), nearby, example.around.before).day


def mended(texts: Sequence[str], at: int) -> str:
    """The sentence, joined with its other half where the annotated text was cut after "Oct." or "Mr."."""
    whole = texts[at]
    for before, after in ((at - 1, at), (at, at + 1)):
        if before >= 0 and after < len(texts) and ABBREVIATED.search(texts[before]) and texts[after][:1].isdigit():
            whole = f"{texts[before]} {whole}" if after == at else f"{whole} {texts[after]}"
    return whole


def phrase_of(example: Example, words: str) -> Due | None:
    acts = [act for act in CUED if act in example.acts]
    found = next((match for act in acts if (match := cue(CUED[act], words))), None)
    return chosen(dues(words, written(example)), found.start() if found else 0)


def due(example: Example) -> date:
    return date.fromisoformat(example.row["due"])


def written(example: Example) -> date:
    words = example.row["date"]
    return (datetime.fromisoformat(words) if words[:4].isdigit() else parsedate_to_datetime(words)).date()


if __name__ == "__main__":
    main(sys.argv[1:])
