"""German, French, Spanish and Swedish: the language is told, and its main acts are read."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from segue.detect import NOT_READ, Act, detect, jsonl
from segue.detect.languages import READ, told
from segue.detect.tongues import TONGUES, Tongue, tongue_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
from languages import MAIN, day_of, rates, read, share_told

LANGUAGES = sorted(TONGUES)


def of(language: str) -> Tongue:
    tongue = tongue_of(language)
    assert tongue is not None
    return tongue


SETS = ("", "_second", "_third", "_fourth")


def found(name: str) -> tuple[float, float]:
    rows = read(name)
    tongue = of(name[:2])
    return rates(rows, [frozenset(act for act, _ in tongue.acts_of(row.words)) for row in rows], MAIN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_own_sentences_are_read(language: str) -> None:
    assert len(read(language)) >= 150
    precision, recall = found(language)
    assert precision >= 0.95
    assert recall >= 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_were_held_back_are_read_with_precision_before_recall(language: str) -> None:
    precision, recall = found(f"{language}_fourth")
    assert precision >= 0.9
    assert recall >= 0.8


@pytest.mark.parametrize("name", [language + ending for language in LANGUAGES for ending in SETS])
def test_days_are_read(name: str) -> None:
    assert [row.words for row in read(name) if row.day and day_of(row.words) != row.day] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_short_mail_is_told(language: str) -> None:
    assert share_told(language, read(language)) >= 0.9


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Could you please send me the signed contract by Friday? Thanks for all the help with this.", "en"),
        ("Kunt u het contract nog deze week aan ons sturen? Wij hebben het ook niet van de bank gekregen.", "nl"),
        ("Potete mandarci il contratto? Non lo abbiamo ancora ricevuto e la riunione è domani, grazie.", "it"),
        ("Você pode me enviar o contrato? Não recebi ainda e a reunião é na sexta, obrigado.", "pt"),
        ("Kan du sende mig kontrakten? Jeg har ikke fået den, og mødet er i morgen, tak.", "da"),
        ("Пришлите, пожалуйста, договор до пятницы.", "ru"),
        ("契約書を金曜日までに送ってください。", "ja"),
        ("请在周五之前把合同发给我们好吗谢谢", "zh"),
        ("8-4 540-260=280 current", ""),
        ("", ""),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert told(text) == language


def test_english_names_and_quotes_do_not_make_it_another_language() -> None:
    assert told("I met Jean de la Fontaine at Le Pain Quotidien and we will send the file to him.") == "en"


def reading(text: str, before: str = "") -> list[Act]:
    at = datetime(2026, 11, 18, 9, tzinfo=UTC)
    return detect(text, speaker="ann@example.org", to="kevin@example.org", date=at, zone_minutes=60, before=before)


def test_a_german_promise_is_shown_with_its_words_and_day() -> None:
    (act,) = reading("Hallo Kevin,\n\nich schicke dir den Entwurf bis Freitag.")
    assert (act.act, act.shown, act.owner, act.due) == ("promise", True, "author", date(2026, 11, 20))
    assert act.what.startswith("schicke dir den Entwurf")


def test_a_yes_takes_its_language_from_what_it_answers() -> None:
    acts = reading("Mache ich.", "Könntest du bitte den Vertrag an Tana schicken?")
    assert {act.act for act in acts if act.shown} & {"acceptance", "promise"}


def test_a_message_in_another_language_says_so_and_nothing_else() -> None:
    (act,) = reading("Potete mandarci il contratto? Non lo abbiamo ancora ricevuto e la riunione è domani, grazie.")
    assert (act.act, act.what, act.shown) == (NOT_READ, "it", False)
    assert "it" not in READ


def test_the_stream_says_so_too() -> None:
    (line,) = jsonl.run(['{"id": 1, "text": "Пришлите, пожалуйста, договор до пятницы."}'])
    assert line == '{"id": 1, "acts": [], "not_read": "ru"}'


@pytest.mark.parametrize(
    "words",
    [
        "Ich schreibe für die Stadtzeitung.",
        "Ich schreibe Ihnen, weil wir uns auf der Messe kennengelernt haben.",
        "Ich schreibe dir wegen der Rechnung.",
        "Ich schreibe gerade an meiner Doktorarbeit.",
        "Ich arbeite für eine Werbeagentur.",
        "Wir arbeiten mit drei Museen zusammen.",
        "Wir suchen eine Partnerin für das Projekt.",
        "Ich komme aus Bremen.",
        "Ich gehe davon aus, dass es klappt.",
        "Ich frage mich, ob das geht.",
        "Ich finde das gut.",
        "Wir halten das für richtig.",
        "Wir liefern seit 1990 nach Italien.",
        "Ich spreche Englisch und Spanisch.",
    ],
)
def test_what_is_so_is_no_promise_in_german(words: str) -> None:
    assert "promise" not in {act for act, _ in of("de").acts_of(words)}


@pytest.mark.parametrize(
    "words",
    [
        "Ich schreibe dir morgen.",
        "Ich schreibe für dich eine Zusammenfassung bis Freitag.",
        "Ich schreibe Ihnen den Text.",
        "Ich suche dir den Vertrag heraus.",
        "Ich arbeite das bis Montag ein.",
        "Ich halte das im Protokoll fest.",
        "Ich sehe das heute Abend durch.",
        "Ich komme am Freitag aus Bremen zu euch und bringe den Plan mit.",
    ],
)
def test_what_will_be_done_is_a_promise_in_german(words: str) -> None:
    assert "promise" in {act for act, _ in of("de").acts_of(words)}
