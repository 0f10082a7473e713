"""Every verb on a connection: works, is undone, is harmless or refused when repeated, and is the owner's alone."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from segue.actions import closing, connections
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.domain.conversations import HonestClose, Who
from segue.domain.today import Rule
from segue.queries.facts import facts_of
from segue.store.models import STALE, Connection
from tests.cast import FRIDAY, LATER, NOW, Cast

CLOSE = HonestClose(Who.ME, "no budget this year", "a call", FRIDAY)
Verb = Callable[..., Connection]
ALL: list[tuple[Verb, dict[str, Any]]] = [
    (
        partial(connections.cadence, days=30),
        {"cadence_ideal_days": 30, "cadence_longest_days": 45, "cadence_since": NOW},
    ),
    (
        partial(closing.close, how=CLOSE),
        {"stage": "closed", "closed_at": NOW, "closed_by": "me", "agreed_contact_on": FRIDAY},
    ),
    (
        partial(connections.agree_contact, on=FRIDAY, way="a call"),
        {"agreed_contact_on": FRIDAY, "agreed_contact_way": "a call"},
    ),
    (partial(connections.snooze, until=LATER), {"snoozes": {"": LATER.isoformat()}}),
    (connections.keep_open, {"kept_open_at": NOW}),
    (connections.leave_closed, {"left_closed_at": NOW}),
    (connections.enjoyed, {"enjoyed_at": NOW}),
]


@pytest.mark.parametrize(("verb", "values"), ALL)
def test_works_and_is_undone(cast: Cast, verb: Verb, values: dict[str, Any]) -> None:
    before = {name: getattr(cast.with_amara, name) for name in values}
    verb(cast.owner, cast.with_amara.id, now=NOW, source="web")
    assert {name: getattr(cast.with_amara, name) for name in values} == values
    assert cast.with_amara.refresh_at == STALE
    undo(cast.owner, LATER, source="web")
    assert {name: getattr(cast.with_amara, name) for name in values} == before


@pytest.mark.parametrize(("verb", "values"), [*ALL, (connections.reopen, {})])
def test_teammate_and_stranger_are_told_that_there_is_no_such_thing(
    cast: Cast, verb: Verb, values: dict[str, Any]
) -> None:
    for asker in (cast.teammate, cast.stranger):
        with pytest.raises(NotFound, match="no connection"):
            verb(asker, cast.with_amara.id, now=NOW, source="web")


def test_a_teammate_reads_a_shared_connection(cast: Cast) -> None:
    assert set(Connection.objects.visible_to(cast.teammate)) == {cast.with_amara}
    assert not Connection.objects.visible_to(cast.stranger).exists()


def test_what_is_closed_is_not_closed_again_but_can_be_reopened(cast: Cast) -> None:
    closing.close(cast.owner, cast.with_amara.id, CLOSE, NOW, source="web")
    with pytest.raises(Refused, match="closed since 23 November 2026"):
        closing.close(cast.owner, cast.with_amara.id, CLOSE, LATER, source="web")
    connections.reopen(cast.owner, cast.with_amara.id, LATER, source="web")
    assert (cast.with_amara.closed_at, cast.with_amara.stage) == (None, "")
    with pytest.raises(Refused, match="not closed"):
        connections.reopen(cast.owner, cast.with_amara.id, LATER, source="web")
    undo(cast.owner, LATER, source="web")
    assert cast.with_amara.closed_terms == "no budget this year"


def test_a_close_without_terms_is_none(cast: Cast) -> None:
    with pytest.raises(Refused, match="terms"):
        closing.close(cast.owner, cast.with_amara.id, HonestClose(Who.ME, " "), NOW, source="web")


@pytest.mark.parametrize(("days", "longest"), [(0, None), (30, 20)])
def test_a_cadence_that_makes_no_sense_is_refused(cast: Cast, days: int, longest: int | None) -> None:
    with pytest.raises(Refused, match="number of days"):
        connections.cadence(cast.owner, cast.with_amara.id, days, NOW, source="web", longest=longest)


def test_a_cadence_is_taken_back(cast: Cast) -> None:
    connections.cadence(cast.owner, cast.with_amara.id, 30, NOW, source="web")
    connections.cadence(cast.owner, cast.with_amara.id, None, LATER, source="web")
    assert (cast.with_amara.cadence_longest_days, cast.with_amara.cadence_since) == (None, None)


def test_snoozes_of_rules_stand_beside_each_other_and_old_ones_go(cast: Cast) -> None:
    def snooze(until: int, at: int, rule: Rule | None = None) -> None:
        hours = timedelta(hours=1)
        connections.snooze(
            cast.owner, cast.with_amara.id, NOW + until * hours, NOW + at * hours, source="web", rule=rule
        )

    snooze(1, 0, Rule.KEEP_IN_TOUCH)
    snooze(5, 0, Rule.CLOSE)
    snooze(9, 2)
    assert set(cast.with_amara.snoozes) == {"close?", ""}
    (facts,) = facts_of(cast.owner, [cast.with_amara.id], NOW)
    assert {snooze.rule for snooze in facts.snoozes} == {"close?", None}
    with pytest.raises(Refused, match="has passed"):
        snooze(1, 3)
