"""Who is on this server, for the command line: whoever runs it can read its disk anyway."""

from __future__ import annotations

from segue.store.models import Member


def members(email: str = "") -> list[Member]:
    """All members of this server, or those with this address, in the order in which they came."""
    everybody = Member.objects.select_related("user", "organisation").order_by("id")
    return list(everybody.filter(user__email=email.lower()) if email else everybody)
