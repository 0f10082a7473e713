"""`segue unsure`: was this a promise? Words that detection was not sure of, and what a yes would make of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.asking import FEW
from segue.queries.asking import Question, questions

_IF_YES = {
    ("promise", True): "you owe {}: {}",
    ("promise", False): "{} owes you: {}",
    ("request", True): "{} asked you: {}",
    ("request", False): "you asked {}: {}",
    ("question", True): "{} asked you: {}",
    ("question", False): "you asked {}: {}",
    ("offer", True): "you offered {}: {}",
    ("offer", False): "{} offered you: {}",
}


def unsure(
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=40, help="How many at most.")] = FEW,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Words that Segue was not sure of, the best first: answer with confirm M, not-so M or not-sure M."""
    at = moment(now)
    asker = who_asks(at)
    asked = questions(asker, at, count)
    if as_json:
        say.out_json({"questions": [asdict(each) for each in asked.few], "more": asked.more})
        return
    out = say.console()
    if not asked.few:
        out.print("There is nothing to ask about.")
        return
    for each in asked.few:
        who = "You" if each.i_said_it else say.escape(each.other or "Somebody")
        out.print(f"[bold]{each.mark_id}[/bold]  {who}, {say.date_of(each.said_at, asker)}: {say.quoted(each.words)}")
        with_ = f" (read with {say.escape(each.read_with)})" if each.read_with else ""
        out.print(say.indented(f"[dim]If yes, {_if_yes(each)}{with_}[/dim]"))
    out.print(f"Was it? segue confirm M, not-so M, not-sure M.{f' Up to {asked.more} more.' if asked.more else ''}")


def _if_yes(question: Question) -> str:
    due = f", by {say.day(question.due)}" if question.due else ""
    other = say.escape(question.other or "somebody")
    what = "this" if question.says_itself else say.escape(question.what)
    return _IF_YES[question.act, question.mine].format(other, what) + due
