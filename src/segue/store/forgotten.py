"""By what a forgotten person's address is known again, should they wish to stay away: a keyed hash, no more."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def digest_of(addr: str) -> bytes:
    """The keyed hash of an address; who has the store but not the secret key cannot test an address against it."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"forgotten {addr.lower()}".encode(), hashlib.sha256)
