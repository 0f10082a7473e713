"""Who sees what of a community and a team: members do; nobody's place in the organisation adds anything to it."""

from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models

from segue.domain.communities import OF_ROLE, Act, Admission, Role, may
from segue.store import models as store
from segue.store.communities import InSpace
from tests.cast import NOW
from tests.spaces import Spaces

NAMES = ("Ada", "Bo", "Chiara", "Stellan", "Mona", "Emil", "Cleo", "Tim", "Tove")
INSIDE, TEAM = {"Stellan", "Mona", "Emil", "Cleo"}, {"Tim", "Tove"}


def of_the_community(spaces: Spaces) -> list[models.Model]:
    """Something of every noun that a community has."""
    steward, post = spaces.members["Stellan"], spaces.posts[0]
    at: dict[str, Any] = {"at": NOW}
    here: dict[str, Any] = {"community": spaces.community}
    purpose = store.Purpose.objects.create(**here, wording="One late evening", raised_by=steward, raised_at=NOW)
    return [
        spaces.community,
        spaces.thread,
        post,
        purpose,
        store.Belonging.objects.all()[0],
        store.Invitation.objects.create(**here, email="x@x.example", by=steward, **at),
        store.PostMark.objects.create(post=post, act="proposal", start=0, end=3, confidence=0.9),
        store.Moderation.objects.create(**here, **at, by=steward, verb="lock", thread=spaces.thread),
        store.Forming.objects.create(**here, theme="evenings", strength=1, found_at=NOW, fingerprint=b"1" * 16),
        store.PurposePost.objects.create(purpose=purpose, post=post),
        store.PurposeMove.objects.create(purpose=purpose, move="raise", by="member", member=steward, **at),
        store.Naming.objects.create(purpose=purpose, voice=post.voice, asked_at=NOW),
        store.Gathering.objects.create(**here, by=steward, paths=["list.mbox"], started_at=NOW),
        store.PostRef.objects.create(**here, ref=1, thread=spaces.thread),
    ]


def of_the_team(spaces: Spaces) -> list[models.Model]:
    """Something of every noun that a team has."""
    tim, tove = spaces.members["Tim"], spaces.members["Tove"]
    team: dict[str, Any] = {"team": spaces.team}
    thread = store.Thread.objects.create(**team, subject="Keys", voice=spaces.voice("Tim"), first_at=NOW, last_at=NOW)
    commitment = store.TeamCommitment.objects.create(
        **team, kind="request", state="requested", requester=tim, performer=tove, what="get the keys", made_at=NOW
    )
    decision = store.Decision.objects.create(**team, question="Which evening?", way="vote", opened_at=NOW)
    return [
        spaces.team,
        thread,
        store.Post.objects.create(thread=thread, voice=spaces.voice("Tim"), at=NOW, body="Who has the keys?"),
        commitment,
        decision,
        store.TeamMove.objects.create(commitment=commitment, move="request", by="A", at=NOW),
        store.DecisionVoice.objects.create(decision=decision, member=tim, stance="Thursday", at=NOW),
        store.Problem.objects.create(**team, text="No keys", raised_at=NOW),
    ]


def seen(row: models.Model, spaces: Spaces) -> set[str]:
    """Who sees this row."""
    everything: Any = type(row)._default_manager
    return {name for name in NAMES if everything.visible_to(spaces.asker(name)).filter(pk=row.pk).exists()}


def test_what_a_community_holds_is_seen_by_its_members_alone(spaces: Spaces) -> None:
    for row in of_the_community(spaces):
        assert seen(row, spaces) == INSIDE, row._meta.model_name


def test_what_a_team_holds_is_seen_by_the_team_alone(spaces: Spaces) -> None:
    for row in of_the_team(spaces):
        assert seen(row, spaces) == TEAM, row._meta.model_name


def test_both_lists_name_every_noun_of_a_space(spaces: Spaces) -> None:
    every = {model for model in apps.get_app_config("store").get_models() if issubclass(model, InSpace)}
    assert every <= {type(row) for row in of_the_community(spaces) + of_the_team(spaces)}


