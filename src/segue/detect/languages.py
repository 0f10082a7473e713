"""Tells the language of a message by the small words that no sentence does without, or by its script.

English is told apart with care: a message is only taken for another language where that one is plainly ahead.
"""

import re
from collections.abc import Sequence

#: Languages whose acts are read.
READ = ("en", "de", "fr", "es", "sv")
#: What the languages that can be told are called.
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "sv": "Swedish", "nl": "Dutch", "da": "Danish",
    "no": "Norwegian", "it": "Italian", "pt": "Portuguese", "fi": "Finnish", "pl": "Polish", "ru": "Russian",
    "el": "Greek", "he": "Hebrew", "ar": "Arabic", "ja": "Japanese", "ko": "Korean", "zh": "Chinese", "th": "Thai",
    "hi": "Hindi",
}  # fmt: skip
#: So many sentences tell it.
ENOUGH = 12
#: So many characters of a message are looked at.
SAMPLE = 800
#: A language needs so many of its small words; so many that only English has settle it at once.
FEWEST = 3
PLAINLY = 5
#: A script is only told by so many letters.
LETTERS = 8
#: In a text of so many words, one small word of a language that is read will do, where none is English.
SHORT = 12

_SMALL_WORDS = {
    "en": (
        "the and of to is that you i it for with are this have be we on will as not your from at please if can "
        "would me thanks they he she was were been has had do does did our my or but an by what when who how "
        "which there all any"
    ),
    "de": (
        "der die das und ist nicht ich sie wir mit auf für den dem des ein eine einen zu von es im auch sich bei "
        "nach aus wie noch wenn dass daß oder aber werden wird haben habe hat kann können bitte mir mich uns ihr "
        "ihre ihnen dir dich du zum zur am bis über schon gerne danke vielen dann morgen heute mal kein keine ja "
        "nein euch gut leider ganz"
    ),
    "fr": (
        "le la les et est pas je vous nous il elle de des du un une en que qui dans pour avec sur au aux ce cette "
        "ces ne se mais ou où par plus sont avez ai ont être fait peux peut pouvez si mon ma mes votre vos notre "
        "tu te merci bonjour lui leur j' m' t' l' d' n' s' c' qu' accord suis fais toi moi très bien ça demain "
        "aujourd' hui oui non on y voici nos tout"
    ),
    "es": (
        "el la los las y es no yo usted nosotros de del un una en que por para con se lo le les su sus mi mis más "
        "pero o como está están son ser he ha han hay puede puedes si te nos me al este esta esto muy ya también "
        "gracias hola cuando donde qué cuándo mañana hoy favor voy hecho así ese esa quién quieres cuál nuestro "
        "nuestra podemos"
    ),
    "sv": (
        "och är inte jag vi det att som en ett på för med av till den de om har kan ska du ni han hon så men "
        "eller från vid var hade mig dig oss er min din vår när hur vad här där tack hej skulle vill bara också "
        "kommer något detta idag imorgon ert era ja nej inga gärna ses låt"
    ),
    "nl": (
        "de het een en is niet ik je jij wij we van dat op te voor met zijn aan er om ook maar bij naar uit nog "
        "wel geen kan wordt heb heeft hebben graag mijn jullie uw u bedankt dit deze als dan"
    ),
    "da": (
        "og er ikke jeg vi det at som en et på for med af til den de om har kan skal du i han hun så men eller "
        "fra ved mig dig os jer min din vores når hvordan hvad her der tak hej vil også kommer noget dette"
    ),
    "no": (
        "og er ikke jeg vi det at som en et på for med av til den de om har kan skal du dere han hun så men eller "
        "fra ved meg deg oss min din vår når hvordan hva her der takk hei vil også kommer noe dette"
    ),
    "it": (
        "il lo la gli le e è non io noi di del della un una in che per con si sono ha hanno ho questo questa ma o "
        "come più anche ci vi mi ti suo grazie ciao quando dove perché può puoi se al dei nel alla"
    ),
    "pt": (
        "o a os as e é não eu nós de do da um uma em que por para com se no na mas ou como mais também está estão "
        "são ser tem têm você obrigado olá quando onde isso este esta muito já ao dos das pelo pela"
    ),
    "fi": (
        "ja on ei en se että minä sinä hän me te he mutta tai kun jos niin myös ole olen olet ovat voi voin tämä "
        "kiitos hei mitä missä miten vielä nyt kanssa"
    ),
    "pl": (
        "i w nie na z do że się jest to o jak ale po co czy za od dla tak już tylko być są mam może proszę "
        "dziękuję oraz przez które który"
    ),
}
_SCRIPTS = (
    ("ru", re.compile(r"[Ѐ-ӿ]")),
    ("el", re.compile(r"[Ͱ-Ͽ]")),
    ("he", re.compile(r"[֐-׿]")),
    ("ar", re.compile(r"[؀-ۿ]")),
    ("ja", re.compile(r"[぀-ヿ]")),
    ("ko", re.compile(r"[가-힯]")),
    ("zh", re.compile(r"[一-鿿]")),
    ("th", re.compile(r"[฀-๿]")),
    ("hi", re.compile(r"[ऀ-ॿ]")),
)
_LETTERS = {
    "ß": "de",
    "ñ": "es",
    "¿": "es",
    "¡": "es",
    "ç": "fr",
    "ê": "fr",
    "è": "fr",
    "œ": "fr",
    "ã": "pt",
    "õ": "pt",
}
_FLAT = str.maketrans(dict.fromkeys('.,;:!?()[]"„“”«»¿¡*_-–—/\n\t<>', " ") | {"’": "'", "‘": "'"})
_FLAT_ASCII = bytes(range(128)).decode().lower().translate(_FLAT).encode() + bytes(range(128, 256))


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _SMALL_WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


