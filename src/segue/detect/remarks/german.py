"""What German words say that somebody sets a limit, decides, has an idea, or names a topic."""

from segue.detect.remarks.rules import DECISION, IDEA, LIMIT, TOPIC, Speech, any_of, rules

_NUMBER = (
    r"(?:[€$]?\s?\d[\d.,]*\s?(?:k|%|prozent|euro|tausend|stunden|tage|wochen|monate|leute)?\b|"
    r"(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|zwanzig|dreißig|fünfzig|hundert|tausend)\b)"
)
_DAY = (
    r"(?:(?:dem|den|der|im|am|ende|anfang|mitte|nächster?n?|nächstes) )*(?:januar|februar|märz|april|mai|juni|juli|"
    r"august|"
    r"september|oktober|november|dezember|frühjahr|frühling|sommer|herbst|winter|ostern|weihnachten|(?:mon|diens|"
    r"donners|frei|sams|sonn)tags?|mittwochs?|morgens|vormittags|nachmittags|abends|wochenende|woche|monat|jahr|"
    r"quartal|"
    r"\d{1,2}\b)"
)
_FEW = r"(?: (?:leider|wirklich|auch|einfach|jetzt|dann|also|nun|schon|uns|gemeinsam|doch|mich|nur|aber|beide|alle))*"

