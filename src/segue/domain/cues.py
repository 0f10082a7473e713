"""Words that tell what a message does, beside the acts of its sentences: reminders, deliveries, courtesies, greetings.

Few and plain on purpose: they only ever say what becomes of an act that was detected.
"""

import re

from segue.domain.unmeant import hardly_meant

REMINDER = re.compile(
    r"\b(remind|following up|follow up on|any (news|update)|just checking|did you (get|have) (a )?chance|"
    r"still waiting|haven'?t heard|gentle nudge|erinner|schon dazu gekommen|påminn|hört något|relance|rappel)",
    re.IGNORECASE,
)
COURTESY = re.compile(
    r"\blet (me|us) know if (you|there) (have|need|do(n'| no)t|can ?(no|['’])t|did(n['’]| no)t|would like|are any|"
    r"is any|want|find|require)|\blet (me|us) know (how|if) (i|we) (can|could|may) (help|assist|be of)|"
    r"\blet (me|us) know (if not|how it (goes|went)|what else|if I can)|feel free|hesitate to|consider the environment|"
    r"\b(received?|got) this (e-?mail|message|communication|transmission|fax)( \w+){0,3} in error|intended recipient|"
    r"\bnotify the sender|delete (it|this|the|all) .{0,40}(copies|system)|"
    r"if you have any (further )?(question|concern|problem)|any (questions|problems),? (please )?(call|contact|let)",
    re.IGNORECASE,
)
"""A form of politeness: it asks for nothing that anybody waits for."""

CONFIRMING = re.compile(
    r"\b(confirm|approv|agree|acceptable|all right|alright|let (me|us) know (if|whether))", re.IGNORECASE
)
"""What is asked for is the answer itself: a yes is not a promise to give it, but it."""

HERE_IT_IS = re.compile(
    r"\b(attached (is|are|please|you|here)|(is|are) attached|please find|enclosed|"
    r"here (is|are)(?! (some|my|a few|more)\b.{0,12} (questions|comments|thoughts|problems))|"
    r"anbei|im anhang|bifogad|ci-joint|voici|adjunto)\b",
    re.IGNORECASE,
)
SENDING = re.compile(
    r"\b(send|sending|forward|e-?mail|fax|attach|copy|draft|get (you|it|them|that)|"
    r"schick|send[ea]r|skicka|envoy|env[ií])",
    re.IGNORECASE,
)
FIRST_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?=\S)[^.!?]*)*")
GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|dear|hej|hallo|liebe[rs]?|bonjour|hola)\s+)?([^\W\d_]{2,20})\s*[,:\n-]", re.IGNORECASE
)
"""How a message begins that is meant for one by name; the name is the first group."""

TURNED = re.compile(r"\W*([A-Z][^\W\d_]{1,19})\s*(?:[,:–—]|-{1,2}(?=\s))")
"""How a sentence begins that turns to one by name among several; the name is the first group."""

CONDITION = re.compile(
    r"\b(?:unless|whenever|in case|once|as soon as(?! (?:possible|you can|u can))|as long as)\b|"
    r"(?<!know )\bwhen (?:you(?! (?:get|have) (?:a|the|some) (?:chance|time|moment|minute))|"
    r"we|they|these|completed|done|ready)\b|\bwhen (?:it|this|that|things)\b|"
    r"(?<!see )(?<!know )(?<!check )(?<!sure )(?<!appreciate it )(?<!tell me )(?<!telling me )(?<!confirm )"
    r"(?<!find out )(?<!determine )(?<!verify )(?<!wonder )(?<!wondering )(?<!mind )(?<!ask )(?<!asked )\bif "
    r"(?!possible|not\b|so\b|this|that|any\b|there|these|ok)",
    re.IGNORECASE,
)
"""It is wanted, or will be done, only if something else comes true."""

