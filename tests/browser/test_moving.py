"""The screens of how a thread reads, of asking to move it and of what forms: axe finds nothing, none scrolls sideways.

With SEGUE_PICTURES set to a folder, each screen is kept there.
"""

import os

from django.utils import timezone
from playwright.sync_api import Page

from segue.actions.accounts import sign_in_link
from segue.actions.forming import look_for_forming, wave_aside
from segue.actions.moving import ask_to_move
from segue.actions.reading import read_waiting
from segue.store.models import Forming
from tests.actions.test_reading import WORK, a_thread
from tests.browser.test_accessibility import problems
from tests.cast import NOW
from tests.spaces import Spaces, say

PICTURES = os.environ.get("SEGUE_PICTURES", "")
WIDTH = int(os.environ.get("SEGUE_PICTURES_WIDTH", "320"))


def test_what_reads_moves_and_forms_can_be_used_by_everybody(spaces: Spaces, page: Page) -> None:
    screens = a_busy_circle(spaces)
    page.set_viewport_size({"width": WIDTH, "height": 860})
    page.goto(f"/sign-in/{sign_in_link(spaces.members['Emil'].user, timezone.now())}/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
    found = {}
    for name, address in screens.items():
        found[name] = problems(page, address)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name} {WIDTH}.png", full_page=True)
    assert {name: told for name, told in found.items() if told} == {}


def a_busy_circle(spaces: Spaces) -> dict[str, str]:
    """Threads of both kinds, one that somebody asks to move, and what forms."""
    work = a_thread(spaces, WORK)
    say(spaces.thread, spaces.members["Mona"], "I like this idea, count me in.", NOW)
    read_waiting()
    look_for_forming(NOW)
    ask_to_move(
        spaces.asker("Mona"), spaces.thread.id, "Late evenings", "They would like one late evening a week.",
        [post.id for post in spaces.posts], NOW, source="web", team_id=spaces.team.id,
    )  # fmt: skip
    other = Forming.objects.create(
        community=spaces.community, theme="I would love to come after seven.", strength=0.5, found_at=NOW,
        fingerprint=b"2" * 16, why=["One person wishes for something about “seven” that nobody was asked to do."],
    )  # fmt: skip
    other.posts.set(spaces.posts)
    wave_aside(spaces.asker("Mona"), other.id, NOW, source="web")
    return {
        "asked": f"/threads/{spaces.thread.id}/",
        "reading": f"/threads/{work.id}/reading/",
        "move": f"/threads/{work.id}/move/",
        "forming": f"/communities/{spaces.community.id}/forming/",
    }
