"""What French sentences do."""

from segue.detect.tongues.rules import tongue

_TO = r"(?:(?:te|t'|vous|le|la|les|l'|lui|leur|en|y|m'en|m'|me|nous|nous en|s'en)\s*){0,2}"
# The first person of verbs by which somebody promises.
_DO = (
    r"(?:envoie|envoyons|appelle|appelons|occupe|occupons|fais|faisons|termine|terminons|finis|donne|donnons|"
    r"tiens|tenons|"
    r"regarde|regardons|reviens|revenons|transmets|transmettons|réserve|réservons|prends|prenons|apporte|"
    r"apportons|promets|"
    r"vérifie|vérifions|prépare|préparons|charge|chargeons|contacte|contactons|confirme|confirmons|rappelle|"
    r"rappelons|"
    r"préviens|prévenons|écris|écrivons|corrige|corrigeons|commande|commandons|paie|payons|livre|livrons|passe|"
    r"passons|"
    r"demande|demandons|cherche|cherchons|note|notons|règle|réglons|engage|engageons|achète|achetons|ajoute|ajoutons)"
)
_DONE = (
    r"(?:envoyé|expédié|fait|parlé|vérifié|réservé|commandé|complété|modifié|corrigé|déposé|payé|réglé|appelé|"
    r"demandé|"
    r"transmis|signé|saisi|prévenu|informé|ajouté|terminé|fini|parti|livré|préparé|rempli|invité|confirmé|traité|mis|"
    r"répondu|acheté|téléchargé|imprimé)(?:e|s|es)?"
)

