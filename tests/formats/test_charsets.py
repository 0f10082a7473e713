"""Bytes to text, however the charset is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats.charsets import decode, tidy


@pytest.mark.parametrize(
    ("data", "charset", "expected"),
    [
        ("Grüße".encode(), "utf-8", "Grüße"),
        ("Grüße".encode("latin-1"), "iso-8859-1", "Grüße"),
        ("Grüße".encode(), "us-ascii", "Grüße"),
        ("Grüße".encode("cp1252"), "", "Grüße"),
        (b"\x93quoted\x94", "iso-8859-1", "“quoted”"),
        ("가나".encode("cp949"), "ks_c_5601-1987", "가나"),
        ("中文".encode("gb18030"), "gb2312", "中文"),
        ("あ".encode("iso-2022-jp"), "iso-2022-jp", "あ"),
        ("Grüße".encode(), "x-no-such-charset", "Grüße"),
        ("é".encode(), "rot13", "é"),
        (b"plain", "no such", "plain"),
    ],
)
def test_decodes(data: bytes, charset: str, expected: str) -> None:
    assert decode(data, charset) == expected


@given(
    st.binary(max_size=300), st.text(max_size=20) | st.sampled_from(["utf-16", "utf-7", "hz", "idna", "base64", "hex"])
)
def test_never_fails(data: bytes, charset: str) -> None:
    assert isinstance(decode(data, charset), str)


@given(st.text(max_size=200))
def test_tidy_text_has_no_control_characters_and_stays_as_it_is(text: str) -> None:
    clean = tidy(text)
    assert not set(clean) & set("\0\r\x1b\x7f\ufeff")
    clean.encode()
    assert tidy(clean) == clean


def test_line_ends_become_newlines() -> None:
    assert tidy("a\r\nb\rc\u2028d\x00e\u00a0f") == "a\nb\nc\nde f"
