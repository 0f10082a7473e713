"""What German sentences do."""

from segue.detect.tongues.rules import STATE, tongue

# What somebody does who promises: "ich schicke", "schicke ich", "wir schicken".
_DO = (
    r"(?:schick|send|ruf|meld|kümmer|klär|erledig|liefer|geb|prüf|komm|bring|überweis|leit|sprech|red|schau|"
    r"versprech|trag|"
    r"reich|besorg|mach|übernehm|schreib|frag|buch|reservier|organisier|bereit|stell|teil|informier|unterschreib|"
    r"lad|les|"
    r"seh|arbeit|korrigier|änder|bestell|hol|kauf|sag|bezahl|zahl|halt|besprech|bearbeit|antwort|nenn|such|find|"
    r"sammel|"
    r"sammle|aktualisier|ergänz|ruf|fahr|treff|nehm|setz|leg|füg|erstell|verschick|kontaktier|bestätig|start|"
    r"beginn|fass|"
    r"druck|scann|übersetz|lös|beheb|geh|bleib|warte?|melde?)"
)
_I_DO = rf"(?:(?:ich|wir)\s+(?:\w+\s+)?{_DO}(?:e|en|n)?\b|\b{_DO}(?:e|en|n)?\s+(?:ich|wir)\b)"
_DONE = (
    r"(?:geschickt|abgeschickt|verschickt|gesendet|versandt|gesprochen|gemacht|erledigt|geprüft|gebucht|bestellt|"
    r"ergänzt|"
    r"geändert|korrigiert|behoben|eingereicht|überwiesen|bezahlt|angerufen|gefragt|hochgeladen|weitergeleitet|"
    r"unterschrieben|eingetragen|reserviert|informiert|fertig|raus|angehängt|beigefügt|besorgt|geklärt|abgegeben|"
    r"aktualisiert|beantwortet|ausgefüllt|eingeladen|vorbereitet|geliefert|besprochen)"
)
_DEADLINE = r"(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|nächste\w*|morgen|übermorgen|\d+)"

