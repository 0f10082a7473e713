"""The screens of communities: axe finds nothing, none scrolls sideways. With SEGUE_PICTURES set each is kept there."""

import os

from django.utils import timezone
from playwright.sync_api import Page

from segue.actions.accounts import sign_in_link
from segue.actions.handovers import offer
from segue.actions.posting import begin_thread
from segue.actions.purposes import endorse, raise_purpose
from segue.actions.reading import read_waiting
from tests.browser.test_accessibility import problems
from tests.cast import NOW
from tests.spaces import Spaces, say

PICTURES = os.environ.get("SEGUE_PICTURES", "")
WIDTH = int(os.environ.get("SEGUE_PICTURES_WIDTH", "320"))


def test_communities_can_be_used_by_everybody(spaces: Spaces, page: Page) -> None:
    begin_thread(
        spaces.asker("Mona"), "What are you reading?", "A **long** one:\n\n> It was the best of times\n\n- and more",
        NOW, source="web", community_id=spaces.community.id,
    )  # fmt: skip
    say(spaces.thread, spaces.members["Stellan"], "https://example.org/a-very-long-address/that-does-not-break", NOW)
    purpose = raise_purpose(
        spaces.asker("Emil"), spaces.community.id, "Keep the library open one evening a week",
        [post.id for post in spaces.posts[:2]], NOW, source="web",
    )  # fmt: skip
    endorse(spaces.asker("Cleo"), purpose.id, NOW, source="web")
    handover = offer(spaces.asker("Stellan"), purpose.id, spaces.team.id, "Could you?", NOW, source="web")
    read_waiting()
    page.set_viewport_size({"width": WIDTH, "height": 860})
    page.goto(f"/sign-in/{sign_in_link(spaces.members['Stellan'].user, timezone.now())}/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
    here = f"/communities/{spaces.community.id}/"
    screens = {
        "communities": "/communities/",
        "community": here,
        "community new": "/communities/new/",
        "members": f"{here}members/",
        "thread": f"/threads/{spaces.thread.id}/",
        "thread new": f"{here}threads/new/",
        "purposes": f"{here}purposes/",
        "purpose": f"/purposes/{purpose.id}/",
        "raise": f"{here}purposes/raise/?thread={spaces.thread.id}",
        "handover": f"/handovers/{handover.id}/",
    }
    found = {}
    for name, address in screens.items():
        found[name] = problems(page, address)
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name} {WIDTH}.png", full_page=True)
    assert {name: told for name, told in found.items() if told} == {}
