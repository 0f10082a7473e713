"""What English words say that somebody sets a limit, decides, has an idea, or names a topic."""

from segue.detect.remarks.rules import DECISION, IDEA, LIMIT, TOPIC, Speech, any_of, rules

_NUMBER = (
    r"(?:[€$£]?\s?\d[\d.,]*\s?(?:k|m|%|percent|euros?|dollars?|pounds?|hours?|days?|weeks?|months?|people|thousand|"
    r"million|hundred|am|pm)?\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|eighty|ninety|a hundred|a thousand|half a)\b)"
)
_DAY = (
    r"(?:(?:next|this|the|early|late|mid|end of) )*(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december|spring|summer|autumn|fall|winter|easter|christmas|new year|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)days?|mornings?|afternoons?|evenings?|weekends?|tomorrow|today|tonight|noon|year|quarter|month|"
    r"week|holidays?|q[1-4]|\d{1,2}(?::\d\d)?\b)"
)
_WE = r"\b(?:i|we|they|he|she)"
_CANT = r"(?:can't|cannot|can not|won't|couldn't|will not|'m not able to|are not able to|'re not able to)"
_ADV = (
    r"(?: (?:really|just|actually|simply|possibly|also|probably|only|all|now|then|already|finally|both|"
    r"definitely))*"
)
_MONEY = r"(?:budget|price|costs?|selling price|production costs?|funding|limit|cap|maximum|ceiling|spend)"

_LIMITS = (
    *rules(LIMIT, 0.9, [
        rf"{_WE} can{_ADV} only (?:do|make|manage|spend|afford|offer|pay|take|come|stay|meet|work|go up|commit)\b"
        r"(?! (?:so much|that|this|sense))",
        rf"{_WE}{_ADV} {_CANT}{_ADV} (?:afford|spend|exceed|commit|promise|accept|agree to|sign|take on|release|pay|"
        r"go (?:over|beyond|above|higher|lower|below|past)|make it (?:before|until|on|by|this|next)|"
        rf"(?:do|come|start|meet|be there|deliver|ship|launch|give)\b(?: \w+){{0,3}} (?:before|until|this week|"
        rf"next week|more than|(?:on|by) {_DAY})\b)",
        rf"\bnot (?:before|until|till|earlier than|later than) {_DAY}",
        r"\b(?:out of the question|off the table|(?:a |absolute )+no-go|non-negotiable|not negotiable|"
        r"deal-?breakers?|(?:is|'s|are|'re|was|be)(?: \w+)? (?:beyond|out of|outside(?: of)?) (?:our |my |the )?"
        r"scope(?! of the (?!project|pilot|contract))|not an option)\b",
        rf"\b{_MONEY} (?:stops|ends|is limited|is capped|is fixed|tops out|runs out)\b",
        r"\b(?:at (?:the )?most|no more than|not more than|not over|nothing (?:over|above|beyond)|maximum of|up "
        rf"to a maximum of|not (?:go )?(?:over|above|beyond)) {_NUMBER}",
        r"\b(?:budget|price|costs?|funding)\b(?: \w+){0,6} (?:max(?:imum)?|at (?:the )?most)\b",
        r"\bthe (?:most|maximum|least|earliest) (?:i|we)(?: can| could|'re able to) (?:do|offer|pay|spend|manage|"
        r"give|go|come|start)\b",
        r"\bthat's (?:all|as (?:much|far|high|low) as|the (?:most|best|limit|furthest)) (?:i|we)(?: can|'ve got| "
        r"could)\b(?! (?:tell|see|say|remember|think|judge))",
        r"\b(?:i'm|i am|we're|we are) (?:not|un)\s?(?:willing|prepared|ready|allowed) to \w+",
        r"\b(?:i|we) refuse to \w+",
        r"\b(?:i'm|i am|we're|we are|she's|he's) (?:fully |all )?(?:booked|away|out|off|on leave|on holiday|not "
        rf"available|unavailable|travelling)(?: up)? (?:until|till|before|through) {_DAY}",
        rf"\b(?:i|we) (?:don't|do not|never) (?:work|do|meet|travel|take calls) (?:on |after |before |in )?{_DAY}",
        rf"\b(?:only|just) on {_DAY}",
        rf"\b(?:i|we|they)(?:'ve| have| only have|'ve only)?{_ADV}(?: have| got)? (?:no|not enough|not got the|not "
        r"got any) (?:more )?(?:time|budget|money|capacity|resources|staff|funding) "
        r"(?:for|to|before|until|left|this|next)\b",
        r"\b(?:i|we|they) (?:don't|do not|won't) have (?:the |any |enough )*(?:budget|money|funding|capacity|"
        r"resources|staff|bandwidth|mandate|authority)\b",
    ]),
    *rules(LIMIT, 0.8, [
        r"\b(?:has|have|needs?|must|should|ought)(?:n't| not)? (?:to )?(?:be|stay|cost|keep|remain|come in|"
        rf"sell)(?: \w+){{0,3}} (?:under|below|within|less than|at most|not over|not more than) (?:the )?(?:budget|"
        rf"{_NUMBER})",
        r"\b(?:i|we|they) (?:only|just|have only|only have|'ve only got|have just) (?:have |got |has )?(?:a "
        rf"budget of |budget for )?{_NUMBER} (?:left |to spend|for (?:the|this|that))",
        r"\b(?:budget|limit|cap|maximum|ceiling)(?: for \w+)? (?:is|has to be|must be) (?:only |just |about |"
        rf"around )?{_NUMBER}",
        r"\b(?:i'm|i am|we're|we are) (?:\w+ )?(?:limited|restricted|confined) to (?!the fact)\w+",
        r"\b(?:i|we) (?:will not|won't|'m not going to|am not going to)(?: be)? (?:pay|sign|do that|do this|accept|"
        r"travel|work|go there|move on|compromise|take part)\w*",
        r"\b(?:we|i) (?:have|need|'ve got) to (?:keep|stay) (?:it |that |everything |the \w+ )*(?:under|below|"
        rf"within) (?:the |our )?(?:budget|limit|{_NUMBER})",
        r"^(?:so )?limits?: (?P<what>\w.+)",
    ]),
)  # fmt: skip

