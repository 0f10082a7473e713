"""Questions about drafts: whose words they are made of, and the draft for a commitment, a talk or a connection.

The words are shipped, a file a language; a file of the same name in the folder `drafts` of SEGUE_HOME goes before it,
draft by draft, and one of another name adds a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from segue.domain.calendar import Calendar
from segue.domain.closing import Fate
from segue.domain.commitments import State
from segue.domain.drafts import IN_LENGTHS, Book, Draft, Kind, Length, Words, fill, language_of, read
from segue.queries.closing import Settled, settled_with
from segue.queries.commitments import Shown, latest_counter
from segue.queries.during import next_steps_of
from segue.queries.maintaining import topics_of
from segue.queries.members import myself
from segue.queries.people import Reach, reach
from segue.store.models import Asker, Commitment, Connection, Conversation, Exchange, News

DEFAULT = "en"
_DAY = {"de": "j. F Y", "en": "j F Y"}
_LINES = {
    Fate.SETTLED: Kind.OWED_SETTLED,
    Fate.RELEASED: Kind.OWED_RELEASED,
    Fate.HANDED_OVER: Kind.OWED_HANDED_OVER,
    Fate.NOT_DONE: Kind.OWED_NOT_DONE,
}
_CLOSED_BY = {"me": Kind.CLOSE, "them": Kind.CLOSE_THEM, "both": Kind.CLOSE_BOTH}
_LATEST = 3
_ENOUGH = 2000


@dataclass(frozen=True, slots=True)
class File:
    """The words of a language: what is shipped, and the file that goes before it (which need not be there)."""

    language: str
    own: Path
    shipped: Book
    mine: Book

    @property
    def is_own(self) -> bool:
        """Whether there are words of somebody's own."""
        return bool(self.mine.words) or bool(self.mine.troubles)

    def words_of(self, kind: Kind, length: Length) -> Words:
        """The words of a draft: one's own, else those that are shipped."""
        key = (kind, length)
        return self.mine.words.get(key) or self.shipped.words[key]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft and what it was made for. `reach` tells where it can go; `lengths` and `languages` what else there is.

    `in_reply_to` is the Message-ID of the mail it answers.
    """

    kind: Kind
    draft: Draft
    reach: Reach | None
    language: str
    length: Length
    languages: tuple[str, ...]
    in_reply_to: str = ""
    also: Reach | None = None
    """Who else it goes to."""

    @property
    def recipients(self) -> str:
        """The addresses it goes to, parted by commas."""
        return ",".join(each.addr for each in (self.reach, self.also) if each and each.addr)

    @property
    def lengths(self) -> tuple[Length, ...]:
        """The lengths in which it comes."""
        return tuple(Length) if self.kind in IN_LENGTHS else ()


@dataclass(frozen=True, slots=True)
class Wish:
    """In which language and length a draft is wanted; empty: as they last wrote, and of middling length."""

    language: str = ""
    length: Length = Length.PLAIN


def folder() -> Path:
    """Where one's own words are kept."""
    return Path(settings.HOME) / "drafts"


def languages() -> tuple[str, ...]:
    """Every language there are words in, those that are shipped first."""
    own = sorted(path.stem for path in folder().glob("*.txt"))
    shipped = sorted(_shipped(), key=lambda each: (each != DEFAULT, each))
    return tuple(dict.fromkeys([*shipped, *own]))


def word_files() -> tuple[File, ...]:
    """The words of every language, with what in them was not understood."""
    return tuple(_file(language) for language in languages())


def shipped_text(language: str) -> str:
    """The file that is shipped, to be copied and changed."""
    return _shipped()[language]


def for_commitment(
    asker: Asker, shown: Shown, kind: Kind, wish: Wish, slots: Mapping[str, str] | None = None
) -> Drafted:
    """A draft about a commitment, in the thread that its words stand in."""
    row = shown.commitment
    where = reach(asker, row.connection_id) if row.connection_id else None
    language = _language(asker, row.connection_id, wish)
    known = {
        "words": row.quote or row.what,
        "what": row.what,
        "day": day_in_words(row.made_at, language, asker),
        "due": day_in_words(row.due, language, asker),
        **(slots or {}),
    }
    return _drafted(asker, kind, where, language, wish, known, answering(shown.subject), shown.message_id)


def for_new_date(asker: Asker, shown: Shown, wish: Wish, now: datetime) -> Drafted:
    """The words for a new date of a promise of mine: an acknowledgement where the old day is over, else a warning."""
    row = shown.commitment
    named = latest_counter(asker, row.id)
    over = row.due is not None and now >= Calendar(row.performer_zone or asker.zone).end_of(row.due)
    language = _language(asker, row.connection_id, wish)
    slots = {
        "reason": named.words if named else "",
        "new_date": day_in_words(named.due, language, asker) if named else "",
    }
    return for_commitment(asker, shown, Kind.LATE if over else Kind.MOVED, wish, slots)


def for_talk(asker: Asker, conversation: Conversation, connection_id: int | None, wish: Wish) -> Drafted:
    """A word of thanks after a talk, with what was agreed."""
    where = reach(asker, connection_id) if connection_id else None
    language = _language(asker, connection_id, wish)
    terms = conversation.terms.rstrip(".") if conversation.ending != Conversation.Ending.CLOSE else ""
    steps = [
        f"{_given(myself(asker).user.name if each.mine else (where.name if where else ''))}: {each.what}"
        + (f" ({day_in_words(each.due, language, asker)})" if each.due else "")
        for each in next_steps_of(asker, conversation.id)
    ]
    slots = {"talk": str(conversation), "agreed": f"{'; '.join(steps) or terms}." if steps or terms else ""}
    return _drafted(asker, Kind.THANKS, where, language, wish, slots)


