"""How the store and its sources are: what is configured, read, unread and broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection

from segue.detect.languages import READ
from segue.domain.chats import is_handle
from segue.queries.drafts import folder, word_files
from segue.queries.languages import name_of, unread
from segue.queries.today import coverage
from segue.store.models import (
    Address,
    Asker,
    Commitment,
    Conversation,
    Import,
    Letter,
    Member,
    Message,
    Notice,
    Person,
    SetAside,
)

FINE: Literal["fine"] = "fine"
NOTE: Literal["note"] = "note"
BROKEN: Literal["broken"] = "broken"

_SILENT = timedelta(minutes=2)
_LITTLE_SPACE = 500 * 2**20
_NAMED = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """Something looked at, how it is, and what to do where it is not well."""

    level: Literal["fine", "note", "broken"]
    what: str
    advice: str = ""


def examine(asker: Asker, now: datetime) -> list[Finding]:
    """Everything worth knowing when something seems wrong."""
    return [
        *_home(),
        *_database(),
        *_member(asker),
        *_addresses(asker),
        *_sources(asker),
        *_set_aside(asker),
        *_unread(asker),
        *_imports(asker, now),
        *_waiting(asker),
        *_drafts(),
        *_mail_server(),
    ]


def _home() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    what = f"Everything is kept in {settings.HOME} ({free // 2**20:,} MB free)."
    if free < _LITTLE_SPACE:
        yield Finding(NOTE, what, "Space is short: imports stop when the disk is full.")
    else:
        yield Finding(FINE, what)
    vendor = Path(__file__).parents[1] / "web" / "static" / "vendor"
    if not vendor.is_dir() or not any(vendor.iterdir()):
        yield Finding(BROKEN, "The web application's browser code is missing.", "make setup, or install the wheel.")


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check")
            result = str(cursor.fetchone()[0])
            if result != "ok":
                yield Finding(BROKEN, f"The database is damaged: {result}.", "Restore a backup, or import anew.")
                return
            size = Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
            yield Finding(FINE, f"SQLite, {size // 2**20:,} MB, whole.")
        else:
            cursor.execute("SHOW server_version")
            yield Finding(FINE, f"PostgreSQL {cursor.fetchone()[0]}.")


def _member(asker: Asker) -> Iterator[Finding]:
    member = Member.objects.select_related("user", "organisation").get(id=asker.member_id)
    yield Finding(
        FINE, f"You are {member} of {member.organisation}, in {member.zone}, {member.country or 'no country'}."
    )
    if not member.country:
        yield Finding(
            NOTE, "Your country is not known, so its holidays count as working days.", "segue owner --country SE"
        )
    counts = ((Message, "messages"), (Conversation, "conversations"), (Person, "persons"), (Commitment, "commitments"))
    told = ", ".join(f"{model.objects.owned_by(asker).count():,} {name}" for model, name in counts)
    yield Finding(FINE, f"There are {told}.")


def _addresses(asker: Asker) -> Iterator[Finding]:
    rows = Address.objects.owned_by(asker).filter(kind=Address.Kind.MINE).order_by("addr")
    mine = [each for each in rows if not is_handle(each.addr)]
    sure = [each.addr for each in mine if each.confirmed_at]
    unsure = [each.addr for each in mine if not each.confirmed_at]
    if sure:
        yield Finding(FINE, f"Your addresses: {', '.join(sure)}.")
    if unsure:
        yield Finding(NOTE, f"Taken for yours: {', '.join(unsure)}.", "Confirm with segue mine ADDRESS, or --not.")
    if not sure and not unsure:
        yield Finding(NOTE, "No address is known to be yours.", "segue mine ADDRESS: promises are credited by it.")


def _sources(asker: Asker) -> Iterator[Finding]:
    sources = coverage(asker)
    if not sources:
        yield Finding(NOTE, "Nothing has been read yet.", "segue import PATH, or segue demo in a store of its own.")
        return
    whole = [each for each in sources if each.whole]
    if whole:
        yield Finding(FINE, f"Read to the end: {len(whole)} of {len(sources)} sources.")
    for each in sources:
        if not each.whole:
            yield Finding(NOTE, f"Read to {each.share:.0%}: {each.name}.", "segue import with the same path goes on.")
    if not any(each.sent for each in sources):
        advice = "Import your Sent folder: rules that rest on your silence stay off until then."
        yield Finding(NOTE, "None of your sent mail has been read.", advice)


def _set_aside(asker: Asker) -> Iterator[Finding]:
    aside = SetAside.objects.owned_by(asker).select_related("source").order_by("-id")
    count = aside.count()
    if count:
        yield Finding(NOTE, f"{count:,} items could not be read, and were set aside.")
    for each in aside[:_NAMED]:
        yield Finding(NOTE, f"{each.source.name} at {each.position}: {each.reason}.")


def _unread(asker: Asker) -> Iterator[Finding]:
    for language, count in unread(asker):
        what = f"Not read: language {language}, {count:,} message{'s' if count != 1 else ''}."
        known = ", ".join(name_of(code) for code in READ)
        yield Finding(NOTE, what, f"They are stored and searched; promises are read in {known}.")


def _imports(asker: Asker, now: datetime) -> Iterator[Finding]:
    last = Import.objects.owned_by(asker).order_by("-id").first()
    if last is None:
        return
    if last.state == Import.State.FAILED:
        yield Finding(BROKEN, f"The last import stopped: {last.error}.", f"segue import {' '.join(last.paths)}")
    elif last.state == Import.State.RUNNING and (last.beat_at is None or now - last.beat_at > _SILENT):
        yield Finding(NOTE, "An import has given no sign of life for two minutes.", "segue serve takes it up again.")


def _waiting(asker: Asker) -> Iterator[Finding]:
    stale = Conversation.objects.owned_by(asker).filter(stale=True).count()
    if stale:
        yield Finding(NOTE, f"{stale:,} conversations are still to be read for promises.", "The next import does it.")


def _mail_server() -> Iterator[Finding]:
    """Invitations to communities, links for guests and notices of new posts go out by mail."""
    if settings.EMAIL_HOST:
        yield Finding(FINE, f"Mail goes out by {settings.EMAIL_HOST}, port {settings.EMAIL_PORT}.")
    else:
        advice = "SEGUE_SMTP_HOST; without it nobody is invited to a community, and no word of new posts goes out."
        yield Finding(FINE, "No mail server is set, so no mail is sent.", advice)
    failed = sum(model.objects.filter(sent_at=None, tries__gt=0).count() for model in (Notice, Letter))
    if failed:
        yield Finding(NOTE, f"{failed:,} mails could not be handed to it.", "The log of segue serve says why.")


def _drafts() -> Iterator[Finding]:
    files = word_files()
    own = [file for file in files if file.is_own]
    if own:
        yield Finding(FINE, f"Your own words for drafts: {', '.join(str(file.own) for file in own)}.")
    else:
        yield Finding(FINE, f"Drafts are made of the shipped words; your own would lie in {folder()}.")
    for file in own:
        for trouble in file.mine.troubles:
            yield Finding(NOTE, f"{file.own}, {trouble}.", "segue drafts lists the drafts and their slots.")
