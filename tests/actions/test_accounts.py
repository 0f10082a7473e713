"""The first owner, members and teams, what a team shares, and the link that signs in once."""

from datetime import timedelta

import pytest

from segue.actions import accounts
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.domain.commitments import Move, Side
from segue.store.models import Commitment, Conversation, Member, Organisation, Person, Team, User, asker_for
from tests.cast import LATER, NOW, Cast, commitment


@pytest.mark.django_db
def test_the_first_owner_is_made_once() -> None:
    member = accounts.first_owner("Ada@Lindqvist.example", "Ada", zone="Europe/Stockholm", now=NOW, source="cli")
    assert (member.user.email, member.role, member.organisation.name) == ("ada@lindqvist.example", "owner", "Ada")
    assert not member.user.has_usable_password()
    with pytest.raises(Refused, match="an owner already"):
        accounts.first_owner("bo@lindqvist.example", "Bo", zone="UTC", now=NOW, source="cli")


def test_another_organisation_is_walled_off_and_no_address_is_in_two(cast: Cast) -> None:
    made = accounts.found_organisation(
        "nia@readers.example", "Nia", "Readers", zone="UTC", now=NOW, source="cli"
    )  # fmt: skip
    assert (made.organisation.name, made.role) == ("Readers", "owner")
    assert not Person.objects.visible_to(asker_for(made)).exists()
    for email, name, reason in (
        (cast.bo.user.email, "Readers", "another address"),
        ("x@y.example", " ", "a name"),
        ("x", "Readers", "not a mail address"),
    ):
        with pytest.raises(Refused, match=reason):
            accounts.found_organisation(email, "", name, zone="UTC", now=NOW, source="cli")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "zone", "reason"), [("ada", "UTC", "not a mail address"), ("a@b.example", "Mars", "not a time zone")]
)
def test_an_owner_needs_an_address_and_a_zone(email: str, zone: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        accounts.first_owner(email, "Ada", zone=zone, now=NOW, source="cli")
    assert not Organisation.objects.exists()


def test_the_owner_invites_and_takes_it_back(cast: Cast) -> None:
    member = accounts.invite(cast.owner, "Esi@lindqvist.example", "Esi", now=NOW, source="web")
    assert (member.organisation, member.role, member.zone) == (cast.ada.organisation, "member", "Europe/Stockholm")
    with pytest.raises(Refused, match="a member already"):
        accounts.invite(cast.owner, "esi@lindqvist.example", now=LATER, source="web")
    undo(cast.owner, LATER, source="web")
    assert not User.objects.filter(email="esi@lindqvist.example").exists()


def test_somebody_of_another_organisation_can_be_invited_and_sees_none_of_theirs(cast: Cast) -> None:
    member = accounts.invite(cast.owner, cast.chiara.user.email, now=NOW, source="web")
    assert member.user == cast.chiara.user
    row = commitment(cast, (Side.B, Move.PROMISE))
    assert row not in Commitment.objects.visible_to(asker_for(member))
    undo(cast.owner, LATER, source="web")
    assert Member.objects.filter(user=cast.chiara.user).count() == 1


def test_only_the_owner_invites(cast: Cast) -> None:
    with pytest.raises(Refused, match="Only the owner"):
        accounts.invite(cast.teammate, "esi@lindqvist.example", now=NOW, source="web")


def test_what_is_known_of_me_is_set_right_and_undone(cast: Cast) -> None:
    accounts.correct_owner(cast.owner, name="Ada L.", zone="Africa/Accra", country="gh", now=NOW, source="web")
    member = Member.objects.get(id=cast.ada.id)
    assert (member.user.name, member.zone, member.country) == ("Ada L.", "Africa/Accra", "GH")
    undo(cast.owner, LATER, source="web")
    assert Member.objects.get(id=cast.ada.id).zone == "Europe/Stockholm"
    with pytest.raises(Refused, match="Somebody else here"):
        accounts.correct_owner(cast.owner, email="bo@lindqvist.example", now=NOW, source="web")
    with pytest.raises(Refused, match="not a time zone"):
        accounts.correct_owner(cast.owner, zone="Mars", now=NOW, source="web")


def test_a_password_has_to_be_a_good_one(cast: Cast) -> None:
    with pytest.raises(Refused, match="too"):
        accounts.set_password(cast.owner, "password", now=NOW, source="cli")
    accounts.set_password(cast.owner, "a quiet walk by the lake", now=NOW, source="cli")
    assert User.objects.get(id=cast.ada.user_id).check_password("a quiet walk by the lake")


def test_sharing_lets_the_team_read_and_nobody_else(cast: Cast) -> None:
    row = commitment(cast, (Side.B, Move.PROMISE), with_=cast.dai)
    for noun, id_ in (("commitment", row.id), ("conversation", row.conversation_id), ("person", cast.dai.id)):
        accounts.share(cast.owner, noun, id_, cast.team.id, now=NOW, source="web")
    assert row in Commitment.objects.visible_to(cast.teammate)
    assert row.conversation in Conversation.objects.visible_to(cast.teammate)
    assert cast.dai in Person.objects.visible_to(cast.teammate)
    assert row not in Commitment.objects.visible_to(cast.stranger)
    undo(cast.owner, LATER, source="web")
    assert cast.dai not in Person.objects.visible_to(cast.teammate)


def test_only_what_is_mine_is_shared_and_only_with_my_teams(cast: Cast) -> None:
    with pytest.raises(NotFound, match="no such person"):
        accounts.share(cast.teammate, "person", cast.amara.id, cast.team.id, now=NOW, source="web")
    foreign = Team.objects.create(organisation=cast.chiara.organisation, name="Theirs")
    with pytest.raises(NotFound, match="no such team"):
        accounts.share(cast.owner, "person", cast.amara.id, foreign.id, now=NOW, source="web")


def test_a_link_signs_in_once(cast: Cast) -> None:
    token = accounts.sign_in_link(cast.ada.user, NOW)
    another = accounts.sign_in_link(cast.ada.user, NOW)
    assert accounts.user_for_token(token, LATER - timedelta(minutes=45)) == cast.ada.user
    for spent in (token, another):
        with pytest.raises(Refused, match="has been used"):
            accounts.user_for_token(spent, LATER - timedelta(minutes=44))


def test_a_link_expires_and_cannot_be_made_up(cast: Cast) -> None:
    token = accounts.sign_in_link(cast.ada.user, NOW)
    with pytest.raises(Refused, match="has expired"):
        accounts.user_for_token(token, LATER)
    with pytest.raises(Refused, match="not one of ours"):
        accounts.user_for_token(token[:-1] + ("A" if token[-1] != "A" else "B"), NOW)


def test_a_link_of_somebody_who_is_gone_does_not_sign_in(cast: Cast) -> None:
    token = accounts.sign_in_link(cast.bo.user, NOW)
    User.objects.filter(id=cast.bo.user_id).update(is_active=False)
    with pytest.raises(Refused):
        accounts.user_for_token(token, NOW)
