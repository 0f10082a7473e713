"""A store in which there is something of every noun, made from what the models say about themselves.

What `fill` writes into every text is the same words, so that a test can look for them; columns that hold no words of
anybody's (`NO_WORDS`) get a value that the program understands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from segue.actions.exports import NOUNS
from segue.store.models import Connection, Import, Message, Owned, Person, TodayRow, User, message_key
from tests.cast import NOW, Cast

NO_WORDS: dict[str, Any] = {
    "commitment.state": "promised",
    "commitment.performer_zone": "Europe/Stockholm",
    "connection.closed_by": "both",
    "connection.series": "one or two",
    "connection.snoozes": {"no date": NOW.isoformat()},
    "connection.wanted": "one contact",
    "conversation.stage": "intent",
    "doubtfulpair.rule": "by hand",
    "doubtfulpair.verdict": "different",
    "event.connections": [],
    "event.noun": "person",
    "event.source": "web",
    "event.verb": "rename",
    "mark.act": "promise",
    "message.bulk": "list",
    "message.own": [[0, 4]],
    "move.by": "B",
    "move.move": "promise",
    "person.country": "SE",
    "person.zone": "Europe/Stockholm",
    "opinion.model": "tiny",
    "phone.kind": "work",
    "phone.source": "card",
    "person.source": "signature",
    "reader.failure": "host.example does not answer.",
    "reader.model": "tiny",
    "reader.url": "https://host.example/v1",
    "source.fingerprint": "0a" * 32,
    "source.kind": "mbox",
    "stagemove.to": "relatedness",
    "stagemove.was": "intent",
    "talkmark.client_id": "7f3a",
    "todayrow.rank": "2",
}
"""Texts that are no words of anybody's: codes, zones, ids; each with a value that means something."""

OTHERS_OWN = {
    "person.name": "Esi Mensah",
    "person.sort_name": "mensah esi",
    "address.addr": "esi@mensah.example",
    "phone.number": "+46812345678",
    "phone.shown": "+46 8 123 456 78",
}
"""What somebody else is known by is theirs, and stays."""

NOT_OWNED = {
    *("user", "organisation", "member", "team"),
    # of communities and teams: seen by those who are in them (tests/store/test_spaces.py)
    *("community", "belonging", "invitation", "voice", "thread", "post", "postmark", "follow", "notice", "moderation"),
    *("partnershipask", "forming", "purpose", "purposepost", "purposemove", "naming", "handover", "figures"),
    *("teamcommitment", "teammove", "decision", "decisionvoice", "problem"),
    *("gathering", "postref", "moveask", "movepost", "moveanswer"),
    # seen by nobody: what stands in it lets its receiver in
    "letter",
}
"""Who signs in here, and what they say and do together: no row of one member's world."""


def nouns() -> list[type[Owned]]:
    """Every model that holds something of somebody's."""
    return [model for model in apps.get_app_config("store").get_models() if issubclass(model, Owned)]


def texts(model: type[models.Model]) -> Iterator[tuple[str, models.Field[Any, Any]]]:
    """The fields in which words can stand, each as `model.field`; choices and hashes are no words."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
            yield f"{model._meta.model_name}.{field.name}", field


def fill(cast: Cast, words: str) -> dict[type[models.Model], models.Model]:
    """One row of every noun of Ada's, each pointing at the ones before; gives them by their model."""
    made: dict[type[models.Model], models.Model] = {User: cast.ada.user}
    for model in (*NOUNS, TodayRow):
        made[model] = _row(model, cast, words, made)
    return made


def _row(model: type[Owned], cast: Cast, words: str, made: dict[type[models.Model], models.Model]) -> models.Model:
    if model is Connection:
        # Whoever is met has one already.
        Connection.objects.filter(person=made[Person]).delete()
    values: dict[str, Any] = {"owner": cast.ada}
    for field in model._meta.concrete_fields:
        if field.name in ("owner", "team", "pk") or isinstance(field, models.AutoField):
            continue
        if isinstance(field, models.ForeignKey):
            values[field.name] = made.get(field.related_model)  # type: ignore[call-overload]
        else:
            values[field.name] = _value(model, field, words)
    return model.objects.create(**values)


def _value(model: type[models.Model], field: models.Field[Any, Any], words: str) -> Any:
    name = f"{model._meta.model_name}.{field.name}"
    if name in NO_WORDS or name in OTHERS_OWN:
        return (NO_WORDS | OTHERS_OWN)[name]
    if name == "event.changes":
        return [["victory", 1, {"text": words}, None]]
    if field.choices:
        return [value for value, _ in field.choices][-1] if model is not Import else Import.State.FINISHED
    if model is Message and field.primary_key:
        return message_key(NOW - timedelta(days=1), 7)
    return _by_kind(field, words)


def _by_kind(field: models.Field[Any, Any], words: str) -> Any:
    match field:
        case models.JSONField():
            return [words]
        case models.CharField() | models.TextField():
            return words[: field.max_length]
        case models.BinaryField():
            return bytes(range(16))
        case models.BooleanField():
            return True
        case models.DateTimeField():
            return NOW - timedelta(days=1)
        case models.DateField():
            return date(2026, 12, 4)
        case models.FloatField():
            return 0.5
        case _:
            return 3
