"""The whole way with somebody, in a real browser: from "I would like to know her" to a friendship that is kept up, and
to an honest goodbye. Once at a desk in the light, once at a phone's width in the dark, with a keyboard alone.

Time passes: the server's clock and the browser's are moved on from one stage to the next. With SEGUE_PICTURES set to a
folder the screens are kept there (`python -m tools.pictures walk` makes those of the documents so).
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from segue.domain.today import Rule, decide
from segue.queries import triage
from segue.queries.facts import facts_of
from segue.queries.talks import LIVE_MEDIA
from segue.store.models import Board, Commitment, Connection, Conversation, Person
from segue.web import visits
from tests.browser.conftest import WIDE, arrive
from tests.browser.hand import Hand, Keys
from tests.cast import NOW, Cast

PHONE: ViewportSize = {"width": 360, "height": 780}
PICTURES = os.environ.get("SEGUE_PICTURES", "")
HERE = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment on Ada's wall clock."""
    return datetime(2026 + (month < 11), month, day, hour, minute, tzinfo=HERE)


@dataclass
class Walk:
    """Ada on her way with Esi."""

    cast: Cast
    page: Page
    hand: Hand
    patch: pytest.MonkeyPatch
    look: str
    now: datetime = NOW

    @property
    def esi(self) -> Person:
        return Person.objects.get(name="Esi Mensah")

    @property
    def connection(self) -> Connection:
        return Connection.objects.get(person=self.esi)

    @property
    def side(self) -> Locator:
        return self.page.locator("#side")

    def pass_to(self, moment: datetime) -> None:
        """Time passes, and no talk that was held so far has simply evaporated."""
        self.now = moment
        self.patch.setattr(visits, "clock", lambda: moment)
        self.page.clock.set_system_time(moment)
        unended = Conversation.objects.filter(
            medium__in=LIVE_MEDIA, wrapped_at=None, cancelled=False, held_until__lte=moment - DAY
        )
        everybody = facts_of(self.cast.owner, list(Connection.objects.values_list("id", flat=True)), moment)
        rows = [row for facts in everybody for row in decide(facts, moment).rows]
        asked = {row.conversation_id for row in rows if row.rule is Rule.WRAP_UP}
        old = {each.id for each in triage.pile(self.cast.owner, moment, kind=triage.TALK).talks}
        assert {each.id for each in unended} == asked | old

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_load_state()

    def person(self) -> None:
        self.open(f"/people/{self.esi.id}/")

    def link(self, words: str, within: Locator | None = None) -> None:
        place = within or self.page.locator("#main")
        self.hand.press(place.get_by_role("link", name=words).first)

    def button(self, words: str, within: Locator | None = None) -> None:
        place = within or self.page.locator("#main")
        self.hand.press(place.get_by_role("button", name=words).first)

    def act(self, row: Locator, key: str, words: str) -> None:
        """Do something to a row: by its key, or by going there and pressing what it shows."""
        if isinstance(self.hand, Keys):
            self.hand.reach(row.get_by_role("link").first)
            self.page.keyboard.press(key)
        else:
            row.click(position={"x": 4, "y": 4})
            row.locator("a, button").filter(visible=True).and_(
                self.page.get_by_role("button", name=words).or_(self.page.get_by_role("link", name=words))
            ).first.click()

    def row(self, words: str) -> Locator:
        """A row of Today."""
        return self.page.locator("#today [data-row]", has_text=words)

    def told(self, words: str) -> None:
        """Wait for what the page says of a deed."""
        expect(self.page.locator("[data-toast]", has_text=words).first).to_be_visible()

    def picture(self, name: str) -> None:
        """Keep this screen, where pictures are wanted."""
        if PICTURES:
            self.page.evaluate("scrollTo(0, 0)")
            self.page.screenshot(path=Path(PICTURES) / f"{name}-{self.look}.png", scale="css")


