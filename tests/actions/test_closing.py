"""An honest close: first what is still owed, then silence, whatever is imported later, unless they write."""

from datetime import timedelta
from pathlib import Path

import pytest

from segue.actions import closing, connections, exports, stages
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.actions.today import refresh
from segue.domain.closing import Fate, Settlement
from segue.domain.commitments import Move, Side
from segue.domain.connections import Stage
from segue.domain.conversations import HonestClose, Who
from segue.domain.drafts import Kind, Length
from segue.queries import drafts
from segue.queries.closing import still_owed
from segue.queries.today import as_of, shown
from segue.store.models import Commitment, Connection, Exchange, Member
from tests.actions.test_exports import emptied
from tests.actions.test_forget import everything
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment, mail

HOW = HonestClose(
    Who.ME, "no budget this year", "a call next quarter", (NOW + timedelta(days=90)).date(), "a second pair of eyes"
)


def close(cast: Cast, *owed: Settlement, rest: Fate | None = None, how: HonestClose = HOW) -> Connection:
    return closing.close(cast.owner, cast.with_amara.id, how, NOW, source="web", owed=owed, rest=rest)


def test_what_is_owed_comes_first(cast: Cast, my_promise: Commitment, request_of_amara: Commitment) -> None:
    assert [row.id for row in still_owed(cast.owner, cast.with_amara.id, NOW)] == [my_promise.id, request_of_amara.id]
    with pytest.raises(Refused, match=f"First what is still owed.*{my_promise.id}.*{request_of_amara.id}"):
        close(cast)
    with pytest.raises(Refused, match="name the budget holder"):
        close(cast, Settlement(my_promise.id, Fate.NOT_DONE))
    assert cast.with_amara.closed_at is None
    close(cast, Settlement(my_promise.id, Fate.HANDED_OVER, "Kofi"), Settlement(request_of_amara.id, Fate.RELEASED))
    my_promise.refresh_from_db()
    request_of_amara.refresh_from_db()
    assert (my_promise.state, request_of_amara.state) == ("cancelled", "withdrawn")
    assert my_promise.moves.last().words == "handed over to Kofi"  # type: ignore[union-attr]
    kept = cast.with_amara
    assert (kept.closed_by, kept.closed_offer, kept.agreed_contact_on) == ("me", HOW.offer, HOW.contact_on)


def test_it_is_undone_whole(cast: Cast, my_promise: Commitment, request_of_amara: Commitment) -> None:
    close(cast, rest=Fate.RELEASED)
    undo(cast.owner, LATER, source="web")
    my_promise.refresh_from_db()
    assert (my_promise.state, cast.with_amara.closed_at, cast.with_amara.stage) == ("promised", None, "")
    assert my_promise.moves.count() == 1


def test_from_any_stage_and_the_stage_move_asks_the_same(cast: Cast, my_promise: Commitment) -> None:
    stages.move_stage(cast.owner, cast.with_amara.id, Stage.POSSIBILITIES, NOW, source="web", why="met before")
    with pytest.raises(Refused, match="First what is still owed"):
        stages.move_stage(cast.owner, cast.with_amara.id, Stage.CLOSED, NOW, source="web", why="no fit")
    close(cast, Settlement(my_promise.id, Fate.NOT_DONE))
    assert cast.with_amara.stage == "closed"


def test_what_is_ancient_and_only_detected_is_not_asked_about(cast: Cast) -> None:
    old = commitment(cast, (Side.A, Move.REQUEST))
    Commitment.objects.filter(id=old.id).update(made_at=NOW - timedelta(days=200))
    close(cast)
    assert cast.with_amara.closed_at == NOW


def test_it_can_be_settled_after_a_close_too(cast: Cast) -> None:
    close(cast)
    late = commitment(cast, (Side.B, Move.PROMISE, FRIDAY))
    closing.settle(cast.owner, cast.with_amara.id, [Settlement(late.id, Fate.RELEASED)], LATER, source="web")
    late.refresh_from_db()
    assert late.state == "cancelled"
    with pytest.raises(Refused, match="at least one"):
        closing.settle(cast.owner, cast.with_amara.id, [], LATER, source="web")


