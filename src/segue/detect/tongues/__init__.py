"""Reads the acts of German, French, Spanish and Swedish sentences, by rules: what the trained model is for English."""

from functools import cache
from importlib import import_module

from segue.detect.model import Thresholds
from segue.detect.tongues.rules import Tongue

_MODULES = {"de": "german", "fr": "french", "es": "spanish", "sv": "swedish"}

#: The languages that are read by rules.
TONGUES = tuple(_MODULES)

#: From which confidence an act is shown, and from which it is asked about.
THRESHOLDS = Thresholds(shown=0.8, asked=0.5)

__all__ = ["THRESHOLDS", "TONGUES", "Tongue", "tongue_of"]


@cache
def tongue_of(language: str) -> Tongue | None:
    """The rules of a language, made ready when they are first asked for; None where a language has none."""
    module = _MODULES.get(language)
    tongue: Tongue | None = import_module(f"{__name__}.{module}").TONGUE if module else None
    return tongue