def _given(name: str) -> str:
    return name.split(" ")[0]


def for_connection(
    asker: Asker,
    connection_id: int,
    kind: Kind,
    wish: Wish,
    slots: Mapping[str, str] | None = None,
    *,
    subject: str = "",
    in_reply_to: str = "",
) -> Drafted:
    """A draft to somebody. Raises Connection.DoesNotExist for what is not there or not to be seen."""
    where = reach(asker, connection_id)
    language = _language(asker, connection_id, wish)
    known = _of_connection(asker, connection_id, language) | dict(slots or {})
    if kind is Kind.HELLO:
        known.setdefault("topic", next(iter(topics_of(asker, [where.person_id])[where.person_id]), ""))
    return _drafted(asker, kind, where, language, wish, known, answering(subject), in_reply_to)


def kind_for(commitment: Commitment) -> Kind:
    """The draft that a commitment most wants: a date of a promise that has none, else a word about it."""
    if commitment.state == State.PROMISED and commitment.due is None and not commitment.mine:
        return Kind.ASK_DATE
    return Kind.ABOUT


def for_news(asker: Asker, connection_id: int, news: News, wish: Wish) -> Drafted:
    """Something to read, or an idea, passed on with no ask."""
    slots = {"topic": news.topic, "title": news.title, "link": news.link, "note": news.note}
    return for_connection(asker, connection_id, Kind.NEWS, wish, slots)


def for_introduction(asker: Asker, connection_id: int, other_id: int, why: str, wish: Wish, *, agreed: bool) -> Drafted:
    """The private question whether to meet somebody; once both have said yes, the mail to both."""
    other = reach(asker, other_id)
    house = Connection.objects.visible_to(asker).values_list("person__organisation", flat=True).get(id=other_id)
    slots = {
        "other": other.name, "other_given": _given(other.name), "other_organisation": house, "why": why.rstrip("."),
    }  # fmt: skip
    drafted = for_connection(asker, connection_id, Kind.INTRODUCTION if agreed else Kind.ASK_INTRODUCTION, wish, slots)
    return replace(drafted, also=other) if agreed else drafted


def farewell(asker: Asker, connection_id: int, wish: Wish, kind: Kind | None = None) -> Drafted:
    """The words to close with: as who ended it says, or one of the models."""
    row = Connection.objects.visible_to(asker).get(id=connection_id)
    return for_connection(asker, connection_id, kind or _CLOSED_BY.get(row.closed_by, Kind.CLOSE), wish)


def answering(subject: str) -> str:
    """The subject of an answer in a thread; empty where there is none."""
    return subject if not subject or subject.lower().startswith("re:") else f"Re: {subject}"


def day_in_words(moment: datetime | date | None, language: str, asker: Asker) -> str:
    """A day as the language writes it; of a moment, the day in the asker's zone."""
    if moment is None:
        return ""
    on = moment.astimezone(ZoneInfo(asker.zone)).date() if isinstance(moment, datetime) else moment
    with translation.override(language):
        return date_format(on, _DAY.get(language, "j F Y"))


def _drafted(
    asker: Asker,
    kind: Kind,
    where: Reach | None,
    language: str,
    wish: Wish,
    slots: Mapping[str, str],
    subject: str = "",
    in_reply_to: str = "",
) -> Drafted:
    length = wish.length if kind in IN_LENGTHS else Length.PLAIN
    name = where.name if where else ""
    known = {"name": name.split(" ")[0], "whole_name": name, "me": myself(asker).user.name}
    filled = fill(_file(language).words_of(kind, length), known | dict(slots))
    draft = Draft(subject or filled.subject, filled.body)
    return Drafted(kind, draft, where, language, length, languages(), in_reply_to)


def _of_connection(asker: Asker, connection_id: int, language: str) -> dict[str, str]:
    row = Connection.objects.visible_to(asker).select_related("person").get(id=connection_id)
    return {
        "intent": row.intent,
        "for_them": row.for_them,
        "organisation": row.person.organisation,
        "terms": row.closed_terms,
        "stay_in_touch": row.agreed_contact_way,
        "contact_day": day_in_words(row.agreed_contact_on, language, asker),
        "offer": row.closed_offer,
        "owed": "\n".join(_line_of(each, language) for each in settled_with(asker, row)),
    }


def _line_of(settled: Settled, language: str) -> str:
    """A line of the list of what was still owed."""
    words = _file(language).words_of(_LINES[settled.fate], Length.PLAIN)
    return fill(words, {"what": settled.what, "to": settled.to}).body.rstrip()


def _language(asker: Asker, connection_id: int | None, wish: Wish) -> str:
    """The language wished for; else the one of their latest mails, and of mine where they wrote little."""
    known = languages()
    if wish.language in known:
        return wish.language
    if connection_id is None:
        return DEFAULT
    written = Exchange.objects.visible_to(asker).filter(connection_id=connection_id).order_by("-message_id")
    theirs = list(written.filter(out=False).values_list("message__body", flat=True)[:_LATEST])
    mine = written.filter(out=True).values_list("message__body", flat=True)[: _LATEST - len(theirs)]
    return language_of(" ".join(body[:_ENOUGH] for body in (*theirs, *mine)), known) or DEFAULT


def _file(language: str) -> File:
    own = folder() / f"{language}.txt"
    shipped = read(_shipped().get(language, _shipped()[DEFAULT]))
    mine = read(own.read_text("utf-8", errors="replace")) if own.is_file() else Book({})
    return File(language, own, shipped, mine)


def _shipped() -> dict[str, str]:
    """The shipped files by language."""
    found = (each for each in files(__package__).joinpath("draft_words").iterdir() if each.name.endswith(".txt"))
    return {each.name.removesuffix(".txt"): each.read_text("utf-8") for each in found}
