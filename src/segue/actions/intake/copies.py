"""Copies of one mail in several folders, told before anything costly is done with them.

What looks like a copy is read no further than to its digest. The writer, who knows what is stored, has the last word.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import islice

from segue.actions.intake.mail import Batch
from segue.formats.records import RawMail

# About twenty megabytes.
_REMEMBERED = 200_000
_FIELDS = re.compile(rb"^(?:Date|From|Subject):[^\n]*", re.IGNORECASE | re.MULTILINE)


class Copies:
    """The mails met in an import, by their bytes: date, author, subject and body, whatever else their folders added."""

    def __init__(self) -> None:
        self._met: dict[bytes, None] = {}

    def note(self, batch: Batch) -> Batch:
        """The batch, with the places of those of its mails that were likely met before."""
        mails = ((place, mail) for place, mail in enumerate(batch.mails) if isinstance(mail, RawMail))
        batch.copies = frozenset(place for place, mail in mails if self._again(mail.data))
        return batch

    def _again(self, data: bytes) -> bool:
        look = _look(data)
        if look in self._met:
            return True
        self._met[look] = None
        if len(self._met) > _REMEMBERED:
            for oldest in list(islice(self._met, _REMEMBERED // 10)):
                del self._met[oldest]
        return False


def _look(data: bytes) -> bytes:
    head = data.find(b"\n\n")
    if head < 0:
        head = max(data.find(b"\r\n\r\n"), 0)
    look = blake2b(data[head:], digest_size=8)
    for line in _FIELDS.findall(data, 0, head):
        look.update(line)
    return look.digest()
