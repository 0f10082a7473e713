"""A draft for a mail program, which opens it for writing on and sending: as a file (.eml), and as a link."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

# Also what only some versions of Python take for the end of a line.
_NOT_IN_A_HEADER = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")


def write(subject: str, body: str, *, to: str = "", name: str = "", in_reply_to: str = "") -> bytes:
    """The file: UTF-8, CRLF. `X-Unsent` has Outlook and its kin open it as a draft; it bears no date and no sender.

    `to` may be several addresses, parted by commas; `name` is that of one. An address that is none is left out.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    recipients = [found for addr in to.split(",") if (found := _recipient(addr.strip(), "" if "," in to else name))]
    if recipients:
        mail["To"] = recipients
    mail["Subject"] = _plain(subject)
    if in_reply_to:
        mail["In-Reply-To"] = mail["References"] = _plain(in_reply_to)
    mail.set_content(body.replace("\0", ""))
    return mail.as_bytes()


def link(addr: str, subject: str = "", body: str = "", in_reply_to: str = "") -> str:
    """An address that opens the mail program with a draft (RFC 6068)."""
    given = {"subject": subject, "body": body.replace("\n", "\r\n"), "in-reply-to": in_reply_to}
    query = "&".join(f"{name}={quote(value)}" for name, value in given.items() if value)
    return f"mailto:{quote(addr, safe='@+,')}" + (f"?{query}" if query else "")


def _recipient(addr: str, name: str) -> Address | None:
    try:
        return Address(_plain(name), addr_spec=addr) if addr else None
    except (ValueError, IndexError, LookupError):
        return None


def _plain(text: str) -> str:
    return _NOT_IN_A_HEADER.sub(" ", text).strip()
