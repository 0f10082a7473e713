"""The loop, by five people in a browser: a talk, a purpose, a handover, commitments, an outcome, the word back.

Cleo is a customer without an account, Emil an employee, Stellan the steward, Tim in the team, Ada a manager who owns
the organisation and is in neither. With SEGUE_PICTURES set to a folder the screens are kept there, for docs/spaces.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from segue.actions.accounts import sign_in_link
from segue.actions.figures import publish_due
from segue.actions.reading import read_waiting
from segue.store.models import Community, Handover, Purpose, Team, Thread
from tests.cast import NOW
from tests.spaces import Spaces

PICTURES = os.environ.get("SEGUE_PICTURES", "")
Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, server: str, spaces: Spaces) -> Iterator[Enter]:
    """A window of their own for each of the five."""
    contexts = []

    def window(name: str) -> Page:
        context = browser.new_context(
            base_url=server, viewport={"width": 1100, "height": 900}, locale="en-GB", reduced_motion="reduce"
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/sign-in/{sign_in_link(spaces.members[name].user, timezone.now())}/")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_load_state()
        return page

    yield window
    for context in contexts:
        context.close()


def picture(page: Page, name: str) -> None:
    """Keep this screen, where pictures are wanted."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", animations="disabled")


def say(page: Page, thread: Thread, words: str) -> None:
    page.goto(f"/threads/{thread.id}/")
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Say it").click()
    expect(page.get_by_text(words).first).to_be_visible()


def test_the_loop_from_a_talk_to_the_word_back(spaces: Spaces, enter: Enter) -> None:
    cleo, emil, stellan, tim, ada = (enter(name) for name in ("Cleo", "Emil", "Stellan", "Tim", "Ada"))
    talk(spaces, cleo, emil, stellan)
    purpose = a_purpose(spaces, cleo, emil, stellan)
    handover = a_handover(spaces, stellan, tim, cleo, purpose)
    the_work(spaces, tim, enter("Tove"), handover)
    the_word_back(spaces, stellan, cleo, purpose)
    the_manager(spaces, ada, purpose)


def talk(spaces: Spaces, cleo: Page, emil: Page, stellan: Page) -> None:
    """A customer and an employee talk about something that they care for."""
    cleo.goto("/")
    expect(cleo.get_by_role("heading", name="Communities")).to_be_visible()
    cleo.get_by_role("link", name="Readers' circle").click()
    cleo.get_by_role("link", name="Begin a thread").click()
    cleo.get_by_label("What it is about").fill("Reading after work")
    cleo.get_by_label("Your words").fill("I would love to read here after work. At six the doors close.")
    cleo.get_by_role("button", name="Say it").click()
    expect(cleo.get_by_role("heading", name="Reading after work")).to_be_visible()
    thread = Thread.objects.get(subject="Reading after work")
    say(emil, thread, "What if one evening a week stayed open? I would love that, too.")
    say(stellan, thread, "Two of us could keep the doors on Thursdays.")
    read_waiting()
    emil.goto(f"/threads/{thread.id}/")
    expect(emil.get_by_text("as a conversation")).to_be_visible()
    picture(emil, "1-talk")


def a_purpose(spaces: Spaces, cleo: Page, emil: Page, stellan: Page) -> Purpose:
    """It adds up to something that should come about; others stand behind it."""
    emil.locator(".post").nth(1).get_by_role("link", name="Raise a purpose").click()
    emil.get_by_label("What should come about").fill("Keep the library open one evening a week")
    emil.get_by_label("I would love to read here").check()
    emil.get_by_role("button", name="Raise it").click()
    expect(emil.get_by_role("heading", name="Keep the library open")).to_be_visible()
    purpose = Purpose.objects.get()
    for page in (cleo, stellan):
        page.goto(f"/purposes/{purpose.id}/")
        page.get_by_role("button", name="Stand behind it").click()
        expect(page.get_by_text("You stand behind")).to_be_visible()
    stellan.goto("/communities/")
    expect(stellan.get_by_text("It is ripe: offer it to a team.")).to_be_visible()
    stellan.goto(f"/purposes/{purpose.id}/")
    picture(stellan, "2-purpose")
    return purpose


