"""What kind of telephone a label tells of."""

from __future__ import annotations

from collections.abc import Set

_KINDS = (
    ("fax", ("fax",)),
    ("mobile", ("cell", "mobile", "iphone", "car", "handy", "mobil", "móvil", "portable")),
    ("pager", ("pager",)),
    ("work", ("work", "office", "main", "business", "geschäftlich", "arbeit", "arbete", "travail", "trabajo")),
    ("home", ("home", "privat", "zuhause", "hem", "domicile", "casa")),
)


def phone_kind(labels: Set[str]) -> str:
    """Mobile, work, home, fax, pager or other, by labels in lower case; one may tell two, as "work fax" does."""
    words = {word for label in labels for word in (label, *label.split())}
    return next((kind for kind, telling in _KINDS if words & set(telling)), "other")
