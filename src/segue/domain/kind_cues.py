"""By which words a sentence leans to conversation or to interaction, in each language that is read.

Each cue stands on one side of one of Duperrin's five contrasts (`domain.reading`). A pattern is looked for in what an
author newly wrote; it needs no understanding, so it is kept to words that hardly ever mean something else.
"""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern

from segue.domain.kind_cue import Cue, any_of
from segue.domain.kind_tongues import TONGUES

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?"

WORDS: Mapping[str, Mapping[Cue, Pattern[str]]] = {
    "en": {
        Cue.WONDERING: any_of(
            r"\b(?:I|I'm|we) (?:just |also |often |always )?wonder",
            r"\bcurious\b|\bwhat do (?:you|people|others|folks) think\b|\b(?:any )?thoughts\b ?\?|\bany ideas?\b",
            r"\bwhy (?:is|are|do|does|did|would|not|can't|don't|doesn't)\b|\bhow come\b|\bhow (?:do|would|"
            r"does) (?:I|one)\b",
            r"\bis there (?:a|an|any|some)\b[^.!?]*\?|\bwhat(?:'s| is| are) the (?:point|difference|reason|best|"
            r"right)\b",
            r"\bwhat if\b|\bdo (?:people|others|you (?:guys|all|folks)) \b|\b(?:does it|would it) make sense\b",
        ),
        Cue.WORKING: any_of(
            r"\b(?:signed-off|reviewed|acked|tested|co-developed|reported)-by:",
            r"\b(?:applied|merged|pushed|committed|submitted|uploaded|deployed|resubmitted|forwarded|"
            r"filed)\b(?! physics)",
            r"\b(?:this|the|my|your) (?:patch(?: ?set)?|series|pull request|PR|draft|filing|report|spreadsheet|"
            r"minutes)\b",
            r"\battached\b|\bsee (?:the )?attach|\bfor your (?:review|comments|approval|information|files)\b|\bfyi\b",
            r"\bwill (?:fix|resend|follow up|update|change that|send)\b|\b(?:in|for) v\d\b|\b(?:fixed|dropped|"
            r"done) in\b",
            r"\bworking on (?:it|this|that|the)\b|\bLGTM\b|\ba? ?PRs?\b|\bpull request|/pull/\d|"
            r"\b(?:re)?view(?:ing|ed)\b",
            r"\b(?:next|new|upcoming) (?:release|version|snapshot)\b|\bsnapshots?\b|\bto (?:push|merge|publish|"
            r"release)\b",
            r"\b(?:should|will|to) be fixed\b|\bthis test\b|\btest case\b|\bpermission\b|\baccess\b",
        ),
        Cue.WANTING: any_of(
            r"\bI(?:'d| would) (?:really |also )?(?:love|like|prefer|enjoy)\b|\bI (?:really )?(?:like|love|enjoy|"
            r"prefer)\b",
            r"\b(?:I think|I feel|I believe|I guess|I suspect|IMHO|IMO|in my (?:opinion|view|experience)|"
            r"personally)\b",
            r"\b(?:fun|cool|awesome|neat|fascinating|interesting|love it|neat)\b|\+1\b|:(?:slightly_)?smil\w*:|"
            r"[:;]-?\)",
            r"\binterested in\b|\b(?:great|good|nice|excellent) (?:idea|topic|point|question)\b",
        ),
        Cue.HAVING_TO: any_of(
            r"\b(?:you|everybody|everyone|members?|authors?|we) (?:must|are required to|have to|will have to|"
            r"need to)\b",
            r"\bmake sure\b|\bplease (?!consider|excuse|pardon|forgive)\w+|\b(?:is|are) (?:required|due|mandatory)\b",
            r"\b(?:reminder|deadline|asap|as soon as possible|action items?|no later than|don't forget|"
            r"follow[- ]ups?)\b",
            r"\b(?:pls|kindly)\b|\blet (?:me|us) know\b",
        ),
        Cue.ANYBODY: any_of(
            r"\b(?:any|some|every)(?:one|body)\b|\bfolks\b|\bpeople\b|\b(?:hi|hello|hey),? (?:all|everyone|"
            r"everybody|guys)\b",
            r"\bothers\b|\bwho(?:ever| else)\b|\bhas any\b|\byou (?:guys|all)\b|\bthe community\b|\bopen to\b",
        ),
        Cue.NAMED: any_of(
            r"\b(?:can|could|would|will) you (?:please |also |just |all )?(?!imagine|explain|give an example|"
            r"elaborate)\w+",
            r"\bI(?:'ll| will| shall)\b|\bI(?:'m| am) (?:going to|working|on it|taking)\b|\bwill do\b|\b(?:your|"
            r"my) (?:team|boss)\b",
            r"\b(?:take|taking|have|having) a look\b|\blook(?:ing)? into (?:it|that|this)\b|\bfollowing up\b",
            r"\bassigned to\b|\bresponsible for\b|\bin charge of\b|\b(?:he|she) (?:will|'ll)\b|\bon behalf of\b|"
            r"\bcc'?ing\b",
        ),
        Cue.EMERGING: any_of(
            r"\b(?:maybe|perhaps|alternatively)\b|\bwe could\b|\bcould(?:n't)? we\b|\bone could\b|\bhow about\b",
            r"\b(?:another|an|the|one|my) (?:idea|option|thought|approach)\b|\bit (?:would|might) be (?:nice|great|"
            r"good|cool|useful)",
            r"\b(?:on a side note|by the way|btw|tangent|off-topic|which reminds me|that said|on the other hand)\b",
            r"\b(?:worth|would be) (?:discussing|exploring)\b|\bI(?:'ve| have) been (?:thinking|wondering|toying)\b",
        ),
        Cue.GIVEN: any_of(
            r"\b(?:agenda|nominat(?:e|ions?|ing)|ballots?|RSVP|registration|submission (?:deadline|page)|"
            r"call for (?:proposals|papers|nomin\w+))\b",
            r"\b(?:the|our) (?:goal|objective|purpose|aim|deliverables?|milestones?|target|next steps?)\b",
            r"\b(?:this|the) (?:series|patch|patchset) (?:adds|updates|fixes|makes|introduces|drops|is|was)\b|"
            r"^changes (?:since|in) v\d",
            r"\b(?:track|slots?|microconf\w*|BoF)\b|\b(?:need|request)(?:ed|s)? (?:your|by|from)\b|\bin order to\b",
            r"\b(?:procedures?|process) (?:is|will|for|as)\b|\b(?:voting|election)\b",
        ),
        Cue.INTEREST: any_of(
            r"\bbecause\b|\bfor (?:example|instance)\b|\bin (?:practice|theory|general|fact)\b|\be\.g\.|"
            r"\bwhereas\b|\bsince\b",
            r"\bit (?:seems|looks like|depends|turns out)\b|\bthe (?:problem|issue|thing|question|reason|point) is\b",
            r"\b(?:you|one) can\b|\bI (?:use|used|tried|found|remember|learned|agree|disagree)\b|\bactually\b|"
            r"\bbasically\b",
            r"\b(?:much|far|way) (?:better|worse|easier|harder|nicer)\b|\bif you\b|\b(?:kind|sort) of\b",
        ),
        Cue.DATES: any_of(
            r"\b(?:on|by|until|before|this|next|last|every|until|for) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
            r"\b(?:today|tomorrow|tonight|this (?:morning|afternoon|evening)|next week|end of (?:the )?(?:day|week|"
            r"month))\b",
            rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\.\d)|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b",
            r"\b\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)\b|\bnoon\b|\b\d{1,2}/\d{1,2}\b",
            r"\b(?:merge window|-rc\d|in time for|schedul(?:e|ed|ing)|postponed?|conference call|dial-in|the call|"
            r"meeting|lunch)\b",
        ),
        Cue.DECIDING: any_of(
            r"\b(?:(?:we|I)(?:'ve| have)? decided|it was decided|we agreed|decision|approved?|approval|"
            r"sign(?:ed)? off|vot(?:e|ed|es))\b",
            r"\blet's (?:go with|do|use|take|meet|plan|keep)\b|\bgo ahead\b|\bsounds? good\b|"
            r"\b(?:that )?works for me\b",
            r"\bI(?:'ll| will) (?:take|apply|merge|pick|queue|drop|go with|commit|just)\b|\bok(?:ay)?,? (?:I|with|"
            r"by) me\b",
            r"\b(?:applied|queued),? thanks\b|\bfine (?:by|with) me\b|\bagreed\b|\bconfirm(?:ed)?\b",
        ),
    },
    **TONGUES,
}  # fmt: skip
"""What is looked for, by language."""

ACTS: Mapping[str, Cue] = {
    "promise": Cue.NAMED,
    "request": Cue.NAMED,
    "acceptance": Cue.DECIDING,
    "decline": Cue.DECIDING,
    "counter": Cue.DECIDING,
    "report": Cue.WORKING,
    "question": Cue.WONDERING,
    "proposal": Cue.EMERGING,
}
"""What detected acts show; those that are left out show neither."""
