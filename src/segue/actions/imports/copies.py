"""The last word on mail that workers took for copies: of which there is no other, those are prepared after all."""

from __future__ import annotations

from collections.abc import Sequence

from segue.actions.intake.mail import Batch, Outcome, Prepared
from segue.formats.records import SetAside
from segue.store import bulk

Part = tuple[Batch, Outcome]
"""A batch, and what became of its mails."""


def settled(owner: int, parts: Sequence[Part], region: str | None) -> Sequence[Part]:
    """The parts with no mail left out: what was taken for a copy is in them, too, or stored already."""
    mails = [mail for _, outcome in parts for mail in outcome if isinstance(mail, Prepared)]
    left_out = {mail.digest for mail in mails if mail.again} - {mail.digest for mail in mails if not mail.again}
    query = "SELECT digest FROM store_message WHERE owner_id = %s AND digest IN"
    left_out -= {bytes(digest) for (digest,) in bulk.rows_in(query, left_out, [owner])}
    return [(batch, _completed(batch, outcome, left_out, region)) for batch, outcome in parts] if left_out else parts


def _completed(batch: Batch, outcome: Outcome, left_out: set[bytes], region: str | None) -> Outcome:
    from segue.actions.intake.preparing import prepare_mail  # here, for loading it takes a while and this is rare

    return [
        prepare_mail(raw, region) if not isinstance(mail, SetAside) and mail.again and mail.digest in left_out else mail
        for raw, mail in zip(batch.mails, outcome, strict=True)
    ]
