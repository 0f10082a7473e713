"""axe finds nothing on any screen, light and dark, wide and narrow (WCAG 2.2 AA); no screen scrolls sideways."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from segue.store.models import Commitment, Connection
from tests.browser.pictures import keep
from tests.browser.world import World

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SHOWS = {
    "w": "#side mark",
    "s": "#side #panel",
    "Control+k": "#palette[open] [aria-selected=true]",
    "?": "#keys-help[open]",
    "e": "[data-toast]",
}
"""What is to be seen once a key has done its work."""
THEMES, WIDTHS = ("light", "dark"), (320, 1280)
PICTURED = {("light", 1280), ("dark", 320)}
"""In which looks the screens are kept for the documents."""


def screens(world: World) -> dict[str, str]:
    """Every screen, by name; what follows a space is pressed there."""
    commitment, connection = world.promise.id, world.cast.with_amara.id
    return {
        "today": "/",
        "the words": "/ w",
        "snooze": "/ s",
        "palette": "/ Control+k",
        "keys": "/ ?",
        "why": f"/today/{connection}/",
        "one at a time": "/one-at-a-time/",
        "people": "/people/",
        "add somebody": "/people/add/",
        "person": f"/people/{world.cast.amara.id}/",
        "set somebody right": f"/people/{world.cast.amara.id}/edit/",
        "agree on a day": f"/connections/{connection}/contact/",
        "the one reminder": f"/commitments/{Commitment.objects.get(what='look at the old draft').id}/remind/",
        "a word of thanks": f"/talks/{world.talk.id}/draft/",
        "forget": f"/people/{world.cast.amara.id}/forget/",
        "conversation": f"/conversations/{world.thread.id}/",
        "talk": f"/conversations/{world.talk.id}/",
        "wrap up": f"/talks/{world.talk.id}/wrap-up/",
        "counter": f"/commitments/{commitment}/counter/",
        "correct": f"/commitments/{commitment}/correct/",
        "reply": f"/commitments/{world.asked.id}/reply/",
        "call": f"/connections/{connection}/call/",
        "new date words": f"/commitments/{commitment}/new-date-words/",
        "farewell": f"/connections/{connection}/farewell/",
        "settle": f"/connections/{connection}/settle/",
        "close": f"/connections/{connection}/close/",
        "a new board": f"/connections/{Connection.objects.exclude(boards__gt=0).latest('id').id}/board/",
        "board": f"/boards/{world.gathering.id}/",
        "board, weighing": f"/boards/{world.weighing.id}/",
        "book both": f"/boards/{world.gathering.id}/book/",
        "summary": f"/boards/{world.weighing.id}/summary/",
        "group": f"/ideas/{world.weighing.ideas.latest('id').id}/group/",
        "choose": f"/ideas/{world.weighing.ideas.earliest('id').id}/choose/",
        "a new opportunity": f"/connections/{world.cast.dai.connection.id}/opportunity/",
        "opportunity": f"/opportunities/{world.opportunity.id}/",
        "a term": f"/opportunities/{world.opportunity.id}/timing/",
        "a kind end": f"/opportunities/{world.opportunity.id}/end/",
        "a new plan": f"/connections/{world.cast.dai.connection.id}/plan/",
        "plan": f"/plans/{world.plan.id}/",
        "plan item": f"/plan-items/{world.plan.items.latest('id').id}/change/",
        "an issue": f"/plans/{world.plan.id}/issue/",
        "plan changes": f"/plans/{world.plan.id}/changes/",
        "check in": f"/plans/{world.plan.id}/follow-up/",
        "pipeline": "/pipeline/",
        "pipeline as a list": "/pipeline/?as=list",
        "insights": "/insights/",
        "losing touch": "/touch/",
        "news": "/news/",
        "introductions": "/introductions/",
        "introduction": f"/introductions/{connection}/{world.cast.dai.connection.id}/draft/",
        "victories": "/victories/",
        "share a victory": f"/victories/{world.victory.id}/share/",
        "worth": "/worth/",
        "hello": f"/connections/{connection}/hello/",
        "log": "/log/?line=call with Amara: I send it by Friday",
        "search": "/search/?q=ama",
        "search help": "/search/",
        "triage": "/triage/",
        "learned": "/learned/",
        "reader": "/reader/",
        "triage, talks": "/triage/?kind=talk",
        "imports": "/imports/",
        "import": f"/imports/{world.run.id}/",
        "settings": "/settings/",
        "history": "/history/",
        "help": "/help/",
        "more": "/more/",
        "second factor": "/accounts/2fa/",
        "not here": "/nowhere/",
        "toast": "/ e",
    }


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(world: World, ada: Page, theme: str, width: int) -> None:
    ada.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    ada.set_viewport_size({"width": width, "height": 720})
    found = {}
    for name, address in screens(world).items():
        found[name] = problems(ada, address)
        if (theme, width) in PICTURED:
            keep(ada, name)
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_way_in(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    for address in ("/accounts/login/", "/sign-in/made-up/"):
        assert problems(page, address) == []


def test_wider_spacing_of_text_hides_nothing(world: World, ada: Page) -> None:
    """WCAG 1.4.12, on the densest screen."""
    ada.set_viewport_size({"width": 320, "height": 800})
    ada.goto("/")
    ada.evaluate(
        """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
        document.adoptedStyleSheets = [sheet]; }"""
    )
    assert sideways(ada) == 0


def problems(page: Page, address: str) -> list[str]:
    """What axe says of a screen, and how far it can be scrolled sideways."""
    path, _, key = address.partition(" ") if " " in address and not address.startswith("/log") else (address, "", "")
    page.goto(path)
    if key:
        page.keyboard.press(key)
        expect(page.locator(SHOWS[key]).first).to_be_visible()
    told = [
        f"{each['id']}: {node['html'][:160]}"
        for each in Axe().run(page, options=RULES).response["violations"]
        for node in each["nodes"]
    ]
    return told + ([f"sideways by {sideways(page)} px"] if sideways(page) else [])


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
