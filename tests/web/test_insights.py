"""Insights in the browser: sentence, drawing, table; to take along as CSV and SVG."""

from datetime import timedelta
from xml.etree import ElementTree

from django.test import Client

from segue.store.models import Conversation, Need
from tests.cast import NOW, Cast

PARTS = ("Your load", "What was done", "What you felt", "What they felt", "What you expected", "Breadth")


def talk(cast: Cast) -> None:
    at = NOW - timedelta(days=2)
    Conversation.objects.create(
        owner=cast.ada, medium="call", first_at=at, last_at=at + timedelta(hours=1), ending="enjoyed", wrapped_at=NOW,
        rating=4, expectation=70, happened="yes",
    )  # fmt: skip


def test_nothing_yet_says_what_figures_come_with(cast: Cast, ada: Client) -> None:
    page = ada.get("/insights/").content.decode()
    assert "There is nothing to draw yet" in page
    assert "<svg xmlns" not in page


def test_each_figure_is_a_sentence_a_drawing_and_a_table(cast: Cast, ada: Client) -> None:
    talk(cast)
    page = ada.get("/insights/?days=30").content.decode()
    for words in (*PARTS, "1 h in 1 talk: 1 enjoyed, nothing expected.", "too few to score", 'id="hours-title"'):
        assert words in page
    assert '<th scope="row" dir="auto">enjoyed</th><td>1</td><td>1.0</td>' in page
    assert 'href="/insights/hours.csv?days=30"' in page
    assert page.count("<svg xmlns") == page.count(".svg?days=30")
    assert '<a href="?days=90" aria-current="true">' in ada.get("/insights/?days=nonsense").content.decode()


def test_the_table_is_taken_along_as_csv(cast: Cast, ada: Client) -> None:
    talk(cast)
    answer = ada.get("/insights/hours.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="hours.csv"' in answer["Content-Disposition"]
    lines = answer.content.decode().splitlines()
    assert lines[0] == "What came of it,Talks,Hours"
    assert "enjoyed,1,1.0" in lines


def test_no_cell_is_a_formula(cast: Cast, ada: Client) -> None:
    Need.objects.create(owner=cast.ada, name="=cmd()", since=NOW).connections.add(cast.with_amara)
    assert "'=cmd()" in ada.get("/insights/breadth.csv").content.decode().splitlines()[0]


def test_the_drawing_is_taken_along_as_svg(cast: Cast, ada: Client) -> None:
    talk(cast)
    answer = ada.get("/insights/hours.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert ElementTree.fromstring(answer.content).tag.endswith("svg")


def test_what_is_not_there_is_not_there(cast: Cast, ada: Client) -> None:
    for address in ("/insights/hours.svg", "/insights/nonsense.svg", "/insights/nonsense.csv"):
        assert ada.get(address).status_code == 404
