"""What Swedish sentences do."""

from segue.detect.tongues.rules import tongue

# The present of verbs by which somebody promises.
_DO = (
    r"(?:skickar|ringer|återkommer|tar|gör|blir klar|ger|hör av mig|hör av oss|kollar|rättar|betalar|"
    r"vidarebefordrar|pratar|"
    r"meddelar|tittar|fixar|lovar|levererar|bokar|lämnar|köper|ordnar|kontaktar|frågar|skriver|svarar|mejlar|mailar|"
    r"ser till|stämmer av|uppdaterar|förbereder|undersöker|hämtar|sänder|delar|lägger|löser|går igenom|läser|"
    r"beställer|"
    r"bekräftar|kommer med|sköter|hanterar|ändrar|översätter|sammanställer|bjuder in|anmäler)"
)
_DONE = (
    r"(?:skickat|gjort|pratat|kollat|bokat|beställt|kompletterat|ändrat|rättat|betalat|ringt|frågat|undertecknat|"
    r"lagt|"
    r"fixat|ordnat|lämnat|köpt|svarat|uppdaterat|levererat|skrivit|meddelat|bekräftat|laddat|hämtat|läst)"
)
_IS_DONE = (
    r"(?:bokat|bokad|gjord|gjort|åtgärdat|åtgärdad|inlagda|inlagt|inlagd|inlämnad|inlämnat|skickad|skickat|"
    r"skickade|klar|"
    r"klart|klara|fixat|fixad|betald|betalt|betalda|beställd|beställt|ändrat|ändrad|uppdaterad|uppdaterat|"
    r"undertecknat|"
    r"påskrivet|levererad|levererat|ordnat)"
)

