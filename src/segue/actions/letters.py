"""Mail that Segue sends by itself, through the server that the operator has set: written down, then sent.

Nothing is sent where no server is set. A failure is tried again, later each time, and given up after TRIES. Of several
workers one claims a mail before it sends it, so that it goes out once; only where a worker dies in between, it may go
out again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any, TypeVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from segue.actions.errors import Refused
from segue.store.models import Letter, Notice

TRIES = 5
AT_ONCE = 20
HELD = timedelta(minutes=15)
"""After so long without an end a mail's worker is taken to have died. A round is over before: AT_ONCE times the
EMAIL_TIMEOUT of a server that does not answer."""
A_PERSON = 3
"""Letters of one kind to one address in an hour, at most."""
A_NETWORK = 30
"""Those of one kind that somebody who is not signed in asks for from one network."""
ALL = 2000
"""And all of one kind that are asked for so: the last guard, which no single network comes near."""
_KEPT = timedelta(days=1)

log = logging.getLogger(__name__)

Waiting = TypeVar("Waiting", Letter, Notice)


NO_MAIL = "No word goes out by mail: whoever runs this server has to set a mail server first (SEGUE_SMTP_HOST)."


def can_send() -> bool:
    """Whether a mail server is set."""
    return bool(settings.EMAIL_HOST)


def need_mail() -> None:
    """Refuse what hangs on mail where none can be sent."""
    if not can_send():
        raise Refused("This server sends no mail: whoever runs it has to set one (SEGUE_SMTP_HOST).")


def address_of(path: str) -> str:
    """A path of this server as it can stand in a mail."""
    return f"{settings.PUBLIC_URL}{path}"


def write(
    to: str, subject: str, text: str, now: datetime, *, kind: Letter.Kind = Letter.Kind.TOLD, network: str = ""
) -> Letter:
    """Write a mail down; the background sends it. It tells nobody whether it can be delivered.

    `network`: from which somebody who is not signed in asked for it.
    """
    about, whence = " ".join(subject.split())[:300], _hashed(network)
    return Letter.objects.create(to=to.lower(), subject=about, text=text, at=now, kind=kind, network=whence)


def too_many(to: str, now: datetime, *, kind: Letter.Kind = Letter.Kind.TOLD, network: str = "") -> bool:
    """Whether enough of this kind has been sent in the last hour: to this address; and of what anybody can ask for,
    also from this network ("": not known), or in all. What members have sent takes nothing from a guest, nor does who
    asks to join."""
    lately = Letter.objects.filter(at__gt=now - timedelta(hours=1), kind=kind)
    if lately.filter(to=to.lower()).count() >= A_PERSON:
        return True
    if kind == Letter.Kind.TOLD:
        return False
    return bool(network and lately.filter(network=_hashed(network)).count() >= A_NETWORK) or lately.count() >= ALL


def _hashed(network: str) -> str:
    return salted_hmac("segue.letters", network, algorithm="sha256").hexdigest() if network else ""


def send_letters(now: datetime) -> bool:
    """Send some of what waits; whether something was done."""
    if not can_send():
        return False
    done = False
    for letter in claim(Letter.objects.all(), now):
        done = True
        if deliver(EmailMessage(letter.subject, letter.text, to=[letter.to], headers=AUTOMATIC)):
            Letter.objects.filter(id=letter.id).update(sent_at=now, text="")
        else:
            Letter.objects.filter(id=letter.id).update(**again(letter.tries, now))
    Letter.objects.filter(at__lt=now - _KEPT).delete()
    return done


def claim(rows: QuerySet[Waiting], now: datetime) -> Iterator[Waiting]:
    """Some of what waits, each claimed just before it is given, by a conditional update: of two workers one has it.

    A claim counts as a try: what brings its worker down is given up as well.
    """
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - HELD)
    for row in rows.filter(free, sent_at=None, tries__lt=TRIES, at__lte=now).order_by("at", "id")[:AT_ONCE]:
        as_seen = type(row).objects.filter(id=row.id, sent_at=None, tries=row.tries)
        row.tries += 1
        if as_seen.update(claimed_at=now, tries=row.tries):
            yield row


AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def deliver(message: EmailMessage) -> bool:
    """Hand a mail to the server; a failure is logged, without what stands in the mail."""
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as failure:
        log.warning("A mail could not be handed to %s: %s", settings.EMAIL_HOST, type(failure).__name__)
        return False
    return True


def again(tries: int, now: datetime) -> dict[str, Any]:
    """When a mail is tried again: in a minute, then in four, nine, sixteen."""
    return {"claimed_at": None, "at": now + timedelta(minutes=tries**2)}
