"""Posts are read in the background, a few at a time: what each thread reads as, and the acts in it."""

from datetime import timedelta

import pytest
from django.db import connection

from segue.actions.deeds import deed, undo
from segue.actions.posting import edit_post, post, take_back
from segue.actions.reading import Round, read_again, read_waiting, waiting
from segue.detect import NOT_READ, Act
from segue.domain.reading import Kind
from segue.queries.reading import hint_of, reading_of
from segue.store.models import Post, PostMark, Thread
from tests.cast import NOW
from tests.spaces import SAID, Spaces, say, voice_of

WORK = (
    (
        "Stellan",
        "Reminder: please send me your part of the report by Friday. The goal is to file it on Monday.",
    ),
    ("Emil", "Will do. I'll send the draft tomorrow. Could you review it before the meeting on Thursday?"),
    ("Mona", "Agreed, attached is the approved version. I will submit it on Monday at noon, please confirm."),
)


def a_thread(spaces: Spaces, said: tuple[tuple[str, str], ...], *, team: bool = False) -> Thread:
    where = {"team": spaces.team} if team else {"community": spaces.community}
    thread = Thread.objects.create(
        subject="The report", voice=voice_of(spaces.members[said[0][0]]), first_at=NOW, last_at=NOW, **where
    )
    for number, (name, words) in enumerate(said):
        say(thread, spaces.members[name], words, NOW + timedelta(minutes=number))
    return thread


def test_a_thread_is_read_once_and_again_when_somebody_writes(spaces: Spaces) -> None:
    assert waiting() == 1
    assert read_waiting() == Round(1, len(SAID))
    spaces.thread.refresh_from_db()
    assert spaces.thread.kind == Kind.CONVERSATION
    assert spaces.thread.read_to == spaces.thread.last_at
    marks = list(PostMark.objects.order_by("id").values_list("post", "act", "start"))
    assert marks
    assert read_waiting() == Round()
    say(spaces.thread, spaces.members["Emil"], "That would be lovely, I think.", NOW)
    assert read_waiting() == Round(1, 1)
    assert set(marks) <= set(PostMark.objects.values_list("post", "act", "start"))


def test_reading_again_gives_the_same(spaces: Spaces) -> None:
    read_waiting()
    before = sorted(PostMark.objects.values_list("post", "act", "start", "end", "confidence"))
    read_again(spaces.thread)
    assert waiting() == 1
    read_waiting()
    assert sorted(PostMark.objects.values_list("post", "act", "start", "end", "confidence")) == before


