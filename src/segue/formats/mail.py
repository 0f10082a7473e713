"""The raw mails of any source, whatever kind it is."""

from __future__ import annotations

from collections.abc import Iterator

from segue.formats import maildir, mbox
from segue.formats.archive import Packed
from segue.formats.records import RawMail, SetAside
from segue.formats.sniff import Kind, Source, letters_in

MAIL_KINDS: tuple[Kind, ...] = ("mbox", "maildir", "eml", "eml-folder")


def raw_mails(source: Source, position: int = 0) -> Iterator[RawMail | SetAside]:
    """The mails of a source from `position` (0, or an `after` given earlier) on, in a fixed order.

    Raises OSError for a source that cannot be opened and ValueError for one that holds no mail.
    """
    if source.kind == "mbox":
        return mbox.read(source.path, position, source.folder)
    if isinstance(source.path, Packed):
        raise ValueError(f"{source.path} holds no mail but {source.kind}")
    if source.kind == "maildir":
        return maildir.read_maildir(source.path, position)
    if source.kind == "eml-folder":
        return maildir.read_folder(letters_in(source.path), position, source.folder)
    if source.kind == "eml":
        return maildir.read_file(source.path, position, source.folder)
    raise ValueError(f"{source.path} holds no mail but {source.kind}")
