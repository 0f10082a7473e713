"""By which words people wish for something that nobody has been asked to do, and by which others join them."""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern

from segue.domain.kind_cue import any_of

WISHES: Mapping[str, Pattern[str]] = {
    "en": any_of(
        r"(?<!don't think )(?<!not sure )(?<!if )(?<!why )\bwe (?:really |probably |definitely |all )?"
        r"(?:should|ought to) (?!not\b|be (?:fine|careful|able))",
        r"\b(?:some|any)(?:one|body) (?:should|ought to|needs to)\b",
        r"\bthere (?:should|ought to) be (?:a|an|some|more)\b",
        r"\bwhat if (?:we|one|there)\b|\b(?:i'd|i would|we'd|we would) (?:really |also |just )?love (?:to|it|"
        r"if|a|an|some|more)\b",
        r"\b(?:it|that|this) (?:would|might|could) be (?:very |really |so |quite |super )?"
        r"(?:nice|great|good|cool|awesome|useful|helpful|wonderful|lovely|amazing|interesting) (?:if|to|for us|"
        r"having)\b",
        r"\b(?:would|could) be (?:nice|great|cool|awesome|useful|helpful) to have\b|\bwouldn't it be\b",
        r"\bwhy (?:don't|not|can't|couldn't) we\b|\bhow about (?:we|having|making|creating|starting|adding)\b",
        r"\blet's (?:have|make|start|try|create|set up|organi[sz]e|build|write|document)\b|\bif only\b",
        r"\bi (?:really )?wish (?:we|there|it|that|the|i)\b",
        r"\bwe (?:really |badly |also )?(?:need|want|lack|miss) (?:a|an|some|more|better)\b",
        r"\bmaybe we (?:could|should|can)\b",
        r"\bi(?:'d like to| would like to|'d| would)? propose\b|\bmy (?:proposal|suggestion|wish) (?:is|would)\b",
        r"\bcould(?:n't)? we (?:maybe |also |just )?(?:have|make|add|start|create|get|use|set)\b",
        r"\bwho(?:'d| would)? (?:be interested|is up for|wants to|would like to)\b",
        r"\b(?:is|are) any(?:one|body) (?:else )?(?:interested|up for)\b",
    ),
    "de": any_of(
        r"\b(?:wir|man) (?:sollten?|müssten?|bräuchten?)\b|\b(?:jemand|irgendwer) (?:sollte|müsste|könnte)\b",
        r"\bes sollte\b",
        r"\bwas wäre,? wenn\b|\bes wäre (?:schön|gut|toll|super|hilfreich|praktisch)\b",
        r"\bich (?:würde gerne?|fände es|wünsch)",
        r"\bwie wäre es\b|\blasst uns\b|\bwarum (?:machen|haben|können) wir\b|\bkönnten wir\b|\bich schlage vor\b",
        r"\bwir brauchen\b",
        r"\bwer (?:hätte|hat) (?:Lust|Interesse)\b|\bmein (?:Vorschlag|Wunsch)\b|\buns fehlt\b",
    ),
    "fr": any_of(
        r"\b(?:on|nous) (?:devrait|devrions|pourrait|pourrions)\b|\bil faudrait\b|\bquelqu'un (?:devrait|pourrait)\b",
        r"\bet si (?:on|nous)\b|\b(?:ce|ça) serait (?:bien|bon|super|utile|chouette|génial)\b|\bj'aimerais\b",
        r"\bj'adorerais\b",
        r"\bpourquoi (?:ne pas|on ne)\b|\bje propose\b|\bqui (?:serait|est) (?:intéressé|partant)\b",
        r"\bil nous (?:faut|manque)\b",
    ),
    "es": any_of(
        r"\b(?:deberíamos|podríamos|habría que|tendríamos que)\b|\balguien (?:debería|podría|tendría)\b",
        r"\bhace falta\b",
        r"\by si\b|\bsería (?:bueno|genial|útil|bonito|estupendo)\b|\bme (?:gustaría|encantaría)\b|\bojalá\b",
        r"\bpor qué no\b|\bpropongo\b|\bquién (?:se apunta|quiere)\b|\bnecesitamos\b|\bmi propuesta\b",
    ),
    "sv": any_of(
        r"\b(?:vi|man) (?:borde|skulle kunna|behöver|måste)\b|\bnågon (?:borde|skulle|kunde)\b|\bdet borde\b",
        r"\btänk om\b|\bdet (?:vore|skulle vara) (?:bra|kul|fint|roligt|skönt|toll)\b",
        r"\bjag (?:skulle vilja|önskar)\b",
        r"\bvarför (?:inte|har vi|gör vi)\b|\bska vi\b|\bjag föreslår\b",
        r"\bvem (?:är|skulle) .*(?:intresserad|sugen)\b|\bvi saknar\b",
    ),
}
"""Words of a wish or a proposal, by language."""

JOINING: Mapping[str, Pattern[str]] = {
    "en": any_of(
        r"\+1\b|\bplus one\b|\bI (?:fully |totally |completely |strongly |also )?agree\b|\bagreed\b|\bme too\b",
        r"\bsame here\b",
        r"\b(?:good|great|nice|excellent|love (?:the|this|that)|like (?:the|this|that)) (?:idea|plan|proposal|"
        r"suggestion|topic)\b",
        r"\b(?:makes|making) (?:a lot of |perfect |total )?sense\b(?![^.!]*\?)",
        r"\bsounds (?:good|great|reasonable|like a)\b",
        r"\bI(?:'d| would) be (?:happy|glad|interested)\b",
        r"\bcount me in\b|\bI(?:'m| am) (?:in|for it|all for|in favou?r|interested|happy to)\b",
        r"\bI (?:can|could) help\b|\byes,? please\b",
        r"\b(?:two|three|some) of us could\b|\bI(?:'d| would) (?:join|come|support|welcome)\b|\bfully support\b",
        r"\bI (?:really )?like (?:it|this|that)\b",
    ),
    "de": any_of(
        r"\+1\b|\b(?:gute|tolle|schöne|super) Idee\b|\bfinde ich (?:gut|super|auch)\b|\bstimme (?:dir|dem|zu)\b",
        r"\bich auch\b",
        r"\b(?:ich|wir) (?:bin|wäre|wären|sind) dabei\b|\bgenau\b|\bich (?:kann|könnte) helfen\b",
        r"\bsehe ich auch so\b|\bgerne\b",
    ),
    "fr": any_of(
        r"\+1\b|\bbonne idée\b|\b(?:tout à fait )?d'accord\b|\bmoi aussi\b",
        r"\bje (?:suis partant|peux aider|viendrais)\b|\bexactement\b",
    ),
    "es": any_of(
        r"\+1\b|\bbuena idea\b|\b(?:estoy )?de acuerdo\b|\byo también\b|\bme apunto\b|\bpuedo ayudar\b|\bexacto\b",
    ),
    "sv": any_of(
        r"\+1\b|\bbra idé\b|\bhåller med\b|\bjag också\b|\bjag är med\b|\bjag kan hjälpa\b|\bprecis\b|\bgärna\b",
    ),
}
"""Words by which others join a wish, by language."""
