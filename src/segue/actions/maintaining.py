"""What keeps a connection alive, noted by hand: topics, dates that matter, news for a topic and what became of it.

Each verb raises NotFound for what is not the asker's. Texts are cut where the store has no more room.
"""

from __future__ import annotations

from datetime import datetime

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.people import person_of
from segue.domain.errors import NotAllowed
from segue.domain.maintaining import check_day
from segue.queries.maintaining import connections_on
from segue.store.models import Asker, News, NewsFate, Occasion, Topic

_NOTED = {
    Topic.Kind.MIND: "On {}'s mind: {}.",
    Topic.Kind.NEEDS: "{} looks for: {}.",
    Topic.Kind.OFFERS: "{} can offer: {}.",
}


def note_topic(
    asker: Asker,
    person_id: int,
    name: str,
    now: datetime,
    *,
    source: str,
    said: str = "",
    kind: Topic.Kind = Topic.Kind.MIND,
) -> Topic:
    """Note what is on a person's mind, what they look for or can offer; `said`: their words, or where it came up.

    Noted again, it is renewed.
    """
    plain = " ".join(name.split())[:100]
    if not plain:
        raise Refused("A topic has a name.")
    with deed(asker, "topic", now, source=source) as change:
        person = person_of(change, person_id)
        known = Topic.objects.owned_by(asker).filter(person=person, name__iexact=plain).first()
        if known:
            topic = change.save(known, at=now, said=said.strip()[:500] or known.said, kind=kind)
        else:
            topic = change.create(
                Topic(owner_id=asker.member_id, person=person, name=plain, said=said.strip()[:500], at=now, kind=kind)
            )
        change.touch(*connections_on(asker, plain))
        change.about(topic, _NOTED[kind].format(person.name, plain))
    return topic


def drop_topic(asker: Asker, topic_id: int, now: datetime, *, source: str) -> None:
    """It is no longer on their mind."""
    with deed(asker, "drop topic", now, source=source) as change:
        topic = Topic.objects.owned_by(asker).select_related("person").filter(id=topic_id).first()
        if topic is None:
            raise NotFound(f"There is no topic {topic_id}.")
        person = person_of(change, topic.person_id)
        change.touch(*connections_on(asker, topic.name))
        change.about(person, f"No longer on {person.name}'s mind: {topic.name}.")
        change.delete(topic)


def note_occasion(
    asker: Asker,
    person_id: int,
    what: str,
    month: int,
    day: int,
    now: datetime,
    *,
    source: str,
    year: int | None = None,
) -> Occasion:
    """Note a date that matters to a person, every year."""
    plain = " ".join(what.split())[:100]
    if not plain:
        raise Refused("Say what the day is: a birthday, the day a thing began.")
    try:
        check_day(month, day)
    except NotAllowed as refusal:
        raise Refused(f"That is not a date: {refusal}.") from None
    with deed(asker, "date", now, source=source) as change:
        person = person_of(change, person_id)
        occasion = change.create(
            Occasion(owner_id=asker.member_id, person=person, what=plain, month=month, day=day, year=year)
        )
        change.about(occasion, f"{person.name}: {plain}.")
    return occasion


def drop_occasion(asker: Asker, occasion_id: int, now: datetime, *, source: str) -> None:
    """The date is not kept any more."""
    with deed(asker, "drop date", now, source=source) as change:
        occasion = Occasion.objects.owned_by(asker).filter(id=occasion_id).first()
        if occasion is None:
            raise NotFound(f"There is no date {occasion_id}.")
        person = person_of(change, occasion.person_id)
        change.about(person, f"{person.name}: {occasion.what} is not kept any more.")
        change.delete(occasion)


def note_news(
    asker: Asker, topic: str, now: datetime, *, source: str, title: str = "", link: str = "", note: str = ""
) -> News:
    """Keep an idea, or something to read, for a topic. One of title and link is needed; the link can stand for both."""
    plain, link = " ".join(topic.split())[:100], link.strip()[:1000]
    named = " ".join(title.split())[:300] or link.partition("://")[2].rstrip("/")[:300] or link[:300]
    if not plain or not named:
        raise Refused("News has a topic, and a title or a link.")
    if link and not link.startswith(("https://", "http://")):
        raise Refused("A link begins with https:// or http://.")
    with deed(asker, "news", now, source=source) as change:
        news = change.create(
            News(owner_id=asker.member_id, topic=plain, title=named, link=link, note=note.strip()[:500], at=now)
        )
        change.touch(*connections_on(asker, plain))
        change.about(news, f"For {plain}: {named}")
    return news


def drop_news(asker: Asker, news_id: int, now: datetime, *, source: str) -> None:
    """Nobody needs it any more."""
    with deed(asker, "drop news", now, source=source) as change:
        news = _news(asker, news_id)
        change.touch(*connections_on(asker, news.topic))
        change.text = f"Gone: {news.title}"
        for fate in news.fates.all():
            change.delete(fate)
        change.delete(news)


def forwarded(asker: Asker, news_id: int, person_id: int, now: datetime, *, source: str) -> NewsFate:
    """I have passed it on to them."""
    return _fate(asker, news_id, person_id, NewsFate.Fate.FORWARDED, now, source)


def left(asker: Asker, news_id: int, person_id: int, now: datetime, *, source: str) -> NewsFate:
    """It is not for them."""
    return _fate(asker, news_id, person_id, NewsFate.Fate.LEFT, now, source)


def _fate(asker: Asker, news_id: int, person_id: int, fate: NewsFate.Fate, now: datetime, source: str) -> NewsFate:
    with deed(asker, str(fate), now, source=source) as change:
        news, person = _news(asker, news_id), person_of(change, person_id)
        known = NewsFate.objects.owned_by(asker).filter(news=news, person=person).first()
        if known:
            row = change.save(known, fate=fate, at=now)
        else:
            row = change.create(NewsFate(owner_id=asker.member_id, news=news, person=person, fate=fate, at=now))
        change.about(news, f"{str(fate).capitalize()}, {person.name}: {news.title}")
    return row


def _news(asker: Asker, news_id: int) -> News:
    news = News.objects.owned_by(asker).filter(id=news_id).first()
    if news is None:
        raise NotFound(f"There is no news {news_id}.")
    return news
