"""Mail of an archive, from bytes to what it says, in worker processes without a database: nothing here loads Django."""

from __future__ import annotations

from collections.abc import Sequence

from segue.formats import listmail
from segue.formats.records import LeftOut, RawMail, Said, SetAside

Item = Said | SetAside | LeftOut


def said(mails: Sequence[RawMail | SetAside]) -> list[Item]:
    """What each mail says; never raises for what stands in a mail."""
    return [each if isinstance(each, SetAside) else listmail.said(each) for each in mails]
