"""The programs that no Python package brings: finding them, and installing them where that is ours to do."""

import ctypes
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from tools.terminal import call, step


class Program(NamedTuple):
    """The names that a program or library goes by, or its place, and the Debian package that brings it."""

    names: tuple[str, ...]
    package: str


PROGRAMS = {
    "chromium": Program(("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "libatomic": Program(("libatomic.so.1",), "libatomic1"),
    "dovecot": Program(("dovecot",), "dovecot-imapd"),
    "notmuch": Program(("notmuch",), "notmuch"),
    "notmuch for Python": Program(("/usr/lib/python3/dist-packages/notmuch2",), "python3-notmuch2"),
    "mu": Program(("mu",), "maildir-utils"),
}


def find_program(name: str) -> Path | None:
    """Where a program of PROGRAMS is; a library that loads is where it says."""
    return next((Path(found) for each in PROGRAMS[name].names if (found := located(each))), None)


def located(name: str) -> str | None:
    if ".so" in name:
        return name if loads(name) else None
    if name.startswith("/"):
        return name if Path(name).exists() else None
    # Debian keeps these folders off a user's PATH.
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"]))


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide(*names: str) -> None:
    """Installs what is missing in CI and in containers; elsewhere says what would be skipped without it."""
    packages = [PROGRAMS[name].package for name in names if find_program(name) is None]
    if packages and may_install():
        with step(f"Debian packages ({', '.join(packages)})"):
            apt_get("update")
            apt_get("install", "--no-install-recommends", *packages)
    elif packages:
        print(f"Not here, so what needs it is skipped: sudo apt-get install {' '.join(packages)}", flush=True)


def may_install() -> bool:
    """Only root can, and only a machine made for the purpose should be changed without asking."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    container = any(Path(mark).exists() for mark in ("/.dockerenv", "/run/.containerenv"))
    return bool(root and shutil.which("apt-get") and (container or os.environ.get("CI") == "true"))


def apt_get(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "--yes", "-qq", *arguments], check=True, quiet=True, env=environment)
