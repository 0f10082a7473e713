"""Numbers from addresses; what is no number counts as absent, never as an error."""

from __future__ import annotations

from django.http import HttpRequest

_DIGITS = 19
_GREATEST = 2**63 - 1


def number(request: HttpRequest, name: str) -> int | None:
    """The whole number that the address gives under this name, if it is one that a row could have."""
    return _number(request.GET.get(name, ""))


def _number(text: str) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS):
        return None
    value = int(text)
    return value if value <= _GREATEST else None


def posted(request: HttpRequest, name: str) -> int | None:
    """The whole number that a form gives under this name, if it is one that a row could have."""
    return _number(request.POST.get(name, ""))
