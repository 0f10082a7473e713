"""Reads a message: from text to the acts in it."""

from collections.abc import Sequence
from datetime import datetime

from segue.detect.acts import Act
from segue.detect.split import Span, sentences


def detect(
    text: str,
    *,
    speaker: str,
    to: str,
    date: datetime | None,
    zone_minutes: int | None,
    before: str = "",
    own: Sequence[Span] | None = None,
    kind: str = "mail",
    subject: str = "",
) -> list[Act]:
    """The acts in `text`, in order. Never raises, whatever the text.

    Only the `own` spans of the text are read (all of it where None). `date` is when the message was
    written, `zone_minutes` the sender's offset from UTC in minutes: relative dates ("tomorrow") count
    from the sender's day. `before` is what the message answers. `kind` is "mail", "chat" or "talk".
    """
    return [
        Act("question", 0.5, False, True, start, end, owner="addressee", what=text[start:end])
        for start, end in sentences(text, own)
        if text[start:end].endswith("?")
    ]
