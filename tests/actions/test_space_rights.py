"""What undo, used links and answered offers must not open again."""

from datetime import timedelta

import pytest

from segue.actions import communities, handovers, joining, moderation, teams
from segue.actions.deeds import undo
from segue.actions.errors import Conflict, Refused
from segue.domain.communities import Role
from segue.queries.post_search import search_posts
from segue.store.models import Belonging, Community, Moderation, Team
from tests.actions.test_handovers import offered
from tests.actions.test_joining import Box, box, invited
from tests.cast import NOW
from tests.spaces import Spaces

__all__ = ["box"]

W = {"source": "web"}


def row_of(spaces: Spaces, name: str) -> int:
    return Belonging.objects.get(community=spaces.community, member=spaces.members[name]).id


def test_who_was_blocked_does_not_undo_having_joined(spaces: Spaces) -> None:
    Community.objects.update(admission="public")
    bo = spaces.asker("Bo")
    communities.join(bo, spaces.community.id, NOW, **W)
    moderation.block(spaces.asker("Mona"), spaces.community.id, row_of(spaces, "Bo"), "spam", NOW, **W)
    with pytest.raises(Conflict):
        undo(bo, NOW, source="web")
    assert Belonging.objects.get(id=row_of(spaces, "Bo")).blocked_at


def test_nobody_comes_back_into_a_team_by_an_old_undo(spaces: Spaces) -> None:
    tove, team = spaces.asker("Tove"), spaces.team.id
    teams.leave_team(tove, team, NOW, **W)
    with pytest.raises(Conflict, match="too long ago"):
        undo(tove, NOW + timedelta(hours=2), source="web")
    undo(tove, NOW + timedelta(minutes=2), source="web")
    assert spaces.asker("Tove").team_ids == {team}


def test_who_moderates_no_more_undoes_no_moderation(spaces: Spaces) -> None:
    mona = spaces.asker("Mona")
    moderation.hide_post(mona, spaces.posts[0].id, "an insult", NOW, **W)
    communities.appoint(
        spaces.asker("Stellan"), spaces.community.id, row_of(spaces, "Mona"), Role.MEMBER, NOW, **W
    )  # fmt: skip
    with pytest.raises(Conflict, match="no say"):
        undo(mona, NOW, source="web")
    assert Moderation.objects.count() == 1


def test_who_steers_no_more_undoes_no_appointment(spaces: Spaces) -> None:
    stellan, here = spaces.asker("Stellan"), spaces.community.id
    communities.appoint(stellan, here, row_of(spaces, "Emil"), Role.STEWARD, NOW, **W)
    Belonging.objects.filter(id=row_of(spaces, "Stellan")).delete()
    with pytest.raises(Conflict, match="no say"):
        undo(stellan, NOW, source="web")
    assert Belonging.objects.get(id=row_of(spaces, "Emil")).role == "steward"


def test_what_was_left_and_joined_again_is_not_restored_twice(spaces: Spaces) -> None:
    Community.objects.update(admission="public")
    emil, here = spaces.asker("Emil"), spaces.community.id
    communities.leave(emil, here, NOW, **W)
    left = emil.member_id
    communities.join(emil, here, NOW, **W)
    from segue.store.models import Event

    event = Event.objects.get(owner_id=left, verb="leave")
    with pytest.raises(Conflict):
        undo(emil, NOW, source="web", event_id=event.id)


def test_a_used_invitation_lets_nobody_else_in(spaces: Spaces, box: Box) -> None:
    link = invited(spaces, box)
    joining.join_by(link, "Nina", NOW, signed_in=None, **W)
    for name in ("Bo", "Ada"):
        with pytest.raises(Refused, match="used"):
            joining.join_by(link, "", NOW, signed_in=spaces.asker(name), **W)
    assert not Belonging.objects.filter(member=spaces.members["Ada"]).exists()


def test_one_address_is_not_written_to_without_end(spaces: Spaces, box: Box) -> None:
    for _ in range(3):
        invited(spaces, box)
    with pytest.raises(Refused, match="often enough"):
        invited(spaces, box)


def test_a_team_that_has_answered_answers_for_nobody_else(spaces: Spaces) -> None:
    handover = offered(spaces)
    tim, stellan = spaces.asker("Tim"), spaces.asker("Stellan")
    handovers.decline(tim, handover.id, "No keys", NOW, **W)
    other = Team.objects.create(organisation=spaces.team.organisation, name="Doors")
    handovers.offer(stellan, handover.purpose_id, other.id, "", NOW, **W)
    for verb in (handovers.decline, handovers.ask, handovers.progress, handovers.deliver):
        with pytest.raises(Refused):
            verb(tim, handover.id, "words", NOW, **W)
    with pytest.raises(Refused):
        handovers.accept(tim, handover.id, NOW, **W)


def test_words_said_among_members_are_not_opened_to_everybody(spaces: Spaces) -> None:
    stellan, here = spaces.asker("Stellan"), spaces.community.id
    with pytest.raises(Refused, match="stays with them"):
        communities.change_community(stellan, here, NOW, admission="public", **W)
    communities.change_community(stellan, here, NOW, admission="closed", **W)


def test_a_team_is_not_left_empty_nor_entered_from_the_street(spaces: Spaces) -> None:
    teams.leave_team(spaces.asker("Tove"), spaces.team.id, NOW, **W)
    with pytest.raises(Refused, match="Nobody would be left"):
        teams.leave_team(spaces.asker("Tim"), spaces.team.id, NOW, **W)
    Community.objects.update(admission="public")
    with pytest.raises(Refused, match="take you in"):
        teams.join_beside(spaces.asker("Cleo"), spaces.team.id, NOW, **W)


def test_a_yes_to_being_named_is_taken_back_also_after_leaving(spaces: Spaces) -> None:
    handover = offered(spaces)
    cleo = spaces.asker("Cleo")
    handovers.name_me(cleo, handover.purpose_id, NOW, yes=True, **W)
    communities.leave(cleo, spaces.community.id, NOW, **W)
    assert handovers.name_me(spaces.asker("Cleo"), handover.purpose_id, NOW, yes=False, **W).yes is False


def test_a_day_that_is_none_is_said_to_be_odd(spaces: Spaces) -> None:
    assert search_posts(spaces.asker("Emil"), "after:9999-12-31 doors").odd == ("after:9999-12-31",)
