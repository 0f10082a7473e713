"""What became of a post's words in another space, for moderators and for all in a team."""

import pytest

from segue.actions.moderation import hide_post, hide_thread, show_post
from segue.queries.copies import Elsewhere, elsewhere
from segue.queries.history import latest
from segue.queries.posts import thread_page
from segue.store.models import Community, MoveAsk, MovePost, Post, Thread
from tests.actions.test_moving import ask, yes
from tests.cast import NOW
from tests.spaces import Spaces, say


@pytest.fixture
def moved(spaces: Spaces) -> Thread:
    """The circle's thread, where it went on in the team: with all messages, for anybody could read them."""
    Community.objects.update(admission="public")
    row = ask(spaces, "Mona")
    yes(spaces, "Emil", row)
    made = yes(spaces, "Tim", row).made
    Community.objects.update(admission="invitation")
    assert made is not None
    return made


def told(spaces: Spaces, name: str, thread: Thread) -> Elsewhere:
    return thread_page(spaces.asker(name), thread.id).posts[0].elsewhere


def test_who_hides_a_post_is_told_that_it_stands_elsewhere_and_those_there_that_it_was_hidden(
    spaces: Spaces, moved: Thread
) -> None:
    first, copy = spaces.posts[0], MovePost.objects.get(post=spaces.posts[0]).copy
    assert told(spaces, "Tim", moved) == Elsewhere(True)
    hide_post(spaces.asker("Mona"), first.id, "an insult", NOW, source="web")
    event = latest(spaces.asker("Mona"))
    assert event is not None
    assert "still stand in another space" in event.text
    assert told(spaces, "Mona", spaces.thread) == Elsewhere(True), "she is not in the team, and is led nowhere"
    assert told(spaces, "Emil", spaces.thread) == Elsewhere(), "this is between moderators"
    assert told(spaces, "Tim", moved) == Elsewhere(hidden=True)
    spaces.team.members.add(spaces.members["Mona"])
    assert told(spaces, "Mona", spaces.thread) == Elsewhere(True, copy)
    show_post(spaces.asker("Mona"), first.id, "", NOW, source="web")
    assert not told(spaces, "Tim", moved).hidden
    hide_thread(spaces.asker("Mona"), spaces.thread.id, "all of it", NOW, source="web")
    assert told(spaces, "Tim", moved).hidden


def test_what_was_taken_on_from_there_is_found_too(spaces: Spaces, moved: Thread) -> None:
    copy = MovePost.objects.get(post=spaces.posts[0]).copy
    assert copy is not None
    other = Community.objects.create(
        organisation=spaces.community.organisation, name="Walkers", topic="Walking", created_at=NOW
    )
    on = Thread.objects.create(community=other, subject="On", voice=copy.voice, first_at=NOW, last_at=NOW)
    further = say(on, spaces.members["Emil"], copy.body, NOW)
    again = MoveAsk.objects.create(
        thread=moved, community=other, subject="On", words="On", by=spaces.members["Tim"], at=NOW
    )
    MovePost.objects.create(ask=again, post=copy, copy=further)
    Post.objects.filter(id=copy.id).update(hidden_at=NOW)
    found = elsewhere(spaces.asker("Mona"), [spaces.posts[0].id, spaces.posts[1].id])
    assert found[spaces.posts[0].id] == Elsewhere(True, None, hidden=True)
    assert found[spaces.posts[1].id] == Elsewhere(True)
    Post.objects.filter(id=further.id).update(body="")
    assert elsewhere(None, [spaces.posts[0].id]) == {spaces.posts[0].id: Elsewhere(hidden=True)}
    assert elsewhere(None, [further.id]).keys() == {further.id}
