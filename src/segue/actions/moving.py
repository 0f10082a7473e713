"""Whether a thread goes on where it belongs: it stays, or a member asks to move it, and both sides say yes or no.

The hint that it may stand in the wrong place is worked out from its words (`queries.reading.hint_of`); what is said to
it is said once. Moving makes a new thread in the other space; the old one stays, with a pointer. No words come before
people who could not read them, unless their author says so (`domain.moving.goes_along`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from segue.actions.deeds import Change, deed
from segue.actions.errors import NotFound, Refused
from segue.actions.noticing import tell_followers
from segue.actions.spaces import community_for, thread_for, voice_of
from segue.domain.communities import Act
from segue.domain.moving import Outcome, Side, outcome
from segue.queries.moving import answers_to, began, choosable, goes_along, space_asked, speaks_there, teams_near
from segue.store.models import Asker, MoveAnswer, MoveAsk, MovePost, Post, Thread, Voice

MOST_POSTS = 50
"""So many messages go along at most; a link to the rest is there for who may read it."""
MOST_WORDS = 5_000


def let_stay(asker: Asker, thread_id: int, now: datetime, *, source: str) -> Thread:
    """The thread is where it belongs, whatever it reads as."""
    with deed(asker, "let stay", now, source=source) as change:
        thread = thread_for(asker, thread_id, Act.SPEAK)
        if thread.fate == Thread.Fate.MOVED:
            raise Refused("It was moved already; it goes on where it was moved to.")
        if MoveAsk.objects.filter(thread=thread, settled_at=None).exists():
            raise Refused("Somebody has asked to move it; who began it and those there say yes or no.")
        change.save(thread, fate=Thread.Fate.STAYS)
        change.about(thread, "It stays here, and this is not asked again.")
    return thread


def ask_to_move(
    asker: Asker,
    thread_id: int,
    subject: str,
    words: str,
    post_ids: Iterable[int],
    now: datetime,
    *,
    source: str,
    team_id: int | None = None,
    community_id: int | None = None,
) -> MoveAsk:
    """Ask whether a thread of a community may go on in a team, or one of a team in a community.

    `subject` and `words` are what those there will read first. Where the asking member may speak for a side, they have
    said yes for it by asking.
    """
    about, said = _said(subject, words)
    with deed(asker, "ask to move", now, source=source) as change:
        seen = thread_for(asker, thread_id, Act.SPEAK)
        thread = Thread.objects.select_for_update(of=("self",)).select_related("community", "voice").get(id=seen.id)
        if thread.community_id:
            team_id, community_id = _team_near(asker, thread, team_id), None
        else:
            team_id, community_id = None, community_for(asker, community_id or 0, Act.SPEAK).id
        _refuse_again(asker, thread, team_id, community_id)
        voice_of(change)
        ask = change.create(
            MoveAsk(
                thread=thread, team_id=team_id, community_id=community_id, by_id=asker.member_id, at=now,
                subject=about, words=said,
            )
        )  # fmt: skip
        for post in _chosen(thread, frozenset(post_ids)):
            change.create(MovePost(ask=ask, post=post))
        for side in _sides(asker, ask, thread):
            change.create(MoveAnswer(ask=ask, side=side, member_id=asker.member_id, yes=True, at=now))
        _settle(change, ask, thread, now, "Asked. It stays here until both sides have said yes.")
    return ask


def answer(asker: Asker, ask_id: int, now: datetime, *, yes: bool, source: str) -> MoveAsk:
    """Say yes or no, for who began the thread or for those there. One no is enough, and it is not asked again."""
    with deed(asker, "answer move", now, source=source) as change:
        ask, thread = _ask_for(asker, ask_id)
        if ask.settled_at:
            raise Refused("It is settled already.")
        mine = _sides(asker, ask, thread)
        if not mine:
            raise Refused("Who began the thread says yes or no to it, and those to whom it would come.")
        said = {each.side for each in answers_to(ask)}
        still = [side for side in mine if side not in said]
        if not still:
            raise Refused("Your side has answered already; it waits for the other.")
        for side in still:
            change.create(MoveAnswer(ask=ask, side=side, member_id=asker.member_id, yes=yes, at=now))
        _settle(change, ask, thread, now, "Said yes. It waits for the other side.")
    return ask


def answer_for_words(asker: Asker, ask_id: int, now: datetime, *, yes: bool, source: str) -> MoveAsk:
    """Say whether one's own messages may go along; also after it was moved, then they follow."""
    with deed(asker, "answer for words", now, source=source) as change:
        ask, thread = _ask_for(asker, ask_id)
        rows = MovePost.objects.filter(ask=ask, post__voice__member=asker.member_id)
        if not rows.exists() or thread.hidden_at:
            raise Refused("None of your messages is to go along.")
        if ask.settled_at and not ask.yes:
            raise Refused("It stays where it is, and your messages with it.")
        if not yes and rows.exclude(copy=None).exists():
            raise Refused("They are there already. Take a message back where you wrote it, and it goes there, too.")
        before = MoveAnswer.objects.filter(ask=ask, side=Side.AUTHOR, member=asker.member_id).first()
        if before is None:
            change.create(MoveAnswer(ask=ask, side=Side.AUTHOR, member_id=asker.member_id, yes=yes, at=now))
        else:
            change.save(before, yes=yes, at=now)
        if ask.made:
            _carry(change, ask, ask.made)
        change.about(thread, "Your messages may go along." if yes else "Your messages stay here.")
    return ask


