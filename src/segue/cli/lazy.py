"""A command group that knows its commands by name and loads one only when it is called.

`segue --help` must answer at once; Django and the store take half a second that it does not need.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from segue.actions.errors import NotFound, Refused
from segue.domain.errors import SegueError

BROKE = 1
NOT_FOUND = 3
REFUSED = 4
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Verb:
    """A command: its name, where its function lives (`module:function`), and its line in the list."""

    name: str
    place: str
    line: str
    panel: str
    store: bool = True
    """It reads or writes the store, so Django has to be set up before its module is loaded."""
    ahead: str = ""
    """What is begun with its arguments before anything is loaded (`module:function`)."""

    def placeholder(self) -> TyperCommand:
        """What stands in the list of commands until the command is called."""
        return TyperCommand(self.name, help=self.line)

    def load(self, arguments: list[str]) -> Any:
        """The command itself, which is to be called with these arguments."""
        if self.ahead:
            module, function = self.ahead.split(":")
            getattr(import_module(f"segue.cli.{module}"), function)(arguments)
        if self.store:
            set_up_django()
        module, function = self.place.split(":")
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(self.name)(getattr(import_module(f"segue.cli.{module}"), function))
        return typer.main.get_command(alone)


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that go under one name: `segue communities move 3`."""

    name: str
    verbs: tuple[Verb, ...]
    line: str
    panel: str

    def placeholder(self) -> TyperCommand:
        """What stands in the list of commands until one of them is called."""
        return TyperCommand(self.name, help=self.line)

    def load(self, _arguments: list[str]) -> Any:
        """The group, which loads its own command when that is called."""
        within = typer.Typer(
            cls=group_of(self.verbs), help=self.line, no_args_is_help=True, add_completion=False, rich_markup_mode=None
        )
        within.callback()(lambda: None)
        return typer.main.get_command(within)


def set_up_django() -> None:
    """Have Django ready for the store's models; asking again costs nothing."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "segue.server.settings")
    if not apps.ready:
        django.setup()


def group_of(verbs: Iterable[Verb | Group]) -> type[TyperGroup]:
    """The class of a group of these commands, for `typer.Typer(cls=...)`."""
    known = {verb.name: verb for verb in verbs}

    class LazyGroup(TyperGroup):
        def __init__(self, **attrs: Any) -> None:
            super().__init__(**attrs)
            self.commands = {name: verb.placeholder() for name, verb in known.items()}

        def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
            name, found, rest = super().resolve_command(ctx, args)
            return name, known[name].load(rest) if name in known else found, rest

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            for panel in dict.fromkeys(verb.panel for verb in known.values()):
                with formatter.section(panel):
                    formatter.write_dl([(verb.name, verb.line) for verb in known.values() if verb.panel == panel])

        def invoke(self, ctx: Any) -> Any:
            return translated(lambda: super(LazyGroup, self).invoke(ctx))

    return LazyGroup


def translated(call: Callable[[], Any]) -> Any:
    """Tell what went wrong in one sentence on stderr, with the exit code of its kind: the one place that translates."""
    try:
        return call()
    except NotFound as error:
        leave(str(error), NOT_FOUND)
    except (Refused, SegueError) as error:
        leave(str(error), REFUSED)
    except Exception as error:
        if not _ours_to_tell(error):
            raise
        words = f"{type(error).__name__}: {error}"
        leave(
            f"this broke ({words}). What was committed is kept. SEGUE_DEBUG=1 shows where, segue doctor may why.", BROKE
        )


def leave(sentence: str, code: int) -> None:
    """End the command with this sentence and code."""
    print(f"segue: {sentence}", file=sys.stderr)
    raise typer.Exit(code)


def _ours_to_tell(error: Exception) -> bool:
    """Whether it is an error, and not typer's way of ending a command; developers want the whole trace."""
    typers_own = type(error).__module__.startswith("typer") or isinstance(error, BrokenPipeError)
    return not typers_own and os.environ.get("SEGUE_DEBUG") != "1"
