"""From a first wish to a wrapped-up talk, in a real browser: by keyboard alone, with the connection gone, for axe."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from segue.actions import booking, during, stages
from segue.domain.connections import Intent, Series, Wanted
from segue.domain.talk_marks import Jotted, Kind
from segue.store.models import Commitment, Connection, Conversation, TalkMark
from tests.browser.conftest import enter
from tests.browser.test_accessibility import THEMES, WIDTHS, problems
from tests.cast import NOW, Cast

SAID = "Amara Osei: I will send you the budget by Friday.\nAda Lindqvist: Thank you."


@pytest.fixture
def talk(transactional_db: None, cast: Cast) -> Conversation:
    """A talk that has begun, prepared, with marks and a transcript."""
    wish = Intent("a pilot in March", Wanted.JOINT_ACTION, "readers", Series.WAY, "a pilot partner")
    stages.set_intent(cast.owner, cast.with_amara.id, wish, NOW, source="web")
    sheet = booking.Prepared("a yes or a no", "the pilot\nthe budget", "who decides?", "outline.pdf", "a yes", 40)
    booked = booking.Booking([cast.amara.id], NOW + timedelta(hours=1), prepared=sheet)
    made = booking.book(cast.owner, booked, NOW, source="web")
    during.start(cast.owner, made.id, NOW, source="web")
    marks = [Jotted("a", Kind.PROMISE, "me: send two dates by Friday", NOW, NOW),
             Jotted("b", Kind.LIMIT, "not before March", NOW, NOW)]  # fmt: skip
    during.mark(cast.owner, made.id, marks, NOW, source="web")
    during.add_transcript(cast.owner, made.id, SAID, NOW, source="web")
    return made


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(talk: Conversation, cast: Cast, ada: Page, theme: str, width: int) -> None:
    ada.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    ada.set_viewport_size({"width": width, "height": 800})
    connection = cast.with_amara.id
    addresses = [
        f"/people/{cast.amara.id}/", "/needs/", f"/conversations/{talk.id}/",
        *(f"/connections/{connection}/{verb}/" for verb in ("intent", "stage", "book", "invite")),
        *(f"/talks/{talk.id}/{verb}/" for verb in ("prepare", "rebook", "live", "wrap-up")),
    ]  # fmt: skip
    found = {address: problems(ada, address) for address in addresses}
    assert {address: told for address, told in found.items() if told} == {}


def test_from_a_wish_to_a_next_step_by_keyboard_alone(transactional_db: None, cast: Cast, ada: Page) -> None:
    ada.clock.install(time=NOW)
    press, write = ada.keyboard.press, ada.keyboard.type
    ada.goto(f"/people/{cast.amara.id}/")
    press("i")
    expect(ada.locator("#side #id_text")).to_be_visible()
    ada.locator("#side #id_text").focus()
    write("a pilot in March")
    press("Control+Enter")
    expect(ada.locator(".told")).to_contain_text("a pilot in March")
    assert Connection.objects.get(person=cast.amara).stage == "intent"
    ada.keyboard.press("b")
    expect(ada.locator("#side")).to_contain_text("Talk the first time")
    ada.locator("#side [name=objective]").focus()
    write("a yes or a no")
    press("Control+Enter")
    expect(ada.locator(".way")).to_contain_text("Call with Amara Osei")
    booked = Conversation.objects.get(medium="call")
    assert booked.objective == "a yes or a no"
    ada.goto(f"/talks/{booked.id}/live/")
    ada.get_by_role("button", name="Start the clock").focus()
    press("Enter")
    expect(ada.get_by_role("timer")).to_contain_text("left")
    expect(ada.locator("#mark-text")).to_be_focused()
    write("p me: send two dates by Friday")
    press("Enter")
    expect(ada.locator("[data-sent]")).to_have_text("All marks are sent.")
    ada.locator("#main").focus()
    press("w")
    expect(ada.locator("[name=step-0-what]")).to_have_value("send two dates")
    ada.locator("[name=step-0-what]").focus()
    press("Control+Enter")
    expect(ada.get_by_role("link", name="A word of thanks")).to_be_visible()
    booked.refresh_from_db()
    assert booked.ending == "next step"
    assert Commitment.objects.get(conversation=booked).what == "send two dates"


def test_marks_are_kept_while_the_connection_is_gone(talk: Conversation, ada: Page) -> None:
    ada.clock.install(time=NOW)
    ada.goto(f"/talks/{talk.id}/live/")
    ada.route("**/marks/", lambda route: route.abort())
    ada.locator("#mark-text").fill("i a reading night")
    ada.keyboard.press("Enter")
    expect(ada.locator("[data-sent]")).to_contain_text("Your marks are kept here")
    ada.reload()
    expect(ada.locator("[data-marks-list]")).to_contain_text("a reading night")
    assert not TalkMark.objects.filter(kind="idea").exists()
    ada.unroute_all()
    expect(ada.locator("[data-sent]")).to_have_text("All marks are sent.", timeout=20_000)
    assert TalkMark.objects.get(kind="idea").text == "a reading night"
    ada.get_by_role("button", name="Drop: not before March").click()
    expect(ada.locator("[data-marks-list]")).not_to_contain_text("not before March")
    expect(ada.locator("[data-sent]")).to_have_text("All marks are sent.")


def test_the_page_of_a_talk_comes_without_a_connection(
    talk: Conversation, cast: Cast, browser: Browser, server: str
) -> None:
    context = browser.new_context(base_url=server)
    page = context.new_page()
    enter(page, cast)
    page.goto(f"/talks/{talk.id}/live/")
    expect(page.locator("[data-kept=yes]")).to_be_attached()
    page.goto("/")
    context.set_offline(True)
    page.goto(f"/talks/{talk.id}/live/")
    expect(page.get_by_text("who decides?")).to_be_visible()
    page.locator("#mark-text").fill("i a reading night")
    page.keyboard.press("Enter")
    expect(page.locator("[data-sent]")).to_contain_text("Your marks are kept here")
    context.set_offline(False)
    expect(page.locator("[data-sent]")).to_have_text("All marks are sent.", timeout=20_000)
    assert TalkMark.objects.get(kind="idea").text == "a reading night"
    context.clear_cookies()
    page.goto("/accounts/login/")
    page.wait_for_function("async () => !(await caches.has('talk'))")
    context.close()


def test_what_an_ending_lacks_is_told_beside_it(talk: Conversation, ada: Page) -> None:
    ada.goto(f"/talks/{talk.id}/wrap-up/")
    ada.get_by_label("Honest close").check()
    ada.get_by_role("button", name="Finish").click()
    expect(ada.locator(".errorlist")).to_have_text("This ending needs it.")
    ada.get_by_label("Enjoyed, nothing expected").check()
    ada.get_by_role("button", name="Finish").click()
    expect(ada.get_by_role("link", name="A word of thanks")).to_be_visible()
