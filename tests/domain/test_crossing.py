"""What is answered on another thread moves the commitment it speaks of, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.commitments import TABLE, State, apply
from segue.domain.crossing import MOVES, WHILE, Loose, Waiting, links
from segue.domain.utterances import Said

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONTRACT = "Could you send the signed contract for the pilot?"


def waiting(words: str = CONTRACT, *, mine: bool = True, state: State = State.REQUESTED, key: int = 1) -> Waiting:
    return Waiting(key, 10, 7, mine, state, Said("request", 0, len(words), words), AT)


def said(
    act: str, words: str, *, mine: bool = True, days: float = 2, thread: int = 11, with_: int = 7, **more: object
) -> Loose:
    at = AT + timedelta(days=days)
    return Loose(int(at.timestamp()), thread, with_, mine, at, Said(act, 0, len(words), words, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("act", "move"),
    [
        (said("report", "I sent you the signed contract yesterday."), "report"),
        (said("decline", "I cannot send the signed contract."), "decline"),
        (said("withdrawal", "Never mind the signed contract.", mine=False), "withdraw"),
        (said("counter", "The signed contract will be there on Monday.", due=date(2026, 3, 9)), "counter"),
    ],
)
def test_an_act_on_another_thread_answers_the_same_thing(act: Loose, move: str) -> None:
    ((key, made),) = links([waiting()], [act])
    assert (key, str(made.made.move), made.message_id) == (1, move, act.message)


@pytest.mark.parametrize(
    "act",
    [
        said("report", "Done."),
        said("report", "I mowed the lawn behind the house."),
        said("report", "I sent you the signed contract.", with_=8),
        said("report", "I sent you the signed contract.", thread=10),
        said("report", "I sent you the signed contract.", mine=False),
        said("report", "I sent you the signed contract.", days=-1),
        said("report", "I sent you the signed contract.", days=WHILE.days + 1),
        said("counter", "The signed contract will take longer."),
        said("promise", "I will send the signed contract."),
    ],
)
def test_nothing_else_does(act: Loose) -> None:
    assert links([waiting()], [act]) == []


def test_one_act_moves_one_commitment_the_nearest() -> None:
    other = waiting("Could you sign the contract of the lease?", key=2)
    ((key, _),) = links([other, waiting()], [said("report", "The signed contract for the pilot is in your mail.")])
    assert key == 1


acts = st.lists(
    st.builds(
        said,
        st.sampled_from([*MOVES, "promise"]),
        st.sampled_from(["the signed contract", "signed contract for the pilot", "the lawn", "contract of the lease"]),
        mine=st.booleans(),
        days=st.integers(-2, 70),
        thread=st.sampled_from([10, 11]),
        with_=st.sampled_from([7, 8]),
        due=st.sampled_from([None, date(2026, 3, 9)]),
    ),
    max_size=8,
    unique_by=lambda each: each.message,
)
standing = st.lists(
    st.builds(
        waiting,
        st.sampled_from([CONTRACT, "sign the contract of the lease"]),
        mine=st.booleans(),
        state=st.sampled_from([State.REQUESTED, State.PROMISED, State.OFFERED, State.COUNTERED]),
        key=st.integers(1, 5),
    ),
    max_size=4,
    unique_by=lambda each: each.key,
)


@given(standing, acts, st.randoms())
def test_every_move_is_allowed_and_the_order_of_reading_does_not_matter(
    open_: list[Waiting],
    loose: list[Loose],
    random,  # type: ignore[no-untyped-def]
) -> None:
    found = links(open_, loose)
    assert links(random.sample(open_, len(open_)), random.sample(loose, len(loose))) == found
    states = {each.key: each.state for each in open_}
    for key, made in found:
        assert (made.made.by, made.made.move) in TABLE[states[key]]
        states[key] = apply(states[key], made.made.move, made.made.by)
    assert len({made.message_id for _, made in found}) == len(found)
