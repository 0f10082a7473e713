"""Communities: made, changed, closed, joined, left, and who steers them."""

import pytest

from segue.actions import communities as verbs
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.domain.communities import Admission, Role
from segue.store.models import Belonging, Community
from tests.cast import NOW
from tests.spaces import Spaces

pytestmark = pytest.mark.django_db


def test_whoever_makes_it_is_its_steward_and_a_guest_makes_none(spaces: Spaces) -> None:
    made = verbs.make_community(spaces.asker("Bo"), " Walkers ", "Walking", NOW, source="test")
    assert made.name == "Walkers"
    assert Belonging.objects.get(community=made).role == Role.STEWARD
    undo(spaces.asker("Bo"), NOW, source="test")
    assert not Community.objects.filter(id=made.id).exists()
    with pytest.raises(Refused, match="guest"):
        verbs.make_community(spaces.asker("Cleo"), "Walkers", "Walking", NOW, source="test")
    with pytest.raises(Refused, match="topic"):
        verbs.make_community(spaces.asker("Bo"), "Walkers", " ", NOW, source="test")


def test_only_a_steward_changes_it(spaces: Spaces) -> None:
    circle = spaces.community.id
    verbs.change_community(spaces.asker("Stellan"), circle, NOW, source="test", admission=Admission.CLOSED)
    spaces.community.refresh_from_db()
    assert (spaces.community.admission, spaces.community.topic) == ("closed", "Reading together")
    for name in ("Mona", "Emil", "Ada", "Bo"):
        with pytest.raises(Refused):
            verbs.change_community(spaces.asker(name), circle, NOW, source="test", name="Mine")
    with pytest.raises(NotFound):
        verbs.change_community(spaces.asker("Chiara"), circle, NOW, source="test", name="Mine")


def test_what_is_not_seen_is_not_there(spaces: Spaces) -> None:
    for name in ("Ada", "Bo", "Chiara"):
        for verb in (verbs.join, verbs.leave, verbs.close, verbs.reopen):
            with pytest.raises(NotFound):
                verb(spaces.asker(name), spaces.community.id, NOW, source="test")


def test_closed_and_open_again(spaces: Spaces) -> None:
    steward, circle = spaces.asker("Stellan"), spaces.community.id
    verbs.close(steward, circle, NOW, source="test")
    with pytest.raises(Refused, match="already"):
        verbs.close(steward, circle, NOW, source="test")
    verbs.reopen(steward, circle, NOW, source="test")
    spaces.community.refresh_from_db()
    assert spaces.community.closed_at is None


def test_a_public_one_is_joined_and_left(spaces: Spaces) -> None:
    circle = spaces.community.id
    Community.objects.filter(id=circle).update(admission="public")
    verbs.join(spaces.asker("Bo"), circle, NOW, source="test")
    with pytest.raises(Refused, match="already"):
        verbs.join(spaces.asker("Bo"), circle, NOW, source="test")
    verbs.leave(spaces.asker("Bo"), circle, NOW, source="test")
    undo(spaces.asker("Bo"), NOW, source="test")
    assert Belonging.objects.filter(community=circle, member=spaces.members["Bo"]).exists()


def test_who_is_blocked_neither_joins_nor_leaves(spaces: Spaces) -> None:
    circle = spaces.community.id
    Community.objects.filter(id=circle).update(admission="public")
    Belonging.objects.filter(member=spaces.members["Emil"]).update(blocked_at=NOW)
    for verb in (verbs.join, verbs.leave):
        with pytest.raises(Refused):
            verb(spaces.asker("Emil"), circle, NOW, source="test")


def test_somebody_always_steers(spaces: Spaces) -> None:
    steward, circle = spaces.asker("Stellan"), spaces.community.id
    of = {name: Belonging.objects.get(community=circle, member=spaces.members[name]).id for name in ("Stellan", "Mona")}
    with pytest.raises(Refused, match="needs a steward"):
        verbs.leave(steward, circle, NOW, source="test")
    with pytest.raises(Refused, match="needs a steward"):
        verbs.appoint(steward, circle, of["Stellan"], Role.MEMBER, NOW, source="test")
    with pytest.raises(Refused, match="Only its stewards"):
        verbs.appoint(spaces.asker("Mona"), circle, of["Mona"], Role.STEWARD, NOW, source="test")
    verbs.appoint(steward, circle, of["Mona"], Role.STEWARD, NOW, source="test")
    verbs.leave(steward, circle, NOW, source="test")
    assert not Belonging.objects.filter(id=of["Stellan"]).exists()
