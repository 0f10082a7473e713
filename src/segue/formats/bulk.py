"""Who wrote a mail: a person to people, a person to a list, a robot, or a sender of mass mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from segue.formats.charsets import tidy
from segue.formats.records import Address, Bulk

Fields = Mapping[str, Sequence[str]]
"""The header fields of a mail by lower-case name, each with every value it has."""


class Kind(NamedTuple):
    """What a mail is, the header or pattern that says so, its list, and whether a machine answered."""

    bulk: Bulk
    reason: str
    list_id: str
    automatic: bool


_LIST_ID = re.compile(r"<([^<>\s]+)>")
_ROBOT_NAMES = re.compile(
    r"^(?:(?:do[-_.]?)?not?[-_.]?reply|nepasrepondre|ne[-_.]pas[-_.]repondre|keine[-_.]?antwort|no[-_.]?responder"
    r"|mailer[-_.]?daemon|postmaster|mdaemon|daemon|nobody|www-data|root|cron|bounces?"
    r"|notifications?|notify|notifier|alerts?|automail(?:er)?|autoreply|auto[-_.]?confirm|auto[-_.]mailer"
    r"|calendar-notification|calendar-server|drive-shares(?:-dm)?-noreply|forms-receipts"
    r"|jira|jenkins|buildbot|gitlab|bugzilla(?:-daemon)?|patchwork(?:-bot)?|robot|bot|mailman(?:-bounces)?|majordomo"
    r"|listserv|lsv-request|ship-confirm|order-update|store-news|system[-_.]administrator)"
    r"(?:$|[-_.+=]|\d)|(?:[-_.+])(?:no[-_.]?reply|notifications?|bounces?|robot|bot|daemon|alerts?)$",
)
_MASS_NAMES = re.compile(
    r"^(?:newsletters?|news|marketing|promo(?:tion)?s?|offers?|deals|mailing|digest|updates?)(?:$|[-_.+])"
)
_NOTIFIERS = frozenset(
    (
        "docs.google.com",
        "facebookmail.com",
        "linkedin.com",
        "em.linkedin.com",
        "bounce.linkedin.com",
        "notifications.google.com",
        "calendar.google.com",
        "noreply.github.com",
        "notify.trello.com",
        "slack.com",
    )
)
_MASS_HEADERS = ("list-unsubscribe", "feedback-id", "x-campaign", "x-campaignid", "x-mailchimp-id", "x-csa-complaints")
_LIST_HEADERS = ("list-post", "mailing-list", "x-mailing-list", "x-mailman-version", "list-subscribe")
_ANSWERS = re.compile(
    r"^\W*(?:(?:automatic|automated|auto)[ -]?(?:reply|response)|out of (?:the )?office|autoreply|vacation|away from"
    r"|automatische antwort|abwesenheits(?:notiz|nachricht)|réponse automatique|absence du bureau"
    r"|respuesta automática|fuera de la oficina|risposta automatica|autosvar|frånvaro|automatisch antwoord)\b",
    re.IGNORECASE,
)
_MAY_SAY_SO = ("subscrib", "remove", "reply to this", "automatically", "automated", "receiv")
_SAYS_SO = re.compile(
    r"\bto\s+(?:unsubscribe|be\s+removed\s+from)\b|\bunsubscribe\s+(?:from|here|at|by|instructions|link|or\s+change)\b|"
    r"\b(?:subscribe\s+(?:or|and)\s+unsubscribe|change\s+your\s+(?:e-?mail\s+)?address\s+or\s+unsubscribe)\b|"
    r"\bunsubscribe\b[^.\n]{0,20}\bin\s+the\s+subject\b|(?:^|\n)\W{0,5}unsubscribe\b(?!\s+me\b)|"
    r"\b(?:removed|remove\s+yourself)\s+from\s+(?:this|our|the|future)\s+(?:\w+\s+){0,2}(?:list|mailings?)\b|"
    r"\b(?:do\s+not|don['’]t)\s+(?:reply|respond)\s+to\s+this\s+(?:e-?mail|message|mail|address)\b|"
    r"\bthis\s+(?:is\s+an?\s+|e-?mail\s+(?:is|was)\s+|message\s+(?:is|was)\s+)auto(?:mated|matically|-?generated)\b|"
    r"\byou\s+(?:are\s+receiving|(?:have\s+)?received)\s+this\s+(?:e-?mail|message|newsletter)\s+because\b|"
    r"\bum\s+sich\s+abzumelden\b|\bnewsletter\s+ab(?:zu)?bestellen\b",
    re.IGNORECASE,
)
_CALENDAR_ANSWERS = re.compile(r"method=\"?(?:reply|counter)", re.IGNORECASE)


def kind(fields: Fields, sender: Address | None, subject: str) -> Kind:
    """Reads List-Id (RFC 2919), Auto-Submitted (RFC 3834), Precedence, List-Unsubscribe (RFC 2369) and names.

    A list that people write to is "list"; a newsletter, though it carries a List-Id, is "bulk".
    """
    submitted = _first(fields, "auto-submitted").partition(";")[0].strip().lower()
    automatic = _is_answer(fields, submitted, subject)
    list_id = _list_id(fields)
    robot = _robot_reason(fields, sender, "" if automatic else submitted)
    if robot:
        return Kind("robot", robot, list_id, automatic)
    lists = _list_reason(fields, list_id)
    if lists:
        return Kind("list", lists, list_id, automatic)
    mass = "" if automatic else _mass_reason(fields, sender, list_id)
    return Kind("bulk" if mass else "", mass, list_id, automatic)


def says_so(words: str) -> str:
    """The words by which a mail without telling headers says that it goes to many, or that a machine wrote it."""
    lower = words.lower()
    if not any(each in lower for each in _MAY_SAY_SO):
        return ""
    found = _SAYS_SO.search(words)
    return " ".join(found[0].split()) if found else ""


@lru_cache(maxsize=1 << 14)
def is_robot(addr: str) -> bool:
    """Whether an address is of a kind that no person reads or writes from (no-reply, mailer-daemon...)."""
    local, _, domain = addr.partition("@")
    return bool(_ROBOT_NAMES.search(local)) or domain in _NOTIFIERS


@lru_cache(maxsize=1 << 14)
def is_mass_sender(addr: str) -> bool:
    """Whether an address is named after what it sends (newsletter, offers...)."""
    return bool(_MASS_NAMES.match(addr.partition("@")[0]))


def _first(fields: Fields, name: str) -> str:
    values = fields.get(name)
    return values[0] if values else ""


def _is_answer(fields: Fields, submitted: str, subject: str) -> bool:
    """An absence note or a calendar's answer: sent for a person, written by no one."""
    if submitted.startswith("auto-replied") or "x-autoreply" in fields or "x-autorespond" in fields:
        return True
    if _first(fields, "precedence").strip().lower() == "auto_reply":
        return True
    return bool(_CALENDAR_ANSWERS.search(_first(fields, "content-type")) or _ANSWERS.match(subject))


