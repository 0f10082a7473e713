"""`segue import`: reading mail, contacts, calendars and transcripts, with an account of what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from getpass import getpass
from pathlib import Path
from typing import Annotated

import click
import typer

from segue.actions import imports
from segue.actions.errors import NotFound, Refused
from segue.cli import mailboxes, say, system
from segue.cli.home import asker as who_asks
from segue.cli.lazy import INTERRUPTED
from segue.cli.options import AsJson, Now, moment
from segue.cli.progress import progress_line, span
from segue.domain.mine import Mine
from segue.store.models import Asker

_NAMED = 10
_MAILBOXES = ("imap://", "imaps://")
_DATES = "{} is written with"
_GIVEN_BACK = (("message", "messages"), ("person", "persons"), ("commitment", "commitments"), ("event", "deeds"))


class Dates(StrEnum):
    """How the dates of a chat are written."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def import_(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files or folders, or imaps://user@host; what is on this disk, if none."
        ),
    ] = None,
    mine: Annotated[list[str] | None, typer.Option("--mine", metavar="ADDR", help="An address of yours.")] = None,
    me: Annotated[str | None, typer.Option("--me", metavar="NAME", help="In a chat: what you are called.")] = None,
    dates: Annotated[
        Dates | None, typer.Option("--dates", help="In a chat: how its dates are written, where it does not tell.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="From a server, all mail and not only the last 90 days.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: what is found is right.")] = False,
    now: Now = None,
    as_json: AsJson = False,
) -> None:
    """Read mail (mbox, Maildir, .eml), chats, contacts, calendars and transcripts, told apart by their content.

    Interrupted, it goes on where it stopped when called again; what is known already is not stored twice. A mailbox
    on a server is only read, never changed; its password is asked for, or taken from SEGUE_IMAP_PASSWORD or the file
    that SEGUE_IMAP_PASSWORD_FILE names.
    """
    at = moment(now)
    asker = who_asks(at)
    wanted = existing(paths) if paths else _offered(yes)
    ask = not yes and sys.stdin.isatty()
    choose = _Choosing(me, dates, ask)
    account = read(asker, wanted, at, mine=mine or (), ask=ask, quiet=as_json, everything=all_, choose=choose)
    if as_json:
        say.out_json(asdict(account))
    else:
        print_account(account)


def existing(paths: Iterable[str]) -> list[Path | str]:
    """Whole paths and addresses of mailboxes; raises NotFound for the first that is not there."""
    return [path if path.lower().startswith(_MAILBOXES) else _existing(path) for path in paths]


def _existing(name: str) -> Path:
    path = Path(name).expanduser().resolve()
    if not path.exists():
        raise NotFound(f"There is no file or folder {path}.")
    return path


def read(
    asker: Asker,
    paths: Sequence[Path | str],
    at: datetime,
    *,
    mine: Iterable[str],
    ask: bool,
    quiet: bool,
    everything: bool = False,
    choose: imports.Choose | None = None,
) -> imports.Account:
    """Import with a line of progress; an interruption ends the command with a word on how to go on."""
    try:
        with progress_line(quiet) as report:
            confirm = _confirm if ask else _take_all
            return imports.run(
                asker, paths, at, report=report, confirm=confirm, mine=list(mine),
                choose=choose, password=_password, everything=everything,
            )  # fmt: skip
    except KeyboardInterrupt:
        print("Stopped. What was read is kept; the same command goes on from there.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def print_account(account: imports.Account) -> None:
    """What came of an import."""
    out = say.console()
    if account.restored:
        back = dict(account.restored)
        told = ", ".join(f"{words} {back.get(noun, 0):,}" for noun, words in _GIVEN_BACK)
        out.print(f"Given back from an export, in {span(account.seconds)}: {told}.")
    if account.read or account.sources or not account.restored:
        rate = account.read / account.seconds if account.seconds else 0
        out.print(
            f"Read {account.read:,} messages from {account.sources} sources in {span(account.seconds)} "
            f"({rate:,.0f} a second): {account.new:,} new, {account.known:,} known already."
        )
        out.print(f"Commitments found: {account.commitments:,}.")
    if account.persons or account.events:
        out.print(f"Contacts: {account.persons:,}. Calendar entries: {account.events:,}.")
    for language, count in account.unread:
        out.print(f"Not read: language {language}, {count:,} message{'s' if count != 1 else ''}.")
    if account.doubtful:
        out.print(f"Pairs of persons who may be one: {account.doubtful:,} (segue pairs).")
    if account.set_aside:
        out.print(f"Set aside: {account.set_aside:,}.")
    for each in account.aside[:_NAMED]:
        out.print(f"  {say.escape(each.source)} at {each.position}: {say.escape(each.reason)}", soft_wrap=True)
    if account.set_aside > _NAMED:
        out.print(f"  and {account.set_aside - _NAMED:,} more: segue doctor")


def _offered(yes: bool) -> Sequence[Path]:
    """The mailboxes on this disk, each if it is wanted."""
    found = mailboxes.on_disk(Path.home(), system.user()[0].partition("@")[0])
    if not found:
        raise Refused("No mailbox was found on this disk. Name one: segue import PATH, or imaps://user@host")
    if not yes and not sys.stdin.isatty():
        names = ", ".join(str(path) for path in found)
        raise Refused(f"Found on this disk: {names}. Name one, or say --yes for all.")
    wanted = [path for path in found if yes or typer.confirm(f"Read {path}?", default=True)]
    if not wanted:
        raise Refused("Nothing was chosen.")
    return wanted


def _password(url: str) -> str:
    """The password of a mailbox: SEGUE_IMAP_PASSWORD, the file that SEGUE_IMAP_PASSWORD_FILE names, or typed now."""
    if file := os.environ.get("SEGUE_IMAP_PASSWORD_FILE"):
        return Path(file).read_text().rstrip("\n")
    return os.environ.get("SEGUE_IMAP_PASSWORD") or getpass(f"Password for {url}: ")


@dataclass(frozen=True, slots=True)
class _Choosing:
    """What a chat does not tell: as the options say, else as somebody at a terminal does."""

    me: str | None
    dates: Dates | None
    ask: bool

    def __call__(self, question: imports.Question) -> str | None:
        if question.about == "dates":
            return (
                self.dates.replace("-", " ") if self.dates else self._asked(question, _DATES.format(question.example))
            )
        given = next((name for name in question.choices if name.casefold() == (self.me or "").casefold()), None)
        return given or self._asked(question, "Which of these are you? 0 for none of them")

    def _asked(self, question: imports.Question, words: str) -> str | None:
        if not self.ask:
            return None
        typer.echo(f"{question.chat}:", err=True)
        for number, choice in enumerate(question.choices, start=1):
            typer.echo(f"  {number}  {choice}", err=True)
        most = len(question.choices)
        least = 0 if question.about == "me" else 1
        number = typer.prompt(words, type=click.IntRange(least, most), err=True)
        return question.choices[number - 1] if number else ""


def _take_all(likely: tuple[Mine, ...]) -> list[str]:
    return [each.address for each in likely]


def _confirm(likely: tuple[Mine, ...]) -> list[str]:
    """Ask once which addresses are mine: promises are credited by it."""
    for each in likely:
        typer.echo(f"{each.address}: {each.evidence}", err=True)
    if likely and typer.confirm("Are these your addresses?", default=True, err=True):
        return [each.address for each in likely]
    written = typer.prompt("Your addresses, parted by spaces", default="", show_default=False, err=True)
    return [word for word in written.replace(",", " ").split() if "@" in word]
