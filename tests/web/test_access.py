"""Who gets which page: owner, teammate, stranger and somebody not signed in, on every address there is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from segue.actions.today import refresh
from segue.domain.commitments import Move, Side
from segue.store.models import (
    Belonging,
    Board,
    Commitment,
    Community,
    Connection,
    Conversation,
    Decision,
    DoubtfulPair,
    Event,
    Figures,
    Forming,
    Gathering,
    Handover,
    Idea,
    Import,
    Introduction,
    Invitation,
    Issue,
    Mark,
    Member,
    MoveAsk,
    Need,
    News,
    Occasion,
    Opportunity,
    Participant,
    PartnershipAsk,
    Plan,
    PlanItem,
    Post,
    Problem,
    Purpose,
    PurposeMove,
    PurposePost,
    Source,
    Team,
    TeamCommitment,
    TeamMove,
    Term,
    Thread,
    Topic,
    Victory,
    Voice,
)
from segue.web.urls import urlpatterns
from tests.cast import NOW, Cast, commitment, mail, mark, member
from tests.web.conftest import SignedIn

VERBS = {
    "commitment_act": [
        "done", "settled", "let-go", "not-settled", "not-done", "accept", "withdraw", "not-true", "promise",
        "name-date", "counter", "decline", "renege", "correct", "still-true", "snooze", "remind", "call", "reply",
        "draft", "ask-date", "new-date-words",
    ],
    "connection_act": [
        "keep-open", "leave-closed", "enjoyed", "reopen", "done", "next-step", "snooze", "close", "cadence",
        "settle", "farewell", "hello", "contact", "call", "draft", "reply", "intent", "stage", "book", "invite",
    ],
    "talk_act": [
        "next-step", "close", "enjoyed", "not-yet", "wrap-up", "snooze", "draft", "call", "prepare", "rebook",
        "call-off", "live", "start", "marks", "note", "transcript",
    ],
    "board_act": ["add", "reveal", "converge", "diverge", "book", "summary", "settle", "reopen", "sent"],
    "opportunity_act": ["outcomes", "timing", "said", "agree", "end", "reopen"],
    "plan_act": ["add", "check-in", "follow-up", "issue", "changes", "checked-in", "finish", "reopen"],
    "plan_item_act": ["change", "tie", "done", "not-done", "promise", "drop"],
    "issue_act": ["settle"],
    "idea_act": [
        "reword", "group", "choose", "not", "mine-more", "mine-fewer", "theirs-more", "theirs-fewer", "drop",
    ],
    "introduction_act": ["draft", "done", "said-yes", "said-no", "leave"],
    "news_act": ["draft", "done", "leave"],
    "conversation_act": ["private", "not-private"],
    "reader_act": ["on", "off"],
    "mark_act": ["right", "wrong", "not-sure"],
    "figures_of": ["2026Q3"],
    "insight_csv": ["hours", "keepers"],
    "insight_svg": ["hours", "load"],
    "pair": ["same", "different"],
    "need": ["found", "again"],
    "community_act": ["change", "join", "leave", "close", "reopen"],
    "post_act": ["edit", "take-back"],
    "purpose_act": [
        "endorse", "object", "refine", "offer", "answer", "rest", "report", "name-me", "leave-me-out",
    ],
    "team_act": ["change", "add", "join", "leave", "remove", "ask", "offer", "promise", "problem", "decide"],
    "team_commitment_act": [
        "promise", "accept", "done", "satisfied", "not-done", "counter", "decline", "renege", "withdraw", "let-go",
        "waits", "problem",
    ],
    "decision_act": ["speak", "decide"],
    "problem_act": ["solve", "reopen"],
    "moderate_member": ["block", "unblock"],
    "moderate_thread": ["hide", "show", "lock", "unlock"],
    "moderate_post": ["hide", "show"],
    "handover_act": ["accept", "ask", "decline", "progress", "deliver"],
    "forming_act": ["wave-aside", "bring-back"],
    "move_act": ["yes", "no", "words-yes", "words-no", "withdraw"],
    "partnership_act": ["yes", "no", "withdraw"],
    "address": ["mine", "not-mine"],
}  # fmt: skip

FILLED_IN = {
    "due": "2026-12-04", "words": "as agreed", "day": "2026-12-04", "terms": "no fit now", "by": "me",
    "what": "the outline", "who": "me", "days": "30", "ending": "enjoyed", "addr": "amara@asante.example",
    "to": "intent", "why": "as agreed",
    "side": "me", "on": "2026-12-01", "outcome": "it did",
    "one": "Amara", "other": "Dai",
    "topic": "readers", "mode": "live", "dots": "3", "texts": "one\ntwo", "text": "better", "name": "Things",
    "dates": "day first",
    "divergent": "2026-12-01T10:00", "convergent": "2026-12-02T10:00", "medium": "call", "minutes": "60",
}  # fmt: skip

NUMBERS = {
    "communities": [{"name": "Osei's", "counts": {"threads": 3}}],
    "other_communities": None,
    "teams": [],
    "other_teams": None,
    "days": {},
}
ASKED = '[{"about": "dates", "choices": ["day first", "month first"], "example": "3/4/26"}]'
NOTING = ("tell_chat", "note_topic", "drop_topic", "note_occasion", "drop_occasion", "drop_news", "drop_victory")
PUBLIC = {"sign_in", "join", "unfollow", "guest_link"}
OPEN = {
    "ask_to_join",
    "communities",
    "community",
    "community_forming",
    "community_purposes",
    "purpose",
    "thread",
    "thread_reading",
    "post_search",
    "community_search",
}
"""Pages that show anybody what is public, and nothing else."""
SHARED = {
    "board",
    "plan",
    "plan_markdown",
    "plan_todos",
    "opportunity",
    "person",
    "conversation",
    "message",
    "message_text",
}


@pytest.fixture
def world(cast: Cast) -> dict[str, int]:
    """Something of Ada's behind every kind of number."""
    return of_a_person(cast) | of_a_community(cast)


