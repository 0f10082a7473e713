"""The text of a message as it is shown: own words and quotes apart, detected words marked, nothing taken for markup."""

from dataclasses import replace

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from segue.queries.conversations import Marked
from segue.web.templatetags.segue import pieces
from segue.web.words import Passage, passages

MARK = Marked(7, 0, 0, "promise", "send it", None, False, 0.9, None, "")


def marked(body: str, words: str, id_: int = 7, act: str = "promise") -> Marked:
    start = body.index(words)
    return replace(MARK, id=id_, start=start, end=start + len(words), act=act)


def html_of(body: str, own: list[tuple[int, int]] | None = None, marks: tuple[Marked, ...] = ()) -> str:
    return "".join(str(pieces(each)) for each in passages(body, own or [(0, len(body))], marks))


def test_detected_words_are_marked_with_their_act() -> None:
    body = "Hello. I will send it by Friday. Bye."
    assert html_of(body, marks=(marked(body, "I will send it by Friday."),)) == (
        'Hello. <mark id="words-7" class="unsure">I will send it by Friday.</mark>'
        '<a class="act-label" href="#mark-7">promise</a> Bye.'
    )


def test_what_is_confirmed_is_marked_for_sure() -> None:
    body = "I will send it."
    sure = replace(marked(body, body), confirmed=True)
    assert 'class="unsure"' not in html_of(body, marks=(sure,))


def test_acts_in_the_same_words_share_a_mark() -> None:
    body = "Could you send it by Friday?"
    both = (marked(body, body, 1, "request"), marked(body, "send it by Friday", 2, "question"))
    assert html_of(body, marks=both).count("<mark") == 1
    assert "request, question" in html_of(body, marks=both)


def test_markup_in_a_message_stays_text() -> None:
    body = '<script>alert(1)</script> <img src=x onerror="alert(2)">'
    assert html_of(body) == escape(body)


def test_addresses_become_links_without_their_full_stop() -> None:
    body = "See https://example.org/a?b=1&c=2. And javascript:alert(1) is none."
    shown = html_of(body)
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow"' in shown
    assert shown.count("<a ") == 1


def test_quotes_are_passages_of_their_own() -> None:
    body = "Yes.\n\nOn Monday Bo wrote:\n> Shall we?\n\nBest\nAda"
    own = [(0, 4), (body.index("Best"), len(body))]
    assert [(each.own, text_of(each)) for each in passages(body, own, ())] == [
        (True, "Yes."),
        (False, "On Monday Bo wrote:\n> Shall we?"),
        (True, "Best\nAda"),
    ]


def test_spans_beyond_a_body_that_was_cut_are_left_out() -> None:
    assert passages("short", [(0, 3), (900, 950)], (replace(MARK, start=900, end=940),))[0].own


def text_of(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces)


@given(st.data())
def test_no_character_is_lost_or_told_twice(data: st.DataObject) -> None:
    body = data.draw(st.text("abc \n<h", max_size=60))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(body)), max_size=6, unique=True)))
    own = list(zip(cuts[::2], cuts[1::2], strict=False))
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(body)), st.integers(0, len(body))), max_size=4))
    marks = [replace(MARK, id=n, start=min(span), end=max(span)) for n, span in enumerate(spans)]
    shown = "".join(text_of(each) for each in passages(body, own, marks))
    assert "".join(shown.split()) == "".join(body.split())
