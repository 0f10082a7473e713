"""`segue victory`, `victories` and `worth`: what went well, what I felt, what was done, who keeps their word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from segue.actions import victories as verbs
from segue.actions.errors import NotFound
from segue.cli import say
from segue.cli.home import SOURCE
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import the_person
from segue.domain.follow_through import Outcome
from segue.formats.card import card_of
from segue.queries import worth as queries
from segue.store.models import Asker


def victory(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What went well, in a line.")],
    who: Annotated[str, typer.Option("--with", metavar="NAME", help="With whom.")] = "",
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A small victory: it went well, and nothing is expected of it."""
    at = moment(now)
    asker = who_asks(at)
    person_id = the_person(asker, who).id if who else None
    made = verbs.note_victory(asker, " ".join(text), at, source=SOURCE, person_id=person_id)
    if as_json:
        say.out_json({"id": made.id, "text": made.text, "at": made.at})
    else:
        say.console().print(f"Noted: {say.escape(made.text)}  [dim]segue victories --share {made.id}[/dim]")


def victories(
    share: Annotated[int | None, typer.Option("--share", metavar="ID", help="This one, as plain text.")] = None,
    name: Annotated[bool, typer.Option("--name", help="With the name; else it names nobody.")] = False,
    file: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="As a card.")] = None,
    drop: Annotated[int | None, typer.Option("--drop", metavar="ID", help="It was none.")] = None,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Small victories, the latest first; with --share, one of them as a text or card that names nobody."""
    at = moment(now)
    asker = who_asks(at)
    if share is not None:
        _share(asker, share, name, file, as_json)
        return
    if drop is not None:
        verbs.drop_victory(asker, drop, at, source=SOURCE)
    found = queries.victories(asker, at)
    if as_json:
        say.out_json([_line(each) for each in found])
        return
    for each in found:
        number = f"{each.victory.id}  " if each.victory else f"t{each.conversation_id}  "
        whom = f", with {say.escape(each.person.name)}" if each.person else ""
        say.console().print(f"{number}{say.escape(each.text)}[dim]{whom}, {say.date_of(each.at, asker)}[/dim]")
    if not found:
        say.console().print("None yet: segue victory “she said it helped” --with Amara")


def worth(now: Now = None, as_json: AsJson = False) -> None:
    """Your load, what you felt and what was done (apart), expectations against what happened, who keeps their word."""
    at = moment(now)
    asker = who_asks(at)
    page = queries.worth(asker, at)
    if as_json:
        say.out_json(_worth(page))
        return
    out = say.console()
    out.print(load_in_words(page.load))
    out.print(f"\n[bold]What you expected, and what happened[/bold]  {page.expected.count} told")
    brier = page.expected.brier
    out.print(say.indented(f"Brier score {brier:.2f} (0.25 is a coin)" if brier is not None else "too few to score"))
    out.print("\n[bold]What you felt[/bold], and apart from it [bold]what was done[/bold]")
    table = say.table("talk", "felt", "ended", ">promises", ">kept")
    for each in page.talks:
        felt = f"{each.felt} of 5" if each.felt else ""
        subject = say.escape(str(each.conversation))
        table.add_row(subject, felt, each.conversation.ending, str(each.promised), str(each.kept))
    out.print(table)
    out.print("\n[bold]Who keeps their word[/bold]")
    for keeper in page.keepers:
        record = keeper.record
        out.print(say.indented(f"{say.escape(keeper.person.name)}  {record.kept} of {record.settled} on time"))


def load_in_words(load: queries.Load) -> str:
    """Such as: You have 6 open promises, 2 late."""
    late = f", {load.late} late" if load.late else ""
    return f"You have {load.open} open promise{'' if load.open == 1 else 's'}{late}."


def _share(asker: Asker, id_: int, name: bool, file: Path | None, as_json: bool) -> None:
    found = queries.victory_of(asker, id_)
    if found is None:
        raise NotFound(f"There is no victory {id_}.")
    told = queries.told(asker, found, named=name)
    if file:
        file.write_text(card_of(told), "utf-8")
    if as_json:
        say.out_json({"id": id_, "text": told.as_text, "file": str(file) if file else ""})
    else:
        print(f"Written: {file}" if file else told.as_text)


def _line(each: queries.VictoryLine) -> dict[str, Any]:
    return {
        "id": each.victory.id if each.victory else None, "text": each.text, "at": each.at,
        "thread": each.conversation_id, "with": each.person.name if each.person else None,
    }  # fmt: skip


def _worth(page: queries.Worth) -> dict[str, Any]:
    return {
        "load": {"open": page.load.open, "late": page.load.late},
        "felt": [{"talk": each.conversation.id, "rating": each.felt} for each in page.talks if each.felt],
        "done": [
            {
                "talk": each.conversation.id, "subject": str(each.conversation), "ending": each.conversation.ending,
                "promised": each.promised, "kept": each.kept,
            }
            for each in page.talks
        ],
        "expected": {"count": page.expected.count, "brier": page.expected.brier},
        "keepers": [
            {
                "person": each.person.name,
                "counts": {str(outcome): each.record.count(outcome) for outcome in Outcome},
                "interval": each.record.interval,
            }
            for each in page.keepers
        ],
    }  # fmt: skip
