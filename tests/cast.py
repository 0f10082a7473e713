"""A small named cast: Ada owns an organisation, Bo is in her team, Chiara is a stranger in another organisation.

Amara and Dai are persons whom Ada talks with. `NOW` is Monday 23 November 2026, 09:00 in Stockholm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from segue.domain.commitments import DatedMove, Side, replay
from segue.domain.commitments import Move as Verb
from segue.store.models import (
    Address,
    Asker,
    Commitment,
    Connection,
    Conversation,
    Mark,
    Member,
    Message,
    Move,
    Organisation,
    Person,
    Recipient,
    Team,
    User,
    asker_for,
    message_key,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FRIDAY = date(2026, 11, 27)


@dataclass
class Cast:
    """Everybody whom the tests of actions, queries and entrances talk about."""

    ada: Member
    bo: Member
    chiara: Member
    team: Team
    amara: Person
    dai: Person

    @property
    def owner(self) -> Asker:
        return asker_for(self.ada)

    @property
    def teammate(self) -> Asker:
        return asker_for(self.bo)

    @property
    def stranger(self) -> Asker:
        return asker_for(self.chiara)

    @property
    def with_amara(self) -> Connection:
        return Connection.objects.get(person=self.amara)


@pytest.fixture
def cast(db: None) -> Cast:
    """Ada, Bo and Chiara, and two persons of Ada's, Amara shared with the team and Dai not."""
    home = Organisation.objects.create(name="Lindqvist", created_at=NOW)
    away = Organisation.objects.create(name="Russo", created_at=NOW)
    ada = member(home, "ada@lindqvist.example", "Ada Lindqvist", role=Member.Role.OWNER)
    bo = member(home, "bo@lindqvist.example", "Bo Ek")
    chiara = member(away, "chiara@russo.example", "Chiara Russo", role=Member.Role.OWNER)
    team = Team.objects.create(organisation=home, name="Pilot")
    team.members.set([ada, bo])
    mine = Address.objects.create(owner=ada, addr="ada@lindqvist.example", name="Ada Lindqvist", kind="mine")
    assert mine.kind == Address.Kind.MINE
    amara = person(ada, "Amara Osei", "amara@asante.example", zone="Africa/Accra", team=team)
    dai = person(ada, "Dai Nakamura", "dai@nakamura.example")
    return Cast(ada, bo, chiara, team, amara, dai)


def member(organisation: Organisation, email: str, name: str, role: str = Member.Role.MEMBER) -> Member:
    user = User.objects.create_user(email, name=name, confirmed=email)
    return Member.objects.create(organisation=organisation, user=user, role=role, zone="Europe/Stockholm", country="SE")


def person(owner: Member, name: str, addr: str, *, zone: str = "", team: Team | None = None) -> Person:
    """A person with an address and a connection."""
    made = Person.objects.create(owner=owner, name=name, sort_name=name.lower(), zone=zone, team=team)
    Address.objects.create(owner=owner, addr=addr, name=name, person=made)
    Connection.objects.create(owner=owner, person=made, team=team, refresh_at=None)
    return made


Step = tuple[Side, Verb] | tuple[Side, Verb, date]


def commitment(cast: Cast, *steps: Step, mine: bool = False, with_: Person | None = None, **fields: Any) -> Commitment:
    """A commitment between Ada and Amara (or another) that has seen these moves, a day apart, the last two days ago."""
    other = with_ or cast.amara
    start = NOW - timedelta(days=len(steps) + 1)
    talk = Conversation.objects.create(
        owner=cast.ada, subject="Pilot", first_at=start, last_at=NOW - timedelta(days=2), team=other.team
    )
    dated = [
        DatedMove(step[1], step[0], start + timedelta(days=number), step[2] if len(step) > 2 else None)
        for number, step in enumerate(steps)
    ]
    history = replay(dated)
    kind = {Verb.REQUEST: "request", Verb.OFFER: "offer"}.get(dated[0].move, "promise")
    values = {"kind": kind, "what": "send the outline", "quote": "I will send the outline", "due": history.due} | fields
    made = Commitment.objects.create(
        owner=cast.ada, conversation=talk, connection=other.connection, mine=mine, made_at=start,
        state=str(history.state), performer_zone="UTC", team=other.team, **values,
    )  # fmt: skip
    for each in dated:
        Move.objects.create(
            owner=cast.ada, commitment=made, move=str(each.move), by=str(each.by), at=each.at, due=each.due
        )
    return made


@pytest.fixture
def request_of_amara(cast: Cast) -> Commitment:
    """Something that Ada asked of Amara twelve days ago."""
    asked = commitment(cast, (Side.A, Verb.REQUEST), what="name the budget holder")
    Commitment.objects.filter(id=asked.id).update(made_at=NOW - timedelta(days=12))
    asked.moves.update(at=NOW - timedelta(days=12))
    asked.refresh_from_db()
    return asked


@pytest.fixture
def my_promise(cast: Cast) -> Commitment:
    """What Ada promised Amara for Friday."""
    return commitment(cast, (Side.B, Verb.PROMISE, FRIDAY), mine=True)


_running = 0


def mail(
    cast: Cast, sender: str, to: str, body: str, *, at: datetime = NOW - timedelta(days=2), **fields: Any
) -> Message:
    """A mail of Ada's between two addresses that are known already, in a thread of its own unless one is given."""
    global _running
    _running += 1
    talk = fields.pop("conversation", None) or Conversation.objects.create(
        owner=cast.ada, subject="Pilot", first_at=at, last_at=at, message_count=1
    )
    addresses = {row.addr: row for row in Address.objects.filter(owner=cast.ada)}
    message = Message.objects.create(
        id=message_key(at, _running), owner=cast.ada, conversation=talk, sender=addresses[sender], sent_at=at,
        subject=talk.subject, body=body, own=[[0, len(body)]], digest=_running.to_bytes(16, "big"),
        mine=addresses[sender].kind == Address.Kind.MINE, **fields,
    )  # fmt: skip
    Recipient.objects.create(owner=cast.ada, message=message, address=addresses[to], role="to")
    return message


def mark(message: Message, words: str, act: str = "request", *, shown: bool = True, **fields: Any) -> Mark:
    """What detection saw at these words of a message."""
    start = message.body.index(words)
    values = {"performer": "addressee", "what": words} | fields
    return Mark.objects.create(
        owner=message.owner, message=message, act=act, start=start, end=start + len(words),
        confidence=0.9 if shown else 0.4, shown=shown, **values,
    )  # fmt: skip


@pytest.fixture
def events_of(cast: Cast) -> Callable[[], list[str]]:
    """The verbs of what Ada has done, in order."""
    from segue.store.models import Event

    return lambda: list(Event.objects.filter(owner=cast.ada).order_by("id").values_list("verb", flat=True))