def test_a_public_community_is_read_by_its_organisation_and_by_who_is_not_signed_in(spaces: Spaces) -> None:
    public = store.Community.Admission.PUBLIC
    store.Community.objects.filter(id=spaces.community.id).update(admission=public)
    assert seen(spaces.posts[0], spaces) == {*NAMES} - {"Chiara"}
    assert store.Post.objects.visible_to(None).count() == 3


def test_what_is_not_public_is_read_by_nobody_who_is_not_signed_in(spaces: Spaces) -> None:
    for noun in (store.Community, store.Thread, store.Post, store.Purpose):
        assert not noun.objects.visible_to(None).exists()


def test_who_was_blocked_sees_it_no_more(spaces: Spaces) -> None:
    store.Belonging.objects.filter(member=spaces.members["Emil"]).update(blocked_at=NOW)
    assert seen(spaces.posts[0], spaces) == INSIDE - {"Emil"}


def test_a_handover_is_seen_from_both_ends(spaces: Spaces) -> None:
    purpose = store.Purpose.objects.create(community=spaces.community, wording="One late evening", raised_at=NOW)
    handover = store.Handover.objects.create(purpose=purpose, team=spaces.team, offered_at=NOW)
    assert seen(handover, spaces) == INSIDE | TEAM
    assert seen(purpose, spaces) == INSIDE


def test_a_purpose_is_with_one_team_at_a_time(spaces: Spaces) -> None:
    purpose = store.Purpose.objects.create(community=spaces.community, wording="One late evening", raised_at=NOW)
    store.Handover.objects.create(purpose=purpose, team=spaces.team, offered_at=NOW, state="declined")
    store.Handover.objects.create(purpose=purpose, team=spaces.team, offered_at=NOW)
    with pytest.raises(IntegrityError):
        store.Handover.objects.create(purpose=purpose, team=spaces.cast.team, offered_at=NOW)


def test_a_thread_stands_in_one_space(spaces: Spaces) -> None:
    with pytest.raises(IntegrityError):
        store.Thread.objects.create(subject="Nowhere", voice=spaces.voice("Emil"), first_at=NOW, last_at=NOW)


def test_figures_are_for_the_organisation_and_not_for_guests(spaces: Spaces) -> None:
    row = store.Figures.objects.create(organisation=spaces.cast.ada.organisation, quarter="2026Q3", published_at=NOW)
    assert seen(row, spaces) == {*NAMES} - {"Chiara", "Cleo"}


def test_a_community_has_no_field_for_what_is_due() -> None:
    """No due date, target, assignee or count of posts per person exists in a community."""
    community = [model for model in apps.get_app_config("store").get_models() if issubclass(model, InSpace)]
    forbidden = ("due", "deadline", "target", "assignee", "performer", "posts_count", "score")
    for model in community:
        if model.community_path:
            names = [field.name for field in model._meta.get_fields() if hasattr(field, "attname")]
            assert not [name for name in names if any(word in name for word in forbidden)], model
    assert not [f.name for f in store.Belonging._meta.concrete_fields if "count" in f.name]
    assert not [f.name for f in store.Voice._meta.concrete_fields if "count" in f.name]


# --- the rules, without a store ---


@pytest.mark.parametrize("act", Act)
def test_every_role_may_what_the_one_below_may(act: Act) -> None:
    ranks = [act in OF_ROLE[role] for role in (Role.MEMBER, Role.MODERATOR, Role.STEWARD)]
    assert ranks == sorted(ranks)


def test_who_is_no_member_reads_what_is_public_and_may_join_it() -> None:
    allowed = {(act, admission) for act in Act for admission in Admission if may(act, admission, None)}
    assert allowed == {(Act.READ, Admission.PUBLIC), (Act.JOIN, Admission.PUBLIC)}
    assert may(Act.JOIN, Admission.INVITATION, None, invited=True)
    assert not may(Act.JOIN, Admission.CLOSED, None, invited=True)


def test_who_is_blocked_may_nothing_that_others_may_not() -> None:
    for act in Act:
        for admission in Admission:
            assert may(act, admission, Role.STEWARD, blocked=True) <= may(act, admission, None)


def test_nobody_is_invited_to_a_closed_community() -> None:
    assert not any(may(Act.INVITE, Admission.CLOSED, role) for role in Role)
