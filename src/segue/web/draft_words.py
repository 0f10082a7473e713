"""The first words of drafts. They are for the person to change: nothing is sent from here."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from segue.store.models import Commitment, Conversation


def about(commitment: Commitment, verb: str) -> str:
    """A draft about a commitment: an answer to it, or the question by when."""
    if verb == "ask-date":
        return _("%(hello)s\n\nyou wrote on %(day)s: “%(words)s” By when may I count on it?\n") % {
            "hello": hello(commitment),
            "day": date_format(commitment.made_at, "j F"),
            "words": commitment.quote or commitment.what,
        }
    return _("%(hello)s\n\nabout “%(words)s”: \n") % {
        "hello": hello(commitment),
        "words": commitment.quote or commitment.what,
    }


def thanks(name: str, conversation: Conversation) -> str:
    """A word of thanks after a talk, with what was agreed."""
    agreed = _("\nWe agreed: %(what)s.\n") % {"what": conversation.terms} if conversation.terms else ""
    return _("%(hello)s\n\nthank you for the talk. %(agreed)s") % {"hello": greeting(name), "agreed": agreed}


def hello(commitment: Commitment) -> str:
    """The greeting, by the given name where one is known."""
    return greeting(commitment.connection.person.name if commitment.connection else "")


def greeting(name: str) -> str:
    """The greeting of somebody of this name."""
    given = name.split(" ")[0]
    return _("Hello %(name)s,") % {"name": given} if given else _("Hello,")


def subject(of_thread: str) -> str:
    """The subject of an answer in a thread."""
    return of_thread if of_thread.lower().startswith("re:") else f"Re: {of_thread}" if of_thread else ""
