"""Finding the mail that a mail without references may belong with: by its subject, or by lines that it quotes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from segue.actions.imports.fresh import Fresh
from segue.domain.threads import GAP, QUOTED_LINES, Loose
from segue.store import bulk
from segue.store.models import Clue, key_of_second, moment_of

BEGINS, REPLIES = str(Clue.Kind.BEGINS), str(Clue.Kind.REPLIES)
OWN, QUOTED = str(Clue.Kind.OWN), str(Clue.Kind.QUOTED)
_SUBJECTS = {BEGINS, REPLIES}

# A line that more mails than this share is a form and tells nothing.
_COMMON = 100

# The gap as a distance between message ids.
_GAP = key_of_second(int(GAP.total_seconds()), 0)

At = dict[tuple[int, str], list[int]]


def partners(owner: int, loose: Sequence[Fresh]) -> Iterator[tuple[Fresh, Loose, int]]:
    """Each of these mails with each mail, stored or fresh, that it may belong with, and that one's conversation."""
    if not loose:
        return
    at = _messages_at(owner, loose)
    wanted = {message: _worth_asking(message, at) for message in loose}
    fresh = {message.id: message for message in loose}
    stored = _stored(set().union(*wanted.values()) - fresh.keys(), at)
    for message, others in wanted.items():
        for other in sorted(others):
            if other in fresh:
                yield message, fresh[other].loose, fresh[other].conversation
            elif other in stored:
                yield message, *stored[other]


def store(owner: int, loose: Iterable[Fresh]) -> None:
    """Keep the clues of these mails, for mail that comes later."""
    rows = [(owner, clue, kind, message.id) for message in loose for clue, kind in message.mail.clues]
    bulk.insert(Clue, ("owner_id", "clue", "kind", "message_id"), rows)


def _messages_at(owner: int, loose: Sequence[Fresh]) -> At:
    """The ids of all mails, stored or fresh, by clue and kind."""
    at: At = defaultdict(list)
    for message in loose:
        for clue in message.mail.clues:
            at[clue].append(message.id)
    subjects = {clue for clue, kind in at if kind in _SUBJECTS}
    lines = {clue for clue, kind in at if kind not in _SUBJECTS}
    for stored, kind, message_id in (*_stored_subjects(owner, loose, subjects), *_stored_lines(owner, lines)):
        at[stored, kind].append(message_id)
    return at


def _stored_subjects(owner: int, loose: Sequence[Fresh], clues: set[int]) -> Iterator[tuple[int, str, int]]:
    """Only what was sent within the gap of any of these mails: a common subject may have thousands."""
    first, last = (end(message.id for message in loose) for end in (min, max))
    query = (
        "SELECT clue, kind, message_id FROM store_clue"
        " WHERE owner_id = %s AND kind IN (%s, %s) AND message_id BETWEEN %s AND %s AND clue IN"
    )
    return bulk.rows_in(query, clues, [owner, BEGINS, REPLIES, first - _GAP, last + _GAP])


def _stored_lines(owner: int, clues: set[int]) -> Iterator[tuple[int, str, int]]:
    query = "SELECT clue, kind, message_id FROM store_clue WHERE owner_id = %s AND kind IN (%s, %s) AND clue IN"
    return bulk.rows_in(query, clues, [owner, OWN, QUOTED])


def _worth_asking(message: Fresh, at: At) -> set[int]:
    """Mails with its subject of which the later one replies, and mails of which one quotes the other."""
    found: set[int] = set()
    lines: Counter[tuple[int, str]] = Counter()
    for clue, kind in message.mail.clues:
        if kind in _SUBJECTS:
            found.update(_same_subject(message, kind, at.get((clue, BEGINS), ()), at.get((clue, REPLIES), ())))
        else:
            other = QUOTED if kind == OWN else OWN
            hits = at.get((clue, other), ())
            if len(hits) <= _COMMON:
                lines.update((hit, other) for hit in hits)
    found.update(hit for (hit, _), count in lines.items() if count >= QUOTED_LINES)
    return found - {message.id}


def _same_subject(message: Fresh, kind: str, beginning: Sequence[int], replying: Sequence[int]) -> Iterator[int]:
    near = range(message.id - _GAP, message.id + _GAP)
    if kind == REPLIES:
        yield from (each for each in beginning if each in near and each < message.id)
        yield from (each for each in replying if each in near)
    else:
        yield from (each for each in replying if each in near and each > message.id)


def _stored(ids: set[int], at: At) -> dict[int, tuple[Loose, int]]:
    """Stored mails by id, as far as comparing needs, each with its conversation."""
    lines: dict[tuple[int, str], set[str]] = defaultdict(set)
    for (clue, kind), messages in at.items():
        if kind not in _SUBJECTS:
            for each in ids.intersection(messages):
                lines[each, kind].add(str(clue))
    parties = _parties(ids)
    query = (
        "SELECT m.id, m.conversation_id, m.subject, a.addr FROM store_message m"
        " LEFT JOIN store_address a ON a.id = m.sender_id WHERE m.id IN"
    )
    return {
        id_: (
            Loose(
                id=id_,
                at=moment_of(id_),
                subject=subject,
                author=author or "",
                parties=frozenset({author or "", *parties[id_]} - {""}),
                own_lines=frozenset(lines[id_, OWN]),
                quoted_lines=frozenset(lines[id_, QUOTED]),
            ),
            conversation,
        )
        for id_, conversation, subject, author in bulk.rows_in(query, ids)
    }


def _parties(ids: set[int]) -> dict[int, set[str]]:
    parties: dict[int, set[str]] = defaultdict(set)
    query = (
        "SELECT r.message_id, a.addr FROM store_recipient r JOIN store_address a ON a.id = r.address_id"
        " WHERE r.message_id IN"
    )
    for message_id, addr in bulk.rows_in(query, ids):
        parties[message_id].add(addr)
    return parties
