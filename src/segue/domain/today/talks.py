"""Rules about live talks: prepare one to come; wrap up, and follow up, one that was held."""

from segue.domain.today.facts import ConnectionFacts, Ending, TalkFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.telling import my_silence_known, put_off, tell

GOOD = 4
"""A talk rated so, or higher, of 5 was a good one."""


PREPARE_DAYS = 2
"""How long before a talk without objective its preparation sheet is offered."""


def prepare(facts: ConnectionFacts, talk: TalkFacts, now: Now) -> Row | None:
    """A talk within two days that has no objective yet: its preparation sheet."""
    if talk.objective or talk.wrapped_at or not talk.leads or put_off(talk, now) or now.reached(talk.held_at):
        return None
    ripe = facts.mine.days_after(talk.held_at, -PREPARE_DAYS)
    if not now.reached(ripe):
        return None
    begins = now.when(talk.held_at, facts.mine)
    return tell(
        Rule.PREPARE,
        facts,
        now,
        since=ripe,
        what=f"Prepare the {talk.kind} of {begins}",
        facts=(_of_talk(talk),),
        why=f"You talk with {facts.name} on {begins}, and have not said what for.",
        why_now="It is within two days.",
        if_nothing="You come without an aim, and leave with whatever happens.",
        actions=(Verb.PREPARE, Verb.SNOOZE),
        due_at=talk.held_at,
        conversation_id=talk.conversation_id,
    )


def wrap_up(facts: ConnectionFacts, talk: TalkFacts, now: Now) -> Row | None:
    """A live talk held and not wrapped up after a day: one of the three endings."""
    if talk.wrapped_at or talk.ending or not talk.leads or put_off(talk, now) or not _alive(facts, talk, now):
        return None
    if not now.reached(facts.mine.days_after(talk.held_at, 1)) or _not_yet(facts, talk, now):
        return None
    held = now.when(talk.held_at, facts.mine)
    return tell(
        Rule.WRAP_UP,
        facts,
        now,
        since=talk.held_at,
        what=f"Wrap up the {talk.kind} of {held}",
        facts=(_of_talk(talk),),
        why=f"The {talk.kind} was held on {held}, and has no ending.",
        why_now="The day you said “not yet” until has come." if talk.not_yet_until else "A day has passed since.",
        if_nothing="It stays unfinished, and what was said there is soon forgotten.",
        actions=(Verb.NEXT_STEP, Verb.CLOSE, Verb.ENJOYED, Verb.NOT_YET),
        conversation_id=talk.conversation_id,
    )


def follow_up(facts: ConnectionFacts, talk: TalkFacts, now: Now) -> Row | None:
    """A good talk, or one with a next step, and nothing sent within a day: thanks, areas and times."""
    if (
        talk.follow_up_sent_at
        or not talk.leads
        or not _deserves_thanks(talk)
        or put_off(talk, now)
        or not now.alive(talk.held_at)
    ):
        return None
    ripe = facts.mine.days_after(talk.held_at, 1)
    if not now.reached(ripe) or not my_silence_known(facts, ripe):
        return None
    held = now.when(talk.held_at, facts.mine)
    ended = f"ended with a next step ({talk.next_step})" if talk.next_step else "went well"
    return tell(
        Rule.FOLLOW_UP,
        facts,
        now,
        since=talk.held_at,
        what=f"Write a word of thanks to {facts.name}",
        facts=(_of_talk(talk),),
        why=f"The {talk.kind} of {held} {ended}, and you have sent nothing since.",
        why_now="A day has passed; between talks of one series lie days, not weeks.",
        if_nothing="What went well cools down, and they wait for your word.",
        actions=(Verb.DRAFT, Verb.CALL, Verb.DONE, Verb.SNOOZE),
        phone=facts.phone,
        conversation_id=talk.conversation_id,
    )


def _alive(facts: ConnectionFacts, talk: TalkFacts, now: Now) -> bool:
    """Whether it was held lately, or put off until a day that is; else it waits in Triage."""
    until = talk.not_yet_until
    return now.alive(talk.held_at) or (until is not None and now.alive(facts.mine.start_of(until)))


def _not_yet(facts: ConnectionFacts, talk: TalkFacts, now: Now) -> bool:
    return talk.not_yet_until is not None and not now.reached(facts.mine.start_of(talk.not_yet_until))


def _deserves_thanks(talk: TalkFacts) -> bool:
    return talk.ending is Ending.NEXT_STEP or (talk.rating or 0) >= GOOD


def _of_talk(talk: TalkFacts) -> Evidence:
    return Evidence(talk.objective or talk.kind, talk.held_at, conversation_id=talk.conversation_id)