def of_a_person(cast: Cast) -> dict[str, int]:
    """Something of every noun that belongs to Ada alone; what is Amara's is shared with the team."""
    Member.objects.filter(id=cast.ada.id).update(sent_read_to=NOW)
    promise = commitment(cast, (Side.B, Move.PROMISE, NOW.date()), mine=True)
    asked = mail(cast, "amara@asante.example", "ada@lindqvist.example", "Could you send the outline?")
    Conversation.objects.filter(id=asked.conversation_id).update(team=cast.team)
    talk = Conversation.objects.create(
        owner=cast.ada, medium="call", first_at=NOW - timedelta(days=2), last_at=NOW - timedelta(days=2)
    )
    Participant.objects.create(owner=cast.ada, conversation=talk, person=cast.dai)
    board = Board.objects.create(owner=cast.ada, connection=cast.with_amara, topic="readers", opened_at=NOW)
    Idea.objects.create(owner=cast.ada, board=board, text="Osei reads", by="them", at=NOW)
    opportunity = Opportunity.objects.create(owner=cast.ada, connection=cast.with_amara, name="readers", opened_at=NOW)
    plan = Plan.objects.create(owner=cast.ada, connection=cast.with_amara, name="readers", opened_at=NOW)
    PlanItem.objects.create(owner=cast.ada, plan=plan, what="ask Osei")
    Issue.objects.create(owner=cast.ada, plan=plan, text="Osei is away", raised_at=NOW)
    pair = DoubtfulPair.objects.create(owner=cast.ada, first=cast.amara, second=cast.dai, rule="name", reason="alike")
    run = Import.objects.create(owner=cast.ada, paths=["mail.mbox"], started_at=NOW)
    event = Event.objects.create(owner=cast.ada, at=NOW, verb="keep", source="web", changes=[["person", 0, {}, {}]])
    Figures.objects.create(organisation=cast.ada.organisation, quarter="2026Q3", numbers=NUMBERS, published_at=NOW)
    Connection.objects.update(refresh_at=NOW)
    refresh(cast.owner, NOW)
    return {
        "commitment_id": promise.id,
        "connection_id": cast.with_amara.id,
        "conversation_id": asked.conversation_id,
        "message_id": asked.id,
        "mark_id": mark(asked, "Could you send the outline?").id,
        "board_id": board.id,
        "opportunity_id": opportunity.id,
        "plan_id": plan.id,
        "item_id": plan.items.get().id,
        "issue_id": plan.issues.get().id,
        "idea_id": board.ideas.get().id,
        "person_id": cast.amara.id,
        "other_id": cast.dai.connection.id,
        "need_id": Need.objects.create(owner=cast.ada, name="a pilot partner", since=NOW).id,
        "topic_id": Topic.objects.create(owner=cast.ada, person=cast.amara, name="grids", at=NOW).id,
        "occasion_id": Occasion.objects.create(owner=cast.ada, person=cast.amara, what="birthday", month=3, day=1).id,
        "news_id": News.objects.create(owner=cast.ada, topic="grids", title="New figures", at=NOW).id,
        "victory_id": Victory.objects.create(owner=cast.ada, person=cast.amara, text="it helped", at=NOW).id,
        "pair_id": pair.id,
        "import_id": run.id,
        "source_id": Source.objects.create(owner=cast.ada, name="Osei.txt", kind="whatsapp", asked=ASKED).id,
        "event_id": event.id,
    }


