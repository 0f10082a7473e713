"""Makes the pictures of docs/screens.md: `.venv/bin/python -m tools.screens`, with what tests need set up.

The screens that the walk does not pass through, as `make run` shows them: at a desk and light, on a phone and dark.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tools.programs import find_program

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures" / "screens"
PORT = 8799
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1100, "height": 760}, "color_scheme": "light"},
    "phone-dark": {"viewport": {"width": 390, "height": 760}, "color_scheme": "dark"},
}
SCREENS = {
    "people": "/people/",
    "losing-touch": "/touch/",
    "introductions": "/introductions/",
    "news": "/news/",
    "needs": "/needs/",
    "pipeline": "/pipeline/",
    "insights": "/insights/",
    "victories": "/victories/",
    "worth": "/worth/",
    "triage": "/triage/",
    "one-at-a-time": "/one-at-a-time/",
    "log": "/log/",
    "imports": "/imports/",
    "history": "/history/",
    "learned": "/learned/",
    "settings": "/settings/",
    "reader": "/reader/",
    "help": "/help/",
}


def main() -> int:
    """Serve the sample, sign in, and keep each screen."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serving() as link, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=find_program("chromium"), args=["--no-sandbox"])
        first = browser.new_context()
        door = first.new_page()
        door.goto(link)
        if door.get_by_role("main").get_by_role("button").count():
            door.get_by_role("main").get_by_role("button").first.click()
        door.wait_for_url(f"http://localhost:{PORT}/")
        state = first.storage_state()
        for look, options in LOOKS.items():
            keep(browser, look, options | {"storage_state": state, "reduced_motion": "reduce"})
    return 0


def keep(browser: Browser, look: str, options: dict[str, Any]) -> None:
    """Each screen in one look."""
    page = browser.new_context(base_url=f"http://localhost:{PORT}", **options).new_page()
    for name, address in SCREENS.items():
        page.goto(address)
        page.wait_for_load_state("networkidle")
        path = FOLDER / f"{name}-{look}.png"
        page.screenshot(path=path, animations="disabled")
        print(path.relative_to(ROOT))


@contextmanager
def serving() -> Iterator[str]:
    """The sample, served from a folder of its own; gives the link that signs its owner in."""
    with tempfile.TemporaryDirectory() as home:
        command = [str(Path(sys.executable).with_name("segue")), "demo", "--serve", "--port", str(PORT)]
        server = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | {"SEGUE_HOME": home}, stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            lines = (re.search(r"http://\S+/sign-in/\S+", line) for line in server.stdout)
            yield next(found.group() for found in lines if found)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())
