"""Pictures of screens for the documents: kept where SEGUE_PICTURES names a folder, by name and width."""

import os

from playwright.sync_api import Page

FOLDER = os.environ.get("SEGUE_PICTURES", "")
PHONE = 600
"""Screens narrower than this are a phone's."""


def keep(page: Page, name: str) -> None:
    """Keep what is on the screen, where pictures are wanted."""
    size = page.viewport_size
    if FOLDER and size:
        look = "phone" if size["width"] < PHONE else "desk"
        page.screenshot(path=f"{FOLDER}/{name.replace(',', '').replace(' ', '-')}-{look}.png", animations="disabled")