def a_handover(spaces: Spaces, stellan: Page, tim: Page, cleo: Page, purpose: Purpose) -> Handover:
    """The steward offers it to a team, which asks, and takes it on; who spoke says whether to be named."""
    stellan.get_by_role("link", name="Offer it to a team").click()
    stellan.get_by_label("To which team").select_option("Evening")
    stellan.get_by_label("What you say with it").fill("You know who has keys. Could you?")
    stellan.get_by_role("button", name="Offer").click()
    expect(stellan.get_by_text("offered to Evening").first).to_be_visible()
    handover = Handover.objects.get()
    tim.goto(f"/handovers/{handover.id}/")
    expect(tim.get_by_text("A member", exact=False).first).to_be_visible()
    expect(tim.get_by_text("Cleo")).to_have_count(0)
    cleo.goto(f"/purposes/{purpose.id}/")
    cleo.get_by_role("button", name="Name me").click()
    expect(cleo.get_by_text("The team may know your name").first).to_be_visible()
    tim.reload()
    expect(tim.get_by_text("Cleo Diaz")).to_be_visible()
    picture(tim, "3-handover")
    tim.get_by_role("link", name="Take it on").click()
    tim.get_by_role("button", name="Take it on").click()
    expect(tim.get_by_text("The team works on it.")).to_be_visible()
    return handover


def the_work(spaces: Spaces, tim: Page, tove: Page, handover: Handover) -> None:
    """The team delivers by commitments among its members."""
    here = f"/teams/{spaces.team.id}/"
    tim.goto(here)
    tim.get_by_role("link", name="Ask", exact=False).first.click()
    tim.get_by_label("What", exact=True).fill("Have three keys made")
    tim.get_by_label("By when").fill("2026-12-01")
    tim.get_by_label("For which purpose").select_option("Keep the library open one evening a week")
    tim.get_by_role("button", name="Say it").click()
    expect(tim.get_by_text("Tove Lund is waited for")).to_be_visible()
    picture(tim, "4-team")
    for page, words in ((tove, "Promise it"), (tove, "Done"), (tim, "That is it")):
        page.goto(here)
        page.get_by_role("link", name="Have three keys made").click()
        page.get_by_role("link", name=words).click()
        page.get_by_role("button", name=words).click()
        page.wait_for_load_state()
    tim.goto(f"/handovers/{handover.id}/")
    tim.get_by_role("link", name="Delivered").click()
    tim.get_by_label("What came of it").fill("The library is open on Thursdays until nine.")
    tim.get_by_role("button", name="Delivered").click()
    expect(tim.get_by_text("Delivered; the steward tells it")).to_be_visible()


def the_word_back(spaces: Spaces, stellan: Page, cleo: Page, purpose: Purpose) -> None:
    """The outcome is told where it began, and can be walked back to the first message."""
    stellan.goto(f"/purposes/{purpose.id}/")
    stellan.get_by_role("link", name="Report back").click()
    stellan.get_by_label("What you would like to add").fill("See you there!")
    stellan.get_by_role("button", name="Tell it").click()
    expect(stellan.get_by_text("Told where it began", exact=True)).to_be_visible()
    thread = Thread.objects.get(subject="Reading after work")
    cleo.goto(f"/threads/{thread.id}/")
    expect(cleo.get_by_text("What became of it")).to_be_visible()
    expect(cleo.get_by_text("The library is open on Thursdays until nine.").first).to_be_visible()
    picture(cleo, "5-word-back")
    cleo.get_by_role("link", name="Keep the library open one evening a week").click()
    for step in ("First message", "Purpose", "Handover", "Commitments", "Outcome", "Told where it began"):
        expect(cleo.locator(".way-back").get_by_text(step, exact=True)).to_be_visible()
    picture(cleo, "6-way")
    cleo.locator(".way-back").get_by_role("link", name="Reading after work").click()
    expect(cleo.get_by_text("At six the doors close.").first).to_be_visible()


def the_manager(spaces: Spaces, ada: Page, purpose: Purpose) -> None:
    """Who manages sees what conversations led to, by groups of five or more, and has no way in."""
    for address in (f"/communities/{spaces.community.id}/", f"/purposes/{purpose.id}/", f"/teams/{spaces.team.id}/"):
        answer = ada.goto(address)
        assert answer is not None
        assert answer.status == 404
    assert (Community.objects.count(), Team.objects.count()) >= (1, 1)
    publish_due(datetime(NOW.year + 1, 1, 15, tzinfo=UTC))
    ada.goto("/figures/")
    expect(ada.get_by_role("heading", name="Nobody listens in")).to_be_visible()
    expect(ada.get_by_text("Readers' circle")).to_have_count(0)
    picture(ada, "7-manager")
