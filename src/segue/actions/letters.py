"""Mail that Segue sends by itself, through the server that the operator has set: written down, then sent once.

Nothing is sent where no server is set. A failure is tried again, later each time, and given up after TRIES.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from segue.actions.errors import Refused
from segue.store.models import Letter

TRIES = 5
AT_ONCE = 50
A_PERSON = 3
"""Letters to one address in an hour, at most, of those that somebody asks for who is not signed in."""
ALL = 200
"""And to all of them together."""
_KEPT = timedelta(days=1)

log = logging.getLogger(__name__)


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


def write(to: str, subject: str, text: str, now: datetime) -> Letter:
    """Write a mail down; the background sends it. It tells nobody whether it can be delivered."""
    return Letter.objects.create(to=to.lower(), subject=" ".join(subject.split())[:300], text=text, at=now)


def too_many(to: str, now: datetime) -> bool:
    """Whether enough has been sent to this address, or to all, in the last hour."""
    lately = Letter.objects.filter(at__gt=now - timedelta(hours=1))
    return lately.filter(to=to.lower()).count() >= A_PERSON or lately.count() >= ALL


def send_letters(now: datetime) -> bool:
    """Send some of what waits; whether something was done."""
    if not can_send():
        return False
    waiting = list(Letter.objects.filter(sent_at=None, tries__lt=TRIES, at__lte=now).order_by("at")[:AT_ONCE])
    for letter in waiting:
        if deliver(EmailMessage(letter.subject, letter.text, to=[letter.to], headers=AUTOMATIC)):
            Letter.objects.filter(id=letter.id).update(sent_at=now, text="")
        else:
            Letter.objects.filter(id=letter.id).update(**again(letter.tries, now))
    Letter.objects.filter(at__lt=now - _KEPT).delete()
    return bool(waiting)


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
    return {"tries": tries + 1, "at": now + timedelta(minutes=(tries + 1) ** 2)}
