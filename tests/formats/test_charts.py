"""Charts are XML with a title and a description, hold every number that they tell, and let no text out of its place."""

from xml.etree import ElementTree

import pytest

from segue.domain.insights.figures import (
    Bars,
    Drawing,
    Figure,
    Lines,
    Look,
    Part,
    Point,
    Reliability,
    Rows,
    Series,
    Strip,
    Strips,
    Table,
)
from segue.formats.charts import svg
from segue.formats.charts.marks import ticks

NS = "{http://www.w3.org/2000/svg}"
NASTY = "<script>&\"'\x00 Åsa"
KINDS = tuple(Series(look, look, (1, 0, 2)) for look in Look)
DRAWINGS: tuple[Drawing, ...] = (
    Strips("h", (Strip(NASTY, (0.0, 1.0, 1.0, 1.0, 7.25)), Strip("none", ()))),
    Strips("h", (Strip("all of no length", (0.0, 0.0)),)),
    Bars((NASTY, "b", "c"), KINDS),
    Bars(tuple("abc"), KINDS[:2], beside=True),
    Bars(("a",), (Series("one", Look.PLAIN, (0,)),)),
    Rows((NASTY * 9, "b", "c"), KINDS),
    Reliability((Point(0.7, 0.5, 20, 0.3, 0.7),), ((1.0, True), (1.0, True), (0.0, False))),
    Lines((NASTY,), ((NASTY, (3,)), ("b", (3,)), ("c", (0,)))),
    Lines(tuple("abc"), (("a long name that is cut at its end", (0, 0, 0)),)),
)


def figure(drawing: Drawing | None) -> Figure:
    return Figure("hours", Part.DONE, NASTY, f"It says {NASTY}", Table((), ()), drawing)


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_it_is_xml_with_a_title_and_a_description_and_stays_within_its_frame(drawing: Drawing) -> None:
    root = ElementTree.fromstring(svg(figure(drawing)))
    assert root.get("role") == "img"
    named = [root.find(f"{NS}title"), root.find(f"{NS}desc")]
    assert [each is not None and each.get("id") for each in named] == ["hours-title", "hours-desc"]
    assert not root.findall(f".//{NS}script")
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for each in root.iter():
        for name, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
            assert 0 <= float(each.get(name, 0)) <= most, ElementTree.tostring(each)


def test_every_look_has_a_pattern_or_a_colour_of_its_own() -> None:
    root = ElementTree.fromstring(svg(figure(Rows(("a",), tuple(Series(look, look, (1,)) for look in Look)))))
    bars = [(each.get("fill"), each.get("class")) for each in root.iter(f"{NS}rect")]
    assert len(set(bars)) == len(Look)
    used = {str(fill).removeprefix("url(#").rstrip(")") for fill, _ in bars if str(fill).startswith("url")}
    assert used == {each.get("id") for each in root.iter(f"{NS}pattern")}


def test_what_has_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        svg(figure(None))


@pytest.mark.parametrize("largest", [0, 0.03, 0.9, 1, 7.25, 23, 999, 1_000_001])
def test_an_axis_has_few_round_numbers_and_holds_the_largest(largest: float) -> None:
    for whole in (False, True):
        marked = ticks(largest, whole=whole)
        assert marked[0] == 0
        assert marked[-1] >= largest * 0.999
        assert 2 <= len(marked) <= 8
        assert not whole or all(number == int(number) for number in marked)
