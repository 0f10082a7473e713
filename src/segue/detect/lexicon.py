"""Word classes: what a word does in an act, so that rare words share what is learned of common ones."""

_CLASSES = {
    "I": "i",
    "WE": "we",
    "YOU": "you ya yall",
    "HE": "he she they",
    "WILL": "will 'll shall gonna",
    "WOULD": "would 'd",
    "CAN": "can could may might",
    "MUST": "must should",
    "ME": "me us",
    "MY": "my our",
    "YOUR": "your",
    "THEM": "him her them",
    "IT": "it this that these those",
    "THE": "the a an any some all each both another",
    "GIVE": (
        "send forward e-mail email mail fax fedex ship deliver provide give supply submit post upload "
        "share pass relay distribute circulate attach include return resend copy cc print bring drop "
        "wire pay show hand transfer issue present"
    ),
    "TELL": (
        "tell inform notify advise update report explain remind respond reply answer write call phone "
        "ring contact ping reach talk speak discuss ask check confirm verify inquire mention touch "
        "visit clarify address communicate coordinate announce describe"
    ),
    "KNOW": "know posted apprised informed loop",
    "DO": (
        "do make fix change correct prepare draft create build finish complete set arrange schedule "
        "book order buy pick get find look review read test work take care handle run put move remove "
        "delete clean revise sign file research investigate dig track ensure approve pursue process "
        "reserve reschedule organize enter input develop compile gather collect pull resolve proceed "
        "execute cover cancel generate calculate close fill hold keep implement initiate install "
        "merge modify monitor negotiate obtain open push rework replace rewrite save search sell "
        "study setup sort split start continue apply adjust allocate allow assign assist help edit "
        "incorporate add respin repost rebase queue follow determine figure evaluate analyze compare "
        "consider reconsider redo reconcile"
    ),
    "BE": "be been being",
    "IS": "is are am was were 're 'm 's",
    "HAVE": "have has had 've",
    "STATE": (
        "need hear like love miss want feel think believe stay live enjoy agree remember wait assume "
        "expect wish guess seem appear become understand realize lose win"
    ),
    "MOVE": "attend come go arrive leave join drive fly head travel meet see play eat watch ride",
    "TRY": "try attempt endeavor intend plan hope",
    "NOT": "not never cannot unable",
    "IF": "if unless whether",
    "WHEN": "when once after before until while till as",
    "WH": "what which who whom where how why whose",
    "PLEASE": "please kindly",
    "LET": "let lets",
    "THANK": "thanks thank appreciate appreciated",
    "YES": "yes yeah yep yup ok okay sure fine absolutely agreed deal",
    "NO": "no nope nah",
    "SORRY": "sorry unfortunately apologize apologies afraid regret",
    "ATTACHED": "attached enclosed attachment below following",
    "DONE": (
        "sent forwarded e-mailed emailed called spoke talked checked fixed updated changed added made "
        "completed finished done uploaded got received reviewed found prepared created asked moved "
        "removed revised corrected submitted entered signed faxed mailed ordered booked scheduled "
        "confirmed applied merged pushed tested told wrote tried took left included ran pulled heard "
        "gave given requested spoken taken gotten written"
    ),
    "SOON": (
        "today tonight tomorrow now asap soon shortly later week weekend month morning afternoon "
        "evening noon eod cob DAY MONTH year day days weeks hour hours minutes immediately promptly"
    ),
    "MEETING": "meeting lunch dinner drinks conference coffee breakfast appointment party golf beer drink",
    "GOOD": "good great perfect excellent nice wonderful cool awesome works helpful",
    "HAPPY": "happy glad willing pleased available able free welcome",
    "ANY": "questions question comments problems concerns assistance feedback thoughts suggestions",
    "AND": "and or but so then ; ,",
    "TO": "to",
    "FOR": "for",
    "WITH": "with",
    "IN": "in on at by of from about",
    "GOING": "going planning trying",
}
CLASS = {word: name for name, words in reversed(_CLASSES.items()) for word in words.split()}

#: Words that do not change what a sentence does: left out between subject, modal and verb.
ADVERBS = frozenset(
    "also just certainly definitely probably still soon always gladly happily perhaps personally shortly already "  # noqa: SIM905
    "only actually simply either maybe hopefully really quickly most likely immediately of course".split()
)

_DAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
_MONTHS = (
    "january february march april june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
#: Spellings brought to one form before anything is learned from them.
SAME = (
    dict.fromkeys(_DAYS.split(), "DAY")
    | dict.fromkeys(_MONTHS.split(), "MONTH")
    | {
        "pls": "please",
        "plz": "please",
        "u": "you",
        "ur": "your",
        "tommorrow": "tomorrow",
        "tommorow": "tomorrow",
        "tomorow": "tomorrow",
        "tmrw": "tomorrow",
        "tonite": "tonight",
        "thx": "thanks",
        "thnx": "thanks",
        "thanx": "thanks",
        "recieved": "received",
        "mtg": "meeting",
    }
)
