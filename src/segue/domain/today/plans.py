"""The rule about plans: check in on the agreed day, in the agreed way."""

from segue.domain.today.facts import ConnectionFacts, PlanFacts
from segue.domain.today.now import Now
from segue.domain.today.rows import Evidence, Row, Rule, Verb
from segue.domain.today.telling import tell


def check_in(facts: ConnectionFacts, plan: PlanFacts, now: Now) -> Row | None:
    """The plan's agreed day has come."""
    if plan.check_in_on is None or not now.reached(plan.opened_at):
        return None
    begins = facts.mine.start_of(plan.check_in_on)
    if not now.reached(begins):
        return None
    on = now.day(plan.check_in_on, facts.mine)
    way = f" ({plan.way})" if plan.way else ""
    left = (
        f" {plan.left} of its items are open." if plan.left > 1 else " One of its items is open." if plan.left else ""
    )
    return tell(
        Rule.CHECK_IN,
        facts,
        now,
        since=begins,
        by_hand=True,
        what=f"Check in with {facts.name}: {plan.name}",
        facts=(Evidence(plan.name, plan.opened_at),),
        why=f"You two agreed to check in on {on}{way}.{left}",
        why_now="The agreed day has come.",
        if_nothing="The plan loses its rhythm, and what is late stays unsaid.",
        actions=(Verb.CHECKED_IN, Verb.CALL, Verb.DRAFT, Verb.SNOOZE),
        phone=facts.phone,
        opening=f"We said that we would look at “{plan.name}” today: how is it going on your side?",
        plan_id=plan.id,
    )
