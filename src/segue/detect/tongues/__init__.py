"""Reads the acts of German, French, Spanish and Swedish sentences, by rules: what the trained model is for English."""

from segue.detect.model import Thresholds
from segue.detect.tongues import french, german, spanish, swedish
from segue.detect.tongues.rules import Tongue

TONGUES: dict[str, Tongue] = {
    "de": german.TONGUE,
    "fr": french.TONGUE,
    "es": spanish.TONGUE,
    "sv": swedish.TONGUE,
}

#: From which confidence an act is shown, and from which it is asked about.
THRESHOLDS = Thresholds(shown=0.8, asked=0.5)

__all__ = ["THRESHOLDS", "TONGUES", "Tongue"]
