"""The matrix of roles and addresses: every route of the application, for eleven roles, on things of six owners.

The routes come from the resolver: a new one fails here until it is said, in one of the tables, who may have it. Views
are called as the resolver would, without drawing their pages; that a page tells no more than it may is tried on what it
is drawn from (`tests.queries.test_matrix`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, QueryDict
from django.template.backends.django import Template
from django.test import RequestFactory
from django.urls import URLPattern, resolve, reverse

from segue.queries.members import asker_of
from segue.store.models import Event
from segue.web import visits
from segue.web.urls import urlpatterns
from tests.cast import NOW
from tests.matrix import ROLES, Matrix, make_matrix
from tests.web.test_access import FILLED_IN, VERBS

pytestmark = pytest.mark.django_db

GUESTS = {"guest", "customer"}
CIRCLE = {"customer", "member", "moderator", "steward"}
HOME = set(ROLES) - {"nobody", "foreign"}

Who = dict[str, set[str]]
"""For each place or owner those whom something answers."""

READ: Who = {"circle": CIRCLE, "public": {*HOME, "nobody"}, "away": {"foreign"}}
"""Who reads what is said in a community: its members, and in a public one everybody of the organisation and passers-by.
Nobody listens in: the owner of the organisation is not in the circle, and a blocked member is no member."""
SIGNED_IN: Who = READ | {"public": HOME}
BELONG: Who = {"circle": CIRCLE, "away": {"foreign"}}
MODERATE: Who = {"circle": {"steward", "moderator"}, "away": {"foreign"}}
PASSING: Who = {"public": set(ROLES)}
"""Whoever comes along, from another organisation too: as if they were not signed in."""
STEER: Who = {"circle": {"steward"}, "away": {"foreign"}}
TEAM: Who = {"circle": {"teammate"}}
WORK: Who = {"circle": {"teammate", "steward"}, "away": {"foreign"}}
PAIR: Who = {"circle": {"steward", "customer"}, "away": {"foreign"}}
OWN: Who = {"owner": {"owner"}, "foreign": {"foreign"}}
NOBODY: Who = {}


def both(one: Who, other: Who) -> Who:
    return {whose: one.get(whose, set()) | other.get(whose, set()) for whose in {*one, *other}}


SPACES: dict[str, tuple[Who, Who]] = {
    "community": (READ, NOBODY),
    "community_forming": (READ, NOBODY),
    "community_purposes": (READ, NOBODY),
    "purpose": (READ, NOBODY),
    "thread": (READ, NOBODY),
    "thread_reading": (READ, NOBODY),
    "community_search": (READ, NOBODY),
    "ask_to_join": (PASSING, PASSING),
    "invitations": (MODERATE, MODERATE),
    "revoke": (NOBODY, MODERATE),
    "follow_community": (NOBODY, BELONG),
    "follow_thread": (NOBODY, BELONG),
    "moderation": (BELONG, NOBODY),
    "moderate_member": (MODERATE, MODERATE),
    "moderate_thread": (MODERATE, MODERATE),
    "moderate_post": (MODERATE, MODERATE),
    "community_members": (BELONG, NOBODY),
    "gather": (SIGNED_IN, STEER),
    "gathering": (STEER, NOBODY),
    "take_back_gathering": (NOBODY, STEER),
    "thread_new": (BELONG, BELONG),
    "reply": (NOBODY, BELONG),
    "raise_purpose": (NOBODY, BELONG),
    "let_stay": (NOBODY, BELONG),
    "move_thread": (BELONG, BELONG),
    "move_ask": (both(BELONG, TEAM), NOBODY),
    "move_act": (NOBODY, both(BELONG, TEAM)),
    "forming_act": (NOBODY, BELONG),
    "purpose_act": (NOBODY, BELONG),
    "handover": (both(SIGNED_IN, TEAM), NOBODY),
    "handover_act": (TEAM, TEAM),
    "team": (WORK, NOBODY),
    "team_flow": (WORK, NOBODY),
    "team_record": (WORK, NOBODY),
    "team_thread_new": (WORK, WORK),
    "team_act": (WORK, WORK),
    "team_commitment": (WORK, NOBODY),
    "team_commitment_act": (STEER, WORK),
    "decision": (WORK, NOBODY),
    "decision_act": (WORK, WORK),
    "problem_act": (WORK, WORK),
    "post_act": (STEER, STEER),
    "appoint": (NOBODY, STEER),
    "community_act": (STEER, both(BELONG, {"public": HOME})),
    "partnership": (PAIR, NOBODY),
    "partnership_act": (NOBODY, PAIR),
    "ask_about_partnership": (NOBODY, BELONG),
}
"""Addresses of communities and teams: whom each answers when it is looked at (none: it only takes a form), and who may
do something there. The posts, threads and
what a team asks are the steward's own."""

STEERING = {
    ("community_act", verb) for verb in ("change", "close", "reopen")
} | {("purpose_act", verb) for verb in ("offer", "answer", "rest", "report")}  # fmt: skip
"""Verbs that only stewards may, of addresses whose other verbs are every member's."""

PERSONAL = {
    "why", "commitment_act", "connection_board", "connection_opportunity", "opportunity", "opportunity_act",
    "connection_plan", "plan", "plan_markdown", "plan_todos", "plan_act", "plan_item_act", "issue_act", "board",
    "board_act", "idea_act", "connection_act", "talk_act", "mark_act", "conversation", "conversation_act", "message",
    "message_text", "person", "edit_person", "forget", "part_person", "note_topic", "drop_topic", "note_occasion",
    "drop_occasion", "drop_news", "news_act", "introduction_act", "drop_victory", "share_victory", "victory_card",
    "need", "pair", "import", "tell_chat",
}  # fmt: skip
"""Addresses of what is somebody's own."""

