"""Tags and filters of the pages: icons, times, the look, act buttons."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from segue.formats import eml
from segue.queries.search import Hit
from segue.store.models import Commitment, Conversation
from segue.web import times
from segue.web.acts import COMMITMENT_ACTS, Act
from segue.web.commands import KEY_HELP
from segue.web.commands import commands as all_commands
from segue.web.look import Look
from segue.web.vocabulary import ACTS
from segue.web.words import Passage, Piece

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A Lucide icon; it says nothing by itself, the words beside it do."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("vendor/icons.svg"), name
    )


@register.simple_tag
def icons() -> str:
    """The address of the sheet of icons."""
    return static("vendor/icons.svg")


@register.simple_tag
def commands() -> SafeString:
    """What the palette offers; the same on every page."""
    return _told_once("segue/parts/commands.html", get_language())


@register.simple_tag
def key_help() -> SafeString:
    """All keys, for the help; the same on every page."""
    return _told_once("segue/parts/keys_table.html", get_language())


@cache
def _told_once(template_name: str, language: str) -> SafeString:
    return render_to_string(template_name, {"commands": all_commands(), "sections": KEY_HELP})


@register.simple_tag
@cache
def key(letter: str) -> SafeString:
    """The key that does the same; whoever cannot see it hears it from `aria-keyshortcuts`."""
    return format_html('<kbd aria-hidden="true">{}</kbd>', letter)


@register.simple_tag(takes_context=True)
def look(context: dict[str, Any]) -> Look:
    """The look that this browser chose."""
    request = context.get("request")
    return Look.of(request) if request else Look()


@register.simple_tag(takes_context=True)
def when(context: dict[str, Any], moment: datetime | None) -> SafeString | str:
    """A moment in the reader's zone, with the whole of it in the tooltip."""
    if moment is None:
        return ""
    words = times.moment_words(moment, times.now_of(context))
    return _time(moment.isoformat(timespec="seconds"), times.full_words(moment), words)


@register.simple_tag(takes_context=True)
def at(context: dict[str, Any], moment: datetime) -> SafeString:
    """The day and the hour of a moment in the reader's zone: Thursday, 10:00."""
    local = timezone.localtime(moment)
    day_of = times.day_words(local.date(), timezone.localtime(times.now_of(context)).date())
    return _time(moment.isoformat(timespec="seconds"), times.full_words(moment), f"{day_of}, {local:%H:%M}")


@register.simple_tag(takes_context=True)
def ago(context: dict[str, Any], moment: datetime | None) -> SafeString | str:
    """How long ago something was."""
    if moment is None:
        return ""
    words = times.ago_words(moment, times.now_of(context))
    return _time(moment.isoformat(timespec="seconds"), times.full_words(moment), words)


@register.simple_tag(takes_context=True)
def until(context: dict[str, Any], moment: datetime) -> SafeString:
    """The day by whose end something is due, as a moment that is just over it."""
    last = timezone.localtime(moment - timedelta(seconds=1)).date()
    words = times.day_words(last, timezone.localtime(times.now_of(context)).date())
    return _time(last.isoformat(), times.full_words(moment), words)


@register.simple_tag(takes_context=True)
def day(context: dict[str, Any], value: date | None) -> SafeString | str:
    """A day on somebody's calendar."""
    if value is None:
        return ""
    today = timezone.localtime(times.now_of(context)).date()
    return _time(value.isoformat(), value.isoformat(), times.day_words(value, today))


@register.simple_tag
def act(commitment: Commitment, verb: str) -> SafeString:
    """A button for something that can be done with a commitment."""
    kind = COMMITMENT_ACTS[verb]
    return button(Act(kind.label, kind.key, kind.icon, f"/commitments/{commitment.id}/{verb}/", kind.post))


@register.simple_tag
def act_on_talk(talk: Conversation, verb: str) -> SafeString:
    """A button for something that can be done with a talk that was held."""
    kind = COMMITMENT_ACTS[verb]
    return button(Act(kind.label, kind.key, kind.icon, f"/talks/{talk.id}/{verb}/", kind.post))


@register.simple_tag
def button(act: Act, first: bool = False) -> SafeString:
    """An act as a button of the page's one form of acts, or as a link to the page that asks for more.

    Written here and not as a template: a long list holds hundreds of them.
    """
    shape = _POSTED if act.post else _OPENED
    look = _FIRST if first else ""
    return format_html(
        shape, url=act.url, key=act.key, label=act.label, icon=icon(act.icon), hint=key(act.key), look=look
    )


_FIRST = mark_safe(' class="first"')
_KEYED = ' data-key="{key}" aria-keyshortcuts="{key}">{icon}{label}{hint}'
_POSTED = '<button form="acts" formaction="{url}"{look}' + _KEYED + "</button>"
_OPENED = '<a href="{url}"{look} data-side' + _KEYED + "</a>"


@register.simple_tag
def snippet(hit: Hit) -> SafeString:
    """The words around a find, the find marked."""
    shapes = ((mark_safe("<mark>{}</mark>") if here else "{}", piece) for piece, here in hit.pieces)
    return format_html_join("", "{}", ((format_html(shape, piece),) for shape, piece in shapes))


@register.filter
def says_more(quote: str, what: str) -> bool:
    """Whether the exact words tell more than the few that stand for them."""
    return bool(quote) and quote.strip(" .?!") != what.strip(" .?!")


@register.simple_tag
def pieces(passage: Passage) -> SafeString:
    """The text of a passage, with its links and marks; written here because every blank in it counts."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in passage.pieces))


def _piece(piece: Piece) -> SafeString | str:
    if piece.link:
        return format_html('<a href="{0}" rel="noopener noreferrer nofollow" target="_blank">{0}</a>', piece.link)
    if piece.mark is None:
        return piece.text
    return format_html(
        '<mark id="words-{0}"{1}>{2}</mark><a class="act-label" href="#mark-{0}">{3}</a>',
        piece.mark.id,
        "" if piece.mark.confirmed else mark_safe(' class="unsure"'),
        piece.text,
        ", ".join(str(ACTS.get(each.act, each.act)) for each in (piece.mark, *piece.also)),
    )


@register.filter
def given_name(name: str) -> str:
    """How somebody is called in a sentence."""
    return name.split(" ")[0]


@register.simple_tag
def mailto(addr: str, subject: str = "", body: str = "", in_reply_to: str = "") -> str:
    """An address that opens the mail program with a draft."""
    return eml.link(addr, subject, body, in_reply_to)


@register.simple_tag
def left(rest: timedelta) -> str:
    """How long something will still take."""
    return times.left_words(rest)


@register.filter
def file_names(paths: list[str]) -> str:
    """The names of some files, without their folders."""
    return ", ".join(basename(path) for path in paths)


@register.filter
def basename(path: str) -> str:
    """The last part of a path."""
    return path.rstrip("/").rpartition("/")[2] or path


@register.filter
def percent(share: float) -> int:
    """A share as whole hundredths, never 100 before it is whole."""
    return min(99, int(share * 100)) if share < 1 else 100


@register.filter
def initials(name: str) -> str:
    """The first letters of a name, for the round beside it."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper() if words else "·"


def _time(machine: str, title: str, words: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', machine, title, words)
