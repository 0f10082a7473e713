"""Telephone numbers, titles and companies, with the words they come from."""

import pytest

from segue.formats.signature import Details, details

SIGNED = """Greg Hills
Director of Marketing, Burlington Resources
(713) 624-9009
Fax: (713) 624-9617
cell 713.501.8105
ghills@br-inc.com"""


def test_a_business_signature() -> None:
    body = f"I will call.\n\n{SIGNED}"
    found = details(body, (body.index("Greg"), len(body)), "US")
    assert [(phone.number, phone.kind) for phone in found.phones] == [
        ("+17136249009", "other"),
        ("+17136249617", "fax"),
        ("+17135018105", "mobile"),
    ]
    assert found.title.text == "Director of Marketing"
    assert found.company.text == "Burlington Resources"
    for one in (found.title, found.company):
        assert body[one.start : one.end] == one.text
    assert [body[phone.start : phone.end] for phone in found.phones] == [
        "(713) 624-9009",
        "(713) 624-9617",
        "713.501.8105",
    ]


@pytest.mark.parametrize(
    ("text", "region", "numbers"),
    [
        ("Ann\n+49 30 901820", None, ["+4930901820"]),
        ("Ann\n030 901820", "DE", ["+4930901820"]),
        ("Ann\n713-624-9009", None, []),
        ("Ann\nMain St 12345 67890 Houston", "US", []),
        ("Ann\n2021-05-03 10:15", "US", []),
        ("Ann\n1.2.3.4", "US", []),
        ("Ann\nhttps://x.org/7136249009", "US", []),
        ("Ann\n713-624-9009\n(713) 624 9009", "US", ["+17136249009"]),
    ],
)
def test_numbers(text: str, region: str | None, numbers: list[str]) -> None:
    assert [phone.number for phone in details(text, (0, len(text)), region).phones] == numbers


def test_without_signature_nothing_is_found() -> None:
    assert details("Call me at 713-624-9009", None, "US") == Details()
