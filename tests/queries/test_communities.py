"""What is talked about in a community, page by page, as each may see it."""

from datetime import timedelta

import pytest

from segue.queries.communities import communities, community_page, cursor_of, members_page, read_cursor
from segue.queries.posts import PAGE, thread_page
from segue.store.models import Community, Post, Thread
from tests.cast import NOW
from tests.spaces import Spaces

pytestmark = pytest.mark.django_db


def test_mine_and_those_that_i_could_join(spaces: Spaces) -> None:
    assert [each.role for each in communities(spaces.asker("Stellan")).mine] == ["steward"]
    assert communities(spaces.asker("Bo")) == communities(None)
    Community.objects.update(admission="public")
    assert len(communities(spaces.asker("Bo")).open) == len(communities(None).open) == 1
    assert communities(spaces.asker("Chiara")).open == ()


def test_who_sees_a_community_and_its_thread(spaces: Spaces) -> None:
    for name in ("Ada", "Bo", "Tim", "Chiara"):
        with pytest.raises(Community.DoesNotExist):
            community_page(spaces.asker(name), spaces.community.id)
        with pytest.raises(Community.DoesNotExist):
            members_page(spaces.asker(name), spaces.community.id)
        with pytest.raises(Thread.DoesNotExist):
            thread_page(spaces.asker(name), spaces.thread.id)
    assert community_page(spaces.asker("Cleo"), spaces.community.id).members == 4
    assert [each.role for each in members_page(spaces.asker("Emil"), spaces.community.id).leading] == [
        "steward",
        "moderator",
    ]


def test_pages_meet_without_gap_or_overlap(spaces: Spaces) -> None:
    voice = spaces.thread.voice
    Thread.objects.bulk_create(  # many at one moment: the id decides
        Thread(
            community=spaces.community, subject=str(number), voice=voice, first_at=NOW,
            last_at=NOW - timedelta(hours=number // 40),
        )
        for number in range(100)
    )  # fmt: skip
    seen: list[int] = []
    place = ""
    while True:
        page = community_page(spaces.asker("Emil"), spaces.community.id, place)
        seen += [row.id for row in page.threads]
        if not (place := page.next):
            break
    assert len(seen) == len(set(seen)) == 101


def test_a_long_thread_forwards_backwards_and_from_one_post(spaces: Spaces) -> None:
    Post.objects.bulk_create(
        Post(thread=spaces.thread, voice=spaces.thread.voice, at=NOW, body=str(number)) for number in range(120)
    )
    asker, thread = spaces.asker("Emil"), spaces.thread.id
    everything = list(Post.objects.order_by("at", "id").values_list("id", flat=True))
    forwards, page = [], thread_page(asker, thread)
    assert (len(page.posts), page.earlier) == (PAGE, "")
    forwards += [each.post.id for each in page.posts]
    while page.later:
        page = thread_page(asker, thread, after=page.later)
        forwards += [each.post.id for each in page.posts]
    assert forwards == everything
    page = thread_page(asker, thread, latest=True)
    backwards = [each.post.id for each in page.posts]
    assert page.later == ""
    while page.earlier:
        page = thread_page(asker, thread, before=page.earlier)
        backwards = [each.post.id for each in page.posts] + backwards
    assert backwards == everything
    assert thread_page(asker, thread, from_post=everything[60]).posts[0].post.id == everything[60]


def test_hidden_words_are_for_moderators_and_their_author(spaces: Spaces) -> None:
    Post.objects.filter(id=spaces.posts[0].id).update(hidden_at=NOW)
    shown = {
        name: thread_page(spaces.asker(name), spaces.thread.id).posts[0].words for name in ("Cleo", "Mona", "Emil")
    }
    assert [bool(shown[name]) for name in ("Cleo", "Mona", "Emil")] == [False, True, True]
    Thread.objects.update(hidden_at=NOW)
    with pytest.raises(Thread.DoesNotExist):
        thread_page(spaces.asker("Cleo"), spaces.thread.id)
    assert community_page(spaces.asker("Cleo"), spaces.community.id).threads == ()


@pytest.mark.parametrize(
    "given", ["", "-", "--1", "-1", "1--1", "-" + "9" * 30 + "-1", "x-1", "1-x", "²-1", "9" * 39 + "-1", "1"]
)
def test_a_place_that_is_none_is_passed_over(given: str) -> None:
    assert read_cursor(given) is None


def test_a_place_is_read_as_it_was_written() -> None:
    assert read_cursor(cursor_of(NOW, 7)) == (NOW, 7)


def test_pages_of_what_was_said_before_1970(spaces: Spaces) -> None:
    """As in an archive of letters, or by a clock that was set wrong."""
    long_ago, voice = NOW.replace(year=1969), spaces.thread.voice
    assert read_cursor(cursor_of(long_ago, 7)) == (long_ago, 7)
    old = Thread.objects.create(
        community=spaces.community, subject="Letters", voice=voice, first_at=long_ago, last_at=long_ago
    )
    Post.objects.bulk_create(
        Post(thread=old, voice=voice, at=long_ago + timedelta(hours=number // 40), body=str(number))
        for number in range(2 * PAGE + 1)
    )
    asker = spaces.asker("Emil")
    first = thread_page(asker, old.id)
    second = thread_page(asker, old.id, after=first.later)
    last = thread_page(asker, old.id, after=second.later)
    ids = [each.post.id for page in (first, second, last) for each in page.posts]
    assert ids == list(old.posts.order_by("at", "id").values_list("id", flat=True))
    assert thread_page(asker, old.id, before=last.earlier).posts == second.posts