_CHOSEN = (
    r"(?:go (?:with|for|ahead with)|stick (?:with|to)|take|use|drop|skip|choose|pick|leave out|cancel|"
    r"postpone|opt for|settle (?:on|for)|get rid of|do without|switch to|stay with)"
)
_DECISIONS = (
    *rules(DECISION, 0.9, [
        r"(?:\b(?:we|they|i|everyone|everybody|the (?:board|team|group|company|management|committee))(?:'ve| have|"
        rf" has|'d| had)?{_ADV}|^) (?:decided|agreed|opted|resolved|settled)(?: already| now| then)? (?:to "
        r"(?!disagree)|(?:up)?on (?!that\b|it\b|what\b|how\b|the fact)|against|for (?:the|a)\b|not to|that "
        r"(?!already|now|,|then)|for now)",
        r"\b(?:decision|agreed|decided|resolved)(?: is| was)?: ?(?P<what>\w.+)",
        r"\b(?:so|okay|ok|then|right|alright|fine|good)(?:,)?(?: then| now)?(?:,)? (?P<what>(?:we(?:(?:'ll|"
        r"'re going to|'re gonna| will| "
        rf"shall)|(?={_ADV} (?:go|stick|skip|drop|leave|cancel|postpone|settle|do without) ))|i(?:'ll| "
        rf"will)(?= (?:go|stick|choose|pick|opt|settle))|let's|let us){_ADV} "
        rf"{_CHOSEN} (?!(?:a |an |some |our "
        r")?(?:small |quick |short )?(?:look|break|moment|vote|minute|second|lunch|dinner|coffee|walk|drink)\b|"
        r"must\b|(?:it|that|them)\b[.,]?$|(?:the|a|an|this) (?:\w+ )?(?:case|example|instance)\b|it from\b|"
        r"turns\b|notes?\b|this (?:time|opportunity)\b|the (?:pen|next|"
        r"first|time|opportunity)\b|care\b|that (?:in|as|into)\b)\w+.*)",
        rf"\b(?:let's|let us){_ADV} (?:go (?:with|for (?!a (?:walk|coffee|drink|break|quick|minute)|it\b|lunch|"
        r"dinner|coffee))|stick (?:with|to)|drop|skip(?! to)|leave out|cancel|postpone|opt for|settle (?:on|for)|"
        r"get rid of|do without|forget about) (?!it\b|that\b|them\b)\w+",
        r"\b(?:let's|we'll) do (?:it|that)(?: that way| like that| this way)?(?: then|,? (?:agreed|deal))",
        r"\b(?:i've|i have|we've|we have) made (?:up )?(?:my|our) minds?\b",
        r"\b(?:that's|that is|it's|it is) (?:all |now |then )?(?:decided|settled|agreed|a deal)\b(?! (?:by|on the "
        r"basis))",
        r"\b(?:the|our|my)(?: final| first)? (?:decision|choice|final call) (?:is|was)(?: that| to|,|:)? (?!yours|"
        r"ours|made|still|hard|up|not\b|difficult|whether|what|how|about|going)\w+",
        r"\b(?:everyone|everybody|we|both|all of us)(?: all| both)? (?:agree|agrees) (?:that|on (?!that\b|who|what|"
        r"how)|to (?!disagree))",
        r"^(?:agreed|deal|settled),? (?:then,? )?(?P<what>(?:no|not|we|let's|so|we'll) (?!one\b|problem\b|"
        r"doubt\b)\w+.*)",
        r"\bwe(?:'re| are)(?: now)? (?:going (?:with|for|ahead with)|sticking (?:with|to)|dropping|cancelling|"
        r"postponing) (?!to\b|that in\b|it\b|today|now|(?:(?:for )?(?:a |an )?(?:small |quick )?)?(?:lunch|dinner|"
        r"coffee|break|walk|drink)|an? hour)\w+",
    ]),
    *rules(DECISION, 0.8, [
        r"^(?:so |okay |ok |right |then |and )*(?P<what>(?!(?:what|whatever|that|this|how|as|way|where|there|who|"
        r"when|if|think|say|yes|yeah|no|so|because|here|like|is|was|and|but|do|did|put|make|take|got|get|see|keep|"
        r"leave|with|about|maybe|indeed|sure|or|you|i|we|they|okay|well|now|oh|sometimes|always|which|"
        r"anyway|usually|probably|perhaps|often|already|still)\b)\w+(?: (?!here\b|there\b|one\b|so\b|know\b|"
        r"have\b|now\b|is\b|"
        r"was\b|if\b|as\b|how\b|way\b|what\b|like\b|think\b|of\b|when\b)\w+)? "
        r"it is)(?:,? then)?[.!]?$",
        r"\bwe(?:'re| are) not (?:going to|gonna) (?:have|use|do|launch|include|offer|build|change) (?!that\b|"
        r"this\b|anything|it\b|any\b|to\b|with\b)\w+",
        r"\b(?:so|okay|yeah),? (?P<what>we(?:'ll| will|'re going to|'re gonna) (?:keep|launch|use|include|cancel|"
        r"drop) (?!to\b|a (?:look|think|meeting|discussion|break)\b|it\b|that\b|this\b|the (?:same|meeting|next|"
        r"last)\b|another\b|some\b|a quick\b|sure\b|more\b|all\b)\w+.*)",
    ]),
)  # fmt: skip

