"""The parts that pages of communities, teams and threads hold: how a thread reads, what may move, what forms."""

from typing import Any

from django.template import Context, Template
from django.test import RequestFactory

from segue.actions.forming import look_for_forming
from segue.actions.moving import answer, answer_for_words, ask_to_move
from segue.actions.reading import read_waiting
from segue.store.models import Asker, Community, MoveAsk, Team, Thread
from tests.actions.test_reading import WORK, a_thread
from tests.cast import NOW
from tests.spaces import SAID, Spaces, say


def part(asker: Asker | None, tag: str, **shown: Any) -> str:
    """What the tag shows to this asker."""
    request: Any = RequestFactory().get("/here/")
    request.asker, request.now = asker, NOW
    made = Template("{% load reading %}{% " + tag + " %}").render(Context({"request": request} | shown))
    return " ".join(made.split())


def of_thread(spaces: Spaces, name: str, thread: Thread) -> str:
    return part(spaces.asker(name), "thread_reading thread", thread=Thread.objects.get(id=thread.id))


def asked(spaces: Spaces, name: str = "Mona") -> MoveAsk:
    posts = [post.id for post in spaces.posts]
    return ask_to_move(
        spaces.asker(name), spaces.thread.id, "Late evenings", "One.", posts, NOW, source="web", team_id=spaces.team.id
    )


def test_a_short_thread_is_told_with_its_words_and_a_long_one_by_a_link(spaces: Spaces) -> None:
    assert "Not read yet" in of_thread(spaces, "Emil", spaces.thread)
    read_waiting()
    told = of_thread(spaces, "Emil", spaces.thread)
    assert "as a conversation" in told
    assert "Why people take part" in told
    assert "It stays here" not in told
    Thread.objects.update(post_count=500)
    told = of_thread(spaces, "Emil", spaces.thread)
    assert "Why people take part" not in told
    assert f"/threads/{spaces.thread.id}/reading/" in told


def test_the_hint_is_for_members_and_goes_once_somebody_has_spoken_to_it(spaces: Spaces) -> None:
    thread = a_thread(spaces, WORK)
    read_waiting()
    Community.objects.update(admission=Community.Admission.PUBLIC)
    assert "Should this go on in a team?" in of_thread(spaces, "Cleo", thread)
    for outside in (of_thread(spaces, "Bo", thread), part(None, "thread_reading thread", thread=thread)):
        assert "as an interaction" in outside or "Not read yet" in outside
        assert "<button" not in outside
    Thread.objects.filter(id=thread.id).update(locked_at=NOW)
    assert "<button" not in of_thread(spaces, "Cleo", thread)
    Thread.objects.filter(id=thread.id).update(locked_at=None, fate=Thread.Fate.STAYS)
    assert "<button" not in of_thread(spaces, "Cleo", thread)


def test_musing_in_a_team_is_pointed_at(spaces: Spaces) -> None:
    said = (("Tim", "I wonder why people read less. I think it is fun to ask, does anybody else feel that?"),
            ("Tove", "I guess because others love films, maybe. What do you think?"))  # fmt: skip
    thread = a_thread(spaces, said, team=True)
    read_waiting()
    assert "Should this go on in one?" in of_thread(spaces, "Tove", thread)


def test_who_is_asked_is_offered_an_answer(spaces: Spaces) -> None:
    asked(spaces)
    emil, cleo, mona = (of_thread(spaces, name, spaces.thread) for name in ("Emil", "Cleo", "Mona"))
    assert "Yes, let it go on there" in emil
    assert "Yes, let it go on there" not in cleo + mona
    assert "May 1 message of yours go along" in cleo
    assert "May 1 message of yours go along" not in mona
    assert "You asked to let it go on in Evening." in mona
    Community.objects.update(admission=Community.Admission.PUBLIC)
    assert "asks to let it go on" not in of_thread(spaces, "Bo", spaces.thread)


def test_those_there_find_what_is_asked_on_their_page(spaces: Spaces) -> None:
    asked(spaces)
    team = Team.objects.get(id=spaces.team.id)
    told = part(spaces.asker("Tim"), "moves_asked space", space=team)
    assert "Late evenings" in told
    assert SAID[0][1] not in told
    for name in ("Emil", "Ada"):
        assert part(spaces.asker(name), "moves_asked space", space=team) == ""
    assert part(None, "moves_asked space", space=spaces.community) == ""


def test_what_waits_for_somebody_is_told_to_them_alone(spaces: Spaces) -> None:
    asked(spaces)
    told = {name: part(spaces.asker(name), "moves_waiting") for name in spaces.members}
    assert {name for name, words in told.items() if "Late evenings" in words} == {
        "Emil", "Cleo", "Stellan", "Tim", "Tove"
    }  # fmt: skip
    assert "say yes or no" in told["Emil"]
    assert "say yes or no" not in told["Cleo"]
    assert part(None, "moves_waiting") == ""


def test_a_moved_thread_points_to_where_it_went_for_who_may_go_there(spaces: Spaces) -> None:
    row = asked(spaces, "Emil")
    made = answer(spaces.asker("Tim"), row.id, NOW, yes=True, source="web").made
    assert made is not None
    emil = of_thread(spaces, "Emil", spaces.thread)
    assert "It goes on in another space" in emil
    assert "Evening" not in emil
    assert "May 1 message of yours go along" in of_thread(spaces, "Cleo", spaces.thread)
    answer_for_words(spaces.asker("Cleo"), row.id, NOW, yes=True, source="web")
    assert "May 1 message" not in of_thread(spaces, "Cleo", spaces.thread)
    spaces.team.members.add(spaces.members["Emil"])
    assert "It goes on in Evening:" in of_thread(spaces, "Emil", spaces.thread)
    assert "It began in Readers&#x27; circle:" in of_thread(spaces, "Emil", made)
    assert "It began in another space" in of_thread(spaces, "Tim", made)


def test_what_forms_is_told_in_few_words(spaces: Spaces) -> None:
    emil = spaces.asker("Emil")
    assert "Nothing yet." in part(emil, "community_forming space", space=spaces.community)
    say(spaces.thread, spaces.members["Mona"], "I like this idea, count me in.", NOW)
    read_waiting()
    look_for_forming(NOW)
    assert "What if one evening a week stayed open?" in part(emil, "community_forming space", space=spaces.community)