def test_a_long_thread_is_read_in_rounds(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK)
    for number in range(7):
        say(thread, spaces.members["Emil"], f"I will file part {number} on Monday.", NOW + timedelta(hours=number // 2))
    rounds = []
    while (one := read_waiting(limit=3)).threads:
        rounds.append(one.posts)
    assert sum(rounds) == Post.objects.count()
    assert len(rounds) > 2
    assert waiting() == 0
    thread.refresh_from_db()
    assert thread.kind == Kind.INTERACTION


def test_what_was_edited_in_a_quiet_thread_is_read_again(spaces: Spaces) -> None:
    read_waiting()
    first, asker = spaces.posts[0], spaces.asker("Emil")
    edit_post(asker, first.id, "Could you send me the plan?", NOW, source="web")
    assert not PostMark.objects.filter(post=first).exists()
    assert waiting() == 1
    assert read_waiting().posts == len(SAID)
    assert PostMark.objects.get(post=first, act="request").start == 0
    assert waiting() == 0
    undo(asker, NOW, source="web")
    assert waiting() == 1
    read_waiting()
    assert not PostMark.objects.filter(post=first, act="request").exists()


def test_what_was_taken_back_counts_no_more(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK[:2])
    read_waiting()
    thread.refresh_from_db()
    assert thread.kind == Kind.INTERACTION
    take_back(spaces.asker("Stellan"), thread.posts.order_by("at")[0].id, NOW, source="web")
    read_waiting()
    thread.refresh_from_db()
    assert thread.kind == ""
    found = reading_of(spaces.asker("Emil"), thread.id)
    assert (found.reading.posts, found.unread, found.waiting) == (1, [], False)


def test_a_post_that_is_gone_counts_no_more(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK[:1])
    asker = spaces.asker("Emil")
    post(asker, thread.id, WORK[1][1], NOW + timedelta(minutes=5), source="web")
    read_waiting()
    thread.refresh_from_db()
    assert thread.kind == Kind.INTERACTION
    undo(asker, NOW, source="web")
    read_waiting()
    thread.refresh_from_db()
    assert thread.kind == ""


def test_what_is_hidden_is_not_read(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK)
    read_waiting()
    hidden = thread.posts.order_by("at")[0]
    assert hidden.marks.exists()
    mona = spaces.asker("Mona")
    with deed(mona, "hide", NOW, source="web") as change:
        change.save(hidden, hidden_at=NOW)
        change.about(thread, "Hidden.")
    read_waiting()
    assert not hidden.marks.exists()
    undo(mona, NOW, source="web")
    read_waiting()
    assert hidden.marks.exists()


def test_a_hidden_thread_is_read_to_moderators_alone(spaces: Spaces) -> None:
    Thread.objects.filter(id=spaces.thread.id).update(hidden_at=NOW)
    with pytest.raises(Thread.DoesNotExist):
        reading_of(spaces.asker("Emil"), spaces.thread.id)
    assert reading_of(spaces.asker("Mona"), spaces.thread.id).reading.posts == len(SAID)


def test_who_changes_words_while_they_are_read_is_read_again(spaces: Spaces, monkeypatch: pytest.MonkeyPatch) -> None:
    read_waiting()
    say(spaces.thread, spaces.members["Mona"], "Lovely.", NOW)

    def meanwhile(posts: list[Post]) -> list[list[Act]]:
        Thread.objects.filter(id=spaces.thread.id).update(read_to=spaces.posts[0].at - timedelta(seconds=1))
        return [[] for _ in posts]

    monkeypatch.setattr("segue.actions.reading._detected", meanwhile)
    read_waiting()
    assert waiting() == 1


def test_an_answer_is_read_with_what_it_answers_also_when_that_was_read_before(spaces: Spaces) -> None:
    asked = say(spaces.thread, spaces.members["Emil"], "Could you send me the plan?", NOW)
    answer = ("Cleo", "Will do.", NOW + timedelta(minutes=1))
    say(spaces.thread, spaces.members[answer[0]], *answer[1:])
    read_waiting()
    at_once = [(mark.act, mark.confidence) for mark in PostMark.objects.filter(post__body="Will do.")]
    Post.objects.filter(at__gt=asked.at).delete()
    Thread.objects.filter(id=spaces.thread.id).update(read_to=asked.at)
    say(spaces.thread, spaces.members[answer[0]], *answer[1:])
    read_waiting()
    assert at_once
    assert [(mark.act, mark.confidence) for mark in PostMark.objects.filter(post__body="Will do.")] == at_once


def test_only_own_words_are_read(spaces: Spaces) -> None:
    words = "> Could you send me the plan?\n\nNo idea, sorry."
    post = say(spaces.thread, spaces.members["Emil"], words, NOW)
    read_waiting()
    assert not PostMark.objects.filter(post=post, start__lt=words.index("No idea")).exists()


def test_another_language_is_told_and_not_read(spaces: Spaces) -> None:
    post = say(spaces.thread, spaces.members["Emil"], "図書館は六時に閉まります。仕事の後に行きたいです。", NOW)
    assert read_waiting().unread == 1
    assert [mark.act for mark in PostMark.objects.filter(post=post)] == [NOT_READ]
    assert reading_of(spaces.asker("Emil"), spaces.thread.id).unread == ["Japanese"]


def test_no_date_is_kept_of_what_is_said_in_a_community(spaces: Spaces) -> None:
    a_thread(spaces, WORK)
    read_waiting()
    kinds = {field.get_internal_type() for field in PostMark._meta.get_fields() if hasattr(field, "get_internal_type")}
    assert not {kind for kind in kinds if kind.startswith("Date")}


def test_the_reading_shows_words_and_the_hint(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK)
    read_waiting()
    found = reading_of(spaces.asker("Emil"), thread.id)
    assert found.reading.kind is Kind.INTERACTION
    assert not found.waiting
    assert found.hint == "coordination"
    assert any("by Friday" in words.text for each in found.words.values() for words in each)
    Thread.objects.filter(id=thread.id).update(fate=Thread.Fate.STAYS)
    assert reading_of(spaces.asker("Emil"), thread.id).hint == ""


def test_musing_in_a_team_is_pointed_at_and_work_is_not(spaces: Spaces) -> None:
    musing = a_thread(
        spaces,
        (
            ("Tim", "I wonder why people read less. I think it is fun to ask, does anybody else feel that?"),
            ("Tove", "I guess because others love films, maybe. What do you think?"),
        ),
        team=True,
    )
    work = a_thread(
        spaces, tuple((name, words) for name, (_, words) in zip(("Tim", "Tove", "Tim"), WORK, strict=True)), team=True
    )
    read_waiting()
    assert reading_of(spaces.asker("Tim"), musing.id).hint == "musing"
    assert reading_of(spaces.asker("Tim"), work.id).hint == ""


def test_hidden_posts_are_left_out(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK)
    Post.objects.filter(thread=thread).exclude(voice=voice_of(spaces.members["Emil"])).update(hidden_at=NOW)
    read_waiting()
    assert reading_of(spaces.asker("Emil"), thread.id).reading.kind is Kind.TOO_LITTLE


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_gets_no_reading(spaces: Spaces, name: str) -> None:
    with pytest.raises(Thread.DoesNotExist):
        reading_of(spaces.asker(name), spaces.thread.id)


def test_looking_for_what_waits_costs_no_look_through_all_threads(spaces: Spaces) -> None:
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            pytest.skip("asks SQLite for its plan")
        cursor.execute("EXPLAIN QUERY PLAN " + _sql())
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "thread_unread" in plan


def _sql() -> str:
    from segue.actions.reading import _WAITING

    return str(Thread.objects.filter(_WAITING).order_by("id")[:1].query)


def test_a_thread_with_nothing_in_it_waits_no_longer(spaces: Spaces) -> None:
    Thread.objects.create(
        community=spaces.community, subject="Empty", voice=spaces.voice("Emil"), first_at=NOW, last_at=NOW
    )
    read_waiting()
    assert waiting() == 0


def test_the_hint_needs_plain_words(spaces: Spaces) -> None:
    read_waiting()
    spaces.thread.refresh_from_db()
    assert hint_of(spaces.thread) == ""
