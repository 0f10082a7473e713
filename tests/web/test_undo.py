"""Every change by hand can be undone from the screen: each form of the application is sent, and taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction

from segue.actions.deeds import _DERIVED
from segue.actions.weave import weave_conversations
from segue.store.models import (
    Board,
    Commitment,
    Connection,
    Conversation,
    Event,
    Idea,
    Import,
    Member,
    Move,
    Need,
    Opportunity,
    Participant,
    Plan,
    PlanItem,
    Term,
    User,
)
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
    "tell_chat": "what is told of a chat has it read, as an import does",
}
KEPT = {
    "Reminder": "a draft that was handed out may have been sent: no undo lets a second one out",
    "Exchange": "worked out from the messages",
    "TodayRow": "decided anew from the facts",
    "Event": "the history itself",
}
TURNING = ("commitment", "board", "idea", "opportunity", "plan", "plan_item", "connection", "introduction")
"""What has other verbs once it has gone on."""

MORE = {
    "slot": "other", "time": "10:00", "line": "call with Amara Osei: she sends the figures by Friday", "reason": "ill",
    "until": "2026-12-01", "objective": "a yes", "stage": "relatedness", "expectation": "40",
    "kind": "promise", "client_id": "1", "at": NOW.isoformat(), "edited_at": NOW.isoformat(), "title": "New figures",
    "month": "3", "rest": "released", "stay_in_touch": "a call", "contact_on": "2027-03-01", "fate": "kept",
    "ideal": "30", "longest": "60", "rating": "4", "wanted": "one contact", "intent": "a pilot", "for_them": "readers",
    "name": "Other Things", "zone": "Europe/Paris", "country": "FR", "notes": "met in May", "phone": "+46812345678",
    "mine": "all of it", "theirs": "half of it", "need": "readers", "decides": "the board", "every_days": "7",
    "way": "a call", "marks": '[{"id": "m1", "kind": "question", "text": "who pays?", "at": "2026-11-23T08:00:00Z"}]',
}  # fmt: skip


def state() -> State:
    """All that there is, but for what is kept and what follows from other rows."""
    kept: list[type[models.Model]] = [*nouns(), Member, User]
    return {
        (model.__name__, row.pk): {name: value for name, value in snapshot(row).items() if name not in _DERIVED}
        for model in kept
        if model.__name__ not in KEPT
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


def as_it_is() -> None:
    """The beginning of everything."""


def weighed() -> None:
    """Ideas are being weighed under cover; they promised what I asked for; what was open is over."""
    Board.objects.update(phase="convergent", private=True, converged_at=NOW)
    Opportunity.objects.update(state="ended", ended_at=NOW)
    Plan.objects.update(state="finished", finished_at=NOW)
    Need.objects.update(found_at=NOW)
    _turn("requested", ("request", "A"))


def decided() -> None:
    """An idea is chosen, an item done; they say that they have delivered; the connection is closed."""
    Board.objects.update(phase="convergent", converged_at=NOW)
    Idea.objects.update(chosen=True, why="it helps", my_dots=1, their_dots=1, group="reading")
    PlanItem.objects.update(done_at=NOW)
    for topic in Term.Topic.values:
        for each in Opportunity.objects.all():
            Term.objects.create(owner=each.owner, opportunity=each, topic=topic, mine="a", theirs="a", same=True)
    Connection.objects.update(stage="closed", closed_at=NOW - timedelta(days=1), closed_by="me", closed_terms="no fit")
    _turn("reported", ("request", "A"), ("promise", "B"), ("report", "B"))


def settled() -> None:
    """A board is settled, a plan finished."""
    Board.objects.update(phase="settled", converged_at=NOW, settled_at=NOW)
    Idea.objects.update(chosen=True, why="it helps")
    Plan.objects.update(state="finished", finished_at=NOW)


def _turn(state: str, *moves: tuple[str, str]) -> None:
    """What was not read from mail has gone this way: it is theirs to do."""
    for each in Commitment.objects.filter(mark=None):
        each.moves.all().delete()
        for days, (move, by) in enumerate(moves):
            at = NOW - timedelta(days=4 - days)
            Move.objects.create(owner=each.owner, commitment=each, move=move, by=by, at=at)
    Commitment.objects.filter(mark=None).update(mine=False, kind="request", state=state)


@pytest.mark.parametrize(
    ("turned", "least"),
    [(as_it_is, 60), (weighed, 15), (decided, 20), (settled, 3)],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_whatever_is_changed_is_undone(
    worlds: list[dict[str, int]], signed_in: SignedIn, cast: Cast, turned: Callable[[], None], least: int
) -> None:
    turned()
    client = signed_in(cast.ada)
    before, last = state(), Event.objects.latest("id").id
    filled = FILLED_IN | MORE | {f"fate-{each.id}": "released" for each in Commitment.objects.all()}
    undone = []
    for name, address in dict.fromkeys(pair for each in worlds for pair in addresses(each)):
        if name in NEVER_UNDONE or (turned is not as_it_is and name.removesuffix("_act") not in TURNING):
            continue
        with transaction.atomic():
            with writes() as written:
                client.post(address, filled)
            if written:
                deeds = list(Event.objects.filter(id__gt=last).order_by("-id"))
                for each in deeds:
                    client.post(f"/undo/{each.id}/")
                assert difference(before, state()) == [], address
                undone += [address] * bool(deeds)
            transaction.set_rollback(True)
    assert len(undone) >= least
