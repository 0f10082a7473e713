"""What members do with a purpose of their community: raise it from posts, stand behind it, object, word it better.

Each is a move of the table in `domain.purposes`, made under a lock on the purpose: of two who move at once, the second
finds what the first left. Undo takes back the latest move alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import community_for
from segue.domain import purposes as rules
from segue.domain.communities import Act
from segue.domain.purposes import By, DatedMove, History, Move
from segue.store.models import Asker, Community, Forming, Post, Purpose, PurposeMove, PurposePost, Team

MOST_WORDING = 500


def raise_purpose(
    asker: Asker,
    community_id: int,
    wording: str,
    post_ids: Iterable[int],
    now: datetime,
    *,
    source: str,
    forming_id: int | None = None,
) -> Purpose:
    """Say what objective has emerged, and from which posts of the community it did."""
    words = _wording(wording)
    with deed(asker, "raise purpose", now, source=source) as change:
        community = community_for(asker, community_id, Act.JUDGE)
        posts = _posts(asker, community, frozenset(post_ids))
        purpose = change.create(
            Purpose(
                community=community,
                wording=words,
                raised_by_id=asker.member_id,
                raised_at=now,
                forming=_forming(asker, community, forming_id),
            )
        )
        for post in posts:
            change.create(PurposePost(purpose=purpose, post=post))
        make_move(change, purpose, Move.RAISE, By.MEMBER, now, words)
        change.about(purpose, f"Raised: {words}")
    return purpose


def endorse(asker: Asker, purpose_id: int, now: datetime, *, source: str, words: str = "") -> Purpose:
    """Stand behind a purpose; it takes back an objection of one's own."""
    return _judge(asker, purpose_id, Move.ENDORSE, words, now, source)


def object_to(asker: Asker, purpose_id: int, reason: str, now: datetime, *, source: str) -> Purpose:
    """Say why not; it takes back an endorsement of one's own."""
    if not reason.strip():
        raise Refused("Say why you object: the others can answer a reason.")
    return _judge(asker, purpose_id, Move.OBJECT, reason, now, source)


def refine(asker: Asker, purpose_id: int, wording: str, now: datetime, *, source: str) -> Purpose:
    """Word a purpose better; every earlier wording stays in its history."""
    return _judge(asker, purpose_id, Move.REFINE, _wording(wording), now, source)


def make_move(
    change: Change,
    purpose: Purpose,
    move: Move,
    by: By,
    now: datetime,
    words: str = "",
    *,
    team: Team | None = None,
) -> History:
    """One more move of the asker's on a purpose that is locked, and the state it leads to; `team`: who is spoken to."""
    me = change.asker.member_id
    after = rules.advance(history_of(purpose), DatedMove(move, by, now, me, team.id if team else None))
    change.create(PurposeMove(purpose=purpose, move=move, by=by, member_id=me, team=team, at=now, words=words.strip()))
    # The number of moves changes with each, so undo finds that another came since, also where the state is the same.
    change.save(purpose, state=str(after.state), move_count=purpose.move_count + 1)
    return after


def history_of(purpose: Purpose) -> History:
    """What the moves of a purpose amount to; who has left the server counts as somebody of their own."""
    return rules.replay(
        DatedMove(Move(row.move), By(row.by), row.at, row.member_id or -row.id, row.team_id)
        for row in purpose.moves.order_by("id")
    )


def _judge(asker: Asker, purpose_id: int, move: Move, words: str, now: datetime, source: str) -> Purpose:
    with deed(asker, f"{move} purpose", now, source=source) as change:
        purpose = Purpose.objects.visible_to(asker).select_for_update().filter(id=purpose_id).first()
        if purpose is None:
            raise NotFound(f"There is no purpose {purpose_id}.")
        community_for(asker, purpose.community_id, Act.JUDGE)
        _refuse_twice(asker, purpose, move, words)
        make_move(change, purpose, move, By.MEMBER, now, words)
        if move is Move.REFINE:
            change.save(purpose, wording=words)
        told = {Move.ENDORSE: "You stand behind", Move.OBJECT: "You object to"}.get(move, "Worded better")
        change.about(purpose, f"{told}: {purpose.wording}")
    return purpose


def _refuse_twice(asker: Asker, purpose: Purpose, move: Move, words: str) -> None:
    # One that rests is taken up again by a new endorsement, also of who stood behind it before.
    again = move is Move.ENDORSE and purpose.state != rules.State.RESTED
    if again and asker.member_id in history_of(purpose).endorsed_by:
        raise Refused("You stand behind it already.")
    if move is Move.REFINE and words == purpose.wording:
        raise Refused("That is how it is worded already.")


def _wording(given: str) -> str:
    words = " ".join(given.split())
    if not words:
        raise Refused("Say in a sentence what should come about.")
    if len(words) > MOST_WORDING:
        raise Refused(f"A purpose is said in at most {MOST_WORDING} characters.")
    return words


def _posts(asker: Asker, community: Community, ids: frozenset[int]) -> list[Post]:
    """The posts chosen, where each is to be seen in this community."""
    if not ids:
        raise Refused("Choose at least one message that it comes from.")
    shown = Post.objects.visible_to(asker).filter(hidden_at=None, thread__hidden_at=None, thread__community=community)
    found = list(shown.filter(id__in=ids).order_by("at", "id"))
    if len(found) != len(ids):
        raise NotFound("One of these messages is not in this community.")
    return found


def _forming(asker: Asker, community: Community, forming_id: int | None) -> Forming | None:
    if forming_id is None:
        return None
    found = Forming.objects.visible_to(asker).filter(community=community, id=forming_id).first()
    if found is None:
        raise NotFound(f"Nothing is forming under the number {forming_id}.")
    return found
