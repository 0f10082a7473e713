"""Makes the pictures of the documents: `.venv/bin/python -m tools.pictures`, with what tests need set up.

The long walk is the browser test of it, screen by screen; every screen is one that the tests of accessibility look at.
Each is kept as a PNG, at a desk in the light and on a phone, with fewer colours where pngquant is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
LIST = ROOT / "docs" / "every-screen.md"
SCREENS = [f"tests/browser/test_{name}.py" for name in ("accessibility", "communities", "moving")]
RUNS = {
    "walk": [(["tests/browser/test_walk.py"], "320")],
    "every": [(SCREENS, "1280"), (SCREENS[1:], "320")],
}
COLOURS = "48"
HEAD = """# Every screen

With what the tests make up, at a desk and on a phone; made by `.venv/bin/python -m tools.pictures every`. How they
follow one another is in [the walk](walk.md) and [from a talk to a result](spaces.md); [others](screens.md) show the
sample of `make run`.

| | at a desk | on a phone |
| --- | --- | --- |
"""


def main(wanted: list[str]) -> int:
    """Have the tests pass through the screens, and keep these."""
    for name in wanted or RUNS:
        folder = FOLDER / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for tests, width in RUNS[name]:
            command = [sys.executable, "-m", "pytest", "-q", "-k", "picture or axe or everybody or walk", *tests]
            kept = {"SEGUE_PICTURES": str(folder), "SEGUE_WIDTH": width}
            if subprocess.call(command, cwd=ROOT, env=os.environ | kept):
                return 1
        files = sorted(map(str, folder.glob("*.png")))
        if shutil.which("pngquant"):
            subprocess.call(["pngquant", "--force", "--ext", ".png", "--skip-if-larger", COLOURS, *files])
    listed()
    return 0


def listed() -> None:
    """Write the list of every screen."""
    names = sorted(path.name.removesuffix("-desk.png") for path in (FOLDER / "every").glob("*-desk.png"))
    rows = (f"| {each.replace('-', ' ')} | {_shown(each, 'desk')} | {_shown(each, 'phone')} |" for each in names)
    LIST.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


def _shown(name: str, look: str) -> str:
    path = FOLDER / "every" / f"{name}-{look}.png"
    words = f"{name.replace('-', ' ')} {'at a desk' if look == 'desk' else 'on a phone'}"
    return f"![{words}]({path.relative_to(LIST.parent)})" if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
