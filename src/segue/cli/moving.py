"""`segue communities reading`, `stay`, `move`, `moves`, `answer-move`: how a thread reads, and where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Annotated, Any

import typer

from segue.actions import moving as verbs
from segue.actions.errors import NotFound
from segue.actions.spaces import thread_for
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.communities import Act
from segue.domain.reading import PLAIN, Kind, Lean
from segue.queries.moving import AskShown, ask_of, moving_of, open_asks
from segue.queries.reading import ThreadReading, reading_of
from segue.store.models import Asker, MoveAsk, Thread

ThreadId = Annotated[int, typer.Argument(metavar="THREAD", help="The number of the thread, as its address shows it.")]


class Word(StrEnum):
    """What is said to an ask."""

    YES = "yes"
    NO = "no"
    WORDS_YES = "words-yes"
    WORDS_NO = "words-no"
    WITHDRAW = "withdraw"


SAYS: dict[Word, Callable[..., Any]] = {
    Word.YES: partial(verbs.answer, yes=True),
    Word.NO: partial(verbs.answer, yes=False),
    Word.WORDS_YES: partial(verbs.answer_for_words, yes=True),
    Word.WORDS_NO: partial(verbs.answer_for_words, yes=False),
    Word.WITHDRAW: verbs.withdraw,
}


def reading(thread: ThreadId, now: Now = None, as_json: AsJson = False) -> None:
    """What a thread reads as, conversation or interaction: five contrasts, each with the words that it rests on."""
    asker = who_asks(moment(now))
    try:
        found = reading_of(asker, thread)
    except Thread.DoesNotExist:
        raise NotFound(f"There is no thread {thread}.") from None
    if as_json:
        say.out_json(_as_data(asker, found))
        return
    out = say.console()
    out.print(f"[bold]{say.escape(found.thread.subject)}[/bold]  {_kind(found)}")
    for lean in found.reading.leans:
        out.print(f"{lean.contrast}: {_side(lean)}  [dim]{say.escape(lean.why)}[/dim]")
        for words in found.words[str(lean.contrast)]:
            out.print(say.indented(f"“{say.escape(words.text)}” [dim]{say.escape(str(words.post.voice))}[/dim]"))
    if found.hint:
        out.print(f"[yellow]{_HINTS[found.hint]}[/yellow]")
        out.print(f"[dim]segue communities stay {thread}  ·  segue communities move {thread} --to …[/dim]")


def stay(thread: ThreadId, now: Now = None, as_json: AsJson = False) -> None:
    """A thread stays where it is, whatever it reads as; this is not asked again."""
    at = moment(now)
    asker = who_asks(at)
    row = verbs.let_stay(asker, thread, at, source=SOURCE)
    if as_json:
        say.out_json({"thread": row.id, "fate": row.fate})
    else:
        say.console().print("It stays here, and this is not asked again.")


def move(
    thread: ThreadId,
    to: Annotated[int, typer.Option("--to", metavar="ID", help="The team; from a team, the community.")],
    subject: Annotated[str, typer.Option("--subject", help="What it is called there.")],
    words: Annotated[str, typer.Option("--words", "-w", help="What those there need to know.")],
    posts: Annotated[
        list[int] | None, typer.Option("--post", metavar="ID", help="A message that should go along; again for more.")
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Ask whether a thread may go on in another space. It moves once who began it and those there have said yes."""
    at = moment(now)
    asker = who_asks(at)
    of_team = thread_for(asker, thread, Act.SPEAK).team_id
    where = {"community_id" if of_team else "team_id": to}
    made = verbs.ask_to_move(asker, thread, subject, words, posts or (), at, source=SOURCE, **where)
    _show(asker, made.id, as_json)