def test_a_stranger_and_a_teammate_close_and_settle_nothing(cast: Cast, my_promise: Commitment) -> None:
    said = [Settlement(my_promise.id, Fate.RELEASED)]
    for asker in (cast.stranger, cast.teammate):
        with pytest.raises(NotFound):
            closing.close(asker, cast.with_amara.id, HOW, NOW, source="web", owed=said)
        with pytest.raises(NotFound):
            closing.settle(asker, cast.with_amara.id, said, NOW, source="web")
        assert still_owed(asker, cast.with_amara.id, NOW) == []
    elsewhere = commitment(cast, (Side.B, Move.PROMISE), with_=cast.dai)
    with pytest.raises(NotFound, match="with Amara"):
        close(cast, Settlement(elsewhere.id, Fate.RELEASED), rest=Fate.RELEASED)
    my_promise.refresh_from_db()
    assert my_promise.state == "promised"


def test_after_a_close_nothing_asks_whatever_is_imported_later(cast: Cast) -> None:
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW + timedelta(days=400))
    connections.cadence(cast.owner, cast.with_amara.id, 10, NOW - timedelta(days=60), source="web")
    close(cast)
    for steps, mine in (
        (((Side.B, Move.PROMISE, FRIDAY),), True),
        (((Side.B, Move.PROMISE, FRIDAY),), False),
        (((Side.A, Move.REQUEST),), True),
        (((Side.A, Move.REQUEST),), False),
    ):
        commitment(cast, *steps, mine=mine)
    for days in range(1, 89, 4):
        assert as_of(cast.owner, NOW + timedelta(days=days)).rows == ()
    (row,) = as_of(cast.owner, NOW + timedelta(days=91)).rows
    assert (row.rule, row.what) == ("agreed contact", "Be in touch with Amara Osei: a call next quarter")


def test_they_wrote_again_is_the_only_other_row(cast: Cast) -> None:
    close(cast)
    at = NOW + timedelta(days=3)
    said = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Could you look at it once more?", at=at)
    Exchange.objects.create(owner=cast.ada, connection=cast.with_amara, message=said, out=False)
    Connection.objects.update(refresh_at=NOW)
    refresh(cast.owner, at + timedelta(days=2))
    (row,) = shown(cast.owner, at + timedelta(days=2)).rows
    assert row.rule == "they wrote again"


def test_the_words_say_what_was_settled(cast: Cast, my_promise: Commitment, request_of_amara: Commitment) -> None:
    close(cast, Settlement(my_promise.id, Fate.HANDED_OVER, "Kofi"), Settlement(request_of_amara.id, Fate.RELEASED))
    said = drafts.farewell(cast.owner, cast.with_amara.id, drafts.Wish("en", Length.FULL))
    assert said.kind is Kind.CLOSE
    for words in (
        "The reason: no budget this year",
        "- send the outline: Kofi takes it over",
        "- name the budget holder: nobody waits for it any more",
        "a call next quarter",
        "21 February 2027",
        "a second pair of eyes",
    ):
        assert words in said.draft.body
    german = drafts.farewell(cast.owner, cast.with_amara.id, drafts.Wish("de", Length.PLAIN), Kind.RECRUITER_NO)
    assert "Was ich anbieten kann: a second pair of eyes" in german.draft.body


def test_an_export_gives_it_back(cast: Cast, tmp_path: Path, my_promise: Commitment) -> None:
    close(cast, Settlement(my_promise.id, Fate.HANDED_OVER, "Amara Osei's colleague"))
    exports.write(cast.owner, tmp_path / "one", LATER, source="cli")
    exports.restore(emptied(), tmp_path / "one", LATER, source="cli")
    assert Connection.objects.get(person__name="Amara Osei").closed_offer == HOW.offer


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_takes_the_close_along(cast: Cast) -> None:
    close(cast, how=HonestClose(Who.ME, "no budget at Osei and sons", offer="a word with Amara"))
    forget(cast.owner, cast.amara.id, LATER, stay_away=False, source="cli")
    assert "osei" not in everything()
    assert "amara" not in everything()