def _list_id(fields: Fields) -> str:
    text = _first(fields, "list-id")
    if not text:
        return ""
    found = _LIST_ID.search(text)
    return " ".join(tidy(found.group(1) if found else text).lower().split())[:200]


def _robot_reason(fields: Fields, sender: Address | None, submitted: str) -> str:
    if submitted and submitted != "no":
        return f"Auto-Submitted: {submitted[:60]}"
    if _first(fields, "content-type").lower().startswith("multipart/report"):
        return "a delivery report"
    if _first(fields, "return-path").strip() == "<>" and not sender:
        return "an empty Return-Path"
    if sender and is_robot(sender.addr):
        return f"sent by {sender.addr}"
    return ""


def _list_reason(fields: Fields, list_id: str) -> str:
    if "list-unsubscribe-post" in fields and "list-post" not in fields:
        return ""
    if list_id and ("list-post" in fields or "list-unsubscribe" not in fields or "list-subscribe" in fields):
        return f"List-Id: {list_id}"
    if _first(fields, "precedence").strip().lower() == "list":
        return "Precedence: list"
    return next((name for name in _LIST_HEADERS if name in fields), "")


def _mass_reason(fields: Fields, sender: Address | None, list_id: str) -> str:
    precedence = _first(fields, "precedence").strip().lower()
    if precedence in ("bulk", "junk"):
        return f"Precedence: {precedence}"
    header = next((name for name in _MASS_HEADERS if name in fields), "")
    if header or list_id:
        return header or f"List-Id: {list_id}"
    if sender and is_mass_sender(sender.addr):
        return f"sent by {sender.addr}"
    return ""
