"""`segue learned` and `segue unlearn`: what was learned from your answers about detected words, and forgetting it."""

from __future__ import annotations

from dataclasses import asdict

from rich.console import Console

from segue.actions.learning import unlearn as forget_learned
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.detect.learning import Pull, strength
from segue.queries.learning import LearnedPage
from segue.queries.learning import learned as learned_by

_STRENGTH = {0: "hardly", 1: "a little", 2: "clearly", 3: "strongly"}


def learned(now: Now = None, as_json: AsJson = False) -> None:
    """What your answers taught: which words and people pull up or down, on how many answers that rests."""
    page = learned_by(who_asks(moment(now)))
    if as_json:
        data = asdict(page)
        pulls = {name: [each._asdict() for each in getattr(page, name)] for name in ("words", "people", "acts")}
        say.out_json(data | pulls)
        return
    out = say.console()
    out.print(f"Answers that count: {page.yes} times yes, {page.no} times no.")
    if page.to_go:
        out.print(f"{page.to_go} more, and Segue begins to learn: segue unsure")
        return
    _print_pulls(out, "Words", page.words)
    _print_pulls(out, "People", page.people)
    _print_pulls(out, "How strict", page.acts)
    _print_changed(out, page)
    out.print("[dim]Forget it all: segue unlearn[/dim]")


def unlearn(now: Now = None, as_json: AsJson = False) -> None:
    """Forget what your answers taught. What you said of a sentence stays."""
    at = moment(now)
    forget_learned(who_asks(at), at, source=SOURCE)
    if as_json:
        say.out_json({"unlearned": True})
    else:
        say.console().print("What your answers taught is forgotten. Undo: segue undo")


def _print_pulls(out: Console, title: str, pulls: tuple[Pull, ...]) -> None:
    if not pulls:
        return
    lines = say.table(title, "speaks", ">answers")
    for each in pulls:
        towards = "for it" if each.pull > 0 else "against it"
        lines.add_row(say.escape(each.name), f"{_STRENGTH[strength(each.pull)]} {towards}", str(each.answers))
    out.print(lines)


def _print_changed(out: Console, page: LearnedPage) -> None:
    out.print(f"Shown though unsure: {page.shown}. Asked about though shown: {page.asked}.")
    for each in page.changed:
        out.print(f"{each.mark_id}  {'shown' if each.shown else 'asked'}: {say.quoted(each.words, 100)}")
