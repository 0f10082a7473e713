"""`segue start`, `mark`, `note` and `transcript`: during a talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import uuid4

import typer

from segue.actions import during as verbs
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.domain.talk_marks import Jotted, typed
from segue.queries.during import Suggestions, suggestions_in
from segue.store.models import TalkMark

Talk = Annotated[int, typer.Argument(metavar="ID", help="The number of the talk.")]


def start(id_: Talk, now: Now = None, as_json: AsJson = False) -> None:
    """Start the clock of a talk; one that begins earlier or later than planned keeps its length."""
    at = moment(now)
    talk = verbs.start(who_asks(at), id_, at, source=SOURCE)
    if as_json:
        say.out_json({"id": talk.id, "started_at": talk.started_at, "until": talk.held_until})
    else:
        say.console().print(f"Begun: {say.escape(str(talk))}. Mark: segue mark {id_} “p me: send two dates by Friday”")


def mark(
    id_: Talk,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...", help="p, q, n, d, i or t and the words: “p me: send two dates by Friday”."
        ),
    ] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A quick mark in a talk: p promise, q question, n limit, d decision, i idea, t topic; without words: all."""
    at = moment(now)
    asker = who_asks(at)
    kind, text = typed(" ".join(words or ()))
    jotted = [Jotted(uuid4().hex, kind, text, at, at)] if text else []
    marks = verbs.mark(asker, id_, jotted, at, source=SOURCE)
    if as_json:
        say.out_json([{"id": each.id, "kind": each.kind, "text": each.text, "at": each.at} for each in marks])
        return
    tell_marks(marks)
    if not marks:
        say.console().print("Nothing is marked yet: segue mark ID “p me: send two dates by Friday”")


def note(
    id_: Talk,
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="A line more.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """What was not planned in a talk: each time a line more; private to you."""
    at = moment(now)
    talk = verbs.add_note(who_asks(at), id_, " ".join(words), at, source=SOURCE)
    if as_json:
        say.out_json({"id": talk.id, "notes": talk.notes})
    else:
        say.console().print(say.escape(talk.notes))


def transcript(
    id_: Talk,
    file: Annotated[typer.FileText, typer.Argument(metavar="FILE", help="WebVTT, SRT or text; - reads what is typed.")],
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Read a transcript into a talk: what is promised and asked in it is detected, with the words."""
    at = moment(now)
    talk = verbs.add_transcript(who_asks(at), id_, file.read(), at, source=SOURCE)
    found = list(talk.commitments.filter(by_hand=False).order_by("made_at", "id"))
    said = suggestions_in(who_asks(at), talk.id)
    if as_json:
        detected = [{"id": each.id, "mine": each.mine, "what": each.what, "quote": each.quote} for each in found]
        suggested = [{"id": each.mark_id, "kind": each.kind, "what": each.what, "quote": each.words} for each in said]
        say.out_json({"id": talk.id, "detected": detected, "suggested": suggested})
        return
    out = say.console()
    out.print(f"[bold]{say.escape(str(talk))}[/bold]  [dim]{talk.id}[/dim]  read; {len(found)} detected in it")
    for each in found:
        out.print(say.indented(f"{each.id}  {'you' if each.mine else 'they'}: {say.quoted(each.quote)}"))
    tell_suggested(said)
    out.print(f"[dim]Wrong? segue reject ID. Then: segue wrap-up {talk.id}[/dim]")


def tell_suggested(said: Suggestions) -> None:
    """A few of what may be marked, the surest, with how to say yes and no."""
    out = say.console()
    for each in said.few:
        speaker = f"{say.escape(each.speaker)}: " if each.speaker else ""
        out.print(say.indented(f"{each.mark_id}  [dim]perhaps {each.kind}[/dim]  {speaker}{say.quoted(each.words)}"))
    if said.few:
        more = f" {len(said.more)} more on the talk's page." if said.more else ""
        out.print(f"[dim]Mark it? segue confirm M; not this: segue not-so M.{more}[/dim]")


def tell_marks(marks: Sequence[TalkMark]) -> None:
    """Each mark with the number by which the wrap-up takes it."""
    for each in marks:
        say.console().print(f"  m{each.id}  [dim]{each.kind}[/dim]  {say.escape(each.text)}")
