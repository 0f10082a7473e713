"""Markdown of members: what it shows, and that nothing hostile comes through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from segue.web.markdown import SCHEMES, TAGS, to_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![p](https://track.example/p.gif)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](data:text/html;base64,PHN)",
    '[x](https://a.example "" onmouseover=alert(1)")',
    '<https://a.example/"onclick=x>',
    "https://a.example/<script>",
    "<style>*{display:none}</style>",
    "# <b onclick=x>",
    "[r]: javascript:alert(1)\n\n[r]",
    "|a|\n|-|\n|<iframe src=x>|",
    "> " * 400 + "x",
    "[" * 2000,
    "*" * 2000 + "a" + "_" * 2000,
]


def safe(text: str) -> None:
    for node in LexborHTMLParser(str(to_html(text))).css("body *"):
        assert node.tag in TAGS
        href = node.attributes.get("href")
        assert node.attributes.keys() <= ({"href", "rel"} if node.tag == "a" else {"start"})
        if href:
            assert ":" not in href.split("/")[0] or href.split(":")[0].lower() in SCHEMES
        if node.tag == "a":
            assert node.attributes["rel"] == "nofollow noopener ugc"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_words(text: str) -> None:
    safe(text)


@given(st.lists(st.sampled_from([*HOSTILE[:13], "<", ">", "`", "(", ")", "[", "]", "!", "\n", "    ", "&#", "x"])))
def test_no_mixture_of_them_does_harm(pieces: list[str]) -> None:
    safe("".join(pieces))


@given(st.text(max_size=300))
def test_no_text_does_harm(text: str) -> None:
    safe(text)


def test_bare_addresses_become_links_outside_of_code() -> None:
    made = to_html("See https://a.example/x. And `https://b.example`.")
    assert '<a href="https://a.example/x" rel="nofollow noopener ugc">https://a.example/x</a>. And' in made
    assert 'href="https://b' not in made


def test_headings_stand_below_those_of_the_page() -> None:
    assert to_html("# One").strip() == "<h3>One</h3>"