PLAIN = {
    "run_through", "draft_file", "log", "people", "add_person", "touch", "news", "introductions", "victories", "worth",
    "pipeline", "insights", "insight_csv", "insight_svg", "figures", "figures_of", "needs", "search", "find", "triage",
    "learned", "unlearn", "imports", "history", "settings", "reader", "reader_act", "address", "export", "look",
    "help", "more",
}  # fmt: skip
"""Addresses that show each member of an organisation their own, and guests nothing."""

FOR_GUESTS = {"today", "partnerships", "undo", "undo_one", "community_new", "teams", "team_new"}
"""The same, for guests too; `undo_one` leads back, and takes back only what is one's own."""

FOR_ALL = {"communities", "post_search", "sign_in", "guest_link", "join"}
BY_LINK = {"unfollow"}
"""What a link alone opens: one that is none of ours opens nothing."""


def refused(name: str, role: str) -> set[str]:
    """What those are told whom something does not answer."""
    if role == "nobody":
        return {"gone"} if SPACES.get(name, (NOBODY,))[0] in (READ, PASSING) else {"login"}
    return {"barred"} if role in GUESTS and name not in SPACES else {"gone", "barred"}


def ways(matrix: Matrix, *, all_verbs: bool = False) -> Iterator[tuple[str, str, str]]:
    """Every address: its name, whose thing it leads to ("": to none), and the address."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        name, wanted = str(pattern.name), pattern.pattern.converters
        numbers = [key for key in wanted if key.endswith("_id")]
        verbs = VERBS.get(name, ["missing"])[: None if all_verbs else 1]
        for whose, things in matrix.things.items() if numbers else [("", {})]:
            if all(number in things for number in numbers):
                for verb in verbs if len(numbers) < len(wanted) else [""]:
                    given = {key: things.get(key, verb) for key in wanted}
                    yield name, whose, reverse(name, kwargs=given)


def answer(matrix: Matrix, role: str, address: str, given: dict[str, str] | None = None) -> str:
    """What the view behind an address says to somebody: answers, gone, barred, login, or only by POST."""
    request: Any = RequestFactory().generic("POST" if given is not None else "GET", address)
    who = matrix.members[role]
    request.user = who.user if who else AnonymousUser()
    request.session = {}
    request._messages = CookieStorage(request)
    if given is not None:
        request.POST = QueryDict(urlencode(given))
    found = resolve(address)
    try:
        response = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return "gone"
    except PermissionDenied:
        return "barred"
    if response.status_code == 405:
        return "by post"
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return "login"
    return "answers"


_asker_of = cache(asker_of)
"""What somebody belongs to stays as it is here, so it is looked up once."""


@pytest.fixture(scope="module")
def matrix(django_db_setup: None, django_db_blocker: Any) -> Iterator[Matrix]:
    """Made once for all tests here."""
    from tests.cast import cast

    with django_db_blocker.unblock(), transaction.atomic():
        _asker_of.cache_clear()
        yield make_matrix(cast.__wrapped__(None))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every visit is at NOW, and no page is drawn: what is on it is tried elsewhere."""
    monkeypatch.setattr(visits, "clock", lambda: NOW)
    monkeypatch.setattr(Template, "render", lambda *_: "")
    monkeypatch.setattr(visits, "asker_of", _asker_of)


def test_every_route_is_said_to_be_somebodys() -> None:
    named = {str(pattern.name) for pattern in urlpatterns}
    said = [*SPACES, *PERSONAL, *PLAIN, *FOR_GUESTS, *FOR_ALL, *BY_LINK]
    assert named - set(said) == set(), "Say in one of the tables above who may have them."
    assert set(said) - named == set()
    assert len(said) == len(set(said))


@pytest.mark.parametrize("role", ROLES)
def test_exactly_those_who_may_are_answered(matrix: Matrix, role: str) -> None:
    wrong = []
    for name, whose, address in ways(matrix):
        told = answer(matrix, role, address)
        if name in SPACES or name in PERSONAL:
            may = role in (SPACES[name][0] if name in SPACES else OWN).get(whose, ())
            # What is somebody's own has pages and forms; that the owner gets each is tried in `test_access`.
            right = {"answers"} if may and name in SPACES else {"answers", "gone"} if may else refused(name, role)
        elif name in FOR_ALL:
            right = {"answers"}
        elif name in BY_LINK:
            right = {"gone"}
        elif role == "nobody":
            right = {"login"}
        elif role in GUESTS and name in PLAIN:
            right = {"barred"}
        else:
            right = {"answers", "gone", "by post"}
        if told not in right:
            wrong.append(f"{name} of {whose or 'all'} to {role}: {told}")
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_does_anything(matrix: Matrix, role: str) -> None:
    """Every verb on everything that the role has no hand in: it is not there, or refused; nothing is written."""
    before, tried = Event.objects.count(), []
    # Of a personal thing the first verb stands for all: `test_access` tries the others.
    firsts = {address for _name, _whose, address in ways(matrix)}
    for name, whose, address in ways(matrix, all_verbs=True):
        verb = address.rstrip("/").rpartition("/")[2]
        if name in SPACES:
            may = STEER if (name, verb) in STEERING else SPACES[name][1]
        elif name in PERSONAL and address in firsts:
            may = OWN
        else:
            continue
        if role in may.get(whose, ()):
            continue
        told = answer(matrix, role, address, FILLED_IN)
        tried.append(f"{address}: {told}")
        if name in PERSONAL or role not in READ.get(whose, ()):
            assert told in refused("", role) | {"by post", "gone", "barred"}, f"{name} of {whose} to {role}: {told}"
    assert Event.objects.count() == before, tried
    assert len(tried) > 50
