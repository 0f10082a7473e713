"""What signatures, and names in a chat, tell of those who wrote: telephones, titles, companies, with their source."""

from __future__ import annotations

from collections.abc import Sequence

from segue.actions.imports.fresh import Fresh
from segue.store import bulk
from segue.store.models import Phone

# A card, and what was written by hand, go before a signature; a later signature does not go before an earlier one.
_CALLED = """
UPDATE store_person SET
    title = CASE WHEN title = '' THEN %s ELSE title END,
    organisation = CASE WHEN organisation = '' THEN %s ELSE organisation END,
    source = CASE WHEN source = '' THEN 'signature' ELSE source END
WHERE id = %s AND (title = '' OR organisation = '')
"""


def store(owner: int, fresh: Sequence[Fresh]) -> None:
    """Keep what is new; only a signature under somebody's own mail is theirs."""
    phones: dict[tuple[int, str], tuple[object, ...]] = {}
    called: dict[int, tuple[str, str]] = {}
    for message in fresh:
        person = message.sender.person if message.sender and message.by_a_person else None
        if person is None:
            continue
        for number, shown, kind in message.mail.phones:
            read_in = "chat" if message.mail.medium == "chat" else "signature"
            phones.setdefault((person, number), (owner, person, number, shown, kind, read_in, message.id))
        if message.mail.title or message.mail.company:
            called.setdefault(person, (message.mail.title, message.mail.company))
    columns = ("owner_id", "person_id", "number", "shown", "kind", "source", "message_id")
    bulk.insert_missing(Phone, columns, [phones[key] for key in sorted(phones)])
    bulk.run_many(_CALLED, [(*words, person) for person, words in sorted(called.items())])
