"""Questions about members: who somebody who signs in is, and who else is here."""

from __future__ import annotations

from segue.store.models import Asker, Member, asker_for


def asker_of(user_id: int) -> Asker | None:
    """The asker that stands for a user, by the oldest membership; None for who is no member of anything."""
    member = Member.objects.filter(user_id=user_id).order_by("id").first()
    return asker_for(member) if member else None


def myself(asker: Asker) -> Member:
    """The asker's own membership, with the user."""
    return Member.objects.select_related("user", "organisation").get(id=asker.member_id)


def members_beside(asker: Asker) -> list[Member]:
    """The members of the asker's organisation, the asker among them, with their teams."""
    here = Member.objects.filter(organisation_id=asker.organisation_id)
    return list(here.select_related("user").prefetch_related("teams").order_by("id"))
