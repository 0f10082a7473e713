"""`segue reader` and `segue private`."""

from __future__ import annotations

from pytest_django import Settings

from segue.store.models import Connection, Conversation, Exchange, Mark
from tests.cast import Cast, mail, mark
from tests.cli.conftest import Json, Segue
from tests.model_server import KEY, Model

WORDS = "I might look into it."


def test_a_model_is_told_of_shown_and_switched_on(
    segue: Segue, segue_json: Json, cast: Cast, model: Model, settings: Settings
) -> None:
    assert "No language model is configured" in segue("reader").stdout
    assert segue("reader", "--on").exit_code == 4
    settings.READER_URL, settings.READER_MODEL, settings.READER_KEY = model.endpoint.url, "tiny", KEY
    said = mail(cast, "ada@lindqvist.example", "amara@asante.example", WORDS)
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=True)
    Mark.objects.filter(id=mark(said, WORDS, "promise", shown=False).id).update(confidence=0.7)
    told = segue("reader").stdout
    assert f"tiny at {model.endpoint.host}: off." in told
    assert WORDS in told
    assert KEY not in told
    assert segue_json("reader", "--on")["on"] is True
    assert segue_json("reader")["requests"][0]["model"] == "tiny"
    assert ": on." in segue("reader").stdout
    assert segue_json("reader", "--off")["on"] is False
    assert segue("undo").exit_code == 0
    assert segue_json("reader")["on"] is True


def test_persons_and_conversations_are_kept_private(segue: Segue, segue_json: Json, cast: Cast) -> None:
    said = mail(cast, "ada@lindqvist.example", "amara@asante.example", WORDS)
    assert "private" in segue("private", "Amara").stdout
    assert Connection.objects.get(person=cast.amara).private_since
    assert segue_json("private", "Amara", "--not") == {"what": "Amara", "private": False}
    assert segue("private", f"t{said.conversation_id}").exit_code == 0
    assert Conversation.objects.get(id=said.conversation_id).private_since
    assert segue("undo").exit_code == 0
    assert Conversation.objects.get(id=said.conversation_id).private_since is None
    assert segue("private", "t9999").exit_code == 3
