"""One screen for a promise that will be late: the reason and a new date, then the words."""

from django.test import Client

from segue.store.models import Commitment
from tests.cast import Cast


def test_a_new_date_in_one_screen(cast: Cast, ada: Client, my_promise: Commitment) -> None:
    address = f"/commitments/{my_promise.id}/counter/"
    assert "The reason" in ada.get(address).content.decode()
    refused = ada.post(address, {"due": "2026-11-01", "reason": "late"})
    assert refused.status_code == 422
    assert "lies ahead" in refused.content.decode()
    words = ada.post(address, {"due": "2026-12-07", "reason": "the figures came late"}, follow=True).content.decode()
    assert "The reason: the figures came late" in words
    assert "7 December 2026" in words
    my_promise.refresh_from_db()
    assert my_promise.state == "countered"


def test_a_hello_from_the_persons_page(cast: Cast, ada: Client) -> None:
    assert "There is nothing that I need" in ada.get(f"/connections/{cast.with_amara.id}/hello/").content.decode()
