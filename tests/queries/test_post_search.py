"""Search in posts finds what the asker may read, at once after every change, and nothing that is hidden."""

import pytest
from django.db import connection

from segue.actions import moderation, posting
from segue.queries.post_search import search_posts
from segue.store.models import Community, Thread
from tests.cast import NOW
from tests.spaces import Spaces, say, voice_of

W = {"source": "web"}


def found(spaces: Spaces, name: str | None, text: str, **how: bool) -> list[str]:
    asker = spaces.asker(name) if name else None
    return [hit.post.body for hit in search_posts(asker, text, **how).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("library ", [0]),
        ("seve", [1]),
        ('"one evening"', [1]),
        ("from:stellan doors", [2]),
        ("from:emil doors", []),
        ("doors after:2026-10", [2]),
        ("doors before:2026", []),
        ("from:me thursdays", []),
        ('doors in:"readers\' circle"', [2]),
        ("doors in:evening", []),
        ("DOORS", [2]),
    ],
)
def test_what_is_typed_is_found(spaces: Spaces, text: str, which: list[int]) -> None:
    assert found(spaces, "Emil", text) == [spaces.posts[each].body for each in which]


def test_only_what_one_may_read_is_found(spaces: Spaces) -> None:
    team = Thread.objects.create(
        team=spaces.team, subject="Keys", voice=voice_of(spaces.members["Tim"]), first_at=NOW, last_at=NOW
    )
    say(team, spaces.members["Tim"], "The library keys", NOW)
    assert len(found(spaces, "Emil", "library ")) == 1
    assert found(spaces, "Tim", "library ") == ["The library keys"]
    for name in ("Ada", "Bo", "Chiara", None):
        assert found(spaces, name, "library ") == []
    Community.objects.update(admission="public")
    for name in ("Ada", None):
        assert len(found(spaces, name, "library ")) == 1
    assert found(spaces, "Chiara", "library ") == []


def test_it_is_right_at_once(spaces: Spaces) -> None:
    emil, first = spaces.asker("Emil"), spaces.posts[0].id
    posting.edit_post(emil, first, "The museum closes at six", NOW, **W)
    assert found(spaces, "Mona", "library ") == []
    assert found(spaces, "Mona", "museum") == ["The museum closes at six"]
    moderation.hide_post(spaces.asker("Mona"), first, "no", NOW, **W)
    assert found(spaces, "Emil", "museum") == []
    moderation.show_post(spaces.asker("Mona"), first, "", NOW, **W)
    posting.take_back(emil, first, NOW, **W)
    assert found(spaces, "Mona", "museum") == []
    moderation.hide_thread(spaces.asker("Mona"), spaces.thread.id, "no", NOW, **W)
    assert found(spaces, "Mona", "doors") == []


def test_the_best_and_what_is_not_understood(spaces: Spaces) -> None:
    assert found(spaces, "Emil", "doors", best=True) == [spaces.posts[2].body]
    assert search_posts(spaces.asker("Emil"), "owed:me doors").odd == ("owed:me",)
    assert search_posts(spaces.asker("Emil"), "  ").hits == ()
    for odd in ('"', "AND OR", "(", "a*b", "x" * 400):
        search_posts(spaces.asker("Emil"), odd)


def test_the_triggers_that_keep_it_are_there(spaces: Spaces) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            assert {row[0] for row in cursor.fetchall()} >= {
                "post_search_made", "post_search_gone", "post_search_changed"
            }  # fmt: skip
