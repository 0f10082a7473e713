"""The screens of how a thread reads, of asking to move it and of what forms: axe finds nothing, none goes sideways."""

from playwright.sync_api import Page

from segue.actions.forming import look_for_forming, wave_aside
from segue.actions.moving import ask_to_move
from segue.actions.reading import read_waiting
from segue.store.models import Forming
from tests.actions.test_reading import WORK, a_thread
from tests.browser.test_communities import enter, look
from tests.cast import NOW
from tests.spaces import Spaces, say


def test_what_reads_moves_and_forms_can_be_used_by_everybody(spaces: Spaces, page: Page) -> None:
    screens = a_busy_circle(spaces)
    enter(page, spaces, "Emil")
    found = look(page, screens)
    assert {name: told for name, told in found.items() if told} == {}


def a_busy_circle(spaces: Spaces) -> dict[str, str]:
    """Threads of both kinds, one that somebody asks to move, and what forms."""
    work = a_thread(spaces, WORK)
    say(spaces.thread, spaces.members["Mona"], "I like this idea, count me in.", NOW)
    read_waiting()
    look_for_forming(NOW)
    ask_to_move(
        spaces.asker("Mona"), spaces.thread.id, "Late evenings", "They would like one late evening a week.",
        [post.id for post in spaces.posts], NOW, source="web", team_id=spaces.team.id,
    )  # fmt: skip
    other = Forming.objects.create(
        community=spaces.community, theme="I would love to come after seven.", strength=0.5, found_at=NOW,
        fingerprint=b"2" * 16, why=["One person wishes for something about “seven” that nobody was asked to do."],
    )  # fmt: skip
    other.posts.set(spaces.posts)
    wave_aside(spaces.asker("Mona"), other.id, NOW, source="web")
    return {
        "asked to move": f"/threads/{spaces.thread.id}/",
        "how a thread reads": f"/threads/{work.id}/reading/",
        "ask to move": f"/threads/{work.id}/move/",
        "what forms": f"/communities/{spaces.community.id}/forming/",
    }
