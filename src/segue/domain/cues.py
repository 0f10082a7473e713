"""Words that tell what a message does, beside the acts of its sentences: reminders, deliveries, courtesies, greetings.

Few and plain on purpose: they only ever say what becomes of an act that was detected.
"""

import re

REMINDER = re.compile(
    r"\b(remind|following up|follow up on|any (news|update)|just checking|did you (get|have) (a )?chance|"
    r"still waiting|haven'?t heard|gentle nudge|erinner|schon dazu gekommen|påminn|hört något|relance|rappel)",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"\blet (me|us) know if (you|there) (have|need|do(n'| no)t|would like|are any|is any|want|find|require)|"
    r"\blet (me|us) know (if not|how it (goes|went))|feel free|hesitate to|consider the environment|"
    r"if you have any (further )?(question|concern|problem)|any (questions|problems),? (please )?(call|contact|let)",
    re.IGNORECASE,
)
"""A form of politeness: it asks for nothing that anybody waits for."""

CONFIRMING = re.compile(
    r"\b(confirm|approv|agree|acceptable|all right|alright|let (me|us) know (if|whether))", re.IGNORECASE
)
"""What is asked for is the answer itself: a yes is not a promise to give it, but it."""

HERE_IT_IS = re.compile(
    r"\b(attached (is|are|please|you|here)|(is|are) attached|please find|here (is|are)|enclosed|"
    r"anbei|im anhang|bifogad|ci-joint|voici|adjunto)\b",
    re.IGNORECASE,
)
SENDING = re.compile(
    r"\b(send|sending|forward|e-?mail|fax|attach|copy|draft|get (you|it|them|that)|"
    r"schick|send[ea]r|skicka|envoy|env[ií])",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|dear|hej|hallo|liebe[rs]?|bonjour|hola)\s+)?([^\W\d_]{2,20})\s*[,:\n-]", re.IGNORECASE
)
"""How a message begins that is meant for one by name; the name is the first group."""
