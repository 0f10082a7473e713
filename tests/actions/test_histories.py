"""Over random histories through every stage: what must hold whatever was done, said and imported, in whatever order."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from segue.actions import exports, imports
from segue.actions.deeds import undo
from segue.actions.forget import forget
from segue.actions.today import refresh
from segue.domain.today import Row, Rule, decide
from segue.queries.facts import facts_of
from segue.queries.today import as_of, behind, shown
from segue.store import models as store
from segue.store.bulk import index_text, run
from segue.store.models import Commitment, Connection, Exchange, Message, key_at
from tests.actions.imports.letters import ADA, AMARA, DAI, letter, mbox
from tests.actions.test_exports import emptied, files
from tests.actions.test_forget import everything
from tests.cast import NOW, Cast
from tests.histories import DAY, History

SILENT = {Rule.AGREED_CONTACT, Rule.THEY_WROTE_AGAIN}
TRACES = ("osei", "asante", "233 30 255")


def rows_at(cast: Cast, now: datetime) -> dict[int, tuple[Row, ...]]:
    """All rows of each connection, decided from the facts."""
    every = list(Connection.objects.order_by("id").values_list("id", flat=True))
    return {facts.id: decide(facts, now).rows for facts in facts_of(cast.owner, every, now)}


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 115])
def test_today_is_the_same_however_it_came_and_a_close_is_silent(cast: Cast, seed: int) -> None:
    history = History(cast, seed)
    for _ in range(9):
        history.go_on(6)
        refresh(cast.owner, history.now)
        decided = rows_at(cast, history.now)
        assert {id_: behind(cast.owner, id_) for id_ in decided} == decided
        assert shown(cast.owner, history.now, 99).rows == as_of(cast.owner, history.now, 99).rows
        for days in (0, 2, 9, 30, 45, 80):
            check_silence(cast, history.now + days * DAY)
    assert all(count == 1 for count in history.reminded.values())
    reminded = Commitment.objects.filter(reminder__isnull=False).values_list("id", flat=True)
    assert {*history.reminded} == {*reminded}


def check_silence(cast: Cast, now: datetime) -> None:
    """After a close nothing asks, of others about them neither, but for the agreed day and a word of theirs."""
    closed = {each.id: each for each in Connection.objects.filter(closed_at__lte=now)}
    for id_, rows in rows_at(cast, now).items():
        assert not closed.keys() & {row.other_connection_id for row in rows}
        if id_ not in closed:
            continue
        each, rules = closed[id_], {row.rule for row in rows}
        assert rules <= SILENT
        if Rule.AGREED_CONTACT in rules:
            assert each.agreed_contact_on is not None
            assert each.agreed_contact_on <= (now + DAY).date()
        if Rule.THEY_WROTE_AGAIN in rules:
            later = Exchange.objects.filter(connection=each, out=False, message_id__gt=key_at(each.closed_at or now))
            assert later.exists()


@pytest.mark.parametrize("seed", [20, 202, 203])
def test_export_and_import_give_the_same_state(cast: Cast, tmp_path: Path, seed: int) -> None:
    history = History(cast, seed)
    history.go_on(60)
    now = history.now
    before = [(row.rule, row.what, row.why) for rows in rows_at(cast, now).values() for row in rows]
    exports.write(cast.owner, tmp_path / "one", now, source="cli")
    owner = emptied()
    store.Event.objects.all().delete()
    exports.restore(owner, tmp_path / "one", now, source="cli")
    owner = store.asker_for(store.Member.objects.get(id=owner.member_id))  # in the zone that was exported
    every = list(Connection.objects.order_by("id").values_list("id", flat=True))
    after = [(row.rule, row.what, row.why) for facts in facts_of(owner, every, now) for row in decide(facts, now).rows]
    assert after == before
    exports.write(owner, tmp_path / "two", now, source="cli")
    assert files(tmp_path / "two") == files(tmp_path / "one")
    undone = [undo(owner, now, source="web") for _ in range(3)]
    assert len(undone) == 3
    assert not {each.owner_id for noun in exports.NOUNS for each in noun.objects.all()} - {owner.member_id}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(40, 42))
def test_who_is_forgotten_leaves_no_trace(cast: Cast, seed: int) -> None:
    if connection.vendor == "sqlite":  # emptying the tables after a test leaves its words in the index
        run("INSERT INTO message_search(message_search) VALUES ('delete-all')")
    history = History(cast, seed)
    store.Phone.objects.create(owner=cast.ada, person=cast.amara, number="+233302550100", shown="+233 30 255 0100")
    history.go_on(60)
    refresh(cast.owner, history.now)
    index_text(list(Message.objects.values_list("id", "subject", "body")))
    assert all(trace in everything() for trace in TRACES)
    forget(cast.owner, cast.amara.id, history.now, stay_away=False, source="cli")
    text = everything()
    assert [trace for trace in TRACES if trace in text] == []
    if connection.vendor == "sqlite":  # PostgreSQL vacuums by itself
        path = Path(str(connection.settings_dict["NAME"]))
        held = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*")).lower()
        assert [trace for trace in TRACES if trace.encode() in held] == []


LETTERS = (
    letter(1, AMARA, ADA, "Offer", "Could you send me the offer by Friday?"),
    letter(2, ADA, AMARA, "Re: Offer", "I will send you the offer by Friday.", days=1, answers=[1]),
    letter(3, ADA, DAI, "Names", "Could you send me the two names, please?", days=1),
    letter(4, DAI, ADA, "Re: Names", "I will send you the names by Tuesday.", days=2, answers=[3]),
    letter(5, AMARA, ADA, "Re: Offer", "Thank you! Who holds the budget?", days=3, answers=[2]),
    letter(6, ADA, AMARA, "Pilot", "Could you name the budget holder?", days=4),
    letter(7, DAI, ADA, "Workshop", "Can you bring the readers on Thursday?", days=12),
)


@pytest.mark.parametrize("seed", range(2))
def test_today_is_the_same_in_whatever_order_mail_is_read(cast: Cast, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    told = []
    for number, order in enumerate((LETTERS, chance.sample(LETTERS, len(LETTERS)))):
        with transaction.atomic():
            for place, each in enumerate(order):
                box = mbox(tmp_path / f"{number}-{place}.mbox", [each])
                imports.run(cast.owner, [box], NOW, workers=0, mine=["ada@lindqvist.example"])
                refresh(cast.owner, NOW - timedelta(days=chance.randrange(9)))
            store.Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW)
            Connection.objects.update(refresh_at=store.STALE)
            refresh(cast.owner, NOW)
            kept = [(row.rule, row.to, row.what, row.why) for row in shown(cast.owner, NOW, 99).rows]
            decided = [(row.rule, row.to, row.what, row.why) for row in as_of(cast.owner, NOW, 99).rows]
            told.append((sorted(kept), sorted(decided)))
            transaction.set_rollback(True)
    assert told[0] == told[1]
    assert told[0][1]