TONGUE = tongue(
    nothing=[
        r"\btveka inte\b|\b(?:hör|höra) (?:gärna )?av (?:er|dig)\b.*\bfrågor\b|\bavregistrera\b",
        r"^\W*(?:med )?(?:vänliga?|bästa|varma) hälsning|^\W*(?:mvh|hälsningar|vi hörs|vi ses|trevlig helg|ha det)\b",
        r"^\W*tack (?:så mycket )?för (?:ditt|ert|din|er)\b|\bser fram emot\b|\bhoppas att\b|\bjag hoppas\b",
    ],
    asked={
        "offer": [
            r"\bkan (?:jag|vi) \w+ (?:dig|er)\b|\bbehöver (?:du|ni) hjälp\b",
            r"\bska jag\b|\bvill (?:du|ni) att (?:jag|vi)\b|\bska vi .*\bår? (?:dig|er)\b|\bkan jag hjälpa\b",
        ],
        "counter": [
            r"\b(?:flytta|skjuta upp|senarelägga|ändra (?:tid|datum|dag)\w*)\b|\bi ?stället\b|"
            r"\bgå med\b.*\bi ?stället\b",
        ],
        "proposal": [
            r"^\W*(?:äter|ses|träffas|hörs|tar|går|pratar) vi\b|\bvad säger (?:du|ni)\b|, ska vi\b",
            r"^\W*(?:ska|skall|skulle) vi\b|^\W*ses vi\b|\bvad sägs om\b|\bhar (?:du|ni) lust\b|\bkan vi (?:ses|"
            r"höras|träffas|prata)\b|\bvad tror (?:du|ni) om att\b",
        ],
        "request": [
            r"\bfår jag be (?:er|dig)\b|\bvem av er kan\b|\bvem kan\b",
            r"\b(?:hinner|orkar) (?:du|ni)\b|\bhar (?:du|ni) möjlighet\b",
            r"\b(?:kan|skulle|vill) (?:du|ni)\b|\bsnäll\b|\btack\b|\bär (?:du|ni) snäll",
        ],
    },
    said={
        "report": [
            r"\bhar kommit in\b|\b(?:är|finns) (?:bifogat|bifogad|bekräftad|bekräftat|påskrivet)\b|"
            r"\bhar (?:precis )?(?:talat|pratat) med\b|\ballt är klart\b",
            r"\b(?:gick|har gått)\b.*\biväg\b|\b(?:rullar|fungerar|funkar)\b.*\bigen\W*$|\b(?:ligger|står) (?:i|"
            r"på) (?:ditt|din|er|ert)\b|\bsom (?:du|ni) bad om\b.*|\bhar skrivit till\b",
            r"^\W*(?:bifogat|bifogad|bifogar|bifogas|här (?:är|kommer|följer))\b|\bi bilagan\b|"
            r"^\W*(?:det är )?(?:klart|gjort|fixat|ordnat|färdigt)\W*$",
            rf"\b(?:jag|vi) har\b.*\b{_DONE}\b|\bhar (?:jag|vi)\b.*\b{_DONE}\b|\b(?:är|blev) (?:nu |"
            rf"redan )?{_IS_DONE}\W*$",
            r"\b(?:jag|vi) (?:skickade|ringde|betalade|bokade|lämnade|pratade med|fixade|beställde)\b",
        ],
        "counter": [
            r"^\W*före\b.*\b(?:ingen|inte)\b",
            r"\bför (?:tidigt|sent|kort varsel)\b|\b(?:glider|skjuts)\b|\b(?:helst )?inte före\b",
            r"\b(?:flytta|skjuta upp|senarelägga)\b|\bblir\b.*\bförst (?:på|om|i)\b|\bblir\b.*\b(?:sen|sena|"
            r"försenad|försenade|tajt|senare)\b|\blevera\w+ är försenad",
            r"\bbehöver\b.*\b(?:fram till|mer tid|längre)\b|\blängre tid\b|\bhellre\b|\bi ?stället för\b|"
            r"\bsenare än\b",
        ],
        "decline": [
            r"\butan (?:mig|oss)\b|\bräcker inte\b|\bställa in\b|\binte råd\b",
            r"\bblir inget\b|\bfullbokad\w*\b|\bstår över\b|\b(?:redan )?upptagen\b|"
            r"\bhar (?:helt enkelt )?inte (?:folk|tid|råd|möjlighet)\b|\binte folk\b",
            r"^\W*nej\b|\btacka nej\b|\bavböja\b|\btyvärr\b|\binte (?:tid|möjligt|aktuellt|intresserad\w*|"
            r"lova)\b|\bdet går inte\b|\b(?:hinner|kan) (?:jag |vi )?(?:tyvärr )?inte\b|^\W*ledsen\b",
        ],
        "offer": [
            r"\bsäg (?:bara )?till så\b|\bvid behov\b",
            r"\bom (?:du|ni) (?:vill|önskar|behöver)\b|\bom det (?:behövs|hjälper|passar|underlättar)\b|\b(?:jag|"
            r"vi) erbjuder\b|\b(?:jag|vi) \w+(?:r|ar|er) (?:dig|er|det)? ?gärna\b|\bgärna\b.*\b(?:åt|för) (?:dig|"
            r"er)\b",
        ],
        "proposal": [
            r"^\W*låt oss\b|\b(?:jag|vi) föreslår\b|\bförslag\b|\bvi (?:kan|skulle kunna|"
            r"borde) \w+.*\btillsammans\b|\bkan vi inte\b",
        ],
        "request": [
            r"^\W*håll (?:oss|mig)\b|\b(?:godkänn|svara|bekräfta|återkom) gärna\b|\bskulle (?:vi|"
            r"jag) (?:också )?behöva\b|\bvi ber om\b",
            r"^\W*ordna\b|, (?:lägg|skicka|säg|ge|ring|skriv) \w+|\bsaknar (?:jag |vi )?(?:fortfarande )?(?:ert|"
            r"er|din|ditt|era|dina)\b|\btacksam\w* om\b",
            r"\bvänligen\b|\bsnäll\b|\b(?:jag|vi) behöver\b|\bskulle vilja (?:ha|be|få)\b|\bvill be\b|"
            r"\bvore (?:bra|toll|fint|snällt|toppen) om (?:du|ni)\b|\bglöm inte\b|\bkom ihåg\b",
            r"^\W*(?:\w+, )?(?:skicka|svara|säg till|hör av dig|hör av er|meddela|skriv|lägg|ring|kolla|boka|ge|"
            r"ta|fråga|bekräfta|läs|se till|kom|titta|berätta|påminn)\b(?! (?:jag|vi)\b)",
        ],
        "acceptance": [
            r"\bhänger gärna på\b|\bså kan vi göra\b|\bdå gör vi så\b|\böverens\b",
            r"^\W*(?:javisst|jadå|vi gör så|utmärkt|fint|jättebra)\b|\bi sin ordning\b|\bdet tar jag på mig\b",
            r"^\W*(?:ja|jo|japp|visst|absolut|okej|ok|överenskommet|mycket gärna|gärna|självklart|bra idé|"
            r"då säger vi så|toppen|perfekt|inga problem|det (?:går|funkar|låter|passar) bra|kör på)\b",
            r"\bpassar (?:mig|oss)\b|\blåter bra\b|\bså gör vi\b|\bjag är med\b|\bdet funkar\b",
        ],
        "promise": [
            r"\bskickas (?:utan dröjsmål|idag|imorgon|senast)\b|\bdet lovar (?:jag|vi)\b",
            r"\b(?:jag|vi) (?!är|har|hoppas|tror|tycker|undrar|vill|kan|behöver|ser fram|förstår|gillar|mår|bor|"
            r"saknar|föreslår|erbjuder|får|heter|måste|var|beklagar|står över)\w{2,}r\b.*\b(?:dig|er|det|dem|"
            r"henne|honom|imorgon|idag|ikväll|vecka|dagen|fredag|måndag|tisdag|onsdag|torsdag|att|upp|på|till|"
            r"med|igenom)\b",
            r"\b(?!är|har|kan|vill|måste|hoppas|tror|får|var)\w{2,}r (?:jag|vi)\b.*\b(?:dig|er|med|igenom|upp|"
            r"till|på)\b|\bhar (?:du|ni)\b.*\b(?:version|utkast|svar)\b",
            rf"\b(?:jag|vi) (?:ska|kommer att|skall)\b|\b(?:ska|kommer) (?:jag|vi)\b|\b(?:jag|"
            rf"vi) (?:\w+ )?{_DO}\b|\b{_DO} (?:jag|vi)\b",
            r"\b(?:du|ni) får\b|\bhar ni\b.*\b(?:rapporten|svaret|avtalet)\b|\bfår (?:du|ni)\b",
        ],
    },
    lead=r"\W*(?:(?:ja|ok|okej|då|och|visst)\b[\s,]*)*(?:jag\s+|vi\s+|kan du\s+|kan ni\s+|skulle du kunna\s+|"
    r"vänligen\s+)(?:ska\s+|kommer att\s+)?",
)