_LANGUAGES_OF = _by_word()
_KNOWN = _LANGUAGES_OF.keys()
_ENGLISH_ALONE = frozenset(word for word, languages in _LANGUAGES_OF.items() if languages == ("en",))


def told(text: str) -> str:
    """The ISO 639-1 code of the language a text is written in; nothing where it is too short to tell."""
    sample = text[:SAMPLE]
    plain = sample.encode().translate(_FLAT_ASCII).decode() if sample.isascii() else sample.lower().translate(_FLAT)
    words = plain.replace("'", "' ").split()
    known = _KNOWN & words
    if len(known & _ENGLISH_ALONE) >= PLAINLY:
        return "en"
    foreign = "" if sample.isascii() else _script(sample)
    return foreign or _leader(_scores(known, sample), len(words))


def of_sentences(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The language of what stands in these spans of a text; English where they are too short to tell."""
    return told(" ".join(text[start:end] for start, end in spans[:ENOUGH])) or "en"


def _scores(known: set[str], sample: str) -> dict[str, float]:
    scores = dict.fromkeys(_SMALL_WORDS, 0.0)
    for word in known:
        languages = _LANGUAGES_OF[word]
        for language in languages:
            scores[language] += 1 / len(languages)
    for letter, language in () if sample.isascii() else _LETTERS.items():
        scores[language] += letter in sample
    return scores


def _leader(scores: dict[str, float], count: int) -> str:
    best = max(scores, key=scores.__getitem__)
    if best == "en" or scores[best] < 2 * scores["en"]:
        return "en" if scores["en"] >= 1 else ""
    few = count <= SHORT and not scores["en"] and best in READ
    needed = 1 if few else 2 if best in READ and _alone(scores, best) else min(FEWEST, max(2, count / 4))
    return best if scores[best] >= needed else ""


def _alone(scores: dict[str, float], best: str) -> bool:
    """Whether no other language has half as much."""
    return all(2 * score <= scores[best] for language, score in scores.items() if language != best)


def _script(sample: str) -> str:
    letters = sum(char.isalpha() for char in sample)
    counts = {language: len(script.findall(sample)) for language, script in _SCRIPTS}
    if counts["ja"]:
        counts["ja"] += counts["zh"]
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > letters / 2 and letters >= LETTERS else ""
