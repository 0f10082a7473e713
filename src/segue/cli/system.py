"""What this machine tells of the person who uses it: their name, their zone, the country of that zone."""

from __future__ import annotations

import getpass
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import available_timezones

FALLBACK = "UTC"


def zone() -> str:
    """The IANA zone of this machine: TZ, /etc/timezone or the link /etc/localtime; UTC where none tells."""
    return next((name for name in _told_zones() if name in available_timezones()), FALLBACK)


def _told_zones() -> list[str]:
    link = os.path.realpath("/etc/localtime")
    written = Path("/etc/timezone")
    return [
        os.environ.get("TZ", "").removeprefix(":"),
        written.read_text().strip() if written.is_file() else "",
        link.partition("zoneinfo/")[2],
    ]


def country(of_zone: str) -> str:
    """The country (ISO 3166) in which a zone lies, for its holidays; empty where the zone names none."""
    return _countries().get(of_zone, "")


@cache
def _countries() -> dict[str, str]:
    """zone.tab of the time zone database: country, place, zone, tab-separated."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


def user() -> tuple[str, str]:
    """An address that stands for whoever runs this program, and their name as the system knows it."""
    login = getpass.getuser()
    return f"{login}@localhost", _full_name(login)


def _full_name(login: str) -> str:
    try:
        import pwd
    except ImportError:  # not on Windows
        return login
    try:
        return pwd.getpwnam(login).pw_gecos.split(",")[0].strip() or login
    except KeyError:
        return login
