"""Decisions of a team with their reasons: by advice, by consent, or by vote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from segue.actions.deeds import deed
from segue.actions.errors import NotFound, Refused
from segue.actions.spaces import team_for
from segue.domain.teamwork import Voice, Way, check_voice, outcome
from segue.store.models import Asker, Decision, DecisionVoice


def open_decision(
    asker: Asker, team_id: int, question: str, way: Way, options: Sequence[str], now: datetime, *, source: str
) -> Decision:
    """Put a question to the team. A vote has two options or more, consent has the one proposal, advice has none."""
    asked = " ".join(question.split())[:500]
    given = list(dict.fromkeys(" ".join(each.split())[:500] for each in options if each.strip()))
    if not asked:
        raise Refused("Say what is to be decided.")
    if way is Way.VOTE and len(given) < 2:
        raise Refused("A vote needs at least two options.")
    if way is Way.CONSENT and len(given) != 1:
        raise Refused("Consent is given to one proposal: say which.")
    with deed(asker, "open decision", now, source=source) as change:
        team = team_for(asker, team_id)
        made = change.create(
            Decision(
                team=team,
                question=asked,
                way=way,
                options=[] if way is Way.ADVICE else given,
                opened_by_id=asker.member_id,
                opened_at=now,
            )
        )
        change.about(made, f"To decide: {asked}")
    return made


def speak(asker: Asker, decision_id: int, stance: str, now: datetime, *, source: str, words: str = "") -> Decision:
    """Give advice, consent, object with a reason, or vote; said again, it takes the place of what was said before."""
    with deed(asker, "speak to decision", now, source=source) as change:
        decision = _open(asker, decision_id)
        check_voice(Way(decision.way), decision.options, Voice(asker.member_id, stance, words))
        said = decision.voices.filter(member=asker.member_id).first()
        if said:
            change.save(said, stance=stance, words=words.strip(), at=now)
        else:
            change.create(
                DecisionVoice(decision=decision, member_id=asker.member_id, stance=stance, words=words.strip(), at=now)
            )
        change.about(decision, f"You have spoken: {decision.question}")
    return decision


def decide(asker: Asker, decision_id: int, reasons: str, now: datetime, *, source: str, wanted: str = "") -> Decision:
    """Close it with what is decided and why; raises NotAllowed where the way does not allow it yet."""
    if not reasons.strip():
        raise Refused("Say why: a decision without its reasons is taken again in a year.")
    with deed(asker, "decide", now, source=source) as change:
        decision = _open(asker, decision_id)
        voices = [Voice(each.member_id, each.stance, each.words) for each in decision.voices.all()]
        found = outcome(
            Way(decision.way),
            decision.options,
            voices,
            by=asker.member_id,
            opened_by=decision.opened_by_id,
            members=set(decision.team.members.values_list("id", flat=True)),
            opened_at=decision.opened_at,
            now=now,
            wanted=wanted,
        )
        change.save(
            decision, decided_at=now, decided_by_id=asker.member_id, outcome=found[:500], reasons=reasons.strip()[:4000]
        )
        change.about(decision, f"Decided: {found}")
    return decision


def _open(asker: Asker, decision_id: int) -> Decision:
    decision = Decision.objects.visible_to(asker).select_related("team").filter(id=decision_id).first()
    if decision is None:
        raise NotFound(f"There is no decision {decision_id} in a team of yours.")
    if decision.decided_at:
        raise Refused("It is decided already; open a new one to take it up again.")
    return decision