SPEECH = Speech(
    rules=(
        *rules(DECISION, 0.9, [
            rf"\b(?:wir haben|ich habe|haben wir|habe ich|das team hat|der vorstand hat){_FEW}(?: (?!noch\b|"
            rf"nichts\b|nicht\b|nie\b)\w+){{0,6}} (?:entschieden|beschlossen|vereinbart|festgelegt|geeinigt)\b",
            r"\b(?:beschluss|beschlossen|entscheidung|vereinbart|entschieden)(?: ist| war)?: ?(?P<what>\w.+)",
            r"\b(?:also|gut|okay|ok|dann|so)(?:,)?(?: dann)?(?:,)? (?P<what>(?:nehmen|machen|lassen|streichen|"
            rf"verschieben|verwenden|behalten) wir{_FEW} (?!mal\b|kurz\b|eine pause|weiter)\w+.*)",
            r"\bwir (?:nehmen|bleiben bei|gehen mit|verzichten auf|streichen|verschieben|entscheiden uns (?:für|"
            r"gegen)|einigen uns auf) (?!uns\b|mal\b|an,)\w+",
            r"\b(?:das|es) ist (?:damit |jetzt |nun )?(?:beschlossen|entschieden|abgemacht)\b",
            r"^abgemacht[,:!]? (?P<what>\w+ \w+.*)",
        ]),
        *rules(LIMIT, 0.9, [
            rf"\b(?:ich|wir) (?:kann|können|könnten|darf|dürfen|schaffe|schaffen){_FEW} nur\b(?! (?:sagen|hoffen|"
            r"raten|zustimmen|bestätigen|empfehlen|vermuten|wiederholen))",
            rf"\bnicht vor {_DAY}|\b(?:frühestens|spätestens erst|erst ab|erst nach) {_DAY}",
            rf"\b(?:höchstens|maximal|nicht mehr als|nicht über) {_NUMBER}",
            r"\bkommt (?:für (?:mich|uns) )?(?:gar |überhaupt )?nicht in ?frage\b|\bist (?:für (?:mich|uns) "
            r")?(?:keine option|nicht verhandelbar|ausgeschlossen|ein no-go)\b",
            r"\b(?:budget|geld|etat|preis)\b.{0,25}\b(?:endet|hört .{0,12}auf|begrenzt|gedeckelt|reicht nicht|"
            r"nicht mehr)\b",
            r"\b(?:haben|habe|hat)(?: \w+){0,3} (?:kein(?:e|en)?|nicht genug|nicht genügend) (?:zeit|budget|geld|"
            r"kapazität(?:en)?|mittel|leute|personal)\b",
            r"\b(?:können|kann) (?:ich |wir )?(?:uns |mir |das |es )*(?:uns |mir )?(?:leider |einfach )*nicht "
            r"(?:leisten|zusagen|versprechen|bezahlen|finanzieren|unterschreiben)\b",
            r"\bmehr (?:geht|ist) (?:bei uns |für uns |leider )*nicht\b|\bmehr als (?:das )?(?:kann|können) (?:ich|"
            r"wir) nicht\b",
            rf"\b(?:ich bin|wir sind) (?:leider )?(?:bis|erst ab) {_DAY}.{{0,20}}(?:weg|ausgebucht|im urlaub|nicht "
            r"da|verreist)\b",
            r"^grenzen?: (?P<what>\w.+)",
        ]),
        *rules(IDEA, 0.8, [
            r"\bwas,? wenn (?P<what>(?:wir|ihr|du|man)\b (?!nicht\b|scheitern|das nicht)\w+.*)",
            r"\bwie wäre? es?,? (?:mit|wenn) (?P<what>\w+ \w+.*)|\bwie wär's,? (?:mit|wenn) \w+ \w+",
            rf"\b(?:wir könnten|könnten wir|man könnte|ihr könntet){_FEW} (?:vielleicht|eventuell|ja|auch|doch|"
            r"mal) (?!(?:mal )?(?:anfangen|sehen|weitermachen))\w+ \w+",
            rf"\bvielleicht (?:könnten|könnte|sollten|können) (?:wir|man|ihr){_FEW} (?!anfangen|weitermachen)\w+ \w+",
            r"\b(?:ich habe|ich hätte|ich hab|hier ist) (?:da )?(?:eine|noch eine|'ne) (?:\w+ )?idee\b",
            r"\b(?:eine|meine|noch eine|andere) (?:andere )?(?:idee|möglichkeit) (?:wäre|ist)\b(?! (?:gut|schlecht|"
            r"nicht))",
            r"\b(?:ich|wir) (?:schlage|schlagen|würde|würden) (?:vor,? (?:dass|wir|zu)|\w+ .*vorschlagen)\b",
            r"\bes wäre (?:schön|gut|toll|spannend|interessant|hilfreich),? wenn (?:wir|ihr|es|man)\b",
            r"\bwarum (?P<what>(?:machen|nehmen|nutzen|bauen|laden|veranstalten|probieren) wir nicht \w+.*)",
            r"(?:^|[.,;] )ideen?: (?P<what>\w.+)",
        ], asks=True),
        *rules(TOPIC, 0.9, [
            r"\b(?:wir sollten|sollten wir|wir müssen|lass uns|lasst uns|da sollten wir)(?: \w+){0,4} (?:über|auf) "
            r"(?P<what>(?!das (?:sprechen|reden|nach)|es\b)\w+.*?) (?:sprechen|reden|zurückkommen|unterhalten|"
            r"nachdenken)\b",
            r"\b(?:beim )?nächste[ns]? mal (?:sprechen|reden) wir über (?P<what>\w+.*)",
            r"\bich (?:denke|habe)(?: \w+){0,5} (?:viel|oft|lange|ständig) über (?P<what>(?!das[ .]*$|es\b|das "
            r"nach)\w+.*?)(?: nach(?:gedacht)?)\b",
            r"\b(?:was|woran) (?:mir|uns)(?: wirklich| besonders| am meisten)* (?:wichtig ist|am herzen liegt|"
            r"liegt),? (?:ist|sind) (?P<what>\w+.*)",
            r"\bwas mich(?: wirklich| sehr| gerade| am meisten)* (?:beschäftigt|umtreibt|interessiert|bewegt),? "
            r"(?:ist|sind) (?P<what>\w+.*)",
            r"\b(?:meine|unsere) (?:größte|wichtigste) (?:sorge|frage|aufgabe|baustelle|herausforderung) (?:ist|"
            r"bleibt) (?P<what>\w+.*)",
            r"(?:^|[.,;] )(?:themen?|für das nächste mal|fürs nächste mal): (?P<what>\w.+)",
        ]),
    ),
    never=dict.fromkeys(
        (LIMIT, DECISION, TOPIC), any_of(r"\b(?:wenn|falls|ob|sobald|"
        r"bevor|bis)\b[^,]*$", r"\b(?:nicht|nie|kein\w*) (?:\w+ ){0,1}$"),
    ) | {IDEA: any_of(r"\b(?:nicht|nie) (?:\w+ ){0,1}$", r"\b(?:sagt|sagte|fragt|fragte)e?,? \W{0,2}$")},
    asks=any_of(r"(?:(?:und|aber|also|ja|dann)[ ,]+)*(?:haben|habt|hast|hat|können|kannst|könnt|sollen|wollen|ist|"
    r"sind|was|warum|wie|wo|wann|wer) "
                r"(?:wir|ihr|du|sie|er|es|das|die|der|ich)\b(?! (?:am herzen|wirklich|uns|beschlossen|entschieden))"),
    loose=any_of(r"(?:^|\s)(?:und|oder|aber|der|die|das|ein|eine|einen|den|dem|zu|mit|für|über|dass|wenn|weil|in|"
    r"an|auf|wir|ich|vielleicht)$"),
    empty=any_of(r"(?:\W|es|das|dies|so|dann|ja|nein|gut)+"),
)  # fmt: skip
