"""A board, an opportunity and a plan in a real browser: by keyboard alone, by dragging, and without a script."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from segue.store.models import Board, Idea, Opportunity, Plan
from tests.browser.world import World

PHONE: ViewportSize = {"width": 320, "height": 800}


def choose(page: Page, key: str, panel: str) -> None:
    """Press a key that opens a panel beside the list, and wait for it."""
    page.keyboard.press(key)
    expect(page.locator("#side #panel")).to_contain_text(panel)


@pytest.mark.parametrize("narrow", [False, True])
def test_ideas_are_gathered_weighed_and_settled_by_keyboard_alone(world: World, ada: Page, narrow: bool) -> None:
    if narrow:
        ada.set_viewport_size(PHONE)
    ada.goto(f"/boards/{world.gathering.id}/")
    ada.keyboard.type("A tent of books")
    ada.keyboard.press("Enter")
    expect(ada.locator(".counted")).to_contain_text("4 ideas")
    expect(ada.locator("#texts")).to_be_focused()
    ada.keyboard.type("Tea")
    ada.keyboard.press("Enter")
    expect(ada.locator(".counted")).to_contain_text("5 ideas, 3 yours, 2 theirs")
    ada.get_by_role("button", name="Enough: weigh them").press("Enter")
    expect(ada.locator(".counted")).to_contain_text("dots left: yours 3, theirs 3")
    ada.keyboard.press("j")
    ada.keyboard.press("v")
    expect(ada.locator(".counted")).to_contain_text("dots left: yours 2, theirs 3")
    ada.keyboard.press("o")
    expect(ada.locator(".counted")).to_contain_text("dots left: yours 2, theirs 2")
    choose(ada, "m", "Lay it together")
    ada.keyboard.type("Places")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("[data-group=Places] .idea")).to_have_count(1)
    ada.locator("[data-group=Places] .idea a").first.focus()
    choose(ada, "y", "worth the effort")
    ada.keyboard.type("It is dry there")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator(".chosen-ideas")).to_contain_text("It is dry there")
    ada.get_by_role("button", name="Settle it").press("Enter")
    expect(ada.get_by_role("link", name="The summary")).to_be_visible()
    settled = Board.objects.get(id=world.gathering.id)
    (chosen,) = settled.ideas.filter(chosen=True)
    assert (settled.phase, chosen.group, chosen.my_dots, chosen.their_dots) == ("settled", "Places", 1, 1)


def test_an_idea_is_dragged_to_another_group_and_back_by_undo(world: World, ada: Page) -> None:
    ada.goto(f"/boards/{world.weighing.id}/")
    idea = Idea.objects.get(board=world.weighing, group="")
    ada.locator(f"#idea-{idea.id}").drag_to(ada.locator("[data-group=Things] h2"))
    expect(ada.locator(f"[data-group=Things] #idea-{idea.id}")).to_be_visible()
    ada.keyboard.press("z")
    expect(ada.locator(f"[data-group=''] #idea-{idea.id}")).to_be_visible()


def test_a_term_is_noted_until_both_agree(world: World, ada: Page) -> None:
    ada.goto(f"/opportunities/{world.opportunity.id}/")
    expect(ada.get_by_text("You two differ on 1 point")).to_be_visible()
    ada.locator("#term-timing-link").focus()
    choose(ada, "Enter", "Timing")
    ada.locator("#side [name=same]").check()
    ada.locator("#side [data-saves]").click()
    expect(ada.get_by_text("You two differ")).to_have_count(0)
    assert Opportunity.objects.get().terms.get(topic="timing").same


def test_an_item_is_added_and_done_by_keyboard(world: World, ada: Page) -> None:
    ada.goto(f"/plans/{world.plan.id}/")
    ada.get_by_label("What", exact=True).fill("Thank everybody")
    ada.keyboard.press("Control+Enter")
    row = ada.locator(".plan-item", has_text="Thank everybody")
    expect(row).to_be_visible()
    row.get_by_role("link", name="Thank everybody").focus()
    ada.keyboard.press("e")
    expect(row.locator(".tag.kept")).to_contain_text("done")
    assert Plan.objects.get().items.get(what="Thank everybody").done_at


def test_all_of_it_works_without_a_script(world: World, ada: Page, server: str) -> None:
    context = ada.context.browser.new_context(base_url=server, java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(ada.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"/boards/{world.weighing.id}/")
    plain.locator(".idea", has_text="Night opening").get_by_role("link", name="Group").click()
    plain.get_by_label("Group").fill("Times")
    plain.get_by_role("button", name="Save").click()
    expect(plain.locator("[data-group=Times] .idea")).to_have_count(2)
    plain.locator(".idea", has_text="Night opening").get_by_role("button", name="One dot of yours more").click()
    expect(plain.locator(".counted")).to_contain_text("dots left: yours 0")
    plain.goto(f"/plans/{world.plan.id}/")
    printing = plain.locator(f"#item-{world.plan.items.get(what='Print labels').id}")
    printing.get_by_role("button", name="Done").click()
    expect(printing.locator(".tag.kept")).to_be_visible()
    context.close()


def test_on_paper_there_are_no_buttons(world: World, ada: Page) -> None:
    ada.goto(f"/plans/{world.plan.id}/")
    ada.emulate_media(media="print")
    expect(ada.get_by_role("button")).to_have_count(0)
    expect(ada.get_by_text("Hand out the readers", exact=True)).to_be_visible()
    ada.emulate_media(media="screen")
