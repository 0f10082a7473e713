"""A customer without an account is asked about a partnership, and answers, in a real browser."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from segue.actions.accounts import sign_in_link
from segue.actions.partnership import ask
from tests.cast import NOW
from tests.spaces import Spaces


def test_a_customer_answers_in_private(page: Page, spaces: Spaces) -> None:
    ask(spaces.asker("Emil"), spaces.posts[1].id, "Try the evening with us.", NOW, source="web")
    page.goto(f"/sign-in/{sign_in_link(spaces.members['Cleo'].user, timezone.now())}/")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Emil Holm asks about a partnership").click()
    expect(page.get_by_text("your name and your mail address")).to_be_visible()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("yes: begun")).to_be_visible()
    expect(page.get_by_role("button", name="No", exact=True)).to_have_count(0)
