"""What the palette can do, and the keys: one list, shown by the palette and by the help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the palette: it leads to a page, submits a form of the page, or opens a dialog."""

    label: Text
    icon: str
    url: str = ""
    keys: tuple[str, ...] = ()
    submits: str = ""
    opens: str = ""


class KeySection(NamedTuple):
    """Some keys that belong together, each with what it does."""

    title: Text
    keys: tuple[tuple[tuple[str, ...], Text], ...]


def commands() -> list[Command]:
    """Everything the palette offers without asking the server."""
    return [
        Command(_("Today"), "list-checks", reverse("today"), ("g", "t")),
        Command(_("One at a time"), "arrow-right", reverse("run_through"), ("r",)),
        Command(_("People"), "users", reverse("people"), ("g", "p")),
        Command(_("Add somebody"), "plus", reverse("add_person")),
        Command(_("Pipeline"), "square-kanban", reverse("pipeline"), ("g", "l")),
        Command(_("Communities"), "message-square", reverse("communities"), ("g", "c")),
        Command(_("Teams"), "handshake", reverse("teams"), ("g", "m")),
        Command(_("Insights"), "chart-column", reverse("insights"), ("g", "i")),
        Command(_("What conversations led to"), "chart-column", reverse("figures")),
        Command(_("Small victories"), "check", reverse("victories"), ("!",)),
        Command(_("What it was worth"), "handshake", reverse("worth"), ("g", "w")),
        Command(_("Losing touch"), "leaf", reverse("touch"), ("g", "k")),
        Command(_("News and ideas"), "file-text", reverse("news"), ("g", "n")),
        Command(_("Introductions"), "users", reverse("introductions")),
        Command(_("What you look for"), "flag", reverse("needs")),
        Command(_("Log a talk"), "plus", reverse("log"), ("n",)),
        Command(_("Search"), "search", reverse("search"), ("/",)),
        Command(_("Triage"), "inbox", reverse("triage"), ("g", "r")),
        Command(_("What Segue has learned"), "quote", reverse("learned")),
        Command(_("Import"), "upload", reverse("imports"), ("g", "u")),
        Command(_("History"), "clock", reverse("history"), ("g", "h")),
        Command(_("Settings"), "settings", reverse("settings"), ("g", "s")),
        Command(_("Undo the last deed"), "undo-2", keys=("z",), submits="undo"),
        Command(_("Switch between light and dark"), "sun-moon", submits="theme"),
        Command(_("Keys and help"), "circle-help", keys=("?",), opens="keys-help"),
    ]


KEY_HELP = (
    KeySection(
        _("Anywhere"),
        (
            (("Ctrl", "K"), _("Search or do")),
            (("/",), _("Search")),
            (("n",), _("Log a talk")),
            (("!",), _("Note a small victory")),
            (("z",), _("Undo")),
            (("?",), _("These keys")),
            (("Esc",), _("Close, go back")),
        ),
    ),
    KeySection(
        _("Go to"),
        (
            (("g", "t"), _("Today")),
            (("g", "p"), _("People")),
            (("g", "l"), _("Pipeline")),
            (("g", "c"), _("Communities")),
            (("g", "m"), _("Teams")),
            (("g", "i"), _("Insights")),
            (("g", "w"), _("What it was worth")),
            (("g", "k"), _("Losing touch")),
            (("g", "n"), _("News and ideas")),
            (("g", "r"), _("Triage")),
            (("g", "u"), _("Import")),
            (("g", "h"), _("History")),
            (("g", "s"), _("Settings")),
        ),
    ),
    KeySection(
        _("In a list"),
        (
            (("j", "k"), _("Next, previous")),
            (("Enter",), _("Open")),
            (("w",), _("The words behind it")),
            (("v",), _("Show the rest")),
            (("r",), _("One at a time; in a thread: answer")),
            (("[", "]"), _("Previous, next person")),
            (("a",), _("People: add somebody")),
            (("o", "m"), _("Pipeline: on to the next stage, move")),
        ),
    ),
    KeySection(
        _("Do"),
        (
            (("e",), _("Done")),
            (("d",), _("Reply, draft")),
            (("c",), _("Call")),
            (("s",), _("Snooze")),
            (("x",), _("Let go")),
            (("p",), _("Promise, next step")),
            (("t",), _("Another date")),
            (("b",), _("Decline")),
        ),
    ),
    KeySection(
        _("Detected words"),
        (
            (("y",), _("Right, yes")),
            (("u",), _("Not true, no")),
            (("f",), _("Not sure")),
        ),
    ),
    KeySection(
        _("In a form"),
        ((("Ctrl", "Enter"), _("Save")), (("Esc",), _("Leave it; the text is kept"))),
    ),
)
