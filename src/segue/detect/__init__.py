"""Reads who promised, asked, offered, declined or delivered in a message, and by when."""

from segue.detect.acts import ACTS, NOT_READ, WEAK, Act
from segue.detect.reader import Letter, detect, detect_all
from segue.detect.split import sentences

__all__ = ["ACTS", "NOT_READ", "WEAK", "Act", "Letter", "detect", "detect_all", "sentences"]
