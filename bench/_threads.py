"""Threads of the real public mail and chat, as they would stand in a community, for what measures their reading."""

from __future__ import annotations

import json
import lzma
import random
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from segue.domain.threads import bare_subject, topic
from segue.formats import mbox, mime
from segue.formats.records import MailRecord, SetAside

FEWEST_POSTS, FEWEST_VOICES = 3, 2
"""What a thread needs for a judge to have something to go by."""


@dataclass(frozen=True, slots=True)
class Said:
    """A post: whose, when, its text, and the spans of it that its author newly wrote."""

    by: str
    at: datetime
    text: str
    own: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Talk:
    """A thread of one of the two sources; `id` names it without a word of anybody's."""

    id: str
    subject: str
    said: list[Said] = field(default_factory=list)

    @property
    def judgeable(self) -> bool:
        """It is long enough to be judged."""
        return len(self.said) >= FEWEST_POSTS and len({each.by for each in self.said}) >= FEWEST_VOICES


def mail_threads(data: Path) -> list[Talk]:
    """The threads of the kernel list, held together by References."""
    roots: dict[str, str] = {}
    mails = list(_letters(data / "mail" / "ksummit.mbox.xz"))
    found: dict[str, Talk] = {}
    for each in sorted(mails, key=lambda mail: (mail.date or datetime.now(UTC), mail.position)):
        parents = (*each.references, *each.in_reply_to)
        root = next((roots[parent] for parent in parents if parent in roots), parents[0] if parents else "")
        root = root or each.message_id or str(each.position)
        roots.update(dict.fromkeys((*parents, each.message_id), root))
        name = f"ksummit/{blake2b(root.encode(), digest_size=6).hexdigest()}"
        _add(found.setdefault(name, Talk(name, topic(each.subject))), each)
    return list(found.values())


def _letters(path: Path) -> Iterator[MailRecord]:
    """Mail that somebody wrote at some time."""
    for raw in mbox.read(path):
        record = None if isinstance(raw, SetAside) else mime.read(raw)
        if isinstance(record, MailRecord) and record.date and record.sender and record.own:
            yield record


def _add(talk: Talk, mail: MailRecord) -> None:
    assert mail.sender is not None
    assert mail.date is not None
    talk.said.append(Said(mail.sender.addr, mail.date, mail.body, tuple(mail.own)))


def chat_threads(data: Path) -> list[Talk]:
    """The conversations of the public Slack messages."""
    found: dict[str, Talk] = {}
    for row in _rows(data / "chat" / "slack_messages.jsonl.xz"):
        talk = found.setdefault(row["conv_id"], Talk(row["conv_id"], ""))
        at = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        text = row["text"]
        talk.said.append(Said(row["speaker"], at, text, ((0, len(text)),) if text else ()))
    return list(found.values())


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def drawn(talks: list[Talk], seed: int, held_out: int, tuning: int) -> tuple[list[Talk], list[Talk]]:
    """So many threads to report on, and so many others to tune on, the same at every run."""
    judgeable = sorted((each for each in talks if each.judgeable), key=lambda talk: talk.id)
    shuffled = random.Random(seed).sample(judgeable, held_out + tuning)
    return shuffled[:held_out], shuffled[held_out:]


def by_source(talks: list[Talk]) -> dict[str, list[Talk]]:
    """Threads by where they come from: "ksummit", and each Slack workspace."""
    found: dict[str, list[Talk]] = defaultdict(list)
    for each in talks:
        found[each.id.split("/")[0]].append(each)
    return found


def office_threads(data: Path, boxes: tuple[str, ...] = ("lokay-m", "steffes-j")) -> list[Talk]:
    """Threads of office mail, which names no other message: those of one subject."""
    found: dict[str, Talk] = {}
    with tarfile.open(data / "mail" / "enron-4-mailboxes.tar.xz") as packed, TemporaryDirectory() as folder:
        members = [each for each in packed if each.isfile() and each.name.split("/")[0] in boxes]
        packed.extractall(folder, members)
        for box in boxes:
            seen: set[bytes] = set()
            for path in sorted(Path(folder, box).rglob("*")):
                for each in _letters(path) if path.is_file() else ():
                    about = bare_subject(each.subject)
                    if about and each.digest not in seen and not each.bulk:
                        name = f"{box}/{blake2b(about.encode(), digest_size=6).hexdigest()}"
                        _add(found.setdefault(name, Talk(name, topic(each.subject))), each)
                    seen.add(each.digest)
    for talk in found.values():
        talk.said.sort(key=lambda said: said.at)
    return list(found.values())