def of_a_community(cast: Cast) -> dict[str, int]:
    """Something of every noun of a community that Ada steers, and that nobody else is in."""
    community = Community.objects.create(
        organisation=cast.ada.organisation, name="Osei's readers", topic="Osei", created_at=NOW
    )
    mine = Belonging.objects.create(community=community, member=cast.ada, role=Belonging.Role.STEWARD, joined_at=NOW)
    voice = Voice.objects.create(
        organisation=cast.ada.organisation, member=cast.ada, name="Ada", addr=f"{cast.ada.id}@osei.example"
    )
    thread = Thread.objects.create(
        community=community, subject="Osei", voice=voice, first_at=NOW, last_at=NOW, post_count=1
    )
    post = Post.objects.create(thread=thread, voice=voice, at=NOW, body="We could ask Osei.")
    forming = Forming.objects.create(
        community=community, theme="Osei", strength=1, found_at=NOW, fingerprint=b"1" * 16, why=["One wishes."]
    )
    forming.posts.add(post)
    beside = Team.objects.create(organisation=cast.ada.organisation, name="Osei's team", community=community)
    purpose = Purpose.objects.create(community=community, wording="Ask Osei", raised_by=cast.ada, raised_at=NOW)
    PurposePost.objects.create(purpose=purpose, post=post)
    PurposeMove.objects.create(purpose=purpose, move="raise", by="member", member=cast.ada, at=NOW)
    handover = Handover.objects.create(purpose=purpose, team=beside, offered_by=cast.ada, offered_at=NOW)
    run = Gathering.objects.create(
        community=community, by=cast.ada, paths=["Osei.mbox"], started_at=NOW, finished_at=NOW, state="finished", new=1
    )
    ours = Team.objects.create(organisation=cast.ada.organisation, name="Osei's work", objective="Osei")
    ours.members.set([cast.ada, tove := member(cast.ada.organisation, f"tove{cast.ada.id}@osei.example", "Tove")])
    asked = TeamCommitment.objects.create(
        team=ours, kind="request", state="requested", requester=cast.ada, performer=tove, what="Osei", made_at=NOW
    )
    TeamMove.objects.create(commitment=asked, move="request", by="A", member=cast.ada, at=NOW)
    decision = Decision.objects.create(
        team=ours, question="Osei?", way="vote", options=["a", "b"], opened_by=cast.ada, opened_at=NOW
    )
    problem = Problem.objects.create(team=ours, text="Osei", raised_by=cast.ada, raised_at=NOW)
    invitation = Invitation.objects.create(community=community, email="osei@osei.example", by=cast.ada, at=NOW)
    ask = MoveAsk.objects.create(thread=thread, team=beside, by=cast.ada, at=NOW, subject="Osei", words="Osei")
    partnership = PartnershipAsk.objects.create(
        thread=thread, by=cast.ada, to=cast.bo, words="Osei", at=NOW, answered_at=NOW
    )
    return {
        "partnership_id": partnership.id,
        "community_id": community.id,
        "belonging_id": mine.id,
        "thread_id": thread.id,
        "post_id": post.id,
        "forming_id": forming.id,
        "ask_id": ask.id,
        "purpose_id": purpose.id,
        "handover_id": handover.id,
        "invitation_id": invitation.id,
        "gathering_id": run.id,
        "team_id": ours.id,
        "team_commitment_id": asked.id,
        "decision_id": decision.id,
        "problem_id": problem.id,
    }


