"""What a member takes along of communities and teams: what they said and did there, as plain documents.

Of what others said it holds what the member may read now and took part in; nobody is named who is not named to them.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import Q

from segue.store.models import (
    Asker,
    Belonging,
    Community,
    Decision,
    DecisionVoice,
    Handover,
    MoveAsk,
    Naming,
    PartnershipAsk,
    Post,
    Problem,
    Purpose,
    PurposeMove,
    Team,
    TeamCommitment,
    Thread,
)

Row = dict[str, Any]


def own_words(asker: Asker) -> dict[str, list[Row]]:
    """The documents by their names."""
    return {
        "communities": _communities(asker),
        "threads": _threads(asker),
        "posts": _posts(asker),
        "purposes": _purposes(asker),
        "handovers": _handovers(asker),
        "teams": [_told(row, "id", "name", "objective") for row in Team.objects.visible_to(asker).order_by("id")],
        "commitments": _commitments(asker),
        "decisions": _decisions(asker),
        "problems": _problems(asker),
        "moves": _moves(asker),
        "partnerships": _partnerships(asker),
    }


def _communities(asker: Asker) -> list[Row]:
    """Where they are a member; who was blocked is told no more of what they cannot read."""
    mine = Belonging.objects.filter(member=asker.member_id).order_by("id")
    seen = {row.id: row for row in Community.objects.visible_to(asker).filter(belongings__in=mine)}
    return [
        {"id": row.community_id, "name": None, "topic": None}
        | (_told(seen[row.community_id], "name", "topic") if row.community_id in seen else {})
        | _told(row, "role", "kind", "joined_at", "blocked_at")
        for row in mine
    ]


def _threads(asker: Asker) -> list[Row]:
    """Those that they began."""
    mine = Thread.objects.filter(voice__member=asker.member_id).select_related("community", "team").order_by("id")
    seen = set(Thread.objects.visible_to(asker).filter(id__in=mine).values_list("id", flat=True))
    return [_told(row, "id", "subject", "first_at") | _space(row, seen) for row in mine]


def _posts(asker: Asker) -> list[Row]:
    """What they said and did not take back, also where they may not read any more; then it is not said in what."""
    mine = Post.objects.filter(voice__member=asker.member_id).exclude(body="").order_by("id")
    threads = Thread.objects.visible_to(asker).filter(hidden_at=None, posts__in=mine)
    seen = set(threads.values_list("id", flat=True))
    return [
        _told(row, "id", "at", "edited_at")
        | {"text": row.body, "hidden": bool(row.hidden_at), "thread": row.thread_id}
        | {"subject": row.thread.subject if row.thread_id in seen else None}
        | _space(row.thread, seen)
        for row in mine.select_related("thread__community", "thread__team").iterator(500)
    ]


def _purposes(asker: Asker) -> list[Row]:
    """Those that they raised, stood behind, objected to or worded, with what they said to each."""
    moves: dict[int, list[Row]] = {}
    for move in PurposeMove.objects.filter(member=asker.member_id).order_by("at", "id"):
        moves.setdefault(move.purpose_id, []).append(_told(move, "move", "at", "words"))
    named = dict(Naming.objects.filter(voice__member=asker.member_id).values_list("purpose", "yes"))
    handed = Handover.objects.visible_to(asker).values("purpose")
    readable = Purpose.objects.filter(Q(id__in=Purpose.objects.visible_to(asker)) | Q(id__in=handed))
    seen = {row.id: row for row in readable.filter(id__in={*moves, *named})}
    return [
        {"id": id_, "wording": seen[id_].wording if id_ in seen else None}
        | {"state": seen[id_].state if id_ in seen else None}
        | {"you_may_be_named": named.get(id_), "you": moves.get(id_, [])}
        for id_ in sorted({*moves, *named})
    ]


def _handovers(asker: Asker) -> list[Row]:
    """Those that they offered, those of purposes that they had a say in, and those to their teams."""
    moved = PurposeMove.objects.filter(member=asker.member_id).values("purpose")
    part = Q(offered_by=asker.member_id) | Q(purpose__in=moved) | Q(team__in=asker.team_ids)
    rows = Handover.objects.visible_to(asker).filter(part).select_related("purpose", "team").order_by("id")
    return [
        _told(row, "id", "state", "offered_at", "answered_at", "reason", "outcome", "delivered_at", "reported_at")
        | {"purpose": row.purpose_id, "wording": row.purpose.wording, "team": row.team.name}
        | {"words": row.words if row.offered_by_id == asker.member_id or row.team_id in asker.team_ids else None}
        for row in rows
    ]


def _commitments(asker: Asker) -> list[Row]:
    """Theirs in the teams that they are in, with the moves of both."""
    theirs = Q(requester=asker.member_id) | Q(performer=asker.member_id)
    rows = TeamCommitment.objects.visible_to(asker).filter(theirs).order_by("id")
    return [
        _told(row, "id", "kind", "state", "what", "made_at", "due")
        | {"team": row.team.name, "requester": str(row.requester), "performer": str(row.performer)}
        | {"moves": [_told(move, "move", "by", "at", "due", "words") for move in row.moves.all()]}
        for row in rows.select_related("team", "requester__user", "performer__user").prefetch_related("moves")
    ]


def _decisions(asker: Asker) -> list[Row]:
    """Those that they put or had a say in; of what others said to it the outcome and the reasons."""
    said = {row.decision_id: row for row in DecisionVoice.objects.visible_to(asker).filter(member=asker.member_id)}
    rows = Decision.objects.visible_to(asker).filter(Q(opened_by=asker.member_id) | Q(id__in=said)).order_by("id")
    return [
        _told(row, "id", "question", "way", "options", "opened_at", "decided_at", "outcome", "reasons")
        | {"team": row.team.name, "you": _told(said[row.id], "stance", "words", "at") if row.id in said else None}
        for row in rows.select_related("team")
    ]


def _problems(asker: Asker) -> list[Row]:
    theirs = Q(raised_by=asker.member_id) | Q(solved_by=asker.member_id)
    rows = Problem.objects.visible_to(asker).filter(theirs).select_related("team").order_by("id")
    return [_told(row, "id", "text", "raised_at", "solved_at", "solution") | {"team": row.team.name} for row in rows]


def _moves(asker: Asker) -> list[Row]:
    """What they asked to let go on elsewhere."""
    rows = MoveAsk.objects.filter(by=asker.member_id).order_by("id")
    return [_told(row, "id", "subject", "words", "at", "settled_at", "yes") for row in rows]


def _partnerships(asker: Asker) -> list[Row]:
    """What they asked a customer, and what they were asked."""
    mine = PartnershipAsk.objects.filter(by=asker.member_id).select_related("to__user")
    to_me = PartnershipAsk.objects.filter(to=asker.member_id).select_related("by__user")
    return [
        _told(row, "id", "words", "at", "answered_at", "yes")
        | ({"asked": str(row.to)} if row.by_id == asker.member_id else {"asked_by": str(row.by)})
        for row in chain(mine.order_by("id"), to_me.order_by("id"))
    ]


def _space(thread: Thread, seen: Iterable[int]) -> Row:
    """Where it stands, as far as the member may still read there."""
    if thread.id not in seen:
        return {"community": None, "team": None}
    return {"community": thread.community and thread.community.name, "team": thread.team and thread.team.name}


def _told(row: Any, *names: str) -> Row:
    return {name: getattr(row, name) for name in names}
