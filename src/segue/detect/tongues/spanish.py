"""What Spanish sentences do."""

from segue.detect.tongues.rules import tongue

_TO = r"(?:(?:te|le|les|os|se|lo|la|los|las|me|nos)\s+){0,2}"
# The first person of verbs by which somebody promises.
_DO = (
    r"(?:envío|enviamos|mando|mandamos|llamo|llamamos|encargo|encargamos|ocupo|ocupamos|hago|hacemos|termino|"
    r"terminamos|"
    r"paso|pasamos|aviso|avisamos|reviso|revisamos|digo|decimos|miro|miramos|prometo|prometemos|reservo|"
    r"reservamos|compro|"
    r"compramos|cuento|contamos|confirmo|confirmamos|traigo|traemos|llevo|llevamos|entrego|entregamos|preparo|"
    r"preparamos|"
    r"escribo|escribimos|pregunto|preguntamos|corrijo|corregimos|pago|pagamos|busco|buscamos|consulto|consultamos|"
    r"respondo|respondemos|apunto|apuntamos|comprometo|organizo|organizamos|pongo|ponemos|arreglo|arreglamos|acabo)"
)
_DONE = (
    r"(?:enviado|mandado|hecho|hablado|revisado|reservado|pedido|completado|cambiado|corregido|presentado|pagado|"
    r"llamado|"
    r"preguntado|firmado|metido|avisado|añadido|terminado|entregado|preparado|rellenado|confirmado|resuelto|escrito|"
    r"puesto|comprado|subido|impreso|contestado|arreglado)[oas]{0,2}"
)
_DONE = _DONE.replace("ado|", "ad[oa]s?|").replace("ido|", "id[oa]s?|").replace("[oas]{0,2}", "")

