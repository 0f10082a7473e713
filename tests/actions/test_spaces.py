"""The door of every space: who is told that it is there, who may do what, whose words are whose."""

import pytest

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import add_post, community_for, team_for, thread_for, voice_of
from segue.domain.communities import OF_ROLE, Act, Role
from segue.store.models import Belonging, Community, Post, Thread, User, Voice
from tests.cast import NOW
from tests.spaces import Spaces

ROLES = {"Stellan": Role.STEWARD, "Mona": Role.MODERATOR, "Emil": Role.MEMBER, "Cleo": Role.MEMBER}


@pytest.mark.parametrize("name", ["Ada", "Bo", "Chiara", "Tim"])
def test_who_is_not_in_it_is_not_told_that_it_is_there(spaces: Spaces, name: str) -> None:
    for act in Act:
        with pytest.raises(NotFound):
            community_for(spaces.asker(name), spaces.community.id, act)
    if name != "Tim":
        with pytest.raises(NotFound):
            team_for(spaces.asker(name), spaces.team.id)


@pytest.mark.parametrize("name", ROLES)
def test_a_member_may_what_the_role_says(spaces: Spaces, name: str) -> None:
    for act in Act:
        if act in OF_ROLE[ROLES[name]]:
            assert community_for(spaces.asker(name), spaces.community.id, act) == spaces.community
        else:
            with pytest.raises(Refused):
                community_for(spaces.asker(name), spaces.community.id, act)


def test_who_was_blocked_is_told_nothing_more(spaces: Spaces) -> None:
    Belonging.objects.filter(member=spaces.members["Emil"]).update(blocked_at=NOW)
    with pytest.raises(NotFound):
        thread_for(spaces.asker("Emil"), spaces.thread.id, Act.READ)


def test_a_hidden_thread_is_there_for_moderators(spaces: Spaces) -> None:
    Thread.objects.update(hidden_at=NOW)
    assert thread_for(spaces.asker("Mona"), spaces.thread.id, Act.SPEAK)
    with pytest.raises(Refused):
        thread_for(spaces.asker("Emil"), spaces.thread.id, Act.READ)


def test_a_closed_community_is_read_and_no_more(spaces: Spaces) -> None:
    Community.objects.update(closed_at=NOW)
    assert thread_for(spaces.asker("Emil"), spaces.thread.id, Act.READ)
    with pytest.raises(Refused, match="nothing is added"):
        thread_for(spaces.asker("Emil"), spaces.thread.id, Act.SPEAK)


def test_who_confirms_an_address_takes_over_what_was_written_from_it(spaces: Spaces) -> None:
    home = spaces.cast.ada.organisation
    imported = Voice.objects.create(organisation=home, name="tim", addr="tim@lindqvist.example")
    with deed(spaces.asker("Tim"), "speak", NOW, source="web") as change:
        mine = voice_of(change)
    assert mine == imported
    assert mine.member == spaces.members["Tim"]
    assert mine.name == "Tim Aalto"


def test_who_only_says_that_an_address_is_theirs_takes_over_nothing(spaces: Spaces) -> None:
    home, bo, emil = spaces.cast.ada.organisation, spaces.members["Bo"], spaces.voice("Emil")
    imported = Voice.objects.create(organisation=home, name="tim", addr="timo@lindqvist.example")
    User.objects.filter(id=bo.user_id).update(email=imported.addr)
    with deed(spaces.asker("Bo"), "speak", NOW, source="web") as change:
        mine = voice_of(change)
    imported.refresh_from_db()
    assert (mine == imported, imported.member, mine.addr) == (False, None, "")
    User.objects.filter(id=spaces.members["Tim"].user_id).update(email="x@y.example", confirmed="x@y.example")
    Voice.objects.filter(id=emil.id).update(addr="x@y.example")
    with deed(spaces.asker("Tim"), "speak", NOW, source="web") as change:
        assert voice_of(change).addr == "", "it was another member's before, and stays theirs"


@pytest.mark.parametrize("by", ["Tim", None])
def test_whose_voice_is_made_meanwhile_speaks_with_it(
    spaces: Spaces, monkeypatch: pytest.MonkeyPatch, by: str | None
) -> None:
    """Once by themselves, in another window; once by an archive that is brought in."""
    home, member = spaces.cast.ada.organisation, spaces.members[by] if by else None
    Voice.objects.create(organisation=home, name="tim", addr="tim@lindqvist.example", member=member)
    look, early = Voice.objects.filter, iter((True, True))
    monkeypatch.setattr(
        Voice.objects, "filter", lambda **by: look(**by, id__lt=0) if next(early, False) else look(**by)
    )
    with deed(spaces.asker("Tim"), "speak", NOW, source="web") as change:
        assert voice_of(change).member == spaces.members["Tim"]
    assert Voice.objects.filter(addr="tim@lindqvist.example").count() == 1


def test_a_post_is_counted_with_its_thread(spaces: Spaces) -> None:
    with deed(spaces.asker("Cleo"), "speak", NOW, source="web") as change:
        add_post(change, spaces.thread, " Thursday suits me. ", NOW)
    spaces.thread.refresh_from_db()
    assert (spaces.thread.post_count, spaces.thread.last_at) == (4, NOW)
    assert Post.objects.latest("id").body == "Thursday suits me."


def test_nothing_is_added_to_what_is_locked(spaces: Spaces) -> None:
    spaces.thread.locked_at = NOW
    with deed(spaces.asker("Cleo"), "speak", NOW, source="web") as change, pytest.raises(Refused, match="locked"):
        add_post(change, spaces.thread, "Still?", NOW)


def test_who_is_in_it_already_is_told_so_and_not_to_wait_for_an_invitation(spaces: Spaces) -> None:
    with pytest.raises(Refused, match="in this community already"):
        community_for(spaces.asker("Emil"), spaces.community.id, Act.JOIN)
