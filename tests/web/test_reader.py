"""A second opinion on the screen: what is sent is shown first, where it was used is told; private marks."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from segue.actions.opinions import ask_next
from segue.actions.weave import weave_conversations
from segue.store.models import Connection, Conversation, Exchange, Mark, Member, Reader
from segue.web import visits
from tests.cast import FRIDAY, NOW, Cast, mail, mark
from tests.model_server import KEY, Model

WORDS = "I might <b>look</b> into it."


@pytest.fixture
def ada(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(visits, "clock", lambda: NOW)
    client.force_login(cast.ada.user)
    return client


@pytest.fixture
def unsure(cast: Cast) -> Mark:
    """Words of Ada's near the threshold."""
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW)
    said = mail(cast, "ada@lindqvist.example", "amara@asante.example", WORDS)
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=True)
    seen = mark(said, WORDS, "promise", shown=False, performer="author", what="look into the matter", due=FRIDAY)
    Mark.objects.filter(id=seen.id).update(confidence=0.7)
    weave_conversations(cast.owner, [said.conversation_id])
    return seen


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_without_a_model_it_says_so(cast: Cast, ada: Client) -> None:
    page = text(ada, "/reader/")
    assert "No language model is configured." in page
    assert "Switch it on" not in page


def test_what_is_sent_is_shown_and_where_it_was_used_is_told(
    cast: Cast, ada: Client, unsure: Mark, model: Model, settings: Settings
) -> None:
    settings.READER_URL, settings.READER_MODEL, settings.READER_KEY = model.endpoint.url, "tiny", KEY
    page = text(ada, "/reader/")
    assert f"Off. It would be tiny at {model.endpoint.host}." in page
    assert "I might &lt;b&gt;look&lt;/b&gt; into it." in page
    assert KEY not in page
    assert ada.get("/reader/on/").status_code == 404
    assert "may read unsure sentences" in ada.post("/reader/on/", {"next": "/reader/"}, follow=True).content.decode()
    assert f"On: tiny at {model.endpoint.host} reads." in text(ada, "/reader/")
    model.will_say('{"answer": "yes"}')
    assert ask_next(NOW)
    assert "read with tiny" in text(ada, f"/conversations/{unsure.message.conversation_id}/")
    assert "set aside" not in text(ada, "/reader/")
    visits.clock = lambda: NOW.replace(day=26)  # the day before it is due: Today has a row
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW.replace(day=26))
    assert "read with tiny" in text(ada, "/?show=all")
    assert "read with tiny" in text(ada, f"/today/{cast.with_amara.id}/")
    assert "read with tiny" in text(ada, "/one-at-a-time/")
    ada.post("/reader/off/")
    assert not Reader.objects.exists()


def test_a_connection_and_a_conversation_are_kept_private_and_no_longer(cast: Cast, ada: Client, unsure: Mark) -> None:
    for address, model, row in (
        (f"/conversations/{unsure.message.conversation_id}/", Conversation, unsure.message.conversation_id),
        (f"/people/{cast.amara.id}/", Connection, cast.with_amara.id),
    ):
        base = address if model is Conversation else f"/connections/{row}/"
        assert "Keep private from language models" in text(ada, address)
        page = ada.post(f"{base}private/", {"next": address}, follow=True).content.decode()
        assert "No longer private" in page
        assert model._default_manager.get(id=row).private_since == NOW  # type: ignore[attr-defined]
        ada.post(f"{base}not-private/")
        assert model._default_manager.get(id=row).private_since is None  # type: ignore[attr-defined]
        assert ada.get(f"{base}private/").status_code == 404