TONGUE = tongue(
    nothing=[
        r"\b(?:no dude|no dudes|no duden) en\b|\ba su disposición\b|\bdarse de baja\b|\bquedo a\b",
        r"^\W*(?:un (?:cordial )?saludo|saludos|atentamente|cordialmente|un abrazo|hasta (?:pronto|luego|mañana))\b",
        r"^\W*(?:muchas )?gracias por (?:su|tu|vuestro|el) (?:mensaje|correo|email)|\bme alegro\b|"
        r"\bespero que est|\bte deseo\b|\ble deseo\b",
    ],
    asked={
        "offer": [
            r"\b(?:te|le|os|les) (?:puedo|podría|podemos)\b|\bpuedo (?:ayudarte|ayudarle|hacer algo)\b",
            r"\b(?:quieres|quiere|queréis|quieren|te gustaría|le gustaría) que\b",
        ],
        "counter": [
            r"\ben su lugar\b|\bpasarlo al?\b",
            r"\b(?:aplazar|posponer|retrasar|mover|cambiar (?:la|de) (?:fecha|hora))\w*\b|\ben (?:vez|"
            r"lugar) del?\b|\bmejor el\b",
        ],
        "proposal": [
            r"\bnos sentamos\b|\bnos reunimos\b|\blo hablamos\b",
            r"^\W*(?:(?:\w+ ){0,3}\w+, )?(?:comemos|hablamos|quedamos|cenamos|vamos|tomamos|nos reunimos)\b|"
            r"\bcómo lo ves\b|\bqué dices\b",
            r"\b(?:nos vemos|quedamos a|quedamos el|nos juntamos)\b|\by si\b|\bqué (?:te|le|os) parece\b|"
            r"\bte apetece\b|\ble apetece\b|\bpor qué no\b|\bpodríamos\b",
        ],
        "request": [
            r"\bpuedo pedir(?:le|te|les|os)\b|\bquién (?:de vosotros|de ustedes|puede|podría)\b.*\bpuede\b",
            r"^\W*(?:me|le|nos|les) (?:echas|echa|ayudas|das|pasas|mandas|dices|haces|confirmas)\b|\b(?:tendrías|"
            r"tendría|tendríais|tienes|tienen) la posibilidad\b",
            r"\b(?:puedes|puede|podéis|pueden|podrías|podría|podríais|podrían)\b|\bpor favor\b|\bporfa\b|"
            r"\bsería tan amable\b|\bme (?:ayudas|mandas|envías|pasas)\b",
        ],
    },
    said={
        "report": [
            r"\bva adjunt[oa]\b|\btodo (?:aclarado|listo|arreglado|hecho)\b|\bha llegado\b",
            r"\bcomo (?:pediste|pidió|acordamos|quedamos)\b|\b(?:acaba|acabo|acabamos|acaban) de \w+r\b|"
            r"\bvuelve a (?:funcionar|estar)\b|\b(?:está|están) en (?:tu|su|vuestro|vuestra)\b",
            r"^\W*(?:le |te |os )?adjunt[oa]\b|\badjunt[oa]s? (?:encontrará|va|el|la)\b|^\W*(?:aquí (?:tienes|"
            r"tiene|está|van)|he aquí)\b|^\W*(?:ya (?:está|lo hice|lo he hecho)|listo)\b",
            rf"\b(?:he|hemos|ya he|ya hemos)\b (?:\w+ )?{_DONE}\b|\b(?:está|están|ha sido|se ha|"
            rf"se han)\b (?:ya )?{_DONE}\b|\bya (?:salió|está|se ha)\b",
            r"\b(?:envié|enviamos ayer|mandé|hice|hablé|llamé|firmé|pagué|reservé|entregué|terminé|revisé|compré)\b",
        ],
        "counter": [
            r"^\W*antes de\b.*\b(?:ninguna|no|difícil|imposible)\b",
            r"\bdemasiado (?:pronto|tarde|justo)\b|\bmejor (?:a las|el|la)\b|\bse (?:nos|me) va a\b|"
            r"\bantes del\b.*\bdifícil\b",
            r"\b(?:aplazar|posponer)\w*\b|\bal final será\b|\bretras[ao]\w*\b|\b(?:necesito|"
            r"necesitamos)\b.*\b(?:hasta|más tiempo)\b|\bva a ser difícil\b",
            r"\bmás de lo (?:previsto|esperado)\b|\b(?:preferiría|preferiríamos)\b|\ben (?:vez|lugar) del?\b|"
            r"\bmás tarde de lo\b",
        ],
        "decline": [
            r"\bsin mí\b|\bno da para\b|\bno saldrá\b|\bno tengo tiempo\b",
            r"\bno va a (?:poder ser|ser posible)\b|\bestamos completos\b|^\W*(?:yo )?paso\W*$|"
            r"\bya tengo (?:plan|planes|algo|otra)\b|\bnos falta (?:gente|tiempo|personal)\b",
            r"^\W*no\b(?! te olvides| olvides| se olvide)|\blamentablemente\b|\bpor desgracia\b|\b(?:cancelar|"
            r"rechazar|declinar)\b|\bno (?:puedo|podemos|podré|llego|llegamos|me es posible|nos es posible)\b",
            r"\bno estoy disponible\b|\bdescartado\b|\bno nos interesa\b|\bno me interesa\b|^\W*lo siento\b|"
            r"\bya tengo un compromiso\b",
        ],
        "offer": [
            r"\bavísame y (?:te|os|le)\b|\bsi hace falta\b",
            r"\bsi (?:te viene bien|le viene bien|quieres|quiere|queréis|lo desea|lo deseas|hace falta|os sirve|"
            r"te sirve|le sirve|necesitas)\b.*|^\W*con (?:mucho )?gusto (?:te|le|os)\b|\b(?:te|le|os) ofrezco\b",
            r"\b(?:puedo|podemos|podría) (?:ayudarte|ayudarle|enviarle|mandarte|enviarte|echar)\b",
        ],
        "proposal": [
            r"\bpropongo\b|\bproponemos\b|^\W*(?:hablemos|veamos|veámoslo|veámonos|quedemos|empecemos|reunámonos|"
            r"vayamos|llamémonos)\b|\bpodríamos\b",
        ],
        "request": [
            r"^\W*(?:\w+, )?\w+(?:ad|ed|id)(?:me|nos|las?|los?)\b|\ba (?:aprobar|firmar|enviar|"
            r"confirmar)\b.*\b(?:hoy|mañana|posible)\b|\b(?:me|nos) (?:haría|harían) falta\b",
            r"^\W*(?:\w+, )?(?!\w*(?:ándo|iéndo)|hagámoslo|veámo)\w*[áéíóú]\w*(?:me|nos|melo|noslo|lo|la|los|"
            r"las)\b|, \w+(?:ad|ed|id)(?:me|nos|las?|los?)\b|\b(?:me|nos) faltan?\b|\bagradecería(?:mos)?\b|"
            r"\bagradecid[oa]\b|^\W*encárgate\b",
            r"\bpor favor\b|\bporfa\b|\b(?:le|te|les|os) ruego\b|\b(?:necesito|necesitamos)\b|\bno (?:te |se |"
            r"os )?olvid(?:es|e|éis)\b|\bacuérd(?:ate|ese)\b|\b(?:le|les|te|os) agradecería\b",
            r"\b(?:me|nos) gustaría\b|\b(?:quisiera|querría|quisiéramos)\b|\bestaría bien que\b|\bsería (?:bueno|"
            r"genial|ideal) que\b",
            r"^\W*(?:\w+, )?(?:dime|dígame|mándame|mándeme|envíame|envíeme|hazme|hágame|háganos|avísame|avíseme|"
            r"llámame|llámeme|añade|añada|fírmalo|fírmelo|pásame|"
            r"confirma|confirme|confírmame|revisa|revise|mira|mire|pregunta|reserva|recuerda|responde|manda|"
            r"envía|cuéntame)\b",
        ],
        "acceptance": [
            r"\bpodemos hacerlo así\b|\blo hacemos así\b|\bme apunto\b",
            r"^\W*(?:sí|si,|ok|vale|de acuerdo|claro|perfecto|por mí|hecho,|encantado|con mucho gusto|"
            r"trato hecho|buena idea|sin problema|por supuesto|adelante|genial|estupendo|hagámoslo|por (?:mi|"
            r"nuestra) parte,|conforme|muy bien|está bien)(?!\w)",
            r"\b(?:me|nos) (?:viene|va|parece) bien\b|\bcuenta conmigo\b",
        ],
        "promise": [
            r"\bprometido\W*$|\b(?:te|os|le|les) (?:recojo|busco|espero|traigo|llevo|acompaño|entrego|mando)\b|"
            r"\blo tengo controlado\b",
            r"\b(?:repaso|me aseguro|vuelvo a|me informo|me pongo|te escribo|le escribo|me aseguraré|"
            r"no se me pasa|insisto|sigo con)\b|\btienes\b.*\b(?:versión|borrador|informe|respuesta)\b",
            rf"\b(?:yo )?{_TO}{_DO}(?: yo)?\b|\b(?:voy|vamos) a {_TO}?\w+r(?:te|le|lo|la|les|los|me|se)*\b|"
            rf"\b\w+(?:aré|eré|iré|dré|rré|aremos|eremos|iremos|dremos|rremos)\b",
            r"\b(?:tendrás|tendrá|tendrán|recibirás|recibirá|recibirán)\b",
        ],
    },
    lead=r"\W*(?:(?:sí|ok|vale|entonces|y|claro)\b[\s,]*)*(?:yo\s+|voy a\s+|vamos a\s+|por favor,?\s+|puedes\s+|"
    r"puede\s+|podría\s+|podrías\s+)?",
)
