"""HTML mail as a reader sees it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats.html import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two", "One\nTwo"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("I  will\n send <b>it</b>  today", "I will send it today"),
        ('see <a href="https://x.org/?q=1">the plan</a>', "see the plan"),
        ("<style>p{}</style><script>x()</script><title>t</title>Hi", "Hi"),
        ("Tom &amp; Ann&nbsp;&lt;3", "Tom & Ann <3"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<pre>def f():\n    pass</pre>", "def f():\n    pass"),
        ('<div style="display:none">tracking</div>Hello', "Hello"),
        ("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb"),
        ("no tags", "no tags"),
        ("", ""),
    ],
)
def test_to_text(html: str, text: str) -> None:
    assert to_text(html) == text


def test_a_quotation_is_marked_line_by_line() -> None:
    html = "Yes.<br><div>On Monday Ann wrote:</div><blockquote>Will you?<blockquote>Old</blockquote></blockquote>End"
    assert to_text(html) == "Yes.\nOn Monday Ann wrote:\n> Will you?\n> > Old\nEnd"


def test_an_indent_is_no_quotation() -> None:
    html = '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">mine</blockquote>'
    assert to_text(html) == "mine"


@given(st.text(alphabet="<>/ab pdivblockquote=\"'&;! -\n", max_size=400))
def test_any_markup_gives_text(html: str) -> None:
    assert "\0" not in to_text(html)


@pytest.mark.parametrize(
    "piece", ["<div>", "<a><b>", "<blockquote>", "<table><tr><td>", "<!--", "<style>", "<x ", "&", "<br>"]
)
def test_hostile_nesting_takes_no_more_than_linear_time(piece: str) -> None:
    begun = time.process_time()
    to_text(piece * 20_000)
    assert time.process_time() - begun < 3
