"""Communities, where people converse because they want to: who is let in, and who may do what there.

DESIGN, Communities and teams, after B. Duperrin's distinction: conversation makes an objective emerge, interaction
reaches it. Nothing here knows a due date, a target or an assignee, for a community has none.
"""

from collections.abc import Mapping
from enum import StrEnum


class Admission(StrEnum):
    """Who is let in."""

    PUBLIC = "public"
    INVITATION = "invitation"
    CLOSED = "closed"


class Role(StrEnum):
    """What a member is in a community."""

    STEWARD = "steward"
    MODERATOR = "moderator"
    MEMBER = "member"


class Kind(StrEnum):
    """What brings a member there."""

    EMPLOYEE = "employee"
    CUSTOMER = "customer"
    OTHER = "other"


class Act(StrEnum):
    """What can be done in a community."""

    READ = "read"
    JOIN = "join"
    SPEAK = "speak"
    JUDGE = "judge"  # raise, endorse, object to or refine a purpose
    INVITE = "invite"
    MODERATE = "moderate"
    STEER = "steer"  # its settings and roles; offer a purpose to a team, let it rest, report back
    IMPORT = "import"


_MEMBER = frozenset({Act.READ, Act.SPEAK, Act.JUDGE})
_MODERATOR = _MEMBER | {Act.INVITE, Act.MODERATE}
_STEWARD = _MODERATOR | {Act.STEER, Act.IMPORT}

OF_ROLE: Mapping[Role, frozenset[Act]] = {
    Role.STEWARD: _STEWARD,
    Role.MODERATOR: _MODERATOR,
    Role.MEMBER: _MEMBER,
}
"""What each role may do. No role of the organisation adds to it: its owner reads what its members read, if a member."""


def may(act: Act, admission: Admission, role: Role | None, *, blocked: bool = False, invited: bool = False) -> bool:
    """Whether somebody may do this; `role` is None for who is not a member.

    Who is blocked reads what everybody reads, and no more. To a closed community nobody is added.
    """
    if role is not None and not blocked:
        return act in OF_ROLE[role] and not (act is Act.INVITE and admission is Admission.CLOSED)
    if act is Act.READ:
        return admission is Admission.PUBLIC
    if act is Act.JOIN and not blocked:
        return admission is Admission.PUBLIC or (invited and admission is Admission.INVITATION)
    return False


def reading_of(admission: Admission) -> str:
    """Who can read what is said there, in one plain sentence for the screen."""
    return {
        Admission.PUBLIC: "Anybody can read this, also without joining.",
        Admission.INVITATION: "Only its members can read this; they join by invitation.",
        Admission.CLOSED: "Only its members can read this, and nobody is added.",
    }[admission] + " Managers and administrators have no other way in. Whoever operates the server can read its disk."
