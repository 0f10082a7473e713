"""Whether a thread stays or moves: any member lets it stay or asks, and both sides say yes or no."""

from datetime import timedelta

import pytest

from segue.actions.deeds import undo
from segue.actions.errors import Conflict, NotFound, Refused
from segue.actions.moving import answer, answer_for_words, ask_to_move, let_stay, withdraw
from segue.actions.posting import edit_post, post, take_back
from segue.domain.moving import Side
from segue.queries.moving import ask_of, asked_of, moving_of, places_for
from segue.store.models import (
    Belonging,
    Community,
    Follow,
    MoveAnswer,
    MoveAsk,
    MovePost,
    Notice,
    Post,
    Team,
    Thread,
)
from tests.cast import NOW
from tests.spaces import SAID, Spaces, belong, say, voice_of

SUBJECT, WORDS = "Late evenings", "The readers would like one late evening a week."


def ask(spaces: Spaces, name: str = "Emil", chosen: tuple[int, ...] = (0, 1, 2)) -> MoveAsk:
    """Somebody of the circle asks to move the thread to the team that was opened beside it."""
    posts = [spaces.posts[place].id for place in chosen]
    asker = spaces.asker(name)
    return ask_to_move(
        asker, spaces.thread.id, SUBJECT, WORDS, posts, NOW, source="web", team_id=spaces.team.id
    )  # fmt: skip


def yes(spaces: Spaces, name: str, row: MoveAsk, said: bool = True) -> MoveAsk:
    return answer(spaces.asker(name), row.id, NOW, yes=said, source="web")


def words_yes(spaces: Spaces, name: str, row: MoveAsk, said: bool = True) -> MoveAsk:
    return answer_for_words(spaces.asker(name), row.id, NOW, yes=said, source="web")


def bodies(thread: Thread | None) -> list[str]:
    assert thread is not None
    return list(thread.posts.order_by("at", "id").values_list("body", flat=True))


def musing(spaces: Spaces) -> Thread:
    """A thread of the team; Tim has joined the circle."""
    belong(spaces.community, spaces.members["Tim"])
    tim = voice_of(spaces.members["Tim"])
    thread = Thread.objects.create(team=spaces.team, subject="Why we read", voice=tim, first_at=NOW, last_at=NOW)
    say(thread, spaces.members["Tim"], "I wonder why people read.", NOW - timedelta(hours=1))
    say(thread, spaces.members["Tove"], "For others, maybe.", NOW)
    return thread


@pytest.mark.parametrize("name", ["Emil", "Cleo", "Mona", "Stellan"])
def test_any_member_lets_it_stay_and_takes_it_back(spaces: Spaces, name: str) -> None:
    for _ in range(2):
        assert let_stay(spaces.asker(name), spaces.thread.id, NOW, source="web").fate == Thread.Fate.STAYS
    undo(spaces.asker(name), NOW, source="web")
    spaces.thread.refresh_from_db()
    assert spaces.thread.fate == ""


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_says_nothing_to_it(spaces: Spaces, name: str) -> None:
    for admission in (Community.Admission.CLOSED, Community.Admission.PUBLIC):
        Community.objects.update(admission=admission)
        with pytest.raises((NotFound, Refused)):
            let_stay(spaces.asker(name), spaces.thread.id, NOW, source="web")
        with pytest.raises((NotFound, Refused)):
            ask(spaces, name)
    spaces.thread.refresh_from_db()
    assert spaces.thread.fate == ""
    assert not MoveAsk.objects.exists()


def test_it_moves_once_both_sides_said_yes(spaces: Spaces) -> None:
    row = ask(spaces, "Mona")
    assert yes(spaces, "Emil", row).settled_at is None
    made = yes(spaces, "Tove", row).made
    assert made is not None
    assert (made.team_id, made.subject, made.voice) == (spaces.team.id, SUBJECT, spaces.voice("Mona"))
    spaces.thread.refresh_from_db()
    assert (spaces.thread.fate, spaces.thread.moved_to_id) == (Thread.Fate.MOVED, made.id)
    assert bodies(spaces.thread) == [words for _name, words in SAID]
    assert made.post_count == Post.objects.filter(thread=made).count()


def test_only_what_its_author_lets_go_comes_before_other_eyes(spaces: Spaces) -> None:
    row = ask(spaces)
    words_yes(spaces, "Cleo", row)
    made = yes(spaces, "Tim", row).made
    assert bodies(made) == [SAID[0][1], SAID[1][1], WORDS]
    assert made is not None
    assert made.first_at == spaces.posts[0].at
    words_yes(spaces, "Stellan", row)
    assert bodies(made) == [*(words for _name, words in SAID), WORDS]
    undo(spaces.asker("Stellan"), NOW, source="web")
    assert bodies(made) == [SAID[0][1], SAID[1][1], WORDS]


