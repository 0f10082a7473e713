"""An opportunity in the browser: both sides, what differs, an agreement or a kind end, all by plain forms."""

from datetime import timedelta

from django.test import Client

from segue.domain.opportunities import Topic
from segue.store.models import Conversation, Opportunity, Participant, Term
from tests.cast import NOW, Cast


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def opened(ada: Client, cast: Cast) -> str:
    """The address of a new opportunity with Amara."""
    answer = ada.post(f"/connections/{cast.with_amara.id}/opportunity/", {"name": "loan of readers"})
    assert answer["Location"] == f"/opportunities/{Opportunity.objects.get().id}/"
    return str(answer["Location"])


def test_from_the_first_term_to_an_agreement(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    assert "By when, and why then?" in text(ada, address)
    ada.post(f"{address}timing/", {"mine": "March", "theirs": "after Easter"})
    assert "You two differ on 1 point" in text(ada, address)
    ada.post(f"{address}agree/")
    assert Opportunity.objects.get().state == "open"
    ada.post(f"{address}timing/", {"mine": "March", "theirs": "after Easter", "same": "on"})
    for topic in set(Topic) - {Topic.TIMING}:
        ada.post(f"{address}{topic}/", {"mine": "as said", "theirs": "as said"})
    ada.post(f"{address}agree/")
    assert Opportunity.objects.get().state == "agreed"


def test_a_tick_that_stood_there_does_not_speak_for_other_words(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    ada.post(f"{address}timing/", {"mine": "March", "theirs": "after Easter", "same": "on"})
    ada.post(f"{address}timing/", {"mine": "March", "theirs": "in June", "same": "on"})
    assert Term.objects.get().same is False


def test_the_difference_stands_on_the_page_where_the_talk_is_wrapped_up(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    ada.post(f"{address}timing/", {"mine": "March", "theirs": "after Easter"})
    held = NOW - timedelta(hours=2)
    talk = Conversation.objects.create(owner=cast.ada, medium="call", first_at=held, last_at=held, held_until=held)
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    for page in (f"/talks/{talk.id}/wrap-up/", f"/talks/{talk.id}/live/", f"/conversations/{talk.id}/"):
        assert "You two differ; say so before the talk ends." in text(ada, page)


def test_it_ends_kindly_in_words_to_use(cast: Cast, ada: Client) -> None:
    address = opened(ada, cast)
    assert "I believe in “loan of readers”" in text(ada, f"{address}end/")
    assert ada.post(f"{address}end/", {"why": ""}).status_code == 422
    ada.post(f"{address}end/", {"why": "no need behind it"})
    assert "no need behind it" in text(ada, address)
