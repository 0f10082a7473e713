"""A partnership with a customer: asked in words, begun only with their yes. Nothing about a customer is counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from segue.domain.errors import NotAllowed

AFTER_NO = timedelta(days=365)
"""A no holds for a year: so long the same member does not ask again."""

AFTER_WITHDRAWN = timedelta(days=30)
"""One who took an ask back does not put it again for a month, so that nobody is asked every day."""

KEPT = (
    "your name and your mail address, in the list of the one who asks",
    "that you two began a partnership, from which conversation, and when",
    "the stages that it goes through, and what you two agree on",
)
"""What is kept of somebody who says yes, in words for them."""

NOT_KEPT = "No score, no rating and no number about you is kept. You can ask to see all of it, and have it deleted."


def check_again(*, no_at: datetime | None, withdrawn_at: datetime | None, now: datetime) -> None:
    """Raises NotAllowed where it is too soon to ask again after the latest no, or after an ask that was taken back."""
    if no_at is not None and now < no_at + AFTER_NO:
        raise NotAllowed(f"They said no; that holds until {no_at + AFTER_NO:%-d %B %Y}. You can go on talking here.")
    if withdrawn_at is not None and now < withdrawn_at + AFTER_WITHDRAWN:
        again = withdrawn_at + AFTER_WITHDRAWN
        raise NotAllowed(f"You asked and took it back; you can ask again from {again:%-d %B %Y}.")