_SOMETHING = (
    r"(?:it|you|your|yours|ya|everything|things|life|the (?:family|kids|weekend|trip|party|game|wedding|vacation))"
)
SMALL_TALK = re.compile(
    rf"\bhow(?:['’](?:s|d)| is| are| was| were| did| have)? {_SOMETHING}\b|\bhow did (?:that|the|your)\b|"
    r"\bwhat(?:['’]s| is| have you| are you)?(?: guys| all| two| both)? (?:up|new|happening|going on|been)\b|"
    r"\bdid you know\b|\bguess wh|"
    r"\b(?:isn|aren|wasn|don|doesn|didn|can|won|wouldn)['’]?t (?:it|that|this|you think|we all)\b|"
    r"^\W*(?:so,? )?how(?:['’]s| is| are| was| were) (?:the )?\w+\s*\?|"
    r"\btoo much time on your hands\b|\bwho knows\b|\bby the way\b|\bbtw\b|\bremember (?:me|when)\b|"
    r"^(?:so|really|huh|right|why not|what|ready)\W*$",
    re.IGNORECASE,
)
"""A question asked out of kindness or for the sake of talk."""

BY_VOICE = re.compile(
    r"\b(?:call|(?:tele)?phone|voice ?mail|reach (?:you|him|her|them)|ring|talk|speak|meet|see you|discuss|visit|"
    r"(?:stop|drop|come|swing) by|(?:drop|pick) (?:\w+ )?(?:off|up)|(?:check|be) back|touch base|"
    r"be there|attend|join|lunch|dinner|drinks?|"
    r"anrufen|telefonier\w*|treffen|ringa|träffas)\b",
    re.IGNORECASE,
)
"""Kept by voice or by being there: mail does not tell whether it was."""

IN_WRITING = re.compile(r"\b(?:send|forward|e-?mail|fax|let (?:me|us) know)\b", re.IGNORECASE)
"""Done by mail, also where a call would do."""

OF_THE_MOMENT = re.compile(
    r"\b(?:todays?|tonight|tonite|2 ?nite|tomorrow|tomm?|tmrw|right now|on my way|"
    r"this (?:morning|afternoon|evening)|in the (?:morning|afternoon)|"
    r"heute|morgen|demain|mañana|idag|imorgon)\b",
    re.IGNORECASE,
)
"""Wanted at once: a business day later nobody waits for it."""

