"""Marks that a transcript suggests: on the page of the talk, during it, and at its end, by keyboard and mouse."""

import pytest
from playwright.sync_api import Page, expect

from segue.actions import during
from segue.store.models import Conversation, Mark, TalkMark
from tests.browser.test_accessibility import THEMES, WIDTHS, problems
from tests.browser.world import World
from tests.cast import NOW

SAID = """Dai Nakamura: Well um our budget stops at 20k, and I can only do Tuesdays.
Ada Lindqvist: Okay, so we go with the second vendor.
Dai Nakamura: What if we ran it in two schools at once?
Ada Lindqvist: And we should talk about pricing next time.
Dai Nakamura: Not before March.
Ada Lindqvist: How about a joint webinar for teachers in small towns?
Dai Nakamura: Maybe we could ask the library to host it.
Ada Lindqvist: I have been thinking a lot about onboarding.
Dai Nakamura: We could print the first chapter as a leaflet for whoever waits at the station in the morning."""


@pytest.fixture
def talk(world: World) -> Conversation:
    return during.add_transcript(world.cast.owner, world.talk.id, SAID, NOW, source="web")


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(talk: Conversation, ada: Page, theme: str, width: int) -> None:
    ada.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    ada.set_viewport_size({"width": width, "height": 720})
    pages = {"during": f"/talks/{talk.id}/live/", "gate": f"/talks/{talk.id}/wrap-up/",
             "read": f"/conversations/{talk.id}/"}  # fmt: skip
    found = {name: problems(ada, address) for name, address in pages.items()}
    assert {name: told for name, told in found.items() if told} == {}


def test_what_was_said_is_marked_or_not_where_the_talk_is_read(talk: Conversation, ada: Page) -> None:
    ada.goto(f"/conversations/{talk.id}/")
    section = ada.get_by_role("region", name="Said in the talk: mark it?")
    expect(section.locator(".suggestion:visible")).to_have_count(6)
    section.get_by_text("3 more").click()
    expect(section.locator(".suggestion:visible")).to_have_count(9)
    section.get_by_role("button", name="Mark it: we go with the second vendor").click()
    expect(ada.locator(".marks")).to_contain_text("we go with the second vendor")
    ada.get_by_role("button", name="Not this: Not before March").click()
    expect(ada.get_by_role("region", name="Said in the talk: mark it?")).not_to_contain_text("Not before March")
    assert TalkMark.objects.get(text="we go with the second vendor").kind == "decision"
    assert Mark.objects.get(what="Not before March").verdict == "rejected"
    ada.keyboard.press("z")
    expect(ada.get_by_role("region", name="Said in the talk: mark it?")).to_contain_text("Not before March")


def test_while_it_is_held_a_yes_joins_the_marks_by_key(talk: Conversation, ada: Page) -> None:
    ada.goto(f"/talks/{talk.id}/live/")
    ada.get_by_role("button", name="Mark it: pricing").focus()
    ada.keyboard.press("Enter")
    expect(ada.locator("[data-marks-list]")).to_contain_text("pricing")
    expect(ada.get_by_role("button", name="Drop: pricing")).to_be_visible()
    assert TalkMark.objects.get(text="pricing").kind == "topic"


def test_the_gate_takes_what_is_chosen(talk: Conversation, ada: Page) -> None:
    ada.goto(f"/talks/{talk.id}/wrap-up/")
    ada.get_by_label("topic pricing").select_option("Mark it")
    ada.get_by_label("Enjoyed, nothing expected").check()
    ada.get_by_role("button", name="Finish").click()
    expect(ada.locator(".marks")).to_contain_text("pricing")
    assert TalkMark.objects.get(text="pricing").fate == "kept"
