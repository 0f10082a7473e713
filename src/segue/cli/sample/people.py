"""The people of the sample, and the machines that write to its owner."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

ME = "me"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes or is written to (people.toml explains the fields).

    `other` holds further addresses by a word for each, `robot` tells what is not a person.
    """

    name: str
    address: str
    zone: str
    signature: str = ""
    closing: str = ""
    other: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    org: str = ""
    phone: str = ""
    nickname: str = ""
    quote: Literal["outlook", "above", "below", "none"] = "none"
    client: str = ""
    charset: str = "utf-8"
    disclaimer: str = ""
    html: bool | str = False
    card: int = 0
    friend: bool = False
    robot: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    def at(self, which: str) -> str:
        """The address called `which`; the usual one for an empty word."""
        return self.other[which] if which else self.address


@cache
def people() -> Mapping[str, Person]:
    """Everybody by key; the owner is `me`."""
    table = tomllib.loads(files(__package__).joinpath("people.toml").read_text("utf-8"))
    return {key: Person(**{**row, "signature": row.get("signature", "").strip()}) for key, row in table.items()}


def find(reference: str) -> tuple[Person, str]:
    """The person and the address that `pelle` or `pelle/home` speaks of."""
    key, _, which = reference.partition("/")
    person = people()[key]
    return person, person.at(which)


def address_of(reference: str) -> str:
    """The address alone."""
    return find(reference)[1]
