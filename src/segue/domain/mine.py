"""Which addresses are mine: found from how they are used, and confirmed once."""

from collections.abc import Iterable
from dataclasses import dataclass

OWN_SHARE = 0.05
"""Of what lies in Sent folders, what an address must have written to count as mine."""
REACHED_SHARE = 0.4
"""Of all mail, what must have been delivered to, or be to or from, an address of mine where nothing is sent."""


@dataclass(frozen=True, slots=True)
class Use:
    """How often an address stands where in one member's mail.

    `sent`: as author of mail in a Sent folder; `delivered`: in Delivered-To and the like; `to`: in To or Cc;
    `wrote`: as author of mail in any folder.
    """

    address: str
    sent: int = 0
    delivered: int = 0
    to: int = 0
    wrote: int = 0


@dataclass(frozen=True, slots=True)
class Mine:
    """An address that is likely mine, and the evidence in words; `sure` where it wrote what lies in Sent."""

    address: str
    sure: bool
    evidence: str


def likely_mine(uses: Iterable[Use], messages: int) -> tuple[Mine, ...]:
    """The addresses likely to be mine among `messages` messages, the most used first."""
    seen = sorted(uses, key=lambda use: (-use.sent, -use.delivered, -use.to, use.address))
    sent = sum(use.sent for use in seen)
    authors = [use for use in seen if use.sent >= max(2, OWN_SHARE * sent)] or [use for use in seen[:1] if use.sent]
    if authors:
        return tuple(Mine(use.address, True, f"wrote {use.sent} of {sent} messages in Sent") for use in authors)
    return _reached(seen, messages)


def _reached(seen: list[Use], messages: int) -> tuple[Mine, ...]:
    """Without sent mail: where the mail was delivered, or the one address that most of it is to or from."""
    enough = max(1.0, REACHED_SHARE * messages)
    delivered = [use for use in seen if use.delivered >= enough]
    if delivered:
        return tuple(
            Mine(use.address, False, f"{use.delivered} of {messages} messages were delivered to it")
            for use in delivered
        )
    involved = sorted((use.to + use.wrote for use in seen), reverse=True)
    most = involved[0] if involved and involved[0] >= enough and involved[0] not in involved[1:] else None
    return tuple(
        Mine(use.address, False, f"{use.to} of {messages} messages are to it, {use.wrote} from it")
        for use in seen
        if use.to and use.to + use.wrote == most
    )