_NONE = (
    r"see|say|hear|find|think|listen|decide|wait|check|explain|call|agree|compromise|of course|"
    r"(?:on|in|at|there|here|now|if|probably) |(?:use|put|try|switch|do|consider|handle|hook) (?:it|that|"
    r"this|something|some)\b|"
    r"have (?:\w+ed|made|been|done|had|gone|put|got|just|come|become|taken|given|seen|known|thought|found|chosen|cut|"
    r"said|told|left|kept|built)\b|make (?:it|that)[.,]?$|tell|understand|guess|imagine|get there|not\b|have a look|"
    r"start|begin|move on|go (?:on|back|through|ahead|to)\b|continue|help|talk|discuss|vote|stop|look|"
    r"choose|state\b|do whatever|add things|ask (?:you|me|him|her|them|if|about)\b|but\b|(?:have|turn|"
    r"get|take) (?:it|that|them)\b|get somewhere|give it a (?:try|go)|disagree|meet\b|"
    r"when\b|whether\b|send if|"
    r"(?:we|you) (?:should|could)"
)
_HAVE_IDEAS = rf"(?!{_NONE})"
_IDEAS = (
    *rules(IDEA, 0.8, [
        r"\bwhat if (?P<what>(?:we|you|i)(?: just| both| all| also)? (?!have\b|need|are\b|'re\b|get\b|don't|can't|"
        r"fail|lose|miss|run out|get stuck|forget|were wrong|are wrong|want to|need to|die)\w+.*)",
        r"\bwhat if (?P<what>(?:they|it|there|the \w+|every\w*)(?: \w+)? (?:could|had|was|were|would)\b.*)",
        r"\bhow about (?P<what>(?:(?:a|an|some|two|having|making|using|doing|putting|just|if|we|the idea of|trying|"
        r"giving|offering)\b|\w+ing\b)(?<!during)(?! you\b| he\b) .+)",
        r"\bwhat about (?P<what>(?:if (?:we|you)\b|having|making|using|doing|putting|trying|giving|offering|a|"
        r"an)\b .+)",
        r"\b(?:we|you|they) (?:could|might)(?: (?:just|always))? (?:maybe|perhaps|even|also|possibly) "
        rf"{_HAVE_IDEAS}\w+ \w+",
        r"\b(?:maybe|perhaps) (?P<what>(?:(?:we|you|they) (?:could|might)|we (?:can|should))(?: just| also| even| "
        rf"maybe)? {_HAVE_IDEAS}\w+.*)",
        r"\b(?:i have|i've got|i had|here's|i've) (?:an?|another|one|this|my) (?:\w+ )?idea\b(?! (?:of|what|how|"
        r"who|where|why|about|whether|too|as well))",
        r"\b(?:another|one|my|a crazy|a new|a different|the other|first) idea (?:is|would be|was|could be|might "
        r"be)(?: that| to|,|:)? (?P<what>(?!good|bad|not\b|that$)\w+.*)",
        r"\b(?:it|that) (?:might|would|could|may|'d) be (?:really |very |quite |also |so |kind of )*(?:nice|good|"
        r"great|cool|fun|interesting|worth|worthwhile|useful|an idea|a good idea|helpful|handy) (?:to "
        r"(?!try[.,]?$|know|hear|"
        r"see if|be here|look|recap|introduce|start|find out)|if (?:we|you|there|it|they)\b)\w*",
        r"\bwouldn't it be (?:nice|good|great|cool|fun|better|easier|possible) (?:to|if)\b",
        r"\bi(?: was|'ve been| have been|'m| am)(?: just| also)? thinking (?:that )?(?:maybe|perhaps|of (?!it\b|"
        r"that\b|you\b)\w+ing|we (?:could|might|should)) (?!it\b|that\b)\w+ \w+",
        r"\b(?:i|we)(?:'d| would| could| might)? (?:suggest|propose) (?:that |to )?(?!that$|it\b|this\b|we "
        r"(?:start|begin|stop|move|decide|think|talk|discuss|look|take a)|starting|moving|before|to you)\w+ \w+",
        r"\b(?:my|one|another) (?:suggestion|proposal) (?:is|would be)(?: that| to|,|:)? \w+",
        r"\b(?:one|another) (?:option|possibility) (?:is|would be|might be|could be)(?: that| to|,|:)? (?!that$)\w+",
        r"(?:^|[.,;] |\bjust |\bso )(?:imagine|picture) (?:if )?(?:we|a|an) \w+ \w+",
        r"\bwhy (?:don't we|not)(?: just| also)? (?P<what>(?!start|why\b|begin|to\b|go (?:on|first|ahead|"
        r"through|around)|move|you\b|we\b|take a (?:look|break)|continue|have a (?:look|break)|know|think|want|"
        r"like|need|tell|ask|just\b|(?:do|use|try|have|turn) (?:it|that|those|this|them)\b)\w+ \w+.*)",
        r"(?:^|[.,;] )(?:so )?ideas?: (?P<what>\w.+)",
    ], asks=True),
    *rules(IDEA, 0.6, [
        rf"\bwe could(?: just| always| then)? (?P<what>(?!{_NONE}|do (?:that|it|this)\b|have (?:that|"
        r"it)\b|even|also|maybe|perhaps|possibly|just|always|then|you\b|i\b|we\b|get\b|use (?:that|it)\b|be\b)\w+ "
        r"\w+.*)",
        r"\bhave you (?:ever )?(?:thought|considered) (?:about|of )?(?P<what>\w+ing\b .+)",
    ], asks=True),
)  # fmt: skip

