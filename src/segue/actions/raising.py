"""Applies what the owner's answers taught, and what a language model said where one was asked, to what is stored.

Unsure words are shown, or shown words asked about instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from segue.detect.learning import LEARNED, Taught
from segue.queries.learned import Movable, movable, taught_of
from segue.store.models import Asker, Conversation, Mark, Opinion

# How far what a language model said moves a sentence, in logits: across the threshold where it stands near.
_LEANS: dict[str | None, float] = {Opinion.Answer.YES: 1.0, Opinion.Answer.NO: -1.0}
# So many conversations are read again while somebody waits.
_AT_ONCE = 20


def raise_anew(asker: Asker, conversations: Sequence[int] | None = None) -> list[int]:
    """Mark what is to be shown, or no longer, by what was learned; returns the conversations to be read again.

    Looks at these conversations. Without any it looks at all that may be moved, returns the newest few that changed,
    and leaves the others, marked as stale, to whoever works in the background.
    """
    changed = _raise(asker, conversations)
    if conversations is not None:
        return changed
    Conversation.objects.filter(id__in=changed[_AT_ONCE:]).update(stale=True)
    return changed[:_AT_ONCE]


def _raise(asker: Asker, conversations: Sequence[int] | None) -> list[int]:
    taught = taught_of(asker)
    raised = Mark.objects.owned_by(asker).filter(raised__isnull=False)
    asked = Opinion.objects.owned_by(asker).exists()
    if not taught and not asked and not raised.exists():
        return []
    if not taught and not asked:
        if conversations is not None:
            raised = raised.filter(message__conversation_id__in=conversations)
        changed = list(raised.order_by("-message_id").values_list("message__conversation_id", flat=True))
        raised.update(raised=None)
        return list(dict.fromkeys(changed))
    return _apply(taught, movable(asker, _thresholds(), conversations))


def _apply(taught: Taught, rows: Sequence[Movable]) -> list[int]:
    thresholds = _thresholds()
    changed: dict[bool | None, list[int]] = {}
    conversations: dict[int, None] = {}
    for row in rows:
        sees = taught.sees(
            row.act,
            row.words,
            row.who,
            confidence=row.confidence,
            shown=row.shown,
            threshold=thresholds[row.act],
            lean=_LEANS.get(row.opinion, 0.0),
        )
        wanted = None if sees is row.shown else sees
        if wanted is not row.raised:
            changed.setdefault(wanted, []).append(row.mark_id)
            conversations[row.conversation_id] = None
    for value, marks in changed.items():
        Mark.objects.filter(id__in=marks).update(raised=value)
    return list(conversations)


def _thresholds() -> dict[str, float]:
    # Here, for its arrays take a tenth of a second to load.
    from segue.detect.model import shown_from

    return {act: shown_from()[act] for act in LEARNED}
