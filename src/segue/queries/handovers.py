"""Questions about handovers: a purpose as the team has it, and what a team was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from segue.domain.purposes import By, Move, State, allowed
from segue.store.models import Asker, Handover, Naming, Post, Purpose, PurposeMove

MOST = 200
EXCERPT = 600


@dataclass(frozen=True, slots=True)
class Given:
    """A message that goes with a handover; `who` is None for who has not said that they may be named."""

    post: Post
    words: str
    who: str | None


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """A purpose as the team has it: its words, the messages it came from, and what was asked and answered.

    `inside`: the asker reads the community, too; `team`: they are in the team, and may make `verbs`.
    """

    handover: Handover
    given: tuple[Given, ...]
    moves: tuple[PurposeMove, ...]
    state: State
    inside: bool
    team: bool
    verbs: frozenset[Move]


def handover_page(asker: Asker, handover_id: int) -> HandoverPage:
    """Raises Handover.DoesNotExist for what is not there or not to be seen."""
    row = Handover.objects.visible_to(asker).select_related("purpose__community", "team").get(id=handover_id)
    posts = Post.objects.filter(purposes__purpose=row.purpose_id, hidden_at=None, thread__hidden_at=None)
    inside = Purpose.objects.visible_to(asker).filter(id=row.purpose_id).exists()
    named = set(Naming.objects.filter(purpose=row.purpose_id, yes=True).values_list("voice_id", flat=True))
    given = tuple(
        Given(
            post,
            post.body[:EXCERPT] if inside else _newly_written(post)[:EXCERPT],
            post.voice.name if inside or post.voice_id in named else None,
        )
        for post in posts.select_related("voice").order_by("at", "id")
    )
    state = State(row.purpose.state)
    mine = row.team_id in asker.team_ids
    return HandoverPage(
        row, given, _between(row), state, inside, mine, _team_verbs(row, state) if mine else frozenset()
    )


def _newly_written(post: Post) -> str:
    """What its author newly wrote: what a mail quotes and its signature would name who has not said yes."""
    if not post.own:
        return post.body
    return "\n\n".join(post.body[start:end].strip() for start, end in post.own).strip()


def _between(row: Handover) -> tuple[PurposeMove, ...]:
    """What the two sides have said to each other about it."""
    made = PurposeMove.objects.filter(purpose=row.purpose_id, team=row.team_id).exclude(move=Move.OFFER)
    return tuple(made.select_related("member__user").order_by("at", "id"))


def _team_verbs(row: Handover, state: State) -> frozenset[Move]:
    if row.state in (Handover.State.LEFT, Handover.State.DECLINED, Handover.State.REPORTED):
        return frozenset()
    return frozenset(move for _by, move in allowed(state, By.TEAM))


def handovers_of(team_ids: Sequence[int]) -> tuple[Handover, ...]:
    """What was handed to these teams, the latest first."""
    rows = Handover.objects.filter(team__in=team_ids).exclude(state=Handover.State.LEFT)
    return tuple(rows.select_related("purpose", "team").order_by("-offered_at", "-id")[:MOST])
