"""The cast of the spaces: a community of readers, the team beside it, and who may see what of them.

Ada owns the organisation and is in neither: nobody listens in. Stellan is the steward, Mona a moderator, Emil an
employee, Cleo a customer without an account, Tim and Tove are in the team, Bo is in the organisation and in neither,
Chiara is in another organisation. `NOW` is that of `tests.cast`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from segue.store.models import (
    Asker,
    Belonging,
    Community,
    Member,
    Post,
    Team,
    Thread,
    Voice,
    asker_for,
)
from tests.cast import NOW, Cast, member

SAID = (
    ("Emil Holm", "The library closes at six, just when people come off work."),
    ("Cleo Diaz", "I would love to come after seven. What if one evening a week stayed open?"),
    ("Stellan Berg", "Two of us could keep the doors on Thursdays."),
)


@dataclass
class Spaces:
    """Everybody in and around the community, by first name, and what they have said so far."""

    cast: Cast
    community: Community
    team: Team
    members: dict[str, Member]
    thread: Thread
    posts: list[Post] = field(default_factory=list)

    def asker(self, name: str) -> Asker:
        """Who asks, afresh: what they belong to may have changed."""
        return asker_for(self.members[name])

    def voice(self, name: str) -> Voice:
        return voice_of(self.members[name])


@pytest.fixture
def spaces(cast: Cast) -> Spaces:
    """The readers' circle (by invitation) with one thread of three posts, and the team Evening beside it."""
    home = cast.ada.organisation
    people = {
        "Stellan": member(home, "stellan@lindqvist.example", "Stellan Berg"),
        "Mona": member(home, "mona@lindqvist.example", "Mona Frisk"),
        "Emil": member(home, "emil@lindqvist.example", "Emil Holm"),
        "Cleo": member(home, "cleo@diaz.example", "Cleo Diaz", role=Member.Role.GUEST),
        "Tim": member(home, "tim@lindqvist.example", "Tim Aalto"),
        "Tove": member(home, "tove@lindqvist.example", "Tove Lund"),
    }
    circle = Community.objects.create(
        organisation=home, name="Readers' circle", topic="Reading together", created_at=NOW - timedelta(days=30)
    )
    roles = {"Stellan": Belonging.Role.STEWARD, "Mona": Belonging.Role.MODERATOR}
    for name in ("Stellan", "Mona", "Emil", "Cleo"):
        belong(circle, people[name], roles.get(name, Belonging.Role.MEMBER), customer=name == "Cleo")
    team = Team.objects.create(
        organisation=home, name="Evening", objective="Open one evening a week", community=circle, created_at=NOW
    )
    team.members.set([people["Tim"], people["Tove"]])
    everybody = people | {"Ada": cast.ada, "Bo": cast.bo, "Chiara": cast.chiara}
    begun = NOW - timedelta(days=10)
    thread = Thread.objects.create(
        community=circle, subject="Opening hours", voice=voice_of(people["Emil"]), first_at=begun, last_at=begun
    )
    made = Spaces(cast, circle, team, everybody, thread)
    for number, (name, words) in enumerate(SAID):
        made.posts.append(say(thread, everybody[name.split()[0]], words, begun + timedelta(hours=number)))
    return made


def belong(community: Community, who: Member, role: str = "member", *, customer: bool = False) -> Belonging:
    kind = Belonging.Kind.CUSTOMER if customer else Belonging.Kind.EMPLOYEE
    return Belonging.objects.create(
        community=community, member=who, role=role, kind=kind, joined_at=NOW - timedelta(days=20)
    )


def voice_of(who: Member) -> Voice:
    made, _new = Voice.objects.get_or_create(
        member=who, defaults={"organisation": who.organisation, "name": who.user.name, "addr": who.user.email}
    )
    return made


def say(thread: Thread, who: Member, words: str, at: datetime) -> Post:
    """A post, and the thread's tally of all."""
    post = Post.objects.create(thread=thread, voice=voice_of(who), at=at, body=words)
    thread.post_count += 1
    thread.last_at = at
    thread.save(update_fields=["post_count", "last_at"])
    return post
