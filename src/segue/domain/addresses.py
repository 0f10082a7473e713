"""What a mail address tells by itself: its one spelling, its organisation, and whether a machine writes from it."""

import re

_DOTLESS = frozenset({"gmail.com", "googlemail.com"})
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "go", "ne", "net", "or", "org", "sch", "ltd", "plc"})
_OPEN_TO_ANYBODY = """
aol.com att.net bellsouth.net bigfoot.com charter.net comcast.net compuserve.com cox.net earthlink.net
fastmail.com fastmail.fm flash.net free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
googlemail.com hey.com home.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr hotmail.se hushmail.com icloud.com
juno.com laposte.net libero.it live.com live.se mac.com mail.com mail.ru me.com mindspring.com msn.com naver.com
netzero.net ntlworld.com orange.fr outlook.com outlook.de pacbell.net posteo.de proton.me protonmail.com qq.com
rocketmail.com sbcglobal.net sfr.fr swbell.net t-online.de telia.com texas.net tutanota.com verizon.net
virgilio.it wanadoo.fr web.de worldnet.att.net ymail.com yandex.ru zoho.com 126.com 163.com
"""
_FREE = frozenset(_OPEN_TO_ANYBODY.split())
_FREE_NAMES = frozenset({"yahoo", "hotmail", "outlook", "live", "gmx"})
_ROBOT_WORDS = re.compile(
    r"(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|dont[._-]?reply|no[._-]?address|mailer-daemon|daemon|postmaster|"
    r"bounces?|notifications?|notify|alerts?|newsletters?|unsubscribe|autoreply|auto[._-]?confirm|automated|mailer|"
    r"listserv|majordomo|mailman|nobody|undisclosed|rsvp)(?:$|[._+=-])"
)
_ROBOT_SHAPES = (
    (re.compile(r"^(?:owner-.+|.+-(?:owner|request|bounces|errors))$"), "manages a list"),
    (re.compile(r"^(?:reply|bounce|unsub|r)[+-][\w=.+-]{12,}$"), "carries a code in place of a name"),
    (re.compile(r"^imceanotes-"), "is a mail system's own form of an address"),
)


def canonical(address: str) -> str:
    """One spelling for one mailbox: lower case, no +tag, no dots where Gmail ignores them."""
    if "@" not in address:
        return address.strip().lower()
    local, _, domain = address.strip().strip("<>").lower().rpartition("@")
    local = local.split("+", 1)[0] or local
    if domain in _DOTLESS:
        return f"{local.replace('.', '') or local}@gmail.com"
    return f"{local}@{domain}"


def organisation(address: str) -> str:
    """The domain of the organisation behind an address, such as enron.com; empty for providers open to anybody."""
    if "@" not in address:
        return ""
    domain = address.rpartition("@")[2].lower().strip(" .>")
    labels = domain.split(".")
    own = labels[-3:] if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else labels[-2:]
    if len(own) < 2 or ".".join(own) in _FREE or own[0] in _FREE_NAMES:
        return ""
    return ".".join(own)


def robot_reason(address: str) -> str | None:
    """Why nobody writes from this address by hand, as far as its spelling tells; None where somebody may."""
    local = address.strip().lower().rpartition("@")[0]
    if word := _ROBOT_WORDS.search(local):
        return f"“{word.group().strip('._+-=')}” is no person"
    return next((why for shape, why in _ROBOT_SHAPES if shape.match(local)), None)