TONGUE = tongue(
    nothing=[
        r"\b(?:bei|falls|wenn|sollten)\b.{0,30}\bfragen\b.{0,60}\b(?:verfügung|melden|wenden|kontakt|sprechen)",
        r"\bmelden sie sich bei fragen\b|\bzur verfügung\b|\babmelden\b|\bzögern sie nicht\b",
        r"^(?:mit )?(?:freundlichen|besten|herzlichen|lieben|viele|beste|liebe) grüße?n?\b|^(?:vielen|"
        r"herzlichen) dank\b(?!.*\b(?:ja|gern))",
        r"\bich (?:freue mich|hoffe|wünsche)\b|\bschönes wochenende\b|^bis (?:bald|dann|morgen)\W*$",
    ],
    asked={
        "offer": [
            r"\b(?:kann|könnte|darf) ich (?:dir|ihnen|euch|dich|sie)\b.*\b(?:helfen|abnehmen|unterstützen|etwas|"
            r"was|mitnehmen|anbieten)\b",
            r"\bsoll(?:te)? ich\b|\bsoll(?:t)?en wir .*\b(?:für|dir|ihnen|euch)\b",
            r"\b(?:möchte(?:st|n)?|willst|wollen|hättest) (?:du|sie|ihr)(?: gern)?, dass (?:ich|wir)\b",
        ],
        "counter": [
            r"\bstattdessen\b|\bausweichen\b",
            r"\b(?:verschieben|verlegen|vertagen|später machen|umlegen)\b|\bstatt\b|\b(?:ginge|geht|ging|"
            r"passt) .*\b(?:auch|lieber|erst)\b",
            r"\banderen? (?:tag|termin|zeit)\b",
        ],
        "proposal": [
            r"(?:^|, )(?:und )?\w+en wir (?:uns|zusammen|gemeinsam|kurz|mal|noch|nächste|am|morgen|heute)\b|"
            r"\bwas meinst du, ",
            r"^(?:und )?(?:wollen|sollen|können|treffen|sehen|telefonieren|sprechen) wir\b(?! (?:euch|sie|dich|"
            r"einladen))",
            r"\bwie wär(?:e|'s)?\b|\blust auf\b|\bwas hält?s?t? (?:du|ihr|sie) (?:davon|von)\b|\bhätte(?:st|"
            r"n) (?:du|sie) (?:zeit|lust)\b",
        ],
        "request": [
            r"\b(?:dürfte|darf) ich (?:sie|dich|euch)\b.*\bbitten\b|\bwer (?:von euch|von ihnen|kann|"
            r"könnte)\b.*\bkann\b|\bwer kann\b",
            r"\b(?:habt ihr|haben sie|hast du|hätten sie|hättest du) die möglichkeit\b|\bmagst du\b|"
            r"\bschaffst du es\b|\bdenkst du (?:noch )?an\b",
            r"\bbitte\b|\b(?:kannst|könntest|könnt|könntet|würdest|würdet|wärst|magst) (?:du|ihr)\b",
            r"\b(?:können|könnten|würden|wären|dürfte|darf) (?:sie|ich sie|ich dich)\b",
        ],
    },
    said={
        "report": [
            r"\b(?:ist|sind) (?:eingegangen|angekommen|da|bestätigt)\b|^\W*(?:habe|hab|"
            r"haben)\b.*\b(?:telefoniert|gesprochen|geklärt|erledigt|geschickt)\b|\bliegt (?:bei|an)\W*$",
            r"\bwie (?:gewünscht|besprochen|vereinbart|versprochen|erbeten)\b.*\b(?:hab|habe|haben|ist|sind|"
            r"anbei|hier)\b|\b(?:ging|gingen|ist|sind)\b.*\b(?:raus|rausgegangen|unterwegs)\W*$",
            r"\b(?:läuft|geht|funktioniert|klappt)\b.*\bwieder\W*$|\b(?:liegt|liegen|steht|"
            r"stehen)\b.*\b(?:in deinem|auf deinem|in ihrem|auf ihrem|bei dir|bei ihnen|im ordner|bereit)\b",
            r"^\W*(?:anbei|im anhang|in der anlage|beigefügt)\b|\b(?:finden|findest) (?:sie|du) (?:anbei|im anhang)",
            r"^\W*(?:ist )?(?:schon )?(?:erledigt|fertig|passiert)\W*$|^\W*hier (?:ist|sind|kommt|kommen)\b|"
            r"^\W*hab(?:e)? ich (?:schon )?gemacht",
            rf"\b(?:ich|wir) (?:hab|habe|haben|bin|sind)\b.*\b{_DONE}\b|\b(?:hab|habe|haben) (?:ich|"
            rf"wir)\b.*\b{_DONE}\b",
            rf"\b(?:ist|sind|wurde|wurden)\b.*\b{_DONE}(?: worden)?\W*$",
        ],
        "counter": [
            r"\bvor (?:\w+ )?(?:\w+ )?(?:sehe|schaffe|geht|wird)\b.*\b(?:keine|nicht|nichts)\b|"
            r"^\W*vor \b.*\b(?:keine chance|nicht)\b",
            r"\bzu (?:früh|spät|knapp|kurzfristig)\b|\b(?:rutscht|verschiebt sich)\b|\blieber (?:erst|am|"
            r"nächste)|\b(?:frühestens|erst ab)\b",
            r"\bverschieben\b|\bverzöger\w*|\bverspäte\b.*\bmich\b|\bich verspäte mich\b|\b(?:brauche|brauchen|"
            r"benötigen?)\b.*\b(?:noch bis|mehr zeit|länger)",
            r"\b(?:wird|werden)\b.*\b(?:erst|knapp|später|nicht mehr vor)\b|\bdauert\b.*\blänger\b|\b(?:mir|"
            r"uns) wäre?\b.*\blieber\b|\bstattdessen\b",
            r"\b(?:länger|später) als (?:gedacht|geplant|erwartet)\b|\bschaff\w+ (?:ich|wir) (?:es )?erst\b",
        ],
        "decline": [
            r"\bohne (?:mich|uns)\b|\bgibt das nicht her\b|\bdaraus wird\b|\bmüssen\b.*\babsagen\b|"
            r"\bkönnen wir nicht\b",
            r"\bausgebucht\b|\bmuss passen\b|\bschon (?:vergeben|verplant|etwas vor)\b|\bwird\b.*\bnichts\b|"
            r"\b(?:fehlen|fehlt) (?:uns|mir)\b.*\b(?:leute|zeit|kapazität|mittel|geld)\b",
            r"^\W*nein\b|\babsagen\b|\bablehnen\b|\bnicht in frage\b|\bnicht (?:zusagen|möglich)\b|"
            r"\bverhindert\b|\bnicht dabei\b",
            r"\bkein(?:e|en)? (?:zeit|interesse|bedarf|kapazität)\b|\bleider\b.*\b(?:nicht|keine?n?)\b|"
            r"\bschaff\w* .*\bnicht\b|\bgeht\b.*\bnicht\b",
            r"\bpasst\b.*\bnicht\b|\bkann (?:ich|da)\b.*\bnicht\b",
        ],
        "offer": [
            r"\bsag(?:t|en sie)? (?:einfach |mir )?bescheid, dann\b|\bbei bedarf\b",
            r"\b(?:wenn|falls) (?:du|sie|ihr|es|nötig|gewünscht)\b.*\b(?:ich|wir)\b|\b(?:ich|wir) (?:kann|können|"
            r"könnte|könnten)\b.*\b(?:wenn|falls|gerne?)\b",
            r"\b(?:biete|bieten) (?:ich|wir|ihnen|dir)?\b.*\ban\b|^\W*(?:falls|wenn) nötig\b|"
            r"^\W*gerne? \w+e (?:ich|wir)\b|\b(?:ich|wir) (?!hätte)\w+en? .{0,20}\bgerne?\b",
        ],
        "proposal": [
            r"^\W*(?:lass(?:t|en sie)?) uns\b|\bschlage?n? (?:ich |wir )?vor\b|\bvorschlag\b|\bwir (?:könnten|"
            r"sollten) (?:uns|zusammen|gemeinsam|mal)\b|\bwie wär",
        ],
        "request": [
            r"^\W*(?:\w+, )?(?:haltet?|schaut?|denkt|seht|meldet)\b(?! (?:ich|wir|er|sie)\b)|\bwir bitten um\b",
            r"^\W*(?:\w+, )?(?!(?:haben|sind|werden|können|wollen|sollen|dürfen|müssen) )\w{3,}en sie\b|"
            r"\b(?:fehlt|fehlen) (?:mir|uns)\b|\b(?:wäre|wären|bin|sind)\b.*\bdankbar\b|, (?:stell|stellt|leg|"
            r"legt|schick|schickt|gib|gebt|sag|sagt) (?:sie|es|das|ihn|mir|uns)\b",
            r"\bbitte(?:n)?\b|\bbräuchten?\b|\b(?:ich|wir) (?:brauche|brauchen|benötige|benötigen)\b|"
            r"\bhätten? (?:ich )?gern\b|\bich hätte gern",
            r"^\W*(?:\w+, )?(?:schick|schickt|sende|gib|gebt|sag|sagt|ruf|melde?|denk|denkt|ergänze?|sorge?|"
            r"prüfe?|unterschreibt?|"
            r"schau|nimm|bring|vergiss|frag|schreib|leite|teile|komm|lass mich|lasst mich)\b(?! (?:ich|wir)\b)",
            r"^\W*(?:schicken|senden|geben|sagen|rufen|melden|denken|prüfen|teilen|lassen|nennen) sie\b",
            r"\bwäre (?:toll|schön|gut|nett|super|prima|hilfreich), wenn (?:du|sie|ihr)\b",
        ],
        "acceptance": [
            r"\b(?:ist|wäre|geht)\b.*\b(?:für (?:mich|uns)|mir|uns)\b.*\b(?:in ordnung|recht|okay|ok|gut)\W*$|"
            r"^\W*(?:jawohl|prima|wunderbar|bestens|genau|machen wir so)\b",
            r"^\W*(?:ja|jo|klar|gerne?|sehr gerne?|einverstanden|in ordnung|geht klar|abgemacht|okay|ok|"
            r"alles klar|von mir aus|wird gemacht|"
            r"passt|perfekt|super|machen wir|natürlich|selbstverständlich)\b",
            r"\bpasst (?:mir|uns|es mir)\b|\bklingt gut\b|\bso machen wir\b|\bbin (?:ich )?dabei\b|\b(?:können|"
            r"kannst) (?:sie|du) so machen\b",
        ],
        STATE: [
            r"\bseit\b(?! \w+ (?:offen|überfällig))",
            r"\b(?:schreibe|schreiben|schreib) (?:ich |wir )?(?:dir\b|ihnen\b|euch\b)?,? ?"
            r"(?:für(?! (?:dich|sie|euch)\b)|über|an (?:eine[mr]|meine[mr]|unsere[mr])|"
            r"weil|da|wegen|aufgrund|bezüglich|gerade|im auftrag|als)\b",
            r"\barbeiten? (?:ich |wir )?(?:gerade |derzeit |zurzeit )?(?:als|bei|für|in|mit|zusammen)\b"
            r"(?!.*\b(?:nach|weiter|durch|ab|aus|ein)\W*$)",
            r"\bsuchen? (?:ich |wir )?(?:gerade |derzeit |zurzeit |noch )?(?:eine[nr]?|nach|jemand\w*|leute)\b"
            r"(?!.*\b(?:raus|heraus)\b)",
            r"\b(?:ich|wir) kommen? (?:\w+ )?aus\b|\bkommen? (?:ich|wir) aus\b|\b(?:ich|wir) kommen? .*\b(?:klar|"
            r"zurecht)\b",
            r"\bgehen? (?:ich |wir )?(?:mal )?(?:davon|stark davon) aus\b|\bfrage (?:ich )?mich\b|"
            r"\bfragen (?:wir )?uns\b",
            r"\b(?:finde|finden) (?:ich |wir )?(?:das|es|dies|ihn|sie|den|die|deine?n?|ihre?n?)\b"
            r"(?!.*\b(?:raus|heraus)\b)",
            r"\b(?:halte|halten|sehe|sehen) (?:ich |wir )?(?:das|es|dies|darin|keine?n?)\b(?!.*\b(?:fest|nach|durch|an|"
            r"bereit|ein)\W*$)",
            r"\bspreche (?:ich )?(?:\w+ )?(?:deutsch|englisch|französisch|italienisch|spanisch|schwedisch|polnisch)\b",
        ],
        "promise": [
            r"^\W*wird (?:nachgereicht|erledigt|gemacht|geliefert|nachgeholt)\b|\bversprochen\W*$|"
            r"\bwir \w+n\b.*\b(?:auf|zu|ein|nach|vor|rechtzeitig|pünktlich)\W*$|\bich \w+e\b.*\b(?:auge|laut)\b",
            r"\bich (?!habe|hätte|würde|möchte|könnte|sollte|wäre|freue|hoffe|wünsche|glaube|denke|finde|brauche|"
            r"verstehe|meine|bitte|danke|schlage|biete|werde|wohne|heiße|wusste|dachte)\w{3,}e\b.*\b(?:dir|ihnen|"
            r"euch|dich|das|darum|dafür|nach|weiter|morgen|heute|gleich|dann|bis|diese|nächste|zu|ein|ab|auf|an|"
            r"mit|durch)\b",
            r"\b(?!habe|hätte|würde|möchte|könnte|sollte|wäre|freue|hoffe|glaube|denke|finde|brauche|verstehe|"
            r"bitte|danke)\w{3,}e ich\b.*\b(?:dir|ihnen|euch|dich|mich|nach|weiter|dran|ein|ab|auf|an|mit|durch|"
            r"dann)\b|\bsoll(?:test|tet|ten)? (?:du|ihr|sie) (?:es |das )?von (?:mir|uns)\b|"
            r"\bnehmen wir\b.*\bauf\b|\bwir nehmen\b.*\bauf\b",
            r"\b(?:ich|wir) (?:werde|werden)\b|\b(?:werde|werden) (?:ich|wir)\b",
            _I_DO,
            r"\b(?:bekommst du|bekommt ihr|erhalten sie|sie (?:erhalten|bekommen)|du (?:bekommst|kriegst)|"
            r"kriegst du|haben sie|hast du)\b"
            rf".*\b(?:von mir|von uns|{_DEADLINE}|bericht|unterlagen|tisch)\b",
        ],
    },
    lead=r"\W*(?:(?:ja|ok|okay|klar|gerne?|dann|also|und)\b[\s,]*)*(?:ich|wir|bitte|könnten sie|könntest du|"
    r"kannst du|können sie|könnt ihr)\s+"
    r"(?:werde[n]?\s+|bitte\s+)?",
)
