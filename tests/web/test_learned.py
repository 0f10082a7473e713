"""What was learned, on the screen: told in words, forgotten with a button, brought back by undo."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from segue.actions import detections
from segue.detect.learning import FEWEST
from segue.store.models import Learning, Mark
from segue.web import visits
from tests.cast import NOW, Cast, mail, mark


@pytest.fixture
def ada(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(visits, "clock", lambda: NOW)
    client.force_login(cast.ada.user)
    return client


def answers(cast: Cast, count: int) -> None:
    for number in range(count):
        words = f"I could try to <i>send</i> paper {number}."
        said = mail(cast, "ada@lindqvist.example", "amara@asante.example", words, at=NOW - timedelta(days=2))
        seen = mark(said, words, "promise", shown=False, performer="author")
        detections.confirm(cast.owner, seen.id, NOW, source="web")


def test_too_few_answers_are_said_to_be_too_few(cast: Cast, ada: Client) -> None:
    answers(cast, 3)
    assert f"{FEWEST - 3} more answers, and Segue begins to learn." in ada.get("/learned/").content.decode()


def test_words_and_what_they_changed_are_shown_and_forgotten(cast: Cast, ada: Client) -> None:
    late = mail(cast, "ada@lindqvist.example", "amara@asante.example", "I could try to <i>send</i> paper 99.")
    alike = mark(late, late.body, "promise", shown=False, performer="author")
    Mark.objects.filter(id=alike.id).update(confidence=0.75)
    answers(cast, FEWEST + 5)
    page = ada.get("/learned/").content.decode()
    assert f"{FEWEST + 5} times yes, 0 times no" in page
    assert "“could”" in page
    assert "for it" in page
    assert "I could try to &lt;i&gt;send&lt;/i&gt; paper 99." in page
    assert "shown as a promise; it was unsure" in page
    assert ada.get("/learned/forget/").status_code == 404
    page = ada.post("/learned/forget/", {"next": "/learned/"}, follow=True).content.decode()
    assert "Forgot what your answers had taught." in page
    assert f"{FEWEST} more answers" in page
    assert "Begun anew" in page
    ada.post("/undo/")
    assert not Learning.objects.exists()
    assert f"{FEWEST + 5} times yes" in ada.get("/learned/").content.decode()


def test_what_was_learned_is_nobody_elses_to_see_or_forget(cast: Cast, ada: Client) -> None:
    answers(cast, FEWEST)
    for user in (cast.bo.user, cast.chiara.user):
        ada.force_login(user)
        assert "could" not in ada.get("/learned/").content.decode()
        ada.post("/learned/forget/")
    assert not Learning.objects.filter(owner=cast.ada).exists()
