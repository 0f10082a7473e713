"""An honest close with the keyboard alone: what is owed, the terms, the words; then it is quiet."""

import re

from playwright.sync_api import Page, expect

from segue.store.models import Commitment, Connection
from tests.browser.world import World


def test_closes_honestly_with_the_keyboard_alone(world: World, ada: Page) -> None:
    connection = world.cast.with_amara.id
    ada.goto(f"/connections/{connection}/close/")
    owed = Commitment.objects.filter(connection=connection, state__in=["promised", "requested"], made_at__year=2026)
    ada.locator(f"select[name=fate-{world.promise.id}]").focus()
    for number in range(owed.count()):
        if number:
            ada.keyboard.press("Tab")
        ada.keyboard.type("Released")
    ada.get_by_label("Why it ends here").focus()
    ada.keyboard.type("no budget this year")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("heading", name="The words to close with")).to_be_visible()
    expect(ada.get_by_label("Text")).to_have_value(re.compile("no budget this year"))
    closed = Connection.objects.get(id=connection)
    assert (closed.closed_by, closed.closed_terms) == ("me", "no budget this year")
    ada.get_by_role("link", name="Full").press("Enter")
    expect(ada.get_by_role("link", name="Full")).to_have_attribute("aria-current", "true")
    ada.goto("/")
    expect(ada.locator("#today [data-row]", has_text="outline")).to_have_count(0)