_MATTER = (
    r"(?P<what>(?!(?:it|that|this|them|you|him|her|those|these|what you|everything|things|stuff|"
    r"something|anything|the (?:part|thing|fact)|a (?:thing|lot))\b[ "
    r".,!?]*$)(?!(?:it|that|this|these|them|what you|by|about|with|is|was|right now|in my|you|later)\b)\w+.*)"
)
_LATER = (
    r"(?:next time|another time|some other time|later(?: on)?|next (?:week|month|meeting|call)|(?:in|at|for) "
    r"(?:our|the|a) (?:next|follow-up|later) \w+|soon|when we (?:meet|talk|speak)|properly|one day)"
)
_TOPICS = (
    *rules(TOPIC, 0.9, [
        r"\b(?:we|you and i|let's|let us)(?: should| could| need to| have to| must| can| ought to|'ll|'d better| "
        r"will)?(?: really| also| then| definitely)? (?:talk|speak|chat|discuss|come back|return|get back|think|"
        r"pick up)(?: again| more| properly)*(?: about| to| on| over|(?<=discuss)) (?P<what>(?!(?:it|that|this|"
        rf"then|you|them|again|about|later|the (?:next|last))\b)\w+(?: \S+){{0,12}}?) {_LATER}",
        r"\b(?:we|you and i) (?:should|ought to|really need to|must)(?: really| also| definitely| maybe| "
        r"probably)? (?:(?:talk|speak|chat|have a (?:proper )?(?:talk|chat|conversation))(?: again| more| "
        rf"properly)* about|come back to|return to) {_MATTER}",
        r"\bi(?:'ve| have)(?: really| also| just)? been (?:thinking|worrying|wondering|struggling|"
        rf"wrestling)(?: a lot| lots| much| so much| quite a bit| hard| for \w+)* (?:about|over|with) {_MATTER}",
        rf"\bi (?:keep|can't stop) (?:thinking|worrying|wondering|coming back) (?:about|to) {_MATTER}",
        rf"\bi(?: often)? think (?:a lot|a great deal|all the time) about {_MATTER}",
        r"\b(?:the|one|the one|the only) things? (?:that )?(?:i|we)(?: really| always| most| mostly)* (?:care|"
        r"worry|think|dream)(?: the most| most| a lot)? about(?: the most| most| right now| here)? (?:is|are) "
        rf"{_MATTER}",
        r"\bwhat(?: really| most)? matters(?: most| the most| really)?(?: to| for) (?:me|us|them)(?: most| right "
        rf"now| here)? is (?:that )?{_MATTER}",
        r"\bwhat (?:i'm|i am|we're|we are)(?: really| most| mostly| also)? (?:interested in|worried about|excited "
        r"about|concerned about|curious about|passionate about|struggling with|thinking about)(?: most| right now|"
        rf" at the moment)? is {_MATTER}",
        r"\b(?:my|our)(?: own| very)? (?:biggest|main|real|big|number one) (?:concern|worry|question|interest|"
        r"focus|priority|challenge|problem|headache|topic)(?: (?:here|now|right now|at the moment|this year|these "
        rf"days))? (?:is|are|will be) {_MATTER}",
        r"\b(?:remind me to|we should have another) (?:talk|speak|ask|chat)\w* (?:you )?about "
        r"(?P<what>(?!it\b|that\b)\w+.*)",
        r"(?:^|[.,;] )(?:topics?|for next time|parking lot|to come back to|to discuss): (?P<what>\w.+)",
        r"\b(?P<what>(?!it\b|that\b|this\b)\w+(?: \w+){0,4}) (?:is|are|has been)(?: really| very much)? (?:on "
        r"my mind|close to my heart)\b",
    ]),
    *rules(TOPIC, 0.7, [
        r"\b(?:i'm|i am|we're|we are)(?: (?!not\b)\w+)? (?:passionate about|excited about|curious about|keen on|"
        rf"worried about|concerned about|struggling with) (?!if\b|how\b|whether\b){_MATTER}",
        r"\b(?:the|one)(?: very)? (?:biggest|main|real|big) (?:issue|challenge|concern|question|worry|topic)(?: "
        rf"(?:for us|for me|here|right now|at the moment|that (?:we|i) (?:have|see|face)))* (?:is|are) {_MATTER}",
        rf"\b(?:i|we) (?:really|deeply) care about {_MATTER}",
    ]),
)  # fmt: skip

