"""Talks as Today knows them."""

from datetime import timedelta

import pytest
from django.db import connection

from segue.domain.today import ALIVE
from segue.queries.facts import facts_of
from segue.queries.talks import old_talks, talks_of
from segue.store.models import Connection, Conversation, Exchange, Participant
from tests.cast import NOW, Cast, mail


def test_a_word_to_one_of_several_is_a_word_after_the_talk(cast: Cast) -> None:
    held = NOW - timedelta(days=2)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", subject="Pilot", first_at=held, last_at=held, ending="next step", wrapped_at=held
    )
    for person in (cast.amara, cast.dai):
        Participant.objects.create(owner=cast.ada, conversation=talk, person=person)
    of_amara, of_dai = (Connection.objects.get(person=person) for person in (cast.amara, cast.dai))
    thanks = mail(cast, "ada@lindqvist.example", "dai@nakamura.example", "Thank you.", at=NOW - timedelta(days=1))
    Exchange.objects.create(owner=cast.ada, connection=of_dai, message=thanks, out=True)
    for facts in facts_of(cast.owner, [of_amara.id, of_dai.id], NOW):
        assert [each.follow_up_sent_at for each in facts.talks] == [NOW - timedelta(days=1)]
    leading = [facts.id for facts in facts_of(cast.owner, [of_amara.id, of_dai.id], NOW) if facts.talks[0].leads]
    assert leading == [of_amara.id]


def test_years_of_mail_are_not_gone_through_for_the_talks(cast: Cast) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL weighs what an index saves; on an empty store it uses none")
    for asked in (talks_of(cast.owner), old_talks(cast.owner, NOW, ALIVE)):
        assert "talk_live" in asked.explain()
