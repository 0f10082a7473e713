"""What a test needs of the machine, beyond Python packages."""

import os

import pytest

from tools.programs import PROGRAMS, find_program


def need(thing: str) -> str:
    """The path of a program such as "chromium" or "dovecot".

    Without it the test is skipped with the reason, and fails where CI=true: what CI skips, nobody tests.
    """
    found = find_program(thing)
    if found is None:
        missing(f"{thing} is not installed (Debian: apt-get install {PROGRAMS[thing].package})")
    return str(found)


def missing(reason: str) -> None:
    """Skips the running test for want of something that CI must have."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