_NEVER = any_of(
    r"\b(?:if|unless|whether|suppose|once|until|before|when|whenever) (?:[\w']+ ){0,3}$",
    r"\b(?:not|n't|never|nobody|doesn't mean|don't think|don't know|no idea|isn't|wasn't|maybe|perhaps|thought) "
    r"(?:[\w']+ ){0,2}$",
    r"\b(?:he|she|they|you|it) (?:said|says|wrote|asked|kept asking|keeps saying),? (?:\W|\w+ ){0,3}$",
)

SPEECH = Speech(
    rules=(*_DECISIONS, *_LIMITS, *_IDEAS, *_TOPICS),
    never={LIMIT: _NEVER, DECISION: _NEVER, TOPIC: _NEVER, IDEA: any_of(
        r"\b(?:if|unless|not|never|so that|ways(?: that)?|improvements|where|how|until|haven't|"
        r"doesn't) (?:[\w']+ ){0,1}$", r"\b(?:said|says|asked|asking|saying|like),? \W{0,2}$")},
    asks=any_of(
        r"(?:(?:and|but|so|okay|well|now|then|yeah|oh)[ ,]+)*(?:can|could|do|does|did|have|are|was|will|would|"
        r"shall|should) i\b",
        r"(?:(?:and|but|so|okay|well|now|then|yeah|oh)[ ,]+)*(?:can|could|do|does|did|have|has|are|is|was|were|will|"
        r"would|shall|should|"
        r"what|why|how|where|when|who|which) (?:we|you|he|she|they|it|the|that|this|there|these|many|much|about|if|"
        r"to|do|is|are)\b(?! (?:can|'ve|have|really) )",
    ),
    loose=any_of(
        r"(?:^|\s)(?:a|an|the|to|of|for|with|and|or|but|so|which|if|in|on|at|by|from|about|like|just|maybe|we|i|you|"
        r"they|it's|"
        r"are|be|have|get|make|use|put|do|go|could|can|would|not|because|some|more|our|my|your|this|should|might|"
        r"must|only|really|also|kind|sort|than|into|as|what|how|let's)$|(?<!\bit) is$|\b(?:decided|agreed|agree|"
        r"should|could) (?:that|then)$",
    ),
    empty=any_of(r"(?:\W|it|that|this|them|so|then|do|does|did|what|which|there|him|her|you|me|us|one|yeah|yes|no|"
    r"well|okay)+"),
)  # fmt: skip
