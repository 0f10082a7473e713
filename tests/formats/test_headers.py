"""Header fields as people and programs really write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.formats import headers
from segue.formats.records import Address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee <Ann@Example.ORG>", [("Ann Lee", "ann@example.org")]),
        ('"Lee, Ann" <ann@x.org>, bob@x.org', [("Lee, Ann", "ann@x.org"), ("", "bob@x.org")]),
        ("ann@x.org (Ann Lee)", [("Ann Lee", "ann@x.org")]),
        ("=?utf-8?q?Lee=2C_J=C3=BCrgen?= <j@x.org>", [("Lee, Jürgen", "j@x.org")]),
        ("team: ann@x.org, bob@x.org;", [("", "ann@x.org"), ("", "bob@x.org")]),
        ("ann@x.org; bob@x.org", [("", "ann@x.org"), ("", "bob@x.org")]),
        ("'ann@x.org' <ann@x.org>", [("", "ann@x.org")]),
        ("undisclosed-recipients:;", []),
        ("Ann <ann@x.org", [("Ann", "ann@x.org")]),
        ('"Ann \\"Q\\" Lee" <ann@x.org>', [('Ann "Q" Lee', "ann@x.org")]),
        ("", []),
        ("<>", []),
        (",,;", []),
    ],
)
def test_addresses(text: str, expected: list[tuple[str, str]]) -> None:
    assert headers.addresses(text) == tuple(Address(*pair) for pair in expected)


@given(st.text(max_size=200))
def test_any_text_gives_addresses_that_can_be_kept(text: str) -> None:
    for found in headers.addresses(text):
        assert found.addr == found.addr.lower().strip() != ""
        assert "\n" not in found.name + found.addr
        assert "\0" not in found.name + found.addr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=?utf-8?B?SMOkbGxv?= =?utf-8?B?IFdlbHQ=?=", "Hällo Welt"),
        ("=?iso-8859-1?Q?Andr=E9?= said", "André said"),
        ("=?unknown-8bit?q?caf=C3=A9?=", "café"),
        ("=?utf-8?B?SMOkbGxv", "=?utf-8?B?SMOkbGxv"),
        ("=?utf-8*de?q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    ],
)
def test_encoded_words(text: str, expected: str) -> None:
    assert headers.words(text) == expected


NOON = datetime(2021, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Fri, 1 Jan 2021 17:30:00 +0530", 330),
        ("1 Jan 2021 12:00 GMT", 0),
        ("Fri, 01 Jan 2021 12:00:00 -0000", None),
        ("Fri, 1 Jan 2021 07:00:00 EST", -300),
        ("Fri Jan  1 12:00:00 2021", None),
        ("2021-01-01T13:00:00+01:00", 60),
        ("Friday, 1-Jan-21 12:00:00 GMT", 0),
        ("Fri, 1 Jan 2021 12:00:00 +9999", None),
    ],
)
def test_moments(text: str, minutes: int | None) -> None:
    assert headers.moment(text) == (NOON, minutes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "32 Foo 99",
        "Thu, 1 Jan 1970 00:00:00 +0000",
        "Mon, 31 Dec 1979 16:00:00 -0800",
        "Fri, 1 Jan 9999 12:00:00 +0000",
        "Fri, 1 Jan 0021 12:00:00 +0000",
        "Fri, 99 Jan 2021 12:00:00 +0000",
    ],
)
def test_impossible_moments_and_unset_clocks_are_none(text: str) -> None:
    assert headers.moment(text) is None


@given(st.text(max_size=80))
def test_no_text_makes_the_date_reader_stumble(text: str) -> None:
    found = headers.moment(text)
    assert found is None or found[0].tzinfo is UTC


def test_ids_are_told_apart_and_kept_once() -> None:
    assert headers.ids("<a@x>\n\t<b@x> junk <a@x>") == ("a@x", "b@x")
    assert headers.message_id(" <c@x> ") == "c@x"
    assert headers.message_id("no brackets@x") == "nobrackets@x"


def test_exchange_names_lose_their_directory_paths() -> None:
    text = "Lokay, Michelle </O=ENRON/CN=MLOKAY>, Hernandez, Bert </O=ENRON/CN=Ahern>"
    assert headers.exchange_names(text) == ["Lokay, Michelle", ", Hernandez, Bert".strip(", ")]


def test_the_envelope_tells_a_moment() -> None:
    assert headers.envelope_moment("From ann@x.org Fri Jan  1 12:00:00 2021") == (NOON, None)
