"""What the tests of the pages share: clients that are signed in, and a clock that stands still."""

from collections.abc import Callable

import pytest
from django.test import Client

from segue.store.models import Member
from segue.web import visits
from segue.web.views.sign_in import BACKEND
from tests.cast import NOW, Cast

SignedIn = Callable[[Member], Client]


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every visit is made at NOW."""
    monkeypatch.setattr(visits, "clock", lambda: NOW)


@pytest.fixture
def signed_in() -> SignedIn:
    """A browser in which this member is signed in."""

    def client(member: Member) -> Client:
        made = Client()
        made.force_login(member.user, backend=BACKEND)
        return made

    return client


@pytest.fixture
def ada(cast: Cast, signed_in: SignedIn) -> Client:
    """Ada's browser."""
    return signed_in(cast.ada)
