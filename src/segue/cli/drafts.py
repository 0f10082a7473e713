"""`segue draft` and `drafts`: a message in your words, to be taken along; and the words that drafts are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from segue.actions.drafts import make_own
from segue.actions.errors import NotFound, Refused
from segue.cli import say
from segue.cli.home import asker as who_asks
from segue.cli.options import AsJson, Now, moment
from segue.cli.people import the_person
from segue.domain.drafts import SLOTS, Kind, Length
from segue.formats import eml
from segue.queries import drafts as queries
from segue.queries.commitments import commitment_of
from segue.queries.conversations import talk_of
from segue.queries.names import connection_with
from segue.queries.plans import plan_page, plans_of
from segue.queries.together_drafts import check_in_on
from segue.store.models import Asker, Commitment, Conversation

_OF_COMMITMENT = (Kind.ABOUT, Kind.ASK_DATE, Kind.LATE, Kind.CALL)


def draft(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="A commitment 12, a talk t34, or a name.")],
    kind: Annotated[Kind | None, typer.Option("--as", help="What it is for.")] = None,
    length: Annotated[Length, typer.Option("--length", help="Where it comes in three lengths.")] = Length.PLAIN,
    language: Annotated[str, typer.Option("--in", metavar="LANGUAGE", help="en, de, or one of your own.")] = "",
    file: Annotated[Path | None, typer.Option("--eml", metavar="FILE", help="Write it as a mail file.")] = None,
    mailto: Annotated[bool, typer.Option("--mailto", help="As a link that opens it in your mail program.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """A message in your words, to change, copy and send yourself; in the language they last wrote in."""
    at = moment(now)
    asker = who_asks(at)
    drafted = _drafted(asker, what, kind, queries.Wish(language, length))
    if file:
        file.write_bytes(as_mail(drafted))
    tell(drafted, as_json, f"Written: {file}" if file else as_link(drafted) if mailto else "")


def drafts(
    own: Annotated[bool, typer.Option("--own", help="Copy the shipped files to where yours are kept.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """The files that drafts are made of, where yours lie, and every draft with its slots."""
    who_asks(moment(now))  # the words are of this store
    made = make_own() if own else ()
    files = queries.word_files()
    if as_json:
        say.out_json(
            {
                "files": [
                    {
                        "language": each.language,
                        "file": str(each.own),
                        "own": each.is_own,
                        "troubles": each.mine.troubles,
                    }
                    for each in files
                ],
                "made": [str(path) for path in made],
                "slots": {str(kind): sorted(slots) for kind, slots in SLOTS.items()},
            }
        )
        return
    out = say.console()
    for each in files:
        state = "your own" if each.is_own else "shipped; segue drafts --own makes your copy"
        out.print(f"{each.language}  {say.escape(str(each.own))}  [dim]{state}[/dim]", soft_wrap=True)
        for trouble in each.mine.troubles:
            out.print(say.indented(f"[yellow]{say.escape(trouble)}[/yellow]"))
    for kind, slots in SLOTS.items():
        out.print(say.indented(f"[bold]{kind}[/bold]  [dim]{' '.join(f'{{{slot}}}' for slot in sorted(slots))}[/dim]"))


def as_mail(drafted: queries.Drafted) -> bytes:
    """The draft as a mail file."""
    reach = drafted.reach
    to, name = drafted.recipients, reach.name if reach else ""
    return eml.write(drafted.draft.subject, drafted.draft.body, to=to, name=name, in_reply_to=drafted.in_reply_to)


def as_link(drafted: queries.Drafted) -> str:
    """The draft as a link; without an address the mail program asks for one."""
    return eml.link(drafted.recipients, drafted.draft.subject, drafted.draft.body, drafted.in_reply_to)


def tell(drafted: queries.Drafted, as_json: bool, written: str = "") -> None:
    """Print a draft: its text alone, so that it can be piped; the subject only where it has one."""
    if as_json:
        say.out_json(
            {
                "kind": drafted.kind,
                "language": drafted.language,
                "length": drafted.length,
                "to": drafted.recipients,
                "subject": drafted.draft.subject,
                "draft": drafted.draft.body,
                "in_reply_to": drafted.in_reply_to,
                "mailto": as_link(drafted),
            }
        )
    elif written:
        print(written)
    else:
        head = f"Subject: {drafted.draft.subject}\n\n" if drafted.draft.subject else ""
        print(f"{head}{drafted.draft.body}", end="")


def _drafted(asker: Asker, what: str, kind: Kind | None, wish: queries.Wish) -> queries.Drafted:
    if what.isdecimal():
        return _about(asker, int(what), kind, wish)
    if what[:1] == "t" and what[1:].isdecimal():
        return _after(asker, int(what[1:]), kind, wish)
    person = the_person(asker, what)
    connection_id = connection_with(asker, person)
    if connection_id is None:
        raise NotFound(f"There is no connection with {person.name}.")
    if kind in (*_OF_COMMITMENT, Kind.REMIND, Kind.THANKS):
        raise Refused(f"“{kind}” is about a commitment or a talk: segue draft 12, or t34.")
    if kind is Kind.CHECK_IN and (plans := plans_of(asker, connection_id)):
        return check_in_on(asker, plan_page(asker, plans[0].id), wish)
    return queries.for_connection(asker, connection_id, kind or Kind.WRITE, wish)


def _about(asker: Asker, commitment_id: int, kind: Kind | None, wish: queries.Wish) -> queries.Drafted:
    try:
        shown = commitment_of(asker, commitment_id)
    except Commitment.DoesNotExist:
        raise NotFound(f"There is no commitment {commitment_id}.") from None
    if kind is Kind.REMIND:
        raise Refused(f"There is one reminder and never a second: segue remind {commitment_id} hands it out.")
    if kind not in (None, *_OF_COMMITMENT):
        raise Refused(f"“{kind}” is not about a commitment.")
    return queries.for_commitment(asker, shown, kind or queries.kind_for(shown.commitment), wish)


def _after(asker: Asker, conversation_id: int, kind: Kind | None, wish: queries.Wish) -> queries.Drafted:
    try:
        conversation, connection_id = talk_of(asker, conversation_id)
    except Conversation.DoesNotExist:
        raise NotFound(f"There is no talk {conversation_id}.") from None
    if kind not in (None, Kind.THANKS):
        raise Refused(f"“{kind}” is not said after a talk.")
    return queries.for_talk(asker, conversation, connection_id, wish)
