"""Kinds of threads: conversation or interaction, told by Segue and by a judge who read them blind, on public talk.

    make bench NAME=kinds
    python bench/kinds.py --markdown     the same as a part of docs/quality.md
    python bench/kinds.py --errors       and each thread on which the two differ, by its name alone

A hundred threads are held out: sixty of a kernel list and forty of public Slack, drawn with a fixed seed. The rule was
fitted to others, which the same judge read. Judgements lie in `labels/kinds.json`, by names that hold nobody's words.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from _threads import Talk, chat_threads, drawn, mail_threads, office_threads

from segue.detect import NOT_READ, Letter, detect_all, sentences
from segue.detect.languages import of_sentences
from segue.domain import reading as rules
from segue.domain.reading import Kind

ROOT = Path(__file__).resolve().parents[1]
SEED, MAIL, CHAT = 5, 60, 40
LABELS = ROOT / "bench" / "labels" / "kinds.json"
_ANSWERED = 2_000


def main(arguments: Sequence[str]) -> None:
    data = Path(os.environ.get("SEGUE_DATA", ROOT.parent / "shared" / "data"))
    if not (data / "mail" / "ksummit.mbox.xz").is_file():
        print(f"No public mail and chat in {data}: set SEGUE_DATA to the folder that holds mail/ and chat/.")
        return
    judged: dict[str, dict[str, str]] = json.loads(LABELS.read_text())
    mail, chat = mail_threads(data), chat_threads(data)
    talks = {talk.id: talk for talk in (*mail, *chat, *office_threads(data))}
    drawn_now = {talk.id for talk in (*drawn(mail, SEED, MAIL, 0)[0], *drawn(chat, SEED, CHAT, 0)[0])}
    assert drawn_now == judged["held_out"].keys(), "the threads that were judged are not those that the seed draws"
    for name, labels in judged.items():
        begun = perf_counter()
        read = {id_: rules.read(as_posts(talks[id_])).kind for id_ in labels}
        posts = sum(len(talks[id_].said) for id_ in labels)
        table(name.replace("_", " "), labels, read, markdown="--markdown" in arguments)
        print(f"{posts} posts, {posts / (perf_counter() - begun):,.0f} a second\n")
        if "--errors" in arguments:
            for id_, label in labels.items():
                if said(read[id_]) != label:
                    print(f"  {id_}: judged {label}, read {read[id_]}")


def as_posts(talk: Talk) -> list[rules.Post]:
    """A thread as the application reads it: acts by the quick look, over own words alone."""
    letters = [
        Letter(
            each.text, each.by, "", each.at, None, talk.said[place - 1].text[-_ANSWERED:] if place else "", each.own,
            "mail" if "@" in each.by else "chat", talk.subject,
        )
        for place, each in enumerate(talk.said)
    ]  # fmt: skip
    posts = []
    for place, (each, acts) in enumerate(zip(talk.said, detect_all(letters), strict=True)):
        spans = sentences(each.text, each.own)
        seen = [rules.SeenAct(act.act, act.start, act.end, act.confidence) for act in acts if act.act != NOT_READ]
        posts.append(rules.Post(place, each.by, each.text, tuple(spans), tuple(seen), of_sentences(each.text, spans)))
    return posts


def table(name: str, labels: dict[str, str], read: dict[str, Kind], *, markdown: bool) -> None:
    """How often judge and rule agree, beyond chance, and where they do not."""
    pairs = Counter((label, said(read[id_])) for id_, label in labels.items())
    kinds = ("conversation", "interaction", "neither")
    agree = sum(pairs[kind, kind] for kind in kinds)
    print(f"{name}: {agree} of {len(labels)} alike, kappa {kappa(pairs, kinds):.2f}{source_line(labels, read)}")
    line = " | ".join if markdown else lambda cells: "".join(f"{cell:>16}" for cell in cells)
    for row in rows(pairs, kinds):
        print(f"| {line(row)} |" if markdown else line(row))


def source_line(labels: dict[str, str], read: dict[str, Kind]) -> str:
    """The same for each source by itself."""
    parts = Counter[str]()
    whole = Counter(id_.split("/")[0] for id_ in labels)
    for id_, label in labels.items():
        parts[id_.split("/")[0]] += said(read[id_]) == label
    return "".join(f"; {source} {parts[source]} of {count}" for source, count in sorted(whole.items()))


def rows(pairs: Counter[tuple[str, str]], kinds: Sequence[str]) -> Iterator[list[str]]:
    yield ["judged, then read", *kinds]
    for kind in kinds:
        yield [kind, *(str(pairs[kind, other]) for other in kinds)]


def said(kind: Kind) -> str:
    """What a reading amounts to, in the judge's words."""
    return "neither" if kind is Kind.TOO_LITTLE else str(kind)


def kappa(pairs: Counter[tuple[str, str]], kinds: Sequence[str]) -> float:
    """Cohen's."""
    whole = pairs.total()
    alike = sum(pairs[kind, kind] for kind in kinds) / whole
    chance = sum(
        sum(pairs[kind, other] for other in kinds) * sum(pairs[other, kind] for other in kinds) for kind in kinds
    ) / (whole * whole)
    return (alike - chance) / (1 - chance)


if __name__ == "__main__":
    main(sys.argv[1:])
