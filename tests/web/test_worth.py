"""Victories and worth in the browser, and my load where I promise."""

from datetime import timedelta

from django.test import Client

from segue.domain.commitments import Move, Side
from segue.store.models import Victory
from tests.cast import NOW, Cast, commitment


def test_a_victory_is_noted_and_shared_without_a_name(cast: Cast, ada: Client) -> None:
    assert "What went well with Amara Osei" in ada.get(f"/victories/?person={cast.amara.id}").content.decode()
    given = {"text": "Amara said it helped", "person": str(cast.amara.id), "next": "/victories/"}
    assert "Amara said it helped" in ada.post("/victories/", given, follow=True).content.decode()
    address = f"/victories/{Victory.objects.get().id}"
    page = ada.get(f"{address}/share/").content.decode()
    assert "somebody said it helped" in page
    assert "Amara" not in page.partition('id="panel"')[2]
    assert "Amara said" in ada.get(f"{address}/share/?name=1").content.decode()
    card = ada.get(f"{address}/card.svg?download=1")
    assert card["Content-Type"] == "image/svg+xml"
    assert b"Amara" not in card.content
    ada.post(f"{address}/drop/", {"next": "/victories/"})
    assert not Victory.objects.exists()


def test_worth_keeps_three_things_apart(cast: Cast, ada: Client) -> None:
    page = ada.get("/worth/").content.decode()
    for words in ("You have 0 open promises.", "What you felt", "What they felt", "What was done", "too few to score"):
        assert words in page


def test_my_load_stands_where_i_promise(cast: Cast, ada: Client) -> None:
    asked = commitment(cast, (Side.A, Move.REQUEST), mine=True)
    theirs = commitment(cast, (Side.A, Move.REQUEST))
    commitment(cast, (Side.B, Move.PROMISE, NOW.date() - timedelta(days=3)), mine=True)
    for address in (f"/commitments/{asked.id}/promise/", "/log/"):
        assert "You have 1 open promise, 1 late." in ada.get(address).content.decode()
    assert "open promise" not in ada.get(f"/commitments/{theirs.id}/promise/").content.decode()
