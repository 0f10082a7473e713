"""The page of an honest close: what is owed first, then the terms, then the words."""

from datetime import timedelta

from django.test import Client

from segue.domain.commitments import Move, Side
from segue.store.models import Commitment, Conversation, Participant
from tests.cast import NOW, Cast, commitment

TERMS = {"by": "both", "terms": "no budget this year", "stay_in_touch": "a call in spring", "offer": "an introduction"}


def test_each_open_commitment_is_asked_about_before_it_closes(cast: Cast, ada: Client, my_promise: Commitment) -> None:
    address = f"/connections/{cast.with_amara.id}/close/"
    page = ada.get(address).content.decode()
    assert "send the outline" in page
    assert "I will not do it" in page
    refused = ada.post(address, TERMS)
    assert refused.status_code == 422
    assert "Say what becomes of it." in refused.content.decode()
    assert "no budget this year" in refused.content.decode()
    nobody = ada.post(address, TERMS | {f"fate-{my_promise.id}": "handed over"})
    assert "Say to whom." in nobody.content.decode()
    said = {f"fate-{my_promise.id}": "handed over", f"to-{my_promise.id}": "Kofi"}
    words = ada.post(address, TERMS | said, follow=True).content.decode()
    assert "as we agreed, we leave it here" in words
    assert "send the outline: Kofi takes it over" in words
    assert "length=full" in words
    assert "as=recruiter-no" in words
    assert cast.with_amara.closed_by == "both"
    person = ada.get(f"/people/{cast.amara.id}/").content.decode()
    assert "You offered:" in person


def test_what_a_close_left_open_is_settled_afterwards(cast: Cast, ada: Client, my_promise: Commitment) -> None:
    address = f"/connections/{cast.with_amara.id}/settle/"
    assert "send the outline" in ada.get(address).content.decode()
    ada.post(address, {f"fate-{my_promise.id}": "settled"})
    my_promise.refresh_from_db()
    assert my_promise.state == "reported"
    assert "at least one" in ada.post(address, {}, follow=True).content.decode()


def test_of_many_the_rest_is_said_at_once(cast: Cast, ada: Client) -> None:
    rows = [commitment(cast, (Side.A, Move.REQUEST), mine=mine) for mine in (True, False, False)]
    address = f"/connections/{cast.with_amara.id}/close/"
    assert "All that is not chosen above" in ada.get(address).content.decode()
    ada.post(address, TERMS | {f"fate-{rows[0].id}": "not done", "rest": "released"})
    assert sorted(Commitment.objects.values_list("state", flat=True)) == ["declined", "withdrawn", "withdrawn"]


def test_a_talk_that_ends_so_asks_first_what_is_owed_and_leads_to_the_words(
    cast: Cast, ada: Client, my_promise: Commitment
) -> None:
    held = NOW - timedelta(hours=2)
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=held, last_at=held)
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    given = {
        "ending": "close",
        "by": "me",
        "terms": "no fit",
        "offer": "an introduction",
        "step-TOTAL_FORMS": "0",
        "step-INITIAL_FORMS": "0",
    }
    address = f"/talks/{talk.id}/wrap-up/"
    assert "First, what is still owed" in ada.get(address).content.decode()
    refused = ada.post(address, given)
    assert refused.status_code == 422
    assert "Say what becomes of it" in refused.content.decode()
    assert cast.with_amara.closed_at is None
    words = ada.post(address, given | {f"fate-{my_promise.id}": "not done"}, follow=True).content.decode()
    assert "The reason: no fit" in words
    assert "What I can offer: an introduction" in words
    my_promise.refresh_from_db()
    assert my_promise.state == "reneged"


def test_a_talk_of_several_says_that_it_closes_with_nobody(cast: Cast, ada: Client) -> None:
    held = NOW - timedelta(hours=2)
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=held, last_at=held)
    words = "closes with none of them"
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    assert words not in ada.get(f"/talks/{talk.id}/wrap-up/").content.decode()
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.dai)
    assert words in ada.get(f"/talks/{talk.id}/wrap-up/").content.decode()
