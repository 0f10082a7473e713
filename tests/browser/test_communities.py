"""The screens of communities and teams: axe finds nothing, none scrolls sideways. At SEGUE_WIDTH, for pictures."""

import os
from datetime import date
from functools import partial

from django.utils import timezone
from playwright.sync_api import Page, expect

from segue.actions.accounts import sign_in_link
from segue.actions.deciding import open_decision, speak
from segue.actions.handovers import offer
from segue.actions.moderation import hide_post
from segue.actions.partnership import ask as ask_about
from segue.actions.posting import begin_thread
from segue.actions.purposes import endorse, raise_purpose
from segue.actions.reading import read_waiting
from segue.actions.teamwork import begin, raise_problem, wait_for
from segue.domain.teamwork import Way
from segue.store.models import Invitation, TeamCommitment
from tests.browser.pictures import keep
from tests.browser.test_accessibility import problems
from tests.cast import NOW
from tests.spaces import Spaces, say
from tests.web.test_figures import published

WIDTH = int(os.environ.get("SEGUE_WIDTH", "320"))


def test_communities_can_be_used_by_everybody(spaces: Spaces, page: Page) -> None:
    begin_thread(
        spaces.asker("Mona"), "What are you reading?", "A **long** one:\n\n> It was the best of times\n\n- and more",
        NOW, source="web", community_id=spaces.community.id,
    )  # fmt: skip
    say(spaces.thread, spaces.members["Stellan"], "https://example.org/a-very-long-address/that-does-not-break", NOW)
    purpose = raise_purpose(
        spaces.asker("Emil"), spaces.community.id, "Keep the library open one evening a week",
        [post.id for post in spaces.posts[:2]], NOW, source="web",
    )  # fmt: skip
    endorse(spaces.asker("Cleo"), purpose.id, NOW, source="web")
    handover = offer(spaces.asker("Stellan"), purpose.id, spaces.team.id, "Could you?", NOW, source="web")
    read_waiting()
    enter(page, spaces, "Stellan")
    here = f"/communities/{spaces.community.id}/"
    screens = {
        "communities": "/communities/",
        "community": here,
        "community new": "/communities/new/",
        "members": f"{here}members/",
        "thread": f"/threads/{spaces.thread.id}/",
        "thread new": f"{here}threads/new/",
        "purposes": f"{here}purposes/",
        "purpose": f"/purposes/{purpose.id}/",
        "raise": f"{here}purposes/raise/?thread={spaces.thread.id}",
        "handover": f"/handovers/{handover.id}/",
    }
    found = look(page, screens)
    assert {name: told for name, told in found.items() if told} == {}


def test_a_key_leads_to_where_one_types(spaces: Spaces, page: Page) -> None:
    enter(page, spaces, "Emil")
    for address, key, field in ((f"/threads/{spaces.thread.id}/", "r", "reply_words"), ("/communities/", "f", "q")):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.keyboard.press(key)
        page.keyboard.type("here")
        expect(page.locator(f"#{field}")).to_have_value("here")


def test_teams_can_be_used_by_everybody(spaces: Spaces, page: Page) -> None:
    tim, tove, team = spaces.asker("Tim"), spaces.asker("Tove"), spaces.team.id
    ask = partial(begin, tim, team, TeamCommitment.Kind.REQUEST, tove.member_id, now=NOW, source="web")
    keys, lock = ask("Have three keys made", due=date(2026, 11, 20)), ask("Buy a lock")
    begin(tove, team, TeamCommitment.Kind.OFFER, tim.member_id, "A lift to the shop", NOW, source="web")
    wait_for(tove, keys.id, lock.id, NOW, source="web")
    raise_problem(tove, team, "The shop is closed until Monday", NOW, source="web", blocks_id=lock.id)
    question = open_decision(tim, team, "Which evening?", Way.VOTE, ["Thursday", "Friday"], NOW, source="web")
    speak(tove, question.id, "Friday", NOW, source="web")
    asked = ask_about(spaces.asker("Emil"), spaces.posts[1].id, "Try the evening with us.", NOW, source="web")
    enter(page, spaces, "Tim")
    here = f"/teams/{team}/"
    screens = {
        "new team": "/teams/new/",
        "team record": f"{here}record/",
        "team problem": f"{here}problem/",
        "team decide": f"{here}decide/",
        "teams": "/teams/",
        "team": here,
        "team ask": f"{here}ask/",
        "team flow": f"{here}flow/",
        "team commitment": f"/team-commitments/{keys.id}/",
        "decision": f"/decisions/{question.id}/",
    }
    found = look(page, screens)
    enter(page, spaces, "Emil")
    found |= look(page, {"partnerships": "/partnership/", "partnership": f"/partnership/{asked.id}/",
                         "ask about partnership": f"/posts/{spaces.posts[1].id}/partnership/"})  # fmt: skip
    assert {name: told for name, told in found.items() if told} == {}


def test_who_steers_and_who_looks_in_can_use_it_as_everybody(spaces: Spaces, page: Page) -> None:
    Invitation.objects.create(
        community=spaces.community, email="nils@diaz.example", by=spaces.members["Stellan"], at=NOW
    )
    hide_post(spaces.asker("Mona"), spaces.posts[2].id, "It names somebody.", NOW, source="web")
    published(spaces.cast)
    here = f"/communities/{spaces.community.id}/"
    page.set_viewport_size({"width": WIDTH, "height": 720})
    found = look(page, {"ask for a link": "/communities/sign-in/"})
    enter(page, spaces, "Stellan")
    found |= look(page, {
        "community change": f"{here}change/", "invitations": f"{here}invitations/", "moderation": f"{here}moderation/",
        "gather": f"{here}gather/", "search in posts": "/communities/search/?q=library",
        "hide a post": f"/posts/{spaces.posts[0].id}/moderate/hide/", "figures": "/figures/",
        "figures of a quarter": "/figures/2026Q3/",
    })  # fmt: skip
    assert {name: told for name, told in found.items() if told} == {}


def enter(page: Page, spaces: Spaces, name: str) -> None:
    """Sign somebody in by their link."""
    page.set_viewport_size({"width": WIDTH, "height": 720})
    page.goto(f"/sign-in/{sign_in_link(spaces.members[name].user, timezone.now())}/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def look(page: Page, screens: dict[str, str]) -> dict[str, list[str]]:
    """What is wrong with each of these, and a picture where they are wanted."""
    found = {}
    for name, address in screens.items():
        found[name] = problems(page, address)
        keep(page, name)
    return found
