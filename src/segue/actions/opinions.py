"""Asking a language model of the owner's choice about unsure sentences: switched on knowingly, done in the background.

Nothing is sent before the owner has seen what would be, and nothing of what they keep private.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from segue.actions.deeds import deed
from segue.actions.errors import Refused
from segue.actions.raising import raise_anew
from segue.actions.weave import weave_conversations
from segue.queries.opinions import Unread, configured, may_be_asked
from segue.store.models import Asker, Event, Member, Opinion, Reader, asker_for
from segue.sync.errors import Broken, SyncError
from segue.sync.reader import Answer, Endpoint, read

AT_ONCE = 8
"""So many sentences are asked about before the worker looks at what else waits."""
RESTS = timedelta(minutes=15)
"""After a failure the model is left alone for so long."""

LOOKS_AGAIN = timedelta(minutes=2)
"""Where nothing waits, it is looked again after so long."""

Read = Callable[[Endpoint, str, str], Answer]


def switch_on(asker: Asker, now: datetime, *, source: str) -> Reader:
    """Let the model that the settings name be asked. Refused where they name none that can be trusted."""
    try:
        endpoint = configured()
    except ValueError as error:
        raise Refused(str(error)) from None
    if endpoint is None:
        raise Refused("No language model is configured; docs/settings.md tells how.")
    with deed(asker, "reader on", now, source=source) as change:
        row = Reader.objects.owned_by(asker).select_for_update().first()
        values = {"url": endpoint.url, "model": endpoint.model, "since": now, "failure": "", "rests_until": None}
        if row is None:
            row = change.create(Reader(owner_id=asker.member_id, **values))
        else:
            change.save(row, **values)
        change.about(row, f"{endpoint.model} at {endpoint.host} may read unsure sentences.")
    return row


def switch_off(asker: Asker, now: datetime, *, source: str) -> None:
    """Nothing is sent any more. What the model said stays, and is told of wherever it was used."""
    with deed(asker, "reader off", now, source=source) as change:
        if row := Reader.objects.owned_by(asker).select_for_update().first():
            change.about(row, f"{row.model} reads nothing any more.")
            change.delete(row)


def ask_next(now: datetime, ask: Read = read) -> bool:
    """Ask about the next few sentences of an owner who lets a model be asked; whether there were any.

    No transaction waits while the model is asked. A failure is written down for the owner, and the model rests.
    """
    for row in Reader.objects.exclude(rests_until__gt=now).order_by("owner_id"):
        endpoint = _agreed(row)
        asker = asker_for(Member.objects.get(id=row.owner_id))
        waiting = may_be_asked(asker, now)[:AT_ONCE] if endpoint else []
        if endpoint and waiting:
            return _ask(asker, row, endpoint, waiting, now, ask)
        Reader.objects.filter(id=row.id).update(rests_until=now + LOOKS_AGAIN)
    return False


def _agreed(row: Reader) -> Endpoint | None:
    """The endpoint, where it still is what the owner agreed to."""
    try:
        endpoint = configured()
    except ValueError:
        return None
    return endpoint if endpoint and (endpoint.url, endpoint.model) == (row.url, row.model) else None


def _ask(asker: Asker, row: Reader, endpoint: Endpoint, waiting: list[Unread], now: datetime, ask: Read) -> bool:
    said: list[tuple[Unread, str]] = []
    failure = ""
    for each in waiting:
        try:
            said.append((each, ask(endpoint, each.act, each.words)))
        except Broken:
            said.append((each, Opinion.Answer.NONSENSE))
        except SyncError as error:
            failure = str(error)[:300]
            break
    with transaction.atomic():
        Reader.objects.filter(id=row.id).update(failure=failure, rests_until=now + RESTS if failure else None)
        _keep(asker, endpoint, said, now)
    return bool(said)


def _keep(asker: Asker, endpoint: Endpoint, said: list[tuple[Unread, str]], now: datetime) -> None:
    """Write down what it said, have it count, and tell the history how much was sent where."""
    if not said:
        return
    Opinion.objects.bulk_create(
        [
            Opinion(owner_id=asker.member_id, mark_id=each.mark_id, model=endpoint.model, answer=answer, at=now)
            for each, answer in said
        ],
        ignore_conflicts=True,
    )
    weave_conversations(asker, raise_anew(asker, [each.conversation_id for each, _ in said]))
    text = f"{endpoint.model} at {endpoint.host} read {len(said)} sentence{'s' if len(said) > 1 else ''}."
    Event.objects.create(owner_id=asker.member_id, at=now, verb="second opinion", text=text, source="job")
