"""The words of `domain.kind_cues` in German, French, Spanish and Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from re import Pattern

from segue.domain.kind_cue import Cue, any_of

TONGUES: Mapping[str, Mapping[Cue, Pattern[str]]] = {
    "de": {
        Cue.WONDERING: any_of(
            r"\bich (?:frage mich|wüsste gern|bin neugierig)|\bwas (?:meint|haltet|denkt) ihr|\bwie macht ihr|"
            r"\bwarum\b|\bwas wäre,? wenn",
        ),
        Cue.WORKING: any_of(
            r"\bim Anhang\b|\banbei\b|\b(?:eingereicht|hochgeladen|umgesetzt|erledigt|zusammengeführt|"
            r"verschickt)\b|\bzur (?:Info|Durchsicht|Freigabe)\b|\bEntwurf\b",
        ),
        Cue.WANTING: any_of(
            r"\bich (?:finde|glaube|denke|mag|würde gerne?|fände)\b|\bmeiner Meinung\b|\b(?:spannend|schön|toll|"
            r"super|interessant)\b|\bgute (?:Idee|Frage)\b|[:;]-?\)",
        ),
        Cue.HAVING_TO: any_of(
            r"\b(?:müssen|musst|müsst|bitte|Erinnerung|Frist|dringend|spätestens|unbedingt|verpflichtend)\b|"
            r"\bbis (?:spätestens|zum)\b",
        ),
        Cue.ANYBODY: any_of(
            r"\b(?:jemand|irgendwer|irgendjemand|alle|wer (?:hat|kennt|mag)|ihr alle|Leute|andere)\b|\bman könnte\b",
        ),
        Cue.NAMED: any_of(
            r"\b(?:kannst|könntest|können|könnten) (?:du|Sie)\b|\bich (?:werde|kümmere|übernehme|schicke|mache)\b|"
            r"\bzuständig\b|\bim Auftrag\b",
        ),
        Cue.EMERGING: any_of(
            r"\bvielleicht\b|\b(?:wir|man) könnte[n]?\b|\bwie wäre\b|\bes wäre (?:schön|gut|toll)\b|\bübrigens\b|"
            r"\bnoch eine Idee\b",
        ),
        Cue.GIVEN: any_of(
            r"\b(?:Tagesordnung|Agenda|Ziel ist|Anmeldung|Abstimmung|Wahl|Aufgabe|nächste Schritte|Vorgehen)\b",
        ),
        Cue.INTEREST: any_of(
            r"\b(?:weil|zum Beispiel|eigentlich|meistens|früher|nämlich|erlebt|Erfahrung)\b|\bes kommt darauf an\b",
        ),
        Cue.DATES: any_of(
            r"\b(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag\b|\bMittwoch\b|\b(?:heute|morgen|übermorgen|nächste Woche|"
            r"Termin|Besprechung|Sitzung)\b|\b\d{1,2}[:.]\d\d Uhr\b|\bum \d{1,2}\b|\b\d{1,2}\. ?(?:Januar|Februar|"
            r"März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b",
        ),
        Cue.DECIDING: any_of(
            r"\b(?:beschlossen|entschieden|Entscheidung|einverstanden|genehmigt|abgemacht|freigegeben)\b|"
            r"\bmachen wir so\b|\bpasst (?:für )?mir\b|\bpasst\b",
        ),
    },
    "fr": {
        Cue.WONDERING: any_of(
            r"\bje me demande\b|\bqu'en pensez-vous\b|\bcurieux\b|\bpourquoi\b|\bet si\b|\bcomment (?:faites|"
            r"faire)\b",
        ),
        Cue.WORKING: any_of(
            r"\b(?:ci-joint|en pièce jointe|pour (?:info|relecture|validation)|envoyé|déposé|corrigé|mis en ligne|"
            r"brouillon)\b",
        ),
        Cue.WANTING: any_of(
            r"\bje (?:trouve|pense|crois|préfère)\b|\bj'(?:aime|adore|aimerais)\b|\bà mon avis\b|\b(?:intéressant|"
            r"passionnant|super|génial)\b|\bbonne (?:idée|question)\b|[:;]-?\)",
        ),
        Cue.HAVING_TO: any_of(
            r"\b(?:il faut|devez|devons|doit|merci de|veuillez|s'il (?:te|vous) plaît|rappel|urgent|au plus tard|"
            r"obligatoire|date limite)\b",
        ),
        Cue.ANYBODY: any_of(
            r"\b(?:quelqu'un|n'importe qui|tout le monde|qui (?:a|connaît|veut)|les gens|les autres)\b|"
            r"\bbonjour à tous\b",
        ),
        Cue.NAMED: any_of(
            r"\b(?:peux-tu|pourrais-tu|pouvez-vous|pourriez-vous)\b|\bje (?:vais|m'occupe|m'en charge|prends)\b|"
            r"\bresponsable de\b",
        ),
        Cue.EMERGING: any_of(
            r"\bpeut-être\b|\bon pourrait\b|\bce serait (?:bien|bon|chouette)\b|\bau fait\b|\bune (?:autre )?idée\b",
        ),
        Cue.GIVEN: any_of(r"\b(?:ordre du jour|l'objectif|le but|inscription|vote|prochaines étapes|appel à)\b"),
        Cue.INTEREST: any_of(r"\b(?:parce que|par exemple|en fait|d'habitude|expérience|souvent)\b|\bça dépend\b"),
        Cue.DATES: any_of(
            r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd'hui|semaine prochaine|"
            r"réunion|rendez-vous)\b|\b\d{1,2} ?h(?:\d\d)?\b|\b\d{1,2} (?:janvier|février|mars|avril|mai|juin|"
            r"juillet|août|septembre|octobre|novembre|décembre)\b",
        ),
        Cue.DECIDING: any_of(
            r"\b(?:décidé|décision|validé|approuvé|d'accord|entendu|convenu)\b|\bça me va\b|\bon fait (?:ça|"
            r"comme ça)\b",
        ),
    },
    "es": {
        Cue.WONDERING: any_of(
            r"\bme pregunto\b|\bqué (?:opináis|opinan|pensáis|piensan|os parece|les parece)\b|\bpor qué\b|\by si\b|"
            r"\bcuriosidad\b",
        ),
        Cue.WORKING: any_of(
            r"\b(?:adjunto|en el anexo|enviado|subido|corregido|borrador|para (?:su|tu) (?:revisión|información))\b",
        ),
        Cue.WANTING: any_of(
            r"\b(?:creo|pienso|me (?:gusta|encanta|gustaría)|prefiero|en mi opinión)\b|\b(?:interesante|genial|"
            r"bonito)\b|\bbuena (?:idea|pregunta)\b|[:;]-?\)",
        ),
        Cue.HAVING_TO: any_of(
            r"\b(?:hay que|debéis|deben|debemos|tienes que|tenemos que|por favor|recordatorio|urgente|plazo|"
            r"a más tardar|obligatorio)\b",
        ),
        Cue.ANYBODY: any_of(
            r"\b(?:alguien|cualquiera|todo el mundo|todos|quién (?:tiene|conoce|quiere)|la gente|los demás)\b",
        ),
        Cue.NAMED: any_of(
            r"\b(?:puedes|podrías|puede usted|podría usted)\b|\b(?:voy a|me encargo|me ocupo|lo haré)\b|"
            r"\bresponsable de\b",
        ),
        Cue.EMERGING: any_of(
            r"\b(?:quizás?|tal vez|a lo mejor|podríamos|se podría)\b|\bsería (?:bueno|bonito|genial)\b|"
            r"\bpor cierto\b|\botra idea\b",
        ),
        Cue.GIVEN: any_of(
            r"\b(?:orden del día|el objetivo|la meta|inscripción|votación|próximos pasos|convocatoria)\b",
        ),
        Cue.INTEREST: any_of(r"\b(?:porque|por ejemplo|en realidad|experiencia|normalmente)\b|\bdepende\b"),
        Cue.DATES: any_of(
            r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo|hoy|pasado mañana|semana que viene|reunión|"
            r"cita)\b|\ba las \d{1,2}\b|\b\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
            r"septiembre|octubre|noviembre|diciembre)\b",
        ),
        Cue.DECIDING: any_of(r"\b(?:decidido|decisión|aprobado|de acuerdo|acordado|confirmado)\b|\bme parece bien\b"),
    },
    "sv": {
        Cue.WONDERING: any_of(
            r"\bjag undrar\b|\bvad tycker ni\b|\bnyfiken\b|\bvarför\b|\btänk om\b|\bhur gör (?:ni|man)\b",
        ),
        Cue.WORKING: any_of(
            r"\b(?:bifogat|bifogar|bilagan|inlämnat|uppladdat|rättat|utkast|skickat|för (?:kännedom|granskning))\b",
        ),
        Cue.WANTING: any_of(
            r"\bjag (?:tycker|tror|gillar|skulle vilja|föredrar)\b|\b(?:spännande|roligt|intressant|kul)\b|"
            r"\bbra (?:idé|fråga)\b|[:;]-?\)",
        ),
        Cue.HAVING_TO: any_of(
            r"\b(?:måste|behöver ni|behöver du|var god|vänligen|påminnelse|senast|brådskande|obligatoriskt|"
            r"deadline)\b|\bglöm inte\b",
        ),
        Cue.ANYBODY: any_of(r"\b(?:någon|alla|vem som helst|vem (?:har|känner|vill)|folk|andra)\b|\bhej alla\b"),
        Cue.NAMED: any_of(r"\b(?:kan|skulle) du\b|\bjag (?:ska|tar|fixar|ordnar|skickar)\b|\bansvarig för\b"),
        Cue.EMERGING: any_of(
            r"\bkanske\b|\b(?:vi|man) (?:kunde|skulle kunna)\b|\bdet vore (?:bra|kul|fint)\b|\bförresten\b|"
            r"\ben (?:annan )?idé\b",
        ),
        Cue.GIVEN: any_of(r"\b(?:dagordning|agenda|målet|syftet|anmälan|omröstning|nästa steg)\b"),
        Cue.INTEREST: any_of(r"\b(?:eftersom|till exempel|egentligen|erfarenhet|brukar)\b|\bdet beror på\b"),
        Cue.DATES: any_of(
            r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag\w*\b|\b(?:idag|i dag|imorgon|i morgon|nästa vecka|mötet|"
            r"möte)\b|\bkl(?:ockan)?\.? ?\d{1,2}\b|\b\d{1,2} (?:januari|februari|mars|april|maj|juni|juli|augusti|"
            r"september|oktober|november|december)\b",
        ),
        Cue.DECIDING: any_of(
            r"\b(?:beslutat|beslut|bestämt|godkänt|överens|okej för mig|bekräftat)\b|\bvi kör på\b|\bdå gör vi så\b",
        ),
    },
}  # fmt: skip
"""What is looked for, by language."""