def moves(
    id_: Annotated[int | None, typer.Argument(metavar="ASK", help="One of them.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Who has asked to move what, and what it waits for: all that are open and concern you, or one."""
    asker = who_asks(moment(now))
    if id_ is not None:
        _show(asker, id_, as_json)
        return
    asks = open_asks(asker)
    if as_json:
        say.out_json([_ask_data(each) for each in asks])
        return
    for each in asks:
        _print(each)
    if not asks:
        say.console().print("Nobody has asked to move anything that concerns you.")


def answer_move(
    id_: Annotated[int, typer.Argument(metavar="ASK", help="Its number, as `segue communities moves` shows it.")],
    word: Annotated[Word, typer.Argument(metavar="WORD", help="yes, no, words-yes, words-no or withdraw.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Say yes or no to an ask, for who began the thread or for those there; or say whether your own messages may
    go along; or take your own ask back."""
    at = moment(now)
    asker = who_asks(at)
    SAYS[word](asker, id_, at, source=SOURCE)
    _show(asker, id_, as_json)


_HINTS = {
    "coordination": "People seem to agree here on who does what by when; in a team that flows best.",
    "musing": "People seem to think aloud here; in a community more people could join in.",
}


def _show(asker: Asker, ask_id: int, as_json: bool) -> None:
    try:
        ask = ask_of(asker, ask_id)
    except MoveAsk.DoesNotExist:
        raise NotFound(f"Nobody has asked to move anything under {ask_id}.") from None
    if as_json:
        say.out_json(_ask_data(ask))
    else:
        _print(ask)


def _print(ask: AskShown) -> None:
    out = say.console()
    who = "you" if ask.mine else str(ask.ask.by or "somebody")
    out.print(
        f"[dim]{ask.ask.id}[/dim]  [bold]{say.escape(ask.ask.subject)}[/bold]  {say.escape(who)} asked to let it go on "
        f"in {say.escape(str(ask.space))}"
    )
    out.print(say.indented(say.escape(ask.ask.words)))
    for post in ask.posts:
        words = " ".join(post.body.split())[:200]
        out.print(say.indented(f"goes along: “{say.escape(words)}” [dim]{say.escape(str(post.voice))}[/dim]"))
    out.print(say.indented(f"[dim]{_state(ask)}[/dim]"))


def _state(ask: AskShown) -> str:
    if not ask.open:
        return "It goes on there." if ask.ask.yes else "It stays where it is."
    waits = {"begun": "who began it", "there": "those there"}
    yours = f"  ·  segue communities answer-move {ask.ask.id} yes" if ask.answers_for else ""
    return f"It waits for {' and for '.join(waits[side] for side in ask.waits_for)}.{yours}"


def _kind(found: ThreadReading) -> str:
    how = "plainly " if found.reading.plain else ""
    return {
        Kind.CONVERSATION: f"reads {how}as a conversation",
        Kind.INTERACTION: f"reads {how}as an interaction",
        Kind.TOO_LITTLE: "too little is said to tell",
    }[found.reading.kind]


def _side(lean: Lean) -> str:
    return "left open" if lean.side is Kind.TOO_LITTLE else f"{lean.side}, {_sure(lean)}"


def _sure(lean: Lean) -> str:
    if lean.side is Kind.TOO_LITTLE:
        return "open"
    return "plainly so" if abs(lean.amount) >= PLAIN else "rather so"


def _as_data(asker: Asker, found: ThreadReading) -> dict[str, Any]:
    moving = moving_of(asker, found.thread)
    return {
        "thread": found.thread.id,
        "subject": found.thread.subject,
        "kind": found.reading.kind,
        "plain": found.reading.plain,
        "hint": found.hint,
        "waiting": found.waiting,
        "unread": found.unread,
        "contrasts": [
            {
                "contrast": lean.contrast,
                "side": lean.side,
                "sure": _sure(lean),
                "why": lean.why,
                "words": [
                    {"post": each.post.id, "by": str(each.post.voice), "at": each.post.at, "text": each.text}
                    for each in found.words[str(lean.contrast)]
                ],
            }
            for lean in found.reading.leans
        ],
        "moved": moving.moved,
        "moved_to": moving.to and moving.to.id,
        "ask": moving.ask and moving.ask.ask.id,
    }


def _ask_data(ask: AskShown) -> dict[str, Any]:
    return {
        "id": ask.ask.id,
        "thread": ask.thread and ask.thread.id,
        "to": {"team" if ask.ask.team_id else "community": ask.space.id, "name": str(ask.space)},
        "by": ask.ask.by and str(ask.ask.by),
        "at": ask.ask.at,
        "subject": ask.ask.subject,
        "words": ask.ask.words,
        "posts": [{"id": each.id, "by": str(each.voice), "at": each.at, "text": each.body} for each in ask.posts],
        "waits_for": list(ask.waits_for),
        "answers_for": list(ask.answers_for),
        "own_posts": ask.own,
        "own_may_go": ask.words_yes,
        "settled_at": ask.ask.settled_at,
        "moved": ask.ask.yes,
        "made": ask.ask.made_id,
    }
