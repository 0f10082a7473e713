"""The rule about introductions: whom to ask next, privately; whether they said yes; when to bring two together."""

from segue.domain.introductions import Introduction, Match, Said, Side
from segue.domain.today.facts import ConnectionFacts, IntroductionFacts
from segue.domain.today.maintaining import NEWS_DAYS
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.telling import said, tell

_ASKING = (Verb.DRAFT, Verb.DONE, Verb.LEAVE, Verb.SNOOZE)


def introduce(facts: ConnectionFacts, now: Now) -> Row | None:
    """What is to be done next about introducing this one to somebody; what was begun goes first."""
    for each in facts.introductions:
        if each.intro is None:
            row = _suggested(facts, each, each.match, now) if each.match else None
        else:
            row = _begun(facts, each, each.intro, now) if _goes_on(each.intro, now) else None
        if row is not None:
            return row
    return None


def _goes_on(intro: Introduction, now: Now) -> bool:
    """Neither seen to be done, nor refused, nor ended by itself."""
    if intro.left_at or intro.introduced_at or intro.acquainted_at:
        return False
    ends = (side.expires_at() for side in (intro.one, intro.other))
    refused = Said.NO in (intro.one.said, intro.other.said)
    return not refused and not any(now.reached(end) for end in ends if end)


def _begun(facts: ConnectionFacts, each: IntroductionFacts, intro: Introduction, now: Now) -> Row | None:
    side, beside = intro.side(each.which), intro.side("other" if each.which == "one" else "one")
    if side.said is Said.YES:
        return _agreed(facts, each, side, beside, now) if beside.said is Said.YES and each.which == "one" else None
    if side.asked_at is not None:
        return _answered(facts, each, side, now)
    first = each.which == "one" and beside.asked_at is None
    return _to_ask(facts, each, beside, now) if first or beside.said is Said.YES else None


def _agreed(facts: ConnectionFacts, each: IntroductionFacts, side: Side, beside: Side, now: Now) -> Row:
    """Both said yes."""
    since = max(moment for moment in (side.said_at, beside.said_at) if moment)
    return tell(
        Rule.INTRODUCE,
        facts,
        now,
        since=since,
        by_hand=True,
        what=f"Introduce {facts.name} and {each.other} to each other",
        facts=tuple(
            Evidence(f"{name} said yes.", at)
            for name, at in ((facts.name, side.said_at), (each.other, beside.said_at))
            if at
        ),
        why=f"Both said yes, the second on {now.when(since, facts.mine)}.{_reason(each)}",
        why_now="Both wait to hear from you.",
        if_nothing="Two people who wish to meet do not.",
        actions=(Verb.DRAFT, Verb.LEAVE, Verb.SNOOZE),
        other_connection_id=each.other_connection,
    )


def _answered(facts: ConnectionFacts, each: IntroductionFacts, side: Side, now: Now) -> Row | None:
    """They were asked, and wrote since: what did they say?"""
    later = next((at for at in facts.received if side.asked_at and at > side.asked_at), None)
    if later is None or side.asked_at is None:
        return None
    return tell(
        Rule.INTRODUCE,
        facts,
        now,
        since=later,
        by_hand=True,
        what=f"Say what {facts.name} answered: meet {each.other}?",
        facts=(Evidence(f"Asked whether to meet {each.other}.", side.asked_at), Evidence("They wrote.", later)),
        why=f"You asked {facts.name} on {now.when(side.asked_at, facts.mine)}, and they wrote since.",
        why_now=f"They wrote on {now.when(later, facts.mine)}.",
        if_nothing="The request ends by itself two weeks after it was put.",
        actions=(Verb.SAID_YES, Verb.SAID_NO, Verb.SNOOZE),
        other_connection_id=each.other_connection,
    )


def _to_ask(facts: ConnectionFacts, each: IntroductionFacts, beside: Side, now: Now) -> Row:
    """Nobody asked them yet."""
    agreed = beside.said_at if beside.said is Said.YES else None
    since = agreed or each.at
    return tell(
        Rule.INTRODUCE,
        facts,
        now,
        since=since,
        by_hand=True,
        what=f"Ask {facts.name} whether to meet {each.other}",
        facts=(Evidence(f"{each.other} said yes." if agreed else each.why or "You thought of it.", since),),
        why=(f"{each.other} said yes." if agreed else f"You thought of it on {now.when(each.at, facts.mine)}.")
        + _reason(each),
        why_now="Each is asked privately before either is named to the other.",
        if_nothing=f"{each.other} waits to hear." if agreed else "Nobody learns of it.",
        actions=_ASKING,
        other_connection_id=each.other_connection,
    )


def _suggested(facts: ConnectionFacts, each: IntroductionFacts, match: Match, now: Now) -> Row | None:
    """A reason for it came up lately."""
    if not now.within(NEWS_DAYS, match.since):
        return None
    words = f": {said(match.mine.said)}" if match.mine.said else ""
    if match.meets_a_need:
        why = f"{facts.name} looks for “{match.mine.topic}”{words}; {each.other} can offer it."
    else:
        why = f"“{match.mine.topic}” is on the mind of both{words}."
    return tell(
        Rule.INTRODUCE,
        facts,
        now,
        since=match.since,
        what=f"Introduce {facts.name} and {each.other}? Ask {facts.name} first",
        facts=tuple(Evidence(note.said or note.topic, note.at) for note in (match.mine, match.theirs)),
        why=why,
        why_now="As far as your mail tells, they do not know each other.",
        if_nothing="They may never meet; nobody waits for it.",
        actions=_ASKING,
        other_connection_id=each.other_connection,
    )


def _reason(each: IntroductionFacts) -> str:
    return f" Why: {each.why}." if each.why else ""
