"""Who is forgotten is gone everywhere, also from others' words; everybody else's words stay."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from segue.actions import commitments
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.imports import cards, events
from segue.actions.imports.forgotten import Forgotten
from segue.actions.weave import weave_conversations
from segue.formats import vcard
from segue.formats.records import Attendee, ContactRecord, EventRecord
from segue.queries.search import search
from segue.store.bulk import index_text, run
from segue.store.forgotten import digest_of
from segue.store.models import (
    STALE,
    Commitment,
    Connection,
    Conversation,
    Import,
    Message,
    NotReturning,
    Person,
    Phone,
    TodayRow,
)
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
def test_today_quotes_them_no_more(cast: Cast, talked: Message) -> None:
    """Also the row of somebody else, who had spoken of them."""
    with_dai = Connection.objects.get(person=cast.dai)
    TodayRow.objects.create(owner=cast.ada, connection=with_dai, rank="2", rows=[{"what": "ask Amara Osei"}])
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert not TodayRow.objects.exists()
    with_dai.refresh_from_db()
    assert with_dai.refresh_at == STALE


@pytest.mark.django_db(transaction=True)
def test_what_was_handed_in_goes_but_no_file_of_the_owners(cast: Cast, talked: Message, tmp_path: Path) -> None:
    own = tmp_path / "mail" / "one.mbox"
    own.parent.mkdir()
    own.write_text("mail")
    with override_settings(UPLOADS=tmp_path / "uploads"):
        handed_in = tmp_path / "uploads" / "1" / "ab" / "one.mbox"
        handed_in.parent.mkdir(parents=True)
        handed_in.write_text("mail")
        for state, path in (("failed", handed_in), ("finished", own)):
            Import.objects.create(owner=cast.ada, paths=[str(path)], started_at=NOW, state=state)
        forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert own.exists()
    assert not handed_in.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["waiting", "running"])
def test_nobody_is_forgotten_while_an_import_could_bring_them_back(cast: Cast, talked: Message, state: str) -> None:
    Import.objects.create(owner=cast.ada, paths=["one.mbox"], started_at=NOW, state=state, beat_at=NOW)
    with pytest.raises(Refused, match="imported"):
        forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert Person.objects.get(id=cast.amara.id).name == "Amara Osei"


@pytest.mark.django_db(transaction=True)
def test_neither_card_nor_calendar_brings_back_who_stays_away(cast: Cast, talked: Message) -> None:
    forget(cast.owner, cast.amara.id, NOW, stay_away=True, source="cli")
    lines = ("FN:Amara Osei\nEMAIL:amara@asante.example", "FN:Amara Osei\nTEL:+233 30 255 0100",
             "FN:Esi Mensah\nEMAIL:esi@mensah.example")  # fmt: skip
    book = "\n".join(f"BEGIN:VCARD\nVERSION:3.0\n{each}\nEND:VCARD" for each in lines)
    found = [each for each in vcard.read(book.encode()) if isinstance(each, ContactRecord)]
    assert cards.store(cast.ada.id, "GH", found) == 1
    guests = (Attendee("Amara Osei", "amara@asante.example"), Attendee("Dai Nakamura", "dai@nakamura.example"))
    entry = EventRecord("1", NOW, NOW, "UTC", False, "Grids", attendees=guests)
    assert [each.addr for each in Forgotten(cast.ada.id).without_guests([entry])[0].attendees] == [guests[1].addr]
    assert not Person.objects.filter(name__contains="Osei").exists()


@pytest.mark.django_db(transaction=True)
def test_a_calendar_entry_that_bears_their_address_is_known_again(cast: Cast, talked: Message) -> None:
    dai = Attendee("Dai Nakamura", "dai@nakamura.example")
    entry = EventRecord("7-amara@asante.example", NOW, NOW, "UTC", False, "Grids", attendees=(dai,))
    events.store(cast.ada.id, [entry], NOW)
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "asante" not in Conversation.objects.get(medium="meeting").uid
    events.store(cast.ada.id, [entry], NOW)
    assert Conversation.objects.filter(medium="meeting").count() == 1


@pytest.mark.django_db(transaction=True)
def test_others_words_stay(cast: Cast, talked: Message) -> None:
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    body = Message.objects.get(sender__person=cast.dai).body
    assert body.endswith("sent me the plan. Amara is a good name.")
    assert [hit.message_id for hit in search(cast.owner, "good name").hits]
    assert not search(cast.owner, "budget").hits


@pytest.mark.django_db(transaction=True)
def test_messages_that_never_were_in_the_index_of_words_are_in_nobodys_way(cast: Cast, talked: Message) -> None:
    if connection.vendor == "sqlite":
        run("INSERT INTO message_search(message_search) VALUES ('delete-all')")
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert Message.objects.get(id=talked.id).body == ""
    assert not search(cast.owner, "budget").hits
    assert search(cast.owner, "good name").hits


@pytest.mark.django_db(transaction=True)
def test_only_who_wishes_to_stay_away_is_remembered_and_only_as_a_hash(cast: Cast, talked: Message) -> None:
    forget(cast.owner, cast.amara.id, NOW, stay_away=True, source="cli")
    kept = {bytes(row.digest) for row in NotReturning.objects.all()}
    assert kept == {digest_of("Amara@asante.example"), digest_of("+233302550100")}


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
