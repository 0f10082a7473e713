"""What a test needs of the machine, beyond Python packages."""

import os

import pytest
from playwright._impl._driver import compute_driver_executable

from tools.programs import PROGRAMS, find_program
from tools.terminal import works


def need(thing: str) -> str:
    """The path of a program such as "chromium" or "dovecot".

    Without it the test is skipped with the reason, and fails where CI=true: what CI skips, nobody tests.
    """
    found = find_program(thing)
    if found is None:
        missing(f"{thing} is not installed (Debian: apt-get install {PROGRAMS[thing].package})")
    return str(found)


def need_browser() -> str:
    """The path of Chromium, once Playwright's own driver is seen to start too."""
    driver, *_ = compute_driver_executable()
    if not works([driver, "--version"]):
        missing("Playwright's driver does not start (Debian: apt-get install libatomic1)")
    return need("chromium")


def missing(reason: str) -> None:
    """Skips the running test for want of something that CI must have."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
