"""Over random histories: no live talk evaporates. It has an ending, or a date, or its row in Today."""

import random
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest

from segue.actions import booking, during, talks
from segue.actions.deeds import undo
from segue.actions.errors import Refused
from segue.actions.today import refresh
from segue.domain.conversations import Enjoyed, HonestClose, Medium, NextStep, NotYet, Who
from segue.domain.errors import SegueError
from segue.domain.today import Rule
from segue.queries.today import as_of, behind
from segue.store.models import Conversation
from tests.cast import NOW, Cast

DAY = timedelta(days=1)


def unfinished(talk: Conversation, now: datetime, today: date) -> bool:
    """Held a day ago or longer, with neither an ending nor a day until which it is put off."""
    ended = talk.held_until or talk.last_at
    put_off = talk.snoozed_until is not None and talk.snoozed_until > now
    not_yet = talk.not_yet_until is not None and talk.not_yet_until > today
    return not talk.cancelled and not talk.wrapped_at and ended + DAY <= now and not put_off and not not_yet


@pytest.mark.parametrize("seed", range(14))
def test_no_talk_evaporates(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    now = NOW
    for _ in range(25):
        now += timedelta(hours=chance.choice([1, 5, 20, 40]))
        with suppress(Refused, SegueError):
            _something(cast, chance, now)
        refresh(cast.owner, now)
        connections = [cast.with_amara, cast.dai.connection]
        rows = {row.conversation_id for each in connections for row in behind(cast.owner, each.id)
                if row.rule is Rule.WRAP_UP}  # fmt: skip
        open_talks = {
            talk.id
            for talk in Conversation.objects.filter(participants__person__connection__closed_at=None)
            if unfinished(talk, now, now.date())
        }
        assert open_talks <= rows, f"{open_talks - rows} of seed {seed} is nowhere"
        assert all(Conversation.objects.get(id=id_).wrapped_at is None for id_ in rows if id_)
    shown = {row.connection_id for row in as_of(cast.owner, now, 99).rows}
    assert shown == {each.id for each in (cast.with_amara, cast.dai.connection) if behind(cast.owner, each.id)}


def _something(cast: Cast, chance: random.Random, now: datetime) -> None:
    who = chance.choice([[cast.amara.id], [cast.dai.id], [cast.amara.id, cast.dai.id]])
    known = list(Conversation.objects.values_list("id", flat=True))
    one = chance.choice(known) if known else 0
    today = now.date()
    kind = chance.choice([Medium.CALL, Medium.MEETING, Medium.ROOM])
    verb = chance.randrange(9)
    if verb <= 1 or not known:
        booking.book(
            cast.owner, booking.Booking(who, now + chance.choice([1, 30]) * DAY / 10, 30, kind), now, source="web"
        )
    elif verb == 2:
        during.start(cast.owner, one, now, source="web")
    elif verb == 3:
        ending = chance.choice([
            Enjoyed(), NotYet(today + 2 * DAY), NextStep(Who.ME, "send it", today + DAY), HonestClose(Who.ME, "no fit"),
        ])  # fmt: skip
        talks.wrap_up(cast.owner, one, ending, now, source="web")
    elif verb == 4:
        talks.snooze(cast.owner, one, now + DAY, now, source="web")
    elif verb == 5:
        booking.rebook(cast.owner, one, now + DAY, now, source="web")
    elif verb == 6:
        booking.call_off(cast.owner, one, now, source="web")
    elif verb == 7:
        talks.log_talk(cast.owner, chance.choice(["call with Amara 20m", "met Dai"]), now, source="web")
    else:
        undo(cast.owner, now, source="web")


@pytest.mark.parametrize("entrance", ["web", "cli", "job"])
def test_an_empty_ending_is_refused_whoever_asks(cast: Cast, entrance: str) -> None:
    talk = talks.log_talk(cast.owner, "call with Amara", NOW, source="cli")
    with pytest.raises(Refused, match="How did it end"):
        talks.wrap_up(cast.owner, talk.id, None, NOW, source=entrance)
