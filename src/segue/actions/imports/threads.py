"""The conversations that the messages of a batch belong to: found, begun, or joined when a late message connects two.

By the ids that messages name; where a mail names none, by what `domain.threads.held_together` says of it and another.
Neither looks at any third message, so the conversations are the same in whatever order the mail is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from segue.actions.imports.clues import partners
from segue.actions.imports.fresh import Fresh
from segue.actions.intake.mail import Saw
from segue.domain.threads import held_together
from segue.store import bulk
from segue.store.models import Conversation, ThreadRef

_GROWN = """
UPDATE store_conversation SET
    message_count = message_count + %s,
    subject = CASE WHEN first_at > %s THEN %s ELSE subject END,
    first_at = CASE WHEN first_at > %s THEN %s ELSE first_at END,
    last_at = CASE WHEN last_at < %s THEN %s ELSE last_at END,
    stale = stale OR %s OR EXISTS (SELECT 1 FROM store_commitment WHERE conversation_id = store_conversation.id)
WHERE id = %s
"""
_FOLLOWERS = (
    "store_message",
    "store_threadref",
    "store_commitment",
)


def place(owner: int, fresh: Sequence[Fresh]) -> None:
    """Give every message its conversation; conversations are begun, joined and brought up to date."""
    placing = _Placing(owner, fresh)
    placing.by_reference()
    placing.by_content()
    placing.write()


class _Placing:
    """The conversations of one batch: those stored by their ids, new ones by the ids that they will have."""

    def __init__(self, owner: int, fresh: Sequence[Fresh]) -> None:
        self.owner = owner
        self.fresh = fresh
        self.ids = iter(bulk.reserve_ids(Conversation, len(fresh)))
        self.begun: set[int] = set()
        self.became: dict[int, int] = {}
        self.refs = self._stored_refs()
        self.stored = set(self.refs)

    def _stored_refs(self) -> dict[int, int]:
        wanted = {ref for message in self.fresh for ref in message.mail.refs}
        query = "SELECT ref, conversation_id FROM store_threadref WHERE owner_id = %s AND ref IN"
        return dict(bulk.rows_in(query, wanted, [self.owner]))

    def by_reference(self) -> None:
        for message in self.fresh:
            known = {self._now(self.refs[ref]) for ref in message.mail.refs if ref in self.refs}
            message.conversation = self._joined(known) if known else self._begin()
            for ref in message.mail.refs:
                self.refs.setdefault(ref, message.conversation)

    def by_content(self) -> None:
        loose = [message for message in self.fresh if message.mail.clues]
        for message, partner, conversation in partners(self.owner, loose):
            both = {self._now(message.conversation), self._now(conversation)}
            if len(both) == 2 and held_together(message.loose, partner):
                self._joined(both)

    def _begin(self) -> int:
        number = next(self.ids)
        self.begun.add(number)
        return number

    def _joined(self, conversations: set[int]) -> int:
        first = min(conversations)
        self.became |= dict.fromkeys(conversations - {first}, first)
        return first

    def _now(self, conversation: int) -> int:
        while conversation in self.became:
            conversation = self.became[conversation]
        return conversation

    def write(self) -> None:
        for message in self.fresh:
            message.conversation = self._now(message.conversation)
        join_conversations({other: self._now(other) for other in sorted(self.became.keys() - self.begun)})
        self._write_conversations()
        refs = [(self.owner, ref, self._now(number)) for ref, number in self.refs.items() if ref not in self.stored]
        bulk.insert(ThreadRef, ("owner_id", "ref", "conversation_id"), refs)

    def _write_conversations(self) -> None:
        messages: dict[int, list[Fresh]] = defaultdict(list)
        for message in sorted(self.fresh, key=lambda message: message.id):
            messages[message.conversation].append(message)
        begun = sorted(self.begun & messages.keys())
        columns = ("id", "owner_id", "medium", "subject", "first_at", "last_at", "message_count", "stale")
        rows = [(number, self.owner, messages[number][0].mail.medium, *_begun(messages[number])) for number in begun]
        bulk.insert(Conversation, columns, rows)
        grown = messages.keys() - self.begun
        bulk.run_many(_GROWN, [(*_grown(messages[number]), number) for number in sorted(grown)])


def _begun(messages: list[Fresh]) -> tuple[str, str, str, int, bool]:
    first, last = messages[0].mail, messages[-1].mail
    return (
        first.subject or first.about,
        first.sent_at,
        last.sent_at,
        len(messages),
        any(_begins(saw) for each in messages for saw in each.mail.acts),
    )


def _begins(saw: Saw) -> bool:
    """Whether a commitment may begin with it; what only moves one is read where there is one to be moved."""
    act, _, _, _, shown, *_ = saw
    return shown or act == "promise"


def _grown(messages: list[Fresh]) -> tuple[object, ...]:
    subject, first, last, count, stale = _begun(messages)
    return count, first, subject, first, first, last, last, stale


def join_conversations(became: Mapping[int, int]) -> None:
    """Move everything of stored threads into others; the first are gone afterwards."""
    columns = "SELECT id, message_count, subject, first_at, last_at FROM store_conversation WHERE id IN"
    for other, count, subject, first, last in list(bulk.rows_in(columns, became)):
        conversation = became[other]
        bulk.run(_GROWN, [count, first, subject, first, first, last, last, True, conversation])
        for table in _FOLLOWERS:
            bulk.run(f"UPDATE {table} SET conversation_id = %s WHERE conversation_id = %s", [conversation, other])  # noqa: S608
    if became:
        Conversation.objects.filter(id__in=became).delete()
