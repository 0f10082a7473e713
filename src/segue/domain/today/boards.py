"""Rules about boards of possibilities: book the pair of sessions, send the summary before the opportunity talk."""

from datetime import timedelta

from segue.domain.today.facts import BoardFacts, ConnectionFacts, TalkFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.telling import tell

SUMMARY_BEFORE = timedelta(days=3)
"""How long before the opportunity talk its summary is wanted."""


def book_the_pair(facts: ConnectionFacts, board: BoardFacts, now: Now) -> Row | None:
    """Possibilities are agreed on, in sessions, and the two are not booked: both at once."""
    if board.over_days or board.paired or board.settled_at or not now.reached(board.opened_at):
        return None
    return tell(
        Rule.BOOK_THE_PAIR,
        facts,
        now,
        since=board.opened_at,
        by_hand=True,
        what=f"Book two sessions with {facts.name}: {board.topic}",
        facts=(_of_board(board),),
        why=f"You opened a board on {now.when(board.opened_at, facts.mine)}, and its sessions are not booked.",
        why_now="Ideas want a night between the two sessions, and no more than four days.",
        if_nothing="It stays an intention: one session without the other leaves ideas that nobody weighs.",
        actions=(Verb.BOOK, Verb.DRAFT, Verb.SNOOZE),
        board_id=board.id,
    )


def open_a_board(facts: ConnectionFacts, now: Now) -> Row | None:
    """Possibilities are agreed on, and there is no board for them yet."""
    since = facts.possibilities_since
    if since is None or not now.reached(since) or any(now.reached(board.opened_at) for board in facts.boards):
        return None
    return tell(
        Rule.BOOK_THE_PAIR,
        facts,
        now,
        since=since,
        by_hand=True,
        what=f"Open a board with {facts.name}, and book its two sessions",
        facts=(Evidence("possibilities", since),),
        why=f"You two are exploring possibilities since {now.when(since, facts.mine)}, and no session is booked.",
        why_now="One session to gather ideas, a night, and one to weigh them.",
        if_nothing="It stays an intention, and ideas come and go unwritten.",
        actions=(Verb.BOOK, Verb.SNOOZE),
    )


def send_summary(facts: ConnectionFacts, board: BoardFacts, now: Now) -> Row | None:
    """The board is settled and the opportunity talk is within three days: its summary, and ask for theirs."""
    if board.settled_at is None or board.summary_sent_at or not now.reached(board.settled_at):
        return None
    talk = _opportunity_talk(facts, board, now)
    if talk is None or not now.reached(talk.held_at - SUMMARY_BEFORE):
        return None
    when = now.when(talk.held_at, facts.mine)
    return tell(
        Rule.SEND_SUMMARY,
        facts,
        now,
        since=max(board.settled_at, talk.held_at - SUMMARY_BEFORE),
        by_hand=True,
        what=f"Send {facts.name} the summary: {board.topic}",
        facts=(
            _of_board(board),
            Evidence(talk.objective or talk.kind, talk.held_at, conversation_id=talk.conversation_id),
        ),
        why=f"The {talk.kind} of {when} is where you two agree on what is worth the effort.",
        why_now="It is within three days, and they need time to add theirs.",
        if_nothing="The talk begins with what each remembers of the ideas, which is not the same.",
        actions=(Verb.SUMMARY, Verb.DONE, Verb.SNOOZE),
        board_id=board.id,
        due_at=talk.held_at,
    )


def _opportunity_talk(facts: ConnectionFacts, board: BoardFacts, now: Now) -> TalkFacts | None:
    """The first talk to come that is none of the board's own sessions."""
    coming = [
        talk for talk in facts.talks if talk.conversation_id not in board.talk_ids and not now.reached(talk.held_at)
    ]
    return min(coming, key=lambda talk: (talk.held_at, talk.conversation_id), default=None)


def _of_board(board: BoardFacts) -> Evidence:
    return Evidence(board.topic, board.opened_at)
