"""Mail on a server, the newest first: new arrivals, then back to a day, then (when asked) all the rest.

A folder's numbers rise with the order of arrival. What is read is one stretch of them, from `floor` up to `position`;
it grows upwards in order, so that an interruption leaves no hole, and downwards from the newest to the oldest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from segue.actions.intake.mail import Batch
from segue.actions.intake.sources import Place
from segue.formats.mbox import LARGEST_MAIL
from segue.formats.records import RawMail, SetAside
from segue.sync.contract import Folder, Mailbox

# Copies of what lies elsewhere, what was never sent, and what nobody wants to read.
_LEFT_OUT = {"junk", "trash", "drafts", "flagged"}
# Folders where the newest is looked for first.
_FIRST = {"inbox": 0, "sent": 1}
_FEW_MAILS, _FEW_BYTES = 100, 8 << 20


def folders_to_read(mailbox: Mailbox) -> list[Folder]:
    """The folders worth reading, inbox and sent mail first; where one holds a copy of all mail, that one alone."""
    folders = [folder for folder in mailbox.folders() if folder.use not in _LEFT_OUT]
    everything = [folder for folder in folders if folder.use == "all"]
    return everything or sorted(folders, key=lambda folder: (_FIRST.get(folder.use, 2), folder.name))


@dataclass(frozen=True)
class RemoteFolder:
    """A folder of a mailbox; `since` is the day back to which it is read, None for all of it."""

    mailbox: Mailbox
    account: str
    box: Folder
    since: date | None

    kind = "imap"
    size = 0

    @property
    def name(self) -> str:
        """The account's address and the folder."""
        return f"{self.account}/{self.box.name}"

    @property
    def folder(self) -> str:
        """What its owner calls it."""
        return self.box.name

    @property
    def sent(self) -> bool:
        """The account keeps sent mail in it."""
        return self.box.use in ("sent", "all")

    def from_place(self, before: Place) -> Place:
        """The numbers mean the same as long as the folder's validity is the same."""
        return before if before.fingerprint == self._validity() else Place()

    def batches(self, source: int, place: Place) -> Iterator[Batch]:
        """New arrivals in order, then older mail from the newest on."""
        validity = self._validity()
        wanted = self._wanted(place)
        floor = place.floor
        for uids in self._pieces([uid for uid in wanted if uid >= place.position > 0]):
            batch = self._batch(source, uids, validity)
            batch.after, batch.floor = uids[-1] + 1, floor
            yield batch
            place = Place(batch.after, floor, validity)
        for uids in self._pieces([uid for uid in reversed(wanted) if place.floor is None or uid < place.floor]):
            batch = self._batch(source, uids, validity)
            batch.after, batch.floor = max(place.position, uids[0] + 1), uids[-1]
            yield batch
            place = Place(batch.after, batch.floor, validity)
        yield Batch(source, after=place.position, floor=place.floor, fingerprint=validity, last=True)

    def newest(self) -> float:
        """Not asked: the order of folders is settled before."""
        return 0

    def sample(self) -> Iterator[RawMail]:
        """Its newest mail."""
        self.mailbox.open(self.box.name)
        newest = self.mailbox.uids()[-_FEW_MAILS:]
        return (self._mail(fetched.uid, fetched.data) for fetched in self.mailbox.fetch(newest))

    def _validity(self) -> str:
        return str(self.mailbox.open(self.box.name).validity)

    def _wanted(self, place: Place) -> list[int]:
        """All numbers from the first that arrived since the day, ascending: what was moved here later is among them."""
        uids = self.mailbox.uids()
        if self.since is None:
            return uids
        recent = self.mailbox.uids(since=self.since)
        least = min(recent, default=max(uids, default=0) + 1)
        return [uid for uid in uids if uid >= least or uid >= place.position > 0]

    def _pieces(self, uids: Sequence[int]) -> Iterator[list[int]]:
        """Few enough mails at once that they fit in memory."""
        sizes = self.mailbox.sizes(uids)
        piece: list[int] = []
        size = 0
        for uid in uids:
            size += sizes.get(uid, 0)
            if piece and (len(piece) >= _FEW_MAILS or size > _FEW_BYTES):
                yield piece
                piece, size = [], sizes.get(uid, 0)
            piece.append(uid)
        if piece:
            yield piece

    def _batch(self, source: int, uids: Sequence[int], validity: str) -> Batch:
        batch = Batch(source, fingerprint=validity, at_once=True)
        sizes = self.mailbox.sizes(uids)
        for uid in uids:
            if sizes.get(uid, 0) > LARGEST_MAIL:
                batch.aside.append(SetAside(self.name, uid, f"the mail is larger than {LARGEST_MAIL} bytes"))
        for fetched in self.mailbox.fetch([uid for uid in uids if sizes.get(uid, 0) <= LARGEST_MAIL]):
            batch.add(self._mail(fetched.uid, fetched.data))
        return batch

    def _mail(self, uid: int, data: bytes) -> RawMail:
        return RawMail(uid, uid + 1, len(data), data, folder=self.box.name, source=self.name)