def test_who_asks_can_keep_their_own_words_back(spaces: Spaces) -> None:
    row = ask(spaces)
    words_yes(spaces, "Cleo", row)
    words_yes(spaces, "Cleo", row, said=False)
    words_yes(spaces, "Emil", row, said=False)
    assert bodies(yes(spaces, "Tim", row).made) == [WORDS]


def test_what_anybody_can_read_goes_along_unasked(spaces: Spaces) -> None:
    Community.objects.update(admission=Community.Admission.PUBLIC)
    assert bodies(yes(spaces, "Tim", ask(spaces, chosen=(1, 2))).made) == [SAID[1][1], SAID[2][1], WORDS]


def test_those_there_see_what_is_said_to_them_and_no_other_words(spaces: Spaces) -> None:
    row = ask(spaces, chosen=(0, 1))
    seen = ask_of(spaces.asker("Tim"), row.id)
    assert (seen.thread, [each.body for each in seen.posts], seen.answers_for) == (None, [SAID[0][1]], (Side.THERE,))
    here = ask_of(spaces.asker("Cleo"), row.id)
    assert (here.thread, here.own, here.words_yes, here.answers_for) == (spaces.thread, 1, None, ())
    assert [each.id for each in asked_of(spaces.asker("Tove"), team_id=spaces.team.id)] == [row.id]
    assert asked_of(spaces.asker("Mona"), team_id=spaces.team.id) == []


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara"])
def test_who_is_on_neither_side_finds_no_ask(spaces: Spaces, name: str) -> None:
    row = ask(spaces)
    for said in (yes, words_yes):
        with pytest.raises(NotFound):
            said(spaces, name, row)
    with pytest.raises(NotFound):
        withdraw(spaces.asker(name), row.id, NOW, source="web")
    with pytest.raises(MoveAsk.DoesNotExist):
        ask_of(spaces.asker(name), row.id)
    for noun in (MoveAsk, MovePost, MoveAnswer):
        assert not noun.objects.visible_to(spaces.asker(name)).exists()


def test_who_is_not_asked_does_not_answer(spaces: Spaces) -> None:
    row = ask(spaces)
    for name in ("Mona", "Cleo", "Stellan", "Emil"):
        with pytest.raises(Refused):
            yes(spaces, name, row)
    with pytest.raises(Refused):
        words_yes(spaces, "Mona", row)


@pytest.mark.parametrize("name", ["Emil", "Tim"])
def test_one_no_is_enough_and_it_is_not_asked_again(spaces: Spaces, name: str) -> None:
    row = ask(spaces, "Cleo")
    assert yes(spaces, name, row, said=False).yes is False
    spaces.thread.refresh_from_db()
    assert (spaces.thread.fate, spaces.thread.moved_to) == (Thread.Fate.STAYS, None)
    for asking in ("Cleo", "Emil", "Stellan"):
        with pytest.raises(Refused):
            ask(spaces, asking)
    undo(spaces.asker(name), NOW, source="web")
    spaces.thread.refresh_from_db()
    assert spaces.thread.fate == ""
    assert yes(spaces, name, row).yes is not False


def test_it_is_asked_once_at_a_time_and_can_be_taken_back(spaces: Spaces) -> None:
    row = ask(spaces)
    with pytest.raises(Refused):
        ask(spaces, "Mona")
    with pytest.raises(Refused):
        let_stay(spaces.asker("Mona"), spaces.thread.id, NOW, source="web")
    with pytest.raises(Refused):
        withdraw(spaces.asker("Mona"), row.id, NOW, source="web")
    withdraw(spaces.asker("Emil"), row.id, NOW, source="web")
    with pytest.raises(Refused):
        yes(spaces, "Tim", row)
    assert moving_of(spaces.asker("Mona"), spaces.thread).ask is None
    assert ask(spaces, "Mona").id != row.id


def test_asking_is_undone_until_somebody_answers(spaces: Spaces) -> None:
    ask(spaces, "Mona")
    undo(spaces.asker("Mona"), NOW, source="web")
    assert not MoveAsk.objects.exists()
    yes(spaces, "Emil", ask(spaces, "Mona"))
    with pytest.raises(Conflict):
        undo(spaces.asker("Mona"), NOW, source="web")


def test_moving_is_undone_until_somebody_speaks_there(spaces: Spaces) -> None:
    row = ask(spaces)
    made = yes(spaces, "Tim", row).made
    undo(spaces.asker("Tim"), NOW, source="web")
    spaces.thread.refresh_from_db()
    assert (spaces.thread.fate, Thread.objects.filter(team=spaces.team).count()) == ("", 0)
    made = yes(spaces, "Tim", row).made
    assert made is not None
    post(spaces.asker("Tove"), made.id, "Thursdays, then.", NOW, source="web")
    with pytest.raises(Conflict):
        undo(spaces.asker("Tim"), NOW, source="web")
    with pytest.raises(Refused):
        ask(spaces)
    with pytest.raises(Refused):
        let_stay(spaces.asker("Emil"), spaces.thread.id, NOW, source="web")


