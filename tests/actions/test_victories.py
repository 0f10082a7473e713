"""Small victories and worth: the owner's alone, undone, in the export, gone with whoever is forgotten."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from segue.actions import commitments, exports, victories
from segue.actions.deeds import undo
from segue.actions.errors import NotFound, Refused
from segue.actions.forget import forget
from segue.domain.commitments import Move, Side
from segue.queries import worth as queries
from segue.store.models import Commitment, Conversation, Participant, Victory
from tests.actions.test_exports import emptied
from tests.actions.test_forget import everything
from tests.cast import FRIDAY, LATER, NOW, Cast, commitment


def note(cast: Cast, text: str = "Amara said it helped") -> Victory:
    return victories.note_victory(cast.owner, text, NOW, source="web", person_id=cast.amara.id)


def test_a_victory_is_noted_undone_and_dropped(cast: Cast) -> None:
    made = note(cast)
    (line,) = queries.victories(cast.owner, NOW)
    assert (line.text, line.person) == ("Amara said it helped", cast.amara)
    undo(cast.owner, LATER, source="web")
    assert queries.victories(cast.owner, NOW) == []
    again = note(cast)
    victories.drop_victory(cast.owner, again.id, LATER, source="web")
    undo(cast.owner, LATER, source="web")
    assert Victory.objects.get().text == made.text
    with pytest.raises(Refused, match="what went well"):
        note(cast, " ")


def test_a_talk_enjoyed_is_one_too(cast: Cast) -> None:
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", subject="Coffee", first_at=NOW, last_at=NOW, ending="enjoyed", wrapped_at=NOW
    )
    (line,) = queries.victories(cast.owner, NOW)
    assert (line.text, line.victory, line.conversation_id) == ("Coffee", None, talk.id)
    victories.note_victory(cast.owner, "she laughed", NOW, source="web", conversation_id=talk.id)
    assert [each.text for each in queries.victories(cast.owner, NOW)] == ["she laughed"]


def test_victories_and_worth_are_the_owners_alone(cast: Cast, my_promise: Commitment) -> None:
    made = note(cast)
    for asker in (cast.teammate, cast.stranger):
        assert queries.victories(asker, NOW) == []
        assert queries.victory_of(asker, made.id) is None
        assert queries.load_of(asker, NOW).open == 0
        assert queries.worth(asker, NOW).talks == ()
        for attempt in (
            lambda: victories.drop_victory(asker, made.id, NOW, source="web"),  # noqa: B023
            lambda: victories.note_victory(asker, "x", NOW, source="web", person_id=cast.amara.id),  # noqa: B023
        ):
            with pytest.raises(NotFound):
                attempt()


def test_the_names_that_may_stand_in_it_are_found(cast: Cast) -> None:
    made = note(cast, "Nakamura and I laughed, Grace too")
    assert queries.names_in(cast.owner, made) == ["Amara Osei", "Dai Nakamura"]


def test_adding_the_name_adds_that_of_whom_it_was_with_and_nobody_elses(cast: Cast) -> None:
    made = note(cast, "Amara said that Dai helped")
    assert queries.told(cast.owner, made, named=False).as_text.startswith(
        "A small victory: somebody said that somebody helped."
    )
    assert queries.told(cast.owner, made, named=True).as_text.startswith(
        "A small victory: Amara said that somebody helped, with Amara Osei."
    )


def test_my_load_counts_what_i_promised_and_what_of_it_is_late(cast: Cast) -> None:
    assert queries.load_of(cast.owner, NOW) == queries.Load(0, 0)
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY), mine=True)
    late = commitment(cast, (Side.B, Move.PROMISE, date(2026, 11, 20)), mine=True)
    commitment(cast, (Side.A, Move.REQUEST), mine=True)
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY))
    assert queries.load_of(cast.owner, NOW) == queries.Load(2, 1)
    commitments.done(cast.owner, late.id, LATER, source="web")
    assert queries.load_of(cast.owner, LATER) == queries.Load(1, 0)


def test_who_keeps_their_word_is_listed_with_what_was_kept(cast: Cast) -> None:
    for _ in range(2):
        row = commitment(cast, (Side.B, Move.PROMISE, FRIDAY))
        commitments.done(cast.owner, row.id, NOW, source="web")
    commitment(cast, (Side.B, Move.PROMISE, FRIDAY), with_=cast.dai)
    (keeper,) = queries.worth(cast.owner, LATER).keepers
    assert (keeper.person, keeper.record.kept) == (cast.amara, 2)
    assert keeper.record.interval is None


def test_what_i_felt_and_what_was_done_stand_apart_and_expectations_are_scored(cast: Cast) -> None:
    for number in range(20):
        held = NOW - timedelta(days=number + 1)
        talk = Conversation.objects.create(
            owner=cast.ada, medium="call", subject=f"Call {number}", first_at=held, last_at=held, rating=4,
            expectation=70, happened="yes" if number % 2 else "no",
        )  # fmt: skip
        Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.amara)
    told = queries.worth(cast.owner, NOW)
    assert {each.felt for each in told.talks} == {4}
    assert {(each.promised, each.kept) for each in told.talks} == {(0, 0)}
    assert told.expected.brier == pytest.approx((0.09 + 0.49) / 2)


def test_an_export_gives_it_back(cast: Cast, tmp_path: Path) -> None:
    note(cast)
    exports.write(cast.owner, tmp_path / "one", NOW, source="cli")
    owner = emptied()
    exports.restore(owner, tmp_path / "one", NOW, source="cli")
    (line,) = queries.victories(owner, NOW)
    assert line.person
    assert line.person.name == "Amara Osei"


@pytest.mark.django_db(transaction=True)
def test_who_is_forgotten_is_gone_from_it(cast: Cast) -> None:
    note(cast, "Amara Osei said it helped")
    victories.note_victory(cast.owner, "Dai met Amara Osei", NOW, source="web", person_id=cast.dai.id)
    forget(cast.owner, cast.amara.id, NOW, stay_away=False, source="cli")
    assert "osei" not in everything()
    assert Victory.objects.count() == 2
