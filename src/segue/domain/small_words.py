"""Words of the languages that are read which no theme is made of."""

SMALL = frozenset(
    word
    for line in (
        "the and for are but not you all any can had her was one our out day get has him his how man new now old",
        "see two way who boy did its let put say she too use that with have this will your from they know want been",
        "good much some time very when come here just like long make many more only over such take than them then",
        "these thing things those well were what where which while would could should about above after again also",
        "always another anything around because before being between both cannot didn does doesn doing done down",
        "during each either else enough even ever every everyone everybody someone somebody anyone anybody nobody",
        "everything few first last next gets getting give given goes going gone got great hello hey however idea",
        "ideas instead into isn it's itself kind least less lot lots made making maybe mean means might most must",
        "myself need needs never nice nothing off often okay once other others ought ours own part people perhaps",
        "please point possible probably quite rather really right same seem seems sense shall since so something",
        "somewhere sort still stuff sure talk thank thanks their theirs there therefore think thought through thus",
        "today together towards tried true try trying under until upon used useful uses using usually whatever",
        "whether whole whom whose why within without work works working wouldn yes yet add added start wish love",
        "cool awesome propose proposal better best bit case cases example fact feel find found help helpful hard",
        "issue issues keep look looking problem problems question reason says said sounds tell agree agreed",
        "actually already currently don doesn't don't can't won't isn't i'm i'd i've i'll we're we've we'd you're",
        "that's there's let's folks guys ways place back set end having become may able along etc per via ago",
        "shouldn couldn der die das und ist nicht ich sie wir mit auf für den dem des ein eine einen von auch sich",
        "bei nach aus wie noch wenn dass aber oder wird haben kann bitte mir mich uns ihr zum zur bis über schon",
        "gerne mal kein keine sollten sollte könnten könnte wäre würde jemand alle mehr sehr dann les est pas vous",
        "nous elle une que qui dans pour avec sur aux cette mais par plus sont ont être fait peut mon mes votre",
        "notre très bien tout serait faudrait quelqu los las del una por para con como está son ser hay muy más",
        "pero este esta eso también sería podríamos och att det som för inte med till men har kan ska från när hur",
        "vad här där vill bara också skulle borde vore någon alla mycket",
    )
    for word in line.split()
)
