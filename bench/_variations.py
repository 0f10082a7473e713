"""As much mail as wanted, none of it twice: real messages with ids, people and words changed."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

_ID = re.compile(rb"<([^<>@\s]+)@([^<>\s]+)>")


def write_variations(mail: Sequence[Path], path: Path, count: int) -> Path:
    """Write an mbox of so many messages: every round over the real mail has other people and threads in it."""
    with path.open("wb") as file:
        for number, data in enumerate(islice(_rounds(mail), count)):
            file.write(b"From someone Sat Jan  1 00:00:00 2000\n" + data.rstrip(b"\n") + b"\nNo. %d\n\n" % number)
    return path


def _rounds(mail: Sequence[Path]) -> Iterator[bytes]:
    round_ = 0
    while True:
        for source in mail:
            box = mailbox.mbox(source, create=False)
            for key in box.keys():  # noqa: SIM118 - a mailbox iterates over its messages
                yield _varied(box.get_bytes(key), round_)
        round_ += 1


def _varied(data: bytes, round_: int) -> bytes:
    """Ids and people differ from round to round; threads and length stay as they are."""
    head, gap, body = data.partition(b"\n\n")
    mark = str(round_).encode()
    head = _ID.sub(rb"<\g<1>.r" + mark + rb"@\g<2>>", head)
    head = re.sub(rb"@(?=[\w.-]+\.\w)", b"@r" + mark + b".", head) if round_ else head
    return head + gap + body.replace(b"\nFrom ", b"\n>From ")
