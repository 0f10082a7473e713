"""Today: what to do now, with whom, and why. A pure function of facts and ``now``."""

from segue.domain.today.deciding import SHOWN, Ordered, decide, order
from segue.domain.today.facts import (
    EVERYTHING_READ,
    BoardFacts,
    Cadence,
    CommitmentFacts,
    ConnectionFacts,
    Ending,
    IntroductionFacts,
    NewsFacts,
    OccasionFacts,
    PlanFacts,
    QuestionFacts,
    Snooze,
    TalkFacts,
    WordFacts,
)
from segue.domain.today.now import ALIVE
from segue.domain.today.rows import FIRST_SCREEN, Decision, Evidence, Row, Rule, Verb, from_json, to_json

__all__ = [
    "ALIVE",
    "EVERYTHING_READ",
    "FIRST_SCREEN",
    "SHOWN",
    "BoardFacts",
    "Cadence",
    "CommitmentFacts",
    "ConnectionFacts",
    "Decision",
    "Ending",
    "Evidence",
    "IntroductionFacts",
    "NewsFacts",
    "OccasionFacts",
    "Ordered",
    "PlanFacts",
    "QuestionFacts",
    "Row",
    "Rule",
    "Snooze",
    "TalkFacts",
    "Verb",
    "WordFacts",
    "decide",
    "from_json",
    "order",
    "to_json",
]