def test_its_author_sets_right_and_takes_back_what_went_along(spaces: Spaces) -> None:
    made = yes(spaces, "Tim", ask(spaces)).made
    emil = spaces.asker("Emil")
    edit_post(emil, spaces.posts[0].id, "It closes at seven.", NOW, source="web")
    assert bodies(made) == ["It closes at seven.", WORDS]
    take_back(emil, spaces.posts[0].id, NOW, source="web")
    assert bodies(made) == ["", WORDS]
    undo(emil, NOW, source="web")
    assert bodies(made) == ["It closes at seven.", WORDS]


def test_what_was_hidden_or_taken_back_meanwhile_stays(spaces: Spaces) -> None:
    row = ask(spaces)
    words_yes(spaces, "Cleo", row)
    Post.objects.filter(id=spaces.posts[1].id).update(hidden_at=NOW)
    take_back(spaces.asker("Emil"), spaces.posts[0].id, NOW, source="web")
    assert bodies(yes(spaces, "Tim", row).made) == [WORDS]


@pytest.mark.parametrize("column", ["hidden_at", "locked_at"])
def test_what_was_hidden_or_locked_meanwhile_does_not_move(spaces: Spaces, column: str) -> None:
    row = ask(spaces)
    Thread.objects.filter(id=spaces.thread.id).update(**{column: NOW})
    with pytest.raises(Refused):
        yes(spaces, "Tim", row)
    assert ask_of(spaces.asker("Tim"), row.id).ask.settled_at is None
    seen = {name for name in ("Emil", "Cleo", "Mona") if ask_of(spaces.asker(name), row.id).thread}
    assert seen == ({"Mona"} if column == "hidden_at" else {"Emil", "Cleo", "Mona"})


def test_musing_goes_from_a_team_to_a_community(spaces: Spaces) -> None:
    thread = musing(spaces)
    tim = spaces.asker("Tim")
    assert [each.id for each in places_for(tim, thread).communities] == [spaces.community.id]
    ids = list(thread.posts.values_list("id", flat=True))
    row = ask_to_move(
        tim, thread.id, SUBJECT, WORDS, ids, NOW, source="web", community_id=spaces.community.id
    )  # fmt: skip
    assert row.settled_at is None
    with pytest.raises(NotFound):
        yes(spaces, "Mona", row)
    for name in ("Emil", "Tim"):
        Follow.objects.create(member=spaces.members[name], community=spaces.community, at=NOW)
    made = yes(spaces, "Stellan", row).made
    assert bodies(made) == ["I wonder why people read.", WORDS]
    assert [(each.member, each.post.body) for each in Notice.objects.all()] == [(spaces.members["Emil"], WORDS)]
    there = moving_of(spaces.asker("Emil"), made) if made else None
    assert there is not None
    assert (there.came, there.origin) == (True, None)
    thread.refresh_from_db()
    assert moving_of(tim, thread).moved


def test_a_thread_goes_to_no_space_that_the_asker_has_nothing_to_do_with(spaces: Spaces) -> None:
    thread = musing(spaces)
    with pytest.raises(NotFound):
        ask_to_move(
            spaces.asker("Tove"), thread.id, SUBJECT, WORDS, [], NOW, source="web", community_id=spaces.community.id
        )
    Team.objects.filter(id=spaces.team.id).update(community=None)
    with pytest.raises(NotFound):
        ask(spaces)
    assert places_for(spaces.asker("Emil"), spaces.thread).teams == ()


def test_a_steward_answers_for_who_is_not_there_any_more(spaces: Spaces) -> None:
    row = ask(spaces, "Mona")
    Belonging.objects.filter(member=spaces.members["Emil"]).update(blocked_at=NOW)
    with pytest.raises(NotFound):
        yes(spaces, "Emil", row)
    yes(spaces, "Stellan", row)
    assert bodies(yes(spaces, "Tim", row).made) == [WORDS]


@pytest.mark.parametrize(("subject", "words", "chosen"), [(" ", WORDS, 0), (SUBJECT, "", 0), (SUBJECT, WORDS, 99_999)])
def test_it_says_what_is_missing(spaces: Spaces, subject: str, words: str, chosen: int) -> None:
    with pytest.raises((Refused, NotFound)):
        ask_to_move(
            spaces.asker("Emil"), spaces.thread.id, subject, words, [chosen] if chosen else [], NOW, source="web",
            team_id=spaces.team.id,
        )  # fmt: skip