def addresses(world: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Every address of the application, by name."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        name = str(pattern.name)
        wanted = pattern.pattern.converters
        numbers = {key: world[key] for key in wanted if key in world}
        words = [key for key in wanted if key not in world]
        if not words:
            yield name, reverse(name, kwargs=numbers)
        for verb in VERBS.get(name, ()):
            yield name, reverse(name, kwargs=numbers | dict.fromkeys(words, verb))


def asks_for_a_row(address: str) -> bool:
    return any(character.isdigit() for character in address)


def test_every_verb_has_an_address_here(world: dict[str, int]) -> None:
    tried = {name for name, _ in addresses(world)}
    assert tried | PUBLIC == {str(pattern.name) for pattern in urlpatterns}


def test_the_owner_gets_every_page(world: dict[str, int], signed_in: SignedIn, cast: Cast) -> None:
    client = signed_in(cast.ada)
    only_done = {405, 404}
    for name, address in addresses(world):
        status = client.get(address).status_code
        by_post_alone = name in (
            "mark_act",
            "pair",
            "need",
            "address",
            "part_person",
            "export",
            "unlearn",
            "let_stay",
            "ask_about_partnership",
            "reply",
            "appoint",
            "raise_purpose",
            "ask_to_join",
            "revoke",
            "follow_community",
            "follow_thread",
            "take_back_gathering",
            *NOTING,
        ) or name.endswith("_act")
        assert status in ({200, 302} | (only_done if by_post_alone else set())), address


def test_strangers_get_404_and_change_nothing(world: dict[str, int], signed_in: SignedIn, cast: Cast) -> None:
    client = signed_in(cast.chiara)
    before = everything(cast)
    for name, address in addresses(world):
        shown, done = client.get(address), client.post(address, FILLED_IN)
        if asks_for_a_row(address):
            assert shown.status_code in (404, 302), address
            assert done.status_code in (404, 405), address
            assert shown.status_code == 404 or name == "undo_one", address
        for answer in (shown, done):
            assert b"Osei" not in b"".join(answer), address
    assert everything(cast) == before


def test_teammates_read_what_is_shared_and_change_nothing(
    world: dict[str, int], signed_in: SignedIn, cast: Cast
) -> None:
    client = signed_in(cast.bo)
    before = everything(cast)
    for name, address in addresses(world):
        shown, done = client.get(address), client.post(address, FILLED_IN)
        if name in SHARED:
            assert shown.status_code in (200, 302), address
        elif name in ("import", "why"):
            assert shown.status_code == 404, address
        assert done.status_code in (302, 200, 404, 405, 422), address
    assert everything(cast) == before


def test_nobody_gets_anything_without_signing_in(world: dict[str, int]) -> None:
    client = Client()
    for name, address in addresses(world):
        if name in PUBLIC:
            continue
        for answer in (client.get(address), client.post(address, FILLED_IN)):
            assert b"Osei" not in answer.content, address
            assert answer.status_code in ((200, 404, 405) if name in OPEN else (302, 405)), address
            if answer.status_code == 302:
                assert answer["Location"].startswith("/accounts/login/"), address


def test_who_is_no_member_is_told_whom_to_ask(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.chiara)
    cast.chiara.delete()
    answer = client.get("/")
    assert answer.status_code == 403
    assert b"Ask whoever runs this server" in answer.content


def everything(cast: Cast) -> list[object]:
    """All of Ada's that a deed could change."""
    return [
        *Commitment.objects.filter(owner=cast.ada).order_by("id").values(),
        *Mark.objects.filter(owner=cast.ada).order_by("id").values(),
        *Conversation.objects.filter(owner=cast.ada).order_by("id").values(),
        *Event.objects.filter(owner=cast.ada).order_by("id").values(),
        *DoubtfulPair.objects.filter(owner=cast.ada).values(),
        *Board.objects.filter(owner=cast.ada).order_by("id").values(),
        *Idea.objects.filter(owner=cast.ada).order_by("id").values(),
        *Opportunity.objects.filter(owner=cast.ada).values(),
        *Term.objects.filter(owner=cast.ada).values(),
        *Plan.objects.filter(owner=cast.ada).values(),
        *PlanItem.objects.filter(owner=cast.ada).order_by("id").values(),
        *Community.objects.order_by("id").values(),
        *Belonging.objects.order_by("id").values(),
        *Thread.objects.order_by("id").values(),
        *Post.objects.order_by("id").values(),
        *Forming.objects.order_by("id").values(),
        *MoveAsk.objects.order_by("id").values(),
        *TeamCommitment.objects.order_by("id").values(),
        *Decision.objects.order_by("id").values(),
        *Problem.objects.order_by("id").values(),
        *Team.members.through.objects.order_by("id").values(),
        *Invitation.objects.order_by("id").values(),
        *Purpose.objects.order_by("id").values(),
        *Handover.objects.order_by("id").values(),
        *Gathering.objects.order_by("id").values(),
        *Issue.objects.filter(owner=cast.ada).values(),
        *Connection.objects.filter(owner=cast.ada).order_by("id").values(),
        *Source.objects.filter(owner=cast.ada).values(),
        *Introduction.objects.filter(owner=cast.ada).values(),
    ]
