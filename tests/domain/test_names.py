"""Names as mail programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segue.domain.names import Name, parse, shown


@pytest.mark.parametrize(
    ("written", "full", "seen"),
    [
        ("Michelle Lokay", "michelle lokay", "Michelle Lokay"),
        ("Lokay, Michelle", "michelle lokay", "Michelle Lokay"),
        ("Lokay, Michelle </O=ENRON/OU=NA/CN=RECIPIENTS/CN=MLOKAY>", "michelle lokay", "Michelle Lokay"),
        ("Michelle Lokay/HOU/ECT@ECT", "michelle lokay", "Michelle Lokay"),
        ("Michelle Lokay/ET&S/Enron@ENRON", "michelle lokay", "Michelle Lokay"),
        ('"Lafontaine, Steve" <steve@bank.example>@ENRON', "steve lafontaine", "Steve Lafontaine"),
        ("MICHELLE LOKAY", "michelle lokay", "Michelle Lokay"),
        ("Miller, Don (Asset Mktg) </O=ENRON>", "don miller", "Don Miller"),
        ("'Amara Osei'", "amara osei", "Amara Osei"),
        ("Schmidt, Ann M.", "ann m schmidt", "Ann M Schmidt"),
        ("Jürgen Groß", "jurgen gross", "Jürgen Groß"),
        ("Łukasz Ørsted", "lukasz orsted", "Łukasz Ørsted"),
        ("O’Brien, Pat", "pat obrien", "Pat O’Brien"),
        ("Jean-Luc Picard", "jean luc picard", "Jean-Luc Picard"),
        ("van der Berg, Jan", "jan van der berg", "Jan van der Berg"),
        ("Dr. Jane Doe, Ph.D.", "jane doe", "Dr. Jane Doe Ph.D"),
        ("Smith, Jr., John", "john smith jr", "John Smith Jr."),
        ("John Smith Jr.", "john smith jr", "John Smith Jr"),
        ("Jack Ma", "jack ma", "Jack Ma"),
        ("Md Rahman", "md rahman", "Md Rahman"),
        ("Amara Osei via Documents", "amara osei", "Amara Osei"),
        ("山田 太郎", "山田 太郎", "山田 太郎"),
        ("Amara", "", "Amara"),
        ("J. Steffes", "", "J. Steffes"),
        ("amara@example.org", "", ""),
        ("", "", ""),
        (" ,,; ", "", ""),
    ],
)
def test_a_name_has_one_spelling_to_compare_and_one_to_show(written: str, full: str, seen: str) -> None:
    assert parse(written).full == full
    assert shown(written) == seen


def test_the_parts_of_a_name() -> None:
    assert parse("Steffes, James D., Jr.") == Name("james", ("d",), "steffes", "jr")
    assert parse("Amara") == Name("amara")


words = st.text(
    st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=4, max_size=9
)  # longer than any suffix


@given(words, words)
def test_turned_round_or_in_capitals_it_is_the_same_name(given_name: str, surname: str) -> None:
    straight = parse(f"{given_name} {surname}")
    assert parse(f"{surname}, {given_name}").full in (straight.full, "")
    assert parse(f'"{given_name} {surname}"') == straight == parse(f"{given_name} {surname}/HOU/ECT@ECT")


@given(st.text(max_size=60))
def test_no_text_is_too_strange(written: str) -> None:
    assert parse(written) == parse(written)
    assert "\n" not in shown(written)
