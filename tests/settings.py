"""The settings of the test suite: those of Segue, in a home of their own that goes when the tests end."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEMPORARY_HOME = tempfile.mkdtemp(prefix="segue-tests-")
atexit.register(shutil.rmtree, TEMPORARY_HOME, ignore_errors=True)
os.environ["SEGUE_HOME"] = TEMPORARY_HOME

from segue.server.settings import *  # noqa: E402, F403
from segue.server.settings import DATABASES  # noqa: E402

# Signing in is not what most tests are about; the real hasher takes a third of a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file rather than SQLite's shared memory, where readers and writers lock each other as they never do in a file.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(TEMPORARY_HOME) / "test.sqlite3")}
