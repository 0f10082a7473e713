"""Making a move in a commitment's life: the one place where a hand moves it, by the table of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import Conflict, NotFound, Refused
from segue.domain.commitments import DatedMove, Side, State, advance, allowed
from segue.domain.commitments import Move as Verb
from segue.domain.errors import NotAllowed
from segue.queries.facts import history_of
from segue.store.models import Asker, Commitment, Move

_WORDS = 1000
_IN_WORDS = {
    Verb.REPORT: "report it done",
    Verb.SATISFIED: "say that it is well done",
    Verb.NOT_SATISFIED: "say that it is not what was asked",
    Verb.LET_GO: "let it go",
    Verb.ASK_ANOTHER_DATE: "ask for another date",
}
_EVER = datetime.max.replace(tzinfo=UTC)


class Moving:
    """A commitment of the asker's inside a deed: where it stands, and the moves that are made with it."""

    def __init__(self, change: Change, commitment: Commitment, now: datetime) -> None:
        self.change = change
        self.commitment = commitment
        self.now = now
        self.history = history_of(commitment.moves.all(), _EVER)

    @property
    def state(self) -> State | None:
        return self.history.state

    def side(self, *, heard: bool = False) -> Side:
        """The asker's side; where they only tell what they heard, the other one."""
        return Side.B if self.commitment.mine is not heard else Side.A

    def first_possible(self, wanted: Sequence[Verb], by: Side) -> Verb:
        """The first of these moves that the table has here; where it has none, the first, to be refused."""
        return next((verb for verb in wanted if (by, verb) in allowed(self.state)), wanted[0])

    def make(self, verb: Verb, by: Side, *, due: date | None = None, words: str = "") -> None:
        """Make this move now; refused, with what is possible instead, where the table does not have it."""
        if self.history.moved_at and self.history.moved_at > self.now:
            raise Conflict(f"It has moved since then, on {self.history.moved_at:%-d %B %Y}.")
        try:
            self.history = advance(self.history, DatedMove(verb, by, self.now, due))
        except NotAllowed:
            raise Refused(refusal(self.commitment, self.state)) from None
        self.change.create(
            Move(
                owner_id=self.commitment.owner_id,
                commitment=self.commitment,
                move=verb,
                by=by,
                at=self.now,
                due=due,
                words=words[:_WORDS],
                by_hand=True,
            )
        )

    def keep(self) -> None:
        """Write down where the moves have led."""
        self.change.save(
            self.commitment,
            state=self.state,
            due=self.history.due,
            by_hand=True,
            touched_at=self.now,
            snoozed_until=None,
        )


@contextmanager
def moving(asker: Asker, commitment_id: int, verb: str, now: datetime, *, source: str) -> Iterator[Moving]:
    """The deed of moving a commitment of the asker's; NotFound alike for what is not there and what is not theirs."""
    with deed(asker, verb, now, source=source) as change:
        commitment = owned_commitment(asker, commitment_id)
        move = Moving(change, commitment, now)
        yield move
        move.keep()
        tell(change, commitment, verb)


def tell(change: Change, commitment: Commitment, verb: str) -> None:
    """Say what was done with a commitment, and have Today look at its connection again."""
    change.about(commitment, f"{verb.capitalize()}: {commitment.what}")
    change.touch(commitment.connection_id)


def owned_commitment(asker: Asker, commitment_id: int) -> Commitment:
    """The asker's commitment with this id, locked until the deed is done; raises NotFound."""
    found = Commitment.objects.owned_by(asker).select_for_update().filter(id=commitment_id).first()
    if found is None:
        raise NotFound(f"There is no commitment {commitment_id}.")
    return found


def refusal(commitment: Commitment, state: State | None) -> str:
    """Where it stands and what either side may do, in words that speak to the owner."""
    mine = Side.B if commitment.mine else Side.A
    steps = [f"{'you' if by is mine else 'they'} may {_IN_WORDS.get(verb, verb)}" for by, verb in allowed(state)]
    return f"“{commitment.what}” is {state}: {', '.join(steps) or 'nothing more can happen to it'}."
