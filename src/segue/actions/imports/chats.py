"""Chats before they are read: what one does not tell by itself is asked, once, and never guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.imports.mine import be_called
from segue.actions.intake.chats import ChatFile
from segue.actions.intake.sources import CHAT
from segue.domain.chats import called, handle_of, title_of, who_am_i
from segue.formats import whatsapp
from segue.formats.archive import File, Packed
from segue.formats.chatstamps import Order
from segue.formats.mbox import open_stream
from segue.store.models import Address, Asker, Import, Member, SetAside, Source

DATES, ME = "dates", "me"
NOBODY = ""
"""I am none of those who speak."""
_MOST_SPEAKERS = 50


@dataclass(frozen=True, slots=True)
class Question:
    """What a chat does not tell: `about` its dates (of which `example` is one) or me, with what may be answered."""

    chat: str
    about: str
    choices: tuple[str, ...]
    example: str = ""


Choose = Callable[[Question], str | None]


class Unclear(Exception):
    """A chat that cannot be read before something is said about it."""


def readable(asker: Asker, path: File, choose: Choose | None, now: datetime) -> ChatFile:
    """The chat of a file, ready to be read. Raises Unclear where it does not tell how, and nobody is here to say."""
    with open_stream(path) as stream:
        found = whatsapp.survey(stream)
    source, _ = Source.objects.get_or_create(owner_id=asker.member_id, name=str(path), defaults={"kind": CHAT})
    told = dict(source.told)
    title = title_of((path.stem, path.above if isinstance(path, Packed) else path.parent.name))
    speakers = tuple(name for name, _ in found.speakers.most_common())
    if not found.orders:
        raise Unclear("no date in it can be read")
    for question in _questions(asker, title or path.name, found, title, told):
        chosen = choose(question) if choose else None
        if chosen is not None and chosen in (*question.choices, NOBODY):
            told[question.about] = chosen
    left = _questions(asker, title or path.name, found, title, told)
    source.told, source.asked = told, json.dumps([_plain(each) for each in left], ensure_ascii=False) if left else ""
    source.save(update_fields=["told", "asked"])
    if left:
        raise Unclear("; ".join(_words(each) for each in left))
    SetAside.objects.filter(source=source, position=0).delete()
    order = Order(told[DATES]) if DATES in told else found.orders[0]
    me = told[ME] if ME in told else _me(asker, found, title) or NOBODY
    if me:
        be_called(asker, handle_of(me, title), me, now)
    return ChatFile(path, title, order, asker.zone, speakers, me)


def answer(asker: Asker, source_id: int, said: Mapping[str, str], now: datetime, *, source: str) -> Import:
    """Say what a chat does not tell, and have it read. Refused while something is left open."""
    row = Source.objects.owned_by(asker).filter(id=source_id).exclude(asked="").first()
    if row is None:
        raise NotFound("There is no chat here that asks for something.")
    for question in json.loads(row.asked):
        if said.get(question["about"]) not in (*question["choices"], *([NOBODY] if question["about"] == ME else [])):
            raise Refused("Choose an answer to each question.")
    with deed(asker, "tell of a chat", now, source=source) as change:
        row.told = {**row.told, **{each["about"]: said[each["about"]] for each in json.loads(row.asked)}}
        row.asked = ""
        row.save(update_fields=["told", "asked"])
        run = SetAside.objects.filter(source=row).order_by("-run_id").values_list("run__paths", flat=True).first()
        order = Import.objects.create(owner_id=asker.member_id, paths=run or [row.name], started_at=now)
        change.about(order, f"Told how to read {Path(row.name).name}.")
    return order


def _questions(asker: Asker, chat: str, found: whatsapp.Survey, title: str, told: Mapping[str, str]) -> list[Question]:
    """What is still to be asked."""
    asked = []
    if len(found.orders) > 1 and told.get(DATES) not in found.orders:
        asked.append(Question(chat, DATES, tuple(map(str, found.orders)), found.example))
    if ME not in told and found.speakers and _me(asker, found, title) is None:
        names = tuple(name for name, _ in found.speakers.most_common(_MOST_SPEAKERS))
        asked.append(Question(chat, ME, names))
    return asked


def _me(asker: Asker, found: whatsapp.Survey, title: str) -> str | None:
    mine = Address.objects.owned_by(asker).filter(kind=Address.Kind.MINE).values_list("addr", "name")
    account = Member.objects.select_related("user").get(id=asker.member_id).user.name
    names = {account, *(name for _, name in mine), *(called(addr) for addr, _ in mine)} - {""}
    return who_am_i(found.speakers, names, title)


def _plain(question: Question) -> dict[str, object]:
    return {"about": question.about, "choices": list(question.choices), "example": question.example}


def _words(question: Question) -> str:
    if question.about == DATES:
        return f"whether {question.example} is written with the day or the month first has to be said (--dates)"
    return "which of those who speak is you has to be said (--me)"
