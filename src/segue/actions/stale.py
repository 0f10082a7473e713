"""What Today has to look at again."""

from __future__ import annotations

from collections.abc import Iterable

from segue.store.models import STALE, Connection


def mark_stale(connection_ids: Iterable[int]) -> None:
    """Have Today decide anew about these connections when it is next shown."""
    Connection.objects.filter(id__in=list(connection_ids)).update(refresh_at=STALE)
