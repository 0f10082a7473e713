"""What is worked out when the mail of an import is read: how far my own is, and which persons may be one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, Q

from segue.actions.intake.sources import CHAT
from segue.domain.people import Identity, doubtful_pairs
from segue.store import bulk
from segue.store.models import DoubtfulPair, Member, Source

# Folders are read together: sent mail that ends a little before the rest means that I wrote nothing since.
_SILENCE = timedelta(days=60)
_MOST_PERSONS = 20_000
_WITHOUT_ADDRESS = """
SELECT '', p.name, p.id FROM store_person p WHERE p.owner_id = %s AND p.redacted_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM store_address a WHERE a.person_id = p.id) ORDER BY p.id LIMIT %s
"""


def note_sent_mail(owner: int, now: datetime) -> None:
    """Up to where my sent mail is known: unknown as long as a folder that holds it is not read to its end."""
    everything = Source.objects.filter(owner_id=owner)
    sources = everything.exclude(kind=CHAT)
    if not sources.filter(read__gt=0).exists():
        sources = everything  # somebody who has chats alone: they hold both sides
    sent = sources.filter(Q(sent=True) | Q(kind=CHAT))
    if not sent.exists() or sent.filter(finished_at=None).exists():
        return
    last_sent = sent.aggregate(last=Max("newest_at"))["last"]
    last = sources.filter(finished_at__isnull=False).aggregate(last=Max("newest_at"))["last"]
    if last_sent is not None and last is not None:
        reached = last if last - last_sent <= _SILENCE else last_sent
        Member.objects.filter(id=owner).update(sent_read_to=min(reached, now))


def ask_about_doubtful(owner: int) -> int:
    """Note the pairs of persons who may be one and were not asked about before; gives how many."""
    query = (
        "SELECT a.addr, a.name, a.person_id FROM store_address a"
        " WHERE a.owner_id = %s AND a.person_id IS NOT NULL AND a.kind = 'person' ORDER BY a.id LIMIT %s"
    )
    rows = [*bulk.rows_of(query, [owner, _MOST_PERSONS]), *bulk.rows_of(_WITHOUT_ADDRESS, [owner, _MOST_PERSONS])]
    pairs: dict[tuple[int, int], tuple[object, ...]] = {}
    for one, other, likeness in doubtful_pairs([Identity(address=addr, name=name) for addr, name, _ in rows]):
        first, second = sorted((rows[one][2], rows[other][2]))
        if first != second:
            pairs.setdefault((first, second), (owner, first, second, likeness.rule[:60], likeness.reason[:300], ""))
    before = DoubtfulPair.objects.filter(owner_id=owner).count()
    columns = ("owner_id", "first_id", "second_id", "rule", "reason", "verdict")
    bulk.insert_missing(DoubtfulPair, columns, [pairs[key] for key in sorted(pairs)])
    return DoubtfulPair.objects.filter(owner_id=owner).count() - before
