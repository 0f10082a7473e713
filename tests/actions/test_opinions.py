"""A second opinion: off until wanted, never about what is private, told where it was used, harmless when it fails."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from pytest_django import Settings

from segue.actions import detections, privacy
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.opinions import AT_ONCE, LOOKS_AGAIN, RESTS, ask_next, switch_off, switch_on
from segue.domain.today import ALIVE
from segue.jobs import worker
from segue.queries.asking import questions
from segue.queries.conversations import read as read_conversation
from segue.queries.opinions import may_be_asked, reader_page
from segue.store.models import (
    Address,
    Commitment,
    Connection,
    Conversation,
    Event,
    Exchange,
    Mark,
    Opinion,
    Reader,
    Recipient,
)
from tests.cast import LATER, NOW, Cast, mail, mark
from tests.model_server import KEY, Model

ME, AMARA = "ada@lindqvist.example", "amara@asante.example"
YES, NO, UNSURE = (f'{{"answer": "{each}"}}' for each in ("yes", "no", "unsure"))


def said(cast: Cast, words: str, confidence: float = 0.7, *, shown: bool = False, days: int = 3) -> Mark:
    """Something that Ada wrote to Amara, which detection took for a promise."""
    message = mail(cast, ME, AMARA, words, at=NOW - timedelta(days=days))
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=message, out=True)
    seen = mark(message, words, "promise", shown=shown, performer="author", what="see to it")
    Mark.objects.filter(id=seen.id).update(confidence=confidence)
    return seen


@pytest.fixture
def reader(cast: Cast, model: Model, settings: Settings) -> Model:
    """A model that is configured, and that Ada has switched on."""
    settings.READER_URL, settings.READER_MODEL, settings.READER_KEY = model.endpoint.url, "tiny", KEY
    switch_on(cast.owner, NOW, source="web")
    return model


def test_nothing_is_sent_until_it_is_switched_on(cast: Cast, model: Model, settings: Settings) -> None:
    said(cast, "I might look into it.")
    assert not ask_next(NOW)
    with pytest.raises(Refused):
        switch_on(cast.owner, NOW, source="web")
    settings.READER_URL, settings.READER_MODEL = model.endpoint.url, "tiny"
    assert not ask_next(NOW)
    page = reader_page(cast.owner, NOW)
    assert (page.reader, page.waiting) == (None, 1)
    assert model.sent == []


def test_what_is_shown_beforehand_is_what_is_sent(cast: Cast, reader: Model) -> None:
    said(cast, "I might look into it.")
    shown = list(reader_page(cast.owner, NOW).requests)
    reader.will_say(NO)
    assert ask_next(NOW)
    assert [body for _, _, body in reader.sent] == shown
    for name in ("Ada", "Amara", "Lindqvist", "asante", KEY):
        assert name not in json.dumps(shown)


def test_a_yes_shows_what_was_unsure_and_says_who_read_it(cast: Cast, reader: Model) -> None:
    seen = said(cast, "I might look into it.")
    reader.will_say(YES)
    assert ask_next(NOW)
    made = Commitment.objects.get(mark=seen)
    assert not made.by_hand
    (utterance,) = read_conversation(cast.owner, made.conversation_id).said
    assert [each.read_with for each in utterance.marks] == ["tiny"]
    assert Event.objects.filter(source="job").get().text.startswith("tiny at 127.0.0.1:")
    assert not may_be_asked(cast.owner, NOW)


def test_a_no_asks_about_what_was_shown_and_no_more_about_what_was_unsure(cast: Cast, reader: Model) -> None:
    unsure, shown = said(cast, "I might look into it."), said(cast, "Will see.", 0.82, shown=True)
    reader.will_say(NO, NO)
    assert ask_next(NOW)
    assert not Commitment.objects.exists()
    (question,) = questions(cast.owner, NOW).few
    assert (question.mark_id, question.read_with) == (shown.id, "tiny")
    assert unsure.id != question.mark_id


def test_unsure_and_nonsense_change_nothing_and_are_not_asked_for_again(cast: Cast, reader: Model) -> None:
    for words in ("I might look into it.", "Perhaps I write."):
        said(cast, words)
    reader.will_say(UNSURE, "Certainly! It is a promise.")
    assert ask_next(NOW)
    assert not Commitment.objects.exists()
    assert reader_page(cast.owner, NOW).answers == {"unsure": 1, "nonsense": 1}
    assert not ask_next(NOW)
    assert len(reader.sent) == 2


def test_the_owner_has_the_last_word(cast: Cast, reader: Model) -> None:
    seen = said(cast, "I might look into it.")
    reader.will_say(YES)
    ask_next(NOW)
    detections.reject(cast.owner, Commitment.objects.get(mark=seen).id, NOW, source="web")
    assert not Commitment.objects.exists()
    later = said(cast, "Might do so.")
    detections.not_sure(cast.owner, later.id, NOW, source="web")
    assert not may_be_asked(cast.owner, NOW)


@pytest.mark.parametrize("code", [401, 404])
def test_a_refusal_is_told_and_the_model_left_alone_for_a_while(cast: Cast, reader: Model, code: int) -> None:
    said(cast, "I might look into it.")
    reader.answers = [(code, b"{}")]
    assert not ask_next(NOW)
    assert reader_page(cast.owner, NOW).reader.failure  # type: ignore[union-attr]
    assert not ask_next(NOW + RESTS / 2)
    assert len(reader.sent) == 1
    reader.will_say(YES)
    assert ask_next(NOW + RESTS)
    assert reader_page(cast.owner, NOW).reader.failure == ""  # type: ignore[union-attr]


def test_what_was_answered_before_a_failure_is_kept(cast: Cast, reader: Model) -> None:
    for number in range(3):
        said(cast, f"I might look into matter {number}.")
    reader.will_say(YES)
    reader.answers.append((403, b""))
    assert ask_next(NOW)
    assert Opinion.objects.count() == 1


def test_what_is_private_closed_old_sure_or_between_others_is_never_sent(cast: Cast, reader: Model) -> None:
    seen = said(cast, "I might look into it.")
    copied = said(cast, "I might look into that.")
    dai = Address.objects.get(addr="dai@nakamura.example")
    Recipient.objects.create(owner=cast.ada, message=copied.message, address=dai, role="cc")
    said(cast, "I might have looked.", days=ALIVE.days + 1)
    said(cast, "I certainly might not.", 0.35)
    said(cast, "I will.", 0.97, shown=True)
    unsent = mail(cast, ME, AMARA, "I might see.")
    mark(unsent, unsent.body, "promise", shown=False)
    assert [each.mark_id for each in may_be_asked(cast.owner, NOW)] == [copied.id, seen.id]
    privacy.of_connection(cast.owner, cast.dai.connection.id, NOW, source="web")
    assert [each.mark_id for each in may_be_asked(cast.owner, NOW)] == [seen.id]
    privacy.of_conversation(cast.owner, seen.message.conversation_id, NOW, source="web")
    assert not may_be_asked(cast.owner, NOW)
    assert not ask_next(NOW)
    undo(cast.owner, LATER, source="web")
    assert [each.mark_id for each in may_be_asked(cast.owner, NOW)] == [seen.id]
    Connection.objects.filter(id=cast.with_amara.id).update(closed_at=NOW)
    assert not may_be_asked(cast.owner, NOW)
    assert reader.sent == []


def test_a_conversation_is_private_wherever_somebody_private_took_part(cast: Cast, reader: Model) -> None:
    seen = said(cast, "I might look into it.")
    mail(cast, "dai@nakamura.example", ME, "Please keep me out of it.", conversation=seen.message.conversation)
    privacy.of_connection(cast.owner, cast.dai.connection.id, NOW, source="web")
    assert not may_be_asked(cast.owner, NOW)
    privacy.of_connection(cast.owner, cast.dai.connection.id, NOW, source="web", private=False)
    assert may_be_asked(cast.owner, NOW)


def test_another_model_is_not_asked_before_it_is_agreed_to(cast: Cast, reader: Model, settings: Settings) -> None:
    said(cast, "I might look into it.")
    settings.READER_MODEL = "huge"
    assert not ask_next(NOW)
    assert reader_page(cast.owner, NOW).changed
    settings.READER_URL = "http://elsewhere.example/v1"
    assert not ask_next(NOW + LOOKS_AGAIN)
    assert "https://" in reader_page(cast.owner, NOW).wrong
    with pytest.raises(Refused):
        switch_on(cast.owner, NOW, source="web")
    assert reader.sent == []


def test_it_is_switched_off_with_undo(cast: Cast, reader: Model) -> None:
    said(cast, "I might look into it.")
    switch_off(cast.owner, NOW, source="web")
    assert not ask_next(NOW)
    undo(cast.owner, LATER, source="web")
    assert Reader.objects.get().model == "tiny"
    switch_off(cast.owner, NOW, source="web")
    switch_off(cast.owner, NOW, source="web")


def test_it_reads_a_few_at_a_time_and_looks_again_after_a_while(cast: Cast, reader: Model) -> None:
    for number in range(AT_ONCE + 1):
        said(cast, f"I might look into matter {number}.")
    reader.will_say(*[UNSURE] * (AT_ONCE + 1))
    assert ask_next(NOW)
    assert len(reader.sent) == AT_ONCE
    assert ask_next(NOW)
    assert not ask_next(NOW)
    said(cast, "I might look into one more.")
    assert not ask_next(NOW + LOOKS_AGAIN / 2)
    reader.will_say(NO)
    assert ask_next(NOW + LOOKS_AGAIN)


def test_the_worker_asks_and_logs_no_key(
    cast: Cast, reader: Model, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    said(cast, "I might look into it.")
    monkeypatch.setattr(worker, "look_closer", lambda now: False)
    monkeypatch.setattr(worker, "ask_next", lambda now: ask_next(NOW))
    reader.will_say(YES)
    assert worker._one()
    assert Opinion.objects.get().answer == "yes"
    assert KEY not in caplog.text


def test_each_owner_for_themselves(cast: Cast, reader: Model) -> None:
    seen = said(cast, "I might look into it.")
    Conversation.objects.update(team=cast.team)
    for asker in (cast.teammate, cast.stranger):
        assert not may_be_asked(asker, NOW)
        assert reader_page(asker, NOW).reader is None
        switch_on(asker, NOW, source="web")
        with pytest.raises(NotFound):
            privacy.of_conversation(asker, seen.message.conversation_id, NOW, source="web")
        with pytest.raises(NotFound):
            privacy.of_connection(asker, cast.with_amara.id, NOW, source="web")
        switch_off(asker, NOW, source="web")
    assert Reader.objects.get().owner == cast.ada
