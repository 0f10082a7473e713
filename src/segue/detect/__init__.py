"""Reads who promised, asked, offered, declined or delivered in a message, and by when."""

from typing import TYPE_CHECKING, Any

from segue.detect.acts import ACTS, NOT_READ, WEAK, Act
from segue.detect.split import sentences

if TYPE_CHECKING:
    from segue.detect.reader import Letter, detect, detect_all

__all__ = ["ACTS", "NOT_READ", "WEAK", "Act", "Letter", "detect", "detect_all", "sentences"]


def __getattr__(name: str) -> Any:
    """What reads is loaded when it is first asked for: that takes a third of a second, and many only name acts."""
    if name in ("Letter", "detect", "detect_all"):
        from segue.detect import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