HOUR = re.compile(
    r"\b(?:at|by|around|about) (?:(noon|lunch)|(\d{1,2})(?:[:.](\d\d))?(?: ?-? ?(\d\d?:\d\d|[ap]\.?m)\b)?"
    r"(?=\s*(?:[?.!,;]|$|today|tomorrow|tonight|if|in|so|and|or|for|[A-Z])))|\b(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\b",
    re.IGNORECASE,
)
"""An hour that is named: noon or lunch; or the hour, its minutes and what follows; or the same with am or pm."""
TOMORROW = re.compile(r"\b(?:tomm?orr?ow|tomm?|tmrw|morgen|demain|mañana|imorgon)\b", re.IGNORECASE)
WRITTEN_OUT = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)\b|"
    r"\b\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|\b\d{1,2}/\d{1,2}\b",
    re.IGNORECASE,
)
"""A day by its date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BY_DATE = re.compile(
    r"\b(?:by|before|on|due|until|no later than|of)(?: \w+day,?)?(?: the)? "
    r"(?:(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!:)|"
    r"(\d{1,2})/(\d{1,2})\b)",
    re.IGNORECASE,
)


def dates_named(words: str) -> list[tuple[int, int]]:
    """The months and days by or on which something is to be: "by August 18", "on 8/18"."""
    found = []
    for name, day, month, of_month in _BY_DATE.findall(words):
        pair = (_MONTHS.index(name[:3].lower()) + 1, int(day)) if name else (int(month), int(of_month))
        if 1 <= pair[0] <= 12 and 1 <= pair[1] <= 31:
            found.append(pair)
    return found


THIS_WEEK = re.compile(r"\b(?:this|next) week\b|\bend of the week\b", re.IGNORECASE)
"""Wanted within days: a week later nobody waits for it."""

WEEKDAY = re.compile(
    r"(?<!last )(?<!since )(?<!until )(?<!till )\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE
)
"""A day of the week that is named, by its first letters."""
WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")

HEDGED = re.compile(r"\b(?:try|probably|hopefully|maybe|perhaps|hope to|plan to|might)\b", re.IGNORECASE)
"""What is promised with a reserve."""

WANTS_WORD = re.compile(
    r"\b(?:let (?:me|us) know|advise|confirm|get back|comments|thoughts|(?:look|having a look) and tell\w*)\b|"
    r"\b(?:respond|reply|answer)\b(?! (?:to )?(?!me\b|us\b|by\b|to\b)\w)|"
    r"\b(?:send|forward|e-?mail|fax|give|tell\w*|return|provide|get|bring|show)\b.{0,25}\b(?:me|us|back|copy|copies)\b|"
    r"\b(?:send|provide|e-?mail|fax)\b(?! (?:it |this |them )?(?:out|off|on)\b)(?!.{0,60}\bto (?!me\b|us\b))",
    re.IGNORECASE,
)
"""What is asked for comes back to the one who asks; an order is carried out without a word."""

ASKS_BACK = re.compile(rf"\?|\b(?:could|can|would|will) you\b|{WANTS_WORD.pattern}", re.IGNORECASE)
"""The same, or it is put as a question: who works elsewhere answers it."""

TO_ME = re.compile(r"\b(?:me|us|know|back|advise|confirm|comments?|thoughts?|reply|respond)\b", re.IGNORECASE)
"""The one who asks wants to hear of it."""

TELLS = re.compile(
    r"\b(?:please|pls) (?:be (?:advised|aware|informed|reminded)|note|disregard|ignore|accept (?:my|our))\b|"
    r"^(?:\w+,? )?(?:(?:so|but|and|first|again)\b,? )?let me (?:(?:just|also|briefly|first|quickly|again) )?"
    r"(?:respond|say|add|explain|begin|start|tell|thank|note|point|clarify|remind|suggest|give|offer|be|introduce)\b",
    re.IGNORECASE,
)
"""It looks like a request and only tells something: nobody waits for anything."""

IS_THIS_IT = re.compile(r"\bis this (?:the\b|what\b).*\b(?:need|needed|want(?:ed)?|look(?:ing)? for)\b", re.IGNORECASE)
"""Asked of what was just delivered: no answer says yes."""

_BEFORE_IT = re.compile(r"(?:[.!?]+[\"”')]*\s+|\n\s*\n|\n(?=[-*•>])|[,;:]\s*\n\s*)")


def sentence_before(text: str) -> str:
    """The last sentence of a text, where it says something: no greeting, no quotation."""
    pieces = [piece.strip() for piece in _BEFORE_IT.split(text[-600:]) if piece and piece.strip()]
    last = pieces[-1] if pieces else ""
    if len(last.split()) < 4 or last.startswith((">", "-")) or "@" in last:
        return ""
    end = text.rstrip()[-1:]
    return last + end if end in ".!?" and last[-1:] != end else last


PASS_ON = re.compile(
    r"\b(?:forward|pass|send|distribute|circulate|share)\b(?!.{0,25}\b(?:me|us|back)\b)", re.IGNORECASE
)
"""Something is to be sent on: a forward does what is asked."""

TELLING = re.compile(r"\b(?:let (?:you|him|her|them) know|keep (?:you|everyone) (?:posted|informed))\b", re.IGNORECASE)
"""A word is promised, which may well be given by voice."""

VAGUE = re.compile(r"\W*(?:\w+,? ){0,2}(?:please |pls |and )?let (?:me|us) know\W*$", re.IGNORECASE)
"""A wish for word that does not say of what."""

PLAYFUL = re.compile(r"\?[?!]|!\?|[?!.]\s*[:;]-?[)D]")
"""Marks of somebody who is joking, or only wonders."""

MORE_TO_COME = re.compile(
    r"\blet (?:me|us) know if (?:this|that|it|these|those|they)(?: all)?\b (?!correct|right|acceptable|agree)",
    re.IGNORECASE,
)
"""An answer is wanted only where something is amiss."""

UNTIL = re.compile(r"(?:until|till?|jusqu['’]\w+|hasta)\b", re.IGNORECASE)
"""How long something lasts; a deadline only where DEADLINE stands before it."""

DEADLINE = re.compile(r"\b(?:not|never|no|cannot|has|have|had|got|gives?|gave)\b|n['’]t\b", re.IGNORECASE)
"""Before "until Thursday": it is not done before ("not until"), or has to be done by then ("you have until")."""

ANSWERS = re.compile(r"\b(?:answers?|responses?|replies|reply) to (?:all |each )?(?:of )?(?:your|the)\b", re.IGNORECASE)
"""Words that answer several questions at once, under whatever subject."""

MANY_QUESTIONS = 5
"""With so many at the beginning of a letter, it is a quiz, a questionnaire, or questions with their answers."""

QUIZ = re.compile(r"\b(?:quiz|iq test|(?:correct|wrong|right) answer|scroll down|trivia)\b", re.IGNORECASE)

STANDING = re.compile(
    r"\bkeep (?:me|us) (?:in the loop|posted|informed|updated|up to date|advised|apprised)\b|"
    r"\b(?:take|remove|drop|delete) me (?:off|from)\b|\bunsubscribe\b|"
    r"\b(?:send|forward|give|e-?mail|provide)\b.{0,12}\bany (?:other |further )?(?:comments|questions|changes|edits)\b|"
    r"\bhow can (?:i|we) help\b|\banything\b.{0,25}\byou need\b|"
    r"\blet (?:me|us) know (?:what (?:other|else|more)|of any|about any|any|when(?:ever)? you (?:need|want))\b",
    re.IGNORECASE,
)
"""Asked for all time to come, or for what may never be: no answer to it is waited for."""

WHEN_SO = re.compile(
    r"\blet (?:you|him|her|them|everyone) know (?:if|of any|about any|should|anything|as)\b|\bnext time\b|"
    r"\bif (?:i|we|they|he|she|it|there|you)\b|\bonce\b|\bkeep (?:you|everyone) (?:posted|informed|updated|apprised)",
    re.IGNORECASE,
)
"""Promised for when something comes true, if it does."""

_CALLED = re.compile(
    r"(?:(?:and|then|also|but)\s+)?(?-i:([A-Z][a-z]{2,15}))(?:\s*(?:,|-|–)+\s+|\s+)(?:can|could|would|will|please|pls)\b",
    re.IGNORECASE,
)
_NO_NAMES = frozenset(
    word
    for words in (
        "all team guys folks everyone everybody gentlemen ladies friends hi hello hey dear thanks thank you yes no ok",
        "okay attached good great sure well also fyi per please sorry and then but when what where who how why there",
        "that this someone somebody anyone anybody they she help here again today tomorrow monday tuesday wednesday",
        "thursday friday",
    )
    for word in words.split()
)
_TO_SOMEBODY = re.compile(
    r"\b(?:to|with|for|call|phone|contact|cc|copy|tell|ask|give|send)\s+([A-Z][a-z]{2,15})(?:\s+and\s+([A-Z][a-z]{2,15}))?"
)


def calls_by_name(words: str) -> bool:
    """Whether words begin with the name of the one they are for: "Ada, could you", "Hi Ada -"."""
    found = GREETING.match(words)
    return bool(found and found[1].lower() not in _NO_NAMES)


def called(words: str) -> str:
    """The name by which a sentence calls whom it asks ("Gloria, can you", "Bob please"), in lower case; or nothing."""
    found = _CALLED.match(words)
    return found[1].lower() if found and found[1].lower() not in _NO_NAMES else ""


_TURNS_TO = re.compile(
    r"(?:^|(?<=[.!?\n]))\s*([A-Z][a-z]{2,15}(?:\s*(?:/|,|&|and)\s*[A-Z][a-z]{2,15}){0,3})\s*(?::|--|–|—|,|-(?=\s))"
)


def idle(act: str, words: str, readers: int = 1) -> bool:
    """Whether what looks like this act is a form of politeness, or only tells something; `readers`: to how many."""
    tells = act in ("request", "question") and TELLS.search(words)
    return bool(COURTESY.search(words) or tells) or hardly_meant(act, words, readers)


def turns_to(words: str) -> set[str]:
    """Whom the last words of a letter speak to by name ("Darrell: Is there a reason?"), in lower case."""
    turns = reversed(_TURNS_TO.findall(words))
    named = ({name.lower() for name in re.findall(r"[A-Z][a-z]+", each)} - _NO_NAMES for each in turns)
    return next(filter(None, named), set())


def third_persons(words: str) -> set[str]:
    """The given names, in lower case, of those to whom a request wants something sent, told or given."""
    found = {name.lower() for pair in _TO_SOMEBODY.findall(words) for name in pair if name}
    return found - _NO_NAMES
