"""Who is forgotten is gone everywhere, also from others' words; everybody else's words stay."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from segue.actions import commitments
from segue.actions.errors import NotFound
from segue.actions.forget import forget
from segue.actions.weave import weave_conversations
from segue.queries.search import search
from segue.store.bulk import index_text
from segue.store.forgotten import digest_of
from segue.store.models import Commitment, Message, NotReturning, Person, Phone
from tests.cast import NOW, Cast, mail, mark

ASK = "Could you name the budget holder?"


@pytest.fixture
def talked(cast: Cast) -> Message:
    """Amara asks Ada; Ada answers, quoting her; Dai speaks of her elsewhere."""
    Phone.objects.create(owner=cast.ada, person=cast.amara, number="+233302550100", shown="+233 30 255 0100")
    asked = mail(cast, "amara@asante.example", "ada@lindqvist.example", f"Hello Ada. {ASK}\nAmara, +233 30 255 0100")
    mark(asked, ASK)
    answer = mail(
        cast, "ada@lindqvist.example", "amara@asante.example", f"Dear Amara, gladly.\n> {ASK}",
        conversation=asked.conversation, at=NOW,
    )  # fmt: skip
    Message.objects.filter(id=answer.id).update(own=[[0, 20]])
    mail(cast, "dai@nakamura.example", "ada@lindqvist.example", "Amara Osei sent me the plan. Amara is a good name.")
    weave_conversations(cast.owner, [asked.conversation_id])
    commitments.snooze(cast.owner, Commitment.objects.get().id, NOW + timedelta(days=1), NOW, source="web")
    index_text(list(Message.objects.values_list("id", "subject", "body")))
    return asked


def everything() -> str:
    """All that the store holds, as text."""
    from django.apps import apps

    rows = [row for model in apps.get_app_config("store").get_models() for row in model._default_manager.all()]
    return json.dumps([str(vars(row)) for row in rows], ensure_ascii=False).lower()


@pytest.mark.django_db(transaction=True)
def test_no_trace_is_left(cast: Cast, talked: Message) -> None:
    removed = forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert (removed.messages, removed.mentions, removed.commitments, removed.phones) == (1, 2, 1, 1)
    text = everything()
    for trace in ("osei", "asante", "233302550100", "budget holder", "dear amara"):
        assert trace not in text


@pytest.mark.django_db(transaction=True)
def test_the_file_itself_holds_no_trace(cast: Cast, talked: Message) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("reads SQLite's file; PostgreSQL vacuums by itself")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    path = Path(str(connection.settings_dict["NAME"]))
    held = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*")).lower()
    for trace in (b"osei", b"asante", b"233 30 255", b"budget holder"):
        assert trace not in held


@pytest.mark.django_db(transaction=True)
def test_others_words_stay(cast: Cast, talked: Message) -> None:
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    body = Message.objects.get(sender__person=cast.dai).body
    assert body.endswith("sent me the plan. Amara is a good name.")
    assert [hit.message_id for hit in search(cast.owner, "good name").hits]
    assert not search(cast.owner, "budget").hits


@pytest.mark.django_db(transaction=True)
def test_only_who_wishes_to_stay_away_is_remembered_and_only_as_a_hash(cast: Cast, talked: Message) -> None:
    forget(cast.owner, cast.amara.id, NOW, stay_away=True, source="cli")
    assert bytes(NotReturning.objects.get().digest) == digest_of("Amara@asante.example")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["stranger", "teammate"])
def test_nobody_elses_person_can_be_forgotten(cast: Cast, talked: Message, who: str) -> None:
    with pytest.raises(NotFound):
        forget(getattr(cast, who), cast.amara.id, NOW, stay_away=False, source="cli")
    assert Person.objects.get(id=cast.amara.id).name == "Amara Osei"


@pytest.mark.django_db(transaction=True)
def test_forgetting_twice_is_told(cast: Cast, talked: Message) -> None:
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    with pytest.raises(NotFound):
        forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
