"""Reads who promised, asked, offered, declined or delivered in a message, and by when."""

from segue.detect.acts import ACTS, WEAK, Act
from segue.detect.reader import detect
from segue.detect.split import sentences

__all__ = ["ACTS", "WEAK", "Act", "detect", "sentences"]