def withdraw(asker: Asker, ask_id: int, now: datetime, *, source: str) -> MoveAsk:
    """Take an ask of one's own back, while it is open; nothing was decided by it."""
    with deed(asker, "withdraw move", now, source=source) as change:
        ask, thread = _ask_for(asker, ask_id)
        if ask.by_id != asker.member_id:
            raise Refused("Only who asked can take it back; who is asked can say no.")
        if ask.settled_at:
            raise Refused("It is settled already.")
        change.save(ask, settled_at=now)
        change.about(thread, "Taken back; the thread stays where it is.")
    return ask


def _said(subject: str, words: str) -> tuple[str, str]:
    about, said = " ".join(subject.split())[:500], words.strip()
    if not about:
        raise Refused("Say in a few words what it is about, for those who would read it there.")
    if not said:
        raise Refused("Say in a sentence or two what those there need to know: with that it begins.")
    if len(said) > MOST_WORDS:
        raise Refused(f"Say it in at most {MOST_WORDS:,} characters.")
    return about, said


def _refuse_again(asker: Asker, thread: Thread, team_id: int | None, community_id: int | None) -> None:
    """A no holds, and one ask at a time is enough."""
    if thread.fate == Thread.Fate.MOVED:
        raise Refused("It was moved already; it goes on where it was moved to.")
    if thread.locked_at:
        raise Refused("This thread is locked: it can be read, and nothing is done with it.")
    asks = MoveAsk.objects.filter(thread=thread)
    if asks.filter(settled_at=None).exists():
        raise Refused("Somebody has asked already; who began it and those there say yes or no.")
    if asks.filter(answers__side=Side.BEGUN, answers__yes=False).exists():
        raise Refused("Who began it said that it stays here.")
    if asks.filter(yes=False, team=team_id, community=community_id).exists():
        raise Refused("They said no once, and are not asked again.")
    # A member let it stay; who began it has the last word on that.
    if thread.fate == Thread.Fate.STAYS and not asks.filter(yes=False).exists() and not began(asker, thread):
        raise Refused("A member said that it stays here.")


def _team_near(asker: Asker, thread: Thread, team_id: int | None) -> int:
    found = teams_near(asker, thread).filter(id=team_id or 0).first()
    if found is None:
        raise NotFound("Choose a team that you are in, or one that was opened beside this community.")
    return found.id


def _chosen(thread: Thread, ids: frozenset[int]) -> list[Post]:
    if len(ids) > MOST_POSTS:
        raise Refused(f"Choose at most {MOST_POSTS} messages; the rest can be read where it is.")
    found = list(choosable(thread).filter(id__in=ids).order_by("at", "id"))
    if len(found) != len(ids):
        raise NotFound("One of these messages is not in this thread.")
    return found


def _ask_for(asker: Asker, ask_id: int) -> tuple[MoveAsk, Thread]:
    """The ask, locked, where the asker sees it; of two who answer at once, the second finds what the first said."""
    ask = MoveAsk.objects.visible_to(asker).select_for_update(of=("self",)).filter(id=ask_id).first()
    if ask is None:
        raise NotFound(f"Nobody has asked to move anything under {ask_id}.")
    return ask, Thread.objects.select_related("community", "voice").get(id=ask.thread_id)


def _sides(asker: Asker, ask: MoveAsk, thread: Thread) -> list[Side]:
    """For which of the two sides the asker may speak."""
    seen = Thread.objects.visible_to(asker).filter(id=thread.id).exists()
    speaks = {Side.BEGUN: seen and began(asker, thread), Side.THERE: speaks_there(asker, ask)}
    return [side for side, may in speaks.items() if may]


def _settle(change: Change, ask: MoveAsk, thread: Thread, now: datetime, waiting: str) -> None:
    """What the answers come to, done at once."""
    match outcome(answers_to(ask)):
        case Outcome.MOVES:
            _move(change, ask, thread, now)
        case Outcome.STAYS:
            change.save(ask, settled_at=now, yes=False)
            change.save(thread, fate=Thread.Fate.STAYS)
            change.about(ask, "It stays where it is, and this is not asked again.")
        case _:
            change.about(ask, waiting)


def _move(change: Change, ask: MoveAsk, thread: Thread, now: datetime) -> None:
    """A new thread there: the messages that may go along, then what was said with the ask. The old one points to it."""
    space = space_asked(ask)
    if thread.hidden_at or thread.locked_at:
        raise Refused("A moderator has hidden or locked the thread meanwhile; it cannot move now.")
    if getattr(space, "closed_at", None):
        raise Refused("That community is closed: it can be read, and nothing is added.")
    voice = Voice.objects.filter(member=ask.by_id).first() if ask.by_id else None
    if voice is None:
        raise Refused("Who asked is not here any more. Begin a thread there instead.")
    made = change.create(
        Thread(
            community_id=ask.community_id, team_id=ask.team_id, subject=ask.subject, voice=voice, first_at=now,
            last_at=now, post_count=1,
        )
    )  # fmt: skip
    words = change.create(Post(thread=made, voice=voice, at=now, body=ask.words))
    tell_followers(words, now, but=ask.by_id, begins=True)
    _carry(change, ask, made)
    change.save(ask, settled_at=now, yes=True, made=made)
    change.save(thread, fate=Thread.Fate.MOVED, moved_to=made)
    change.about(made, f"It goes on in {space}.")


def _carry(change: Change, ask: MoveAsk, made: Thread) -> None:
    """Set down there the chosen messages that may go along and have not yet, in their authors' names."""
    along = frozenset(goes_along(ask))
    first, count = made.first_at, made.post_count
    for row in MovePost.objects.filter(ask=ask, copy=None, post__in=along).select_related("post__voice"):
        said = row.post
        copy = change.create(Post(thread=made, voice=said.voice, at=said.at, body=said.body, own=said.own))
        change.save(row, copy=copy)
        first, count = min(first, said.at), count + 1
    change.save(made, first_at=first, post_count=count)
