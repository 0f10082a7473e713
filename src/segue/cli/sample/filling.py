"""Fills the demo's store: the sample mailbox is read in, and what mail cannot know entered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from segue.actions import closing, connections, imports, talks
from segue.actions.errors import NotFound, Refused
from segue.cli import home, sample
from segue.cli.imports import print_account
from segue.cli.progress import progress_line
from segue.cli.sample.clock import Clock
from segue.cli.sample.kept import fill_kept
from segue.cli.sample.past import fill_past
from segue.cli.sample.people import address_of
from segue.cli.sample.together import fill_together
from segue.cli.sample.ways import fill_ways
from segue.domain.closing import Fate
from segue.domain.conversations import Enjoyed, HonestClose, Medium, NextStep, NotYet, Who, WrapUp
from segue.domain.logline import LoggedTalk
from segue.queries.accounts import members
from segue.queries.names import connection_with, persons_called
from segue.queries.talks import talk_with_uid
from segue.store.models import Asker, asker_for


def fill(folder: Path, at: datetime) -> Asker:
    """Write the mailbox below this folder and read it; in a folder where that was begun, go on. Gives the consultant.

    Raises Refused in a store with somebody's own mail in it.
    """
    asker = _owner(at)
    mail = folder / "mail"
    if not mail.exists():
        sample.write(mail, at)
    with progress_line() as report:
        print_account(imports.run(asker, [mail], at, report=report, mine=sample.OWNER_ADDRESSES))
    for fact in sample.logged(at):
        _apply(asker, fact)
    fill_past(asker, Clock(at), lambda key: persons_called(asker, address_of(key))[0].id)
    fill_together(asker, Clock(at), lambda key: _connection(asker, address_of(key)))
    fill_ways(asker, Clock(at), lambda key: _connection(asker, address_of(key)))
    fill_kept(asker, Clock(at), lambda key: persons_called(asker, address_of(key))[0].id)
    return asker


def _owner(at: datetime) -> Asker:
    """The consultant, made on a new store; a store with somebody's own mail in it is left alone."""
    known = members()
    if not known:
        return asker_for(home.first_owner(at, sample.OWNER_ADDRESSES[0], sample.OWNER_NAME, sample.OWNER_ZONE))
    if known[0].user.email != sample.OWNER_ADDRESSES[0]:
        raise Refused(
            "This store is somebody's own; the demo wants one for itself: SEGUE_HOME=/tmp/segue-demo segue demo"
        )
    return asker_for(known[0])


def _apply(asker: Asker, fact: sample.Logged) -> None:
    """Enter what mail cannot know, by the same actions as a person would."""
    match fact.verb:
        case "wrap_up":
            talk = talk_with_uid(asker, fact.event)
            if talk is None:
                raise NotFound(f"The sample's talk {fact.event} was not read.")
            talks.wrap_up(
                asker, talk, _ending(fact), fact.when, source=home.SOURCE, rating=fact.rating, rest=Fate.RELEASED
            )
        case "log_talk":
            said = LoggedTalk(
                Medium(fact.how), (fact.person,), fact.minutes or None,
                ending=_ending(fact), rating=fact.rating, note=fact.note,
            )  # fmt: skip
            talks.log_talk(asker, said, fact.when, source=home.SOURCE, rest=Fate.RELEASED)
        case "close":
            closing.close(
                asker, _connection(asker, fact.person), _close(fact), fact.when, source=home.SOURCE, rest=Fate.RELEASED
            )
        case "cadence":
            who = _connection(asker, fact.person)
            connections.cadence(asker, who, fact.every_days, fact.when, source=home.SOURCE)


def _ending(fact: sample.Logged) -> WrapUp | None:
    match fact.ending:
        case "next_step" if fact.by:
            return NextStep(_side(fact), fact.what, fact.by)
        case "not_yet" if fact.by:
            return NotYet(fact.by)
        case "closed":
            return _close(fact)
        case "enjoyed":
            return Enjoyed()
    return None


def _close(fact: sample.Logged) -> HonestClose:
    return HonestClose(_side(fact), fact.what, fact.how, fact.contact_on)


def _side(fact: sample.Logged) -> Who:
    return Who.ME if fact.who in sample.OWNER_ADDRESSES else Who.THEM


def _connection(asker: Asker, addr: str) -> int:
    found = [connection_with(asker, person) for person in persons_called(asker, addr)]
    if not found or found[0] is None:
        raise NotFound(f"The sample's person {addr} was not read.")
    return found[0]
