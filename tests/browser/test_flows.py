"""What a person does in the browser, from signing in to watching an import finish."""

import re
from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Page, Route, expect

from segue.store.models import Commitment, Mark
from tests.browser.conftest import arrive
from tests.browser.world import World
from tests.cast import Cast

ROWS = "#today [data-row]"


def shown(page: Page, count: int) -> None:
    expect(page.locator(ROWS)).to_have_count(count)


def test_signs_in_by_password(page: Page, cast: Cast) -> None:
    cast.ada.user.set_password("correct horse battery")
    cast.ada.user.save()
    page.goto("/")
    page.get_by_label("Email").fill("ada@lindqvist.example")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Sign in", exact=True).click()
    arrive(page, "Today")


def test_reads_today_opens_the_words_marks_done_and_undoes(world: World, ada: Page) -> None:
    ada.reload()
    shown(ada, 3)
    row = ada.locator(ROWS, has_text="Send the outline")
    row.get_by_role("link", name="the words").click()
    side = ada.get_by_role("complementary", name="The words")
    expect(side.locator("mark")).to_have_text("I will send the outline by Monday.")
    ada.keyboard.press("Escape")
    expect(side).to_be_hidden()
    row.get_by_role("button", name="Done").click()
    shown(ada, 2)
    expect(ada.get_by_role("status").first).to_contain_text("Done: send the outline")
    assert Commitment.objects.get(id=world.promise.id).state == "reported"
    ada.get_by_role("button", name="Undo").first.click()
    shown(ada, 3)
    assert Commitment.objects.get(id=world.promise.id).state == "promised"


def test_a_row_comes_back_when_the_server_cannot_be_reached(world: World, ada: Page) -> None:
    ada.reload()
    ada.route("**/commitments/**", lambda route: route.abort())
    ada.locator(ROWS, has_text="Send the outline").get_by_role("button", name="Done").click()
    expect(ada.get_by_role("status").first).to_contain_text("nothing was changed")
    shown(ada, 3)
    expect(ada.locator(ROWS, has_text="Send the outline")).to_be_visible()
    ada.unroute_all()


def test_works_without_a_script(world: World, ada: Page, server: str) -> None:
    cookies = ada.context.cookies()
    context = ada.context.browser.new_context(base_url=server, java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto("/")
    plain.locator(ROWS, has_text="Send the outline").get_by_role("button", name="Done").click()
    expect(plain.locator(ROWS)).to_have_count(2)
    plain.get_by_role("button", name="Undo").first.click()
    expect(plain.locator(ROWS)).to_have_count(3)
    plain.locator(ROWS, has_text="Send the outline").get_by_role("link", name="the words").click()
    expect(plain.locator("mark")).to_have_text("I will send the outline by Monday.")
    context.close()


def test_by_keyboard_alone(world: World, ada: Page) -> None:
    ada.reload()
    shown(ada, 3)
    press = ada.keyboard.press
    press("j")
    expect(ada.locator(f"{ROWS}.current")).to_contain_text("Send the outline")
    press("w")
    expect(ada.locator("#side mark")).to_be_visible()
    press("Escape")
    press("e")
    shown(ada, 2)
    expect(ada.locator(f"{ROWS}.current a:focus")).to_have_count(1)
    press("z")
    shown(ada, 3)
    press("j")
    press("j")
    press("s")
    expect(ada.locator("#side")).to_contain_text("Tomorrow")
    press("Enter")
    shown(ada, 2)
    press("z")
    shown(ada, 3)
    press("Control+k")
    ada.keyboard.type("peop")
    press("Enter")
    arrive(ada, "People")
    press("?")
    expect(ada.get_by_role("dialog", name="Keys")).to_be_visible()
    press("Escape")
    press("g")
    press("t")
    arrive(ada, "Today")


def test_keys_pressed_while_the_page_arrives_are_kept(world: World, ada: Page) -> None:
    held: list[Route] = []
    ada.route("**/js/keys.js", lambda route: held.append(route))
    ada.goto("/people/", wait_until="commit")
    expect(ada.get_by_role("heading", name="People", exact=True)).to_be_visible()
    ada.keyboard.press("?")
    expect(ada.get_by_role("dialog", name="Keys")).to_be_hidden()
    held[0].continue_()
    expect(ada.get_by_role("dialog", name="Keys")).to_be_visible()


def test_single_keys_rest_while_typing_and_when_turned_off(world: World, ada: Page) -> None:
    ada.goto("/settings/")
    ada.get_by_label("Name").press("z")
    expect(ada.get_by_role("heading", name="Settings")).to_be_visible()
    with ada.expect_response("**/settings/look/"):
        ada.get_by_label("Off; Ctrl-K and Esc stay").check()
    ada.goto("/")
    ada.keyboard.press("e")
    ada.keyboard.press("n")
    shown(ada, 3)
    ada.keyboard.press("Control+k")
    expect(ada.get_by_role("dialog", name="Search or do")).to_be_visible()


def test_the_palette_finds_people_and_the_theme_changes(world: World, ada: Page) -> None:
    ada.keyboard.press("Control+k")
    ada.keyboard.type("@amara")
    ada.get_by_role("option", name="Amara Osei").click()
    arrive(ada, "Amara Osei")
    ada.keyboard.press("Control+k")
    ada.keyboard.type(">light and dark")
    with ada.expect_response("**/settings/look/"):
        ada.keyboard.press("Enter")
    ada.reload()
    expect(ada.locator("html")).to_have_attribute("data-theme", re.compile("dark|light"))


def test_searches_as_one_types(world: World, ada: Page) -> None:
    ada.goto("/search/")
    ada.get_by_role("searchbox").press_sequentially("ama")
    expect(ada.locator("#found")).to_contain_text("Amara Osei")
    expect(ada).to_have_url(re.compile("q=ama"))


def test_corrects_a_detection_with_one_key(world: World, ada: Page) -> None:
    ada.goto(f"/conversations/{world.thread.id}/")
    row = ada.locator(".mark-row", has_text="could you send me the outline")
    row.get_by_role("link").first.focus()
    ada.keyboard.press("y")
    expect(row.get_by_text("Right")).to_have_count(0)
    seen = Mark.objects.get(message__body__contains="could you send me", act="request")
    assert seen.verdict == "confirmed"
    ada.locator(".mark-row", has_text="could you send me the outline").get_by_role("link").first.focus()
    ada.keyboard.press("u")
    expect(ada.locator(".mark-row", has_text="could you send me the outline")).to_have_count(0)
    seen.refresh_from_db()
    assert seen.verdict == "rejected"


def test_wraps_up_a_talk(world: World, ada: Page) -> None:
    ada.reload()
    ada.locator(ROWS, has_text="Wrap up").get_by_role("link", name="Wrap up").click()
    expect(ada.locator("#side #panel")).to_be_visible()
    ada.goto(f"/conversations/{world.talk.id}/")
    ada.keyboard.press("p")
    ada.locator("#side").get_by_label("Does what").first.fill("send two dates")
    ada.locator("#side").get_by_label("By", exact=True).first.fill("2026-11-27")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("#main")).to_contain_text("next step: send two dates")
    world.talk.refresh_from_db()
    assert world.talk.ending == "next step"


