"""By what is known again that must not be kept as it is, a forgotten person's address above all: a keyed hash."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def digest_of(known_by: str) -> bytes:
    """The keyed hash of an address or number; who has the store but not the secret key cannot test one against it."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"forgotten {known_by.lower()}".encode(), hashlib.sha256)


def hidden(uid: str) -> str:
    """What stands for the id of a calendar entry that names somebody who was forgotten."""
    return f"forgotten-{digest_of(uid).hex()}"