TONGUE = tongue(
    nothing=[
        r"\b(?:n'hésitez|n'hésite) pas\b|\bà (?:votre|ta) disposition\b|\bse désabonner\b|\bvous désabonner\b",
        r"^\W*(?:bien )?(?:cordialement|amicalement|sincères salutations|bien à vous|à bientôt|à demain)\b",
        r"^\W*merci (?:beaucoup |bien )?(?:pour|de) (?:votre|ton|ta|vos|tes)\b|\bje (?:me réjouis|vous souhaite|"
        r"te souhaite)\b|\bj'espère\b",
    ],
    asked={
        "offer": [
            r"\b(?:je peux|puis-je|on peut|est-ce que je peux) (?:te |t'|vous )",
            r"\b(?:veux-tu|voulez-vous|tu veux|vous voulez|souhaitez-vous|aimerais-tu|aimeriez-vous) qu(?:e|')",
            r"\b(?:dois-je|puis-je (?:vous|t')\s?(?:aider|envoyer))\b",
        ],
        "counter": [
            r"\bplutôt\b",
            r"\b(?:reporter|décaler|repousser|déplacer|remettre à|changer (?:la|de) date)\b|\bau lieu d|\bplutôt\b",
        ],
        "proposal": [
            r"\bon (?:se réunit|se rencontre|en parle|en discute)\b",
            r"\bon (?:mange|déjeune|dîne|s'appelle|se parle|y va|prend un|se fait)\b|\bqu'en (?:dis-tu|"
            r"dites-vous|penses-tu|pensez-vous)\b",
            r"^\W*(?:et )?si (?:on|nous)\b|^\W*on (?:se|s')\s?(?:voit|retrouve|appelle|parle|rencontre)\b|"
            r"\bque (?:dirais-tu|diriez-vous|dis-tu|penses-tu) d",
            r"\bça (?:te|vous) dit\b|\b(?:on pourrait|pourrait-on|pourrions-nous) (?:se|nous)\b|"
            r"\bpourquoi ne pas\b|\b(?:déjeune|dîne)-t-on\b",
        ],
        "request": [
            r"\bpuis-je (?:te|vous) demander\b|\blequel d'entre vous\b|\bqui (?:d'entre vous|peut|"
            r"pourrait)\b.*\b(?:peut|pourrait)\b",
            r"\b(?:tu veux bien|vous voulez bien|veux-tu bien|voulez-vous bien)\b|\b(?:auriez-vous|aurais-tu|"
            r"avez-vous|as-tu) la possibilité\b",
            r"\b(?:peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|tu pourrais|vous pourriez|tu peux|vous pouvez|"
            r"est-ce que (?:tu peux|vous pouvez))\b",
            r"\b(?:auriez-vous|aurais-tu) la (?:gentillesse|bonté)\b|\bs'il (?:te|vous) plaît\b|\b(?:stp|svp)\b|"
            r"\bmerci de\b|\bseriez-vous\b",
        ],
    },
    said={
        "report": [
            r"\b(?:est|sont) (?:arrivée?s?|jointe?s?|confirmée?s?)\b|\btout est (?:réglé|fait|prêt)\b",
            r"\bcomme (?:demandé|convenu|prévu|promis)\b.*\b(?:j'ai|nous avons|voici)\b|\b(?:vient|viens|venons|"
            r"viennent) de \w+r\b|\b(?:tourne|marche|fonctionne)\b.*\b(?:de|à) nouveau\b|\b(?:est|sont) (?:dans|"
            r"sur) (?:ton|ta|tes|votre|vos)\b",
            r"\bci-joint|\ben pièce jointe\b|^\W*(?:comme convenu,? )?(?:voici|voilà)\b|"
            r"\bvous trouverez\b.*\b(?:joint|annexe)|^\W*c'est (?:fait|réglé|parti|envoyé|bon)\W*$",
            rf"\b(?:j'ai|je l'ai|je les ai|nous avons|nous l'avons|on a)\b(?: \w+)?(?: \w+)? ?\b{_DONE}\b",
            rf"\b(?:est|sont|a été|ont été)\b (?:bien |déjà |maintenant )?{_DONE}\W*$|^\W*(?:fait|terminé|"
            rf"envoyé)\W*$",
        ],
        "counter": [
            r"^\W*avant\b.*\b(?:aucune|pas|difficile|impossible)\b",
            r"\btrop (?:tôt|tard|juste|court)\b|\bglisse\b|\bpas avant\b|\bplutôt (?:lundi|mardi|mercredi|jeudi|"
            r"vendredi|la semaine|à)\b",
            r"\b(?:reporter|décaler|repousser|déplacer)\b|\b(?:sera|serait) plutôt\b|\bde retard\b|\b(?:est|sera|"
            r"sont|seront) retardée?s?\b|\bplus de temps\b|\bsera juste\b",
            r"\b(?:il (?:me|nous) faut|j'ai besoin|nous avons besoin)\b.*\b(?:jusqu|encore|plus de temps)|"
            r"\b(?:préférerais|préférerions)\b|\bau lieu d|\bplus (?:long|tard) que prévu\b",
        ],
        "decline": [
            r"\bsans (?:moi|nous)\b|\bne le permet pas\b|\bne se fera (?:malheureusement )?pas\b",
            r"\bva pas être possible\b|\bnous sommes complets\b|\b(?:je passe|passons) (?:mon|notre) tour\b|"
            r"\bj'ai déjà (?:quelque chose|un|une|prévu)\b|\bn'(?:ai|avons)\b.*\bpas (?:le temps|les effectifs|"
            r"les moyens|la place)\b",
            r"^\W*non\b|\bmalheureusement\b|\b(?:décliner|annuler|refuser)\b|\b(?:n'est|n'est pas|ne (?:nous|m'|"
            r"me) est) pas possible\b|\bhors de question\b",
            r"\b(?:pas|plus) disponible\b|\bn'y arrive|\bne (?:peux|pouvons|pourrai|pourrons)\b.*\bpas\b|"
            r"\bne (?:nous|m') ?intéresse pas\b|\bje suis pris|\bpas intéressé|^\W*désolé",
        ],
        "offer": [
            r"\bfais-moi signe et je\b|\bfaites-moi signe et je\b",
            r"\bsi (?:tu|vous) (?:veux|voulez|le souhaitez|souhaitez|préférez|as besoin|avez besoin)\b|"
            r"\bsi (?:besoin|nécessaire)\b|^\W*si (?:cela|ça)\b|\bsi (?:cela|ça) (?:vous|t') ?(?:aide|arrange)|"
            r"^\W*au besoin\b|\bvolontiers\b.*\b(?:je|nous)\b|\b(?:je|nous) .*\bvolontiers\b",
            r"\bje (?:te|vous) propose de\b|\b(?:je|nous) (?:peux|pouvons|pourrais|pourrions) (?:t'|vous |te )",
        ],
        "proposal": [
            r"\b(?:je|nous) propos(?:e|ons) (?:que|qu'|de nous|un)|\b\w+ons-(?:nous|en)\b|^\W*(?:regardons|"
            r"voyons|parlons|appelons|faisons (?!comme)|commençons|discutons)\b|\bon pourrait\b|\bnous pourrions\b",
        ],
        "request": [
            r"\bà (?:valider|signer|renvoyer|confirmer|compléter)\b.*\b(?:aujourd'hui|demain|possible|avant)\b",
            r"^\W*(?:\w+, )?(?!(?:avez|serez|aurez|chez|assez)\b)\w{3,}ez(?:-\w+)?\b(?! vous)|, \w{3,}(?:ez|e|"
            r"s)-(?:les|le|la|moi|nous)\b|\bil (?:me|nous|lui) manque\b|\breconnaissante?s?\b|\b(?:saurais|"
            r"saurions) gré\b|^\W*occupe-toi\b|^\W*faites-moi\b",
            r"\bmerci de\b|\bs'il (?:te|vous) plaît\b|\b(?:stp|svp)\b|\b(?:veuillez|prière de)\b|\bje (?:te|"
            r"vous) prie\b|\b(?:n'oublie|n'oubliez)\b|^\W*pens(?:e|ez) à\b",
            r"\b(?:j'ai besoin|nous avons besoin|il (?:me|nous) faut|il (?:me|nous) faudrait)\b|\b(?:j'aimerais|"
            r"je voudrais|nous souhaiterions|nous aimerions)\b|\bce serait (?:bien|super|gentil)\b",
            r"^\W*(?:\w+, )?(?:envoie|envoyez|dis|dites|fais|faites|préviens|prévenez|rappelle|rappelez|appelle|"
            r"appelez|ajoute|ajoutez|signe|signez|"
            r"vérifie|vérifiez|confirme|confirmez|donne|donnez|réponds|répondez|transmets|transmettez|complète|"
            r"complétez|tiens|tenez)(?:-\w+)?\b",
        ],
        "acceptance": [
            r"\bon peut (?:procéder|faire) (?:ainsi|comme ça)\b|^\W*faisons ainsi\b",
            r"^\W*(?:oui|ok|d'accord|entendu|volontiers|avec plaisir|bien sûr|parfait|marché conclu|"
            r"pas de problème|ça marche|ça me va|c'est (?:bon|d'accord|parfait|noté)|"
            r"très bien|super|génial|faisons comme ça|pour (?:moi|nous), c'est (?:d'accord|bon)|très bonne idée|"
            r"bonne idée|certainement|absolument)\b",
            r"\b(?:me|nous) (?:convient|va)\b|\bon fait comme ça\b|\ballons-y\b",
        ],
        "promise": [
            r"\bc'est promis\b|\b(?:sera|seront) (?:envoyé|fait|livré|réglé|transmis)e?s? (?:sans faute|demain|"
            r"aujourd'hui|avant)\b",
            r"\b(?:je|j')\s*(?:ne )?(?:te |t'|vous |le |la |les |l'|lui |m'|me |m'y |y |en )*(?!pense|crois|"
            r"souhaite|espère|trouve|préfère|voudrais|regrette|suis|étais|était|ai|avais|sais|peux|dois|veux|"
            r"comprends|aime|connais|passe mon|propose|remercie|reste|doute|vois)\w{3,}(?:e|s|ds|ts)\b.*\b(?:te|"
            r"t'|vous|ça|demain|aujourd'hui|soir|semaine|point|que|le|la|les|avec)\b",
            rf"\b(?:je|j'|on|nous)\s*{_TO}(?:s')?{_DO}\b|\b(?:je|nous|on) {_TO}(?:vais|allons|va) {_TO}\w+r\b|"
            rf"\b(?:je|j'|nous)\s*{_TO}\w+(?:rai|rons)\b",
            r"\b(?:tu auras|vous aurez|vous recevrez|tu recevras|vous aurez)\b",
        ],
    },
    lead=r"\W*(?:(?:oui|ok|d'accord|alors|et|bien sûr)\b[\s,]*)*(?:je\s+|j'|nous\s+|on\s+|peux-tu\s+|"
    r"pouvez-vous\s+|pourriez-vous\s+|merci de\s+|veuillez\s+)"
    r"(?:vais\s+|allons\s+)?",
)