def test_what_was_typed_is_not_lost(world: World, ada: Page) -> None:
    ada.goto("/log/")
    ada.locator("#line").fill("call with Amara Osei: I send the budget by Friday")
    expect(ada.locator("#understood")).to_contain_text("send the budget")
    ada.goto("/")
    ada.goto("/log/")
    expect(ada.locator("#line")).to_have_value("call with Amara Osei: I send the budget by Friday")


@pytest.mark.usefixtures("worker")
def test_uploads_a_mailbox_and_watches_it_finish(cast: Cast, ada: Page, tmp_path: Path) -> None:
    mailbox = tmp_path / "mail.mbox"
    mailbox.write_text("".join(MAIL.format(n=n) for n in range(20)))
    with override_settings(UPLOADS=tmp_path / "uploads"):
        ada.goto("/imports/")
        ada.get_by_label("Files to read in").set_input_files(mailbox)
        ada.get_by_role("button", name="Read them in").click()
        expect(ada.locator("#run")).to_contain_text("Read to the end", timeout=30_000)
    expect(ada.locator(".figures")).to_contain_text(re.compile("20\\s*read|read\\s*20"))


MAIL = """From amara@asante.example Mon Nov 16 09:00:00 2026
From: Amara Osei <amara@asante.example>
To: ada@lindqvist.example
Subject: Number {n}
Date: Mon, 16 Nov 2026 09:00:{n:02} +0000
Message-ID: <{n}@asante.example>

Could you send me number {n}?

"""


def test_says_by_keys_whether_words_were_a_promise(world: World, ada: Page) -> None:
    ada.goto("/triage/")
    questions = ada.locator("[id^=question-][data-row]")
    expect(questions).to_have_count(2)
    ada.keyboard.press("j")
    ada.keyboard.press("y")
    expect(questions).to_have_count(1)
    assert Commitment.objects.filter(what__icontains="send the list", by_hand=True).exists()
    ada.keyboard.press("f")
    expect(questions).to_have_count(0)
    ada.keyboard.press("z")
    expect(questions).to_have_count(1)
    assert Mark.objects.filter(verdict="unsure").count() == 0
