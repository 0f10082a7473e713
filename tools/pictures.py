"""Makes the pictures of the documents' long walk: `python tools/pictures.py`, with what tests need set up.

The walk is the browser test of it: each screen is kept as a PNG, at a desk in the light and on a phone in the dark.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures" / "walk"


def main() -> int:
    """Have the test walk, and its screens kept."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "tests/browser/test_walk.py"]
    return subprocess.call(command, cwd=ROOT, env=os.environ | {"SEGUE_PICTURES": str(FOLDER)})


if __name__ == "__main__":
    sys.exit(main())
