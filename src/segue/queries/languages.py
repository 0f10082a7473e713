"""Which messages were not read for what they promise, because of the language they are in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count

from segue.detect import NOT_READ
from segue.detect.languages import NAMES
from segue.store.models import Asker, Mark


def unread(asker: Asker, after: int = 0) -> list[tuple[str, int]]:
    """The languages that are not read and how many messages are in each, most first; only marks `after` that one."""
    marks = Mark.objects.owned_by(asker).filter(act=NOT_READ, id__gt=after)
    rows = marks.values_list("what").annotate(count=Count("id")).order_by("-count", "what")
    return [(name_of(code), count) for code, count in rows]


def unread_among(messages: Sequence[int]) -> dict[int, str]:
    """Those of these messages that were not read, each with its language."""
    marks = Mark.objects.filter(message_id__in=messages, act=NOT_READ)
    return {message: name_of(code) for message, code in marks.values_list("message_id", "what")}


def newest_mark(asker: Asker) -> int:
    """The last mark there is now, for telling later ones apart."""
    return Mark.objects.owned_by(asker).order_by("-id").values_list("id", flat=True).first() or 0


def name_of(code: str) -> str:
    """What a language is called in English, or its ISO 639-1 code."""
    return NAMES.get(code, code)
