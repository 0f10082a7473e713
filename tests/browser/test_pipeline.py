"""The pipeline by keyboard and by dragging."""

from playwright.sync_api import Page, expect

from segue.store.models import Connection
from tests.browser.conftest import arrive
from tests.browser.world import World


def open_board(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.press("l")
    arrive(page, "Pipeline")


def test_somebody_is_moved_along_by_keyboard(world: World, ada: Page) -> None:
    open_board(ada)
    dai, amara = (who.connection.id for who in (world.cast.dai, world.cast.amara))
    ada.locator(f"#card-{dai}").focus()
    ada.keyboard.press("ArrowRight")
    expect(ada.locator(f"#card-{amara}")).to_be_focused()
    ada.keyboard.press("ArrowLeft")
    expect(ada.locator(f"#card-{dai}")).to_be_focused()
    ada.keyboard.press("o")
    expect(ada.locator("[data-drop=possibilities]")).to_contain_text("Dai Nakamura")
    ada.keyboard.press("m")
    expect(ada.locator("#side #panel")).to_be_visible()
    ada.keyboard.press("Escape")
    ada.keyboard.press("z")
    expect(ada.locator("[data-drop=relatedness]")).to_contain_text("Dai Nakamura")


def test_what_a_drag_leaves_out_is_asked_for_beside_the_board(world: World, ada: Page) -> None:
    open_board(ada)
    card = ada.locator(f"[data-card='{world.cast.dai.connection.id}']")
    card.drag_to(ada.locator("[data-drop=action]"))
    why = ada.locator("#side textarea[name=why]")
    expect(why).to_be_visible()
    assert Connection.objects.get(person=world.cast.dai).stage == "relatedness"
    why.fill("we have done it before")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("[data-drop=action]")).to_contain_text("Dai Nakamura")
    ada.locator(f"[data-card='{world.cast.amara.connection.id}']").drag_to(ada.locator("[data-drop=closed]"))
    expect(ada.locator("#side #panel")).to_contain_text("Amara")
