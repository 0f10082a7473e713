"""Threads and posts, in communities and in teams: begun, answered, set right, taken back."""

import pytest

from segue.actions import posting
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.store.models import Post, PostMark, Thread
from tests.cast import NOW
from tests.spaces import Spaces

pytestmark = pytest.mark.django_db


def test_a_thread_begins_in_a_community_or_in_a_team(spaces: Spaces) -> None:
    circle = posting.begin_thread(
        spaces.asker("Cleo"), "Chairs", "Softer ones?", NOW, source="test", community_id=spaces.community.id
    )
    team = posting.begin_thread(spaces.asker("Tim"), "Keys", "Who has?", NOW, source="test", team_id=spaces.team.id)
    assert (circle.post_count, team.post_count) == (1, 1)
    undo(spaces.asker("Tim"), NOW, source="test")
    assert not Thread.objects.filter(id=team.id).exists()
    with pytest.raises(Refused, match="in one team"):
        posting.begin_thread(spaces.asker("Tim"), "Keys", "Who has?", NOW, source="test")


def test_strangers_find_nothing_to_answer(spaces: Spaces) -> None:
    for name in ("Ada", "Bo", "Chiara", "Tim"):
        with pytest.raises(NotFound):
            posting.post(spaces.asker(name), spaces.thread.id, "Hello", NOW, source="test")
        with pytest.raises(NotFound):
            posting.edit_post(spaces.asker(name), spaces.posts[0].id, "Hello", NOW, source="test")
    assert Post.objects.filter(thread=spaces.thread).count() == 3


def test_posting_counts_and_is_undone(spaces: Spaces) -> None:
    posting.post(spaces.asker("Emil"), spaces.thread.id, "Yes", NOW, source="test")
    spaces.thread.refresh_from_db()
    assert (spaces.thread.post_count, spaces.thread.last_at) == (4, NOW)
    undo(spaces.asker("Emil"), NOW, source="test")
    spaces.thread.refresh_from_db()
    assert spaces.thread.post_count == 3
    with pytest.raises(Refused, match="characters"):
        posting.post(spaces.asker("Emil"), spaces.thread.id, "x" * (posting.MOST + 1), NOW, source="test")


def test_only_the_author_sets_right_and_takes_back(spaces: Spaces) -> None:
    said = spaces.posts[0]
    PostMark.objects.create(post=said, act="desire", start=0, end=3, confidence=0.9)
    for name in ("Stellan", "Mona", "Cleo"):
        for attempt in (
            lambda who: posting.edit_post(who, said.id, "Other words", NOW, source="test"),
            lambda who: posting.take_back(who, said.id, NOW, source="test"),
        ):
            with pytest.raises(Refused, match="Only who said it"):
                attempt(spaces.asker(name))
    posting.edit_post(spaces.asker("Emil"), said.id, "At seven", NOW, source="test")
    posting.take_back(spaces.asker("Emil"), said.id, NOW, source="test")
    said.refresh_from_db()
    assert (said.body, said.edited_at) == ("", NOW)
    assert not PostMark.objects.filter(post=said).exists()
    with pytest.raises(Refused, match="already"):
        posting.take_back(spaces.asker("Emil"), said.id, NOW, source="test")
    undo(spaces.asker("Emil"), NOW, source="test")
    said.refresh_from_db()
    assert said.body == "At seven"