@pytest.fixture(params=["desk", "phone"])
def walk(request: pytest.FixtureRequest, cast: Cast, ada: Page, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """At a desk in the light or at a phone's width in the dark, by keyboard alone; SEGUE_WALK=finger points instead."""
    desk = request.param == "desk"
    expect.set_options(timeout=15_000)
    ada.set_viewport_size(WIDE if desk else PHONE)
    ada.emulate_media(color_scheme="light" if desk else "dark")
    ada.clock.install(time=NOW)
    hand = Hand(ada) if os.environ.get("SEGUE_WALK") == "finger" else Keys(ada)
    return Walk(cast, ada, hand, monkeypatch, "light" if desk else "phone-dark")


@pytest.mark.slow
def test_from_i_would_like_to_know_her_to_both_endings(walk: Walk) -> None:
    meet(walk)
    wish(walk)
    first_talk(walk)
    possibilities(walk)
    opportunity(walk)
    plan(walk)
    check_in(walk)
    keep_up(walk)
    say_goodbye(walk)


def meet(walk: Walk) -> None:
    walk.open("/people/")
    walk.link("Add somebody")
    arrive(walk.page, "Add somebody")
    walk.hand.write(walk.page.get_by_label("Name"), "Esi Mensah")
    walk.hand.write(walk.page.get_by_label("Mail address"), "esi@mensah.example")
    walk.hand.write(walk.page.get_by_label("Telephone"), "+233 20 123 4567")
    walk.picture("01-add")
    walk.hand.save(walk.page.get_by_label("Name"))
    arrive(walk.page, "Esi Mensah")


def wish(walk: Walk) -> None:
    walk.link("Say what you want")
    panel = walk.side
    walk.hand.write(panel.get_by_label("In my words"), "I would like to know her")
    walk.hand.write(panel.get_by_label("What is in it for them"), "readers who finish what they begin")
    walk.hand.choose(panel.get_by_label("How many conversations"), "a series: a way to joint action")
    walk.hand.save(panel.get_by_label("In my words"))
    expect(walk.page.locator(".told")).to_contain_text("I would like to know her")
    expect(walk.page.locator(".laid-out li")).to_have_count(5)
    walk.picture("02-intent")
    assert walk.connection.stage == "intent"


def first_talk(walk: Walk) -> None:
    """Booked by voice, prepared, held with marks, wrapped up with a next step; then a word of thanks."""
    walk.link("Book a talk")
    expect(walk.side).to_contain_text("Talk the first time")
    walk.hand.tick(walk.side.get_by_role("radio").first)
    walk.hand.write(walk.side.get_by_label("Aim"), "know whether we fit")
    walk.hand.save(walk.side.get_by_label("Aim"))
    expect(walk.page.locator(".way")).to_contain_text("Call with Esi Mensah")
    talk = Conversation.objects.get(medium="call")
    walk.open(f"/talks/{talk.id}/prepare/")
    walk.hand.write(walk.page.get_by_label("What I expect"), "she wants to go on")
    walk.hand.write(walk.page.get_by_label("How likely"), "70")
    walk.hand.tick(walk.page.get_by_role("checkbox").first)
    walk.hand.save(walk.page.get_by_label("What I expect"))
    expect(walk.page.locator("#toasts")).to_contain_text("Call with Esi Mensah")
    walk.picture("03-prepare")
    walk.pass_to(talk.first_at)
    walk.open(f"/talks/{talk.id}/live/")
    walk.button("Start the clock")
    expect(walk.page.get_by_role("timer")).to_contain_text("left")
    expect(walk.page.locator("#mark-text")).to_be_focused()
    for mark in ("p me: send two dates by Friday", "t night openings", "n not before March"):
        walk.hand.write(walk.page.locator("#mark-text"), mark)
        walk.page.keyboard.press("Enter")
    expect(walk.page.locator("[data-marks-list] li")).to_have_count(3)
    expect(walk.page.locator("[data-sent]")).to_have_text("All marks are sent.")
    walk.picture("04-during")
    walk.pass_to(talk.first_at + timedelta(minutes=30))
    walk.link("Wrap up")
    arrive(walk.page, "Call with Esi Mensah")
    expect(walk.page.locator("[name=step-0-what]")).to_have_value("send two dates")
    walk.hand.tick(walk.page.get_by_label("yes", exact=True))
    walk.hand.choose(walk.page.get_by_label("How was it for you?"), "5")
    walk.picture("05-wrap-up")
    walk.hand.save(walk.page.locator("[name=step-0-what]"))
    walk.link("A word of thanks")
    expect(walk.side.get_by_label("Text")).to_have_value(re.compile("send two dates"))
    walk.picture("06-thanks")
    walk.button("I have sent it", walk.side)
    walk.told("Thanked")
    move_on(walk, "relatedness")
    talk.refresh_from_db()
    assert (talk.ending, talk.rating, talk.happened) == ("next step", 5, "yes")


def move_on(walk: Walk, stage: str) -> None:
    walk.person()
    walk.link("Move")
    walk.hand.choose(walk.side.get_by_label("To"), stage)
    walk.hand.save(walk.side.get_by_label("To"))
    expect(walk.page.locator(".stages [aria-current=step]")).to_have_text(stage)


def possibilities(walk: Walk) -> None:
    """A board: ideas first, a night, then one chosen with why; its two sessions are wrapped up; the summary."""
    promise = Commitment.objects.get(connection=walk.connection)
    walk.pass_to(at(11, 25, 9))
    move_on(walk, "possibilities")
    walk.open("/")
    expect(walk.row("Esi Mensah").first).to_be_visible()
    walk.picture("07-today")
    walk.person()
    walk.link("Board")
    walk.hand.write(walk.page.get_by_label("What could you two do together?"), "Reading at night")
    walk.hand.save(walk.page.get_by_label("What could you two do together?"))
    for idea in ("A tent of books", "Night opening on Fridays"):
        walk.hand.write(walk.page.locator("#texts"), idea)
        walk.page.keyboard.press("Enter")
        expect(walk.page.locator(".idea", has_text=idea)).to_be_visible()
    walk.hand.tick(walk.page.get_by_label("theirs"))
    walk.hand.write(walk.page.locator("#texts"), "Loan of readers")
    walk.page.keyboard.press("Enter")
    expect(walk.page.locator(".counted")).to_contain_text("2 yours, 1 theirs")
    walk.picture("08-gather")
    walk.link("Book both sessions")
    walk.hand.moment(walk.side.get_by_label("Divergent session"), at(11, 26, 10))
    walk.hand.moment(walk.side.get_by_label("Convergent session"), at(11, 27, 10))
    walk.hand.save(walk.side.get_by_label("How"))
    expect(walk.page.locator(".pair")).to_contain_text("Convergent session")
    pair = Board.objects.select_related("divergent_talk", "convergent_talk").get()
    gathering, weighing = pair.divergent_talk, pair.convergent_talk
    assert gathering
    assert weighing
    walk.pass_to(at(11, 27, 10, 30))
    board = walk.page.url
    walk.open(f"/talks/{gathering.id}/wrap-up/")
    walk.hand.tick(walk.page.get_by_label("Enjoyed, nothing expected"))
    walk.hand.save(walk.page.get_by_label("How was it for you?"))
    expect(walk.page.locator(".talk .kept")).to_be_visible()
    walk.open(board)
    walk.button("Enough: weigh them")
    expect(walk.page.locator(".counted")).to_contain_text("dots left")
    loan = walk.page.locator(".idea", has_text="Loan of readers")
    walk.act(loan, "v", "One dot of yours more")
    expect(walk.page.locator(".counted")).to_contain_text("yours 2")
    walk.act(loan, "y", "Choose")
    walk.hand.write(walk.side.locator("#id_why"), "it costs little, and she has the van")
    walk.hand.save(walk.side.locator("#id_why"))
    expect(walk.page.locator(".chosen-ideas")).to_contain_text("it costs little")
    walk.picture("09-weigh")
    walk.button("Settle it")
    expect(walk.page.get_by_role("link", name="The summary")).to_be_visible()
    walk.pass_to(at(11, 27, 11, 30))
    walk.open(f"/talks/{weighing.id}/wrap-up/")
    walk.hand.write(walk.page.locator("[name=step-0-what]"), "say who decides")
    walk.hand.choose(walk.page.locator("[name=step-0-who]"), "They do")
    walk.hand.day(walk.page.locator("[name=step-0-due]"), date(2026, 12, 1))
    walk.hand.save(walk.page.locator("[name=step-0-what]"))
    expect(walk.page.locator(".talk .kept")).to_contain_text("say who decides")
    walk.link("A word of thanks")
    walk.button("I have sent it", walk.side)
    walk.told("Thanked")
    walk.open(board)
    walk.link("The summary")
    expect(walk.side.get_by_label("Text")).to_have_value(re.compile("Loan of readers"))
    walk.picture("10-summary")
    walk.button("I have sent it", walk.side)
    walk.told("summary is sent")
    walk.open(f"/people/{walk.esi.id}/")
    done(walk, promise)


def done(walk: Walk, commitment: Commitment) -> None:
    """Say on her page that it is done."""
    walk.act(walk.page.locator(f"#commitment-{commitment.id}"), "e", "Done")
    walk.told(f"Done: {commitment.what}")
    commitment.refresh_from_db()
    assert commitment.state in ("reported", "kept")


def opportunity(walk: Walk) -> None:
    """What each side wants; where they differ it is said, until both mean the same."""
    walk.pass_to(at(12, 2, 10))
    walk.person()
    done(walk, Commitment.objects.get(what="say who decides"))
    move_on(walk, "opportunity")
    walk.link("Opportunity")
    walk.button("Begin with this")
    arrive(walk.page, "Loan of readers")
    said = {"Outcomes": "sixty finish", "Responsibilities": "she asks", "Resources": "a van", "Timing": "March"}
    for term, words in said.items():
        walk.link(term)
        walk.hand.write(walk.side.get_by_label("What I want"), words)
        walk.hand.write(walk.side.get_by_label("What they want"), "after Easter" if term == "Timing" else words)
        if term != "Timing":
            walk.hand.tick(walk.side.get_by_label("Both mean the same"))
        walk.hand.save(walk.side.get_by_label("What I want"))
        expect(walk.page.locator(".two-sides", has_text=words)).to_be_visible()
    expect(walk.page.get_by_text("You two differ on")).to_be_visible()
    walk.picture("11-opportunity")
    walk.link("Timing")
    walk.hand.tick(walk.side.get_by_label("Both mean the same"))
    walk.hand.save(walk.side.get_by_label("What I want"))
    expect(walk.page.get_by_text("You two differ on")).to_have_count(0)
    walk.button("Both agree")
    expect(walk.page.get_by_role("link", name="Plan it")).to_be_visible()


def plan(walk: Walk) -> None:
    """Items, one of them a promise; what stands in the way; a day on which to check in."""
    walk.link("Plan it")
    walk.button("Plan this")
    arrive(walk.page, "Loan of readers")
    add = walk.page.locator(".add-item")
    for what, due in (("Print labels", date(2026, 12, 8)), ("Hand out the readers", date(2026, 12, 18))):
        walk.hand.write(add.get_by_label("What"), what)
        walk.hand.day(add.get_by_label("By"), due)
        walk.hand.save(add.get_by_label("What"))
        expect(walk.page.locator(".plan-item", has_text=what)).to_be_visible()
    labels = walk.page.locator(".plan-item", has_text="Print labels")
    walk.act(labels, "p", "Promised")
    expect(labels).to_contain_text("promised")
    walk.link("When to check in")
    walk.hand.day(walk.side.get_by_label("The next agreed day"), date(2026, 12, 9))
    walk.hand.write(walk.side.get_by_label("How"), "a call of ten minutes")
    walk.hand.save(walk.side.get_by_label("How"))
    expect(walk.page.locator(".board-head")).to_contain_text("a call of ten minutes")
    walk.picture("12-plan")
    move_on(walk, "action")


def check_in(walk: Walk) -> None:
    """A day late: a reason and a new date, and the words; then the agreed check-in; then it is done."""
    walk.pass_to(at(12, 10, 9))
    walk.open("/")
    walk.picture("13-late")
    labels = Commitment.objects.get(what="Print labels")
    walk.open(f"/commitments/{labels.id}/counter/")
    walk.hand.day(walk.page.get_by_label("You will have it by"), date(2026, 12, 14))
    walk.hand.write(walk.page.get_by_label("The reason"), "the ink came late")
    walk.hand.save(walk.page.get_by_label("The reason"))
    expect(walk.page.get_by_label("Text")).to_have_value(re.compile("the ink came late"))
    walk.picture("14-new-date")
    labels.refresh_from_db()
    assert labels.state == "countered"
    walk.open(f"/connections/{walk.connection.id}/plan/")
    walk.button("Checked in")
    walk.told("hecked in")
    for what in ("Print labels", "Hand out the readers"):
        row = walk.page.locator(".plan-item", has_text=what)
        walk.act(row, "e", "Done")
        expect(row.locator(".tag.kept")).to_contain_text("done")
    walk.button("Finish")
    expect(walk.page.locator(".board-head")).to_contain_text("finished")


def keep_up(walk: Walk) -> None:
    """A cadence and a topic; when it has passed a hello with no ask; any contact starts it anew."""
    walk.pass_to(at(12, 18, 9))
    move_on(walk, "maintained")
    walk.hand.choose(walk.page.get_by_label("Ideally about every"), "month")
    walk.hand.save(walk.page.get_by_label("Ideally about every"))
    walk.told("every 30 days")
    walk.hand.write(walk.page.get_by_label("A topic"), "grandmother's recipes")
    walk.hand.save(walk.page.get_by_label("A topic"))
    expect(walk.page.locator("#keeping")).to_contain_text("grandmother's recipes")
    walk.picture("15-keeping")
    walk.pass_to(at(2, 15, 9))
    walk.open("/")
    expect(walk.row("Esi Mensah").first).to_be_visible()
    walk.picture("16-in-touch")
    walk.open(f"/connections/{walk.connection.id}/hello/")
    expect(walk.page.get_by_label("Text")).to_have_value(re.compile("recipes"))
    walk.open("/log/")
    walk.hand.write(walk.page.locator("[name=line]"), "call with Esi Mensah 20m: enjoyed")
    walk.hand.save(walk.page.locator("[name=line]"))
    expect(walk.page.locator(".talk .kept")).to_be_visible()
    walk.open("/")
    expect(walk.row("Esi Mensah")).to_have_count(0)


def say_goodbye(walk: Walk) -> None:
    """First what is still owed, then why; the words; afterwards nothing asks."""
    walk.person()
    walk.link("Honest close")
    arrive(walk.page, "Close honestly with Esi Mensah")
    for fate in walk.page.locator("#panel select[name^=fate-]").all():
        walk.hand.choose(fate, "Released: nobody waits for it")
    walk.hand.write(walk.page.get_by_label("Why it ends here"), "she moves to Lisbon")
    walk.hand.choose(walk.page.get_by_label("Who ends it"), "Both of us")
    walk.hand.write(walk.page.get_by_label("How to stay in touch"), "a card at New Year")
    walk.picture("17-close")
    walk.hand.save(walk.page.get_by_label("Why it ends here"))
    arrive(walk.page, "The words to close with")
    expect(walk.page.get_by_label("Text")).to_have_value(re.compile("she moves to Lisbon"))
    walk.picture("18-farewell")
    assert walk.connection.closed_by == "both"
    walk.pass_to(at(10, 1, 9))
    walk.open("/")
    expect(walk.row("Esi Mensah")).to_have_count(0)
    walk.person()
    expect(walk.page.locator("#main")).to_contain_text("she moves to Lisbon")
    walk.picture("19-closed")
