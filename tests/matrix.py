"""One world for the matrix of who sees what: eleven roles, and things of six owners, each marked by a word of its own.

Everything that `tests.web.test_access` makes of a person and of a community is made for each owner, and its word
written into every text of it; so whatever of it is told to somebody, the word tells whose it was.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace

from segue.store.models import (
    Address,
    Asker,
    Belonging,
    Community,
    Member,
    PartnershipAsk,
    Purpose,
    Team,
    Thread,
    asker_for,
)
from tests.cast import NOW, Cast, member, person
from tests.web.test_access import of_a_community, of_a_person

ROLES = (
    "nobody",
    "guest",
    "customer",
    "member",
    "moderator",
    "steward",
    "teammate",
    "owner",
    "stranger",
    "foreign",
    "blocked",
)
"""Who asks. The steward, moderator, member, customer and blocked one belong to the circle; the owner of the
organisation, the stranger and the guest do not; the teammate is in the team beside it, and in another with
the steward; the foreign one owns another organisation."""

PLACES = ("circle", "closed", "public", "away")
"""Communities: the circle (by invitation); one of the same organisation that none of them is in; one that everybody
may read; and one of the other organisation, which the foreign one steers."""


@dataclass
class Matrix:
    """Everybody by role, what there is of each owner by name, and the words that tell whose something is."""

    members: dict[str, Member | None] = field(default_factory=dict)
    things: dict[str, dict[str, int]] = field(default_factory=dict)

    def asker(self, role: str) -> Asker | None:
        who = self.members[role]
        return asker_for(who) if who else None


def make_matrix(cast: Cast) -> Matrix:
    home, away = cast.ada.organisation, cast.chiara.organisation
    made = Matrix({"nobody": None, "owner": cast.ada, "foreign": cast.chiara})
    for role in ("customer", "member", "moderator", "steward", "teammate", "stranger", "blocked", "guest"):
        kind = Member.Role.GUEST if role in ("guest", "customer") else Member.Role.MEMBER
        made.members[role] = member(home, f"{role}@lindqvist.example", role.capitalize(), role=kind)
    others = [member(home, f"other{number}@lindqvist.example", f"Other {number}") for number in range(2)]
    made.things["owner"] = _marked("owner", of_a_person(cast))
    made.things["foreign"] = _marked("foreign", of_a_person(_cast_of(cast.chiara, away)))
    stewards = (made.members["steward"], *others, cast.chiara)
    for place, steward in zip(PLACES, stewards, strict=True):
        assert steward is not None
        to = made.members["customer"] if place == "circle" else cast.bo
        things = of_a_community(dataclasses.replace(cast, ada=steward, bo=to))
        made.things[place] = _marked(place, things)
    _belong(made)
    return made


def _belong(made: Matrix) -> None:
    """Who belongs to the circle, and what is between two of them alone."""
    circle = Community.objects.get(id=made.things["circle"]["community_id"])
    for role in ("customer", "member", "moderator", "blocked"):
        who = made.members[role]
        assert who is not None
        Belonging.objects.create(
            community=circle, member=who, joined_at=NOW, blocked_at=NOW if role == "blocked" else None,
            role=role if role == "moderator" else "member", kind="customer" if role == "customer" else "employee",
        )  # fmt: skip
    Community.objects.filter(id=made.things["closed"]["community_id"]).update(admission="closed")
    Community.objects.filter(id=made.things["public"]["community_id"]).update(admission="public")
    for team in Team.objects.filter(Q(community=circle) | Q(id=made.things["circle"]["team_id"])):
        team.members.add(made.members["teammate"])
    thread = Thread.objects.get(id=made.things["circle"]["thread_id"])
    asked = PartnershipAsk.objects.create(
        thread=thread, by=made.members["steward"], to=made.members["customer"], words=_word("pair"), at=NOW
    )
    made.things["circle"]["partnership_id"] = asked.id
    # What a team was given it may read: the words that the purpose and its messages have are the team's, too.
    Purpose.objects.filter(community=circle).update(state="offered")


def _cast_of(who: Member, home: Any) -> Cast:
    """The same people around another owner."""
    colleague = member(home, "beside@russo.example", "Beside")
    team = Team.objects.create(organisation=home, name="Beside")
    team.members.set([who, colleague])
    Address.objects.create(owner=who, addr="ada@lindqvist.example", name="Me", kind="mine")
    amara = person(who, "Amara Osei", "amara@asante.example", team=team)
    dai = person(who, "Dai Nakamura Osei", "dai@nakamura.example")
    return Cast(who, colleague, who, team, amara, dai)


def _word(whose: str) -> str:
    return f"{whose}word"


def _marked(whose: str, things: dict[str, int]) -> dict[str, int]:
    """Have every text that was just made carry the word of its owner."""
    for model in apps.get_app_config("store").get_models():
        texts = [each for each in model._meta.concrete_fields if isinstance(each, models.CharField | models.TextField)]
        wanted = [each.name for each in texts if not each.unique and not isinstance(each, models.EmailField)]
        for name in wanted:
            if (model, name) == (Team, "name"):
                continue  # whoever offers a purpose sees which teams there are
            marked = Replace(F(name), Value("Osei"), Value(_word(whose)))
            model._default_manager.filter(**{f"{name}__contains": "Osei"}).update(**{name: marked})
    return things


def words_in(told: Any) -> set[str]:
    """Whose words stand in something that was told, however deep."""
    whole = "\n".join(_texts(told, set(), 0))
    return {whose for whose in ("owner", "foreign", "pair", *PLACES) if _word(whose) in whole}


def _texts(told: Any, seen: set[int], depth: int) -> Iterator[str]:
    if isinstance(told, str):
        yield str(told)
        return
    if told is None or isinstance(told, int | float | bytes) or depth > 8 or id(told) in seen:
        return
    seen.add(id(told))
    if isinstance(told, Mapping):
        parts: Any = [*told.keys(), *told.values()]
    elif dataclasses.is_dataclass(told) and not isinstance(told, type):
        parts = [getattr(told, each.name) for each in dataclasses.fields(told)]
    elif isinstance(told, models.Model):
        parts = [told.__dict__.get(each.attname) for each in told._meta.concrete_fields]
        parts += told._state.fields_cache.values()
    elif hasattr(told, "__iter__"):
        parts = list(told)[:200]
    else:
        return
    for each in parts:
        yield from _texts(each, seen, depth + 1)
