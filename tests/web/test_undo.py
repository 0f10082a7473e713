"""Every change by hand can be undone from the screen: each form of the application is sent, and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction

from segue.actions.deeds import _DERIVED
from segue.actions.weave import weave_conversations
from segue.store.models import Commitment, Conversation, Event, Import, Member, Participant, TodayRow, User
from segue.store.plain import snapshot
from tests.cast import NOW, Cast
from tests.one_of_each import nouns
from tests.web.conftest import SignedIn
from tests.web.test_access import FILLED_IN, addresses, world

__all__ = ["world"]

State = dict[tuple[str, Any], dict[str, Any]]

NEVER_UNDONE = {
    "forget": "that is its meaning; it asks first",
    "imports": "what is handed in is read; an import is no change by hand",
}
MORE = {
    "slot": "other", "time": "10:00", "line": "call with Amara Osei: she sends the figures by Friday", "reason": "ill",
    "until": "2026-12-01T08:00:00+00:00", "objective": "a yes", "stage": "relatedness", "expectation": "40",
    "kind": "promise", "client_id": "1", "at": NOW.isoformat(), "edited_at": NOW.isoformat(), "title": "New figures",
    "month": "3", "rest": "released", "stay_in_touch": "a call", "contact_on": "2027-03-01", "fate": "kept",
    "ideal": "30", "longest": "60", "rating": "4", "wanted": "one contact", "intent": "a pilot", "for_them": "readers",
    "name": "Other Things", "zone": "Europe/Paris", "country": "FR", "notes": "met in May", "phone": "+46812345678",
    "mine": "all of it", "theirs": "half of it", "need": "readers", "decides": "the board", "every_days": "7",
    "way": "a call", "marks": '[{"id": "m1", "kind": "question", "text": "who pays?", "at": "2026-11-23T08:00:00Z"}]',
}  # fmt: skip


def state() -> State:
    """All that there is, but for the history itself and what follows from other rows."""
    kept: list[type[models.Model]] = [*nouns(), Member, User]
    return {
        (model.__name__, row.pk): {name: value for name, value in snapshot(row).items() if name not in _DERIVED}
        for model in kept
        if model not in (Event, TodayRow)
        for row in model._default_manager.all()
    }


def difference(before: State, after: State) -> list[str]:
    keys = sorted(before.keys() | after.keys(), key=str)
    return [f"{key}: {before.get(key)} -> {after.get(key)}" for key in keys if before.get(key) != after.get(key)]


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that wrote to a table of the store meanwhile."""
    seen: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "store_" in sql:
            seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield seen


@pytest.fixture
def worlds(world: dict[str, int], cast: Cast) -> list[dict[str, int]]:
    """The world with a thread, with a talk that was held, and with a talk to come; each commitment read already."""
    weave_conversations(cast.owner, [world["conversation_id"]])
    Import.objects.update(state="finished")
    return [world, *({**world, "conversation_id": _talk(cast, days).id} for days in (-2, 2))]


def _talk(cast: Cast, days: int) -> Conversation:
    at = NOW + timedelta(days=days)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", first_at=at, last_at=at, held_until=at + timedelta(minutes=30)
    )
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    return talk


def test_whatever_is_changed_is_undone(worlds: list[dict[str, int]], signed_in: SignedIn, cast: Cast) -> None:
    client = signed_in(cast.ada)
    before = state()
    last = Event.objects.latest("id").id
    tried: set[str] = set()
    verbs = set()
    for name, address in (pair for each in worlds for pair in addresses(each)):
        if name in NEVER_UNDONE or address in tried:
            continue
        tried.add(address)
        filled = FILLED_IN | MORE | {f"fate-{each.id}": "released" for each in Commitment.objects.all()}
        with transaction.atomic():
            with writes() as written:
                answer = client.post(address, filled)
            deeds = Event.objects.filter(id__gt=last).order_by("-id")
            ids = [(each.id, each.verb) for each in deeds]
            done = written and difference(before, state())
            if done:
                for id_, verb in ids:
                    client.post(f"/undo/{id_}/")
                    verbs.add(verb)
                left = difference(before, state())
                print("UNDONE" if not left else f"LEFT {left}", address, ids)
            elif answer.status_code != 405:
                print("nothing", address, answer.status_code, len(written))
            transaction.set_rollback(True)
    print(sorted(verbs))
