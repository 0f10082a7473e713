"""A store filled with communities, as many posts as wanted: one large community, many small ones, teams beside them.

Rows go straight into the tables. What matters for speed is as in real communities: a few threads are long, a few people
say most, half of everything is in one community to which everybody belongs.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from _world import NOW, YEARS, _insert

COMMUNITIES, TEAMS = 40, 40
LARGE, TEAM = 1, 1
"""The community to which everybody belongs, and the team that has most to do."""
POSTS_A_THREAD = 10
RARE = 20_000
"""So many words stand in few posts, the others in most."""
OPEN = 480
"""Of the six thousand commitments the youngest, half of which are open: sixty of them in the large team of sixteen."""
FORMING = 60
"""Half of them in the large community: twelve, which is what Segue points at at most, and some waved aside."""
_BATCH = 2_000
_WORDS = ["evening", "library", "books", "we could", "opening hours", "volunteers", "I would like", "keys", "the hall",
          "readers", "perhaps", "on Thursday", "children", "coffee", "agreed", "what if", "the school"]  # fmt: skip


def fill(threads: int, members: int, seed: int = 7) -> None:
    """Write so many threads, ten times as many posts, and so many members; deterministic for a seed.

    Member 1 is a steward everywhere and in the large team.
    """
    from django.db import transaction

    from segue.actions.accounts import first_owner

    chance = random.Random(seed)
    first_owner("ada@lindqvist.example", "Ada", zone="Europe/Stockholm", country="SE", now=NOW, source="bench")
    with transaction.atomic():
        _people(members)
        _communities(members, chance)
    sizes = _sizes(threads, chance)
    for start in range(0, threads, _BATCH):
        with transaction.atomic():
            _threads(range(start, min(threads, start + _BATCH)), sizes, members, chance)
        print(f"\r  generated {min(threads, start + _BATCH):,} of {threads:,} threads", end="", file=sys.stderr)
    print(file=sys.stderr)
    with transaction.atomic():
        _purposes(threads, members, chance)
        _teams(members, chance)


def _sizes(threads: int, chance: random.Random) -> list[int]:
    """How many posts each thread has: ten on average, most fewer, a few hundreds, one a hundredth of them all."""
    drawn = [min(400, int(chance.paretovariate(1.1) * 2)) for _ in range(threads)]
    drawn[0] = threads * POSTS_A_THREAD // 100
    scale = threads * POSTS_A_THREAD / sum(drawn)
    sizes = [max(1, int(size * scale)) for size in drawn]
    short = threads * POSTS_A_THREAD - sum(sizes)
    for number in range(abs(short)):
        sizes[1 + number % (threads - 1)] += 1 if short > 0 else (-1 if sizes[1 + number % (threads - 1)] > 1 else 0)
    return sizes


def _people(members: int) -> None:
    from segue.store import models as m

    organisation = m.Organisation.objects.get().id
    ids = range(2, members + 1)
    users = ({"id": i, "email": f"p{i}@x.example", "name": f"Person {i}", "password": "!"} for i in ids)
    _insert(m.User, users)
    _insert(m.Member, ({"id": i, "user_id": i, "organisation_id": organisation, "role": "member"} for i in ids))
    voices = range(1, members + 1)
    _insert(
        m.Voice,
        (
            {"id": i, "organisation_id": organisation, "member_id": i, "name": f"Person {i}", "addr": f"p{i}@x.example"}
            for i in voices
        ),
    )


def _communities(members: int, chance: random.Random) -> None:
    from segue.store import models as m

    organisation = m.Organisation.objects.get().id
    ids = range(1, COMMUNITIES + 1)
    rows = (
        {"id": i, "organisation_id": organisation, "name": f"Community {i}", "topic": chance.choice(_WORDS),
         "created_at": NOW - YEARS, "looked_at": NOW, "admission": "public" if i % 4 == 0 else "invitation"}
        for i in ids
    )  # fmt: skip
    _insert(m.Community, rows)
    belonging = {(i, 1) for i in ids} | {(LARGE, member) for member in range(1, members + 1)}
    belonging |= {(chance.randint(2, COMMUNITIES), member) for member in range(2, members + 1) for _ in range(2)}
    _insert(
        m.Belonging,
        (
            {"community_id": community, "member_id": member, "joined_at": NOW - YEARS,
             "role": "steward" if member == 1 else "moderator" if member % 500 == 0 else "member"}
            for community, member in sorted(belonging)
        ),
    )  # fmt: skip
    _insert(
        m.Invitation,
        (
            {"community_id": LARGE, "email": f"new{i}@y.example", "by_id": 1, "at": NOW - timedelta(hours=i)}
            for i in range(300)
        ),
    )


def _threads(numbers: range, sizes: Sequence[int], members: int, chance: random.Random) -> None:
    from segue.store import models as m

    threads, posts, marks = [], [], []
    before = sum(sizes[: numbers.start])
    for number in numbers:
        size = sizes[number]
        first = NOW - YEARS * (1 - (number + 1) / (len(sizes) + 1))
        if number == 0:
            first = NOW - timedelta(days=30)  # the longest is read today
        step = timedelta(minutes=20) if size < 1_000 else timedelta(minutes=2)
        community = LARGE if number % 2 == 0 else chance.randint(2, COMMUNITIES)
        speakers = [min(int(chance.paretovariate(0.7)), members) for _ in range(min(size, 12))]
        for place in range(size):
            id_ = before + place + 1
            body = " ".join(chance.choices(_WORDS, k=chance.choice((8, 30, 60)))) + f" name{chance.randrange(RARE)}"
            posts.append(
                {"id": id_, "thread_id": number + 1, "voice_id": chance.choice(speakers), "at": first + step * place,
                 "body": body, "own": []}
            )  # fmt: skip
            if id_ % 4 == 0:
                marks.append(
                    {"post_id": id_, "act": chance.choice(("proposal", "request", "promise", "question")),
                     "start": 0, "end": 20, "confidence": 0.9}
                )  # fmt: skip
        before += size
        last = first + step * (size - 1)
        threads.append(
            {"id": number + 1, "community_id": community, "subject": f"About {chance.choice(_WORDS)} {number}",
             "voice_id": posts[-size]["voice_id"], "first_at": first, "last_at": last, "read_to": last,
             "post_count": size, "kind": chance.choice(("conversation", "conversation", "interaction", ""))}
        )  # fmt: skip
    for model, rows in ((m.Thread, threads), (m.Post, posts), (m.PostMark, marks)):
        _insert(model, rows)


# The moves of a purpose up to each state, each with on whose behalf it is made; and how its handover then stands.
_RAISED = [("raise", "member"), ("endorse", "member"), ("endorse", "member"), ("refine", "member")]
_OFFERED = [*_RAISED, ("offer", "steward")]
_ACCEPTED = [*_OFFERED, ("accept", "team"), ("progress", "team")]
_DECLINED = [*_OFFERED, ("decline", "team")]
_LIVES: dict[str, tuple[list[tuple[str, str]], str]] = {
    "raised": (_RAISED[:1], ""),
    "endorsed": (_RAISED, ""),
    "offered": (_OFFERED, "offered"),
    "accepted": (_ACCEPTED, "accepted"),
    "declined": (_DECLINED, "declined"),
    "rested": ([*_DECLINED, ("rest", "steward")], "declined"),
    "delivered": ([*_ACCEPTED, ("deliver", "team")], "delivered"),
    "reported": ([*_ACCEPTED, ("deliver", "team"), ("report", "steward")], "reported"),
}


def _purposes(threads: int, members: int, chance: random.Random) -> None:
    from segue.store import models as m

    last = threads * POSTS_A_THREAD
    purposes, moves, sources, handovers, forming, pointed = [], [], [], [], [], []
    for number in range(1, 1_001):
        community = LARGE if number % 2 else chance.randint(2, COMMUNITIES)
        at, state = NOW - timedelta(days=number / 2), list(_LIVES)[number // 2 % len(_LIVES)]
        told, handover = _LIVES[state]
        people = chance.sample(range(1, members + 1), len(told))
        team = chance.randint(1, TEAMS)
        purposes.append(
            {"id": number, "community_id": community, "wording": f"Open {chance.choice(_WORDS)} {number}",
             "state": state, "raised_by_id": people[0], "raised_at": at, "move_count": len(told)}
        )  # fmt: skip
        for step, ((move, by), who) in enumerate(zip(told, people, strict=True)):
            moves.append(
                {"purpose_id": number, "move": move, "by": by, "member_id": who, "at": at + timedelta(hours=step),
                 "words": "so that all can come", "team_id": team if by == "team" or move == "offer" else None}
            )  # fmt: skip
        if handover:
            handovers.append({"purpose_id": number, "team_id": team, "state": handover, "offered_at": at})
        sources += [{"purpose_id": number, "post_id": last - number * 6 - each} for each in range(4)]
        if number <= FORMING:
            forming.append(
                {"id": number, "community_id": community, "theme": chance.choice(_WORDS), "strength": chance.random(),
                 "why": ["Three people wish for it."], "found_at": at, "fingerprint": number.to_bytes(16, "big"),
                 "waved_at": at if number > 24 else None}
            )  # fmt: skip
            pointed += [{"forming_id": number, "post_id": last - number * 6 - each} for each in range(5)]
    for model, rows in ((m.Forming, forming), (m.Forming.posts.through, pointed), (m.Purpose, purposes),
                        (m.PurposeMove, moves), (m.PurposePost, sources), (m.Handover, handovers)):  # fmt: skip
        _insert(model, rows)
    verbs = ("hide", "lock", "block")
    _insert(
        m.Moderation,
        (
            {"community_id": LARGE, "at": NOW - timedelta(hours=i), "by_id": 1, "verb": verbs[i % 3],
             "thread_id": 1 + 2 * (i % 1000), "why": "beside the topic"}
            for i in range(5_000)
        ),
    )  # fmt: skip


_MADE = {
    "requested": [("request", "A")],
    "promised": [("request", "A"), ("promise", "B")],
    "reported": [("request", "A"), ("promise", "B"), ("report", "B")],
    "kept": [("request", "A"), ("promise", "B"), ("report", "B"), ("satisfied", "A")],
    "declined": [("request", "A"), ("decline", "B")],
    "lapsed": [("request", "A"), ("let go", "A")],
}


def _teams(members: int, chance: random.Random) -> None:
    from segue.store import models as m

    organisation = m.Organisation.objects.get().id
    teams = range(1, TEAMS + 1)
    _insert(
        m.Team,
        (
            {"id": i, "organisation_id": organisation, "name": f"Team {i}", "objective": "Open one evening",
             "community_id": LARGE, "created_at": NOW}
            for i in teams
        ),
    )  # fmt: skip
    belonging = {(i, 1) for i in teams} | {(i, chance.randint(1, members)) for i in teams for _ in range(15)}
    _insert(m.Team.members.through, ({"team_id": team, "member_id": member} for team, member in sorted(belonging)))
    states = ("requested", "promised", "promised", "reported", "kept", "kept", "kept", "kept", "declined", "lapsed")
    commitments, moves, problems, decisions = [], [], [], []
    for number in range(1, 6_001):
        team = TEAM if number % 4 == 0 else chance.choice(teams)
        people = [member for place, member in belonging if place == team]
        made = NOW - timedelta(hours=number)
        state = chance.choice(states) if number < OPEN else "kept"
        asks, does = chance.sample(people, 2)
        commitments.append(
            {"id": number, "team_id": team, "kind": "request", "state": state, "requester_id": asks,
             "performer_id": does, "what": f"get {chance.choice(_WORDS)}", "made_at": made,
             "due": (made + timedelta(days=7)).date()}
        )  # fmt: skip
        for step, (move, by) in enumerate(_MADE[state]):
            moves.append(
                {"commitment_id": number, "move": move, "by": by, "at": made + timedelta(hours=step),
                 "member_id": asks if by == "A" else does, "due": (made + timedelta(days=7)).date()}
            )  # fmt: skip
        if number % 10 == 0:
            problems.append({"team_id": team, "text": "No keys", "raised_by_id": asks, "raised_at": made,
                             "solved_at": None if number < OPEN else made})  # fmt: skip
            decisions.append(
                {"team_id": team, "question": "Which evening?", "way": "vote", "opened_by_id": asks,
                 "opened_at": made, "decided_at": None if number < OPEN else made}
            )  # fmt: skip
    for model, rows in ((m.TeamCommitment, commitments), (m.TeamMove, moves), (m.Problem, problems),
                        (m.Decision, decisions)):  # fmt: skip
        _insert(model, rows)


def ids_of(threads: int) -> dict[str, list[int]]:
    """What the screens are asked for."""
    from segue.store import models as m

    everyone: Any = m.Thread.objects.filter(post_count__lt=20).order_by("-id")
    return {
        "short": list(everyone.values_list("id", flat=True)[:200:5]),
        "long": list(m.Thread.objects.order_by("-post_count").values_list("id", flat=True)[:10]),
        "community": list(range(1, COMMUNITIES + 1)),
        "large": [LARGE],
        "team": [TEAM],
        "purpose": list(range(1, 200, 5)),
        "commitment": list(range(1, 400, 10)),
        "decision": list(m.Decision.objects.order_by("id").values_list("id", flat=True)[:40]),
        "handover": list(m.Handover.objects.order_by("-id").values_list("id", flat=True)[:40]),
    }
