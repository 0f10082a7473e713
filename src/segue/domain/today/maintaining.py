"""Rules about keeping a connection alive beyond its cadence: dates that matter, and news for a topic of theirs."""

from datetime import timedelta

from segue.domain.today.facts import ConnectionFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.telling import said, tell

OCCASION_DAYS = 2
"""How many days a date that matters stands there, its own included: later it would only be late."""
NEWS_DAYS = timedelta(days=30)
"""How long something to read is news."""


def occasion(facts: ConnectionFacts, now: Now) -> Row | None:
    """A date that matters has come, and there was no contact since it began."""
    for each in facts.occasions:
        begins = facts.mine.start_of(each.on)
        if not now.reached(begins) or now.reached(facts.mine.days_after(begins, OCCASION_DAYS)):
            continue
        if facts.last_contact_at and facts.last_contact_at >= begins:
            continue
        return tell(
            Rule.OCCASION,
            facts,
            now,
            since=begins,
            what=f"Say hello to {facts.name}: {each.what}",
            facts=(Evidence(each.what, begins),),
            why=f"{now.day(each.on, facts.mine)} matters to {facts.name}: {each.what}.",
            why_now="The day has come.",
            if_nothing="The day passes without a word from you.",
            actions=(Verb.DRAFT, Verb.CALL, Verb.DONE, Verb.SNOOZE),
            phone=facts.phone,
        )
    return None


def news(facts: ConnectionFacts, now: Now) -> Row | None:
    """Something that I noted for a topic is for somebody on whose mind that topic is; the newest first."""
    for each in facts.news:
        if not now.within(NEWS_DAYS, each.at):
            continue
        words = f": {said(each.said)}" if each.said else ""
        return tell(
            Rule.NEWS,
            facts,
            now,
            since=max(each.at, each.said_at),
            what=f"Forward to {facts.name}: {each.title}",
            facts=(Evidence(each.said or each.topic, each.said_at), Evidence(each.title, each.at)),
            why=f"“{each.topic}” is on their mind since {now.when(each.said_at, facts.mine)}{words}.",
            why_now=f"You noted it on {now.when(each.at, facts.mine)}.",
            if_nothing="It grows old; nobody waits for it.",
            actions=(Verb.DRAFT, Verb.DONE, Verb.LEAVE),
            news_id=each.id,
        )
    return None


OF_CONNECTIONS = (occasion, news)
